"""The command in a process of its own, without the quarter of a second in which Python reads the libraries.

A server imports what every command needs and nothing that depends on a home, and forks for each command.
`run` is for a command that ends, `argv` for one that is started like any other process.
"""

import atexit
import ctypes
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
import threading
import time
from collections.abc import Callable, Mapping, Sequence
from contextlib import ExitStack, suppress
from datetime import datetime
from functools import cache
from importlib import import_module
from pathlib import Path
from pkgutil import walk_packages
from typing import Any, NamedTuple, NoReturn

from django.apps import apps
from django.conf import settings
from django.db import connections
from django.utils.functional import empty

from tests.support import clock
from tests.support.stand_in import ask
from vividmap import pattern_cache
from vividmap.core import lazy_dataclass

ROOT = Path(__file__).parents[2]
SOURCE = ROOT / "src"
"""The folder of the package that commands are run from, unless told otherwise."""
LIBRARIES = (  # what Django, Python itself and others import late
    "asyncio",
    "dateutil.rrule",
    "django.core.handlers.wsgi",
    "django.core.mail",
    "django.core.management.commands.migrate",
    "django.db.backends.postgresql.base",
    "django.db.backends.sqlite3.base",
    "django.db.migrations.executor",
    "django.middleware.csrf",
    "django.template.defaultfilters",
    "django.template.defaulttags",
    "django.template.loader_tags",
    "django.views.debug",
    "encodings.ascii",
    "encodings.utf_8_sig",
    "icalendar",
    "markdown_it",
    "waitress",
    "whitenoise.middleware",
)
SHARED = "VIVIDMAP_TEST_FORKS"
"""The variable that holds the socket of the server that all workers of a run share."""
SETTINGS = "vividmap.config"  # the only modules that depend on a home: each command imports them anew


class Invocation(NamedTuple):
    """A command with all that it is given: `timeout` is in seconds."""

    argv: Sequence[str]
    environment: Mapping[str, str]
    cwd: Path
    input: bytes
    timeout: float


def run(invocation: Invocation, source: Path, before: tuple[str, ...] = ()) -> tuple[int, bytes, bytes]:
    """Run `vividmap` from a source folder; return its exit code and its output.

    `before` is a command that takes rights away, and that starts the server.
    """
    with ExitStack() as stack:
        streams = [stack.enter_context(tempfile.TemporaryFile()) for _ in range(3)]
        streams[0].write(invocation.input)
        streams[0].seek(0)
        argv, environment, cwd, _, timeout = invocation
        request = [list(argv), dict(environment), str(cwd), timeout]
        answer = stack.enter_context(
            ask(address(source, before), request, [stream.fileno() for stream in streams])
        )
        _, code = map(int, answer)
        for stream in streams[1:]:
            stream.seek(0)
        return code, streams[1].read(), streams[2].read()


def argv(*args: str, source: Path = SOURCE) -> list[str]:
    """Return the command that starts `vividmap` fastest: a process that stands for a forked one."""
    return [sys.executable, "-SI", str(ROOT / "tests" / "support" / "stand_in.py"), address(source), *args]


def share() -> None:
    """Start one server for all workers that this process is about to start, so that all is loaded once."""
    os.environ[SHARED] = address()


@cache
def address(source: Path = SOURCE, before: tuple[str, ...] = ()) -> str:
    """Return the socket of the shared server if it will do, else start one that ends with this process."""
    if SHARED in os.environ and (source, before) == (SOURCE, ()):
        return os.environ[SHARED]
    folder = tempfile.TemporaryDirectory(prefix="vividmap-forks-", ignore_cleanup_errors=True)
    place = str(Path(folder.name) / "socket")
    command = [*before, sys.executable, "-m", "tests.support.forks", place]
    environment = {"LANG": "C.UTF-8", "PATH": os.environ["PATH"], "PYTHONPATH": str(source)}
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
    """Start a process for each command that is asked for, and tell how it ended to whoever asked."""
    with socket.socket(socket.AF_UNIX) as listening:
        listening.bind(place)
        listening.listen(64)  # a request that comes from now on waits
        sys.stdout.write("ready\n")
        sys.stdout.flush()
        _load()
        kept = _KeptPatterns()
        gc.freeze()  # or each process would go over all of it once more as it ends
        _join_pages()
        commands = _Commands(listening, kept)
        while True:
            commands.attend()


class _Commands:
    """The running processes, each with the connection of the request for it."""

    def __init__(self, listening: socket.socket, kept: "_KeptPatterns") -> None:
        self.listening = listening
        self.kept = kept
        self.ended, self.signalled = socket.socketpair()  # readable when a process has ended
        self.events = select.poll()
        self.by_process: dict[int, socket.socket] = {}
        self.by_connection: dict[int, int] = {}
        for readable in (listening, self.ended):
            self.events.register(readable, select.POLLIN)
        for end in (self.ended, self.signalled):
            end.setblocking(False)
        signal.set_wakeup_fd(self.signalled.fileno(), warn_on_full_buffer=False)
        signal.signal(signal.SIGCHLD, lambda *_: None)

    def attend(self) -> None:
        for number, _ in self.events.poll():
            if number == self.listening.fileno():
                self._begin(self.listening.accept()[0])
            elif number == self.ended.fileno():
                self._end_all()
            elif number in self.by_connection:  # the client that asked for it is gone
                os.kill(self.by_connection.pop(number), signal.SIGKILL)
                self.events.unregister(number)

    def _begin(self, connection: socket.socket) -> None:
        _, streams, _, _ = socket.recv_fds(connection, 1, 3)
        with connection.makefile("rb") as request:
            asked = json.loads(request.read())
        self.kept.refresh()
        process = os.fork()
        if process == 0:
            connection.close()
            self._forget()
            _run_command(streams, *asked)
        for number in streams:
            os.close(number)
        with suppress(OSError):
            connection.sendall(b"%d\n" % process)
        self.by_process[process] = connection
        self.by_connection[connection.fileno()] = process
        self.events.register(connection, 0)

    def _end_all(self) -> None:
        """Report each process that has ended: one signal may stand for several."""
        self.ended.recv(4096)
        while self.by_process:
            process, status = os.waitpid(-1, os.WNOHANG)
            if process == 0:
                break
            connection = self.by_process.pop(process)
            if self.by_connection.pop(connection.fileno(), None):
                self.events.unregister(connection)
            with connection, suppress(OSError):
                connection.sendall(b"%d\n" % os.waitstatus_to_exitcode(status))

    def _forget(self) -> None:
        """Close what belongs to the server and other processes: else their end would not be noticed."""
        signal.set_wakeup_fd(-1)
        signal.signal(signal.SIGCHLD, signal.SIG_DFL)
        for end in (self.listening, self.ended, self.signalled, *self.by_process.values()):
            end.close()


def _load() -> None:
    """Import all that no command changes and set up the models; then drop the settings this needed.

    What else each command would make anew and alike is made too: the methods that values get when needed.
    """
    for name in LIBRARIES:
        import_module(name)
    os.environ["DJANGO_SETTINGS_MODULE"] = f"{SETTINGS}.settings"
    apps.populate(settings.INSTALLED_APPS)
    for module in walk_packages(import_module("vividmap").__path__, "vividmap."):
        if not module.name.startswith(SETTINGS):
            with suppress(Exception):  # it is raised again by the command that needs it
                import_module(module.name)
    settings._wrapped = empty
    del connections["default"]  # setting up the models created it
    del connections.settings
    connections._settings = None  # type: ignore[attr-defined]
    for name in [name for name in sys.modules if name.startswith(SETTINGS)]:
        del sys.modules[name]
    for name in [name for name in sys.modules if name.startswith("vividmap.")]:
        for value in list(vars(sys.modules[name]).values()):
            _compile_methods(value)


def _compile_methods(value: Any) -> None:
    if type(value) is type and getattr(vars(value).get("__init__"), "__name__", "") == "compile_first":
        setattr(value, "__init__", lazy_dataclass._compile_init(value))  # noqa: B010 - mypy takes it for a value's


class _KeptPatterns:
    """The compiled expressions that the package keeps, read when their file has changed and not by each command."""

    def __init__(self) -> None:
        self.path = f"{pattern_cache.__spec__.cached}".removesuffix(".pyc") + ".patterns"
        self.state: tuple[int, ...] = ()
        self.kept: Any = None
        self.read = pattern_cache._read
        pattern_cache._read = lambda path: self.kept if path == self.path else self.read(path)
        self.refresh()

    def refresh(self) -> None:
        state: tuple[int, ...] = ()
        with suppress(OSError):
            found = os.stat(self.path)
            state = found.st_ino, found.st_mtime_ns, found.st_size
        if state != self.state:
            self.state, self.kept = state, self.read(self.path)


def _join_pages() -> None:
    """Have the memory in large pages, which takes a third off a fork; where Linux can, and else not."""
    large, collapse = 1 << 21, 25  # MADV_COLLAPSE: Python has no name for it
    madvise = ctypes.CDLL(None).madvise
    madvise.argtypes = ctypes.c_size_t, ctypes.c_size_t, ctypes.c_int
    with suppress(OSError):
        for line in Path("/proc/self/maps").read_text(encoding="ascii").splitlines():
            bounds, rights, _, _, _, *name = line.split()
            if rights == "rw-p" and name in ([], ["[heap]"]):
                first, end = (int(bound, 16) for bound in bounds.split("-"))
                for place in range(-(-first // large) * large, end - large + 1, large):
                    madvise(place, large, collapse)


def _run_command(
    streams: Sequence[int], command: Sequence[str], environment: Mapping[str, str], cwd: str, timeout: float
) -> NoReturn:
    """Run one command in this process, which ends as any other does."""
    signal.setitimer(signal.ITIMER_REAL, timeout)
    _take(streams)
    os.environ.clear()
    os.environ.update(environment)
    os.chdir(cwd)
    time.tzset()
    if clock.VARIABLE in environment:
        clock.set_to(datetime.fromisoformat(environment[clock.VARIABLE]))
    sys.argv = [*command[2:]]  # python -m vividmap …
    _leave(import_module("vividmap.__main__").main)


def _leave(main: Callable[[], int]) -> NoReturn:
    """Run a command and end as it would, but without freeing what was loaded, which takes longest.

    A command that raises anything but SystemExit ends as usual.
    """
    try:
        code = main()
    except SystemExit as leaving:
        code = leaving.code if isinstance(leaving.code, int) else int(leaving.code is not None)
    threading._shutdown()  # type: ignore[attr-defined]
    atexit._run_exitfuncs()
    if settings.configured:
        connections.close_all()  # SQLite cleans up after the last one
    try:
        sys.stdout.flush()
    except OSError:
        code = 120  # as Python does
    os._exit(code)


def _take(streams: Sequence[int]) -> None:
    """Replace the standard streams by those handed over: the server's keep properties of what they were."""
    for name, stream in zip(("stdin", "stdout", "stderr"), streams, strict=True):
        was = getattr(sys, name)
        os.dup2(stream, was.fileno())
        os.close(stream)
        now = io.open(was.fileno(), was.mode, encoding=was.encoding, errors=was.errors)  # noqa: SIM115, UP020
        now.buffer.raw.name = was.name
        now.reconfigure(line_buffering=name == "stderr" or now.isatty())
        setattr(sys, name, now)


if __name__ == "__main__":
    _serve(sys.argv[1])
