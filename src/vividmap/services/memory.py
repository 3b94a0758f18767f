"""The whole record kept in memory by a process that stays, and brought up to date from newer changes.

Ten years of a record take half a second to read; what one change touched takes a few milliseconds.
"""

import gc
from collections import OrderedDict
from collections.abc import Iterable
from threading import Lock
from typing import NamedTuple
from uuid import UUID

from django.db.models import Count, Max

from vividmap.core import record as core
from vividmap.core.record import NAMEABLE, Record
from vividmap.services.actor import Actor
from vividmap.store import queries, records
from vividmap.store.models import Change, Item, Mention, Owner, Touched

_OWNERS = 4
"""How many owners' records are kept at a time; the one that was read longest ago goes first."""
_MANY = 500
"""From so many touched items on, reading all of them anew is no more work."""


_LARGE = 2_000
"""Items from which on a record costs the garbage collector milliseconds."""


class _Mark(NamedTuple):
    """By what it is seen whether a record is still what it was: its newest change, and how many there are."""

    counter: int
    changes: int
    items: int


class _Kept(NamedTuple):
    mark: _Mark
    record: Record


_kept: OrderedDict[UUID, _Kept] = OrderedDict()
_lock = Lock()


def record(actor: Actor) -> Record:
    """Return the owner's whole record as it is now."""
    owner = actor.owner
    with _lock:
        known, mark = _kept.get(owner.pk), _mark(owner)
        if known is None or known.mark != mark:
            newer = _newer(owner, known, mark) if known else None
            known = _kept[owner.pk] = _Kept(mark, newer or _whole(owner))
        _kept.move_to_end(owner.pk)
        while len(_kept) > _OWNERS:
            _kept.popitem(last=False)
        return known.record


def _whole(owner: Owner) -> Record:
    """Return all of a record. A large one is nothing for the garbage collector to pass over each time."""
    found = queries.load(owner)
    if len(found.items) > _LARGE:
        gc.collect()  # or what is garbage now would stay too
        gc.freeze()
    return found


def _mark(owner: Owner) -> _Mark:
    found = Change.objects.filter(owner=owner).aggregate(newest=Max("counter"), many=Count("*"))
    return _Mark(found["newest"] or 0, found["many"], Item.objects.filter(owner=owner).count())


def _newer(owner: Owner, known: _Kept, mark: _Mark) -> Record | None:
    """Return a record with what was changed since; None where that cannot be told, or is most of it.

    It cannot where changes came that are no newer (an archive brings its own), or where a purge took some.
    """
    changes = Change.objects.filter(owner=owner, counter__gt=known.mark.counter)
    if changes.count() != mark.changes - known.mark.changes:
        return None
    touched = set(Touched.objects.filter(owner=owner, change__in=changes).values_list("item", flat=True))
    if len(touched) > _MANY:
        return None
    items = _with(known.record.by_id, touched, owner)
    return Record.of(items) if len(items) == mark.items else None


def _with(items: dict[UUID, core.Item], touched: set[UUID], owner: Owner) -> dict[UUID, core.Item]:
    now = {one.id: one for one in _read(touched, owner)}
    came_or_went = {
        uid
        for uid in touched
        if (uid in items) != (uid in now) and (items.get(uid) or now[uid]).kind in NAMEABLE
    }
    if came_or_went:  # the names of others have come to mean it, or mean it no more
        naming = {
            one.id for one in items.values() if any(named.target in came_or_went for named in one.mentions)
        }
        naming |= set(_sources(came_or_went, owner))
        now |= {one.id: one for one in _read(naming - touched, owner)}
    found = items | now
    for uid in touched - now.keys():
        found.pop(uid, None)
    came_back = any(one.version > 1 and one.id not in items for one in now.values())
    return _in_order(found, owner) if came_back else found


def _in_order(items: dict[UUID, core.Item], owner: Owner) -> dict[UUID, core.Item]:
    """Return items in the order of their rows: what comes back from the trash is not the last of them."""
    rows = Item.objects.filter(owner=owner).order_by("number").values_list("uid", flat=True)
    return {uid: items[uid] for uid in rows if uid in items}


def _read(uids: Iterable[UUID], owner: Owner) -> list[core.Item]:
    rows = Item.objects.filter(owner=owner, uid__in=list(uids))
    return records.items(rows.order_by("number"), owner)


def _sources(targets: Iterable[UUID], owner: Owner) -> Iterable[UUID]:
    return Mention.objects.filter(owner=owner, target__uid__in=list(targets)).values_list(
        "source__uid", flat=True
    )
