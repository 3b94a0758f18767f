"""What an item said before, version by version."""

import re
from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass
from datetime import tzinfo
from uuid import UUID

from vividmap.core.word_differences import DifferencePiece, compare_words
from vividmap.formats import versions
from vividmap.store.queries.change_log import LoggedItem
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


def version_rows(
    changes: Sequence[LoggedItem], zone: tzinfo, name_of: Callable[[UUID], str]
) -> list[VersionRow]:
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


def _changed_values(revision: LoggedItem, name_of: Callable[[UUID], str]) -> Iterator[ValueDifference]:
    """Yield the values that a change set; the first text of an item stands in the row itself."""
    for change in versions.list_changes(revision.before, revision.after or {}, name_of):
        if change.before or change.label not in ("text", "type"):
            before, after = _unwrap(change.before), _unwrap(change.after)
            pieces = compare_words(before, after) if before else ()
            yield ValueDifference(change.label, pieces or (DifferencePiece(after),))


_WRAPPED = re.compile(r"(?<=\S)\n(?=[^\W\d])")
"""A line end within a paragraph: a list, a heading, a table or indented text begins with another sign."""


def _unwrap(text: str) -> str:
    """Return a text without the line ends that its editor made within paragraphs; code stays as it is."""
    return text if "```" in text else _WRAPPED.sub(" ", text)
