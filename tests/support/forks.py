"""The command in a process of its own, without the quarter of a second in which Python reads the libraries.

A server imports what every command needs and nothing that depends on a home, and forks for each command.
"""

import atexit
import gc
import json
import os
import signal
import socket
import subprocess
import sys
import tempfile
import time
from collections.abc import Mapping, Sequence
from contextlib import ExitStack
from functools import cache
from importlib import import_module
from pathlib import Path

ROOT = Path(__file__).parents[2]
LIBRARIES = (
    "asyncio",
    "click",
    "django.db.backends.postgresql.base",
    "django.db.backends.sqlite3.base",
    "django.db.migrations.executor",
    "django.db.models",
    "markdown_it",
    "vividmap.__main__",
    "vividmap.cli",
    "vividmap.core.packets",
    "vividmap.formats.document.read",
    "vividmap.formats.document.write",
    "vividmap.formats.notes",
)


def run(
    argv: Sequence[str], environment: Mapping[str, str], cwd: Path, given: bytes, timeout: float
) -> tuple[int, bytes, bytes]:
    """Run `vividmap` for at most some seconds; return its exit code and its output."""
    with ExitStack() as stack:
        streams = [stack.enter_context(tempfile.TemporaryFile()) for _ in range(3)]
        streams[0].write(given)
        streams[0].seek(0)
        connection = stack.enter_context(socket.socket(socket.AF_UNIX))
        connection.connect(_address())
        request = json.dumps([list(argv), dict(environment), str(cwd), timeout]).encode()
        socket.send_fds(connection, [b"."], [stream.fileno() for stream in streams])
        connection.sendall(request)
        connection.shutdown(socket.SHUT_WR)
        code = int(connection.recv(4))
        for stream in streams[1:]:
            stream.seek(0)
        return code, streams[1].read(), streams[2].read()


@cache
def _address() -> str:
    """Start this test process's server; it ends with the test process, whose end of its input closes."""
    folder = tempfile.TemporaryDirectory(prefix="vividmap-forks-", ignore_cleanup_errors=True)
    address = str(Path(folder.name) / "socket")
    command = [sys.executable, "-m", "tests.support.forks", address]
    environment = {"LANG": "C.UTF-8", "PATH": os.environ["PATH"]}
    server = subprocess.Popen(
        command, cwd=ROOT, env=environment, stdin=subprocess.PIPE, stdout=subprocess.PIPE
    )

    def stop() -> None:
        server.kill()
        server.communicate()
        folder.cleanup()

    atexit.register(stop)
    assert server.stdout
    assert server.stdout.readline() == b"ready\n"
    return address


def _serve(address: str) -> None:
    for name in LIBRARIES:
        import_module(name)
    gc.freeze()  # or each process would go over all of it once more as it ends
    with socket.socket(socket.AF_UNIX) as listening:
        listening.bind(address)
        listening.listen(64)
        signal.signal(signal.SIGCHLD, signal.SIG_IGN)  # nobody waits for the children
        sys.stdout.write("ready\n")
        sys.stdout.flush()
        while True:
            connection, _ = listening.accept()
            if os.fork() == 0:
                listening.close()
                _answer(connection)
            connection.close()


def _answer(connection: socket.socket) -> None:
    """Run one command in a process that ends as any other does, and tell how it ended."""
    signal.signal(signal.SIGCHLD, signal.SIG_DFL)
    _, streams, _, _ = socket.recv_fds(connection, 1, 3)
    with connection.makefile("rb") as request:
        argv, environment, cwd, timeout = json.loads(request.read())
    process = os.fork()
    if process == 0:
        connection.close()
        signal.setitimer(signal.ITIMER_REAL, timeout)
        for number, stream in enumerate(streams):
            os.dup2(stream, number)
            os.close(stream)
        os.environ.clear()
        os.environ.update(environment)
        os.chdir(cwd)
        time.tzset()
        sys.argv = argv[2:]  # python -m vividmap …
        sys.exit(import_module("vividmap.__main__").main())
    _, status = os.waitpid(process, 0)
    connection.sendall(str(os.waitstatus_to_exitcode(status)).encode())
    os._exit(0)


if __name__ == "__main__":
    _serve(sys.argv[1])
