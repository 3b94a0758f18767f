"""What is said of a project as a whole: its state and a summary, one project a line."""

from collections.abc import Sequence
from dataclasses import asdict
from typing import Any

from vividmap.core.fields import BadField, Choice, Field
from vividmap.core.lazy_dataclass import dataclass
from vividmap.core.text import clean_line, slug
from vividmap.core.vocabulary import PROJECT_STATES


@dataclass(frozen=True, slots=True)
class ProjectNote:
    """The state of a project and a one-line summary; both may be empty."""

    name: str
    state: str = ""
    summary: str = ""


@dataclass(frozen=True, slots=True)
class ProjectNotes(Field):
    """`project: Ledger migration, done, Replaced five payout tables`; a hyphen stands for no state."""

    repeats: bool = True

    def read(self, lines: Sequence[str]) -> tuple[ProjectNote, ...]:
        return self.check([_read_note(line) for line in lines])

    def write(self, value: Sequence[ProjectNote]) -> list[str]:
        return [", ".join((note.name, note.state or "-", note.summary)).rstrip(", ") for note in value]

    def to_json(self, value: Sequence[ProjectNote]) -> list[dict[str, str]]:
        return [{name: text for name, text in asdict(note).items() if text} for note in value]

    def from_json(self, plain: Sequence[dict[str, str]]) -> tuple[ProjectNote, ...]:
        return tuple(ProjectNote(**note) for note in plain)

    def check(self, value: Any) -> tuple[ProjectNote, ...]:
        """Return one note a project, those that say something. Raises BadField."""
        notes = {slug(note.name): _check_note(note) for note in value if isinstance(note, ProjectNote)}
        return tuple(note for note in notes.values() if note.state or note.summary)


def _read_note(line: str) -> ProjectNote:
    name, state, summary = (*(part.strip() for part in line.split(",", 2)), "", "")[:3]
    return ProjectNote(name, "" if state == "-" else state, summary)


def _check_note(note: ProjectNote) -> ProjectNote:
    name, summary = clean_line(note.name), clean_line(note.summary)
    if not name or "," in name:
        raise BadField(f"a project needs a name without a comma, not {name!r}")
    return ProjectNote(name, Choice("state", options=PROJECT_STATES).check(note.state), summary)
