"""Whoever has no session costs the owner nothing: no memory, no thread, no connection, no file."""

import os
import socket
import time
from collections.abc import Callable, Iterator
from contextlib import ExitStack
from pathlib import Path
from urllib.parse import urlencode

import pytest
from tests.support.web import Server, come_in, served

pytestmark = pytest.mark.faults

BODY = urlencode({"text": "x" * (8 * 2**20 - 2**16), "verb": "log"}).encode()


@pytest.fixture
def server(vividmap) -> Iterator[Server]:
    with served(vividmap, itself=True) as running:
        yield running


def head(server: Server, length: int | str, *more: str) -> bytes:
    host = server.address.removeprefix("http://")
    lines = [
        "POST /capture HTTP/1.1",
        f"Host: {host}",
        f"Origin: http://{host}",
        "Content-Type: application/x-www-form-urlencoded",
        f"Content-Length: {length}" if length else "Transfer-Encoding: chunked",
        *more,
    ]
    return "\r\n".join([*lines, "", ""]).encode()


def answer_to(server: Server, sent: bytes) -> bytes:
    """Send what the server takes of some bytes, and return what it answers."""
    received = b""
    with socket.create_connection(("127.0.0.1", server.port), timeout=20) as connection:
        try:
            connection.sendall(sent)
            while part := connection.recv(65_536):
                received += part
        except ConnectionError:
            pass  # closed while the body was on its way
    return received


def memory_of(server: Server) -> float:
    """Return the most that the server ever took, in MiB."""
    status = Path(f"/proc/{server.process.pid}/status").read_text()
    return int(status.partition("VmHWM:")[2].split()[0]) / 1024


def test_large_forms_of_a_stranger_are_not_read(server):
    answer_to(server, head(server, 9) + b"text=mine")
    before = memory_of(server)
    for _ in range(8):
        answer_to(server, head(server, len(BODY)) + BODY)
        answer_to(server, head(server, "") + b"7fffff\r\n" + BODY)
    assert memory_of(server) - before < 8
    assert come_in(server).get().status == 200


def test_a_form_of_a_stranger_is_refused_and_not_repeated(server):
    for length, sent in ((9, b"text=mine"), (2**20 - 9, b"text=mine" + b"x" * (2**20 - 18))):
        answer = answer_to(server, head(server, length) + sent)
        assert answer.startswith(b"HTTP/1.1 403"), length
        assert b"mine" not in answer, length


def test_a_body_is_no_request_of_its_own(server):
    inner = b"GET /static/vividmap.css HTTP/1.1\r\nHost: 127.0.0.1\r\n\r\n"
    for length in (len(inner), 2**21, ""):
        answer = answer_to(server, head(server, length) + inner * (2**21 // len(inner)))
        assert answer.count(b"HTTP/1.1 ") <= 1, length


def test_connections_held_open_leave_room_for_the_owner(server):
    owner = come_in(server)
    with ExitStack() as held:
        for number in range(300):
            connection = held.enter_context(socket.create_connection(("127.0.0.1", server.port), timeout=20))
            connection.sendall(head(server, 1000)[: 40 if number % 2 else None])
        begun = time.monotonic()
        assert owner.get().status == 200
        assert time.monotonic() - begun < 5
        assert len(os.listdir(f"/proc/{server.process.pid}/fd")) < 150


WATCH = """
import os, sys

WRITING = os.O_WRONLY | os.O_RDWR | os.O_CREAT | getattr(os, "O_TMPFILE", 0)

def note(event, arguments):
    if event.startswith("tempfile.") or (event == "open" and arguments[2] & WRITING):
        os.write(log, f"{arguments[0]}\\n".encode())

log = os.open(os.environ["OPENED"], os.O_WRONLY | os.O_CREAT | os.O_APPEND)
sys.addaudithook(note)
"""


@pytest.fixture
def opened(vividmap, tmp_path) -> Callable[[], list[str]]:
    """Have the server note each file that it opens to write, of whatever kind; return those outside the home."""
    (tmp_path / "site").mkdir()
    (tmp_path / "site" / "sitecustomize.py").write_text(WATCH)
    log = tmp_path / "opened"
    vividmap.env.update(PYTHONPATH=str(tmp_path / "site"), OPENED=str(log))
    home = str(vividmap.home)
    compiled = "/__pycache__/"
    return lambda: [
        line
        for line in log.read_text().splitlines()
        if not line.startswith((home, "/dev/")) and compiled not in line
    ]


def test_the_owner_sends_and_gets_large_texts_without_a_file_elsewhere(vividmap, opened):
    with served(vividmap, itself=True) as server:
        owner = come_in(server)
        form = {"csrfmiddlewaretoken": owner.csrf()}
        answer = owner.ask("POST", "/capture", form=form | {"text": "y" * (7 * 2**20), "verb": "log"})
        assert (answer.status, len(answer.body) > 7 * 2**20) == (422, True)
        lines = "".join(f"- 2026-11-20 Entry {number} {'z' * 9_000}\n" for number in range(300))  # 2.6 MiB
        token = f'--b\r\nContent-Disposition: form-data; name="csrfmiddlewaretoken"\r\n\r\n{owner.csrf()}\r\n'
        file = f'--b\r\nContent-Disposition: form-data; name="file"; filename="notes.md"\r\n\r\n{lines}\r\n--b--\r\n'
        kind = {"Content-Type": "multipart/form-data; boundary=b", "Content-Length": str(len(token + file))}
        assert owner.ask("POST", "/import", kind, body=token + file).status == 302
        vividmap("import", "-", input=lines)
        assert len(owner.get("/export/archive.json").body) > 2 * 2**20
        server.stop()
    assert opened() == []
