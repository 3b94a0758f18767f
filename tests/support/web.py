"""The page as `vividmap web` serves it, and somebody who asks for it byte by byte."""

import random
import re
import socket
import subprocess
from collections.abc import Iterator, Mapping, Sequence
from contextlib import contextmanager, suppress
from dataclasses import dataclass, field
from http.client import HTTPConnection
from urllib.parse import urlencode

from tests.support.command import Vividmap

_HOSTS: dict[int, str] = {}
"""The host name of each server, by port."""
_CSRF = re.compile(r'name="csrfmiddlewaretoken" value="([^"]+)"')


@dataclass(frozen=True)
class Server:
    process: subprocess.Popen[str]
    link: str

    @property
    def port(self) -> int:
        return int(self.link.split("/")[2].rpartition(":")[2])

    @property
    def address(self) -> str:
        """The address of its pages, `http://NAME:PORT`; each server has its own name."""
        return self.link.partition("/?")[0]

    @property
    def token(self) -> str:
        return self.link.partition("token=")[2]

    def stop(self) -> tuple[int, str, str]:
        """End it as the system does, and return its exit code and its further output."""
        self.process.terminate()
        out, err = self.process.communicate(timeout=20)
        return self.process.returncode, out, err


@contextmanager
def served(
    vividmap: Vividmap, *options: str, itself: bool = False, before: Sequence[str] = ()
) -> Iterator[Server]:
    """Serve the pages of a record; `itself` if the process must be the server itself, not a stand-in.

    `before` is a command that sets conditions and starts the server.
    """
    args = ("web", "--no-open", *options)
    with vividmap.start(*args, before=before) if itself or before else vividmap.start_soon(*args) as process:
        assert process.stdout
        link = process.stdout.readline().strip()
        if "token=" not in link:
            process.kill()
            raise AssertionError((link, *process.communicate()))
        server = Server(process, link)
        _HOSTS[server.port] = server.address.removeprefix("http://")
        yield server


def steady_port() -> int:
    """Return a port that is still free at the next start: the system gives connections none so low."""
    for port in random.sample(range(20_000, 32_000), 100):
        with suppress(OSError), socket.create_server(("127.0.0.1", port)):
            return port
    raise OSError("no free port between 20,000 and 32,000")


@dataclass(frozen=True)
class Answer:
    status: int
    headers: tuple[tuple[str, str], ...]
    body: str

    def header(self, name: str) -> str:
        return ", ".join(value for known, value in self.headers if known.lower() == name.lower())


@dataclass
class Visitor:
    """Asks with the headers that a browser would send, unless told otherwise; None leaves one out."""

    port: int
    cookies: dict[str, str] = field(default_factory=dict)

    @property
    def host(self) -> str:
        return _HOSTS.get(self.port, f"127.0.0.1:{self.port}")

    def ask(
        self,
        method: str,
        path: str,
        headers: Mapping[str, str | None] | None = None,
        form: Mapping[str, str] | None = None,
        body: str = "",
    ) -> Answer:
        body = urlencode(form) if form is not None else body
        sent: dict[str, str | None] = {"Host": self.host, "Content-Length": str(len(body))}
        if method not in ("GET", "HEAD"):
            sent["Origin"] = f"http://{self.host}"
            sent["Content-Type"] = "application/x-www-form-urlencoded"
        if self.cookies:
            sent["Cookie"] = "; ".join(f"{name}={value}" for name, value in self.cookies.items())
        return self._send(method, path, {**sent, **(headers or {})}, body)

    def _send(self, method: str, path: str, headers: Mapping[str, str | None], body: str) -> Answer:
        connection = HTTPConnection("127.0.0.1", self.port, timeout=20)
        try:
            connection.putrequest(method, path, skip_host=True, skip_accept_encoding=True)
            for name, value in headers.items():
                if value is not None:
                    connection.putheader(name, value)
            connection.endheaders(body.encode())
            got = connection.getresponse()
            text = got.read().decode()
        finally:
            connection.close()
        for cookie in got.headers.get_all("Set-Cookie", []):
            name, _, value = cookie.strip().partition(";")[0].partition("=")
            self.cookies[name] = value
        return Answer(got.status, tuple(got.headers.items()), text)

    def get(self, path: str = "/", **headers: str | None) -> Answer:
        return self.ask("GET", path, headers)

    def csrf(self) -> str:
        found = _CSRF.search(self.get().body)
        assert found
        return found[1]

    def capture(
        self, text: str, verb: str = "log", headers: Mapping[str, str | None] | None = None
    ) -> Answer:
        form = {"csrfmiddlewaretoken": self.csrf(), "text": text, "verb": verb}
        return self.ask("POST", "/capture", headers, form)


def come_in(server: Server) -> Visitor:
    """Redeem the server's link."""
    visitor = Visitor(server.port)
    answer = visitor.get(f"/?token={server.token}")
    assert (answer.status, answer.header("Location")) == (302, "/")
    return visitor
