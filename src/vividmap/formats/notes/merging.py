"""Entries of the same person or goal → one; and how a draft is described."""

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import replace

from vividmap.core.record import Goal, Person
from vividmap.core.shorthand import Draft
from vividmap.core.text import fold
from vividmap.core.when import describe_when
from vividmap.formats.notes.making import ReadEntry


def descendants(draft: Draft) -> Iterator[Draft]:
    """Yield all drafts beneath a draft."""
    for child in draft.children:
        yield child
        yield from descendants(child)


def describe_draft(draft: Draft) -> str:
    """Return what a line became, for people."""
    details = [draft.kind]
    if draft.when or draft.is_undated:
        details.append(describe_when(draft.when))
    if undecided_date := draft.fields.get("date_as_written"):
        details.append(f"the date {undecided_date!r} is ambiguous and kept as written")
    return ", ".join(details)


def merge_same_names(entries: Sequence[ReadEntry]) -> list[ReadEntry]:
    """Return entries with people, and goals, of the same name merged unless their fields differ."""
    alike: dict[object, list[ReadEntry]] = {}
    fields: dict[object, Mapping[str, object]] = {}
    for number, entry in enumerate(entries):
        has_name = entry.draft.kind in (Person.kind, Goal.kind)
        key = (entry.draft.kind, fold(entry.draft.text)) if has_name else number
        earlier_fields, own_fields = fields.get(key), entry.draft.fields
        agrees = not own_fields or not earlier_fields or earlier_fields == own_fields
        alike.setdefault(key if agrees else number, []).append(entry)
        fields[key] = earlier_fields or own_fields
    return [_join_entries(group) for group in alike.values()]


def _join_entries(group: Sequence[ReadEntry]) -> ReadEntry:
    first, *later_entries = group
    if not later_entries:
        return first
    place, moved_places = first.draft.place, {entry.draft.place for entry in later_entries}
    bodies = dict.fromkeys(entry.draft.body for entry in group if entry.draft.body)
    children = tuple(child for entry in group for child in entry.draft.children)
    fields = next((entry.draft.fields for entry in group if entry.draft.fields), {})
    draft = replace(first.draft, fields=fields, body="\n\n".join(bodies), children=children)
    spans = (span for entry in group for span in entry.spans)
    return ReadEntry(
        draft, tuple((first, end, place if at in moved_places else at) for first, end, at in spans)
    )
