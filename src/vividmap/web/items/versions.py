"""What an item said before, version by version."""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from datetime import tzinfo
from typing import Any

from vividmap.core.record import stored_specs
from vividmap.web import entry_rows


@dataclass(frozen=True)
class VersionRow:
    """One version: when it came to be, by which verb, what changed in it; `number` 0 for a deletion."""

    number: int
    at: str
    verb: str
    text: str
    changed: tuple[tuple[str, str], ...]
    current: bool


def version_rows(changes: Sequence[Any], zone: tzinfo) -> list[VersionRow]:
    """Return what happened to an item (as `entries.history` tells it), the newest first."""
    return [
        VersionRow(
            number=(revision.after or {}).get("version", 0),
            at=entry_rows.format_time(revision.change.at, zone),
            verb=revision.change.verb,
            text=(revision.after or revision.before or {}).get("text", ""),
            changed=tuple(_changed_fields(revision.before or {}, revision.after)) if revision.after else (),
            current=index == 0 and revision.after is not None,
        )
        for index, revision in enumerate(changes)
    ]


def _changed_fields(before: dict[str, Any], after: dict[str, Any]) -> Iterator[tuple[str, str]]:
    """Yield the fields that a change gave another value, with the value that it gave."""
    labels = {name: spec.label for name, spec in stored_specs(after["kind"]).items()}
    fields, earlier = after.get("fields", {}), before.get("fields", {})
    for name, label in labels.items():
        if fields.get(name) != earlier.get(name):
            yield label, _format_value(fields.get(name))
    if (after.get("first"), after.get("last")) != (before.get("first"), before.get("last")):
        yield (
            "date",
            " to ".join(dict.fromkeys(filter(None, (after.get("first"), after.get("last"))))) or "none",
        )
    if after.get("body") != before.get("body"):
        yield "notes", after.get("body", "") or "none"
    if after.get("mentions") != before.get("mentions"):
        yield "names", ", ".join(mention["written"] for mention in after.get("mentions", ())) or "none"


def _format_value(value: Any) -> str:
    if not value:
        return "none"
    if isinstance(value, list):
        return ", ".join(
            ", ".join(map(str, element.values())) if isinstance(element, dict) else str(element)
            for element in value
        )
    return str(value)
