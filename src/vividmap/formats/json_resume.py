"""An author's résumé in Markdown → JSON Resume (version 1 of the schema), which many themes render.

The text is the author's own. It is mapped like this:

| Markdown                                     | JSON Resume                               |
|----------------------------------------------|-------------------------------------------|
| before any `##`; below Summary, Profile, About | `basics.summary`                        |
| below Experience; below a `###` that is a role | an item of `work`                       |
| below Earlier roles: a line that is a role     | an item of `work`                       |
| below Skills, Education, Certifications, Languages, Projects | an item of `skills`, `education` … |
| below any other `##`                           | an item of `projects` with that name    |

A `###` names the item, and the text below it gives its highlights; without a `###`, each line is an item of
skills ("Data: Kafka, Redis" with keywords) or education ("degree, institution, years"). Name, contact, and
the dates, title and employer of a role come from the profile. Nothing else is left out: every list item,
paragraph and table cell is included as plain text, without the marks that refer to entries. `basics` always
has a location and profiles, which some themes read without asking.
"""

import json
import re
from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass, field
from datetime import date
from functools import cache
from typing import TYPE_CHECKING, Any, NamedTuple

from vividmap.core.confidential_names import ConfidentialNames
from vividmap.core.packets.draft_text import remove_marks
from vividmap.core.packets.job_search.profile_sections import headline
from vividmap.core.packets.job_search.work_history import resume_roles, role_heading
from vividmap.core.positions import Role
from vividmap.core.record import Profile, Record
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
    "certifications": _ResumeKind("certificates", "name", "", is_repeated=True),
    "languages": _ResumeKind("languages", "language", "", is_repeated=True),
}
_EARLIER = "earlier roles"
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
    head = {*headline(Record((profile,)), "").splitlines()}
    blocks = _blocks(text)
    blocks[0].lines = [line for line in blocks[0].lines if line not in head]
    for block in blocks:
        if fold(block.section) in _SUMMARY and not block.title:
            summary += block.lines
            continue
        if fold(block.section) == _EARLIER and not block.title:
            values.setdefault("work", []).extend(_earlier_role(line, profile) for line in block.lines)
            continue
        role = _role(block.title, profile)
        kind = _WORK if role else _KINDS.get(fold(block.section), _PROJECTS)
        values.setdefault(kind.part, []).extend(_items(block, kind, role))
    return {
        "basics": _basics(profile, "\n".join(summary)),
        **{part: value for part, value in values.items() if value},
    }


def _items(block: _ResumeBlock, kind: _ResumeKind, role: Role | None) -> Iterator[dict[str, Any]]:
    if kind.is_repeated and (not block.title or not kind.lines):
        lines = [line for line in (block.title, *block.lines) if line]
        yield from (_LINE_ITEMS.get(kind.part, _named(kind.name))(line) for line in lines)
        return
    name = block.title or ("" if kind is _WORK else block.section)
    item: dict[str, Any] = {**_work(role)} if role else {kind.name: name} if name else {}
    if block.lines:
        item[kind.lines] = block.lines
    if item and (block.title or block.lines):
        yield item


def _earlier_role(line: str, profile: Profile) -> dict[str, Any]:
    role = _role(line, profile)
    return _work(role) if role else {"name": line}


def _named(key: str) -> Callable[[str], dict[str, Any]]:
    return lambda line: {key: line}


def _skill(line: str) -> dict[str, Any]:
    """Return a group of skills: "Data: Kafka, Redis"; a line without a colon is one skill."""
    name, colon, names = line.partition(": ")
    keywords = [keyword.strip() for keyword in names.split(", ") if keyword.strip()]
    return {"name": name, "keywords": keywords} if colon and name.strip() and keywords else {"name": line}


_YEARS = re.compile(r"(?P<start>[12]\d{3})(?:\s*[-–—]\s*(?P<end>[12]\d{3}))?")


def _education(line: str) -> dict[str, Any]:
    """Return a degree: "MSc Computer Science, University of Porto, 2009 – 2014"; else an institution."""
    area, *rest = line.split(", ")
    years = _YEARS.fullmatch(rest[-1].strip()) if rest else None
    institution = ", ".join(rest[:-1] if years else rest)
    if not area.strip() or not institution:
        return {"institution": line}
    first, last = (years["start"], years["end"]) if years else ("", "")
    dates = {"startDate": first, "endDate": last} if last else {"endDate": first}
    return {"institution": institution, "area": area} | {key: year for key, year in dates.items() if year}


_FLUENCY = re.compile(r"(?P<language>[^()]*[^()\s])\s*+\((?P<fluency>[^()]+)\)")


def _language(line: str) -> dict[str, Any]:
    match = _FLUENCY.fullmatch(line)
    return dict(match.groupdict()) if match else {"language": line}


_LINE_ITEMS: dict[str, Callable[[str], dict[str, Any]]] = {
    "skills": _skill,
    "education": _education,
    "languages": _language,
}


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


def _basics(profile: Profile, summary: str) -> dict[str, Any]:
    names = ConfidentialNames(profile.confidential)
    known_roles = resume_roles(profile)
    label = (known_roles[0].title if known_roles else "") or profile.level
    links = [link for link in profile.links if not names.is_in(link)]
    texts = {
        "name": profile.text,
        "label": label,
        "email": profile.email if _EMAIL.fullmatch(profile.email) else "",
        "phone": profile.phone,
        "url": next((link for link in links if _is_address(link)), ""),
        "summary": summary,
    }
    return {
        **{name: value for name, value in texts.items() if value},
        "location": {"city": profile.place} if profile.place else {},
        "profiles": [_profile(link) for link in links if _is_address(link)],
    }


_EMAIL = re.compile(r"[\w.+-]+@[\w-]+(?:\.[\w-]+)+", re.ASCII)
_ADDRESS = re.compile(r"https?://(?:www\.)?(?P<host>[\w-]+(?:\.[\w-]+)+)(?:/(?P<path>[\w./~%-]*))?", re.ASCII)


def _is_address(link: str) -> bool:
    return bool(_ADDRESS.fullmatch(link))


def _profile(link: str) -> dict[str, str]:
    """Return a link as a profile of a network: "github.com/maya" is "maya" at GitHub."""
    match = _ADDRESS.fullmatch(link)
    host, path = (match["host"], match["path"]) if match else (link, "")
    username = (path or "").rstrip("/").rpartition("/")[2]
    profile = {"network": host.split(".")[-2].capitalize(), "username": username, "url": link}
    return {name: value for name, value in profile.items() if value}


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
