"""Items as text: lists of entries, and one item in full."""

from collections.abc import Iterable, Iterator, Sequence
from datetime import date

import click

from vividmap.cli.fields import read_field
from vividmap.cli.layout import cell_width, visible_text, wrap_words
from vividmap.cli.output import print_paged, terminal_width
from vividmap.core.item_marks import describe_mark, mark_of
from vividmap.core.names import Names
from vividmap.core.record import MENTION_SIGNS, Evidence, Item, Mention, Person, Record, SkillEntry

_DATE_WIDTH = 24
"""The width of the margin for an entry's date: the longest date, `2026-11-03..2026-11-14`, and a gap."""


def print_lines(items: Sequence[Item]) -> None:
    """Print a list for a pipe: one line per item."""
    click.echo(
        "".join(f"{item.handle}\t{item.when or ''}\t{_first_line(item)}\n" for item in items), nl=False
    )


def print_entries(items: Sequence[Item], names: Names, today: date, *, empty: str) -> None:
    """Print a list at a terminal: dates in a margin, and links dimmed below."""
    if not items:
        click.echo(empty)
    else:
        width = terminal_width()
        print_paged([line for item in items for line in _entry_lines(item, names, width, today)])


def _first_line(item: Item) -> str:
    outcome = read_field(item, "outcome")
    return visible_text(f"{item.text} -> {outcome}" if outcome else item.text).replace("\t", " ")


def _entry_lines(item: Item, names: Names, width: int, today: date) -> Iterator[str]:
    """Yield an item's lines: its date in the margin, its words, and dimmed below them its links."""
    margin = _DATE_WIDTH if item.is_dated else 2
    room = max(width - margin - 1, 24)
    date_text = str(item.when or "undated") if item.is_dated else ""
    gap = " " * (margin - cell_width(date_text)) if item.is_dated else ""
    first, *continuation = wrap_words(_first_line(item), room)
    yield click.style(date_text + gap, dim=True) + first
    yield from (" " * margin + line for line in continuation)
    for line in wrap_words(visible_text(" · ".join(_details(item, names, today))), room):
        yield " " * margin + click.style(line, dim=True)


def _details(item: Item, names: Names, today: date) -> Iterator[str]:
    """Yield the handle, what the item's fields say in a word, and what it is linked to."""
    yield f"^{item.handle}"
    yield from filter(None, [describe_mark(item)])
    if isinstance(item, Evidence):
        yield from filter(None, (item.scope, read_field(item, "kind"), "strong" if item.strong else ""))
        from vividmap.core.entry_results import result_in_text

        result = result_in_text(item)
        yield from [f"read as result: {result.text}"] if result and result.text != item.text else []
    if isinstance(item, Evidence | SkillEntry) and item.project:
        yield f"+{item.project}"
    if isinstance(item, SkillEntry) and item.category:
        yield item.category
    if isinstance(item, Person):
        position = item.position(today)
        yield from filter(None, (position.height, position.part, position.employer, *item.trust_marks))
    parent = names.get(item.parent) if item.parent else None
    if parent is not None:
        yield f"{parent.kind}: {parent.text}"
    yield from filter(None, (read_field(item, "state"),))
    yield from dict.fromkeys(_mention_text(mention, names) for mention in item.mentions)
    unread_date = read_field(item, "date as written")
    if unread_date:
        yield f"date not understood: {unread_date!r}"


def _mention_text(mention: Mention, names: Names) -> str:
    token = names.token(mention.target) if mention.target is not None else None
    sign = MENTION_SIGNS.get(mention.sort, f"{mention.sort} ")
    return f"{sign}{token or mention.name}" + ("" if mention.target else " (not linked)")


def item_in_full(item: Item, children: Sequence[Item], names: Names, linking: Sequence[Item]) -> str:
    """Return one item with all its fields, the items below it, and the items that mention it."""
    from vividmap.core import when
    from vividmap.core.entry_results import result_in_text
    from vividmap.formats.document.write import write_item

    text = write_item(item, Record((item, *children, *_other_items(names, item, children)))).rstrip("\n")
    kind_line = f"{item.kind}, {when.describe_when(item.when)}" if item.is_dated else item.kind
    result = result_in_text(item) if isinstance(item, Evidence) else None
    edited = f", edited {item.edited_at:%Y-%m-%d %H:%M} UTC" if item.edited_at != item.created_at else ""
    lines = [text.removeprefix("- "), ""]
    if result is not None:
        lines += [
            f"read as result: {result.text}",
            f"  (to correct it: vividmap edit {item.handle} --result TEXT, or --result none)",
        ]
    lines += [kind_line, f"added {item.created_at:%Y-%m-%d %H:%M} UTC{edited}"]
    if mark_of(item).words:
        lines += [f"held back: {describe_mark(item)}", f"  (to open it: vividmap edit {item.handle} --open)"]
    if linking:
        lines += ["", "Mentioned in:"]
        lines += [f"  {source.when or ''!s:<12} {source.text} ^{source.handle}" for source in linking]
    return "\n".join(lines)


def _other_items(names: Names, item: Item, children: Sequence[Item]) -> Iterable[Item]:
    present = {item.id, *(child.id for child in children)}
    return (candidate for candidate in names.items() if candidate.id not in present)
