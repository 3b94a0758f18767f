"""Items as JSON for programs: a documented, stable shape (docs/guide/json.md)."""

from collections.abc import Iterable
from datetime import date, datetime
from typing import Any
from uuid import UUID

from vividmap.core.names import Names
from vividmap.core.record import Item, MentionSort, specs

_PLURAL: dict[MentionSort, str] = {
    "skill": "skills",
    "person": "people",
    "goal": "goals",
    "criterion": "criteria",
    "surfaced": "surfaced",
}


def shape(item: Item, names: Names) -> dict[str, Any]:
    """Return one item. What it names is a list of objects: id (null while pending), handle, name."""
    shaped: dict[str, Any] = {
        "type": item.kind,
        "id": str(item.id),
        "handle": item.handle,
        "version": item.version,
        "text": item.text,
        "body": item.body,
    }
    if item.dated:
        shaped["date"] = str(item.when) if item.when else None
        shaped["from"] = item.when.first.isoformat() if item.when else None
        shaped["to"] = item.when.last.isoformat() if item.when else None
    if item.parents:
        shaped["parent"] = str(item.parent) if item.parent else None
    for name, spec in specs(item.kind).items():
        shaped["kind" if name == "what" else name] = spec.plain(getattr(item, name))
    for sort in item.mentions_of:
        shaped[_PLURAL[sort]] = [
            _name(one.target, one.written, one.on, names) for one in item.mentions if one.sort == sort
        ]
    shaped["created_at"] = _moment(item.created_at)
    shaped["edited_at"] = _moment(item.edited_at)
    return shaped


def shapes(items: Iterable[Item], names: Names) -> list[dict[str, Any]]:
    """Return many items."""
    return [shape(item, names) for item in items]


def _name(target: UUID | None, written: str, on: date | None, names: Names) -> dict[str, Any]:
    item = names.get(target) if target else None
    named: dict[str, Any] = {
        "id": str(target) if target else None,
        "handle": item.handle if item else None,
        "name": item.text if item else written,
    }
    return named | ({"on": on.isoformat()} if on else {})


def _moment(moment: datetime) -> str:
    return moment.isoformat().replace("+00:00", "Z")
