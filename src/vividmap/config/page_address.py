"""The address of the page: a host name that no other program has, and a way to open it unseen."""

import contextlib
import hashlib
import os
import secrets
import socket
import sys
from collections.abc import Iterator
from pathlib import Path

from vividmap import paths
from vividmap.services.actor import device_id


def choose_host_name(address: str) -> str:
    """Return a host name that no other program has, so that no other program is sent its cookie.

    Browsers resolve every name below `localhost` to 127.0.0.1 by themselves (RFC 6761). Where the system of
    macOS does not, Safari does not either: the name is `localhost` there. It is the same at every start, as
    browsers keep what they keep for a page (its theme, drafts) by name.
    """
    if ":" in address:
        return f"[{address}]"
    name = f"vividmap-{hashlib.sha256(device_id().encode()).hexdigest()[:16]}.localhost"
    if sys.platform == "darwin":
        try:
            socket.getaddrinfo(name, None)
        except OSError:
            return "localhost"
    return name


@contextlib.contextmanager
def redirect_page(link: str) -> Iterator[str]:
    """Write a page that leads to a link, for its owner alone, and yield its URL; removed after the block.

    A link on the browser's command line could be read by every user of this machine: where the home cannot be
    written to, "" is yielded, and the printed link remains.
    """
    path = _write_redirect(link)
    try:
        yield Path(path).as_uri() if path else ""
    finally:
        with contextlib.suppress(OSError):
            os.unlink(path)


def _write_redirect(link: str) -> str:
    """Write the page and return its path, "" where it cannot be written."""
    try:
        path = os.path.join(paths.make_folder(paths.home()), f"open-{secrets.token_hex(8)}.html")
        with os.fdopen(os.open(path, os.O_WRONLY | os.O_CREAT | os.O_EXCL, 0o600), "w") as page:
            page.write(
                '<!doctype html><meta charset="utf-8"><title>VividMap</title>'
                f'<meta http-equiv="refresh" content="0; url={link}"><p>'
                f'<a href="{link}">Open VividMap</a></p>\n'
            )
    except (OSError, paths.BadHome):
        return ""
    return path
