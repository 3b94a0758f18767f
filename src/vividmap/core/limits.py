"""Thresholds that the owner has set, by name; what is not among them is the usual rule of thumb."""

from collections.abc import Mapping, Sequence
from typing import Any

from vividmap.core.fields import BadField, Field
from vividmap.core.lazy_dataclass import dataclass
from vividmap.core.lazy_pattern import lazy_pattern

_NAME = lazy_pattern(r"[a-z][a-z0-9-]{0,39}")
_LARGEST = 3660


@dataclass(frozen=True, slots=True)
class Limits(Field):
    """Whole numbers by name, one a line: `threshold: gap-still 6`. Names of the past are kept."""

    repeats: bool = True

    @property
    def empty(self) -> dict[str, int]:
        return {}

    def read(self, lines: Sequence[str]) -> dict[str, int]:
        numbers: dict[str, str] = {}
        for line in lines:
            name, _, number = line.strip().rpartition(" ")
            if not name:
                raise BadField(f"{line[:60]!r} is not a {self.label}; write it as gap-still 6")
            numbers[name.strip()] = number
        return self.check(numbers)

    def write(self, value: Mapping[str, int]) -> list[str]:
        return [f"{name} {value[name]}" for name in sorted(value)]

    def check(self, value: Any) -> dict[str, int]:
        if not isinstance(value, Mapping):
            raise BadField(f"{self.label!r} takes names with numbers")
        return {str(name): self._number(str(name), value[name]) for name in sorted(value, key=str)}

    def _number(self, name: str, value: Any) -> int:
        text = str(value)
        if not _NAME.fullmatch(name):
            raise BadField(f"{name[:40]!r} is not the name of a {self.label}; names look like gap-still")
        if not (text.isascii() and text.isdigit() and len(text) < 6 and int(text) <= _LARGEST):
            raise BadField(f"{name} must be a whole number from 0 to {_LARGEST}, not {text[:40]!r}")
        return int(text)
