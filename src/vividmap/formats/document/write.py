"""A record → the running document."""

from collections.abc import Callable, Iterable, Iterator
from datetime import date
from itertools import groupby

from vividmap.core import when
from vividmap.core.names import Names
from vividmap.core.record import (
    MENTION_SIGNS,
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
from vividmap.core.shorthand import NameMark, ParsedLine, write_line
from vividmap.core.text import fold
from vividmap.formats.document import BASE, INDENT, MARKER, ORPHANS, SECTIONS, SKILLS
from vividmap.formats.document.marks import escape_line

_GAP = "gap: "
"""The prefix of a gap below a goal; lines without it are updates."""


def write(record: Record) -> str:
    """Return the whole record as one Markdown text that ends in a newline.

    Records with the same contents give the same text: items are sorted by date, then by creation.
    """
    return _with_front(record, "", _sections(record))


def write_marked(record: Record, mark: Callable[[str], str]) -> str:
    """Return the same with a mark of what it was written from; `mark` makes it from the unmarked text."""
    sections = _sections(record)
    return _with_front(record, mark(_with_front(record, "", sections)), sections)


def _sections(record: Record) -> str:
    names = Names(record.items)
    lines: list[str] = []
    for title, kind in SECTIONS.items():
        lines += ["", f"# {title}", *_section(kind, record, names)]
    return "\n".join(lines) + "\n"


def _with_front(record: Record, base: str, sections: str) -> str:
    return "\n".join((*_front(record.profile, base), sections))


def write_part(part: Record, names: Names) -> str:
    """Return a part of a record as it appears in the document, without the profile and empty sections.

    `names` are those of the whole record, so that each line is the same as in the whole document.
    """
    lines: list[str] = []
    for title, kind in SECTIONS.items():
        if section := _section(kind, part, names):
            lines += ["", f"# {title}", *section]
    return "\n".join(lines[1:]) + "\n"


def _section(kind: type[Item], record: Record, names: Names) -> list[str]:
    lines: list[str] = []
    if kind in (Evidence, SkillEntry):
        for heading, items in _by_month(record.items_of(kind)):
            lines += ["", f"## {heading}", "", *_list(items, record, names)]
    if kind is SkillEntry and record.items_of(Skill):
        lines += ["", f"## {SKILLS}", "", *_list(by_name(record.items_of(Skill)), record, names)]
    if kind is Person and record.items_of(Person):
        lines += ["", *_list(by_name(record.items_of(Person)), record, names)]
    orphans = (
        [touchpoint for touchpoint in record.items_of(Touchpoint) if touchpoint.parent is None]
        if kind is Person
        else []
    )
    if orphans:
        lines += ["", f"## {ORPHANS}", "", *_list(newest_first(orphans), record, names)]
    if kind is Goal and record.items_of(Goal):
        lines += ["", *_list(by_birth(record.items_of(Goal)), record, names)]
    return lines


def write_item(item: Item, record: Record) -> str:
    """Return one item and its child items as they appear in the document."""
    return "\n".join(_item(item, record, Names(record.items), "")) + "\n"


def write_entry(item: Item, names: Names) -> str:
    """Return one item without its child items, in the form that `read_entry` reads."""
    first, *below = _alone(item, names, "")
    line = first.removeprefix("- ")
    line = line.removeprefix(_GAP) if isinstance(item, Gap) else line
    return "\n".join([line, *(text.removeprefix(INDENT) for text in below)]) + "\n"


def _front(profile: Profile, base: str) -> Iterator[str]:
    yield "---"
    yield MARKER
    if profile.text:
        yield f"name: {profile.text}"
    yield from _fields(profile)
    if base:
        yield f"{BASE}: {base}"
    yield "---"


def _by_month(items: Iterable[Item]) -> Iterator[tuple[str, list[Item]]]:
    for heading, group in groupby(newest_first(items), key=_heading):
        yield heading, list(group)


def _heading(item: Item) -> str:
    return when.month_name(item.when.last) if item.when else "Undated"


def newest_first(items: Iterable[Item]) -> list[Item]:
    """Return items from the newest to the oldest, undated ones last."""

    def key(item: Item) -> tuple[date, date, object, int]:
        first, last = (item.when.first, item.when.last) if item.when else (date.min, date.min)
        return last, first, item.created_at, item.id.int

    items = list(items)
    dated_items = sorted((item for item in items if item.when), key=key, reverse=True)
    return dated_items + sorted((item for item in items if not item.when), key=key, reverse=True)


def by_name(items: Iterable[Item]) -> list[Item]:
    """Return items sorted by name, ignoring case and accents."""
    return sorted(items, key=lambda item: (fold(item.text), item.text, item.handle))


def by_birth(items: Iterable[Item]) -> list[Item]:
    """Return items in the order of creation."""
    return sorted(items, key=lambda item: (item.created_at, item.id.int))


def _list(items: Iterable[Item], record: Record, names: Names, indent: str = "") -> list[str]:
    lines: list[str] = []
    last: list[str] = []
    for item in items:
        item_lines = _item(item, record, names, indent)
        if lines and ("" in item_lines or "" in last) and lines[-1] != "":
            lines.append("")
        lines += item_lines
        last = item_lines
    return lines


def _item(item: Item, record: Record, names: Names, indent: str) -> list[str]:
    lines = _alone(item, names, indent)
    children = record.children.get(item.id)
    if children:
        updates = newest_first(child for child in children if child.is_dated)
        gaps = by_birth(child for child in children if isinstance(child, Gap))
        lines += ["", *_list([*updates, *gaps], record, names, indent + INDENT)]
    return lines


def _alone(item: Item, names: Names, indent: str) -> list[str]:
    """Return an item's own lines: its first line, its fields, its free text."""
    inner = indent + INDENT
    line, below = _line(item, names)
    lines = [f"{indent}- {line}"]
    lines += [inner + line for line in (*_fields(item), *below)]
    if item.body:
        lines.append("")
        lines += [inner + text if text else "" for text in _body(item).split("\n")]
    return lines


def _body(item: Item) -> str:
    """Return the free text; lines that would be read as child items or as marks get a backslash."""
    has_children = isinstance(item, Person | Goal | Gap)
    return "\n".join(
        f"\\{line}" if has_children and line.lstrip("\\").startswith("- ") else escape_line(line)
        for line in item.body.split("\n")
    )


def _line(item: Item, names: Names) -> tuple[str, list[str]]:
    """Return the item's first line, and lines below it for the mentions that do not fit into it."""
    mentions = list(dict.fromkeys(_mention_as_named(mention, names) for mention in item.mentions))
    if not item.is_dated:
        prefix = _GAP if isinstance(item, Gap) else ""
        return f"{prefix}{item.text} ^{item.handle}", [_mention_line(mention, item) for mention in mentions]
    outcome, scope = (item.outcome, item.scope) if isinstance(item, Evidence) else ("", "")
    line_values = ParsedLine(
        item.text,
        outcome,
        scope,
        item.when,
        item.when is None,
        tuple(mentions),
        item.handle,
        project=item.project if isinstance(item, Evidence | SkillEntry) else "",
    )
    line, more_lines = write_line(line_values, type(item))
    below = [f"outcome: {more_lines.outcome}"] if more_lines.outcome else []
    below += [f"project: {more_lines.project}"] if more_lines.project else []
    return line, below + [_mention_line(mention, item) for mention in more_lines.mentions]


def _mention_as_named(mention: Mention, names: Names) -> NameMark:
    """Return the name to write for a mention. A pending name that would resolve is marked as pending."""
    token = names.token(mention.target) if mention.target else None
    if token is not None:
        return NameMark(mention.sort, token, mention.shown_on)
    is_unlinked = mention.sort == "skill" or names.resolve(mention.sort, mention.name) is not None
    return NameMark(mention.sort, mention.name, mention.shown_on, is_unlinked)


def _mention_line(mention: NameMark, item: Item) -> str:
    name = f"{MENTION_SIGNS.get(mention.sort, '')}{mention.name}"
    if mention.sort == "surfaced":
        last_word = mention.name.rpartition(" ")[2]
        date_word = "undated" if last_word == "undated" or when.parse_when(last_word) else ""
        name = f"@{mention.name} {mention.shown_on or date_word}".rstrip()
    if mention.is_pending:
        label = "unlinked"
        name = name if mention.sort in MENTION_SIGNS else f"{mention.sort} {name}"
    elif mention.sort in ("surfaced", "criterion"):
        label = mention.sort
    else:
        label = "serves" if isinstance(item, Skill) else "mention"
    return f"{label}: {name}"


_IN_LINE = ("outcome", "scope", "project")
"""Fields that an entry's line has as a mark."""


def _fields(item: Item) -> Iterator[str]:
    for name, spec in specs(item.kind).items():
        # Most fields are empty, and an empty field has no line.
        if name not in _IN_LINE and (value := getattr(item, name)):
            yield from spec.lines(value)
