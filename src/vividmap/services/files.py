"""Files that leave the record, whole or not at all, and the person's own; and files that are handed in."""

import os
import stat
import sys
import tempfile
from typing import BinaryIO

from vividmap.services.errors import Refused, Unreadable

LARGEST = 100 * 2**20
"""The most bytes that are read of a file: a record of decades is a fifth of it."""


def write_private(path: str, data: bytes) -> None:
    """Write a file (0600) so that a reader sees all of it or what was there before. Raises Refused."""
    folder = os.path.dirname(os.path.abspath(path))
    try:
        handle, temporary = tempfile.mkstemp(dir=folder, prefix=".vividmap-")
        try:
            with os.fdopen(handle, "wb") as file:
                file.write(data)
                file.flush()
                os.fsync(file.fileno())
            os.replace(temporary, path)
        except OSError:
            os.unlink(temporary)
            raise
    except OSError as error:
        raise Refused(f"cannot write {path}: {error.strerror}") from error


def remove(path: str) -> bool:
    """Remove a file; tell whether there was one. Raises Refused."""
    try:
        os.unlink(path)
    except FileNotFoundError:
        return False
    except OSError as error:
        raise Refused(f"cannot remove {path}: {error.strerror}") from error
    return True


def read_in(path: str) -> bytes:
    """Return all of a file that is handed in, of standard input for "-". Raises Unreadable."""
    try:
        if path == "-":
            return _read(sys.stdin.buffer, "standard input")
        # A pipe that nobody writes to would be waited for; one that somebody writes to is read to its end.
        handle = os.open(path, os.O_RDONLY | getattr(os, "O_NONBLOCK", 0))
        with os.fdopen(handle, "rb") as file:
            os.set_blocking(handle, True)
            found = os.fstat(handle)
            data = _read(file, path, found.st_size)
    except OSError as error:
        raise Unreadable(f"{path} cannot be read: {error.strerror}") from error
    if not data and stat.S_ISFIFO(found.st_mode):
        raise Unreadable(f"{path} is a pipe that nobody writes to; nothing was read")
    return data


def is_archive(name: str, data: bytes) -> bool:
    """Tell whether a file that is handed in is an archive, and no text."""
    return name.endswith(".json") or (data.lstrip()[:1] == b"{" and b'"vividmap archive"' in data[:200])


def _read(file: BinaryIO, name: str, size: int = 0) -> bytes:
    """Read a file that may be a device without an end: what is no text shows it at its beginning."""
    too_large = Unreadable(f"{name} is larger than {LARGEST // 2**20} MiB; import it in parts")
    if size > LARGEST:
        raise too_large
    data = file.read(2**16)
    if b"\0" in data:
        raise Unreadable(f"{name} is not text in UTF-8: it holds NUL at byte {data.index(0) + 1}")
    data += file.read(LARGEST + 1 - len(data))
    if len(data) > LARGEST:
        raise too_large
    return data
