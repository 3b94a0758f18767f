"""Items in their order, as far as it is asked for: an item that cannot be next is not looked at closely."""

from collections.abc import Callable, Iterable, Iterator
from heapq import heapify, heappop, heapreplace
from typing import Any, TypeVar

_Item = TypeVar("_Item")
_Key = Callable[[_Item], Any]


def rank_lazily(items: Iterable[_Item], bound: _Key[_Item], key: _Key[_Item]) -> Iterator[_Item]:
    """Yield items as `sorted(items, key=key)` has them, and ask for the key of no more than has to be.

    `bound` is a key that is quicker to find, and at most the item's own.
    """
    queue = [(bound(item), place, False, item) for place, item in enumerate(items)]
    heapify(queue)
    while queue:
        _, place, is_final, item = queue[0]
        if is_final:
            heappop(queue)
            yield item
        else:
            heapreplace(queue, (key(item), place, True, item))
