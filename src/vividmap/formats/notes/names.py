"""A person's name at the start of a line, and what stands after it."""

import re
from collections.abc import Iterator
from typing import Any, NamedTuple

from vividmap.core.places import Position
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
_SEGMENT_FIELDS = {"met": "met", "worked on": "worked_on", "worked together on": "worked_on"}

# A name ends where one of these begins; looked for from where spaces begin, and not from each of many.
_END = re.compile(r"(?<!\s)(?:\s+[-–—|]+\s+|\s*[–—]\s*|\s*[:\uff1a,;]\s+|\s*\(|\s*[:\uff1a]$)")
_LINK = re.compile(r"\[(?P<name>[^\[\]]{1,80})\]\((?P<href>[^()\s]{1,500})\)")
_LETTERS = re.compile(r"[^\W\d_]")
_PARTICLES = frozenset("van von de der den del della di da dos bin ibn al el la le of ter ten zu y e".split())
# Words of headings and notes that begin with a capital and name nobody.
_NOBODY = frozenset(
    "team teams group org organisation organization department dept platform infrastructure engineering "
    "product design peers mentors mentees managers leadership stakeholders allies sponsors advocates "
    "network people contacts reports upward downward across inside outside internal external notes todo "
    "next met coffee lunch sync meeting weekly monthly quarterly misc other others general topics agenda "
    "actions role name date status the a an my our new with for and or who everyone nobody".split()
)


class Name(NamedTuple):
    """A name, what stood after it on the line, and the address that the name linked to."""

    name: str
    rest: str = ""
    href: str = ""


def read_name(line: str, *, strict: bool = False) -> Name | None:
    """Read the name that a line begins with; `strict`: in capitals, whatever parts it from the rest."""
    said, href = line, ""
    if link := _LINK.match(line.lstrip("*_ ")):
        said, href = link["name"] + line.lstrip("*_ ")[link.end() :], link["href"]
    ends = _END.search(said)
    head, rest = (said[: ends.start()], _after(said, ends)) if ends else (said, "")
    bare = head.strip(" \t*_[]")
    name = bare.removeprefix("@").strip()
    is_sure = name != bare or (ends and not strict)
    return Name(name, rest, href) if is_name(name, strict=not is_sure) else None


def _after(said: str, ends: re.Match[str]) -> str:
    if not ends.group().endswith("("):
        return said[ends.end() :].strip(" \t*_")
    inside, _, after = said[ends.end() :].partition(")")
    return "; ".join(part for part in (inside.strip(), after.strip(" \t,;:–—-")) if part)


def is_name(said: str, *, strict: bool = True) -> bool:
    """Tell whether words look like a name; `strict`: small letters only in the particles of one."""
    words = said.split()
    if not 1 <= len(words) <= 5 or len(said) > 60 or not all(map(_is_name_word, words)):
        return False
    if strict or len(words) > 2:
        return (
            all(not word[0].islower() or fold(word) in _PARTICLES for word in words)
            and not words[0][0].islower()
        )
    return True


def _is_name_word(word: str) -> bool:
    kept = word.strip(".'’-")
    return (
        bool(_LETTERS.match(kept))
        and not re.search(r"[\d/&+#@<>\[\]{}|=*_`\\]", word)
        and fold(kept) not in _NOBODY
    )


def split_names(said: str) -> tuple[str, ...] | None:
    """Read a list of names, `Priya, Tomas and @dana`; None unless each looks like one."""
    parts = [part.strip() for part in re.split(r"[,;&]|\band\b", said)]
    names = tuple(part.removeprefix("@") for part in parts)
    certain = (is_name(name, strict=part == name) for part, name in zip(parts, names, strict=True))
    return names if all(certain) else None


def read_rest(rest: str) -> tuple[dict[str, Any], str]:
    """Read what stands after a name: the fields that are certain, and the words that are left, as written."""
    found: dict[str, Any] = {}
    left = []
    for segment in filter(None, (part.strip() for part in rest.split(";"))):
        name, value = next(_segment_field(segment), ("", ""))
        if name and name not in found:
            found[name] = value
        elif (position := read_position(segment)) and "positions" not in found:
            found["positions"] = (position,)
        else:
            left.append(segment)
    return found, rest if not found else "; ".join(left)


def _segment_field(segment: str) -> Iterator[tuple[str, str]]:
    for label, name in _SEGMENT_FIELDS.items():
        if segment.casefold().startswith((f"{label} ", f"{label}: ")):
            yield name, segment[len(label) :].lstrip(" :")


def read_position(said: str) -> Position | None:
    """Read `peer, Platform, Acme`; None unless it begins with a height."""
    height, *others = (part.strip() for part in said.split(","))
    known = _HEIGHT.get(fold(height))
    if known is None or len(others) > 2:
        return None
    part, employer = (*others, "", "")[:2]
    return Position(None, known, part, employer)
