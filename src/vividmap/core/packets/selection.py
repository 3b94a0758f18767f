"""Which few entries a review is written around: those that are strong and, together, show the whole period.

One objective is maximised over sets of 3 to 5 entries, or of as many as a conversation has room for:

    strength of each entry                     + spread of the set                 - COST for each entry
    4  you marked it strong                      2  for each month
    3  its outcome holds a number, or            1  for each of the four kinds
    1  it has an outcome in words                1  for each skill, no more than there are entries
    1 to 4  scope: team, teams, org, beyond      1  for each goal, criterion or tag, no more than entries
    1  its kind is known

The date of an entry counts for nothing, and each month for something: what is fresh in mind gets no more
room. A rough date ("about Q3") is of no month. The weights are rules of thumb of ours, no science; the
reasons given with each entry say what tipped it. Three entries are proposed even where the third is weak; a
fourth and a fifth must be worth a reader's time, which is COST.

Up to 20 entries every set is tried, and the best one found; beyond, a set is built greedily (`best_set.py`).
Ties go to the earlier entries: the order of the record plays no part.
"""

from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass

from vividmap.core.english.dates import Period
from vividmap.core.facts.strength import strength
from vividmap.core.packets.best_set import best_set
from vividmap.core.packets.months import month_of
from vividmap.core.record import Evidence, by_date

MIN_ENTRIES, MAX_ENTRIES = 3, 5
COST = 3

_PER_MONTH = 2


@dataclass(frozen=True, slots=True, eq=False)
class WeighedEntry:
    """An entry as the objective sees it; what a set may cover is one bit each. Each is its own."""

    item: Evidence
    strength: int
    months: int = 0
    kinds: int = 0
    skills: int = 0
    themes: int = 0


def select_entries(
    entries: Iterable[Evidence],
    period: Period,
    weight: Callable[[Evidence], int] | None = None,
    min_entries: int = MIN_ENTRIES,
    max_entries: int = MAX_ENTRIES,
) -> tuple[Evidence, ...]:
    """Return the `min_entries` to `max_entries` that serve best, oldest first; all where there are no more.

    `weight` is how strong an entry is, where a conversation counts more than `strength` does.
    """
    pool = weigh_entries(entries, period, weight)
    return tuple(weighed_entry.item for weighed_entry in best_set(pool, set_value, min_entries, max_entries))


def weigh_entries(
    entries: Iterable[Evidence], period: Period, weight: Callable[[Evidence], int] | None = None
) -> list[WeighedEntry]:
    """Return the entries as the objective sees them, oldest first."""
    weight = weight or strength
    months, kinds, skills, themes = BitNumbers(), BitNumbers(), BitNumbers(), BitNumbers()
    return [
        WeighedEntry(
            entry,
            weight(entry),
            months.mask([month] if (month := month_of(entry, period)) else []),
            kinds.mask([entry.category] if entry.category else []),
            skills.mask(_mentioned_items(entry, "skill")),
            themes.mask(
                [*_mentioned_items(entry, "goal"), *_mentioned_items(entry, "criterion"), *entry.tags]
            ),
        )
        for entry in sorted(entries, key=by_date)
    ]


def set_value(entries: Sequence[WeighedEntry]) -> int:
    """Return the objective for a set of entries."""
    months = kinds = skills = themes = total = 0
    for entry in entries:
        total += entry.strength - COST
        months |= entry.months
        kinds |= entry.kinds
        skills |= entry.skills
        themes |= entry.themes
    size = len(entries)
    coverage_value = min(skills.bit_count(), size) + min(themes.bit_count(), size)
    return total + _PER_MONTH * months.bit_count() + kinds.bit_count() + coverage_value


class BitNumbers(dict[object, int]):
    """Numbers things as they come, one bit each."""

    def mask(self, things: Iterable[object]) -> int:
        """Return the bits of all these things."""
        bits = 0
        for thing in things:
            bits |= self.setdefault(thing, 1 << len(self))
        return bits


def _mentioned_items(entry: Evidence, sort: str) -> list[object]:
    return [mention.target or mention.name for mention in entry.mentions if mention.sort == sort]
