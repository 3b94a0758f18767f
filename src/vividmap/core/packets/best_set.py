"""The best few of many, by an objective: every set is tried where they are few, else a good one is built.

Up to MAX_SETS sets every one is tried. Beyond, a set is built greedily, then improved by exchanging one
member at a time. Of two sets that are as good the earlier one is taken.
"""

from collections.abc import Callable, Iterator, Sequence
from itertools import combinations
from math import comb
from typing import TypeVar

MAX_SETS = 25_000
"""Sets that are tried at most: about a tenth of a second."""

_Member = TypeVar("_Member")
_Objective = Callable[[Sequence[_Member]], int]


def best_set(
    pool: Sequence[_Member], objective: _Objective[_Member], min_size: int, max_size: int
) -> Sequence[_Member]:
    """Return the set of `min_size` to `max_size` members that is worth most, in the order of the pool."""
    sizes = range(min(min_size, len(pool)), min(max_size, len(pool)) + 1)
    if sum(comb(len(pool), size) for size in sizes) > MAX_SETS:
        return build_greedily(pool, objective, min_size, max_size)
    return max((members for size in sizes for members in combinations(pool, size)), key=objective)


def build_greedily(
    pool: Sequence[_Member], objective: _Objective[_Member], min_size: int, max_size: int
) -> Sequence[_Member]:
    """Return a set that no addition and no exchange of one member makes better."""
    members: list[_Member] = []
    while len(members) < min(max_size, len(pool)):
        addition = max(_without(pool, members), key=lambda member: objective([*members, member]))
        if len(members) >= min_size and objective([*members, addition]) <= objective(members):
            break
        members.append(addition)
    while better_set := next(better_exchanges(members, pool, objective), None):
        members = better_set
    excluded_ids = {id(member) for member in _without(pool, members)}
    return [member for member in pool if id(member) not in excluded_ids]


def better_exchanges(
    members: list[_Member], pool: Sequence[_Member], objective: _Objective[_Member]
) -> Iterator[list[_Member]]:
    """Yield the sets that are better and differ in one member."""
    value, candidates = objective(members), _without(pool, members)
    for position in range(len(members)):
        for member in candidates:
            new_members = [*members[:position], member, *members[position + 1 :]]
            if objective(new_members) > value:
                yield new_members


def _without(pool: Sequence[_Member], members: Sequence[_Member]) -> list[_Member]:
    # By identity: comparing two entries field by field, thousands of times, is slow.
    ids = {id(member) for member in members}
    return [member for member in pool if id(member) not in ids]
