"""The database copied into memory, for when its home cannot be written to.

SQLite writes a little even to read: the index of its log, beside the database. On a full disk, in a read-only
home, or while another program holds a lock, the record is read from a copy instead. Nothing there is saved,
so every write is refused with the reason.
"""

import os
import sqlite3
import struct
import threading
import time
from typing import Any

from django.db import connection

from vividmap import paths

_HEADER_BYTES, _FRAME_BYTES = 32, 24
_BIG_ENDIAN_SUMS = 0x377F0683
_LITTLE_ENDIAN_SUMS = 0x377F0682
_JOURNAL_MODES = slice(18, 20)
"""Where a database's header says that it has a log; in memory it has none."""
_ATTEMPTS = 20
_MEMORY = ":memory:"


class _Copy(threading.local):
    """The copy that a thread uses: the settings of the database before, and why nothing can be saved."""

    usual_settings: dict[str, Any] | None = None
    refusal = ""


_copy = _Copy()


def is_open() -> bool:
    """Return whether this thread uses a copy in memory."""
    return connection.vendor == "sqlite" and connection.settings_dict["NAME"] == _MEMORY


def refusal() -> str:
    """Return why nothing can be saved in this thread, "" where everything can."""
    return _copy.refusal if is_open() else ""


def refuse_writes(reason: str) -> None:
    """Refuse all writes to the copy from now on."""
    _copy.refusal = reason


def open_copy() -> None:
    """Have Django use a copy of the database in memory, empty where there is no database. Raises OSError.

    That is so in this thread alone, until `close_copy`: threads share the settings, and not the connection.
    """
    data = read_database()
    connection.close()
    _copy.usual_settings, _copy.refusal = connection.settings_dict, ""
    connection.settings_dict = {**connection.settings_dict, "NAME": _MEMORY}
    connection.ensure_connection()
    if data:
        connection.connection.deserialize(data)


def close_copy() -> None:
    """Have this thread use the database in the home again, if it uses a copy."""
    if _copy.usual_settings is not None and is_open():
        connection.settings_dict = _copy.usual_settings  # first, since a database in memory is never closed
        connection.close()


def read_database() -> bytes:
    """Return the database with everything that is committed, b"" if there is none. Raises OSError.

    Another process may write meanwhile: it is read again until nothing changed in between.
    """
    path = paths.database_file()
    before = None
    for _ in range(_ATTEMPTS):
        state = _stat(path), _stat(f"{path}-wal")
        log, pages = _read(f"{path}-wal"), _read(path)
        if state == before or state == (_stat(path), _stat(f"{path}-wal")):
            break
        before = state
        time.sleep(0.05)
    return apply_log(pages, log) if pages else b""


def _stat(path: str) -> tuple[int, int] | None:
    try:
        file_status = os.stat(path)
    except FileNotFoundError:
        return None
    return file_status.st_mtime_ns, file_status.st_size


def _read(path: str) -> bytes:
    try:
        with open(path, "rb") as file:
            return file.read()
    except FileNotFoundError:
        return b""


def apply_log(pages: bytes, log: bytes) -> bytes:
    """Return a database's pages with the committed part of its write-ahead log, as SQLite would read both.

    A frame counts if its salt is the log's and its running checksum fits, up to the last frame that ends a
    transaction (https://www.sqlite.org/fileformat2.html#walformat).
    """
    database = bytearray(pages)
    page_size = 0
    if len(log) > _HEADER_BYTES:
        magic, _, page_size = struct.unpack_from(">3I", log)
    if magic_order := {_BIG_ENDIAN_SUMS: ">", _LITTLE_ENDIAN_SUMS: "<"}.get(magic if page_size else 0):
        for number, page, size in _committed_frames(log, page_size, magic_order):
            start = (number - 1) * page_size
            database.extend(bytes(max(0, start - len(database))))
            database[start : start + page_size] = page
            if size:
                del database[size * page_size :]
    database[_JOURNAL_MODES] = b"\x01\x01"
    return bytes(database)


def _committed_frames(log: bytes, page_size: int, order: str) -> list[tuple[int, bytes, int]]:
    """Return the frames of whole transactions: page number, page, and at their end the size in pages."""
    salt = log[16:24]
    sums = _add_checksum((0, 0), log[:24], order)
    if sums != struct.unpack_from(">2I", log, 24):
        return []
    frames: list[tuple[int, bytes, int]] = []
    committed_count = 0
    for start in range(_HEADER_BYTES, len(log) - page_size - _FRAME_BYTES + 1, page_size + _FRAME_BYTES):
        number, size = struct.unpack_from(">2I", log, start)
        page = log[start + _FRAME_BYTES : start + _FRAME_BYTES + page_size]
        sums = _add_checksum(_add_checksum(sums, log[start : start + 8], order), page, order)
        if log[start + 8 : start + 16] != salt or sums != struct.unpack_from(">2I", log, start + 16):
            break
        frames.append((number, page, size))
        committed_count = len(frames) if size else committed_count
    return frames[:committed_count]


def _add_checksum(sums: tuple[int, int], data: bytes, order: str) -> tuple[int, int]:
    first, second = sums
    words = struct.unpack(f"{order}{len(data) // 4}I", data)
    for even, odd in zip(words[::2], words[1::2], strict=True):
        first = (first + even + second) & 0xFFFFFFFF
        second = (second + odd + first) & 0xFFFFFFFF
    return first, second


def open_plain_copy() -> sqlite3.Connection:
    """Return a connection of its own to a copy of the database in memory. Raises OSError, sqlite3.Error."""
    database = sqlite3.connect(_MEMORY)
    database.deserialize(read_database())
    return database
