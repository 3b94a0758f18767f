"""Paths on disk. It imports very little of the standard library: every capture pays for it."""

import os
import sys


class BadHome(Exception):
    """The home is not usable; the message says why and what to do."""


def home() -> str:
    """Return the folder of all data: $VIVIDMAP_HOME, else the platform's data folder. It may not exist.

    Its path is absolute. Raises BadHome where there is none: the folder would depend on where one stands.
    """
    home_setting = os.environ.get("VIVIDMAP_HOME")
    if home_setting:
        try:
            return os.path.abspath(_expand_tilde(home_setting))
        except FileNotFoundError as error:
            raise BadHome(
                f"the current folder was deleted, and VIVIDMAP_HOME is relative to it ({home_setting})."
                " Go to another folder, or set VIVIDMAP_HOME to a path that begins with /"
            ) from error
    if sys.platform == "darwin":
        return _expand_tilde("~/Library/Application Support/vividmap")
    if sys.platform == "win32":
        return os.path.join(os.environ.get("LOCALAPPDATA") or os.path.expanduser("~"), "vividmap")
    data = os.environ.get("XDG_DATA_HOME")
    if not data or not os.path.isabs(data):
        data = _expand_tilde("~/.local/share")
    return os.path.join(data, "vividmap")


def _expand_tilde(path: str) -> str:
    """Return a path with the person's folder in place of `~`. Raises BadHome if that is not absolute."""
    person_folder = os.environ.get("HOME")
    is_needed = path == "~" or path.startswith("~/")
    if is_needed and person_folder is not None and not os.path.isabs(person_folder):
        raise BadHome(
            f"HOME is {person_folder!r}, and has to be a path that begins with /. Set it, or VIVIDMAP_HOME"
        )
    return os.path.expanduser(path)


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
