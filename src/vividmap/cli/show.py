"""Items as text: for a person in a terminal, for a program as plain lines."""

import shutil
import sys
from collections.abc import Iterable, Sequence
from datetime import date
from uuid import UUID

import click

from vividmap.core.names import Names
from vividmap.core.record import SIGN, Evidence, Item, MentionSort, Person, Record, SkillEntry
from vividmap.core.when import say

_DATE = 22


def plain(items: Sequence[Item]) -> None:
    """Print a list for a program: `handle TAB date TAB text` lines."""
    click.echo("".join(f"{item.handle}\t{item.when or ''}\t{_line(item)}\n" for item in items), nl=False)


def listing(items: Sequence[Item], names: Names, day: date) -> None:
    """Print a list for a person: the date in a gutter, the words, and dim beneath what they are tied to."""
    if not items:
        click.echo("Nothing here yet.")
        return
    width = min(shutil.get_terminal_size().columns, 110)
    paged([line for item in items for line in _entry(item, names, width, day)])


def paged(lines: Sequence[str]) -> None:
    """Print lines to a person, with a pager when they are more than the screen."""
    text = "\n".join(lines)
    if sys.stdout.isatty() and len(lines) >= shutil.get_terminal_size().lines:
        click.echo_via_pager(text + "\n", color=True)
    else:
        click.echo(text)


def _line(item: Item) -> str:
    outcome = getattr(item, "outcome", "")
    return f"{item.text} -> {outcome}" if outcome else item.text


def _entry(item: Item, names: Names, width: int, day: date) -> Iterable[str]:
    """Yield an item's lines: the date in a gutter, its words, and small beneath them what it is tied to."""
    gutter = f"{_date(item):<{_DATE}}"
    room = max(width - _DATE - 1, 24)
    wrapped = _wrap(_line(item), room)
    yield click.style(gutter, dim=True) + wrapped[0]
    yield from (" " * _DATE + line for line in wrapped[1:])
    for line in _wrap(" · ".join(_ties(item, names, day)), room):
        yield " " * _DATE + click.style(line, dim=True)


def _date(item: Item) -> str:
    return str(item.when or "") if item.dated else ""


def _ties(item: Item, names: Names, day: date) -> Iterable[str]:
    yield f"^{item.handle}"
    if isinstance(item, Evidence):
        yield from (part for part in (item.scope, item.what, "strong" if item.strong else "") if part)
    if isinstance(item, SkillEntry) and item.what:
        yield item.what
    if isinstance(item, Person):
        position = item.position(day)
        yield from (part for part in (position.height, position.part, position.employer, *item.real) if part)
    state = getattr(item, "state", "")
    if state:
        yield state
    yield from dict.fromkeys(_said(one.sort, one.target, one.written, names) for one in item.mentions)
    unread = getattr(item, "date_as_written", "")
    if unread:
        yield f"date not understood: {unread!r}"


def _said(sort: MentionSort, target: UUID | None, written: str, names: Names) -> str:
    token = names.token(target) if target is not None else None
    return f"{SIGN.get(sort, f'{sort} ')}{token or written}" + ("" if target else " (not linked)")


def _wrap(text: str, room: int) -> list[str]:
    """Wrap by what a terminal shows: wide characters count two."""
    lines, line, used = [], "", 0
    for word in text.split(" "):
        size = _cells(word)
        if line and used + 1 + size > room:
            lines.append(line)
            line, used = word, size
        else:
            line, used = (f"{line} {word}", used + 1 + size) if line else (word, size)
    return [*lines, line] if line or not lines else lines


def _cells(text: str) -> int:
    from unicodedata import category, east_asian_width

    return sum(0 if category(c) in ("Mn", "Me", "Cf") else 1 + (east_asian_width(c) in "WF") for c in text)


def whole(item: Item, beneath: Sequence[Item], names: Names, linking: Sequence[Item]) -> str:
    """Return one item with all it says, what stands beneath it and what mentions it."""
    from vividmap.formats.document.write import write_item

    text = write_item(item, Record((item, *beneath, *_named(names, item, beneath)))).rstrip("\n")
    lines = [text.removeprefix("- "), ""]
    lines.append(f"{item.kind}, {say(item.when)}" if item.dated else item.kind)
    lines.append(f"made {item.created_at:%Y-%m-%d %H:%M} UTC, edited {item.edited_at:%Y-%m-%d %H:%M} UTC")
    if linking:
        lines += ["", "Mentioned in:"]
        lines += [f"  {one.when or '':<12} {one.text} ^{one.handle}" for one in linking]
    return "\n".join(lines)


def _named(names: Names, item: Item, beneath: Sequence[Item]) -> Iterable[Item]:
    here = {item.id, *(one.id for one in beneath)}
    return (one for one in names.items() if one.id not in here)
