"""Records from running documents without a database: the sample's own, and two of other engineers."""

import hashlib
from collections.abc import Iterator
from dataclasses import replace
from datetime import UTC, date, datetime
from functools import cache
from importlib import resources
from pathlib import Path
from uuid import UUID

from vividmap.core.names import Names
from vividmap.core.record import KINDS, NAMEABLE_KINDS, Item, Mention, Record
from vividmap.core.shorthand import Draft
from vividmap.formats.document.read import read

TODAY = date(2026, 11, 30)
NAMES = ("sample", "backend", "ml")


@cache
def document_record(name: str) -> Record:
    """Return one of the three records by its name."""
    return read_record(document_text(name))


def document_text(name: str) -> str:
    """Return the running document of one of the three records."""
    if name == "sample":
        return (resources.files("vividmap") / "sample" / "record.md").read_text(encoding="utf-8")
    return (Path(__file__).parent / "records" / f"{name}.md").read_text(encoding="utf-8")


def read_record(text: str) -> Record:
    """Return what a running document holds, its names resolved; raises AssertionError where it has problems."""
    reading = read(text, TODAY)
    assert not reading.problems, reading.problems[:3]
    drafts = [*([reading.profile] if reading.profile else []), *reading.drafts]
    pairs = [pair for draft in drafts for pair in _make_items(draft, None)]
    names = Names(item for _, item in pairs if item.kind in NAMEABLE_KINDS)
    return Record(tuple(_resolve(draft, item, names) for draft, item in pairs))


def _make_items(draft: Draft, parent: UUID | None) -> Iterator[tuple[Draft, Item]]:
    digest = hashlib.sha256(f"{parent}{draft.kind}{draft.when}{draft.text}{draft.place}".encode())
    item_id = UUID(bytes=digest.digest()[:16])
    handle = draft.handle or f"h{digest.hexdigest()[:5]}"
    now = datetime(2026, 11, 30, tzinfo=UTC)
    item = KINDS[draft.kind](
        id=item_id, handle=handle, parent=parent, text=draft.text, body=draft.body, when=draft.when,
        created_at=now, edited_at=now, **draft.fields,
    )  # fmt: skip
    yield draft, item
    for child in draft.children:
        yield from _make_items(child, item_id)


def _resolve(draft: Draft, item: Item, names: Names) -> Item:
    mentions = tuple(
        Mention(
            mark.sort,
            mark.name,
            None if mark.is_pending else names.resolve(mark.sort, mark.name),
            mark.shown_on,
        )
        for mark in draft.mentions
    )
    return replace(item, mentions=mentions)
