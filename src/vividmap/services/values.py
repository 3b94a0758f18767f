"""What an item shall say, checked, and put on its row."""

from collections.abc import Iterable, Mapping
from typing import Any

from django.db.models import QuerySet

from vividmap.core import record
from vividmap.core.fields import BadField
from vividmap.core.record import KINDS, specs, with_article
from vividmap.core.shorthand import Draft
from vividmap.core.text import UnreadableText, clean, clean_line, words
from vividmap.core.when import When
from vividmap.services.errors import Invalid
from vividmap.store.models import Item, Mention
from vividmap.store.snapshots import Snapshot

Values = Mapping[str, Any]
"""What an item shall say: `text`, `body`, `when`, `mentions` (of Named), `parent`, and declared fields."""


def checked(kind: str, values: Values, *, new: bool = True) -> dict[str, Any]:
    """Return values made clean. Raises Invalid, which names the field."""
    declared = specs(kind)
    clean_values: dict[str, Any] = {}
    name = ""
    try:
        for name, value in values.items():
            if name == "text":
                clean_values[name] = clean_line(value)
            elif name == "body":
                clean_values[name] = clean(value)
            elif name in declared:
                clean_values[name] = declared[name].check(value)
            elif name in ("when", "parent"):
                clean_values[name] = value
            elif name != "mentions":
                raise Invalid(f"{with_article(kind)} has no field {name!r}", name)
    except (BadField, UnreadableText) as error:
        raise Invalid(str(error), name) from error
    if kind != "profile" and not clean_values.get("text") and (new or "text" in clean_values):
        raise Invalid(f"the {kind} needs some text; one line is enough", "text")
    return clean_values


def apply(row: Item, values: dict[str, Any]) -> None:
    declared = specs(row.kind)
    own = dict(row.fields)
    for name, value in values.items():
        if name in declared:
            own.pop(name, None)
            if value != declared[name].empty:
                own[name] = declared[name].plain(value)
        elif name == "when":
            moment: When | None = value
            row.first, row.last = (moment.first, moment.last) if moment else (None, None)
            row.about = bool(moment and moment.about)
        elif name == "parent":
            row.parent_id = value
        else:
            setattr(row, name, value)
    row.fields = {name: own[name] for name in declared if name in own}


def same(before: Snapshot, after: Snapshot) -> bool:
    """Tell whether two snapshots of an item say the same, whichever version they are."""
    return {**before, "version": 0, "edited_at": ""} == {**after, "version": 0, "edited_at": ""}


def search_words(row: Item, mentions: Iterable[Mention] | QuerySet[Mention]) -> str:
    """Return what an item is found by: all that it says, folded and parted into words."""
    said = [row.text, *(value for value in row.fields.values() if isinstance(value, str)), row.body]
    said += [
        one
        for value in row.fields.values()
        if isinstance(value, list)
        for one in value
        if isinstance(one, str)
    ]
    said += [str(part) for one in row.fields.get("positions", ()) for part in one.values()]
    said += [one.written for one in mentions]
    return " ".join(words("\n".join(said)))


def as_item(row: Item) -> record.Item:
    if row.kind == record.Skill.kind:
        aliases = tuple(row.fields.get("aliases", ()))
        return record.Skill(id=row.uid, handle=row.handle, text=row.text, aliases=aliases)
    return KINDS[row.kind](id=row.uid, handle=row.handle, text=row.text)


def values_of(draft: Draft) -> dict[str, Any]:
    """Return what a draft says as values for `add` and `edit`."""
    values: dict[str, Any] = {
        "text": draft.text,
        "body": draft.body,
        "mentions": draft.mentions,
        **draft.fields,
    }
    if KINDS[draft.kind].dated:
        values["when"] = draft.when
    return values
