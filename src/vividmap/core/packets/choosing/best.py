"""The best few of many, by an objective: every set is tried where they are few, else a good one is built.

Up to SETS sets every one is tried. Beyond, a set is built greedily, then improved by exchanging one thing at
a time. Of two sets that are as good the earlier one is taken: whoever wants no order to play a part sorts.
"""

from collections.abc import Callable, Iterator, Sequence
from itertools import combinations
from math import comb
from typing import TypeVar

SETS = 25_000
"""Sets that are tried at most: about a tenth of a second."""

_Thing = TypeVar("_Thing")
_Value = Callable[[Sequence[_Thing]], int]


def best(pool: Sequence[_Thing], value: _Value[_Thing], least: int, most: int) -> Sequence[_Thing]:
    """Return the set of `least` to `most` things that is worth most, in the order of the pool."""
    sizes = range(min(least, len(pool)), min(most, len(pool)) + 1)
    if sum(comb(len(pool), size) for size in sizes) > SETS:
        return greedy(pool, value, least, most)
    return max((chosen for size in sizes for chosen in combinations(pool, size)), key=value)


def greedy(pool: Sequence[_Thing], value: _Value[_Thing], least: int, most: int) -> Sequence[_Thing]:
    """Return a set to which no one thing can be added, or exchanged, for the better."""
    chosen: list[_Thing] = []
    while len(chosen) < min(most, len(pool)):
        more = max(_left(pool, chosen), key=lambda one: value([*chosen, one]))
        if len(chosen) >= least and value([*chosen, more]) <= value(chosen):
            break
        chosen.append(more)
    while better := next(exchanges(chosen, pool, value), None):
        chosen = better
    left = {id(one) for one in _left(pool, chosen)}
    return [one for one in pool if id(one) not in left]


def exchanges(chosen: list[_Thing], pool: Sequence[_Thing], value: _Value[_Thing]) -> Iterator[list[_Thing]]:
    """Yield the sets that are better and differ in one thing."""
    now, left = value(chosen), _left(pool, chosen)
    for place in range(len(chosen)):
        for one in left:
            other = [*chosen[:place], one, *chosen[place + 1 :]]
            if value(other) > now:
                yield other


def _left(pool: Sequence[_Thing], chosen: Sequence[_Thing]) -> list[_Thing]:
    # By identity: to compare two entries field by field, thousands of times, is what would take long.
    taken = {id(one) for one in chosen}
    return [one for one in pool if id(one) not in taken]
