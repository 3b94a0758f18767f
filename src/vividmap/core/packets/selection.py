"""Which entries a packet tells: first the 3 to 5 that it is written around, then what supports them.

One objective is maximised over sets of 3 to 5 entries, or of as many as a conversation has room for:

    strength of each entry (`facts/strength.py`: result, reach, kind)   - COST for each entry
    + PER_THEME for each theme of the set: a project, a tag, a rare word that entries share (`claims.py`)
    + 1 for each of the four kinds
    + 1 for each skill, goal or criterion, no more than there are entries
    + 1 for every two months

The date of an entry counts for nothing, and months for little: a weak entry of a quiet month must not take
the place of a strong one. A rough date ("about Q3") is of no month. The weights are rules of thumb of
ours; the reasons given with each entry say what tipped it. Three entries are proposed even where the third
is weak; a fourth and a fifth must be worth a reader's time, which is COST.

Up to 20 entries every set is tried, and the best one found; beyond, a set is built greedily (`best_set.py`).
Ties go to the earlier entries: the order of the record plays no part. Of more than SHORTLIST entries only
the strongest are looked at: a weaker one could but add a theme or a kind.

What supports them (`add_support`) are the strongest of the rest, those with a result first, up to MAX_SUPPORT
of a theme (MAX_OF_THEME with those selected), MAX_TOLD in all. Of no more than MAX_TOLD entries all that have
a result are told, and of more too as long as a draft has room: fewer than ROOM.
"""

from collections import Counter
from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from itertools import islice
from uuid import UUID

from vividmap.core.english.dates import Period
from vividmap.core.english.essentials import GROWTH
from vividmap.core.english.plans import is_accepted_document, without_plans
from vividmap.core.english.worded_outcomes import has_worded_outcome
from vividmap.core.facts.strength import max_strength, result_points, strength
from vividmap.core.lazy_ranking import rank_lazily
from vividmap.core.packets.best_set import best_set
from vividmap.core.packets.months import month_of
from vividmap.core.record import Evidence, by_date

MIN_ENTRIES, MAX_ENTRIES = 3, 5
MIN_TOLD, MAX_TOLD = 8, 12
"""Entries told in all: as many as two pages hold."""
MAX_SUPPORT, MAX_OF_THEME = 3, 5
"""Entries of a theme that support others, and in all where one of it is among those selected."""
COST = 3
SHORTLIST = 150
"""Entries that a set is chosen from at most."""
PER_THEME = 2
_WORTH_TELLING = 3
"""From this strength an entry supports others; one less is enough while fewer than MIN_TOLD are told."""

ROOM = 10
"""So many entries a reader takes in at a glance: a draft with fewer leaves out none that states a result."""

_WEIGHTY = 3
"""Points (`facts/strength.py`) that make a quantity of the text a result, not a detail like "10 % of"."""


@dataclass(frozen=True, slots=True, eq=False)
class WeighedEntry:
    """An entry as the objective sees it; each thing that a set may cover is one bit. Compared by identity."""

    item: Evidence
    strength: int
    months: int = 0
    kinds: int = 0
    skills: int = 0
    themes: int = 0
    aims: int = 0


def select_entries(
    entries: Iterable[Evidence],
    period: Period,
    themes: Mapping[UUID, str] | None = None,
    weight: Callable[[Evidence], int] | None = None,
    sizes: tuple[int, int] = (MIN_ENTRIES, MAX_ENTRIES),
) -> tuple[Evidence, ...]:
    """Return the entries that serve best, as many as `sizes` allow, oldest first; all of few.

    `themes` are what entries share, by entry. `weight` is how strong an entry is, where a conversation counts
    more than `strength` does.
    """
    pool = weigh_entries(entries, period, themes, weight)
    return tuple(weighed_entry.item for weighed_entry in best_set(pool, set_value, *sizes))


def weigh_entries(
    entries: Iterable[Evidence],
    period: Period,
    themes: Mapping[UUID, str] | None = None,
    weight: Callable[[Evidence], int] | None = None,
) -> list[WeighedEntry]:
    """Return the entries as the objective sees them, oldest first."""
    weight = weight or strength
    months, kinds, skills, theme_bits, aims = (BitNumbers() for _ in range(5))
    return [
        WeighedEntry(
            entry,
            weight(entry),
            months.mask([month] if (month := month_of(entry, period)) else []),
            kinds.mask([entry.category] if entry.category else []),
            skills.mask(_mentioned_items(entry, "skill")),
            theme_bits.mask([themes.get(entry.id, entry.id) if themes else entry.tags[:1] or entry.id]),
            aims.mask([*_mentioned_items(entry, "goal"), *_mentioned_items(entry, "criterion")]),
        )
        for entry in sorted(entries, key=by_date)
    ]


def set_value(entries: Sequence[WeighedEntry]) -> int:
    """Return the objective for a set of entries."""
    months = kinds = skills = themes = aims = total = 0
    for entry in entries:
        total += entry.strength - COST
        months |= entry.months
        kinds |= entry.kinds
        skills |= entry.skills
        themes |= entry.themes
        aims |= entry.aims
    size = len(entries)
    coverage_value = min(skills.bit_count() + aims.bit_count(), size)
    spread_value = PER_THEME * themes.bit_count() + months.bit_count() // 2
    return total + spread_value + kinds.bit_count() + coverage_value


def add_support(
    selected: Sequence[Evidence],
    entries: Iterable[Evidence],
    themes: Mapping[UUID, str],
    weight: Callable[[Evidence], int] = strength,
    has_outcome: Callable[[Evidence], bool] | None = None,
) -> tuple[Evidence, ...]:
    """Return the entries that a packet tells: those selected, and the strongest that support them.

    `weight` is how much an entry deserves to be told, and `has_outcome` whether it says what came of it, if
    a conversation reads more than `strength` and `has_result` do.
    """
    has_outcome = has_outcome or has_result
    told_entries, selected_ids = list(selected), {entry.id for entry in selected}
    counts = Counter(themes[entry.id] for entry in selected if entry.id in themes)
    limits = dict.fromkeys(counts, MAX_OF_THEME)
    is_small = len(ranking := list(entries)) <= MAX_TOLD
    ranking = sorted(
        (entry for entry in ranking if entry.id not in selected_ids),
        key=lambda entry: (not _is_weighty(entry, weight, has_outcome), -weight(entry), by_date(entry)),
    )
    for entry in ranking:
        minimum = _WORTH_TELLING - (len(told_entries) < MIN_TOLD)
        theme = themes.get(entry.id)
        if len(told_entries) == MAX_TOLD:
            break
        has_room = is_small or len(told_entries) < ROOM
        if weight(entry) < minimum and not (has_room and has_outcome(entry)):
            continue
        if is_small or theme is None or counts[theme] < limits.get(theme, MAX_SUPPORT):
            counts[theme or ""] += 1
            told_entries.append(entry)
    return tuple(sorted(told_entries, key=by_date))


def _is_weighty(
    entry: Evidence, weight: Callable[[Evidence], int], has_outcome: Callable[[Evidence], bool]
) -> bool:
    """Return whether an entry has a weighty result, or outweighs its strength by what the record asks for."""
    return has_result(entry, _WEIGHTY) or (weight(entry) > strength(entry) and has_outcome(entry))


def has_result(entry: Evidence, points: int = 1) -> bool:
    """Return whether an entry is marked strong, or states what came of it (`has_stated_result`)."""
    return bool(entry.strong) or has_stated_result(entry, points)


def has_told_outcome(entry: Evidence) -> bool:
    """Return whether an entry says what came of it: as a result, or in words ("signed off by Growth")."""
    return has_stated_result(entry) or has_worded_outcome(f"{entry.text} {entry.outcome}")


def has_stated_result(entry: Evidence, points: int = 1) -> bool:
    """Return whether an entry states what came of it, or its text a quantity of so many points.

    What a document only proposes did not come of it; that others accepted it did.
    """
    has_outcome = bool(entry.outcome and without_plans(entry.text, entry.outcome)[1].strip())
    is_accepted = bool(GROWTH.search(entry.text)) or is_accepted_document(entry.text)
    return has_outcome or is_accepted or result_points(entry) >= points


def shortlist(
    entries: Sequence[Evidence],
    weight: Callable[[Evidence], int] = strength,
    max_weight: Callable[[Evidence], int] = max_strength,
) -> Sequence[Evidence]:
    """Return the entries of many that weigh most, SHORTLIST of them, in their order."""
    if len(entries) <= SHORTLIST:
        return entries
    ids = {entry.id for entry in islice(rank_by_weight(entries, weight, max_weight), SHORTLIST)}
    return [entry for entry in entries if entry.id in ids]


def rank_by_weight(
    entries: Iterable[Evidence],
    weight: Callable[[Evidence], int] = strength,
    max_weight: Callable[[Evidence], int] = max_strength,
) -> Iterator[Evidence]:
    """Yield entries by weight, the heaviest first; of equal ones the earlier first.

    To weigh as few as possible, `max_weight` gives the most that an entry can weigh.
    """

    def key(weight: Callable[[Evidence], int]) -> Callable[[Evidence], object]:
        return lambda entry: (-weight(entry), by_date(entry))

    return rank_lazily(entries, key(max_weight), key(weight))


class BitNumbers(dict[object, int]):
    """Gives each new thing a bit of its own."""

    def mask(self, things: Iterable[object]) -> int:
        """Return the bits of all these things."""
        bits = 0
        for thing in things:
            bits |= self.setdefault(thing, 1 << len(self))
        return bits


def _mentioned_items(entry: Evidence, sort: str) -> list[object]:
    return [mention.target or mention.name for mention in entry.mentions if mention.sort == sort]
