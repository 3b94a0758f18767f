"""An author's résumé, in Markdown → JSON Resume (the schema's version 1), which many themes show.

What leaves is the author's own text. Of the Markdown

| what stands              | becomes                                                     |
|--------------------------|-------------------------------------------------------------|
| before any `##`, and under Summary, Profile, About | `basics.summary`                  |
| under Experience, and under a `###` that is a role | an item of `work`                 |
| under Skills, Education, Projects                  | an item of `skills` …             |
| under any other `##`                               | an item of `projects`, so named   |

A `###` names the item and what stands beneath are its highlights; without a `###`, each line is an item of
skills or education. The dates, the title and the employer of a role are the profile's. Nothing is left out:
every item of a list, paragraph and cell of a table is there, as plain text, without the marks that name
entries.
"""

import json
import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field
from datetime import date
from functools import cache
from typing import TYPE_CHECKING, Any, NamedTuple

from vividmap.core.packets.kept.drafts import unmarked
from vividmap.core.packets.parts.work_history import heading, roles
from vividmap.core.places import Role
from vividmap.core.record import Profile
from vividmap.core.text import fold
from vividmap.formats.packet import without_notes

if TYPE_CHECKING:
    from markdown_it import MarkdownIt
    from markdown_it.token import Token


class _Kind(NamedTuple):
    """A part of a JSON Resume: how its items are named, where their lines are, whether each is an item."""

    part: str
    name: str
    lines: str
    each: bool = False


_WORK = _Kind("work", "name", "highlights")
_OTHER = _Kind("projects", "name", "highlights")
_KINDS = {
    "experience": _WORK,
    "work": _WORK,
    "work experience": _WORK,
    "skills": _Kind("skills", "name", "keywords", each=True),
    "education": _Kind("education", "institution", "courses", each=True),
}
_SUMMARY = ("", "summary", "profile", "about")
_DATE = re.compile(r"[12]\d{3}-\d\d-\d\d")


@dataclass(slots=True)
class _Block:
    """What stands beneath one heading: the section's title, the heading's own, and the lines."""

    section: str
    title: str = ""
    lines: list[str] = field(default_factory=list)


def json_resume(text: str, profile: Profile) -> str:
    """Return a résumé's Markdown as JSON Resume, indented; the profile says the name and the roles."""
    return json.dumps(plain(text, profile), ensure_ascii=False, indent=2) + "\n"


def plain(text: str, profile: Profile) -> dict[str, Any]:
    """Return the same as JSON has it."""
    said: dict[str, Any] = {}
    summary: list[str] = []
    for block in _blocks(text):
        if fold(block.section) in _SUMMARY and not block.title:
            summary += block.lines
            continue
        role = _role(block.title, profile)
        kind = _WORK if role else _KINDS.get(fold(block.section), _OTHER)
        said.setdefault(kind.part, []).extend(_items(block, kind, role))
    return {
        "basics": _basics(profile, "\n".join(summary)),
        **{part: some for part, some in said.items() if some},
    }


def _items(block: _Block, kind: _Kind, role: Role | None) -> Iterator[dict[str, Any]]:
    if kind.each and not block.title:
        yield from ({kind.name: line} for line in block.lines)
        return
    name = block.title or ("" if kind is _WORK else block.section)
    item: dict[str, Any] = {**_work(role)} if role else {kind.name: name} if name else {}
    if block.lines:
        item[kind.lines] = block.lines
    if item and (block.title or block.lines):
        yield item


def _work(role: Role) -> dict[str, Any]:
    found = {
        "name": role.employer,
        "position": role.title,
        "startDate": _date(role.since),
        "endDate": _date(role.until),
    }
    return {name: value for name, value in found.items() if value}


def _date(day: date | None) -> str:
    """Return a day as the schema has it, which knows years from 1000 to 2999; "" for others."""
    said = day.isoformat() if day else ""
    return said if _DATE.fullmatch(said) else ""


def _basics(profile: Profile, summary: str) -> dict[str, str]:
    known = roles(profile)
    label = (known[0].title if known else "") or profile.level
    found = {"name": profile.text, "label": label, "summary": summary}
    return {name: value for name, value in found.items() if value}


def _role(title: str, profile: Profile) -> Role | None:
    """Return the role that a heading names: as it was drafted, or by both its title and its employer."""
    said = fold(title)
    known = roles(profile)
    exact = next((one for one in known if title and heading(one) == title), None)
    return exact or next(
        (one for one in known if one.title and one.employer and _all_in((one.title, one.employer), said)),
        None,
    )


def _all_in(parts: Sequence[str], said: str) -> bool:
    return all(re.search(rf"(?<!\w){re.escape(fold(part))}(?!\w)", said) for part in parts)


def _blocks(text: str) -> list[_Block]:
    """Return the blocks of a Markdown text; the title of the whole, a `#` before all else, is none."""
    found = [_Block("")]
    depth = ""
    for place, token in enumerate(_markdown().parse(unmarked(without_notes(text)))):
        if token.type == "heading_open":
            depth = token.tag if place or token.tag != "h1" else "title"
        elif token.type == "heading_close":
            depth = ""
        elif depth in ("h1", "h2"):
            found.append(_Block(_said(token)))
        elif depth in ("h3", "h4", "h5", "h6"):
            found.append(_Block(found[-1].section, _said(token)))
        elif not depth and (line := _said(token)):
            found[-1].lines.append(line)
    return found


def _said(token: "Token") -> str:
    """Return a line, or a block of code or HTML, as plain text."""
    if token.children is None:
        return token.content.strip()
    parts: list[str] = []
    address = ""
    for one in token.children:
        if one.type == "link_open":
            address = str(one.attrs["href"])
        elif one.type == "link_close":
            parts += [f" ({address})"] if address and [address] != parts[-1:] else []
        elif one.type in ("softbreak", "hardbreak"):
            parts.append(" ")
        else:
            parts.append(one.content)
    return "".join(parts).strip()


@cache
def _markdown() -> "MarkdownIt":
    from markdown_it import MarkdownIt  # noqa: PLC0415 - 30 ms, for those who need it

    return MarkdownIt("commonmark").enable(["strikethrough", "table"])
