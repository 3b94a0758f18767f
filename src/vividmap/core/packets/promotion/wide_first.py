"""What a committee looks for first: a mark of the author's, a wide reach, work of late, others who followed.

Who decides on a promotion asks how far somebody's work reaches now. So a case tells the entries that weigh
most by strength, a mark of the author's, reach and date, as long as they have a result; what is further told
of one theme weighs less, so that a reader sees several projects. A talk reaches nobody by being heard. The
points are rules of thumb of ours.
"""

from collections import Counter
from collections.abc import Callable, Mapping, Sequence
from datetime import date, timedelta
from functools import lru_cache
from uuid import UUID

from vividmap.core.english.essentials import INFLUENCE
from vividmap.core.english.unfinished import is_talk
from vividmap.core.facts.strength import result_points, strength
from vividmap.core.packets.selection import MIN_ENTRIES, has_result
from vividmap.core.record import Evidence
from vividmap.core.vocabulary import SCOPES

REACH_POINTS = {"teams": 2, "org": 5, "beyond": 5}
STRONG_POINTS = 3
"""Points for an entry that the author marked as strong, beside those that the mark gives everywhere."""
RECENT = ((timedelta(days=183), 3), (timedelta(days=366), 2))
"""How old an entry may be to count as recent, and the points for that."""
AIM_POINTS = 4
"""Points for an entry that answers the goal of the case or a gap of it: readers look for these first."""
FOLLOWED_POINTS = 2
"""Points for an entry after which others changed what they do."""
PER_REPETITION = 4
"""What each entry of a theme that is told takes from the weight of another: a reader sees more projects."""
WIDE = ("org", "beyond")
REACH = ("", *SCOPES)


def promotion_weight(
    last_day: date,
    strength: Callable[[Evidence], int] = strength,
    is_for_aim: Callable[[Evidence], bool] | None = None,
) -> Callable[[Evidence], int]:
    """Return how much an entry speaks for a promotion, by its strength, its reach, its date and its aim."""

    def weigh(entry: Evidence) -> int:
        is_followed = _is_followed(entry.text, entry.outcome)
        marks = STRONG_POINTS * bool(entry.strong) + FOLLOWED_POINTS * is_followed
        reach = 0 if is_talk(entry.text) else REACH_POINTS.get(entry.scope, 0)
        aim = AIM_POINTS if is_for_aim and is_for_aim(entry) else 0
        return strength(entry) + marks + reach + aim + _recency_points(entry, last_day)

    return weigh


@lru_cache(maxsize=16384)
def _is_followed(text: str, outcome: str) -> bool:
    """Return whether an entry says that others changed what they do because of it."""
    return bool(INFLUENCE.search(f"{text} {outcome}"))


def _recency_points(entry: Evidence, last_day: date) -> int:
    if entry.when is None:
        return 0
    age = last_day - min(entry.when.last, last_day)
    return next((points for limit, points in RECENT if age <= limit), 0)


def rank(weight: Callable[[Evidence], int]) -> Callable[[Evidence], tuple[int, int, int, date]]:
    """Return the key by which entries stand in a case: by weight, then by reach, result and date."""
    return lambda entry: (
        weight(entry),
        REACH.index(entry.scope),
        result_points(entry),
        entry.when.last if entry.when else date.min,
    )


def select_strongest(
    entries: Sequence[Evidence],
    weight: Callable[[Evidence], int],
    themes: Mapping[UUID, str],
    max_entries: int,
    has_outcome: Callable[[Evidence], bool] = has_result,
) -> list[Evidence]:
    """Return the entries that weigh most, a further one of a theme less than its first; the weightiest first.

    Only entries with a result are told, unless too few have one.
    """
    has_enough = sum(map(has_result, entries)) >= MIN_ENTRIES
    pool = [entry for entry in entries if has_outcome(entry)] if has_enough else entries
    remaining = sorted(pool, key=rank(weight), reverse=True)
    counts: Counter[str] = Counter()
    strongest: list[Evidence] = []
    while remaining and len(strongest) < max_entries:
        best = max(
            remaining, key=lambda entry: weight(entry) - PER_REPETITION * counts[themes.get(entry.id, "")]
        )
        strongest.append(best)
        remaining.remove(best)
        if theme := themes.get(best.id):
            counts[theme] += 1
    return strongest
