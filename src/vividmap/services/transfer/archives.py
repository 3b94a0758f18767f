"""Export and import of the archive: everything, with history and trash."""

from collections.abc import Collection
from datetime import datetime
from typing import Any, NamedTuple
from uuid import UUID

from vividmap.core import handles
from vividmap.core.record import KINDS
from vividmap.formats import archive
from vividmap.formats.archive import Plain
from vividmap.services.actor import Actor
from vividmap.services.changes.change_set import open_change_set
from vividmap.services.changes.values import search_words
from vividmap.services.changes.write_lock import takes_turn, write_transaction
from vividmap.services.errors import UnreadableFile
from vividmap.store import bulk, item_rows, snapshots
from vividmap.store.models import Change, ItemChange, ItemRow, MentionRow, ProposalKey
from vividmap.store.queries import change_log, inbox

_KIND_ORDER = {kind: position for position, kind in enumerate(KINDS)}


class ArchiveResult(NamedTuple):
    """The numbers of items added, already present, and present with other content."""

    added_count: int
    unchanged_count: int
    differing_count: int


def export_archive(actor: Actor) -> bytes:
    """Return the owner's archive."""
    mentions: dict[UUID, list[MentionRow]] = {}
    for mention in MentionRow.objects.filter(owner=actor.owner).order_by("source", "position"):
        mentions.setdefault(mention.source_id, []).append(mention)
    rows = ItemRow.objects.filter(owner=actor.owner).order_by("number")
    items = [snapshots.take_snapshot(row, mentions.get(row.uid, ())) for row in rows.iterator()]
    changes = [_change_as_json(change) for change in _read_changes(actor)]
    return archive.write(items, changes, [*map(str, sorted(inbox.all_digests(actor.owner)))])


def _read_changes(actor: Actor) -> Any:
    changes = Change.objects.filter(owner=actor.owner).order_by("counter", "device")
    return changes.prefetch_related("item_changes")


def _change_as_json(change: Change) -> Plain:
    item_changes = sorted(change.item_changes.all(), key=lambda item_change: item_change.pk)
    plain = {
        "id": str(change.id),
        "device": change.device,
        "counter": change.counter,
        "at": change.at.isoformat(),
        "verb": change.verb,
        "undoes": str(change.undoes) if change.undoes else None,
        "touched": [_item_change_as_json(item_change) for item_change in item_changes],
    }
    return {name: value for name, value in plain.items() if value is not None}


def _item_change_as_json(item_change: ItemChange) -> Plain:
    plain = {
        "item": str(item_change.item),
        "handle": item_change.handle,
        "version": item_change.version,
        "before": item_change.before,
        "after": item_change.after,
    }
    return {name: value for name, value in plain.items() if value is not None}


def count_contents(data: bytes) -> tuple[int, int]:
    """Return the numbers of items and changes in an archive. Raises UnreadableFile."""
    contents = _parse(data)
    return len(contents.items), len(contents.changes)


def _parse(data: bytes) -> archive.ArchiveContents:
    try:
        return archive.read(data)
    except archive.BadArchive as error:
        raise UnreadableFile(f"{error}; nothing was imported") from error


class ArchivePlan(NamedTuple):
    """What an import would do: `new` are the items to add; if `whole`, their history is imported too."""

    new: tuple[Plain, ...]
    known_count: int
    changes: int
    whole: bool


def plan_archive(actor: Actor, data: bytes) -> ArchivePlan:
    """Return what an import of an archive would do. Raises UnreadableFile."""
    items, changes, _ = _parse(data)
    if _has_empty_record(actor):
        return ArchivePlan(tuple(items), 0, len(changes), whole=True)
    new = _select_new(actor, items)
    return ArchivePlan(tuple(new.values()), len(items) - len(new), len(changes), whole=False)


def _has_empty_record(actor: Actor) -> bool:
    return not any(rows.objects.filter(owner=actor.owner).exists() for rows in (ItemRow, Change))


@takes_turn
def import_archive(actor: Actor, data: bytes, leave_out: Collection[str] = ()) -> ArchiveResult:
    """Import an archive. An empty record becomes exactly what was exported.

    Any other record gets the items that it never had, as one change; its own items stay. So does an import
    that leaves out items (by id) and their descendants.
    Raises UnreadableFile; then nothing is imported.
    """
    items, changes, proposal_keys = _parse(data)
    if leave_out or not _has_empty_record(actor):
        result = _add_missing(actor, _exclude(items, leave_out))
        _add_digests(actor, proposal_keys)
        return result
    with write_transaction(actor.owner):
        _insert_all(actor, items, changes)
        _add_digests(actor, proposal_keys)
    return ArchiveResult(len(items), 0, 0)


def _add_missing(actor: Actor, items: list[Plain]) -> ArchiveResult:
    with open_change_set(actor, "import archive") as changes:
        new = _select_new(actor, items)
        _replace_taken_handles(actor, new)
        changes.restore_snapshots([item for item in items if item["id"] in new])
        rows_by_id = {str(row.uid): row for row in ItemRow.objects.filter(owner=actor.owner)}
        known_items = [item for item in items if item["id"] not in new]
        same_count = sum(
            item["id"] in rows_by_id and _content(changes.snapshot(rows_by_id[item["id"]])) == _content(item)
            for item in known_items
        )
    return ArchiveResult(len(new), same_count, len(known_items) - same_count)


def _add_digests(actor: Actor, proposal_keys: list[str]) -> None:
    """Remember also here what was proposed there."""
    digests = [UUID(key) for key in proposal_keys]
    known_digests = inbox.known_digests(actor.owner, digests)
    bulk.insert_rows(
        [
            ProposalKey(owner_id=actor.owner.id, digest=digest)
            for digest in digests
            if digest not in known_digests
        ]
    )


def _exclude(items: list[Plain], leave_out: Collection[str]) -> list[Plain]:
    excluded_ids = set(leave_out)
    for item in sorted(items, key=lambda item: _KIND_ORDER[item["kind"]]):
        if item.get("parent") in excluded_ids:
            excluded_ids.add(item["id"])
    return [item for item in items if item["id"] not in excluded_ids]


def _select_new(actor: Actor, items: list[Plain]) -> dict[str, Plain]:
    """Return, by id, the items that this record never had and whose parents it has."""
    uids = [UUID(item["id"]) for item in items]
    _refuse_foreign(actor, uids)
    known_ids = {str(uid) for uid in change_log.ids_ever_known(actor.owner, uids)}
    existing = {str(uid) for uid in change_log.existing_ids(actor.owner, uids)}
    profiles = item_rows.rows_of_kind(actor.owner, "profile").count()
    new: dict[str, Plain] = {}
    for item in sorted(items, key=lambda item: _KIND_ORDER[item["kind"]]):
        above = item.get("parent")
        if item["id"] in known_ids or (item["kind"] == "profile" and profiles):
            continue
        if above is None or above in existing or above in new:  # not beneath an item that was deleted here
            new[item["id"]] = item
    return new


def _replace_taken_handles(actor: Actor, new: dict[str, Plain]) -> None:
    """Assign new handles to items whose handles are used here."""
    used = change_log.taken_handles(actor.owner, [item["handle"] for item in new.values()])
    clashing = [item for item in new.values() if item["handle"] in used]
    codes = [handles.handle_code(UUID(item["id"])) for item in clashing]
    lengths = range(handles.SHORTEST, handles.LONGEST + 1)
    used |= {item["handle"] for item in new.values()}
    used |= change_log.taken_handles(actor.owner, [code[:length] for code in codes for length in lengths])
    for item in clashing:
        item["handle"] = handles.shortest_handle(UUID(item["id"]), used)
        used.add(item["handle"])


def _refuse_foreign(actor: Actor, uids: list[UUID]) -> None:
    if change_log.has_foreign_ids(uids, actor.owner):
        raise UnreadableFile(
            "the archive's items are in another record of this database; nothing was imported"
        )


def _content(snapshot: Plain) -> Plain:
    return {name: value for name, value in snapshot.items() if name not in ("version", "edited_at", "handle")}


def _insert_all(actor: Actor, items: list[Plain], changes: list[Plain]) -> None:
    rows = [snapshots.row_from_snapshot(item, actor.owner.id) for item in items]
    mentions = [snapshots.mentions_from_snapshot(item, actor.owner.id) for item in items]
    for row, row_mentions in zip(rows, mentions, strict=True):
        row.words = search_words(row, row_mentions)
    _refuse_foreign(actor, [row.uid for row in rows])
    bulk.insert_rows(rows)
    bulk.insert_rows([mention for row_mentions in mentions for mention in row_mentions])
    bulk.insert_rows([_row_from_change(actor, change) for change in changes])
    bulk.insert_rows(
        [
            _row_from_item_change(actor, change, item_change)
            for change in changes
            for item_change in change["touched"]
        ]
    )


def _row_from_change(actor: Actor, plain: Plain) -> Change:
    return Change(
        id=UUID(plain["id"]),
        owner_id=actor.owner.id,
        device=plain["device"],
        counter=plain["counter"],
        at=datetime.fromisoformat(plain["at"]),
        verb=plain["verb"],
        undoes=UUID(plain["undoes"]) if "undoes" in plain else None,
    )


def _row_from_item_change(actor: Actor, change: Plain, plain: Plain) -> ItemChange:
    return ItemChange(
        owner_id=actor.owner.id,
        change_id=UUID(change["id"]),
        item=UUID(plain["item"]),
        handle=plain["handle"],
        version=plain["version"],
        before=plain.get("before"),
        after=plain.get("after"),
    )
