"""What differs between two versions of an item, for the terminal and the page."""

import json
from collections.abc import Callable, Iterator, Mapping
from datetime import date
from typing import Any, NamedTuple
from uuid import UUID

from vividmap.core.fields import Field, JsonField, LongText, Number
from vividmap.core.record import MENTION_SIGNS
from vividmap.core.stored_fields import stored_specs
from vividmap.core.when import When

_MENTION_LABELS = {
    "skill": "skills",
    "person": "people",
    "goal": "goals",
    "criterion": "criteria",
    "surfaced": "surfaced to",
}


class ValueChange(NamedTuple):
    """A value of an item before and after a change, "" for none."""

    label: str
    before: str
    after: str


def list_changes(
    before: Mapping[str, Any] | None, after: Mapping[str, Any], name_of: Callable[[UUID], str]
) -> list[ValueChange]:
    """Return every value that differs between two snapshots; of a first version, every value that it has.

    `name_of` returns the name of the item with an id.
    """
    earlier, later = dict(_values(before or {}, name_of)), dict(_values(after, name_of))
    labels = dict.fromkeys((*later, *earlier))
    changes = (ValueChange(label, earlier.get(label, ""), later.get(label, "")) for label in labels)
    return [change for change in changes if change.before != change.after]


def _values(snapshot: Mapping[str, Any], name_of: Callable[[UUID], str]) -> Iterator[tuple[str, str]]:
    """Yield every value of a snapshot with its label, in the order of the running document."""
    if not snapshot:
        return
    yield "text", snapshot["text"]
    yield "type", snapshot["kind"]
    if "first" in snapshot and "last" in snapshot:
        days = (date.fromisoformat(snapshot["first"]), date.fromisoformat(snapshot["last"]))
        yield "date", str(When(*days, bool(snapshot.get("about"))))
    if "parent" in snapshot:
        yield "belongs to", name_of(UUID(snapshot["parent"]))
    fields = snapshot.get("fields", {})
    for key, spec in stored_specs(snapshot["kind"]).items():
        if key in fields:
            yield spec.label, _field_text(spec, fields[key])
    yield from _mention_values(snapshot)
    if snapshot.get("body"):
        yield "notes", snapshot["body"]


def _field_text(spec: Field, plain: Any) -> str:
    if isinstance(spec, JsonField | LongText):  # the running document does not hold them
        return plain if isinstance(plain, str) else json.dumps(plain, ensure_ascii=False)
    unit = f" {spec.unit}" if isinstance(spec, Number) and spec.unit else ""
    lines = spec.lines(spec.from_json(plain))
    return "; ".join(line.removeprefix(f"{spec.label}: ") + unit for line in lines)


def _mention_values(snapshot: Mapping[str, Any]) -> Iterator[tuple[str, str]]:
    names: dict[str, list[str]] = {}
    for mention in snapshot.get("mentions", ()):
        day = f" {mention['on']}" if mention.get("on") else ""
        name = f"{MENTION_SIGNS.get(mention['sort'], '')}{mention['written']}{day}"
        names.setdefault(mention["sort"], []).append(name)
    for sort, label in _MENTION_LABELS.items():
        if sort in names:
            yield label, ", ".join(names[sort])
