"""The local page's server: bound to loopback, opened by a link that works once, gone with Ctrl-C."""

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

import waitress  # type: ignore[import-untyped]

from vividmap.services import start
from vividmap.services.errors import Refused

SETTINGS = "vividmap.config.web"
_LONGEST_BODY = 64 * 2**20  # far more than a file may have, so that a page can say so


def serve(
    host: str = "127.0.0.1", port: int = 0, *, open_browser: bool, announce: Callable[[str], None]
) -> None:
    """Serve the page until Ctrl-C or SIGTERM. `announce` is told the link that opens it.

    Port 0 is any free one. Raises Refused when it cannot listen there, or the record cannot be opened.
    """
    start.django(SETTINGS)
    if os.environ["DJANGO_SETTINGS_MODULE"] != SETTINGS:
        raise RuntimeError(f"the page needs {SETTINGS}, and Django was started with other settings")
    with loopback(host, port) as bound, _ended_by_signals():
        _serve(bound, open_browser=open_browser, announce=announce)


def _serve(bound: socket.socket, *, open_browser: bool, announce: Callable[[str], None]) -> None:
    # Imported here: they import models, which want the settings to be named first.
    from vividmap.config import wsgi  # noqa: PLC0415
    from vividmap.services import sample  # noqa: PLC0415
    from vividmap.web.door import Keys  # noqa: PLC0415

    ready()
    sample.leave()  # of a server that was stopped in between
    address, port = bound.getsockname()[:2]
    keys = Keys(port)
    server = waitress.create_server(
        wsgi.application(keys),
        sockets=[bound],
        ident="",
        max_request_body_size=_LONGEST_BODY,
        clear_untrusted_proxy_headers=True,
    )
    _log_places_only()
    shown = f"[{address}]" if ":" in address else address
    link = f"http://{shown}:{port}/?token={keys.new_link()}"
    announce(link)
    if open_browser:
        # Beside the server: a browser in the terminal does not return before it is closed.
        threading.Thread(target=webbrowser.open, args=(link,), daemon=True).start()
    server.run()


def ready() -> None:
    """Do what makes every later page fast, once. Raises Refused when the record cannot be opened."""
    from vividmap.services import home  # noqa: PLC0415 - as above

    home.open_database(datetime.now(UTC))
    home.tune()
    gc.freeze()  # what is loaded by now stays: the garbage collector need not look at it again and again


@contextlib.contextmanager
def loopback(host: str, port: int) -> Iterator[socket.socket]:
    """Hold a port of this machine while the block lasts. Raises Refused where others can reach it."""
    try:
        address = ipaddress.ip_address(host)
    except ValueError:
        raise Refused(f"{host!r} is not an address of this machine; write 127.0.0.1 or ::1") from None
    if not address.is_loopback:
        raise Refused(f"{host} can be reached by others; the page listens on 127.0.0.1 or ::1 alone")
    family = socket.AF_INET6 if address.version == 6 else socket.AF_INET
    try:
        bound = socket.create_server((host, port), family=family)
    except OSError as error:
        raise Refused(f"cannot listen on {host} port {port}: {error.strerror}; try another port") from error
    with bound:
        yield bound


@contextlib.contextmanager
def _ended_by_signals() -> Iterator[None]:
    """End the block at Ctrl-C and SIGTERM, without a word."""
    before = signal.signal(signal.SIGTERM, signal.default_int_handler)
    try:
        yield
    except KeyboardInterrupt:
        pass
    finally:
        signal.signal(signal.SIGTERM, before)


def _log_places_only() -> None:
    """Log errors with the lines of code they came by, without their words: the record's, perhaps."""
    handler = logging.StreamHandler()
    handler.setFormatter(_Places("%(name)s: %(levelname)s"))
    for name in ("django", "waitress"):
        logger = logging.getLogger(name)
        logger.handlers, logger.propagate = [handler], False
        logger.setLevel(logging.ERROR)


class _Places(logging.Formatter):
    def formatException(  # noqa: N802 - logging's name
        self,
        ei: tuple[type[BaseException], BaseException, TracebackType | None] | tuple[None, None, None],
    ) -> str:
        places = "".join(traceback.format_tb(ei[2]))
        return f"{places}{ei[0].__name__ if ei[0] else ''}"
