"""Values for an item: checked, and written to its row."""

from collections.abc import Collection, Iterable, Iterator, Mapping
from datetime import date
from typing import Any

from django.db.models import QuerySet

from vividmap.core import record
from vividmap.core.english.phrasing import with_article
from vividmap.core.fields import BadField
from vividmap.core.positions import Position, Role
from vividmap.core.record import KINDS, specs
from vividmap.core.shorthand import Draft, NameMark
from vividmap.core.stored_fields import stored_keys, stored_specs
from vividmap.core.text import UnreadableText, clean, clean_line, words
from vividmap.core.when import When, distance_problem
from vividmap.services.errors import Invalid
from vividmap.store.models import ItemRow, MentionRow
from vividmap.store.snapshots import Snapshot

Values = Mapping[str, Any]
"""Values of an item by name: `text`, `body`, `when`, `mentions`, `parent`, and the declared fields."""


def check_values(kind: str, values: Values, *, new: bool = True) -> dict[str, Any]:
    """Return checked and cleaned values. Raises Invalid with the field's name."""
    specs_by_name = specs(kind)
    clean_values: dict[str, Any] = {}
    name = ""
    try:
        for name, value in values.items():
            if name == "text":
                clean_values[name] = clean_line(value)
            elif name == "body":
                clean_values[name] = clean(value)
            elif name in specs_by_name:
                clean_values[name] = specs_by_name[name].check(value)
            elif name in ("when", "parent"):
                clean_values[name] = value
            elif name != "mentions":
                raise Invalid(f"{with_article(kind)} has no field {name!r}", name)
    except (BadField, UnreadableText) as error:
        raise Invalid(str(error), name) from error
    if kind != "profile" and not clean_values.get("text") and (new or "text" in clean_values):
        raise Invalid(f"the {kind} needs some text; one line is enough", "text")
    return clean_values


def clean_name(name: NameMark) -> str:
    """Return the cleaned text of a mention. Raises Invalid for unreadable text."""
    try:
        return clean_line(name.name)
    except UnreadableText as error:
        raise Invalid(str(error), "mentions") from error


def far_date(values: Values, today: date, known: Collection[When] = ()) -> tuple[str, str]:
    """Return the name of the first value with a date too far from today, and why; "" if there is none.

    `known` are dates already in the record, from a version that accepted any date; they are not checked.
    """
    for name, value in values.items():
        for moment in _moments(value):
            if moment not in known and (problem := distance_problem(moment, today)):
                return name, problem
    return "", ""


def _moments(value: Any) -> Iterator[When]:
    if isinstance(value, When):
        yield value
    elif isinstance(value, date):
        yield When.day(value)
    elif isinstance(value, Position | Role):
        yield from (When.day(day) for day in (value.since, getattr(value, "until", None)) if day)
    elif isinstance(value, list | tuple):
        for entry in value:
            yield from _moments(entry)


def refuse_far_dates(values: Values, today: date, row: ItemRow | None = None) -> None:
    """Raise Invalid for a date too far from today that the row, if there is one, does not have yet."""
    name, problem = far_date(values, today)
    if name and row:
        name, problem = far_date(values, today, set(_moments_of(row)))
    if name:
        raise Invalid(problem, name)


def _moments_of(row: ItemRow) -> Iterator[When]:
    if row.first and row.last:
        yield When(row.first, row.last, row.about)
    for key, spec in stored_specs(row.kind).items():
        if key in row.fields:
            yield from _moments(spec.from_json(row.fields[key]))


def apply_values(row: ItemRow, values: dict[str, Any]) -> None:
    specs_by_name, keys = specs(row.kind), stored_keys(row.kind)
    stored_fields = dict(row.fields)
    for name, value in values.items():
        if name in specs_by_name:
            stored_fields.pop(keys[name], None)
            if value != specs_by_name[name].empty:
                stored_fields[keys[name]] = specs_by_name[name].to_json(value)
        elif name == "when":
            moment: When | None = value
            row.first, row.last = (moment.first, moment.last) if moment else (None, None)
            row.about = bool(moment and moment.about)
        elif name == "parent":
            row.parent_id = value
        else:
            setattr(row, name, value)
    row.fields = {key: stored_fields[key] for key in keys.values() if key in stored_fields}


def is_same_content(before: Snapshot, after: Snapshot) -> bool:
    """Return whether two snapshots of an item are equal apart from version and time of edit."""
    return {**before, "version": 0, "edited_at": ""} == {**after, "version": 0, "edited_at": ""}


def search_words(row: ItemRow, mentions: Iterable[MentionRow] | QuerySet[MentionRow]) -> str:
    """Return the words that an item can be found by, folded; none for a candidate, which no search shows."""
    if row.kind == record.Candidate.kind:
        return ""
    texts = [row.text, *(value for value in row.fields.values() if isinstance(value, str)), row.body]
    texts += [
        text
        for value in row.fields.values()
        if isinstance(value, list)
        for text in value
        if isinstance(text, str)
    ]
    texts += [str(part) for position in row.fields.get("positions", ()) for part in position.values()]
    texts += [mention.written for mention in mentions]
    return " ".join(words("\n".join(texts)))


def to_nameable_item(row: ItemRow) -> record.Item:
    if row.kind == record.Skill.kind:
        aliases = tuple(row.fields.get("aliases", ()))
        return record.Skill(id=row.uid, handle=row.handle, text=row.text, aliases=aliases)
    return KINDS[row.kind](id=row.uid, handle=row.handle, text=row.text)


def draft_values(draft: Draft) -> dict[str, Any]:
    """Return a draft's values for `ChangeSet.add` and `edit`."""
    values: dict[str, Any] = {
        "text": draft.text,
        "body": draft.body,
        "mentions": draft.mentions,
        **draft.fields,
    }
    if KINDS[draft.kind].is_dated:
        values["when"] = draft.when
    return values
