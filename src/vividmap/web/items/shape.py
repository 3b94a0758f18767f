"""An item in the words of its page."""

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date, tzinfo
from typing import Any

from vividmap.core.record import Evidence, Item, specs
from vividmap.web import prose, rows

_SHOWN_ELSEWHERE = {
    "outcome", "scope", "what", "strong", "tags", "links", "positions", "real", "confidentiality"
}  # fmt: skip


@dataclass(frozen=True)
class Shown:
    """An item whole. `links` are addresses, and whether they lead somewhere; `body` is safe HTML."""

    row: rows.Row
    strong: str
    links: tuple[tuple[str, bool], ...]
    says: tuple[tuple[str, tuple[str, ...]], ...]
    body: str
    made: str
    edited: str
    version: int


def shown(item: Item, today: date, names: rows.Names, zone: tzinfo) -> Shown:
    """Return an item as its page shows it, its moments in a time zone."""
    return Shown(
        row=rows.row(item, today, names),
        strong=item.strong if isinstance(item, Evidence) else "",
        links=tuple((one, prose.leads(one)) for one in getattr(item, "links", ())),
        says=tuple(_says(item)),
        body=prose.html(item.body) if item.body else "",
        made=rows.moment(item.created_at, zone),
        edited=rows.moment(item.edited_at, zone) if item.version > 1 else "",
        version=item.version,
    )


def _says(item: Item) -> Iterator[tuple[str, tuple[str, ...]]]:
    for name, spec in specs(item.kind).items():
        value: Any = getattr(item, name)
        lines = tuple(spec.write(value)) if value != spec.empty and name not in _SHOWN_ELSEWHERE else ()
        if lines:
            yield spec.label, lines
