"""Files: written atomically and readable by the user alone; input files read with limits."""

import os
import stat
import sys
import tempfile
from typing import BinaryIO

from vividmap.services.errors import Refused, UnreadableFile

MAX_BYTES = 100 * 2**20
"""The largest input file in bytes, five times the size of a record of decades."""


def write_private_file(path: str, data: bytes) -> None:
    """Write a file (mode 0600) atomically. Raises Refused."""
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


def remove_file(path: str) -> bool:
    """Remove a file; return whether it existed. Raises Refused."""
    try:
        os.unlink(path)
    except FileNotFoundError:
        return False
    except OSError as error:
        raise Refused(f"cannot remove {path}: {error.strerror}") from error
    return True


def read_input(path: str) -> bytes:
    """Return the content of an input file, or of standard input for "-". Raises UnreadableFile."""
    try:
        if path == "-":
            return _read_text(sys.stdin.buffer, "standard input")
        # Opening without waiting: a pipe without a writer would block forever.
        handle = os.open(path, os.O_RDONLY | getattr(os, "O_NONBLOCK", 0))
        with os.fdopen(handle, "rb") as file:
            os.set_blocking(handle, True)
            file_status = os.fstat(handle)
            data = _read_text(file, path, file_status.st_size)
    except OSError as error:
        raise UnreadableFile(f"{path} cannot be read: {error.strerror}") from error
    if not data and stat.S_ISFIFO(file_status.st_mode):
        raise UnreadableFile(f"{path} is a pipe without a writer; nothing was read")
    return data


def is_archive(name: str, data: bytes) -> bool:
    """Return whether an input file is an archive rather than text."""
    return name.endswith(".json") or (data.lstrip()[:1] == b"{" and b'"vividmap archive"' in data[:200])


def _read_text(file: BinaryIO, name: str, size: int = 0) -> bytes:
    """Read a file with a size limit: it may be an endless device. Binary data is refused early."""
    too_large = UnreadableFile(f"{name} is larger than {MAX_BYTES // 2**20} MiB; import it in parts")
    if size > MAX_BYTES:
        raise too_large
    data = file.read(2**16)
    if b"\0" in data:
        raise UnreadableFile(f"{name} is not UTF-8 text: it has a NUL at byte {data.index(0) + 1}")
    data += file.read(MAX_BYTES + 1 - len(data))
    if len(data) > MAX_BYTES:
        raise too_large
    return data
