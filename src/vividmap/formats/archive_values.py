"""What a value in an archive may be: each check raises ValueError with what is wrong, "is not …"."""

import re
from collections.abc import Callable
from datetime import date, datetime, timedelta
from typing import Any
from uuid import UUID

from vividmap.core.handles import HANDLE
from vividmap.core.text import clean, clean_line

Check = Callable[[Any], None]


def check_text(value: Any) -> None:
    if not isinstance(value, str):
        raise ValueError("is not text")  # noqa: TRY004 - about the file, not an argument
    if "\0" in value:
        raise ValueError("contains a NUL character")
    value.encode()


def check_line(value: Any) -> None:
    check_text(value)
    if clean_line(value) != value:
        raise ValueError("is not one trimmed line")


def check_name(value: Any) -> None:
    check_line(value)
    if not value:
        raise ValueError("is empty")


def check_label(value: Any) -> None:
    check_line(value)
    if len(value) > 40:
        raise ValueError("is longer than 40 characters")


def check_body(value: Any) -> None:
    check_text(value)
    if clean(value) != value:
        raise ValueError("has line ends or blank lines that VividMap does not write")


def check_id(value: Any) -> None:
    check_text(value)
    if str(UUID(value)) != value:
        raise ValueError("is not an id")


def check_day(value: Any) -> None:
    check_text(value)
    if date.fromisoformat(value).isoformat() != value:
        raise ValueError("is not a date")


def check_moment(value: Any) -> None:
    check_text(value)
    moment = datetime.fromisoformat(value)
    if moment.utcoffset() != timedelta() or moment.isoformat() != value:
        raise ValueError("is not a time in UTC")


def check_count(value: Any) -> None:
    # Half of the largest number in the database: the other half is for changes after the import.
    if isinstance(value, bool) or not isinstance(value, int) or not 0 <= value < 1 << 30:
        raise ValueError("is not a count")


def check_version(value: Any) -> None:
    check_count(value)
    if value == 0:
        raise ValueError("is not a version")


def check_handle(value: Any) -> None:
    check_text(value)
    if not re.fullmatch(HANDLE, value):
        raise ValueError("is not a handle")


def check_true(value: Any) -> None:
    if value is not True:
        raise ValueError("is not true")


def check_among(*allowed: str) -> Check:
    def check(value: Any) -> None:
        if value not in allowed:
            raise ValueError(f"is not one of {', '.join(allowed)}")

    return check
