"""What a committee looks for first: a mark of the author's, a wide reach, work of late, others who followed.

Who decides on a promotion asks how far somebody's work reaches now. So what was marked strong is told, and
what reached the organisation in the last year, as long as it has a result; the rest is chosen around that,
wide and recent work before the other. What stayed within a team displaces nothing that reached further. The
points are rules of thumb of ours.
"""

from collections.abc import Callable, Sequence
from datetime import date, timedelta
from functools import lru_cache

from vividmap.core.english.essentials import INFLUENCE
from vividmap.core.facts.strength import strength
from vividmap.core.packets.best_set import best_set
from vividmap.core.packets.selection import MIN_ENTRIES, WeighedEntry, has_result, set_value
from vividmap.core.record import Evidence

REACH_POINTS = {"teams": 2, "org": 5, "beyond": 5}
STRONG_POINTS = 3
"""Points for an entry that the author marked as strong, beside those that the mark gives everywhere."""
RECENT = ((timedelta(days=183), 3), (timedelta(days=366), 2))
"""How old an entry may be to count as recent, and the points for that."""
FOLLOWED_POINTS = 2
"""Points for an entry after which others changed what they do."""
WIDE = ("org", "beyond")


def promotion_weight(
    last_day: date, strength: Callable[[Evidence], int] = strength
) -> Callable[[Evidence], int]:
    """Return how much an entry speaks for a promotion, by its strength, its reach and its date."""

    def weigh(entry: Evidence) -> int:
        is_followed = _is_followed(entry.text, entry.outcome)
        marks = STRONG_POINTS * bool(entry.strong) + FOLLOWED_POINTS * is_followed
        return strength(entry) + marks + REACH_POINTS.get(entry.scope, 0) + _recency_points(entry, last_day)

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


def is_told_first(entry: Evidence, last_day: date) -> bool:
    """Return whether an entry is always told: marked strong, or wide and recent."""
    return bool(entry.strong) or (is_wide(entry) and _recency_points(entry, last_day) > 0)


def is_wide(entry: Evidence) -> bool:
    """Return whether an entry reached the organisation or further, and says what came of it."""
    return entry.scope in WIDE and has_result(entry)


def select_wide_first(pool: Sequence[WeighedEntry], last_day: date, max_entries: int) -> tuple[Evidence, ...]:
    """Return the entries that make the best case out of a pool, in its order: at most `max_entries`.

    Only entries with a result are told, unless too few have one; of no more than `max_entries` all of them.
    """
    stated = [entry for entry in pool if has_result(entry.item)]
    pool = stated if len(stated) >= MIN_ENTRIES else pool
    if len(pool) <= max_entries:
        return tuple(entry.item for entry in pool)
    first = [entry for entry in pool if is_told_first(entry.item, last_day)]
    if len(first) >= max_entries:
        return tuple(entry.item for entry in best_set(first, set_value, max_entries, max_entries))
    rest = [entry for entry in pool if not is_told_first(entry.item, last_day)]
    sizes = max(MIN_ENTRIES - len(first), 0), max_entries - len(first)
    chosen = [*first, *best_set(rest, lambda entries: set_value([*first, *entries]), *sizes)]
    chosen_ids = {entry.item.id for entry in _exchange_for_wide(chosen, pool)}
    return tuple(entry.item for entry in pool if entry.item.id in chosen_ids)


def _exchange_for_wide(
    chosen: Sequence[WeighedEntry], pool: Sequence[WeighedEntry]
) -> Sequence[WeighedEntry]:
    """Return the set with entries of a team exchanged for wide ones with a result that were left out."""
    chosen_ids = {entry.item.id for entry in chosen}
    wide = [entry for entry in pool if is_wide(entry.item) and entry.item.id not in chosen_ids]
    narrow = [entry for entry in chosen if entry.item.scope in ("", "team") and not entry.item.strong]
    count = min(len(wide), len(narrow))
    given_up = {entry.item.id for entry in sorted(narrow, key=lambda entry: entry.strength)[:count]}
    added = sorted(wide, key=lambda entry: -entry.strength)[:count]
    return [*(entry for entry in chosen if entry.item.id not in given_up), *added]
