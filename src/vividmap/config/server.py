"""The local web server: bound to loopback, opened by a one-time link, stopped by Ctrl-C."""

import contextlib
import gc
import ipaddress
import logging
import os
import signal
import socket
import threading
import traceback
import webbrowser
from collections.abc import Callable, Iterator
from datetime import UTC, datetime
from types import TracebackType

from vividmap.config.page_address import choose_host_name, redirect_page
from vividmap.services.errors import Refused
from vividmap.services.home import bootstrap

SETTINGS = "vividmap.config.web"
_SECONDS_BETWEEN_BACKUP_CHECKS = 3_600


def serve(
    host: str = "127.0.0.1", port: int = 0, *, open_browser: bool, announce: Callable[[str], None]
) -> None:
    """Serve the page until Ctrl-C or SIGTERM. `announce` is called with the link that opens it.

    Port 0 is any free port. Raises Refused if it cannot listen there or cannot open the record.
    """
    bootstrap.load_django(SETTINGS)
    if os.environ["DJANGO_SETTINGS_MODULE"] != SETTINGS:
        raise RuntimeError(f"the page needs {SETTINGS}, and Django was started with other settings")
    with bind_loopback(host, port) as server_socket, _exit_on_signals():
        _serve(server_socket, open_browser=open_browser, announce=announce)


def _serve(server_socket: socket.socket, *, open_browser: bool, announce: Callable[[str], None]) -> None:
    # Imported here: they import models, which need the settings' name first.
    from vividmap.config import wsgi  # noqa: PLC0415
    from vividmap.config.page_server import PageServer  # noqa: PLC0415
    from vividmap.web.session_keys import Keys  # noqa: PLC0415

    prepare_process()
    address, port = server_socket.getsockname()[:2]
    keys = Keys(port, choose_host_name(address))
    server = PageServer(wsgi.application(keys), keys, server_socket)
    _log_tracebacks_only()
    link = f"http://{keys.host}/?token={keys.new_link()}"
    with redirect_page(link) if open_browser else contextlib.nullcontext() as page, _daily_backups():
        announce(link)
        if page:
            # In a thread: a browser in the terminal returns only when it is closed.
            threading.Thread(target=webbrowser.open, args=(page,), daemon=True).start()
        server.run()


@contextlib.contextmanager
def _daily_backups() -> Iterator[None]:
    """Make the daily backups during the block, which ends only after a backup that has begun."""
    is_over = threading.Event()
    thread = threading.Thread(target=_back_up_until, args=(is_over,), daemon=True)
    try:
        thread.start()
        yield
    finally:
        is_over.set()
        if thread.ident:  # else Ctrl-C came before it began
            thread.join()


def _back_up_until(is_over: threading.Event) -> None:
    """Make the backups that are due; one that cannot be made is tried again."""
    from vividmap.services.home import backups  # noqa: PLC0415 - as above

    while not is_over.is_set():
        with contextlib.suppress(Refused, OSError):
            backups.back_up_if_due(datetime.now(UTC))
        is_over.wait(_SECONDS_BETWEEN_BACKUP_CHECKS)


def prepare_process() -> None:
    """Open the record and prepare the process for fast pages. Raises Refused if it cannot be opened."""
    from vividmap.web import unwritable_home  # noqa: PLC0415 - as above

    unwritable_home.prepare_record()
    gc.freeze()  # everything loaded so far stays: exclude it from garbage collection


@contextlib.contextmanager
def bind_loopback(host: str, port: int) -> Iterator[socket.socket]:
    """Listen on a loopback port during the block. Raises Refused for an address that others can reach."""
    try:
        address = ipaddress.ip_address(host)
    except ValueError:
        raise Refused(f"{host!r} is not a loopback address; use 127.0.0.1 or ::1") from None
    if not address.is_loopback:
        raise Refused(f"{host} can be reached from other machines; use 127.0.0.1 or ::1")
    family = socket.AF_INET6 if address.version == 6 else socket.AF_INET
    try:
        server_socket = socket.create_server((host, port), family=family)
    except OSError as error:
        raise Refused(f"cannot listen on {host} port {port}: {error.strerror}; try another port") from error
    with server_socket:
        yield server_socket


@contextlib.contextmanager
def _exit_on_signals() -> Iterator[None]:
    """End the block at Ctrl-C and SIGTERM, without a message."""
    before = signal.signal(signal.SIGTERM, signal.default_int_handler)
    try:
        yield
    except KeyboardInterrupt:
        pass
    finally:
        signal.signal(signal.SIGTERM, before)


def _log_tracebacks_only() -> None:
    """Log errors with their traceback but without messages, which may quote the record."""
    handler = logging.StreamHandler()
    handler.setFormatter(_TracebackFormatter("%(name)s: %(levelname)s"))
    for name in ("django", "waitress"):
        logger = logging.getLogger(name)
        logger.handlers, logger.propagate = [handler], False
        logger.setLevel(logging.ERROR)


class _TracebackFormatter(logging.Formatter):
    def formatException(  # noqa: N802 - logging's name
        self,
        ei: tuple[type[BaseException], BaseException, TracebackType | None] | tuple[None, None, None],
    ) -> str:
        places = "".join(traceback.format_tb(ei[2]))
        return f"{places}{ei[0].__name__ if ei[0] else ''}"
