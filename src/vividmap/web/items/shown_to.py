"""To whom an entry was shown, and the day that a form says for it."""

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date

from vividmap.core.english import dates
from vividmap.core.record import Item
from vividmap.core.when import When
from vividmap.web import entry_rows


@dataclass(frozen=True)
class Showing:
    """One time that an entry was shown: to whom, and when, also as a form sends it."""

    name: str
    handle: str
    on: entry_rows.Day | None


def list_showings(item: Item, people: entry_rows.Names, today: date) -> Iterator[Showing]:
    """Yield to whom an entry was shown, in the order of the entry's mentions."""
    for mention in item.mentions:
        if mention.sort == "surfaced":
            name, handle = (
                people.get(mention.target, (mention.name, "")) if mention.target else (mention.name, "")
            )
            yield Showing(
                name,
                handle,
                entry_rows.format_day(When.day(mention.shown_on), today) if mention.shown_on else None,
            )


def parse_day(text: str, today: date) -> tuple[date, dict[str, str]]:
    """Return the day of showing, today if none is typed, and the errors by field."""
    moment = dates.parse_date_or_none(text, today) if text.strip() else When.day(today)
    if moment is None or moment.first != moment.last:
        return today, {"on": f"{text[:40]!r} is not a day; write 2026-11-20, yesterday or friday."}
    return moment.first, {}
