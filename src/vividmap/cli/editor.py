"""Text in the person's own editor."""

import os
import shlex
import subprocess
import tempfile

from vividmap import paths
from vividmap.services.errors import Refused

_BEGIN = {
    "log": "# What did you do? One line; if you like: -> outcome ~teams #skill @person !goal",
    "skill": "# What did you learn, practise or take on? One line; #skill @person !goal are optional.",
    "touch": "# What was it about? One line is enough.",
}
_BENEATH = "# Free text goes beneath, after an empty line. An empty file keeps nothing."


def ask(verb: str) -> str:
    """Let the person write one entry and return it, without the hints that stood there. Raises Refused."""
    hints = (_BEGIN[verb], _BENEATH)
    text = open_editor("\n".join(("", *hints, "")))
    return "\n".join(line for line in text.split("\n") if line.rstrip() not in hints).strip("\n")


def open_editor(text: str, *, line: int = 1) -> str:
    """Let the person edit a text and return it. Raises Refused when that fails; what was written is kept.

    The file lies in the home, readable by its owner alone, and is gone afterwards.
    """
    path = _write("editing.md", text)
    command = os.environ.get("VISUAL", "").strip() or os.environ.get("EDITOR", "").strip() or "vi"
    try:
        code = subprocess.call([*shlex.split(command), *_at(command, line), path])  # noqa: S603 - the person's own
    except (OSError, ValueError) as error:
        os.unlink(path)
        why = getattr(error, "strerror", None) or error
        raise Refused(f"the editor {command!r} cannot be run: {why}; set EDITOR to one that can") from error
    try:
        with open(path, encoding="utf-8", newline="") as file:
            edited = file.read()
    except UnicodeDecodeError as error:
        raise Refused(f"the text is not UTF-8 at byte {error.start + 1}; it is in {path}") from error
    except OSError as error:
        raise Refused(f"the editor {command!r} left nothing at {path}: {error.strerror}") from error
    if code:
        where = f" Your text is in {path}" if edited != text else ""
        if not where:
            os.unlink(path)
        raise Refused(f"the editor {command!r} ended with {code}; nothing was done.{where}")
    os.unlink(path)
    return edited


_PLUS_LINE = ("vi", "vim", "nvim", "nano", "emacs", "emacsclient", "micro", "kak", "joe", "mg", "ed")


def _at(command: str, line: int) -> list[str]:
    name = os.path.basename(shlex.split(command)[0])
    return [f"+{line}"] if line > 1 and name in _PLUS_LINE else []


def keep(text: str, name: str) -> str:
    """Keep a text that could not be applied, beside those kept before; return where. Raises Refused."""
    return _write(name, text)


def _write(name: str, text: str) -> str:
    stem, suffix = os.path.splitext(name)
    try:
        folder = paths.make(paths.drafts())
        handle, path = tempfile.mkstemp(suffix=suffix, prefix=f"{stem}-", dir=folder)
        with os.fdopen(handle, "w", encoding="utf-8", newline="") as file:
            file.write(text)
    except paths.BadHome as error:
        raise Refused(str(error)) from error
    except OSError as error:
        raise Refused(f"{paths.drafts()}: {error.strerror}; there is no place to keep the text") from error
    return path
