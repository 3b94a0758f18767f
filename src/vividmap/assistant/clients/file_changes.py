"""Changes of files that belong to others: planned first, shown as a difference, then written atomically."""

import contextlib
import difflib
import os
import stat
from dataclasses import dataclass

from vividmap.services.errors import Invalid, Refused
from vividmap.services.files import new_private_file, remove_file

_MAX_BYTES = 20 * 2**20


@dataclass(frozen=True, slots=True)
class FileChange:
    """A file and its text before and after; None is a file that is not there.

    A folder that is our own goes with its file, if nothing else is in it.
    """

    path: str
    before: str | None
    after: str | None
    is_folder_own: bool = False

    @property
    def is_needed(self) -> bool:
        """Return whether anything changes."""
        return self.before != self.after

    def describe(self) -> str:
        """Return the difference as a unified diff, with one line of context: the file may hold secrets."""
        old, new = ((text or "").splitlines(keepends=True) for text in (self.before, self.after))
        new_name = self.path if self.after is not None else "/dev/null"
        old_name = self.path if self.before is not None else "/dev/null"
        lines = difflib.unified_diff(old, new, old_name, new_name, n=1)
        return "".join(line if line.endswith("\n") else f"{line}\n" for line in lines)

    def apply(self) -> None:
        """Write the file, or remove it. Raises Refused if it has changed since it was read, or cannot be."""
        if not self.is_needed:
            return
        path = os.path.realpath(self.path)  # a link to a folder of dotfiles stays a link
        if read_text_file(self.path) != self.before:
            raise Refused(
                f"{self.path} was changed in the meantime, perhaps by the assistant itself; run it again"
            )
        if self.after is None:
            remove_file(path)
            if self.is_folder_own:
                with contextlib.suppress(OSError):
                    os.rmdir(os.path.dirname(path))
            return
        try:
            os.makedirs(os.path.dirname(path), exist_ok=True)
            mode = stat.S_IMODE(os.stat(path).st_mode) if self.before is not None else 0o600
            with new_private_file(path) as temporary:
                with open(temporary, "w", encoding="utf-8", newline="") as file:
                    file.write(self.after)
                os.chmod(temporary, mode)
        except OSError as error:
            raise Refused(f"cannot write {self.path}: {error.strerror}") from error


def read_text_file(path: str) -> str | None:
    """Return a file's text, line ends as they are; None if there is no file. Raises Invalid, Refused."""
    try:
        if not os.path.isfile(path):
            if os.path.lexists(path):
                raise Invalid(f"{path} is not a file; nothing was changed")
            return None
        if os.path.getsize(path) > _MAX_BYTES:
            raise Invalid(f"{path} is larger than {_MAX_BYTES // 2**20} MiB; nothing was changed")
        with open(path, encoding="utf-8", newline="") as file:
            return file.read()
    except UnicodeDecodeError as error:
        raise Invalid(f"{path} is not UTF-8 at byte {error.start + 1}; nothing was changed") from error
    except OSError as error:
        raise Refused(f"cannot read {path}: {error.strerror}") from error
