"""The paths of files that were exported, so that a purge can name those that still contain an item."""

import contextlib
import os

from vividmap import paths
from vividmap.services.errors import Refused
from vividmap.services.files import write_private_file

_MAX_FILES = 1_000
"""Of older exports nothing is known."""


def _list_path() -> str:
    return os.path.join(paths.home(), "exported-files")


def remember_exported(path: str) -> None:
    """Remember the path of an exported file; where the home cannot be written to, it is not remembered."""
    known = [known_path for known_path in list_exported() if known_path != os.path.abspath(path)]
    lines = [*known, os.path.abspath(path)][-_MAX_FILES:]
    with contextlib.suppress(Refused):
        write_private_file(
            _list_path(), "".join(f"{line}\n" for line in lines).encode(errors="surrogateescape")
        )


def list_exported() -> list[str]:
    """Return the paths of exported files, which may be gone by now, the oldest first."""
    try:
        with open(_list_path(), encoding="utf-8", errors="surrogateescape") as file:
            return file.read().splitlines()
    except OSError:
        return []
