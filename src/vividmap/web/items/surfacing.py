"""To whom an entry was shown, and the day that a form says for it."""

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date

from vividmap.core import dates
from vividmap.core.record import Item
from vividmap.core.when import When
from vividmap.web import rows


@dataclass(frozen=True)
class Showing:
    """One time that an entry was shown: to whom, and when, also as a form says it back."""

    name: str
    handle: str
    on: rows.Day | None


def shown(item: Item, people: rows.Names, today: date) -> Iterator[Showing]:
    """Yield to whom an entry was shown, in the order in which it was said."""
    for one in item.mentions:
        if one.sort == "surfaced":
            name, handle = people.get(one.target, (one.written, "")) if one.target else (one.written, "")
            yield Showing(name, handle, rows.day(When.day(one.on), today) if one.on else None)


def read_day(text: str, today: date) -> tuple[date, dict[str, str]]:
    """Read the day of showing, today where none is said; and what is wrong with it, by field."""
    found = dates.read(text, today) if text.strip() else When.day(today)
    if found is None or found.first != found.last:
        return today, {"on": f"{text[:40]!r} is not a day; write 2026-11-20, yesterday or friday."}
    return found.first, {}
