"""Lines and columns with the label of a field: `Impact: …`, `**Scope**: org`."""

import re
from collections.abc import Callable, Mapping
from typing import Any

from vividmap.core.record import Evidence, Gap, Goal, Item, Person, SkillEntry
from vividmap.core.shorthand import NameMark
from vividmap.core.text import fold
from vividmap.core.vocabulary import SCOPES
from vividmap.formats.notes.dating import Around, read_date, undecided_date_in
from vividmap.formats.notes.names import read_position, split_names

FieldValues = dict[str, Any]
"""Values by field name; also "when", "mentions", "part" (of a position), "last" (a touchpoint), "current" and
"action" (an update)."""
_Reader = Callable[[str, Around], FieldValues | None]

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
_EMAIL = re.compile(r"[^\s@,;<>]+@[^\s@,;<>][^\s@,;<>.]*+\.[^\s@,;<>]+")


def _text(name: str) -> _Reader:
    return lambda value, around: {name: value}


def _one_of(name: str, words: Mapping[str, str]) -> _Reader:
    return lambda value, around: {name: words[fold(value)]} if fold(value) in words else None


def _links(value: str, around: Around) -> FieldValues | None:
    parts = re.split(r"(?:,|(?<![\s,]))\s++(?=<?https?://|\[)", value)
    return (
        {"links": tuple(part.strip("<>") for part in parts)} if all(map(_ADDRESS.fullmatch, parts)) else None
    )


def _people(value: str, around: Around) -> FieldValues | None:
    names = split_names(value)
    return {"mentions": tuple(NameMark("person", name) for name in names)} if names else None


def _skills(value: str, around: Around) -> FieldValues | None:
    parts = [part.strip().removeprefix("#") for part in value.strip("`").split(",")]
    short = all(part and len(part) <= 40 and len(part.split()) <= 4 for part in parts)
    return {"mentions": tuple(NameMark("skill", part) for part in parts)} if short else None


def _tags(value: str, around: Around) -> FieldValues | None:
    tags = tuple(part.strip().removeprefix("#") for part in value.split(","))
    return {"tags": tags} if all(tags) else None


def _date(value: str, around: Around) -> FieldValues | None:
    moment, undecided_date = read_date(value, around), undecided_date_in(value)
    return {"when": moment} if moment else {"date_as_written": undecided_date} if undecided_date else None


def _last(value: str, around: Around) -> FieldValues | None:
    moment = read_date(value, around)
    return {"last": moment} if moment else None


def _target(value: str, around: Around) -> FieldValues | None:
    moment = read_date(value, around)
    return {"target": moment.first} if moment and moment.first == moment.last else None


def _position(value: str, around: Around) -> FieldValues | None:
    position = read_position(value)
    return {"positions": (position,)} if position else None


def _part(value: str, around: Around) -> FieldValues | None:
    return None if "," in value else {"part": value}


def _emails(value: str, around: Around) -> FieldValues | None:
    return {"emails": (value,)} if _EMAIL.fullmatch(value) else None


_FIELDS_OF_ANY: dict[str, _Reader] = {"link links url": _links, "tag tags": _tags}
_FIELDS_OF_DATED: dict[str, _Reader] = {"date when day": _date, "skill skills": _skills, **_FIELDS_OF_ANY}
_LABELS: dict[type[Item], dict[str, _Reader]] = {
    Evidence: {
        "outcome outcomes impact result results": _text("outcome"),
        "scope reach": _one_of("scope", _SCOPE),
        "with who people collaborators partners": _people,
        **_FIELDS_OF_DATED,
    },
    SkillEntry: {"with who people from": _people, **_FIELDS_OF_DATED},
    Person: {
        "met": _text("how_we_met"),
        "status": _text("status"),
        "email mail": _emails,
        "role relationship height position": _position,
        "team org part": _part,
        **_FIELDS_OF_ANY,
    },
    Goal: {"target due by deadline": _target, "state status": _one_of("state", _STATE), **_FIELDS_OF_ANY},
    Gap: {
        "state status": _one_of("state", _GAP_STATE),
        "current now today": _text("current"),
        "doing action actions": _text("action"),
        **_FIELDS_OF_ANY,
    },
}
_PHRASES: dict[type[Item], dict[str, _Reader]] = {
    Person: {
        "how we met": _text("how_we_met"),
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
        "what i am doing": _text("action"),
        "doing about it": _text("action"),
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
    """Return the folded label in front of a line and its value; ("", "") if there is none."""
    match = _LABEL.fullmatch(line) if ":" in line[:60] or "\uff1a" in line[:60] else None
    return (
        (fold((match["marked"] or match["plain"]).strip()), (match["value"] or "").strip())
        if match
        else ("", "")
    )


def is_label(line: str, kind: type[Item]) -> bool:
    """Return whether a line begins with the label of a field."""
    return split_label(line)[0] in _BY_LABEL.get(kind, ())


def read_label(label: str, value: str, kind: type[Item], around: Around) -> FieldValues | None:
    """Return the fields that a label and its value give; None if it is not a field or is ambiguous."""
    reader = _BY_LABEL.get(kind, {}).get(label)
    return reader(value, around) if reader and value else None


def merge(values: FieldValues, new: FieldValues | None) -> bool:
    """Add new values to `values`; return False, with nothing added, if a field is set already."""
    if new is None or any(_is_filled(name, values) for name in new):
        return False
    for name, value in new.items():
        if name in _LIST_FIELDS:
            values.setdefault(name, []).extend(value)
        else:
            values[name] = value
    return True


_LIST_FIELDS = ("links", "tags", "emails", "mentions")


def _is_filled(name: str, values: FieldValues) -> bool:
    if name in ("positions", "part") and "positions" in values and "part" not in values:
        return name == "positions" or bool(values["positions"][0].part)
    return name in values and name not in _LIST_FIELDS
