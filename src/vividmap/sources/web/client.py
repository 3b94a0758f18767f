"""Requests of a source to one server: guarded addresses, bounded waits and sizes, errors in one sentence."""

import json
import time
from collections.abc import Callable, Iterator, Mapping
from contextlib import contextmanager
from dataclasses import dataclass, field
from datetime import datetime, timedelta
from typing import TYPE_CHECKING, Any, Self
from urllib.parse import urljoin, urlsplit

from vividmap.core.english.phrasing import count_noun
from vividmap.sources.source import SourceError
from vividmap.sources.web.addresses import AddressGuard
from vividmap.sources.web.rate_limits import seconds_to_wait

if TYPE_CHECKING:
    import httpx


@dataclass(frozen=True, kw_only=True)
class WebLimits:
    """How long and how much the requests to one server may take."""

    connect_seconds: float = 10
    read_seconds: float = 30
    answer_seconds: float = 60
    """For one whole answer, however steadily it comes."""
    wait_seconds: float = 120
    """For all rate limits and pauses together."""
    attempts: int = 4
    backoff_seconds: float = 1
    """Before the second attempt; doubled before each further one."""
    max_bytes: int = 20 * 2**20
    max_redirects: int = 5


LIMITS = WebLimits()
JSON = "application/json"
_LOOPBACK_HOSTS = ("127.0.0.1", "::1", "localhost")


@dataclass(frozen=True, kw_only=True)
class WebAnswer:
    """An answer that was read whole."""

    url: str
    status: int
    headers: Mapping[str, str]
    """By names in lower case."""
    body: bytes = field(repr=False)
    content: Any = field(default=None, repr=False)
    """The parsed body where JSON was asked for."""


class PassingFault(Exception):
    """A fault that may be gone at the next attempt; the message completes "SERVER …"."""


class WebClient:
    """Asks one server. A token, if there is one, goes to that server's origin alone."""

    def __init__(
        self,
        base: str,
        guard: AddressGuard,
        *,
        token: str = "",
        report: Callable[[str], None] = lambda _line: None,
    ) -> None:
        """Prepare requests to the server of an address; nothing is sent yet. Raises SourceError."""
        self._guard = guard
        self._token = token
        self._report = report
        self._limits = LIMITS
        self._wait_left = LIMITS.wait_seconds
        self._answer_count = 0
        self._http: httpx.Client | None = None
        self._check_address(base)
        self.origin = origin_of(base)
        self.server = urlsplit(base).hostname or base

    def __enter__(self) -> Self:
        """Return the client."""
        return self

    def __exit__(self, *_: object) -> None:
        """Close the connections."""
        if self._http:
            self._http.close()

    def get_json(self, url: str) -> WebAnswer:
        """Return the answer of an address with its JSON. Raises SourceError."""
        return self._request("GET", url, {"Accept": JSON}, None)

    def post_json(self, url: str, question: object) -> WebAnswer:
        """Return the answer to a question, both in JSON. Raises SourceError."""
        headers = {"Accept": JSON, "Content-Type": JSON}
        return self._request("POST", url, headers, json.dumps(question).encode())

    def get_text(self, url: str, media_type: str) -> WebAnswer:
        """Return the answer of an address. Raises SourceError."""
        return self._request("GET", url, {"Accept": media_type}, None)

    def _request(self, method: str, url: str, headers: dict[str, str], content: bytes | None) -> WebAnswer:
        """Return an answer that can be used, after several attempts if need be. Raises SourceError."""
        attempt = 0
        while True:
            try:
                answer = self._follow(method, url, headers, content)
                pause = seconds_to_wait(answer.status, answer.headers, answer.body)
                if pause is None:
                    return self._checked(answer, headers["Accept"])
                self._wait_for_limit(pause)
            except PassingFault as fault:
                attempt += 1
                pause = self._limits.backoff_seconds * 2 ** (attempt - 1)
                if attempt >= self._limits.attempts or pause > self._wait_left:
                    raise SourceError(f"{self.server} {fault}; try again later") from fault
                self._wait(pause)

    def _wait_for_limit(self, seconds: float) -> None:
        """Wait until the server takes requests again. Raises SourceError where that is too long."""
        if seconds > self._wait_left:
            raise SourceError(
                f"{self.server} takes no more requests until {_clock_time(seconds)}; try again then"
            )
        self._report(f"{self.server} asks to wait {seconds:.0f} s")
        self._wait(max(seconds, self._limits.backoff_seconds))

    def _wait(self, seconds: float) -> None:
        self._wait_left -= seconds
        time.sleep(seconds)

    def _follow(self, method: str, url: str, headers: dict[str, str], content: bytes | None) -> WebAnswer:
        """Return the answer at the end of all redirects. Raises SourceError, PassingFault."""
        for _ in range(self._limits.max_redirects + 1):
            answer = self._exchange(method, url, headers, content)
            if answer.status not in (301, 302, 303, 307, 308):
                return answer
            target = urljoin(url, answer.headers.get("location", ""))
            if self._token and origin_of(target) != self.origin:
                raise SourceError(
                    f"{self.server} redirects to {urlsplit(target).hostname}, and a token is sent to no other"
                    " host; use that address if you trust it"
                )
            self._check_address(target)
            url = target
        raise SourceError(f"{self.server} redirects without end; check the address")

    def _exchange(self, method: str, url: str, headers: dict[str, str], content: bytes | None) -> WebAnswer:
        """Send one request and read its answer whole. Raises SourceError, PassingFault."""
        client = self._open()
        with (
            _http_faults(self._limits),
            client.stream(method, url, headers=headers | self._headers(url), content=content) as response,
        ):
            names = {name.lower(): value for name, value in response.headers.items()}
            if names.get("content-encoding", "identity") != "identity":
                raise SourceError(f"{self.server} compresses its answers unasked; nothing was read")
            body = self._read(response)
        self._answer_count += 1
        self._report(f"Reading {self.server}: {count_noun(self._answer_count, 'answer')}")
        return WebAnswer(url=url, status=response.status_code, headers=names, body=body)

    def _read(self, response: "httpx.Response") -> bytes:
        ends = time.monotonic() + self._limits.answer_seconds
        body = bytearray()
        for chunk in response.iter_raw():
            body += chunk
            if len(body) > self._limits.max_bytes:
                size = self._limits.max_bytes // 2**20
                raise SourceError(
                    f"{self.server} sends more than {size} MiB in one answer; none of it was used"
                )
            if time.monotonic() > ends:
                raise PassingFault(f"did not finish its answer in {self._limits.answer_seconds:g} s")
        return bytes(body)

    def _headers(self, url: str) -> dict[str, str]:
        token = (
            {"Authorization": f"Bearer {self._token}"}
            if origin_of(url) == self.origin and self._token
            else {}
        )
        return {"Accept-Encoding": "identity", "User-Agent": "vividmap", **token}

    def _open(self) -> "httpx.Client":
        import httpx  # noqa: PLC0415 - a fifth of a second, for those who use it

        from vividmap.sources.web.guarded_transport import GuardedTransport  # noqa: PLC0415 - as above

        if self._http is None:
            limits = httpx.Timeout(self._limits.read_seconds, connect=self._limits.connect_seconds)
            transport = GuardedTransport(self._guard)
            self._http = httpx.Client(transport=transport, timeout=limits, trust_env=False)
        return self._http

    def _check_address(self, url: str) -> None:
        """Raise SourceError unless an address is encrypted, or on this machine and allowed."""
        try:
            parts = urlsplit(url)
            is_complete = bool(parts.hostname) and parts.port != 0
        except ValueError as error:
            raise SourceError(f"an address cannot be read: {error}") from error
        if not is_complete or parts.scheme not in ("http", "https") or parts.username is not None:
            raise SourceError("an address has to look like https://git.example.org, without a user name")
        if parts.scheme == "http" and parts.hostname not in _LOOPBACK_HOSTS:
            raise SourceError(f"{parts.hostname} has to be reached by https; http is not encrypted")

    def _checked(self, answer: WebAnswer, accept: str) -> WebAnswer:
        """Return an answer with its JSON parsed. Raises SourceError, PassingFault."""
        if answer.status >= 500:
            raise PassingFault(f"answered with an error of its own ({answer.status})")
        if answer.status != 200:
            raise SourceError(f"{self.server} {self._refusal(answer)}")
        if accept != JSON:
            return answer
        media_type = answer.headers.get("content-type", "").partition(";")[0].strip().lower()
        if not media_type.endswith("json"):
            raise SourceError(
                f"{self.server} answered with {media_type or 'no type'}, not JSON; check the address"
            )
        try:
            content = json.loads(answer.body)
        except (ValueError, RecursionError) as error:
            raise PassingFault("answered with JSON that cannot be read") from error
        return WebAnswer(
            url=answer.url, status=200, headers=answer.headers, body=answer.body, content=content
        )

    def _refusal(self, answer: WebAnswer) -> str:
        if answer.status == 401:
            return (
                "does not accept the token, which may have expired; replace it"
                if self._token
                else "asks for a token"
            )
        if answer.status == 403:
            return (
                "refuses the request; give the token read access, and authorise it for the organisation if "
                "the organisation requires that"
            )
        if answer.status in (404, 410):
            return "has nothing at this address; check it, and what the token may read"
        return f"refuses the request ({answer.status}); check the address"


def origin_of(url: str) -> tuple[str, str, int | None]:
    """Return what a token is bound to: scheme, host and port."""
    parts = urlsplit(url)
    try:
        port = parts.port
    except ValueError:
        port = None
    return (parts.scheme, parts.hostname or "", port or {"https": 443, "http": 80}.get(parts.scheme))


def _clock_time(seconds: float) -> str:
    """Return the local time after some seconds: 14:05, with the day if it is another."""
    now = datetime.now().astimezone()
    # rounded up: a minute too early would meet the limit again
    moment = now + timedelta(seconds=min(seconds, 10**8) + 59)
    return f"{moment:%H:%M}" if moment.date() == now.date() else f"{moment:%Y-%m-%d %H:%M}"


@contextmanager
def _http_faults(limits: WebLimits) -> Iterator[None]:
    """Turn the errors of httpx into faults that may pass."""
    import httpx  # noqa: PLC0415 - loaded by then

    try:
        yield
    except httpx.ConnectTimeout as error:
        raise PassingFault(f"cannot be reached in {limits.connect_seconds:g} s") from error
    except httpx.TimeoutException as error:
        raise PassingFault(f"did not answer in {limits.read_seconds:g} s") from error
    except httpx.ConnectError as error:
        raise PassingFault(f"cannot be reached ({error})") from error
    except httpx.TransportError as error:
        raise PassingFault("closed the connection in the middle of an answer") from error
    except httpx.InvalidURL as error:
        raise SourceError(f"an address cannot be read: {error}") from error
