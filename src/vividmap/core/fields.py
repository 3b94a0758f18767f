"""How one field of an entry is read from text, written as text, and kept as JSON.

Every field of every kind is declared once, in `record.py`, with one of these. The running document,
the archive, the forms and the command line's options are all read from that declaration.
"""

from collections.abc import Mapping, Sequence
from dataclasses import field
from datetime import date
from math import isfinite
from typing import Any

from vividmap.core.lazy_dataclass import dataclass
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

    def to_json(self, value: Any) -> Any:
        """Return the value as JSON has it."""
        return value

    def from_json(self, plain: Any) -> Any:
        """Return the field's value from what `to_json` returned."""
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
            raise BadField(f"{self.label!r} must be text")
        return clean_line(value)


@dataclass(frozen=True, slots=True)
class Choice(Field):
    """One of a few words."""

    options: tuple[str, ...] = ()

    def read(self, lines: Sequence[str]) -> str:
        return self.check(Field.read(self, lines))

    def check(self, value: Any) -> str:
        folded = Field.check(self, value).casefold()
        if folded and folded not in self.options:
            raise BadField(f"{self.label} cannot be {folded!r}; use one of {', '.join(self.options)}")
        return str(folded)


@dataclass(frozen=True, slots=True)
class DateField(Field):
    """A plain date."""

    @property
    def empty(self) -> None:
        return None

    def read(self, lines: Sequence[str]) -> date | None:
        return self.check(Field.read(self, lines))

    def write(self, value: date | None) -> list[str]:
        return [value.isoformat()] if value else []

    def to_json(self, value: date | None) -> str | None:
        return value.isoformat() if value else None

    def from_json(self, plain: str | None) -> date | None:
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
    """A whole number from `low` to `high`; a page shows it with its unit."""

    low: int = 1
    high: int = 3660
    unit: str = ""

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
                f"{self.label!r} must be a whole number from {self.low} to {self.high}, not {text[:40]!r}"
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

    def to_json(self, value: Sequence[str]) -> list[str]:
        return list(value)

    def from_json(self, plain: Sequence[str]) -> tuple[str, ...]:
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

    def to_json(self, value: Sequence[str]) -> list[str]:
        return list(value)

    def from_json(self, plain: Sequence[str]) -> tuple[str, ...]:
        return tuple(plain)

    def check(self, value: Any) -> tuple[str, ...]:
        return tuple(dict.fromkeys(_strings(self.label, value)))


@dataclass(frozen=True, slots=True)
class LongText(Field):
    """Text of many lines; kept in the archive, not in the running document."""

    def find(self, line: str) -> str | None:
        return None

    def write(self, value: str) -> list[str]:
        return []

    def check(self, value: Any) -> str:
        if not isinstance(value, str):
            raise BadField(f"{self.label!r} must be text")
        return clean(value)


@dataclass(frozen=True, slots=True)
class JsonField(Field):
    """Anything JSON can hold, as it was given; kept in the archive, not in the running document."""

    @property
    def empty(self) -> dict[str, Any]:
        return {}

    def find(self, line: str) -> str | None:
        return None

    def write(self, value: Mapping[str, Any]) -> list[str]:
        return []

    def check(self, value: Any) -> Any:
        if not isinstance(value, dict):
            raise BadField(f"{self.label!r} takes an object")
        _check_plain(self.label, value)
        return value


def _check_plain(label: str, value: Any) -> None:
    """Raise BadField or UnreadableText for what is not JSON or what a database cannot keep."""
    if isinstance(value, str):
        clean(value)
    elif isinstance(value, Mapping | list | tuple):
        for part in value:
            _check_plain(label, part)
            if isinstance(value, Mapping):
                _check_plain(label, value[part])
    elif not (value is None or (isinstance(value, bool | int | float) and isfinite(value))):
        raise BadField(f"{label!r} cannot hold {str(value)[:40]!r}")


def _strings(label: str, value: Any) -> list[str]:
    if isinstance(value, str) or not all(isinstance(part, str) for part in value):
        raise BadField(f"{label!r} must be a list of texts")
    return [line for line in (clean_line(part) for part in value) if line]


def declare(spec: Field, *, stored_as: str = "") -> Any:
    """Return a dataclass field that is described by `spec`.

    `stored_as` is its key in the database, the change log and the archive, where that differs from its name.
    """
    metadata = {"spec": spec, "stored_as": stored_as}
    if isinstance(spec.empty, dict):
        return field(default_factory=lambda: spec.empty, metadata=metadata)
    return field(default=spec.empty, metadata=metadata)
