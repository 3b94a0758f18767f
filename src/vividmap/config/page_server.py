"""The HTTP server of the page: what a stranger, who has no session, can make it read, keep or hold open.

Any program and any other user of this machine can connect. A stranger's request is read up to the end of its
headers; its body is dropped as it comes, and its connection gives way to newer ones.
"""

import socket
from functools import partial
from io import BytesIO
from typing import Any

from django.http.cookie import parse_cookie
from waitress.adjustments import Adjustments  # type: ignore[import-untyped]
from waitress.channel import HTTPChannel  # type: ignore[import-untyped]
from waitress.parser import HTTPRequestParser  # type: ignore[import-untyped]
from waitress.receiver import ChunkedReceiver, FixedStreamReceiver  # type: ignore[import-untyped]
from waitress.server import TcpWSGIServer  # type: ignore[import-untyped]

from vividmap.web.session_keys import Keys

MAX_STRANGERS = 32
"""Connections that have shown no session; a browser opens at most six."""
_LONGEST_BODY = 64 * 2**20  # far more than the file limit, so that a page can explain that limit
_LONGEST_DROPPED = 2**20  # a longer body is not waited for: the refusal is sent and the connection closed
_IN_MEMORY = 2**40  # no request and no answer is ever written to a temporary file


class PageServer(TcpWSGIServer):  # type: ignore[misc]
    """Serves the page on a socket that is bound already."""

    def __init__(self, application: Any, keys: Keys, server_socket: socket.socket) -> None:
        self.keys = keys
        self.channel_class = _Connection
        super().__init__(
            application,
            _sock=server_socket,
            bind_socket=False,
            sockinfo=(
                server_socket.family,
                server_socket.type,
                server_socket.proto,
                server_socket.getsockname(),
            ),
            adj=Adjustments(
                ident="",
                max_request_body_size=_LONGEST_BODY,
                inbuf_overflow=_IN_MEMORY,
                outbuf_overflow=_IN_MEMORY,
                connection_limit=MAX_STRANGERS + 256,
                clear_untrusted_proxy_headers=True,
            ),
        )

    def handle_accept(self) -> None:
        """Accept a connection, and close the oldest of strangers where there are too many."""
        super().handle_accept()
        strangers = [
            channel
            for channel in self.active_channels.values()
            if not (channel.is_owner or channel.requests or channel.will_close)
        ]
        strangers.sort(key=lambda channel: channel.creation_time)
        for channel in strangers[:-MAX_STRANGERS]:
            channel.will_close = True


class _Connection(HTTPChannel):  # type: ignore[misc]
    def __init__(self, server: PageServer, *args: Any, **options: Any) -> None:
        self.is_owner = False
        self.parser_class = partial(_RequestParser, self, server.keys)
        super().__init__(server, *args, **options)


class _RequestParser(HTTPRequestParser):  # type: ignore[misc]
    """Reads one request; the body only of one who has a session."""

    body_rcv: Any

    def __init__(self, connection: _Connection, keys: Keys, adjustments: Adjustments) -> None:
        super().__init__(adjustments)
        self._connection, self._keys = connection, keys
        self._is_refused = False

    def parse_header(self, header_plus: bytes) -> None:
        super().parse_header(header_plus)
        session = parse_cookie(self.headers.get("COOKIE", "")).get(self._keys.cookie, "")
        if self._keys.open_for(session):
            self._connection.is_owner = True
        elif self.body_rcv is not None:
            self._drop_body()

    def _drop_body(self) -> None:
        length = int(self.headers.get("CONTENT_LENGTH", "0"))
        is_endless = isinstance(self.body_rcv, ChunkedReceiver)
        self._is_refused = is_endless or length > _LONGEST_DROPPED
        self.body_rcv = None if self._is_refused else FixedStreamReceiver(length, _DroppedBody())
        self.chunked = self.expect_continue = False
        self.content_length = 0
        self.headers |= {"CONTENT_LENGTH": "0", "CONNECTION": "close"}

    def received(self, data: bytes) -> int:
        consumed = int(super().received(data))
        # the rest of a body that is refused is no further request
        return len(data) if self._is_refused else consumed


class _DroppedBody:
    """A buffer that holds nothing."""

    def append(self, data: bytes) -> None:
        pass

    def __len__(self) -> int:
        return 0

    def getfile(self) -> BytesIO:
        return BytesIO()

    def close(self) -> None:
        pass
