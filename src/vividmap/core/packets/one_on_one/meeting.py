"""A conversation with one person: who it is with, since when, what they have seen, what they may see."""

from collections.abc import Iterator
from datetime import date
from functools import cached_property

from vividmap.core.contact import contact_day
from vividmap.core.english.dates import Period
from vividmap.core.english.phrasing import join_names
from vividmap.core.lazy_dataclass import dataclass
from vividmap.core.packets.author_choices import AuthorChoices
from vividmap.core.packets.confidentiality import ConfidentialityFilter
from vividmap.core.packets.one_on_one.fields import PERSON
from vividmap.core.packets.one_on_one.people import find_managers
from vividmap.core.record import Evidence, Item, Person, Record, SkillEntry, Touchpoint
from vividmap.core.when import days_before

FIRST_PERIOD_DAYS = 61
"""Days that a first conversation is about: the last two months."""


@dataclass(frozen=True)
class Meeting:
    """A conversation with a person on a day, about a period, as its author wants it."""

    record: Record
    person: Person
    period: Period
    day: date
    choices: AuthorChoices

    @property
    def is_outside(self) -> bool:
        """True if the person is outside the company."""
        return self.person.position(self.day).height == "outside"

    @cached_property
    def confidentiality(self) -> ConfidentialityFilter:
        """Return the filter for what the person may be told."""
        return ConfidentialityFilter(self.record, self.choices.shown_ids, outside=self.is_outside)

    def can_tell(self, item: Item) -> bool:
        """Return whether the person may be told of an item."""
        return self.confidentiality.can_tell(item)

    def has_seen(self, entry: Evidence) -> bool:
        """Return whether the person knew of an entry before that day: it names them, or was shown to them."""
        return self.person.id in entry.linked_ids("person") or any(
            day is None or day < self.day or day <= self.period.first
            for day in _days_of_showing(entry, self.person)
        )

    def earlier_shown(self) -> Iterator[tuple[date, Evidence | SkillEntry]]:
        """Yield what the person may be told of and was shown before that day, and when."""
        for entry, day in entries_shown_to(self.record, self.person):
            if day and day < self.day and self.can_tell(entry):
                yield day, entry


def find_person(record: Record, today: date, choices: AuthorChoices) -> Person | None:
    """Return the person a 1:1 is with: the chosen one, or the only manager; None if there is none."""
    if person_id := choices.answer(PERSON):
        person = record.by_id.get(person_id)
        return person if isinstance(person, Person) else None
    managers = find_managers(record, today)
    return managers[0] if len(managers) == 1 else None


def explain_missing_person(record: Record, today: date, choices: AuthorChoices) -> str:
    """Return why the person of a 1:1 is not known, and how to state it."""
    if choices.answer(PERSON):
        return "That person is no longer on the map."
    managers = find_managers(record, today)
    names = join_names(person.text for person in managers)
    reason = f"More than one manager is on the map: {names}" if managers else "No manager is on the map"
    return f"{reason}. Name the person: vividmap draft one-on-one NAME, or choose one on the page."


def find_usual_period(record: Record, choices: AuthorChoices, today: date) -> Period | None:
    """Return the days since the person was last met or shown something, None where there is no person.

    Where there was no such day it is the last FIRST_PERIOD_DAYS days.
    """
    person = find_person(record, today, choices)
    if person is None:
        return None
    contact_days = (contact_day(touchpoint.when, today) for touchpoint in touchpoints(record, person))
    showing_days = (day for _, day in entries_shown_to(record, person) if day and day <= today)
    days = [day for day in (*contact_days, *showing_days) if day]
    first = max(days, default=days_before(today, FIRST_PERIOD_DAYS - 1))
    return Period(first, today, f"{first}..{today}")


def touchpoints(record: Record, person: Person) -> Iterator[Touchpoint]:
    """Return the moments of contact with a person."""
    return (item for item in record.children.get(person.id, ()) if isinstance(item, Touchpoint))


def entries_shown_to(record: Record, person: Person) -> Iterator[tuple[Evidence | SkillEntry, date | None]]:
    """Yield what was shown to a person, and when."""
    entries: list[Evidence | SkillEntry] = [
        *record.items_linked(Evidence, "surfaced", person.id),
        *record.items_linked(SkillEntry, "surfaced", person.id),
    ]
    for entry in entries:
        for day in _days_of_showing(entry, person):
            yield entry, day


def _days_of_showing(entry: Evidence | SkillEntry, person: Person) -> Iterator[date | None]:
    return (
        mention.shown_on
        for mention in entry.mentions
        if mention.sort == "surfaced" and mention.target == person.id
    )
