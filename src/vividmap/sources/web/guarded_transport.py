"""The transport of httpx that connects to the addresses that were checked, and to no others."""

import ssl

import certifi
import httpx

from vividmap.sources.web.addresses import AddressGuard

_DEFAULT_PORTS = {"http": 80, "https": 443}


class GuardedTransport(httpx.BaseTransport):
    """Connects by the IP address that the guard resolved; TLS and `Host` keep the name of the host."""

    def __init__(self, guard: AddressGuard) -> None:
        """Ask a guard before each connection."""
        self._guard = guard
        self._transports: dict[tuple[str, str], httpx.HTTPTransport] = {}

    def handle_request(self, request: httpx.Request) -> httpx.Response:
        """Send a request to the first address that accepts it. Raises SourceError, httpx.HTTPError."""
        host = request.url.host
        port = request.url.port or _DEFAULT_PORTS[request.url.scheme]
        *first_addresses, last = self._guard.resolve(host, port)
        for address in first_addresses:
            try:
                return self._send(request, host, address)
            except (httpx.ConnectError, httpx.ConnectTimeout):
                continue
        return self._send(request, host, last)

    def _send(self, request: httpx.Request, host: str, address: str) -> httpx.Response:
        pinned_request = httpx.Request(
            request.method,
            request.url.copy_with(host=address),
            headers=request.headers,
            stream=request.stream,
            extensions={**request.extensions, "sni_hostname": host},
        )
        return self._transport(request.url.scheme, host).handle_request(pinned_request)

    def _transport(self, scheme: str, host: str) -> httpx.HTTPTransport:
        """Return the connections of one host: two hosts at one address may not share one."""
        key = (scheme, host)
        if key not in self._transports:
            # without TLS there is nothing to verify, and reading all authorities takes 50 ms
            context = _trusted_context() if scheme == "https" else ssl.SSLContext(ssl.PROTOCOL_TLS_CLIENT)
            self._transports[key] = httpx.HTTPTransport(verify=context, trust_env=False)
        return self._transports[key]

    def close(self) -> None:
        """Close all connections."""
        for transport in self._transports.values():
            transport.close()


def _trusted_context() -> ssl.SSLContext:
    """Return TLS that trusts the system's authorities, a company's own among them, and the public ones."""
    context = ssl.create_default_context()
    context.load_verify_locations(certifi.where())
    return context
