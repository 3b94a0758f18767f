"""Lines and columns with the label of a field: `Impact: …`, `**Scope**: org`, a column "Date"."""

import re
from collections.abc import Callable, Mapping
from functools import lru_cache
from typing import Any

from vividmap.core.lazy_pattern import lazy_pattern
from vividmap.core.record import Evidence, Gap, Goal, Item, Person, SkillEntry, Touchpoint
from vividmap.core.shorthand import NameMark
from vividmap.core.text import fold
from vividmap.core.vocabulary import SCOPES
from vividmap.formats.notes.calendar_words import ongoing_words
from vividmap.formats.notes.dating import Around, read_date, undecided_date_in
from vividmap.formats.notes.goal_lines import goal_state
from vividmap.formats.notes.names import read_position, split_names
from vividmap.formats.notes.plain import to_plain
from vividmap.formats.notes.sentence_names import find_names
from vividmap.formats.notes.vocabulary import key_of, phrase_set, phrases

FieldValues = dict[str, Any]
"""Values by field name; also "when", "mentions", "part" (of a position), "last" (a touchpoint), "current" and
"action" (an update), "is_ongoing" (a date that says there is none)."""
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
_GAP_STATE = {"open": "open", "closed": "closed"}
_ADDRESS = lazy_pattern(r"<?https?://\S+>?|\[[^\[\]]*\]\(\S+\)")
_EMAIL = lazy_pattern(r"[^\s@,;<>]+@[^\s@,;<>][^\s@,;<>.]*+\.[^\s@,;<>]+")
_RATINGS = frozenset(
    "high medium low very h m l s xl xs critical hoch mittel niedrig alto medio baixo basso élevé "
    "eleve moyen faible hoog laag высокий средний низкий 高 中 低 large small big".split()
)


def _text(name: str) -> _Reader:
    return lambda value, around: {name: to_plain(value).text}


def _goal_state(value: str, around: Around) -> FieldValues | None:
    state = goal_state(to_plain(value).text)
    return {"state": state} if state else None


def _one_of(name: str, words: Mapping[str, str]) -> _Reader:
    return lambda value, around: {name: words[fold(value)]} if fold(value) in words else None


def _outcome(value: str, around: Around) -> FieldValues | None:
    """Return an outcome; "high" and "3" are ratings and none, and a question has none yet."""
    plain = to_plain(value)
    words = key_of(plain.text).split()
    if (
        not words
        or plain.text.endswith(("?", "？"))
        or all(word in _RATINGS or (word.isdigit() and len(value) < 3) for word in words)
    ):
        return None
    return {"outcome": plain.text} | ({"links": plain.links} if plain.links else {})


def _addresses(value: str) -> list[str]:
    """Return the addresses in a list that holds nothing else, else none."""
    parts = re.split(r"(?:[,;]|(?<![\s,;]))\s++(?=<?https?://|\[)", value)
    return parts if all(map(_ADDRESS.fullmatch, parts)) else []


def is_address_list(value: str) -> bool:
    """Return whether a value is one address or several, and nothing else."""
    return bool(_addresses(value))


def _links(value: str, around: Around) -> FieldValues | None:
    parts = _addresses(value)
    return {"links": tuple(part.strip("<>") for part in parts)} if parts else None


def _people(value: str, around: Around) -> FieldValues | None:
    names = split_names(to_plain(value).text)
    return {"mentions": tuple(NameMark("person", name) for name in names)} if names else None


def _skills(value: str, around: Around) -> FieldValues | None:
    parts = [part.strip().removeprefix("#") for part in re.split(r"[,;、]", value.strip("`"))]
    short = all(part and len(part) <= 40 and len(part.split()) <= 4 for part in parts)
    return {"mentions": tuple(NameMark("skill", part) for part in parts)} if short else None


def _tags(value: str, around: Around) -> FieldValues | None:
    tags = tuple(part.strip().removeprefix("#") for part in re.split(r"[,;、]", value) if part.strip())
    return {"tags": tags} if tags and all(len(tag) <= 60 for tag in tags) else None


def _date(value: str, around: Around) -> FieldValues | None:
    moment, undecided_date = read_date(value, around), undecided_date_in(value)
    if moment:
        return {"when": moment}
    if fold(value.strip()) in ongoing_words():
        return {"is_ongoing": True}
    return {"date_as_written": undecided_date} if undecided_date else None


def _last(value: str, around: Around) -> FieldValues | None:
    moment = read_date(value, around)
    return {"last": moment} if moment else None


def _target(value: str, around: Around) -> FieldValues | None:
    moment = read_date(value, around)
    return {"target": moment.last} if moment else None


def _position(value: str, around: Around) -> FieldValues | None:
    position = read_position(value)
    return {"positions": (position,)} if position else None


def _part(value: str, around: Around) -> FieldValues | None:
    return None if "," in value else {"part": value}


def _emails(value: str, around: Around) -> FieldValues | None:
    return {"emails": (value,)} if _EMAIL.fullmatch(value) else None


_OF_ANY: dict[str, _Reader] = {"link": _links, "tags": _tags}
_OF_DATED: dict[str, _Reader] = {"date": _date, "skill": _skills, **_OF_ANY}
_READERS: dict[type[Item], dict[str, _Reader]] = {
    Evidence: {
        "outcome": _outcome,
        "scope": _one_of("scope", _SCOPE),
        "people": _people,
        "project": _text("project"),
        **_OF_DATED,
    },
    SkillEntry: {"people": _people, **_OF_DATED},
    Touchpoint: {"people": _people, "date": _date},
    Person: {"role": _position, "team": _part, **_OF_ANY},
    Goal: {"target": _target, "state": _goal_state, **_OF_ANY},
    Gap: {
        "state": _one_of("state", _GAP_STATE),
        "current": _text("current"),
        "action": _text("action"),
        **_OF_ANY,
    },
}
_PHRASES: dict[type[Item], dict[str, _Reader]] = {
    Person: {
        "met": _text("how_we_met"),
        "how we met": _text("how_we_met"),
        "status": _text("status"),
        "email": _emails,
        "mail": _emails,
        "last met": _last,
        "last contact": _last,
        "last touch": _last,
        "last spoke": _last,
        "worked on": _text("worked_on"),
        "worked together on": _text("worked_on"),
        "working on together": _text("worked_on"),
    },
}

_WORDS = r"[^\W\d_](?:[\w ’'/+&-]{0,38}[\w’'])?"
_LABEL = lazy_pattern(
    r"(?:[^\w\s()\[\]\"'“”„«»*_`#@!~<>|]{1,4}\s+)?"
    rf"(?:(?P<mark>\*\*|__|[*_])(?P<marked>{_WORDS})\s*(?:[:\uff1a]\s*(?P=mark)|(?P=mark)\s*[:\uff1a])|(?P<plain>{_WORDS})\s*[:\uff1a])"
    r"(?:(?P<value>\s*\S.*)|\s*)",
    re.DOTALL,
)


_BOLD_LABEL = lazy_pattern(
    rf"(?P<mark>\*\*|__)(?P<label>{_WORDS})\.?(?P=mark)\.?\s+(?P<value>\S.*)", re.DOTALL
)


@lru_cache(maxsize=16384)
def split_label(line: str) -> tuple[str, str]:
    """Return the label in front of a line, as a key, and its value; ("", "") if there is none."""
    match = _LABEL.fullmatch(line) if ":" in line[:60] or "\uff1a" in line[:60] else None
    if not match:
        bold = _BOLD_LABEL.fullmatch(line) if line.startswith(("**", "__")) else None
        is_known = bold is not None and key_of(bold["label"]) in phrases("labels")
        return (key_of(bold["label"]), bold["value"].strip()) if bold and is_known else ("", "")
    value = (match["value"] or "").lstrip()
    is_address = value.startswith("//")
    glued = (
        bool(match["plain"])
        and bool(match["value"])
        and match["value"][0] not in " \t\u00a0"
        and "\uff1a" not in line[:60]
    )
    return ("", "") if is_address or glued else (key_of(match["marked"] or match["plain"]), value.strip())


def field_of(label: str, kind: type[Item]) -> str:
    """Return the name of the table of labels that a label belongs to, for a kind; "" if it is none."""
    if label in _PHRASES.get(kind, {}):
        return label
    for name in _READERS.get(kind, {}):
        if label in phrase_set("labels", name):
            return name
    return ""


def is_label(line: str, kind: type[Item]) -> bool:
    """Return whether a line begins with the label of a field."""
    return bool(field_of(split_label(line)[0], kind))


def label_table(label: str) -> str:
    """Return the table of a label, whatever the kind: "outcome", "task", "story"; "" for other words."""
    return phrases("labels").get(label, "")


def has_label(label: str, table: str) -> bool:
    """Return whether a label is one of a table's, though another may have it too."""
    return label in phrase_set("labels", table)


def is_phrase_of_any_kind(label: str) -> bool:
    """Return whether a label is one that only items of one kind have: "last met" of a person."""
    return any(label in kind_phrases for kind_phrases in _PHRASES.values())


def is_gap_label(label: str) -> bool:
    """Return whether a label of several words begins with a word for a gap: "Gap she sees"."""
    words = label.split()
    starts = (" ".join(words[:count]) for count in range(2, len(words) + 1))
    return len(words) > 1 and (
        has_label(words[0], "gap") or any(phrases("headings").get(start) == "gaps" for start in starts)
    )


def read_label(label: str, value: str, kind: type[Item], around: Around) -> FieldValues | None:
    """Return the fields that a label and its value give; None if it is not a field or is ambiguous."""
    if not value:
        return None
    reader = _PHRASES.get(kind, {}).get(label) or _READERS.get(kind, {}).get(field_of(label, kind))
    return reader(value, around) if reader else None


def people_in(value: str) -> FieldValues:
    """Return the people that the value of a label for people names, even if it says more."""
    names = find_names(value)
    return {"mentions": tuple(NameMark("person", name) for name in names)} if names else {}


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
