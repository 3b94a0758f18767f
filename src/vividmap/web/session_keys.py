"""The keys of a running server: links that work once, and the sessions that they begin."""

import secrets
from collections.abc import Iterable
from threading import Lock
from time import time

from vividmap.services.storage.secret_digest import digest_secret, is_secret_of
from vividmap.web.request import Visit

ENVIRON = "vividmap.keys"
"""Where in the WSGI environment the server puts its keys: no header can get there."""

_LOOPBACK = ("127.0.0.1", "localhost", "[::1]")


class Keys:
    """The keys of one running server, in its memory alone and only as digests.

    `name` is the server's own host name: cookies know of no ports, so that at a name which other programs
    have too, such as 127.0.0.1, the browser would hand them the session.
    """

    def __init__(self, port: int, name: str = "127.0.0.1") -> None:
        self.host, self.port = f"{name}:{port}", port
        self.has_own_name = name.endswith(".localhost")
        self.feed_hosts = frozenset({self.host, *(f"{loopback}:{port}" for loopback in _LOOPBACK)})
        self.cookie = f"vividmap-{port}"
        self._links: set[str] = set()
        self._sessions: dict[str, Visit] = {}
        self._lock = Lock()

    def new_link(self) -> str:
        """Return a token that begins one session."""
        token = secrets.token_urlsafe(32)
        with self._lock:
            self._links.add(digest_secret(token))
        return token

    def redeem(self, token: str) -> str:
        """Return a session for a token and use the token up; "" if it is unknown or used up."""
        with self._lock:
            digest = _find(token, self._links)
            if digest is None:
                return ""
            self._links.discard(digest)
        return self.begin_session()

    def begin_session(self, browser_id: str = "", proved_at: float = 0.0) -> str:
        """Return a new session, of a remembered browser if one is named."""
        session = secrets.token_urlsafe(32)
        with self._lock:
            self._sessions[digest_secret(session)] = Visit(browser_id=browser_id, proved_at=proved_at)
        return session

    def end(self, session: str) -> None:
        """End a session."""
        with self._lock:
            self._sessions.pop(digest_secret(session), None)

    def open_for(self, session: str) -> Visit | None:
        """Return what is known of a session, None if it is not one of ours."""
        with self._lock:
            digest = _find(session, self._sessions)
            visit = self._sessions[digest] if digest else None
            now = time()
            if digest is None or visit is None or visit.is_over(now):
                self._sessions.pop(digest or "", None)
                return None
            visit.seen_at = now
            return visit


def _find(secret: str, digests: Iterable[str]) -> str | None:
    return next((digest for digest in digests if is_secret_of(secret, digest)), None)
