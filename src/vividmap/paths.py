"""Paths on disk. It imports very little of the standard library: every capture pays for it."""

import os
import sys


class BadHome(Exception):
    """The home is not usable; the message says why and what to do."""


def home() -> str:
    """Return the folder of all data: $VIVIDMAP_HOME, else the platform's data folder. It may not exist."""
    home_setting = os.environ.get("VIVIDMAP_HOME")
    if home_setting:
        return os.path.abspath(os.path.expanduser(home_setting))
    if sys.platform == "darwin":
        return os.path.expanduser("~/Library/Application Support/vividmap")
    if sys.platform == "win32":
        return os.path.join(os.environ.get("LOCALAPPDATA") or os.path.expanduser("~"), "vividmap")
    data = os.environ.get("XDG_DATA_HOME")
    if not data or not os.path.isabs(data):
        data = os.path.expanduser("~/.local/share")
    return os.path.join(data, "vividmap")


def make_folder(folder: str) -> str:
    """Create a folder (mode 0700) and its parents durably, and return it. Raises BadHome."""
    missing = []
    path = folder
    while not os.path.isdir(path):
        # isdir is checked again: another process may have created the folder.
        if os.path.lexists(path) and not os.path.isdir(path):
            raise BadHome(f"{path} is not a folder. Move it, or set VIVIDMAP_HOME to a folder")
        missing.append(path)
        path = os.path.dirname(path)
    try:
        for path in reversed(missing):
            try:
                os.mkdir(path, 0o700)
            except FileExistsError:
                continue
            sync_folder(os.path.dirname(path))
    except OSError as error:
        raise BadHome(
            f"cannot make the folder {path}: {error.strerror}. Set VIVIDMAP_HOME to another"
        ) from error
    return folder


def sync_folder(folder: str) -> None:
    """Sync a folder's entries to the disk. Raises OSError."""
    if sys.platform == "win32":  # a folder cannot be opened on Windows
        return
    handle = os.open(folder, os.O_RDONLY | os.O_DIRECTORY)
    try:
        os.fsync(handle)
    finally:
        os.close(handle)


def database_file() -> str:
    """Return the SQLite database's path."""
    return os.path.join(home(), "vividmap.sqlite3")


def spool_folder() -> str:
    """Return the folder of spooled captures."""
    return os.path.join(home(), "spool")


def quarantine_folder() -> str:
    """Return the folder of unreadable captures, each with its reason beside it."""
    return os.path.join(home(), "spool", "quarantine")


def backups_folder() -> str:
    """Return the folder of backups."""
    return os.path.join(home(), "backups")


def drafts_folder() -> str:
    """Return the folder of edited texts that could not be applied."""
    return os.path.join(home(), "drafts")
