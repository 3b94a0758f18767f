"""A person's name at the start of a line, and the details after it."""

import re
from collections.abc import Iterator
from typing import Any, NamedTuple

from vividmap.core.positions import Position
from vividmap.core.text import fold

_HEIGHT = {
    "report": "report",
    "direct report": "report",
    "peer": "peer",
    "manager": "manager",
    "my manager": "manager",
    "skip": "skip-level",
    "skip level": "skip-level",
    "skip-level": "skip-level",
    "above skip-level": "above skip-level",
    "other part": "other part",
    "outside": "outside",
    "external": "outside",
}
_SEGMENT_FIELDS = {"met": "how_we_met", "worked on": "worked_on", "worked together on": "worked_on"}

# A name ends before one of these. The lookbehind keeps a run of spaces from being searched repeatedly.
_END = re.compile(r"(?<!\s)(?:\s+[-–—|]+\s+|\s*[–—]\s*|\s*[:\uff1a,;]\s+|\s*\(|\s*[:\uff1a]$)")
_LINK = re.compile(r"\[(?P<name>[^\[\]]{1,80})\]\((?P<href>[^()\s]{1,500})\)")
_LETTERS = re.compile(r"[^\W\d_]")
_PARTICLES = frozenset("van von de der den del della di da dos bin ibn al el la le of ter ten zu y e".split())
# Words of headings and notes that begin with a capital and are not names.
_NOT_NAMES = frozenset(
    "team teams group org organisation organization department dept platform infrastructure engineering "
    "product design peers mentors mentees managers leadership stakeholders allies sponsors advocates "
    "network people contacts reports upward downward across inside outside internal external notes todo "
    "next met coffee lunch sync meeting weekly monthly quarterly misc other others general topics agenda "
    "actions role name date status the a an my our new with for and or who everyone nobody".split()
)


class PersonName(NamedTuple):
    """A name, the rest of its line, and the URL that the name linked to."""

    name: str
    details: str = ""
    href: str = ""


def read_name(line: str, *, strict: bool = False) -> PersonName | None:
    """Return the name that a line begins with, else None; `strict` requires capitals in any case."""
    text, href = line, ""
    if link := _LINK.match(line.lstrip("*_ ")):
        text, href = link["name"] + line.lstrip("*_ ")[link.end() :], link["href"]
    ends = _END.search(text)
    head, tail = (text[: ends.start()], _after(text, ends)) if ends else (text, "")
    bare = head.strip(" \t*_[]")
    name = bare.removeprefix("@").strip()
    is_sure = name != bare or (ends and not strict)
    return PersonName(name, tail, href) if is_name(name, strict=not is_sure) else None


def _after(text: str, ends: re.Match[str]) -> str:
    if not ends.group().endswith("("):
        return text[ends.end() :].strip(" \t*_")
    inside, _, after = text[ends.end() :].partition(")")
    return "; ".join(part for part in (inside.strip(), after.strip(" \t,;:–—-")) if part)


def is_name(text: str, *, strict: bool = True) -> bool:
    """Return whether words look like a name; `strict` allows small letters only in particles ("van")."""
    words = text.split()
    if not 1 <= len(words) <= 5 or len(text) > 60 or not all(map(_is_name_word, words)):
        return False
    if strict or len(words) > 2:
        return (
            all(not word[0].islower() or fold(word) in _PARTICLES for word in words)
            and not words[0][0].islower()
        )
    return True


def _is_name_word(word: str) -> bool:
    letters = word.strip(".'’-")
    return (
        bool(_LETTERS.match(letters))
        and not re.search(r"[\d/&+#@<>\[\]{}|=*_`\\]", word)
        and fold(letters) not in _NOT_NAMES
    )


def split_names(text: str) -> tuple[str, ...] | None:
    """Return the names of a list like `Priya, Tomas and @dana`; None unless each looks like a name."""
    parts = [part.strip() for part in re.split(r"[,;&]|\band\b", text)]
    names = tuple(part.removeprefix("@") for part in parts)
    certain = (is_name(name, strict=part == name) for part, name in zip(parts, names, strict=True))
    return names if all(certain) else None


def read_rest(text: str) -> tuple[dict[str, Any], str]:
    """Return the clear fields in the text after a name, and the remaining text."""
    fields: dict[str, Any] = {}
    remainder = []
    for segment in filter(None, (part.strip() for part in text.split(";"))):
        name, value = next(_segment_field(segment), ("", ""))
        if name and name not in fields:
            fields[name] = value
        elif (position := read_position(segment)) and "positions" not in fields:
            fields["positions"] = (position,)
        else:
            remainder.append(segment)
    return fields, text if not fields else "; ".join(remainder)


def _segment_field(segment: str) -> Iterator[tuple[str, str]]:
    for label, name in _SEGMENT_FIELDS.items():
        if segment.casefold().startswith((f"{label} ", f"{label}: ")):
            yield name, segment[len(label) :].lstrip(" :")


def read_position(text: str) -> Position | None:
    """Return the position in text like `peer, Platform, Acme`; None unless it begins with a height."""
    height, *details = (part.strip() for part in text.split(","))
    known_height = _HEIGHT.get(fold(height))
    if known_height is None or len(details) > 2:
        return None
    part, employer = (*details, "", "")[:2]
    return Position(None, known_height, part, employer)
