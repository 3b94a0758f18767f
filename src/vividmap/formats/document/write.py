"""A record → the running document."""

from collections.abc import Iterable, Iterator
from datetime import date
from itertools import groupby

from vividmap.core import when
from vividmap.core.names import Names
from vividmap.core.record import (
    SIGN,
    Evidence,
    Gap,
    Goal,
    Item,
    Mention,
    Person,
    Profile,
    Record,
    Skill,
    SkillEntry,
    Touchpoint,
    specs,
)
from vividmap.core.shorthand import Line, Named, write_line
from vividmap.core.text import fold
from vividmap.formats.document import INDENT, MARKER, ORPHANS, SECTIONS, SKILLS

_GAP = "gap: "
"""What tells a gap's line from an update's, beneath a goal."""


def write(record: Record) -> str:
    """Return the whole record as one Markdown text that ends in a newline.

    Two records that say the same give the same text: order comes from dates, then from creation.
    """
    names = Names(record.items)
    lines = list(_front(record.profile))
    for title, kind in SECTIONS.items():
        lines += ["", f"# {title}", *_section(kind, record, names)]
    return "\n".join(lines) + "\n"


def write_part(part: Record, names: Names) -> str:
    """Return a part of a record as it stands in the document: no profile, and no section where nothing is.

    The names are those of the whole record, so that every line is what it is in the whole document.
    """
    lines: list[str] = []
    for title, kind in SECTIONS.items():
        if found := _section(kind, part, names):
            lines += ["", f"# {title}", *found]
    return "\n".join(lines[1:]) + "\n"


def _section(kind: type[Item], record: Record, names: Names) -> list[str]:
    lines: list[str] = []
    if kind in (Evidence, SkillEntry):
        for heading, items in _by_month(record.all(kind)):
            lines += ["", f"## {heading}", "", *_list(items, record, names)]
    if kind is SkillEntry and record.all(Skill):
        lines += ["", f"## {SKILLS}", "", *_list(by_name(record.all(Skill)), record, names)]
    if kind is Person and record.all(Person):
        lines += ["", *_list(by_name(record.all(Person)), record, names)]
    orphans = [one for one in record.all(Touchpoint) if one.parent is None] if kind is Person else []
    if orphans:
        lines += ["", f"## {ORPHANS}", "", *_list(newest_first(orphans), record, names)]
    if kind is Goal and record.all(Goal):
        lines += ["", *_list(by_birth(record.all(Goal)), record, names)]
    return lines


def write_item(item: Item, record: Record) -> str:
    """Return one item with what is beneath it, as it stands in the document."""
    return "\n".join(_item(item, record, Names(record.items), "")) + "\n"


def write_entry(item: Item, names: Names) -> str:
    """Return one item alone, without what is beneath it, as `read_entry` reads it."""
    first, *beneath = _alone(item, names, "")
    line = first.removeprefix("- ")
    line = line.removeprefix(_GAP) if isinstance(item, Gap) else line
    return "\n".join([line, *(text.removeprefix(INDENT) for text in beneath)]) + "\n"


def _front(profile: Profile) -> Iterator[str]:
    yield "---"
    yield MARKER
    if profile.text:
        yield f"name: {profile.text}"
    yield from _fields(profile)
    yield "---"


def _by_month(items: Iterable[Item]) -> Iterator[tuple[str, list[Item]]]:
    for heading, group in groupby(newest_first(items), key=_heading):
        yield heading, list(group)


def _heading(item: Item) -> str:
    return when.month_name(item.when.last) if item.when else "Undated"


def newest_first(items: Iterable[Item]) -> list[Item]:
    """Return dated items from the newest to the oldest, the undated last."""

    def key(item: Item) -> tuple[date, date, object, int]:
        first, last = (item.when.first, item.when.last) if item.when else (date.min, date.min)
        return last, first, item.created_at, item.id.int

    items = list(items)
    dated = sorted((item for item in items if item.when), key=key, reverse=True)
    return dated + sorted((item for item in items if not item.when), key=key, reverse=True)


def by_name(items: Iterable[Item]) -> list[Item]:
    """Return items in the order of the alphabet, whatever the case and the accents."""
    return sorted(items, key=lambda item: (fold(item.text), item.text, item.handle))


def by_birth(items: Iterable[Item]) -> list[Item]:
    """Return items in the order in which they were added."""
    return sorted(items, key=lambda item: (item.created_at, item.id.int))


def _list(items: Iterable[Item], record: Record, names: Names, indent: str = "") -> list[str]:
    lines: list[str] = []
    last: list[str] = []
    for item in items:
        written = _item(item, record, names, indent)
        if lines and ("" in written or "" in last) and lines[-1] != "":
            lines.append("")
        lines += written
        last = written
    return lines


def _item(item: Item, record: Record, names: Names, indent: str) -> list[str]:
    lines = _alone(item, names, indent)
    children = record.children.get(item.id)
    if children:
        updates = newest_first(one for one in children if one.dated)
        gaps = by_birth(one for one in children if isinstance(one, Gap))
        lines += ["", *_list([*updates, *gaps], record, names, indent + INDENT)]
    return lines


def _alone(item: Item, names: Names, indent: str) -> list[str]:
    """Return an item's own lines: the one that says it, its fields, its free text."""
    inner = indent + INDENT
    line, beneath = _line(item, names)
    lines = [f"{indent}- {line}"]
    lines += [inner + said for said in (*_fields(item), *beneath)]
    if item.body:
        lines.append("")
        lines += [inner + text if text else "" for text in _body(item).split("\n")]
    return lines


def _body(item: Item) -> str:
    """Return the free text; where lines with a hyphen are items of their own, a backslash keeps it text."""
    if not isinstance(item, Person | Goal | Gap):
        return item.body
    return "\n".join(
        f"\\{line}" if line.lstrip("\\").startswith("- ") else line for line in item.body.split("\n")
    )


def _line(item: Item, names: Names) -> tuple[str, list[str]]:
    """Return the item's line, and the lines beneath it for the names that cannot stand in it."""
    named = list(dict.fromkeys(_named(mention, names) for mention in item.mentions))
    if not item.dated:
        prefix = _GAP if isinstance(item, Gap) else ""
        return f"{prefix}{item.text} ^{item.handle}", [_mention_line(one, item) for one in named]
    outcome, scope = (item.outcome, item.scope) if isinstance(item, Evidence) else ("", "")
    said = Line(item.text, outcome, scope, item.when, item.when is None, tuple(named), item.handle)
    line, rest = write_line(said, type(item))
    beneath = [f"outcome: {rest.outcome}"] if rest.outcome else []
    return line, beneath + [_mention_line(one, item) for one in rest.mentions]


def _named(mention: Mention, names: Names) -> Named:
    """Return the name to write for a mention. A pending one that would be read as somebody is marked so."""
    token = names.token(mention.target) if mention.target else None
    if token is not None:
        return Named(mention.sort, token, mention.on)
    unlinked = mention.sort == "skill" or names.resolve(mention.sort, mention.written) is not None
    return Named(mention.sort, mention.written, mention.on, unlinked)


def _mention_line(named: Named, item: Item) -> str:
    said = f"{SIGN.get(named.sort, '')}{named.written}"
    if named.sort == "surfaced":
        last_word = named.written.rpartition(" ")[2]
        undated = "undated" if last_word == "undated" or when.read(last_word) else ""
        said = f"@{named.written} {named.on or undated}".rstrip()
    if named.unlinked:
        label = "unlinked"
        said = said if named.sort in SIGN else f"{named.sort} {said}"
    elif named.sort in ("surfaced", "criterion"):
        label = named.sort
    else:
        label = "serves" if isinstance(item, Skill) else "mention"
    return f"{label}: {said}"


def _fields(item: Item) -> Iterator[str]:
    for name, spec in specs(item.kind).items():
        # Most fields are empty, and what is empty has no line.
        if name not in ("outcome", "scope") and (value := getattr(item, name)):
            yield from spec.lines(value)
