"""A conversation with one person: who it may be with, since when, what they have seen, what they may see."""

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date

from vividmap.core.dates import Period
from vividmap.core.facts.circle import by_name, last_contact
from vividmap.core.facts.facts import Facts
from vividmap.core.packets.choosing.pick import shows
from vividmap.core.packets.packet import Choices
from vividmap.core.record import Evidence, Person, Record, SkillEntry, Touchpoint
from vividmap.core.saying import days_before, listed

DAYS = 30
"""Days that a first conversation is about."""

_BOSS = "manager"

Shown = tuple[Evidence | SkillEntry, date | None]


@dataclass(frozen=True, slots=True)
class Meeting:
    """A conversation with a person on a day, about a period, as its author wants it."""

    record: Record
    person: Person
    period: Period
    day: date
    choices: Choices

    @property
    def outside(self) -> bool:
        """Tell whether the person is outside the company."""
        return self.person.position(self.day).height == "outside"

    def shows(self, item: Evidence | SkillEntry) -> bool:
        """Tell whether the person may be told of an entry."""
        return shows(item, self.choices, outside=self.outside)

    def has_seen(self, item: Evidence) -> bool:
        """Tell whether the person knew of an entry before that day: it names them, or was shown to them."""
        return self.person.id in item.linked("person") or any(
            on is None or on < self.day for on in _shown_on(item, self.person)
        )

    def shown(self) -> Iterator[tuple[date, Evidence | SkillEntry]]:
        """Yield what the person may be told of and was shown before that day, and when."""
        for item, on in shown_to(self.record, self.person):
            if on and on < self.day and self.shows(item):
                yield on, item


def people(record: Record, today: date) -> list[Person]:
    """Return whom a 1:1 may be with: the manager whom I met last, any other manager, then everybody."""
    facts, first = Facts(record, today), _managers(record, today)
    first.sort(key=lambda one: last_contact(facts, one) or date.min, reverse=True)
    managers = {one.id for one in first}
    return [*first, *(one for one in by_name(record.all(Person)) if one.id not in managers)]


def whom(record: Record, today: date, choices: Choices) -> Person | None:
    """Return with whom a conversation is: as chosen, or the one manager; None where that is nobody."""
    if choices.person:
        chosen = record.by_id.get(choices.person)
        return chosen if isinstance(chosen, Person) else None
    found = _managers(record, today)
    return found[0] if len(found) == 1 else None


def nobody_said(record: Record, today: date) -> str:
    """Return why it is not known with whom a conversation is, and how to say so."""
    found = _managers(record, today)
    many = f"{listed(one.text for one in found)} stand as managers" if found else "Nobody stands as manager"
    return f"{many} on the map, so say with whom: vividmap packet one-on-one NAME, or choose on the page"


def _managers(record: Record, today: date) -> list[Person]:
    return [one for one in by_name(record.all(Person)) if one.position(today).height == _BOSS]


def usual_period(record: Record, person: Person, today: date) -> Period:
    """Return the days since a person was last met or shown something; without that, the last DAYS days."""
    met = (one.when.last for one in touchpoints(record, person) if one.when)
    days = [day for day in (*met, *(on for _, on in shown_to(record, person) if on)) if day <= today]
    first = max(days, default=days_before(today, DAYS - 1))
    return Period(first, today, f"{first}..{today}")


def touchpoints(record: Record, person: Person) -> Iterator[Touchpoint]:
    """Return the moments of contact with a person."""
    return (one for one in record.children.get(person.id, ()) if isinstance(one, Touchpoint))


def shown_to(record: Record, person: Person) -> Iterator[Shown]:
    """Yield what was shown to a person, and when."""
    entries: list[Evidence | SkillEntry] = [*record.all(Evidence), *record.all(SkillEntry)]
    for item in entries:
        for on in _shown_on(item, person):
            yield item, on


def _shown_on(item: Evidence | SkillEntry, person: Person) -> Iterator[date | None]:
    return (one.on for one in item.mentions if one.sort == "surfaced" and one.target == person.id)
