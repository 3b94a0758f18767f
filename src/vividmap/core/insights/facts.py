"""What several patterns read of a record, found once: each fact costs one pass over the items."""

from collections import defaultdict
from datetime import date
from functools import cached_property
from itertools import takewhile
from typing import TypeVar
from uuid import UUID

from vividmap.core.insights.pattern import Threshold
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
from vividmap.core.saying import days_before

YEAR = 365
"""Days in which what was done is recent, and in which contact counts."""

_Dated = TypeVar("_Dated", bound=Item)


class Facts:
    """A record on a day of the owner's. What is dated after that day has not happened, and is not here."""

    def __init__(self, record: Record, today: date) -> None:
        self.record = record
        self.today = today
        self._quarters: dict[tuple[int, int], Quarter] = {}

    @property
    def profile(self) -> Profile:
        """Return the owner's profile."""
        return self.record.profile

    def limit(self, threshold: Threshold) -> int:
        """Return what decides: the owner's number, held to what the threshold allows; else the usual one."""
        own = getattr(self.profile, threshold.name.replace("-", "_"), None)
        if not isinstance(own, int):
            own = self.profile.limits.get(threshold.name, threshold.usual)
        return min(max(own, threshold.low), threshold.high)

    def quarter(self, day: date) -> Quarter:
        """Return the quarter of the owner's (fiscal) year that a day is in."""
        month = (day.year, day.month)
        if month not in self._quarters:
            self._quarters[month] = quarter(day, self.profile.fiscal_month or 1)
        return self._quarters[month]

    def quarters(self, count: int) -> tuple[Quarter, ...]:
        """Return as many quarters up to today's, the oldest first."""
        return up_to(self.quarter(self.today), count, self.profile.fiscal_month or 1)

    @cached_property
    def evidence(self) -> tuple[Evidence, ...]:
        """Return the dated evidence until today, the oldest first."""
        return self._until_today(Evidence)

    @cached_property
    def of_a_year(self) -> tuple[Evidence, ...]:
        """Return the evidence of the last 12 months, the newest first."""
        first = days_before(self.today, YEAR)
        return tuple(takewhile(lambda one: last_day(one) >= first, reversed(self.evidence)))

    @cached_property
    def practice(self) -> tuple[SkillEntry, ...]:
        """Return the dated skill entries until today, the oldest first."""
        return self._until_today(SkillEntry)

    @cached_property
    def updates(self) -> dict[UUID, tuple[Update, ...]]:
        """Return by goal and gap how it was said to stand until today, the oldest first."""
        return _by_parent(self._until_today(Update))

    @cached_property
    def gaps(self) -> dict[UUID, tuple[Gap, ...]]:
        """Return the gaps by their goal, in the order in which they were named."""
        return _by_parent(self.record.all(Gap))

    @cached_property
    def goals(self) -> tuple[Goal, ...]:
        """Return the goals that are still pursued."""
        return tuple(goal for goal in self.record.all(Goal) if goal.active)

    @cached_property
    def in_touch(self) -> dict[UUID, tuple[date, ...]]:
        """Return by person the days of contact until today, the oldest first.

        Contact is a touchpoint, and what was done together: evidence or a skill entry that names the person.
        """
        days: dict[UUID, set[date]] = defaultdict(set)
        for one in self._until_today(Touchpoint):
            if one.parent is not None:
                days[one.parent].add(last_day(one))
        for entry in (*self.evidence, *self.practice):
            for person in entry.linked("person"):
                days[person].add(last_day(entry))
        return {person: tuple(sorted(found)) for person, found in days.items()}

    def naming(self, sort: MentionSort) -> dict[UUID, tuple[Evidence | SkillEntry, ...]]:
        """Return by skill, person, goal or gap the entries until today that name it, the oldest first."""
        return self._naming[sort]

    @cached_property
    def _naming(self) -> dict[MentionSort, dict[UUID, tuple[Evidence | SkillEntry, ...]]]:
        found: dict[MentionSort, dict[UUID, list[Evidence | SkillEntry]]] = {}
        entries: list[Evidence | SkillEntry] = [*self.evidence, *self.practice]
        entries.sort(key=last_day)
        for entry in entries:
            for mention in entry.mentions:
                if mention.target is not None:
                    some = found.setdefault(mention.sort, {}).setdefault(mention.target, [])
                    if not some or some[-1] is not entry:  # named twice in one entry is named once
                        some.append(entry)
        made = {sort: {of: tuple(some) for of, some in by.items()} for sort, by in found.items()}
        return defaultdict(dict, made)

    @cached_property
    def people(self) -> tuple[Person, ...]:
        """Return all people, in the order in which they were added."""
        return self.record.all(Person)

    def name(self, uid: UUID) -> str:
        """Return what an item says, to name it in a sentence."""
        return self.record.by_id[uid].text

    def _until_today(self, kind: type[_Dated]) -> tuple[_Dated, ...]:
        found = [one for one in self.record.all(kind) if one.when and one.when.last <= self.today]
        return tuple(sorted(found, key=_order))


def _order(item: Item) -> tuple[date, UUID]:
    # The id decides between two of one day, so that the order in which they were loaded does not.
    return last_day(item), item.id


def last_day(item: Item) -> date:
    """Return the last day of a dated item."""
    return item.when.last  # type: ignore[union-attr]  # of nothing else is it asked


def _by_parent(items: tuple[_Dated, ...]) -> dict[UUID, tuple[_Dated, ...]]:
    found: dict[UUID, list[_Dated]] = defaultdict(list)
    for one in items:
        if one.parent is not None:
            found[one.parent].append(one)
    return {parent: tuple(some) for parent, some in found.items()}
