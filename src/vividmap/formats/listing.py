"""Items as JSON for programs, in a documented, stable structure (docs/guide/json.md)."""

from collections.abc import Iterable
from datetime import date, datetime
from typing import Any
from uuid import UUID

from vividmap.core.entry_results import result_of
from vividmap.core.names import Names
from vividmap.core.record import Evidence, Item, MentionSort, specs
from vividmap.core.stored_fields import stored_keys

_PLURAL: dict[MentionSort, str] = {
    "skill": "skills",
    "person": "people",
    "goal": "goals",
    "criterion": "criteria",
    "surfaced": "surfaced",
}


def shape(item: Item, names: Names) -> dict[str, Any]:
    """Return one item as JSON values. Times are in UTC, in ISO 8601 with a `Z`.

    Mentions are lists of objects with id (null while pending), handle and name.
    """
    values: dict[str, Any] = {
        "type": item.kind,
        "id": str(item.id),
        "handle": item.handle,
        "version": item.version,
        "text": item.text,
        "body": item.body,
    }
    if item.is_dated:
        values["date"] = str(item.when) if item.when else None
        values["from"] = item.when.first.isoformat() if item.when else None
        values["to"] = item.when.last.isoformat() if item.when else None
    if item.parent_kinds:
        values["parent"] = str(item.parent) if item.parent else None
    keys = stored_keys(item.kind)
    for name, spec in specs(item.kind).items():
        key = "kind" if keys[name] == "what" else keys[name]
        values[key] = spec.to_json(getattr(item, name))
    if isinstance(item, Evidence):
        result = result_of(item)
        values["result"] = result.text if result else ""
    for sort in item.mention_sorts:
        values[_PLURAL[sort]] = [
            _name(mention.target, mention.name, mention.shown_on, names)
            for mention in item.mentions
            if mention.sort == sort
        ]
    values["created_at"] = _moment(item.created_at)
    values["edited_at"] = _moment(item.edited_at)
    return values


def shapes(items: Iterable[Item], names: Names) -> list[dict[str, Any]]:
    """Return several items as JSON values."""
    return [shape(item, names) for item in items]


def _name(target: UUID | None, name_as_written: str, on: date | None, names: Names) -> dict[str, Any]:
    item = names.get(target) if target else None
    name: dict[str, Any] = {
        "id": str(target) if target else None,
        "handle": item.handle if item else None,
        "name": item.text if item else name_as_written,
    }
    return name | ({"on": on.isoformat()} if on else {})


def _moment(moment: datetime) -> str:
    return moment.isoformat().replace("+00:00", "Z")
