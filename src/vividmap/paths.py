"""Where things live on disk. Standard library only, and little of it: every capture pays for this import."""

import os
import sys


class BadHome(Exception):
    """The home cannot be used; the message says why and what to do."""


def home() -> str:
    """Return the folder of all data: $VIVIDMAP_HOME, else the platform's data folder. Makes nothing."""
    chosen = os.environ.get("VIVIDMAP_HOME")
    if chosen:
        return os.path.abspath(os.path.expanduser(chosen))
    if sys.platform == "darwin":
        return os.path.expanduser("~/Library/Application Support/vividmap")
    if sys.platform == "win32":
        return os.path.join(os.environ.get("LOCALAPPDATA") or os.path.expanduser("~"), "vividmap")
    data = os.environ.get("XDG_DATA_HOME")
    if not data or not os.path.isabs(data):
        data = os.path.expanduser("~/.local/share")
    return os.path.join(data, "vividmap")


def make(folder: str) -> str:
    """Make a folder (0700) with those above it, durably, and return it. Raises BadHome."""
    missing = []
    path = folder
    while not os.path.isdir(path):
        if os.path.lexists(path) and not os.path.isdir(path):  # asked again: another process may make it
            raise BadHome(
                f"{path} is in the way: it is not a folder. Move it, or set VIVIDMAP_HOME to a folder"
            )
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
    """Make a folder's list of names durable. Raises OSError."""
    if sys.platform == "win32":  # a folder cannot be opened there
        return
    handle = os.open(folder, os.O_RDONLY | os.O_DIRECTORY)
    try:
        os.fsync(handle)
    finally:
        os.close(handle)


def database() -> str:
    """Return the SQLite database's path."""
    return os.path.join(home(), "vividmap.sqlite3")


def spool() -> str:
    """Return the folder of captures that wait to be taken in."""
    return os.path.join(home(), "spool")


def quarantine() -> str:
    """Return the folder of captures that could not be read, each with the reason beside it."""
    return os.path.join(home(), "spool", "quarantine")


def backups() -> str:
    """Return the folder of backups."""
    return os.path.join(home(), "backups")


def drafts() -> str:
    """Return the folder where text that was being edited is kept when it could not be applied."""
    return os.path.join(home(), "drafts")
