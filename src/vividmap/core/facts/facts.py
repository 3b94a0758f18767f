"""What several patterns read of a record, found once: each fact costs one pass over the items."""

from bisect import bisect_left
from collections import defaultdict
from collections.abc import Iterator, Sequence
from dataclasses import replace
from datetime import date
from functools import cached_property
from itertools import chain
from operator import attrgetter
from typing import TypeVar
from uuid import UUID

from vividmap.core.contact import contact_day
from vividmap.core.english.phrasing import describe_day
from vividmap.core.facts.threshold import Threshold
from vividmap.core.quarters import Quarter, quarter, up_to
from vividmap.core.record import (
    Evidence,
    Gap,
    Goal,
    Item,
    MentionSort,
    Person,
    Profile,
    Record,
    SkillEntry,
    Touchpoint,
    Update,
)
from vividmap.core.when import When, days_before

YEAR = 365
"""Days in which what was done is recent, and in which contact counts."""

_DatedItem = TypeVar("_DatedItem", bound=Item)

# Thousands of items are sorted by these, which is faster than calling a function in Python for each.
_LAST_DAY = attrgetter("when.last")
BY_DAY = attrgetter("when.last", "id.int")
"""The order of dated items, the oldest first; the id decides between two of one day."""


class Facts:
    """A record on a day of the owner's. What begins after that day has not happened, and is not here."""

    def __init__(self, record: Record, today: date) -> None:
        self.record = record
        self.today = today
        self._quarters: dict[tuple[int, int], Quarter] = {}

    @property
    def profile(self) -> Profile:
        """Return the owner's profile."""
        return self.record.profile

    def limit(self, threshold: Threshold) -> int:
        """Return a threshold's value: the owner's, else the usual one, within the bounds of the threshold."""
        own_value = getattr(self.profile, threshold.name.replace("-", "_"), None)
        if not isinstance(own_value, int):
            own_value = self.profile.limits.get(threshold.name, threshold.usual)
        return min(max(own_value, threshold.low), threshold.high)

    def quarter(self, day: date) -> Quarter:
        """Return the quarter of the owner's (fiscal) year that a day is in."""
        month = (day.year, day.month)
        if month not in self._quarters:
            self._quarters[month] = quarter(day, self.profile.fiscal_month or 1)
        return self._quarters[month]

    def quarters(self, count: int) -> tuple[Quarter, ...]:
        """Return the last `count` quarters up to today's, the oldest first; none before the record begins."""
        quarters = up_to(self.quarter(self.today), count, self.profile.fiscal_month or 1)
        return tuple(quarter for quarter in quarters if quarter.last >= self.first_day)

    @cached_property
    def first_day(self) -> date:
        """Return the day on which the record begins: of its first dated item; today if there is none."""
        entries = (last_day(group[0]) for group in (self.evidence, self.skill_entries) if group)
        contacts = (contact_day(item.when, self.today) for item in self.record.items_of(Touchpoint))
        updates = (contact_day(item.when, self.today) for item in self.record.items_of(Update))
        return min(filter(None, chain(entries, contacts, updates)), default=self.today)

    @property
    def has_full_year(self) -> bool:
        """Return whether the record goes back 12 months; of a younger one no text speaks of a year."""
        return self.first_day <= days_before(self.today, YEAR)

    def recent(self, noun: str) -> str:
        """Return what a pattern asks for: "entries of the last 12 months", of a younger record "entries"."""
        return f"{noun} of the last 12 months" if self.has_full_year else noun

    @property
    def recent_span(self) -> str:
        """Return the time of `recent_evidence`: "of the last 12 months", or since a younger record began."""
        return "of the last 12 months" if self.has_full_year else f"since {describe_day(self.first_day)}"

    @cached_property
    def evidence(self) -> tuple[Evidence, ...]:
        """Return the dated evidence until today, the oldest first."""
        return self._until_today(Evidence)

    @cached_property
    def recent_evidence(self) -> tuple[Evidence, ...]:
        """Return the evidence of the last 12 months, the newest first."""
        return tuple(reversed(entries_since(days_before(self.today, YEAR), self.evidence)))

    @cached_property
    def skill_entries(self) -> tuple[SkillEntry, ...]:
        """Return the dated skill entries until today, the oldest first."""
        return self._until_today(SkillEntry)

    @cached_property
    def updates(self) -> dict[UUID, tuple[Update, ...]]:
        """Return by goal and gap how it was said to stand until today, the oldest first."""
        return _by_parent(self._until_today(Update))

    @cached_property
    def gaps(self) -> dict[UUID, tuple[Gap, ...]]:
        """Return the gaps by their goal, in the order in which they were named."""
        return _by_parent(self.record.items_of(Gap))

    @cached_property
    def goals(self) -> tuple[Goal, ...]:
        """Return the goals that are still pursued."""
        return tuple(goal for goal in self.record.items_of(Goal) if goal.is_active)

    @cached_property
    def last_contact(self) -> dict[UUID, date]:
        """Return by person the last day of contact until today; see `core/contact.py`."""
        days: dict[UUID, date] = {}
        for person, moment in self._contacts():
            last = days.get(person)
            if last is not None and (moment is None or moment.last <= last):
                continue
            day = contact_day(moment, self.today)
            if day is not None and (last is None or day > last):
                days[person] = day
        return days

    def _contacts(self) -> Iterator[tuple[UUID, When | None]]:
        for touchpoint in self.record.items_of(Touchpoint):
            if touchpoint.parent is not None:
                yield touchpoint.parent, touchpoint.when
        yield from self.record.dates_linked(Evidence, "person")
        yield from self.record.dates_linked(SkillEntry, "person")

    def entries_naming(self, sort: MentionSort) -> dict[UUID, tuple[Evidence | SkillEntry, ...]]:
        """Return by skill, person, goal or gap the entries until today that name it, the oldest first."""
        return self._naming[sort]

    @cached_property
    def _naming(self) -> dict[MentionSort, dict[UUID, tuple[Evidence | SkillEntry, ...]]]:
        entries_by_target: dict[MentionSort, dict[UUID, list[Evidence | SkillEntry]]]
        entries_by_target = defaultdict(lambda: defaultdict(list))
        entries: list[Evidence | SkillEntry] = [*self.evidence, *self.skill_entries]
        for entry in sorted(entries, key=_LAST_DAY):
            for mention in entry.mentions:
                if mention.target is not None:
                    entries_of_target = entries_by_target[mention.sort][mention.target]
                    if (
                        not entries_of_target or entries_of_target[-1] is not entry
                    ):  # named twice in one entry is named once
                        entries_of_target.append(entry)
        frozen = {
            sort: {of: tuple(entries_of_target) for of, entries_of_target in by.items()}
            for sort, by in entries_by_target.items()
        }
        return defaultdict(dict, frozen)

    @cached_property
    def people(self) -> tuple[Person, ...]:
        """Return all people, in the order in which they were added."""
        return self.record.items_of(Person)

    def name(self, uid: UUID) -> str:
        """Return what an item says, to name it in a sentence."""
        return self.record.by_id[uid].text

    def _until_today(self, kind: type[_DatedItem]) -> tuple[_DatedItem, ...]:
        """Return what has begun by today; what goes on beyond it, or is roughly dated, ends today."""
        items = [
            item if item.when.last <= self.today else _end_on(item, item.when, self.today)
            for item in self.record.items_of(kind)
            if item.when and item.when.first <= self.today
        ]
        return tuple(sorted(items, key=BY_DAY))


def _end_on(item: _DatedItem, when: When, day: date) -> _DatedItem:
    return replace(item, when=replace(when, last=day))


def last_day(item: Item) -> date:
    """Return the last day of a dated item."""
    return item.when.last  # type: ignore[union-attr]  # of nothing else is it asked


def entries_since(first: date, items: Sequence[_DatedItem]) -> Sequence[_DatedItem]:
    """Return of dated items, the oldest first, those of a day and later."""
    return items[bisect_left(items, first, key=last_day) :]


def _by_parent(items: tuple[_DatedItem, ...]) -> dict[UUID, tuple[_DatedItem, ...]]:
    children: dict[UUID, list[_DatedItem]] = defaultdict(list)
    for item in items:
        if item.parent is not None:
            children[item.parent].append(item)
    return {parent: tuple(group) for parent, group in children.items()}
