"""Addresses that a source may connect to: a host is resolved once, and private networks need a permission."""

import socket
from collections.abc import Callable, Collection, Sequence
from ipaddress import IPv4Address, IPv6Address, IPv6Network, ip_address

from vividmap.sources.source import SourceError

IPAddress = IPv4Address | IPv6Address
Resolver = Callable[[str, int], Sequence[str]]

_NAT64 = IPv6Network("64:ff9b::/96")


class RefusedAddress(SourceError):
    """A host has an address that a source may not connect to; the message says how to allow it."""


def resolve_host(host: str, port: int) -> Sequence[str]:
    """Return the IP addresses of a host, as the system resolves it. Raises OSError."""
    records = socket.getaddrinfo(host, port, type=socket.SOCK_STREAM)
    return list(dict.fromkeys(str(record[4][0]) for record in records))


class AddressGuard:
    """Resolves each host once, and refuses those on a private network that are not allowed by name."""

    def __init__(self, allowed_hosts: Collection[str] = (), resolver: Resolver | None = None) -> None:
        """Allow the private addresses of some hosts; `resolver` is the system's unless a test has another."""
        self._allowed = frozenset(map(normalize_host, allowed_hosts))
        self._resolver = resolver or resolve_host
        self._addresses: dict[tuple[str, int], tuple[str, ...]] = {}

    def is_allowed(self, host: str) -> bool:
        """Return whether a host may be on a private network."""
        return normalize_host(host) in self._allowed

    def resolve(self, host: str, port: int) -> tuple[str, ...]:
        """Return the addresses to connect to, the same each time. Raises SourceError, RefusedAddress."""
        key = (normalize_host(host), port)
        if key not in self._addresses:
            self._addresses[key] = self._resolve_anew(*key)
        return self._addresses[key]

    def _resolve_anew(self, host: str, port: int) -> tuple[str, ...]:
        try:
            addresses = self._resolver(host, port)
            targets = [ip_address(address) for address in addresses]
        except (OSError, ValueError) as error:
            raise SourceError(f"{host} was not found; check the address and the network") from error
        if not targets:
            raise SourceError(f"{host} has no address; check the address and the network")
        for address in targets:
            self._check(host, address)
        return tuple(map(str, targets))

    def _check(self, host: str, address: IPAddress) -> None:
        target = embedded_address(address)
        if target.is_link_local or target.is_unspecified or target.is_multicast:
            raise RefusedAddress(f"{host} is at {address}, which is not a server address; use another host")
        if not target.is_global and host not in self._allowed:
            raise RefusedAddress(
                f"{host} is at {address}, on a private network. If that is right, allow it:"
                f" --allow-private-network {host}"
            )


def normalize_host(host: str) -> str:
    """Return a host name as it is compared: lower case, without the brackets of IPv6 and a dot at its end."""
    return host.strip().strip("[]").rstrip(".").lower()


def embedded_address(address: IPAddress) -> IPAddress:
    """Return the IPv4 address that an IPv6 address stands for (mapped, 6to4, Teredo, NAT64), else itself."""
    if isinstance(address, IPv4Address):
        return address
    if address in _NAT64:
        return IPv4Address(int(address) & 0xFFFFFFFF)
    tunnel = address.teredo
    return address.ipv4_mapped or address.sixtofour or (tunnel[1] if tunnel else None) or _compatible(address)


def _compatible(address: IPv6Address) -> IPAddress:
    """Return the IPv4 address of the old form `::127.0.0.1`, else the address."""
    number = int(address)
    return IPv4Address(number) if 0xFFFF < number <= 0xFFFFFFFF else address
