"""The command in a process of its own, without the quarter of a second in which Python reads the libraries.

A server imports what every command needs and nothing that depends on a home, and forks for each command.
`run` is for a command that ends, `argv` for one that is started like any other process.
"""

import atexit
import gc
import io
import json
import os
import select
import signal
import socket
import subprocess
import sys
import tempfile
import time
from collections.abc import Mapping, Sequence
from contextlib import ExitStack, suppress
from datetime import datetime
from functools import cache
from importlib import import_module
from pathlib import Path

from tests.support import clock
from tests.support.stand_in import ask

ROOT = Path(__file__).parents[2]
LIBRARIES = (
    "asyncio",
    "click",
    "dateutil.rrule",
    "django.core.handlers.wsgi",
    "django.core.mail",
    "django.core.management.commands.migrate",
    "django.db.backends.postgresql.base",
    "django.db.backends.sqlite3.base",
    "django.db.migrations.executor",
    "django.db.models",
    "django.middleware.csrf",
    "django.template.defaultfilters",
    "django.template.defaulttags",
    "django.template.loader_tags",
    "django.views.debug",
    "icalendar",
    "markdown_it",
    "vividmap.__main__",
    "vividmap.cli",
    "vividmap.core.packets",
    "vividmap.formats.document.read",
    "vividmap.formats.document.write",
    "vividmap.formats.notes",
    "waitress",
    "whitenoise.middleware",
)


def run(
    argv: Sequence[str], environment: Mapping[str, str], cwd: Path, given: bytes, timeout: float
) -> tuple[int, bytes, bytes]:
    """Run `vividmap` for at most some seconds; return its exit code and its output."""
    with ExitStack() as stack:
        streams = [stack.enter_context(tempfile.TemporaryFile()) for _ in range(3)]
        streams[0].write(given)
        streams[0].seek(0)
        request = [list(argv), dict(environment), str(cwd), timeout]
        answer = stack.enter_context(ask(address(), request, [stream.fileno() for stream in streams]))
        _, code = map(int, answer)
        for stream in streams[1:]:
            stream.seek(0)
        return code, streams[1].read(), streams[2].read()


def argv(*args: str) -> list[str]:
    """Return what starts `vividmap` in the least time: a process that stands for a forked one."""
    return [sys.executable, "-SI", str(ROOT / "tests" / "support" / "stand_in.py"), address(), *args]


@cache
def address() -> str:
    """Start this test process's server; it ends with the test process, whose end of its input closes."""
    folder = tempfile.TemporaryDirectory(prefix="vividmap-forks-", ignore_cleanup_errors=True)
    place = str(Path(folder.name) / "socket")
    command = [sys.executable, "-m", "tests.support.forks", place]
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
    return place


def _serve(place: str) -> None:
    for name in LIBRARIES:
        import_module(name)
    gc.freeze()  # or each process would go over all of it once more as it ends
    with socket.socket(socket.AF_UNIX) as listening:
        listening.bind(place)
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
        command, environment, cwd, timeout = json.loads(request.read())
    process = os.fork()
    if process == 0:
        connection.close()
        signal.setitimer(signal.ITIMER_REAL, timeout)
        _take(streams)
        os.environ.clear()
        os.environ.update(environment)
        os.chdir(cwd)
        time.tzset()
        if clock.VARIABLE in environment:
            clock.set_to(datetime.fromisoformat(environment[clock.VARIABLE]))
        sys.argv = command[2:]  # python -m vividmap …
        sys.exit(import_module("vividmap.__main__").main())
    for number in streams:
        os.close(number)
    with suppress(OSError):
        connection.sendall(b"%d\n" % process)
    if not _ends_before_it_is_left(process, connection):
        os.kill(process, signal.SIGKILL)
    _, status = os.waitpid(process, 0)
    with suppress(OSError):
        connection.sendall(b"%d\n" % os.waitstatus_to_exitcode(status))
    os._exit(0)


def _take(streams: Sequence[int]) -> None:
    """Make what was handed over the standard streams: those of the server know too much of what they were."""
    for name, stream in zip(("stdin", "stdout", "stderr"), streams, strict=True):
        was = getattr(sys, name)
        os.dup2(stream, was.fileno())
        os.close(stream)
        now = io.open(was.fileno(), was.mode, encoding=was.encoding, errors=was.errors)  # noqa: SIM115, UP020
        now.buffer.raw.name = was.name
        now.reconfigure(line_buffering=name == "stderr" or now.isatty())
        setattr(sys, name, now)


def _ends_before_it_is_left(process: int, connection: socket.socket) -> bool:
    """Wait for a process to end, or for whoever asked for it to be gone; tell whether it ended."""
    ended = os.pidfd_open(process)
    events = select.poll()
    events.register(ended, select.POLLIN)
    events.register(connection, 0)
    return any(number == ended for number, _ in events.poll())


if __name__ == "__main__":
    _serve(sys.argv[1])
