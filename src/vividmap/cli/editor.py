"""Text in the user's own editor, in a file of the drafts folder until it is applied."""

import glob
import os
import re
import shlex
import subprocess
import sys
import tempfile
import time
from contextlib import suppress
from dataclasses import dataclass

import click

from vividmap import paths
from vividmap.services.errors import Refused
from vividmap.services.files import remove_file, sync_file

_FIRST_HINT = {
    "log": "# What did you do? One line; optional marks: -> outcome ~teams #skill @person !goal",
    "learn": "# What did you learn, practise or take on? One line; optional marks: #skill @person !goal",
    "met": "# What was it about? One line is enough.",
}
_SECOND_HINT = "# Free text goes below, after an empty line. An empty file saves nothing."
_SET_ASIDE = "kept-"
"""The beginning of the names of drafts that the user did not continue; they are not offered again."""


@dataclass(frozen=True, slots=True)
class DraftText:
    """A text that is not applied yet, and its file, which stays through any crash until `discard`."""

    path: str
    text: str
    is_from_editor: bool = True
    """Otherwise it came from a file of the user's own, or from standard input ("-")."""

    @property
    def version(self) -> int | None:
        """Return the version of the item that the text was made from; None if its name has none."""
        match = re.search(r"-v(\d+)-[^-]*$", os.path.basename(self.path)) if self.is_from_editor else None
        return int(match[1]) if match else None

    def discard(self) -> None:
        """Remove the file: the text is applied, or there is nothing in it to keep. Raises Refused."""
        if self.is_from_editor:
            remove_file(self.path)

    def discard_if_possible(self) -> None:
        """Remove the file; one that stays is offered again, no more."""
        with suppress(Refused):
            self.discard()

    def locate(self) -> None:
        """Print where a text is that could not be saved; remove an empty one."""
        if self.text.strip():
            print(f"Your text is in {self.path}", file=sys.stderr)
        else:
            self.discard_if_possible()

    def keep(self, subject: str) -> str:
        """Return where the text is after a failure; what came from standard input is saved now."""
        return save_draft(self.text, subject) if self.path == "-" else self.path


def ask_for_entry(command: str) -> DraftText:
    """Open the editor for one entry and return its text without the hints. Raises Refused."""
    hints = (_FIRST_HINT[command], _SECOND_HINT)
    template = "\n".join(("", *hints, ""))
    draft = open_editor(template, command, continued=find_draft(command, template))
    text = "\n".join(line for line in draft.text.split("\n") if line.rstrip() not in hints).strip("\n")
    return DraftText(draft.path, text)


def find_draft(subject: str, fresh_text: str) -> DraftText | None:
    """Return the newest unapplied text about a subject if the user wants to continue it, else None.

    A draft that says what `fresh_text` says is removed: nothing was typed. Raises Refused.
    """
    for path in sorted(_list_drafts(subject), key=os.path.getmtime, reverse=True):
        draft = DraftText(path, _read(path))
        if draft.text == fresh_text:
            draft.discard()
            continue
        written_at = time.strftime("%Y-%m-%d %H:%M", time.localtime(os.path.getmtime(path)))
        question = f"A text from {written_at} was not applied: {path}\nContinue with it?"
        if click.confirm(question, default=True):
            return draft
        folder, name = os.path.split(path)
        os.rename(path, os.path.join(folder, _SET_ASIDE + name))
    return None


def _list_drafts(subject: str) -> list[str]:
    return glob.glob(os.path.join(glob.escape(paths.drafts_folder()), f"{glob.escape(subject)}-*.md"))


def open_editor(text: str, subject: str, *, line: int = 1, continued: DraftText | None = None) -> DraftText:
    """Return a text after the user edited it, or a draft that is `continued`. Raises Refused.

    The file is in the home, readable by its owner alone, and stays until the draft is discarded.
    """
    path = continued.path if continued else save_draft(text, subject)
    text = continued.text if continued else text
    command = os.environ.get("VISUAL", "").strip() or os.environ.get("EDITOR", "").strip() or "vi"
    try:
        code = subprocess.call([*shlex.split(command), *_line_argument(command, line), path])  # noqa: S603 - the user's own
    except (OSError, ValueError) as error:
        place = f"; your text is in {path}" if continued else ""
        if not continued:
            remove_file(path)
        reason = getattr(error, "strerror", None) or error
        raise Refused(
            f"the editor {command!r} cannot be run: {reason}; set EDITOR to another one{place}"
        ) from error
    edited = _read(path, command)
    if code:
        if edited == text and not continued:
            remove_file(path)
            raise Refused(f"the editor {command!r} exited with {code}; nothing was changed.")
        raise Refused(
            f"the editor {command!r} exited with {code}; nothing was changed. Your text is in {path}"
        )
    return DraftText(path, edited)


def _read(path: str, command: str = "") -> str:
    """Return what the editor saved, once it is on the disk. Raises Refused."""
    try:
        sync_file(path)
        paths.sync_folder(os.path.dirname(path))
        with open(path, encoding="utf-8", newline="") as file:
            return file.read()
    except UnicodeDecodeError as error:
        raise Refused(f"the text is not UTF-8 at byte {error.start + 1}; it is in {path}") from error
    except OSError as error:
        raise Refused(f"the editor {command!r} left nothing at {path}: {error.strerror}") from error


_PLUS_LINE = ("vi", "vim", "nvim", "nano", "emacs", "emacsclient", "micro", "kak", "joe", "mg", "ed")


def _line_argument(command: str, line: int) -> list[str]:
    name = os.path.basename(shlex.split(command)[0])
    return [f"+{line}"] if line > 1 and name in _PLUS_LINE else []


def save_draft(text: str, subject: str) -> str:
    """Save a text that is not applied yet, and return its path. Raises Refused.

    `subject` begins the file's name; for an item it ends in its version, as in `entry-7f3k-v2`.
    """
    try:
        folder = paths.make_folder(paths.drafts_folder())
        handle, path = tempfile.mkstemp(suffix=".md", prefix=f"{subject}-", dir=folder)
        with os.fdopen(handle, "w", encoding="utf-8", newline="") as file:
            file.write(text)
            file.flush()
            os.fsync(file.fileno())
        paths.sync_folder(folder)
    except paths.BadHome as error:
        raise Refused(str(error)) from error
    except OSError as error:
        raise Refused(f"{paths.drafts_folder()}: {error.strerror}; the text cannot be saved") from error
    return path
