"""The running document with a mark of the record that it was written from, in its front matter.

The mark depends on the document's contents alone, so equal records give equal documents in every home.
"""

import hashlib
from functools import partial
from zlib import crc32

from vividmap.core.record import Item, Record
from vividmap.formats.document.write import write_marked
from vividmap.services.actor import Actor
from vividmap.store import queries

SUM_RANGE = 1 << 32
_UNMARKED_KINDS = ("profile", "check-in", "packet", "framework", "criterion")
"""Kinds that have no entry in the document."""


def export_marked(actor: Actor) -> str:
    """Return the running document with the mark of its present state."""
    record = queries.load_record(actor.owner)
    return write_marked(record, partial(_mark_of, record))


def _mark_of(record: Record, text: str) -> str:
    """Return the mark of a record whose document is `text`.

    The first half is a sum over the entries, which is cheap to follow from change to change; the second half
    is a digest of the text, which tells apart states with the same sum.
    """
    return f"{sum(map(weigh_item, record.items)) % SUM_RANGE:08x}-{digest_text(text)}"


def weigh_item(item: Item) -> int:
    """Return what an item adds to the first half of the mark."""
    if item.kind in _UNMARKED_KINDS:
        return 0
    return crc32(f"{item.kind}\0{item.handle}\0{item.text}".encode())


def digest_text(text: str) -> str:
    """Return the second half of the mark of a document."""
    return hashlib.sha256(text.encode()).hexdigest()[:16]
