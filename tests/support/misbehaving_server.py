"""A server on this machine that answers as it is told: well, slowly, by half, wrongly, or elsewhere."""

import json
import socket
import ssl
from collections.abc import Callable, Iterator, Mapping
from contextlib import contextmanager, suppress
from dataclasses import dataclass, field
from email.utils import formatdate
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from threading import Thread
from time import sleep, time
from typing import Any


@dataclass
class ServerRequest:
    """What a client asked for."""

    method: str
    path: str
    headers: Mapping[str, str]
    content: Any = None


@dataclass
class ServerAnswer:
    """What the server sends, and how badly."""

    status: int = 200
    headers: Mapping[str, str] = field(default_factory=dict)
    body: bytes = b""
    cut: int = 0
    """Bytes at the end that never come, though the headers promised them."""
    pause: float = 0
    """Seconds before the body."""
    clock: float = 0
    """Seconds that its clock is ahead."""


def json_answer(content: object, status: int = 200, **more: Any) -> ServerAnswer:
    headers = {"Content-Type": "application/json; charset=utf-8", **more.pop("headers", {})}
    return ServerAnswer(status, headers, json.dumps(content).encode(), **more)


Behaviour = Callable[[ServerRequest], ServerAnswer]


class MisbehavingServer:
    """Answers by `behaviour`, but by what is in `next_answers` first; `requests` is what was asked."""

    def __init__(self, behaviour: Behaviour) -> None:
        self.behaviour = behaviour
        self.next_answers: list[ServerAnswer | Behaviour] = []
        self.requests: list[ServerRequest] = []
        self.address = ""

    def answer(self, request: ServerRequest) -> ServerAnswer:
        self.requests.append(request)
        answer = self.next_answers.pop(0) if self.next_answers else self.behaviour
        return answer if isinstance(answer, ServerAnswer) else answer(request)


@contextmanager
def serving(behaviour: Behaviour, context: ssl.SSLContext | None = None) -> Iterator[MisbehavingServer]:
    server = MisbehavingServer(behaviour)

    class Handler(BaseHTTPRequestHandler):
        def handle_any(self) -> None:
            body = self.rfile.read(int(self.headers.get("Content-Length") or 0))
            headers = {name.lower(): value for name, value in self.headers.items()}
            request = ServerRequest(self.command, self.path, headers, json.loads(body) if body else None)
            answer = server.answer(request)
            self.send_response_only(answer.status)
            sent = {"Date": formatdate(time() + answer.clock, usegmt=True), **answer.headers}
            for name, value in ({"Content-Length": str(len(answer.body))} | sent).items():
                self.send_header(name, value)
            self.end_headers()
            with suppress(OSError):  # whoever asked may have gone
                sleep(answer.pause)
                self.wfile.write(answer.body[: len(answer.body) - answer.cut])
            self.close_connection = True

        do_GET = do_POST = handle_any  # noqa: N815 - names of the standard library

        def log_message(self, *_: object) -> None:
            pass

    http = ThreadingHTTPServer(("127.0.0.1", 0), Handler)
    http.daemon_threads = True
    if context:
        http.socket = context.wrap_socket(http.socket, server_side=True)
    server.address = f"http{'s' if context else ''}://127.0.0.1:{http.server_address[1]}"
    thread = Thread(target=http.serve_forever, kwargs={"poll_interval": 0.01}, daemon=True)
    thread.start()
    try:
        yield server
    finally:
        http.shutdown()
        http.server_close()
        thread.join()


@contextmanager
def canary() -> Iterator[tuple[int, list[object]]]:
    """A listener on loopback that must not be connected to: its port, and who came."""
    visitors: list[object] = []
    with socket.socket() as listener:
        listener.bind(("127.0.0.1", 0))
        listener.listen()

        def accept() -> None:
            with suppress(OSError):
                while True:
                    connection, visitor = listener.accept()
                    visitors.append(visitor)
                    connection.close()

        thread = Thread(target=accept, daemon=True)
        thread.start()
        yield listener.getsockname()[1], visitors
        listener.shutdown(socket.SHUT_RDWR)
        thread.join()
