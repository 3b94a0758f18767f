"""What an item said before, version by version."""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from datetime import tzinfo
from typing import Any

from vividmap.core.record import specs
from vividmap.web import rows


@dataclass(frozen=True)
class Version:
    """One version: when it came to be, by which verb, what changed in it; `number` 0 for a deletion."""

    number: int
    at: str
    verb: str
    text: str
    changed: tuple[tuple[str, str], ...]
    current: bool


def versions(changes: Sequence[Any], zone: tzinfo) -> list[Version]:
    """Return what happened to an item (as `entries.history` tells it), the newest first."""
    return [
        Version(
            number=(one.after or {}).get("version", 0),
            at=rows.moment(one.change.at, zone),
            verb=one.change.verb,
            text=(one.after or one.before or {}).get("text", ""),
            changed=tuple(_changed(one.before or {}, one.after)) if one.after else (),
            current=index == 0 and one.after is not None,
        )
        for index, one in enumerate(changes)
    ]


def _changed(before: dict[str, Any], after: dict[str, Any]) -> Iterator[tuple[str, str]]:
    """Yield the fields that a change gave another value, with the value that it gave."""
    own = {name: spec.label for name, spec in specs(after["kind"]).items()}
    fields, earlier = after.get("fields", {}), before.get("fields", {})
    for name, label in own.items():
        if fields.get(name) != earlier.get(name):
            yield label, _said(fields.get(name))
    if (after.get("first"), after.get("last")) != (before.get("first"), before.get("last")):
        yield (
            "date",
            " to ".join(dict.fromkeys(filter(None, (after.get("first"), after.get("last"))))) or "none",
        )
    if after.get("body") != before.get("body"):
        yield "notes", after.get("body", "") or "none"
    if after.get("mentions") != before.get("mentions"):
        yield "names", ", ".join(one["written"] for one in after.get("mentions", ())) or "none"


def _said(value: Any) -> str:
    if not value:
        return "none"
    if isinstance(value, list):
        return ", ".join(
            ", ".join(map(str, one.values())) if isinstance(one, dict) else str(one) for one in value
        )
    return str(value)
