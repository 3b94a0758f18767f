"""Files: written atomically and durably, and readable by the user alone; input files read with limits."""

import contextlib
import errno
import os
import stat
import sys
import tempfile
from collections.abc import Iterator
from typing import BinaryIO

from vividmap import paths
from vividmap.services.errors import Refused, UnreadableFile

MAX_BYTES = 100 * 2**20
"""The largest input file in bytes, five times the size of a record of decades."""
PART_PREFIX, PART_SUFFIX = ".vividmap-", ".part"
"""How the names of files that are still being written begin and end."""


def write_private_file(path: str, data: bytes) -> None:
    """Write a file (mode 0600) atomically; after the return, no crash loses it. Raises Refused."""
    try:
        with new_private_file(path) as temporary, open(temporary, "wb") as file:
            file.write(data)
    except OSError as error:
        raise Refused(f"cannot write {path}: {error.strerror}") from error


@contextlib.contextmanager
def new_private_file(path: str, *, replace: bool = True) -> Iterator[str]:
    """Yield the path of an empty file (mode 0600), which takes the name `path` durably at the end.

    Nothing but a whole file ever has that name: after a failure or a crash there is what was there before.
    Raises OSError; FileExistsError unless `replace`.
    """
    folder = os.path.dirname(os.path.abspath(path))
    if not replace and os.path.lexists(path):
        raise FileExistsError(errno.EEXIST, os.strerror(errno.EEXIST), path)
    handle, temporary = tempfile.mkstemp(dir=folder, prefix=PART_PREFIX, suffix=PART_SUFFIX)
    os.close(handle)
    try:
        yield temporary
        sync_file(temporary)
        os.replace(temporary, path) if replace else _name_file(temporary, path)
    except BaseException:
        with contextlib.suppress(OSError):
            os.unlink(temporary)
        raise
    _sync_folder_of(path)


def _name_file(temporary: str, path: str) -> None:
    """Give a file its name without replacing another. Raises FileExistsError."""
    try:
        os.link(temporary, path)
    except FileExistsError:
        raise
    except OSError:  # a file system without hard links
        os.rename(temporary, path)
    else:
        os.unlink(temporary)


@contextlib.contextmanager
def file_lock(name: str) -> Iterator[None]:
    """Keep other processes out of blocks with this lock of the home, if the home can be written to."""
    try:
        path = os.path.join(paths.make_folder(paths.home()), name)
        handle = os.open(path, os.O_WRONLY | os.O_CREAT, 0o600)
    except (OSError, paths.BadHome):  # the write says what is wrong
        yield
        return
    try:
        if sys.platform != "win32":
            import fcntl  # noqa: PLC0415 - not everywhere

            with contextlib.suppress(OSError):  # a file system without locks
                fcntl.flock(handle, fcntl.LOCK_EX)
        yield
    finally:
        os.close(handle)


def remove_file(path: str) -> bool:
    """Remove a file durably; return whether it existed. Raises Refused."""
    try:
        os.unlink(path)
        _sync_folder_of(path)
    except FileNotFoundError:
        return False
    except OSError as error:
        raise Refused(f"cannot remove {path}: {error.strerror}") from error
    return True


def sync_file(path: str) -> None:
    """Sync a file's contents to the disk. Raises OSError."""
    handle = os.open(path, os.O_RDWR)
    try:
        os.fsync(handle)
    finally:
        os.close(handle)


def _sync_folder_of(path: str) -> None:
    """Sync the folder of a file, so that its name is on the disk too. Raises OSError."""
    try:
        paths.sync_folder(os.path.dirname(os.path.abspath(path)))
    except OSError as error:
        # Some network file systems sync no folders, and one that can only be written to cannot be opened.
        if error.errno not in (errno.EINVAL, errno.ENOTSUP, errno.EACCES):
            raise


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
