"""The archive out and in: everything, history and trash included."""

from collections.abc import Collection
from datetime import datetime
from typing import Any, NamedTuple
from uuid import UUID

from vividmap.core import handles
from vividmap.core.record import KINDS
from vividmap.formats import archive
from vividmap.formats.archive import Plain
from vividmap.services.actor import Actor
from vividmap.services.errors import Unreadable
from vividmap.services.turns import writing
from vividmap.services.values import search_words
from vividmap.services.work import working
from vividmap.store import bulk, queries, snapshots
from vividmap.store.models import Change, Item, Mention, Touched

_DEPTH = {kind: position for position, kind in enumerate(KINDS)}


class Taken(NamedTuple):
    """How many items came in; how many were here already; how many were here and say something else."""

    added: int
    same: int
    different: int


def export(actor: Actor) -> bytes:
    """Return the owner's archive."""
    mentions: dict[UUID, list[Mention]] = {}
    for mention in Mention.objects.filter(owner=actor.owner).order_by("source", "position"):
        mentions.setdefault(mention.source_id, []).append(mention)
    rows = Item.objects.filter(owner=actor.owner).order_by("number")
    items = [snapshots.take(row, mentions.get(row.uid, ())) for row in rows.iterator()]
    return archive.write(items, [_change(one) for one in _changes(actor)])


def _changes(actor: Actor) -> Any:
    changes = Change.objects.filter(owner=actor.owner).order_by("counter", "device")
    return changes.prefetch_related("touched")


def _change(change: Change) -> Plain:
    touched = sorted(change.touched.all(), key=lambda one: one.pk)
    plain = {
        "id": str(change.id),
        "device": change.device,
        "counter": change.counter,
        "at": change.at.isoformat(),
        "verb": change.verb,
        "undoes": str(change.undoes) if change.undoes else None,
        "touched": [_touched(one) for one in touched],
    }
    return {name: value for name, value in plain.items() if value is not None}


def _touched(one: Touched) -> Plain:
    plain = {
        "item": str(one.item),
        "handle": one.handle,
        "version": one.version,
        "before": one.before,
        "after": one.after,
    }
    return {name: value for name, value in plain.items() if value is not None}


def look(data: bytes) -> tuple[int, int]:
    """Return how many items and changes an archive holds, and do nothing. Raises Unreadable."""
    items, changes = _read(data)
    return len(items), len(changes)


def _read(data: bytes) -> tuple[list[Plain], list[Plain]]:
    try:
        return archive.read(data)
    except archive.BadArchive as error:
        raise Unreadable(f"{error}; nothing was imported") from error


class Coming(NamedTuple):
    """What taking in an archive would do: `new` are the items, `whole` when their history comes too."""

    new: tuple[Plain, ...]
    known: int
    changes: int
    whole: bool


def plan(actor: Actor, data: bytes) -> Coming:
    """Return what taking in an archive would do, and do nothing. Raises Unreadable."""
    items, changes = _read(data)
    if _is_new(actor):
        return Coming(tuple(items), 0, len(changes), whole=True)
    new = _new(actor, items)
    return Coming(tuple(new.values()), len(items) - len(new), len(changes), whole=False)


def _is_new(actor: Actor) -> bool:
    return not any(rows.objects.filter(owner=actor.owner).exists() for rows in (Item, Change))


def take_in(actor: Actor, data: bytes, leave_out: Collection[str] = ()) -> Taken:
    """Take in an archive. A home that is empty becomes byte for byte what was exported.

    One that is not gets the items that it never had, as one change; what it has stays as it is. So does one
    that leaves out items (by their ids) and what is beneath them.
    Raises Unreadable, and then nothing was taken in.
    """
    items, changes = _read(data)
    if leave_out or not _is_new(actor):
        return _merge(actor, _without(items, leave_out))
    with writing(actor.owner):
        _restore(actor, items, changes)
    return Taken(len(items), 0, 0)


def _merge(actor: Actor, items: list[Plain]) -> Taken:
    new = _new(actor, items)
    with working(actor, "import archive") as work:
        _give_handles(actor, new)
        work.put([one for one in items if one["id"] in new])
        here = {str(row.uid): row for row in Item.objects.filter(owner=actor.owner)}
        old = [one for one in items if one["id"] not in new]
        same = sum(one["id"] in here and _says(work.snapshot(here[one["id"]])) == _says(one) for one in old)
    return Taken(len(new), same, len(old) - same)


def _without(items: list[Plain], leave_out: Collection[str]) -> list[Plain]:
    gone = set(leave_out)
    for one in sorted(items, key=lambda one: _DEPTH[one["kind"]]):
        if one.get("parent") in gone:
            gone.add(one["id"])
    return [one for one in items if one["id"] not in gone]


def _new(actor: Actor, items: list[Plain]) -> dict[str, Plain]:
    """Return, by id, the items that this record never had and has a place for."""
    uids = [UUID(one["id"]) for one in items]
    _refuse_foreign(actor, uids)
    known = {str(uid) for uid in queries.known_before(actor.owner, uids)}
    there = {str(uid) for uid in queries.there_now(actor.owner, uids)}
    profiles = queries.of_kind(actor.owner, "profile").count()
    new: dict[str, Plain] = {}
    for one in sorted(items, key=lambda one: _DEPTH[one["kind"]]):
        above = one.get("parent")
        if one["id"] in known or (one["kind"] == "profile" and profiles):
            continue
        if above is None or above in there or above in new:  # what was deleted here takes nothing in
            new[one["id"]] = one
    return new


def _give_handles(actor: Actor, new: dict[str, Plain]) -> None:
    """Give those whose handle is somebody else's here another one."""
    taken = queries.taken_handles(actor.owner, [one["handle"] for one in new.values()])
    clashing = [one for one in new.values() if one["handle"] in taken]
    codes = [handles.code(UUID(one["id"])) for one in clashing]
    lengths = range(handles.SHORTEST, handles.LONGEST + 1)
    taken |= {one["handle"] for one in new.values()}
    taken |= queries.taken_handles(actor.owner, [code[:length] for code in codes for length in lengths])
    for one in clashing:
        one["handle"] = handles.handle(UUID(one["id"]), taken)
        taken.add(one["handle"])


def _refuse_foreign(actor: Actor, uids: list[UUID]) -> None:
    if queries.foreign_ids(uids, actor.owner):
        raise Unreadable("the archive's items are in another record of this database; nothing was imported")


def _says(snapshot: Plain) -> Plain:
    return {name: value for name, value in snapshot.items() if name not in ("version", "edited_at", "handle")}


def _restore(actor: Actor, items: list[Plain], changes: list[Plain]) -> None:
    rows = [snapshots.row_of(one, actor.owner.id) for one in items]
    mentions = [snapshots.mentions_of(one, actor.owner.id) for one in items]
    for row, named in zip(rows, mentions, strict=True):
        row.words = search_words(row, named)
    _refuse_foreign(actor, [row.uid for row in rows])
    bulk.insert(rows)
    bulk.insert([one for named in mentions for one in named])
    bulk.insert([_change_row(actor, one) for one in changes])
    bulk.insert([_touched_row(actor, c, t) for c in changes for t in c["touched"]])


def _change_row(actor: Actor, plain: Plain) -> Change:
    return Change(
        id=UUID(plain["id"]),
        owner_id=actor.owner.id,
        device=plain["device"],
        counter=plain["counter"],
        at=datetime.fromisoformat(plain["at"]),
        verb=plain["verb"],
        undoes=UUID(plain["undoes"]) if "undoes" in plain else None,
    )


def _touched_row(actor: Actor, change: Plain, plain: Plain) -> Touched:
    return Touched(
        owner_id=actor.owner.id,
        change_id=UUID(change["id"]),
        item=UUID(plain["item"]),
        handle=plain["handle"],
        version=plain["version"],
        before=plain.get("before"),
        after=plain.get("after"),
    )
