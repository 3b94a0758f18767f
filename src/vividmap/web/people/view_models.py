"""View models of people: their position, their trust marks, and how long ago they were met."""

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date

from vividmap.core import contact
from vividmap.core.positions import Position
from vividmap.core.record import Person
from vividmap.core.when import When
from vividmap.store.queries.people import Contact
from vividmap.web import entry_rows

BANDS = {"peer": "peers", "report": "reports"}
"""How a height is called where more than one may stand there."""

TRUST_LABELS = {"knows my work": "knows my work", "would advocate": "advocate", "gives feedback": "feedback"}
KNOWS = "knows my work"


@dataclass(frozen=True)
class Recency:
    """How long ago the last contact was.

    `remaining_percent` is what is left of the longest silence that the relationship allows; `reason` says by
    which measure somebody has gone quiet.
    """

    ago: str
    day: entry_rows.Day | None
    remaining_percent: int
    is_quiet: bool
    reason: str


@dataclass(frozen=True)
class PersonRow:
    """A person in a list or on the map. `trust_labels` are the marks, short; `place` is part and employer."""

    name: str
    handle: str
    height: str
    place: tuple[str, ...]
    status: str
    trust_labels: tuple[str, ...]
    knows_work: bool
    recency: Recency

    @property
    def is_advocate(self) -> bool:
        """Whether they would advocate for me."""
        return TRUST_LABELS["would advocate"] in self.trust_labels

    @property
    def address(self) -> str:
        """Where their page is."""
        return entry_rows.item_url(self.handle)


def person_row(person: Person, met: Contact, today: date) -> PersonRow:
    """Return a person as lists show one."""
    at = person.position(today)
    return PersonRow(
        name=person.text,
        handle=person.handle,
        height=at.height,
        place=tuple(place(at)),
        status=person.status,
        trust_labels=tuple(label for mark, label in TRUST_LABELS.items() if mark in person.trust_marks),
        knows_work=KNOWS in person.trust_marks,
        recency=recency(person, met, today),
    )


def place(at: Position) -> Iterator[str]:
    """Yield the part and the employer of a position; the employer only outside, or without a part."""
    if at.part:
        yield at.part
    if at.employer and (at.height == "outside" or not at.part):
        yield at.employer


def recency(person: Person, met: Contact, today: date) -> Recency:
    """Return how recent the last contact with somebody is."""
    if met.last is None:
        return Recency("undated" if met.times else "never", None, 0, is_quiet=False, reason="")
    bears = contact.max_silence_days(person, today)
    days_since = (today - met.last).days
    quiet = contact.has_gone_quiet(person, met.last, today)
    return Recency(
        ago=entry_rows.format_age(days_since),
        day=entry_rows.format_day(When.day(met.last), today),
        remaining_percent=max(0, 100 - 100 * days_since // bears),
        is_quiet=quiet,
        reason=f"{days_since} days, over {_measure(person, today)}" if quiet else "",
    )


def _measure(person: Person, today: date) -> str:
    if person.longest_days:
        return f"the {person.longest_days} that you set"
    if person.ideal_days:
        return f"twice the {person.ideal_days} that you set"
    return str(contact.max_silence_days(person, today))
