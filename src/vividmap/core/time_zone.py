"""A time zone by its name in the IANA database."""

from collections.abc import Sequence
from functools import cache
from typing import Any

from vividmap.core.fields import BadField, Field
from vividmap.core.lazy_dataclass import dataclass


@dataclass(frozen=True, slots=True)
class TimeZone(Field):
    """The name of a time zone, "" for the machine's own."""

    def read(self, lines: Sequence[str]) -> str:
        return self.check(Field.read(self, lines))

    def check(self, value: Any) -> str:
        name = str(Field.check(self, value))
        if name and name not in _names():
            raise BadField(f"{name!r} is not a time zone; write it like Europe/Lisbon")
        return name


@cache
def _names() -> frozenset[str]:
    from zoneinfo import available_timezones  # noqa: PLC0415 - two milliseconds, which most commands do without

    return frozenset(available_timezones())
