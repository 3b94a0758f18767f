"""What an item said before, version by version."""

from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass
from datetime import tzinfo
from typing import Any
from uuid import UUID

from vividmap.core.word_differences import DifferencePiece, compare_words
from vividmap.formats import versions
from vividmap.web import entry_rows


@dataclass(frozen=True)
class ValueDifference:
    """A value that a version changed, and how its text differs from the one before."""

    label: str
    pieces: tuple[DifferencePiece, ...]


@dataclass(frozen=True)
class VersionRow:
    """One version: when it came to be, by which verb, what changed in it; `number` 0 for a deletion."""

    number: int
    at: str
    verb: str
    text: str
    changed: tuple[ValueDifference, ...]
    current: bool


def version_rows(changes: Sequence[Any], zone: tzinfo, name_of: Callable[[UUID], str]) -> list[VersionRow]:
    """Return what happened to an item (as `entries.history` tells it), the newest first."""
    return [
        VersionRow(
            number=(revision.after or {}).get("version", 0),
            at=entry_rows.format_time(revision.change.at, zone),
            verb=revision.change.verb,
            text=(revision.after or revision.before or {}).get("text", ""),
            changed=tuple(_changed_values(revision, name_of)) if revision.after else (),
            current=index == 0 and revision.after is not None,
        )
        for index, revision in enumerate(changes)
    ]


def _changed_values(revision: Any, name_of: Callable[[UUID], str]) -> Iterator[ValueDifference]:
    """Yield the values that a change set; the first text of an item stands in the row itself."""
    for change in versions.list_changes(revision.before, revision.after, name_of):
        if change.before or change.label not in ("text", "type"):
            pieces = compare_words(change.before, change.after) if change.before else ()
            yield ValueDifference(change.label, pieces or (DifferencePiece(change.after),))
