"""Ids and handles. An id is for programs, a handle is what people see and type."""

from collections.abc import Container, Mapping
from datetime import UTC, datetime
from uuid import UUID

ALPHABET = "0123456789abcdefghjkmnpqrstvwxyz"
SHORTEST = 4
LONGEST = 12
HANDLE = r"(?=[0-9]{0,19}[a-z])[0-9a-z]{4,20}"
"""What a handle looks like; an import keeps handles of this form from elsewhere."""


def handle_code(item: UUID) -> str:
    """Return the 12 letters and digits of an id's random bits, from which its handle is cut."""
    bits = item.int
    return "".join([ALPHABET[bits >> shift & 31] for shift in range(57, 0, -5)])


def shortest_handle(item: UUID, existing: Container[str]) -> str:
    """Return the id's shortest handle that nobody has.

    It holds a letter: `#1234` is somebody else's ticket.
    """
    letters = handle_code(item)
    for length in range(SHORTEST, LONGEST + 1):
        cut = letters[:length]
        if cut not in existing and not cut.isdigit():
            return cut
    return next(f"{letters}{n}" for n in range(10**6) if f"{letters}{n}" not in existing)


def normalize(text: str) -> str:
    """Return a handle as a person may write it, with a caret or in capitals, as it is kept.

    "" for what holds a NUL: no handle does, and a database cannot be asked for it.
    """
    return "" if "\0" in text else text.strip().lower().removeprefix("^")


def possible_handles(text: str) -> list[str]:
    """Return the handles that a normalized text may mean: a capture is acknowledged with a longer form."""
    return [text, *(text[:length] for length in range(SHORTEST, min(len(text), LONGEST + 1)))]


def find_match(text: str, handles_by_id: Mapping[UUID, str]) -> UUID | None:
    """Return the id of the item that a normalized text means, of some with one of its possible handles.

    None if it means no item, or is the longer form of several handles.
    """
    matches = [uid for uid, handle in handles_by_id.items() if is_handle_of(text, handle, uid)]
    exact = [uid for uid in matches if handles_by_id[uid] == text]
    return next(iter(exact or (matches if len(matches) == 1 else ())), None)


def is_handle_of(text: str, handle: str, item: UUID) -> bool:
    """Return whether a normalized text is an item's handle, or the longer form of it."""
    return text == handle or (len(text) <= LONGEST and handle_code(item).startswith(text))


def uuid7(moment: datetime, random: int) -> UUID:
    """Return a time-ordered id (RFC 9562, version 7) for a moment in UTC and 74 random bits."""
    milliseconds = max(0, round((moment - datetime(1970, 1, 1, tzinfo=UTC)).total_seconds() * 1000))
    return UUID(
        int=(milliseconds & (1 << 48) - 1) << 80
        | 7 << 76
        | (random >> 62 & 0xFFF) << 64
        | 2 << 62
        | random & (1 << 62) - 1
    )


def derived_id(moment: datetime, *source: str) -> UUID:
    """Return an id that is the same each time the same thing is taken in from the same place.

    This is what makes importing a document twice, or after it was interrupted, add nothing.
    """
    import hashlib  # noqa: PLC0415 - two milliseconds, which a read does without

    digest = hashlib.sha256("\0".join(source).encode()).digest()
    return uuid7(moment, int.from_bytes(digest[:10], "big"))
