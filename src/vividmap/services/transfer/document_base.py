"""What a document was written from: a mark in its front matter, and the record as it was then.

The mark depends on the document's contents alone, so equal records give equal documents in every home. The
record of that moment is found by walking back through the change log.
"""

import hashlib
from collections.abc import Iterator
from itertools import groupby
from zlib import crc32

from vividmap.core.record import Item, Record
from vividmap.formats.document.write import write
from vividmap.services.actor import Actor
from vividmap.store import queries, records, snapshots
from vividmap.store.models import ItemChange
from vividmap.store.snapshots import Snapshot

_UNMARKED_KINDS = ("profile", "check-in", "packet", "framework", "criterion")
"""Kinds that have no entry in the document."""
_SUM_RANGE = 1 << 32


def export_marked(actor: Actor) -> str:
    """Return the running document with the mark of its present state."""
    record = queries.load_record(actor.owner)
    return write(record, mark_of(record, write(record)))


def mark_of(record: Record, text: str) -> str:
    """Return the mark of a record whose document is `text`.

    The first half is a sum over the entries, which is cheap to follow from change to change; the second half
    is a digest of the text, which tells apart states with the same sum.
    """
    return f"{sum(map(_weigh, record.items)) % _SUM_RANGE:08x}-{_digest(text)}"


def find_base(actor: Actor, mark: str) -> str:
    """Return the document as it was when it had a mark; "" if no state of the record had it."""
    wanted_sum, _, wanted_digest = mark.partition("-")
    for total, record in _earlier_states(actor):
        if f"{total:08x}" == wanted_sum:
            text = write(record)
            if _digest(text) == wanted_digest:
                return text
    return ""


def _earlier_states(actor: Actor) -> Iterator[tuple[int, Record]]:
    """Yield the record as it is and as it was before each change, the newest first, with its sum."""
    items = {item.id: item for item in queries.load_record(actor.owner).items}
    total = sum(map(_weigh, items.values())) % _SUM_RANGE
    yield total, Record(tuple(items.values()))
    rows = ItemChange.objects.filter(owner=actor.owner).order_by(
        "-change__counter", "-change__device", "change_id"
    )
    for _, item_changes in groupby(rows.iterator(), key=lambda row: row.change_id):
        for item_change in item_changes:
            current = items.pop(item_change.item, None)
            total -= _weigh(current) if current else 0
            if item_change.before:
                earlier = _item_from_snapshot(item_change.before, actor)
                items[earlier.id] = earlier
                total += _weigh(earlier)
        total %= _SUM_RANGE
        # Names are resolved in the order of creation, as in the record itself.
        yield total, Record(tuple(sorted(items.values(), key=lambda item: (item.created_at, item.id.int))))


def _item_from_snapshot(snapshot: Snapshot, actor: Actor) -> Item:
    mentions = snapshots.mentions_from_snapshot(snapshot, actor.owner.id)
    return records.to_item(snapshots.row_from_snapshot(snapshot, actor.owner.id), mentions)


def _weigh(item: Item) -> int:
    if item.kind in _UNMARKED_KINDS:
        return 0
    return crc32(f"{item.kind}\0{item.handle}\0{item.text}".encode())


def _digest(text: str) -> str:
    return hashlib.sha256(text.encode()).hexdigest()[:16]
