"""What a document was written from: the record as it was when the document had its mark.

It is found by walking back through the change log.
"""

from collections.abc import Iterator
from itertools import groupby

from vividmap.core.record import Item, Record
from vividmap.formats.document.write import write
from vividmap.services.actor import Actor
from vividmap.services.transfer.marked_document import SUM_RANGE, digest_text, weigh_item
from vividmap.store import queries, records, snapshots
from vividmap.store.models import ItemChange
from vividmap.store.snapshots import Snapshot


def find_base(actor: Actor, mark: str) -> str:
    """Return the document as it was when it had a mark; "" if no state of the record had it."""
    wanted_sum, _, wanted_digest = mark.partition("-")
    for total, record in _earlier_states(actor):
        if f"{total:08x}" == wanted_sum:
            text = write(record)
            if digest_text(text) == wanted_digest:
                return text
    return ""


def _earlier_states(actor: Actor) -> Iterator[tuple[int, Record]]:
    """Yield the record as it is and as it was before each change, the newest first, with its sum."""
    items = {item.id: item for item in queries.load_record(actor.owner).items}
    total = sum(map(weigh_item, items.values())) % SUM_RANGE
    yield total, Record(tuple(items.values()))
    rows = ItemChange.objects.filter(owner=actor.owner).order_by(
        "-change__counter", "-change__device", "change_id"
    )
    for _, item_changes in groupby(rows.iterator(), key=lambda row: row.change_id):
        for item_change in item_changes:
            current = items.pop(item_change.item, None)
            total -= weigh_item(current) if current else 0
            if item_change.before:
                earlier = _item_from_snapshot(item_change.before, actor)
                items[earlier.id] = earlier
                total += weigh_item(earlier)
        total %= SUM_RANGE
        # Names are resolved in the order of creation, as in the record itself.
        yield total, Record(tuple(sorted(items.values(), key=lambda item: (item.created_at, item.id.int))))


def _item_from_snapshot(snapshot: Snapshot, actor: Actor) -> Item:
    mentions = snapshots.mentions_from_snapshot(snapshot, actor.owner.id)
    return records.to_item(snapshots.row_from_snapshot(snapshot, actor.owner.id), mentions)
