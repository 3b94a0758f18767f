"""Lines that say which field they are: `Impact: …`, `**Scope**: org`, a column; where that is certain."""

import re
from collections.abc import Callable, Mapping
from typing import Any

from vividmap.core.record import SCOPES, Evidence, Gap, Goal, Item, Person, SkillEntry
from vividmap.core.shorthand import Named
from vividmap.core.text import fold
from vividmap.formats.notes.dating import Around, read_date, undecided
from vividmap.formats.notes.names import read_position, split_names

Found = dict[str, Any]
"""Fields by name; also "when", "mentions", "part" (half a position), "last" (a touchpoint),
"current" and "doing" (an update)."""
_Reader = Callable[[str, Around], Found | None]

_SCOPE = {word: scope for scope in SCOPES for word in (scope, f"~{scope}")} | {
    "my team": "team",
    "several teams": "teams",
    "multiple teams": "teams",
    "multi-team": "teams",
    "cross-team": "teams",
    "organisation": "org",
    "organization": "org",
    "org-wide": "org",
    "company": "beyond",
    "company-wide": "beyond",
    "industry": "beyond",
}
_STATE = {
    "active": "active",
    "in progress": "active",
    "reached": "reached",
    "done": "reached",
    "dropped": "dropped",
}
_GAP_STATE = {"open": "open", "closed": "closed"}
_ADDRESS = re.compile(r"<?https?://\S+>?|\[[^\[\]]*\]\(\S+\)")
_EMAIL = re.compile(r"[^\s@,;<>]+@[^\s@,;<>]+\.[^\s@,;<>]+")


def _text(name: str) -> _Reader:
    return lambda said, around: {name: said}


def _one_of(name: str, words: Mapping[str, str]) -> _Reader:
    return lambda said, around: {name: words[fold(said)]} if fold(said) in words else None


def _links(said: str, around: Around) -> Found | None:
    parts = re.split(r",?\s+(?=<?https?://|\[)", said)
    return (
        {"links": tuple(part.strip("<>") for part in parts)} if all(map(_ADDRESS.fullmatch, parts)) else None
    )


def _people(said: str, around: Around) -> Found | None:
    names = split_names(said)
    return {"mentions": tuple(Named("person", name) for name in names)} if names else None


def _skills(said: str, around: Around) -> Found | None:
    parts = [part.strip().removeprefix("#") for part in said.strip("`").split(",")]
    short = all(part and len(part) <= 40 and len(part.split()) <= 4 for part in parts)
    return {"mentions": tuple(Named("skill", part) for part in parts)} if short else None


def _tags(said: str, around: Around) -> Found | None:
    tags = tuple(part.strip().removeprefix("#") for part in said.split(","))
    return {"tags": tags} if all(tags) else None


def _when(said: str, around: Around) -> Found | None:
    found, written = read_date(said, around), undecided(said)
    return {"when": found} if found else {"date_as_written": written} if written else None


def _last(said: str, around: Around) -> Found | None:
    found = read_date(said, around)
    return {"last": found} if found else None


def _target(said: str, around: Around) -> Found | None:
    found = read_date(said, around)
    return {"target": found.first} if found and found.first == found.last else None


def _position(said: str, around: Around) -> Found | None:
    position = read_position(said)
    return {"positions": (position,)} if position else None


def _part(said: str, around: Around) -> Found | None:
    return None if "," in said else {"part": said}


def _emails(said: str, around: Around) -> Found | None:
    return {"emails": (said,)} if _EMAIL.fullmatch(said) else None


_ANY: dict[str, _Reader] = {"link links url": _links, "tag tags": _tags}
_DATED: dict[str, _Reader] = {"date when day": _when, "skill skills": _skills, **_ANY}
_LABELS: dict[type[Item], dict[str, _Reader]] = {
    Evidence: {
        "outcome outcomes impact result results": _text("outcome"),
        "scope reach": _one_of("scope", _SCOPE),
        "with who people collaborators partners": _people,
        **_DATED,
    },
    SkillEntry: {"with who people from": _people, **_DATED},
    Person: {
        "met": _text("met"),
        "status": _text("status"),
        "email mail": _emails,
        "role relationship height position": _position,
        "team org part": _part,
        **_ANY,
    },
    Goal: {"target due by deadline": _target, "state status": _one_of("state", _STATE), **_ANY},
    Gap: {
        "state status": _one_of("state", _GAP_STATE),
        "current now today": _text("current"),
        "doing action actions": _text("doing"),
        **_ANY,
    },
}
_PHRASES: dict[type[Item], dict[str, _Reader]] = {
    Person: {
        "how we met": _text("met"),
        "last met": _last,
        "last contact": _last,
        "last touch": _last,
        "last spoke": _last,
        "worked on": _text("worked_on"),
        "worked together on": _text("worked_on"),
        "working on together": _text("worked_on"),
    },
    Goal: {"target date": _target},
    Gap: {
        "current state": _text("current"),
        "what i am doing": _text("doing"),
        "doing about it": _text("doing"),
    },
}
_BY_LABEL: dict[type[Item], dict[str, _Reader]] = {
    kind: {word: reader for words, reader in labels.items() for word in words.split()}
    | _PHRASES.get(kind, {})
    for kind, labels in _LABELS.items()
}

_WORDS = r"[^\W\d_][\w ’'/-]{0,30}?"
_LABEL = re.compile(
    r"[^\w\s()\[\]\"'*_`#@!~<>|]*\s*"
    rf"(?:(?P<mark>\*\*|__|[*_])(?P<marked>{_WORDS})\s*(?:[:\uff1a]\s*(?P=mark)|(?P=mark)\s*[:\uff1a])|(?P<plain>{_WORDS})\s*[:\uff1a])"
    r"(?:\s+(?P<value>\S.*)|\s*)",
    re.DOTALL,
)


def split_label(line: str) -> tuple[str, str]:
    """Return the label in front of a line, folded, and what it says ("", "" if there is none)."""
    match = _LABEL.fullmatch(line) if ":" in line[:60] or "\uff1a" in line[:60] else None
    return (
        (fold((match["marked"] or match["plain"]).strip()), (match["value"] or "").strip())
        if match
        else ("", "")
    )


def is_label(line: str, kind: type[Item]) -> bool:
    """Tell whether a line begins with the label of a field."""
    return split_label(line)[0] in _BY_LABEL.get(kind, ())


def read_label(label: str, said: str, kind: type[Item], around: Around) -> Found | None:
    """Read what a label says of an item; None if that is no field, or not certain."""
    reader = _BY_LABEL.get(kind, {}).get(label)
    return reader(said, around) if reader and said else None


def merge(found: Found, new: Found | None) -> bool:
    """Add what was read to what is there; False, and nothing added, where a field would be said twice."""
    if new is None or any(_is_said(name, found) for name in new):
        return False
    for name, value in new.items():
        if name in _SEVERAL:
            found.setdefault(name, []).extend(value)
        else:
            found[name] = value
    return True


_SEVERAL = ("links", "tags", "emails", "mentions")


def _is_said(name: str, found: Found) -> bool:
    if name in ("positions", "part") and "positions" in found and "part" not in found:
        return name == "positions" or bool(found["positions"][0].part)
    return name in found and name not in _SEVERAL
