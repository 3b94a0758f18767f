"""Items as text: for a person in a terminal, for a program as plain lines."""

import shutil
import sys
from collections.abc import Iterable, Sequence
from datetime import date
from uuid import UUID

import click

from vividmap.cli.session import visible
from vividmap.core.names import Names
from vividmap.core.record import SIGN, Evidence, Item, MentionSort, Person, Record, SkillEntry
from vividmap.core.when import say

_DATE = 22


def plain(items: Sequence[Item]) -> None:
    """Print a list for a program: `handle TAB date TAB text` lines."""
    click.echo("".join(f"{item.handle}\t{item.when or ''}\t{_line(item)}\n" for item in items), nl=False)


def listing(items: Sequence[Item], names: Names, day: date, nothing: str) -> None:
    """Print a list for a person: the date in a gutter, the words, and dim beneath what they are tied to."""
    if not items:
        click.echo(nothing)
        return
    width = min(shutil.get_terminal_size().columns, 110)
    paged([line for item in items for line in _entry(item, names, width, day)])


def fitted(text: str, *, hanging: int = 2) -> list[str]:
    """Return the lines of a text, wrapped to the terminal and hanging; as it is for a program."""
    if not sys.stdout.isatty():
        return text.split("\n")
    width = min(shutil.get_terminal_size().columns, 110) - 1
    return [piece for line in text.split("\n") for piece in _hanging(visible(line), width, hanging)]


def _hanging(line: str, width: int, more: int) -> list[str]:
    words = line.lstrip(" ")
    indent = len(line) - len(words)
    first, *rest = _wrap(words, max(width - indent - more, 24))
    return [" " * indent + first, *(" " * (indent + more) + piece for piece in rest)]


def paged(lines: Sequence[str]) -> None:
    """Print lines to a person, with a pager when they are more than the screen."""
    text = "\n".join(lines)
    if sys.stdout.isatty() and len(lines) >= shutil.get_terminal_size().lines:
        click.echo_via_pager(text + "\n")
    else:
        click.echo(text)


def _line(item: Item) -> str:
    outcome = getattr(item, "outcome", "")
    said = f"{item.text} -> {outcome}" if outcome else item.text
    return visible(said).replace("\t", " ")


def _entry(item: Item, names: Names, width: int, day: date) -> Iterable[str]:
    """Yield an item's lines: the date in a gutter, its words, and small beneath them what it is tied to."""
    margin = _DATE if item.dated else 2
    room = max(width - margin - 1, 24)
    wrapped = _wrap(_line(item), room)
    date_or_none = f"{item.when or 'undated'!s:<{_DATE}}" if item.dated else ""
    yield click.style(date_or_none, dim=True) + wrapped[0]
    yield from (" " * margin + line for line in wrapped[1:])
    for line in _wrap(visible(" · ".join(_ties(item, names, day))), room):
        yield " " * margin + click.style(line, dim=True)


def _ties(item: Item, names: Names, day: date) -> Iterable[str]:
    yield f"^{item.handle}"
    if isinstance(item, Evidence):
        yield from (part for part in (item.scope, item.what, "strong" if item.strong else "") if part)
    if isinstance(item, SkillEntry) and item.what:
        yield item.what
    if isinstance(item, Person):
        position = item.position(day)
        yield from (part for part in (position.height, position.part, position.employer, *item.real) if part)
    above = names.get(item.parent) if item.parent else None
    if above is not None:
        yield f"{above.kind}: {above.text}"
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
    edited = f", edited {item.edited_at:%Y-%m-%d %H:%M} UTC" if item.edited_at != item.created_at else ""
    lines.append(f"made {item.created_at:%Y-%m-%d %H:%M} UTC{edited}")
    if linking:
        lines += ["", "Mentioned in:"]
        lines += [f"  {one.when or ''!s:<12} {one.text} ^{one.handle}" for one in linking]
    return "\n".join(lines)


def _named(names: Names, item: Item, beneath: Sequence[Item]) -> Iterable[Item]:
    here = {item.id, *(one.id for one in beneath)}
    return (one for one in names.items() if one.id not in here)
