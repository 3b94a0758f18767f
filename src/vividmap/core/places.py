"""Where a person stood, and what I was: values with dates, one a line, oldest first."""

import re
from collections.abc import Callable, Sequence
from dataclasses import dataclass
from datetime import date
from typing import Any

from vividmap.core import when
from vividmap.core.fields import BadField, Choice, Field
from vividmap.core.text import clean_line

HEIGHTS = ("report", "peer", "manager", "skip-level", "above skip-level", "other part", "outside")
FROM_THE_TOP = ("above skip-level", "skip-level", "manager", "peer", "report", "other part", "outside")
"""The heights as they are read: who decides first."""
assert set(FROM_THE_TOP) == set(HEIGHTS)  # noqa: S101 - a height that is new has to be given its place here
UNSAID = "not said where"
"""What stands in place of a height that was not said."""


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
