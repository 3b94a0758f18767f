"""Fields of a forge's JSON, each checked: a server may send anything."""

from collections.abc import Mapping
from datetime import UTC, datetime
from typing import Any

_MAX_TEXT_LENGTH = 20_000


class BadAnswer(Exception):
    """A server's answer lacks what its documentation promises; the message names the field."""


def read_text(fields: Any, name: str) -> str:
    """Return a text field, as text that can be stored. Raises BadAnswer if it is missing or anything else."""
    value = _field(fields, name)
    if not isinstance(value, str):
        raise BadAnswer(name)
    text = value[:_MAX_TEXT_LENGTH]
    return text if text.isascii() else text.encode("utf-8", "replace").decode()  # JSON may have half a pair


def read_optional_text(fields: Any, name: str) -> str:
    """Return a text field, "" if it is null or missing. Raises BadAnswer."""
    return "" if not _has_value(fields, name) else read_text(fields, name)


def read_count(fields: Any, name: str) -> int:
    """Return a number that is not negative, 0 if it is null or missing. Raises BadAnswer."""
    if not _has_value(fields, name):
        return 0
    value = fields[name]
    if not isinstance(value, int) or isinstance(value, bool) or not 0 <= value < 10**12:
        raise BadAnswer(name)
    return value


def read_moment(fields: Any, name: str) -> datetime:
    """Return a moment with its time zone. Raises BadAnswer."""
    value = read_text(fields, name)
    try:
        moment = datetime.fromisoformat(value)
    except ValueError as error:
        raise BadAnswer(name) from error
    if not 1990 <= moment.year <= 9000:  # room for time zones at both ends
        raise BadAnswer(name)
    return moment if moment.tzinfo else moment.replace(tzinfo=UTC)


def read_optional_moment(fields: Any, name: str) -> datetime | None:
    """Return a moment, None if it is null or missing. Raises BadAnswer."""
    return read_moment(fields, name) if _has_value(fields, name) else None


def read_objects(fields: Any, name: str) -> list[Mapping[str, Any]]:
    """Return a list of objects without its nulls, empty if it is null or missing. Raises BadAnswer."""
    return check_objects(fields[name], name) if _has_value(fields, name) else []


def check_objects(value: Any, name: str) -> list[Mapping[str, Any]]:
    """Return a value that is a list of objects, without its nulls. Raises BadAnswer."""
    if not isinstance(value, list) or not all(item is None or isinstance(item, dict) for item in value):
        raise BadAnswer(name)
    return [item for item in value if item is not None]


def read_object(fields: Any, name: str) -> Mapping[str, Any]:
    """Return an object. Raises BadAnswer."""
    value = _field(fields, name)
    if not isinstance(value, dict):
        raise BadAnswer(name)
    return value


def read_optional_object(fields: Any, name: str) -> Mapping[str, Any]:
    """Return an object, empty if it is null or missing. Raises BadAnswer."""
    return read_object(fields, name) if _has_value(fields, name) else {}


def _has_value(fields: Any, name: str) -> bool:
    if not isinstance(fields, dict):
        raise BadAnswer(name)
    return fields.get(name) is not None


def _field(fields: Any, name: str) -> Any:
    if not _has_value(fields, name):
        raise BadAnswer(name)
    return fields[name]
