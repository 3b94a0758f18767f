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


def ask(verb: str) -> str:
    """Let the person write one entry and return it; lines that begin with '# ' at the top are hints."""
    text = open_editor(
        f"\n{_BEGIN[verb]}\n# Free text goes beneath, after an empty line. An empty file keeps nothing.\n"
    )
    return "\n".join(line for line in text.split("\n") if not line.startswith("# ")).strip("\n")


def open_editor(text: str, *, line: int = 1, suffix: str = ".md") -> str:
    """Let the person edit a text and return it. Raises Refused when the editor fails; then the text is kept.

    The file lies in the home, readable by its owner alone, and is gone afterwards.
    """
    folder = paths.make(paths.drafts())
    handle, path = tempfile.mkstemp(suffix=suffix, prefix="editing-", dir=folder)
    with os.fdopen(handle, "w", encoding="utf-8", newline="") as file:
        file.write(text)
    command = os.environ.get("VISUAL") or os.environ.get("EDITOR") or "vi"
    try:
        code = subprocess.call([*shlex.split(command), *_at(command, line), path])  # noqa: S603 - the person's own
    except (OSError, ValueError) as error:
        os.unlink(path)
        raise Refused(f"the editor {command!r} cannot be run: {error}; set EDITOR to one that can") from error
    if code:
        raise Refused(f"the editor {command!r} ended with {code}; nothing was done. Your text is in {path}")
    try:
        with open(path, encoding="utf-8", newline="") as file:
            edited = file.read()
    except UnicodeDecodeError as error:
        raise Refused(f"the text is not UTF-8 at byte {error.start + 1}; it is in {path}") from error
    os.unlink(path)
    return edited


_PLUS_LINE = ("vi", "vim", "nvim", "nano", "emacs", "emacsclient", "micro", "kak", "joe", "mg", "ed")


def _at(command: str, line: int) -> list[str]:
    name = os.path.basename(shlex.split(command)[0])
    return [f"+{line}"] if line > 1 and name in _PLUS_LINE else []


def keep(text: str, name: str) -> str:
    """Keep a text that could not be applied, and return where."""
    path = os.path.join(paths.make(paths.drafts()), name)
    handle = os.open(path, os.O_WRONLY | os.O_CREAT | os.O_TRUNC, 0o600)
    with os.fdopen(handle, "w", encoding="utf-8", newline="") as file:
        file.write(text)
    return path
