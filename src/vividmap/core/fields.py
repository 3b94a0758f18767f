"""How one field of an entry is read from text, written as text, and kept as JSON.

Every field of every kind is declared once, in `record.py`, with one of these. The running document,
the archive, the forms and the command line's options are all read from that declaration.
"""

import re
from collections.abc import Callable, Sequence
from dataclasses import dataclass, field
from datetime import date
from typing import Any

from vividmap.core import when
from vividmap.core.text import clean, clean_line


class BadField(ValueError):
    """A value that a field cannot take; the message says which values it can."""


@dataclass(frozen=True, slots=True)
class Field:
    """One line of text; the kinds of fields below differ in what they read and write."""

    label: str
    repeats: bool = False

    @property
    def empty(self) -> Any:
        """Return the value of a field that nobody filled in."""
        return () if self.repeats else ""

    def read(self, lines: Sequence[str]) -> Any:
        """Return the value that `field: value` lines say. Raises BadField."""
        if len(lines) > 1:
            raise BadField(f"{self.label!r} is given {len(lines)} times; once is enough")
        return clean_line(lines[0])

    def write(self, value: Any) -> list[str]:
        """Return the value as the lines that `read` reads."""
        return [value] if value else []

    def plain(self, value: Any) -> Any:
        """Return the value as JSON has it."""
        return value

    def load(self, plain: Any) -> Any:
        """Return the value that `plain` gave."""
        return plain

    def find(self, line: str) -> str | None:
        """Return the value in a line of the running document if the line is for this field."""
        label, colon, value = line.partition(":")
        return value.strip() if colon and label.casefold() == self.label else None

    def lines(self, value: Any) -> list[str]:
        """Return the value as lines of the running document."""
        return [f"{self.label}: {line}" for line in self.write(value)]

    def check(self, value: Any) -> Any:
        """Return a value that came from a program, made clean. Raises BadField."""
        if not isinstance(value, str):
            raise BadField(f"{self.label!r} takes text")
        return clean_line(value)


@dataclass(frozen=True, slots=True)
class Choice(Field):
    """One of a few words."""

    options: tuple[str, ...] = ()

    def read(self, lines: Sequence[str]) -> str:
        return self.check(Field.read(self, lines))

    def check(self, value: Any) -> str:
        said = Field.check(self, value).casefold()
        if said and said not in self.options:
            raise BadField(f"{said!r} is not a {self.label}; it is one of {', '.join(self.options)}")
        return str(said)


@dataclass(frozen=True, slots=True)
class Day(Field):
    """A plain date."""

    @property
    def empty(self) -> None:
        return None

    def read(self, lines: Sequence[str]) -> date | None:
        return self.check(Field.read(self, lines))

    def write(self, value: date | None) -> list[str]:
        return [value.isoformat()] if value else []

    def plain(self, value: date | None) -> str | None:
        return value.isoformat() if value else None

    def load(self, plain: str | None) -> date | None:
        return date.fromisoformat(plain) if plain else None

    def check(self, value: Any) -> date | None:
        if value is None or isinstance(value, date):
            return value
        if not value:
            return None
        try:
            return date.fromisoformat(str(value))
        except ValueError:
            raise BadField(f"{value!r} is not a date for {self.label!r}; write it as 2027-01-31") from None


@dataclass(frozen=True, slots=True)
class Number(Field):
    """A whole number from `low` to `high`."""

    low: int = 1
    high: int = 3660

    @property
    def empty(self) -> None:
        return None

    def read(self, lines: Sequence[str]) -> int | None:
        return self.check(Field.read(self, lines))

    def write(self, value: int | None) -> list[str]:
        return [] if value is None else [str(value)]

    def check(self, value: Any) -> int | None:
        if value is None or value == "":
            return None
        text = str(value)
        if not (text.isascii() and text.isdigit() and len(text) < 6 and self.low <= int(text) <= self.high):
            raise BadField(
                f"{self.label!r} is a whole number from {self.low} to {self.high}, not {text[:40]!r}"
            )
        return int(text)


@dataclass(frozen=True, slots=True)
class Labels(Field):
    """Short labels on one line, with commas between; of `options`, if there are any."""

    options: tuple[str, ...] = ()

    @property
    def empty(self) -> tuple[str, ...]:
        return ()

    def read(self, lines: Sequence[str]) -> tuple[str, ...]:
        return self.check([part for line in lines for part in line.split(",")])

    def write(self, value: Sequence[str]) -> list[str]:
        return [", ".join(value)] if value else []

    def plain(self, value: Sequence[str]) -> list[str]:
        return list(value)

    def load(self, plain: Sequence[str]) -> tuple[str, ...]:
        return tuple(plain)

    def check(self, value: Any) -> tuple[str, ...]:
        labels = _strings(self.label, value)
        if bad := next((label for label in labels if "," in label), None):
            raise BadField(f"{bad!r} holds a comma; {self.label!r} takes labels with commas between")
        if self.options and (bad := next((x for x in labels if x.casefold() not in self.options), None)):
            raise BadField(f"{bad!r} is not one of {', '.join(self.options)} ({self.label!r})")
        return tuple(dict.fromkeys(label.casefold() if self.options else label for label in labels))


@dataclass(frozen=True, slots=True)
class Lines(Field):
    """Any number of values, one a line."""

    repeats: bool = True

    def read(self, lines: Sequence[str]) -> tuple[str, ...]:
        return self.check(lines)

    def write(self, value: Sequence[str]) -> list[str]:
        return list(value)

    def plain(self, value: Sequence[str]) -> list[str]:
        return list(value)

    def load(self, plain: Sequence[str]) -> tuple[str, ...]:
        return tuple(plain)

    def check(self, value: Any) -> tuple[str, ...]:
        return tuple(dict.fromkeys(_strings(self.label, value)))


@dataclass(frozen=True, slots=True)
class Long(Field):
    """Text of many lines; kept in the archive, not in the running document."""

    def check(self, value: Any) -> str:
        if not isinstance(value, str):
            raise BadField(f"{self.label!r} takes text")
        return clean(value)


@dataclass(frozen=True, slots=True)
class Notes(Field):
    """Anything JSON can hold, as it was given; kept in the archive, not in the running document."""

    @property
    def empty(self) -> dict[str, Any]:
        return {}

    def check(self, value: Any) -> Any:
        if not isinstance(value, dict):
            raise BadField(f"{self.label!r} takes an object")
        return value


HEIGHTS = ("report", "peer", "manager", "skip-level", "above skip-level", "other part", "outside")


@dataclass(frozen=True, slots=True)
class Position:
    """Where a person stood from a day on (None: always): height, part of the organisation, employer."""

    since: date | None = None
    height: str = ""
    part: str = ""
    employer: str = ""


@dataclass(frozen=True, slots=True)
class Role:
    """A role of my own from a day to a day (None: still)."""

    since: date | None = None
    until: date | None = None
    title: str = ""
    employer: str = ""
    level: str = ""


def _strings(label: str, value: Any) -> list[str]:
    if isinstance(value, str) or not all(isinstance(part, str) for part in value):
        raise BadField(f"{label!r} takes a list of texts")
    return [said for said in (clean_line(part) for part in value) if said]


def _or_dash(parts: Sequence[str]) -> str:
    """Join the parts with commas, a dash for what is empty, nothing for what is empty at the end."""
    kept = list(parts)
    while kept and not kept[-1]:
        kept.pop()
    return ", ".join(part or "-" for part in kept)


def _dash_is_empty(part: str) -> str:
    return "" if part.strip() == "-" else part.strip()


def _no_comma(**parts: str) -> None:
    for name, part in parts.items():
        if "," in part:
            raise BadField(f"the {name} {part!r} holds a comma, which separates the parts of this line")


@dataclass(frozen=True, slots=True)
class Dated(Field):
    """Values with dates, one a line, oldest first."""

    kind: Callable[..., Any] = Position
    repeats: bool = True

    def plain(self, value: Sequence[Any]) -> list[dict[str, str]]:
        return [
            {name: str(got) for name in type(one).__dataclass_fields__ if (got := getattr(one, name))}
            for one in value
        ]

    def load(self, plain: Sequence[dict[str, str]]) -> tuple[Any, ...]:
        return tuple(
            self.kind(**{k: date.fromisoformat(v) if k in ("since", "until") else v for k, v in one.items()})
            for one in plain
        )

    def check(self, value: Any) -> tuple[Any, ...]:
        unchanged = [one for one in value if isinstance(one, Position | Role)]
        return tuple(sorted(unchanged, key=lambda one: (one.since or date.min, str(one))))


_SINCE = re.compile(r"\d{4}[\d-]*:")


@dataclass(frozen=True, slots=True)
class Positions(Dated):
    """`since 2025-03: peer, Platform, Acme`, or `position: peer` when nobody knows since when."""

    def read(self, lines: Sequence[str]) -> tuple[Position, ...]:
        return self.check([read_position(line) for line in lines])

    def write(self, value: Sequence[Position]) -> list[str]:
        return [
            f"{one.since.isoformat() if one.since else ''}: {_or_dash((one.height, one.part, one.employer))}"
            for one in value
        ]

    def find(self, line: str) -> str | None:
        first, _, rest = line.partition(" ")
        if first.casefold() == "position:":
            return f":{rest}"
        return rest if first.casefold() == "since" and _SINCE.match(rest) else None

    def lines(self, value: Sequence[Position]) -> list[str]:
        return [f"position{line}" if line.startswith(":") else f"since {line}" for line in self.write(value)]

    def check(self, value: Any) -> tuple[Position, ...]:
        cleaned = [check_position(one) for one in value]
        return Dated.check(self, [one for one in cleaned if one != Position()])


def check_position(one: Position) -> Position:
    """Return the position with its texts made clean. Raises BadField."""
    height = Choice("height", options=HEIGHTS).check(_dash_is_empty(one.height))
    part, employer = (_dash_is_empty(clean_line(text)) for text in (one.part, one.employer))
    _no_comma(part=part)
    return Position(one.since, height, part, employer)


def read_position(line: str) -> Position:
    """Read `2025-03: peer, Platform, Acme`. Raises BadField."""
    day, _, rest = line.partition(":")
    height, part, employer = (*(_dash_is_empty(x) for x in rest.split(",", 2)), "", "")[:3]
    return check_position(Position(_first_day(day.strip()), height, part, employer))


def _first_day(text: str) -> date | None:
    if not text:
        return None
    found = when.read(text) or when.read(f"{text}~")
    if not found:
        raise BadField(f"{text!r} is not a date; write it as 2025-03-01 or 2025-03")
    return found.first


def _last_day(text: str) -> date | None:
    if not text:
        return None
    found = when.read(text) or when.read(f"{text}~")
    if not found:
        raise BadField(f"{text!r} is not a date; write it as 2025-03-31 or 2025-03")
    return found.last


@dataclass(frozen=True, slots=True)
class Roles(Dated):
    """`role: 2024-03-01.. Senior Software Engineer, Acme, Senior`."""

    kind: Callable[..., Any] = Role

    def read(self, lines: Sequence[str]) -> tuple[Role, ...]:
        return self.check([read_role(line) for line in lines])

    def write(self, value: Sequence[Role]) -> list[str]:
        return [f"{_span(one)} {_or_dash((one.title, one.employer, one.level))}".strip() for one in value]

    def check(self, value: Any) -> tuple[Role, ...]:
        return Dated.check(self, [check_role(one) for one in value if one != Role()])


def _span(one: Role) -> str:
    return f"{one.since or ''}..{one.until or ''}"


def check_role(one: Role) -> Role:
    """Return the role with its texts made clean. Raises BadField."""
    title, employer, level = (_dash_is_empty(clean_line(x)) for x in (one.title, one.employer, one.level))
    _no_comma(title=title, employer=employer, level=level)
    return Role(one.since, one.until, title, employer, level)


def read_role(line: str) -> Role:
    """Read `2021-05-03..2024-02-29 Software Engineer, Norlys, mid`. Raises BadField."""
    span, _, rest = line.strip().partition(" ")
    if ".." not in span:
        span, rest = "..", line
    since, _, until = span.partition("..")
    title, employer, level = (*(_dash_is_empty(x) for x in rest.split(",", 2)), "", "")[:3]
    return check_role(Role(_first_day(since), _last_day(until), title, employer, level))


def declared(spec: Field) -> Any:
    """Return a dataclass field that is described by `spec`."""
    return field(default_factory=lambda: spec.empty, metadata={"spec": spec})
