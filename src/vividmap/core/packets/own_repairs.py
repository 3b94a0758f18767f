"""Repairs of harm that their author caused: no draft tells them as results unless the author wants it.

"About $84k refunded" reads as a gain until its reader asks whose bug it was. So such an entry is proposed for
no draft, and its author is told; chosen or marked strong, it is told like any other.
"""

from collections.abc import Collection, Iterable, Iterator, Sequence
from functools import lru_cache
from uuid import UUID

from vividmap.core.english.own_faults import is_own_fault
from vividmap.core.packets.packet import AuthorNote
from vividmap.core.packets.selection import has_stated_result
from vividmap.core.record import Evidence, by_date


def is_own_repair(entry: Evidence) -> bool:
    """Return whether an entry tells of harm that its author caused, and is not marked strong."""
    return not entry.strong and _is_own_fault(entry.text, entry.outcome, entry.body)


@lru_cache(maxsize=16384)
def _is_own_fault(*texts: str) -> bool:
    return is_own_fault("; ".join(filter(None, texts)))


def without_own_repairs(entries: Iterable[Evidence], shown_ids: Collection[UUID] = ()) -> list[Evidence]:
    """Return the entries that a draft may propose by itself, and those that its author shows."""
    return [entry for entry in entries if entry.id in shown_ids or not is_own_repair(entry)]


def own_repairs_note(entries: Sequence[Evidence], told_ids: Collection[UUID]) -> Iterator[AuthorNote]:
    """Yield which entries are not told since they repair what their author had caused."""
    untold = (entry for entry in entries if entry.id not in told_ids and is_own_repair(entry))
    repairs = sorted(filter(has_stated_result, untold), key=by_date)
    if repairs:
        yield AuthorNote(
            "Left out, since by your own words you caused what they repair. To tell one, choose it, and say"
            " so in its text.",
            tuple(entry.id for entry in repairs),
        )
