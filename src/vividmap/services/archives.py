"""The archive out and in: everything, history and trash included."""

from datetime import datetime
from typing import Any, NamedTuple
from uuid import UUID

from django.db import transaction

from vividmap.formats import archive
from vividmap.formats.archive import Plain
from vividmap.services.actor import Actor
from vividmap.services.errors import Unreadable
from vividmap.services.work import search_words, working
from vividmap.store import bulk, queries, snapshots
from vividmap.store.models import Change, Item, Mention, Touched


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


def take_in(actor: Actor, data: bytes) -> Taken:
    """Take in an archive. A home that is empty becomes byte for byte what was exported.

    One that is not gets the items that it never had, as one change; what it has stays as it is.
    Raises Unreadable, and then nothing was taken in.
    """
    items, changes = _read(data)
    if Item.objects.filter(owner=actor.owner).exists() or Change.objects.filter(owner=actor.owner).exists():
        return _merge(actor, items)
    with transaction.atomic():
        _restore(actor, items, changes)
    return Taken(len(items), 0, 0)


def _merge(actor: Actor, items: list[Plain]) -> Taken:
    known = queries.known_before(actor.owner, [UUID(one["id"]) for one in items])
    new = [one for one in items if UUID(one["id"]) not in known]
    if queries.of_kind(actor.owner, "profile").exists():
        new = [one for one in new if one["kind"] != "profile"]
    with working(actor, "import archive") as work:
        taken = queries.taken_handles(actor.owner, [one["handle"] for one in new])
        clashing = [one for one in new if one["handle"] in taken]
        for one in clashing:
            one["handle"] = one["id"].replace("-", "")[-16:]
        work.put(new)
        here = {str(row.uid): row for row in Item.objects.filter(owner=actor.owner)}
        same = sum(
            one["id"] in here and _says(work.snapshot(here[one["id"]])) == _says(one)
            for one in items
            if one not in new
        )
    return Taken(len(new), same, len(items) - len(new) - same)


def _says(snapshot: Plain) -> Plain:
    return {name: value for name, value in snapshot.items() if name not in ("version", "edited_at", "handle")}


def _restore(actor: Actor, items: list[Plain], changes: list[Plain]) -> None:
    rows = [snapshots.row_of(one, actor.owner.id) for one in items]
    mentions = [snapshots.mentions_of(one, actor.owner.id) for one in items]
    for row, named in zip(rows, mentions, strict=True):
        row.words = search_words(row, named)
    taken = queries.foreign_ids([row.uid for row in rows], actor.owner)
    if taken:
        raise Unreadable("the archive's items are in another record of this database; nothing was imported")
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
