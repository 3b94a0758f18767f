"""An author's résumé in Markdown → JSON Resume (version 1 of the schema), which many themes render.

The text is the author's own. It is mapped like this:

| Markdown                                     | JSON Resume                               |
|----------------------------------------------|-------------------------------------------|
| before any `##`; below Summary, Profile, About | `basics.summary`                        |
| below Experience; below a `###` that is a role | an item of `work`                       |
| below Skills, Education, Projects              | an item of `skills`, `education` …      |
| below any other `##`                           | an item of `projects` with that name    |

A `###` names the item, and the text below it gives its highlights; without a `###`, each line is an item of
skills or education. The dates, title and employer of a role come from the profile. Nothing is left out: every
list item, paragraph and table cell is included as plain text, without the marks that refer to entries.
"""

import json
import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field
from datetime import date
from functools import cache
from typing import TYPE_CHECKING, Any, NamedTuple

from vividmap.core.packets.draft_text import remove_marks
from vividmap.core.packets.job_search.work_history import resume_roles, role_heading
from vividmap.core.positions import Role
from vividmap.core.record import Profile
from vividmap.core.text import fold
from vividmap.formats.packet import without_notes

if TYPE_CHECKING:
    from markdown_it import MarkdownIt
    from markdown_it.token import Token


class _ResumeKind(NamedTuple):
    """A section of a JSON Resume: its key, the keys of an item's name and lines.

    `is_repeated`: without a `###`, each line is an item.
    """

    part: str
    name: str
    lines: str
    is_repeated: bool = False


_WORK = _ResumeKind("work", "name", "highlights")
_PROJECTS = _ResumeKind("projects", "name", "highlights")
_KINDS = {
    "experience": _WORK,
    "work": _WORK,
    "work experience": _WORK,
    "skills": _ResumeKind("skills", "name", "keywords", is_repeated=True),
    "education": _ResumeKind("education", "institution", "courses", is_repeated=True),
}
_SUMMARY = ("", "summary", "profile", "about")
_DATE = re.compile(r"[12]\d{3}-\d\d-\d\d")


@dataclass(slots=True)
class _ResumeBlock:
    """The text below one heading: the section's title, the heading's own title, and the lines."""

    section: str
    title: str = ""
    lines: list[str] = field(default_factory=list)


def json_resume(text: str, profile: Profile) -> str:
    """Return a résumé's Markdown as indented JSON Resume; name and roles come from the profile."""
    return json.dumps(plain(text, profile), ensure_ascii=False, indent=2) + "\n"


def plain(text: str, profile: Profile) -> dict[str, Any]:
    """Return a résumé's Markdown as the JSON values of JSON Resume."""
    values: dict[str, Any] = {}
    summary: list[str] = []
    for block in _blocks(text):
        if fold(block.section) in _SUMMARY and not block.title:
            summary += block.lines
            continue
        role = _role(block.title, profile)
        kind = _WORK if role else _KINDS.get(fold(block.section), _PROJECTS)
        values.setdefault(kind.part, []).extend(_items(block, kind, role))
    return {
        "basics": _basics(profile, "\n".join(summary)),
        **{part: value for part, value in values.items() if value},
    }


def _items(block: _ResumeBlock, kind: _ResumeKind, role: Role | None) -> Iterator[dict[str, Any]]:
    if kind.is_repeated and not block.title:
        yield from ({kind.name: line} for line in block.lines)
        return
    name = block.title or ("" if kind is _WORK else block.section)
    item: dict[str, Any] = {**_work(role)} if role else {kind.name: name} if name else {}
    if block.lines:
        item[kind.lines] = block.lines
    if item and (block.title or block.lines):
        yield item


def _work(role: Role) -> dict[str, Any]:
    resume = {
        "name": role.employer,
        "position": role.title,
        "startDate": _date(role.since),
        "endDate": _date(role.until),
    }
    return {name: value for name, value in resume.items() if value}


def _date(day: date | None) -> str:
    """Return a date in ISO 8601; "" for none, and for years outside the schema's 1000 to 2999."""
    iso_day = day.isoformat() if day else ""
    return iso_day if _DATE.fullmatch(iso_day) else ""


def _basics(profile: Profile, summary: str) -> dict[str, str]:
    known_roles = resume_roles(profile)
    label = (known_roles[0].title if known_roles else "") or profile.level
    basics = {"name": profile.text, "label": label, "summary": summary}
    return {name: value for name, value in basics.items() if value}


def _role(title: str, profile: Profile) -> Role | None:
    """Return the role that a heading names: in the drafted form, or by both its title and its employer."""
    folded_title = fold(title)
    known_roles = resume_roles(profile)
    exact = next((role for role in known_roles if title and role_heading(role) == title), None)
    return exact or next(
        (
            known_role
            for known_role in known_roles
            if known_role.title
            and known_role.employer
            and _has_all((known_role.title, known_role.employer), folded_title)
        ),
        None,
    )


def _has_all(parts: Sequence[str], text: str) -> bool:
    return all(re.search(rf"(?<!\w){re.escape(fold(part))}(?!\w)", text) for part in parts)


def _blocks(text: str) -> list[_ResumeBlock]:
    """Return the blocks of a Markdown text, without the document's title (a `#` on top)."""
    blocks = [_ResumeBlock("")]
    depth = ""
    for place, token in enumerate(_markdown().parse(remove_marks(without_notes(text)))):
        if token.type == "heading_open":
            depth = token.tag if place or token.tag != "h1" else "title"
        elif token.type == "heading_close":
            depth = ""
        elif depth in ("h1", "h2"):
            blocks.append(_ResumeBlock(_token_text(token)))
        elif depth in ("h3", "h4", "h5", "h6"):
            blocks.append(_ResumeBlock(blocks[-1].section, _token_text(token)))
        elif not depth and (line := _token_text(token)):
            blocks[-1].lines.append(line)
    return blocks


def _token_text(token: "Token") -> str:
    """Return the plain text of a line, or of a block of code or HTML."""
    if token.children is None:
        return token.content.strip()
    parts: list[str] = []
    address = ""
    for child in token.children:
        if child.type == "link_open":
            address = str(child.attrs["href"])
        elif child.type == "link_close":
            parts += [f" ({address})"] if address and [address] != parts[-1:] else []
        elif child.type in ("softbreak", "hardbreak"):
            parts.append(" ")
        else:
            parts.append(child.content)
    return "".join(parts).strip()


@cache
def _markdown() -> "MarkdownIt":
    from markdown_it import MarkdownIt  # noqa: PLC0415 - takes 30 ms

    return MarkdownIt("commonmark").enable(["strikethrough", "table"])
