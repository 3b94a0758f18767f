"""View models of the page of an item."""

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date, tzinfo
from typing import Any

from vividmap.core.fields import Number
from vividmap.core.record import Evidence, Item, specs
from vividmap.web import entry_rows, markdown_html

_SHOWN_ELSEWHERE = {
    "outcome", "scope", "category", "strong", "tags", "links", "positions", "trust_marks", "confidentiality",
    "project",
}  # fmt: skip


@dataclass(frozen=True)
class ItemPage:
    """An item whole. `links` are addresses, and whether they lead somewhere; `body` is safe HTML."""

    row: entry_rows.EntryRow
    strong_reason: str
    links: tuple[tuple[str, bool], ...]
    fields: tuple[tuple[str, tuple[str, ...]], ...]
    body: str
    created: str
    edited: str
    version: int


def item_page(item: Item, today: date, names: entry_rows.Names, zone: tzinfo) -> ItemPage:
    """Return an item as its page shows it, its moments in a time zone."""
    return ItemPage(
        row=entry_rows.entry_row(item, today, names),
        strong_reason=item.strong if isinstance(item, Evidence) else "",
        links=tuple((link, markdown_html.is_web_link(link)) for link in getattr(item, "links", ())),
        fields=tuple(_field_lines(item)),
        body=markdown_html.render_markdown(item.body) if item.body else "",
        created=entry_rows.format_time(item.created_at, zone),
        edited=entry_rows.format_time(item.edited_at, zone) if item.version > 1 else "",
        version=item.version,
    )


def _field_lines(item: Item) -> Iterator[tuple[str, tuple[str, ...]]]:
    for name, spec in specs(item.kind).items():
        value: Any = getattr(item, name)
        lines = tuple(spec.write(value)) if value != spec.empty and name not in _SHOWN_ELSEWHERE else ()
        if lines and isinstance(spec, Number) and spec.unit:
            yield spec.label, tuple(f"{line} {spec.unit}" for line in lines)
        elif lines:
            yield spec.label, lines
