"""A person in the words of a page: where they stand, what makes it real, and how long ago they were met."""

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date

from vividmap.core import contact
from vividmap.core.places import Position
from vividmap.core.record import Person
from vividmap.core.when import When
from vividmap.store.queries.people import Contact
from vividmap.web import rows

BANDS = {"peer": "peers", "report": "reports"}
"""How a height is called where more than one may stand there."""

REAL_SAID = {"knows my work": "knows my work", "would advocate": "advocate", "gives feedback": "feedback"}
KNOWS = "knows my work"


@dataclass(frozen=True)
class Recency:
    """How long ago the last contact was. `left` is how much of what the relationship bears is left, of 100.

    `why` says, of who has gone quiet, by which measure.
    """

    ago: str
    day: rows.Day | None
    left: int
    quiet: bool
    why: str


@dataclass(frozen=True)
class Who:
    """A person in a list or on the map. `real` are the marks, short; `place` is part and employer."""

    name: str
    handle: str
    height: str
    place: tuple[str, ...]
    status: str
    real: tuple[str, ...]
    knows: bool
    recency: Recency

    @property
    def address(self) -> str:
        """Where their page is."""
        return rows.address(self.handle)


def who(person: Person, met: Contact, today: date) -> Who:
    """Return a person as lists show one."""
    at = person.position(today)
    return Who(
        name=person.text,
        handle=person.handle,
        height=at.height,
        place=tuple(place(at)),
        status=person.status,
        real=tuple(said for mark, said in REAL_SAID.items() if mark in person.real),
        knows=KNOWS in person.real,
        recency=recency(person, met, today),
    )


def place(at: Position) -> Iterator[str]:
    """Yield where somebody stands besides the height; the employer goes without saying but outside."""
    if at.part:
        yield at.part
    if at.employer and (at.height == "outside" or not at.part):
        yield at.employer


def recency(person: Person, met: Contact, today: date) -> Recency:
    """Return how recent the last contact with somebody is."""
    if met.last is None:
        return Recency("undated" if met.times else "never", None, 0, quiet=False, why="")
    bears = contact.bears(person, today)
    gone = (today - met.last).days
    quiet = contact.has_gone_quiet(person, met.last, today)
    return Recency(
        ago=rows.ago(gone),
        day=rows.day(When.day(met.last), today),
        left=max(0, 100 - 100 * gone // bears),
        quiet=quiet,
        why=f"{gone} days, over {_measure(person, today)}" if quiet else "",
    )


def _measure(person: Person, today: date) -> str:
    if person.longest_days:
        return f"the {person.longest_days} that you set"
    if person.ideal_days:
        return f"twice the {person.ideal_days} that you set"
    return str(contact.bears(person, today))
