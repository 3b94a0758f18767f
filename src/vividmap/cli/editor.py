"""Text in the user's own editor."""

import os
import shlex
import subprocess
import tempfile

from vividmap import paths
from vividmap.services.errors import Refused

_FIRST_HINT = {
    "log": "# What did you do? One line; optional marks: -> outcome ~teams #skill @person !goal",
    "learn": "# What did you learn, practise or take on? One line; optional marks: #skill @person !goal",
    "met": "# What was it about? One line is enough.",
}
_SECOND_HINT = "# Free text goes below, after an empty line. An empty file saves nothing."


def ask_for_entry(command: str) -> str:
    """Open the editor for one entry and return it without the hints. Raises Refused."""
    hints = (_FIRST_HINT[command], _SECOND_HINT)
    text = open_editor("\n".join(("", *hints, "")))
    return "\n".join(line for line in text.split("\n") if line.rstrip() not in hints).strip("\n")


def open_editor(text: str, *, line: int = 1) -> str:
    """Return a text after the user edited it. Raises Refused where that fails; the edited text is kept.

    The file is in the home, readable by its owner alone, and is removed afterwards.
    """
    path = _write("editing.md", text)
    command = os.environ.get("VISUAL", "").strip() or os.environ.get("EDITOR", "").strip() or "vi"
    try:
        code = subprocess.call([*shlex.split(command), *_line_argument(command, line), path])  # noqa: S603 - the user's own
    except (OSError, ValueError) as error:
        os.unlink(path)
        reason = getattr(error, "strerror", None) or error
        raise Refused(f"the editor {command!r} cannot be run: {reason}; set EDITOR to another one") from error
    try:
        with open(path, encoding="utf-8", newline="") as file:
            edited = file.read()
    except UnicodeDecodeError as error:
        raise Refused(f"the text is not UTF-8 at byte {error.start + 1}; it is in {path}") from error
    except OSError as error:
        raise Refused(f"the editor {command!r} left nothing at {path}: {error.strerror}") from error
    if code:
        location = f" Your text is in {path}" if edited != text else ""
        if not location:
            os.unlink(path)
        raise Refused(f"the editor {command!r} exited with {code}; nothing was changed.{location}")
    os.unlink(path)
    return edited


_PLUS_LINE = ("vi", "vim", "nvim", "nano", "emacs", "emacsclient", "micro", "kak", "joe", "mg", "ed")


def _line_argument(command: str, line: int) -> list[str]:
    name = os.path.basename(shlex.split(command)[0])
    return [f"+{line}"] if line > 1 and name in _PLUS_LINE else []


def save_draft(text: str, name: str) -> str:
    """Save a text that could not be applied, and return its path. Raises Refused."""
    return _write(name, text)


def _write(name: str, text: str) -> str:
    stem, suffix = os.path.splitext(name)
    try:
        folder = paths.make_folder(paths.drafts_folder())
        handle, path = tempfile.mkstemp(suffix=suffix, prefix=f"{stem}-", dir=folder)
        with os.fdopen(handle, "w", encoding="utf-8", newline="") as file:
            file.write(text)
    except paths.BadHome as error:
        raise Refused(str(error)) from error
    except OSError as error:
        raise Refused(f"{paths.drafts_folder()}: {error.strerror}; the text cannot be saved") from error
    return path
