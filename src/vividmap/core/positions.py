"""Where a person stood, and the author's own roles: values with dates, one a line, oldest first."""

import re
from collections.abc import Callable, Sequence
from datetime import date
from typing import Any

from vividmap.core import when
from vividmap.core.fields import BadField, Choice, Field
from vividmap.core.lazy_dataclass import dataclass
from vividmap.core.lazy_pattern import lazy_pattern
from vividmap.core.text import clean_line
from vividmap.core.vocabulary import HEIGHTS


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


def _join_parts(parts: Sequence[str]) -> str:
    """Join the parts with commas, a dash for what is empty, nothing for what is empty at the end.

    A part that holds a comma is in quotation marks, those in it doubled.
    """
    values = list(parts)
    while values and not values[-1]:
        values.pop()
    return ", ".join(_quote_part(part) or "-" for part in values)


def _quote_part(part: str) -> str:
    if "," not in part and not part.startswith('"'):
        return part
    return '"{}"'.format(part.replace('"', '""'))


_QUOTED_PART = r'"(?P<quoted_part>(?:[^"]|"")*+)"\s*'
_PART = lazy_pattern(rf"\s*(?:{_QUOTED_PART}(?=,|$)|(?P<bare>[^,]*))(?:,|$)")
_LAST_PART = lazy_pattern(rf"\s*(?:{_QUOTED_PART}$|(?P<bare>.*))", re.DOTALL)


def _split_parts(line: str) -> tuple[str, str, str]:
    """Return the three parts of a line, "" for those that it lacks; the last takes what is left."""
    parts: list[str] = []
    start = 0
    for pattern in (_PART, _PART, _LAST_PART):
        match = pattern.match(line, start)
        assert match is not None  # noqa: S101 - for the type checker: a bare part matches anything
        quoted_part, start = match["quoted_part"], match.end()
        parts.append(
            _dash_is_empty(match["bare"]) if quoted_part is None else quoted_part.replace('""', '"').strip()
        )
    first, second, last = parts
    return first, second, last


def _dash_is_empty(part: str) -> str:
    return "" if part.strip() == "-" else part.strip()


@dataclass(frozen=True, slots=True)
class DatedValues(Field):
    """Values with dates, one a line, oldest first."""

    kind: Callable[..., Any] = Position
    repeats: bool = True

    def to_json(self, value: Sequence[Any]) -> list[dict[str, str]]:
        return [
            {
                name: str(value_part)
                for name in type(entry).__dataclass_fields__
                if (value_part := getattr(entry, name))
            }
            for entry in value
        ]

    def from_json(self, plain: Sequence[dict[str, str]]) -> tuple[Any, ...]:
        return tuple(
            self.kind(
                **{k: date.fromisoformat(v) if k in ("since", "until") else v for k, v in entry.items()}
            )
            for entry in plain
        )

    def check(self, value: Any) -> tuple[Any, ...]:
        entries = [entry for entry in value if isinstance(entry, Position | Role)]
        return tuple(sorted(entries, key=lambda entry: (entry.since or date.min, str(entry))))


_SINCE = lazy_pattern(r"\d{4}[\d-]*:")


@dataclass(frozen=True, slots=True)
class Positions(DatedValues):
    """`since 2025-03: peer, Platform, Acme`, or `position: peer` when nobody knows since when."""

    def read(self, lines: Sequence[str]) -> tuple[Position, ...]:
        return self.check([read_position(line) for line in lines])

    def write(self, value: Sequence[Position]) -> list[str]:
        return [
            f"{position.since.isoformat() if position.since else ''}: "
            + _join_parts((position.height, position.part, position.employer))
            for position in value
        ]

    def find(self, line: str) -> str | None:
        first, _, tail = line.partition(" ")
        if first.casefold() == "position:":
            return f":{tail}"
        return tail if first.casefold() == "since" and _SINCE.match(tail) else None

    def lines(self, value: Sequence[Position]) -> list[str]:
        return [f"position{line}" if line.startswith(":") else f"since {line}" for line in self.write(value)]

    def check(self, value: Any) -> tuple[Position, ...]:
        positions = [check_position(position) for position in value]
        return DatedValues.check(self, [position for position in positions if position != Position()])


def check_position(position: Position) -> Position:
    """Return the position with its texts made clean. Raises BadField."""
    height = Choice("height", options=HEIGHTS).check(_dash_is_empty(position.height))
    part, employer = (_dash_is_empty(clean_line(text)) for text in (position.part, position.employer))
    return Position(position.since, height, part, employer)


def read_position(line: str) -> Position:
    """Read `2025-03: peer, Platform, Acme`. Raises BadField."""
    day, _, tail = line.partition(":")
    height, part, employer = _split_parts(tail)
    return check_position(Position(_first_day(day.strip()), height, part, employer))


def _first_day(text: str) -> date | None:
    return _read_moment(text, "2025-03-01").first if text else None


def _last_day(text: str) -> date | None:
    return _read_moment(text, "2025-03-31").last if text else None


def _read_moment(text: str, example: str) -> when.When:
    moment = when.parse_when(text) or when.parse_when(f"{text}~")
    if not moment:
        raise BadField(f"{text!r} is not a date; write it as {example} or 2025-03")
    return moment


@dataclass(frozen=True, slots=True)
class Roles(DatedValues):
    """`role: 2024-03-01.. Senior Software Engineer, Acme, Senior`; `"Principal Engineer, ML", Acme`."""

    kind: Callable[..., Any] = Role

    def read(self, lines: Sequence[str]) -> tuple[Role, ...]:
        return self.check([read_role(line) for line in lines])

    def write(self, value: Sequence[Role]) -> list[str]:
        return [
            f"{_span(role)} {_join_parts((role.title, role.employer, role.level))}".strip() for role in value
        ]

    def check(self, value: Any) -> tuple[Role, ...]:
        return DatedValues.check(self, [check_role(role) for role in value if role != Role()])


def _span(role: Role) -> str:
    return f"{role.since or ''}..{role.until or ''}"


def check_role(role: Role) -> Role:
    """Return the role with its texts made clean. Raises BadField."""
    title, employer, level = (_dash_is_empty(clean_line(x)) for x in (role.title, role.employer, role.level))
    return Role(role.since, role.until, title, employer, level)


def read_role(line: str) -> Role:
    """Read `2021-05-03..2024-02-29 Software Engineer, Norlys, mid`. Raises BadField."""
    span, _, tail = line.strip().partition(" ")
    if ".." not in span:
        span, tail = "..", line
    since, _, until = span.partition("..")
    title, employer, level = _split_parts(tail)
    if "," in level and not tail.rstrip().endswith('"'):
        raise BadField(
            f"{tail.strip()[:80]!r} has more parts than title, employer and level; put a part that holds a"
            ' comma in quotation marks: "Principal Engineer, ML Platform", Acme'
        )
    return check_role(Role(_first_day(since), _last_day(until), title, employer, level))
