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

Up to 20 entries every set is tried, and the best one found; beyond, a set is built greedily (`best.py`). Ties
go to the earlier entries: the order of the record plays no part.
"""

from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass

from vividmap.core.dates import Period
from vividmap.core.facts.strength import strength
from vividmap.core.packets.choosing.best import best
from vividmap.core.packets.wording.months import month_of
from vividmap.core.record import Evidence, by_date

LEAST, MOST = 3, 5
COST = 3

_PER_MONTH = 2


@dataclass(frozen=True, slots=True, eq=False)
class Weighed:
    """An entry as the objective sees it; what a set may cover is one bit each. Each is its own."""

    item: Evidence
    strength: int
    months: int = 0
    kinds: int = 0
    skills: int = 0
    themes: int = 0


def choose(
    entries: Iterable[Evidence],
    period: Period,
    weight: Callable[[Evidence], int] | None = None,
    least: int = LEAST,
    most: int = MOST,
) -> tuple[Evidence, ...]:
    """Return the `least` to `most` entries that serve best, oldest first; all where there are no more.

    `weight` is how strong an entry is, where a conversation counts more than `strength` does.
    """
    return tuple(one.item for one in best(weigh(entries, period, weight), value, least, most))


def weigh(
    entries: Iterable[Evidence], period: Period, weight: Callable[[Evidence], int] | None = None
) -> list[Weighed]:
    """Return the entries as the objective sees them, oldest first."""
    weight = weight or strength
    items = sorted(entries, key=by_date)
    months, kinds, skills, themes = Bits(), Bits(), Bits(), Bits()
    return [
        Weighed(
            item,
            weight(item),
            months.of([month] if (month := month_of(item, period)) else []),
            kinds.of([item.what] if item.what else []),
            skills.of(_named(item, "skill")),
            themes.of([*_named(item, "goal"), *_named(item, "criterion"), *item.tags]),
        )
        for item in items
    ]


def value(chosen: Sequence[Weighed]) -> int:
    """Return the objective for a set of entries."""
    months = kinds = skills = themes = total = 0
    for one in chosen:
        total += one.strength - COST
        months |= one.months
        kinds |= one.kinds
        skills |= one.skills
        themes |= one.themes
    size = len(chosen)
    covered = min(skills.bit_count(), size) + min(themes.bit_count(), size)
    return total + _PER_MONTH * months.bit_count() + kinds.bit_count() + covered


class Bits(dict[object, int]):
    """Numbers things as they come, one bit each."""

    def of(self, things: Iterable[object]) -> int:
        """Return the bits of all these things."""
        bits = 0
        for thing in things:
            bits |= self.setdefault(thing, 1 << len(self))
        return bits


def _named(item: Evidence, sort: str) -> list[object]:
    return [mention.target or mention.written for mention in item.mentions if mention.sort == sort]
