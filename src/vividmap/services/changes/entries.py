"""Verbs for any kind of item: find, add, edit, delete, restore, undo, link."""

from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from typing import Any
from uuid import UUID

from django.db.models import QuerySet

from vividmap.core import handles
from vividmap.core.english.phrasing import join_names, with_article
from vividmap.core.record import KINDS, KINDS_WITH_OPTIONAL_PARENT, Item, MentionSort
from vividmap.core.shorthand import Draft
from vividmap.services import lookup
from vividmap.services.actor import Actor
from vividmap.services.changes.change_set import ChangeSet, open_change_set
from vividmap.services.changes.values import Values, draft_values, is_same_content
from vividmap.services.changes.write_lock import takes_turn
from vividmap.services.errors import Conflict, Invalid, NotFound, Refused
from vividmap.store import item_rows, undo
from vividmap.store.models import Change, ItemChange, ItemRow
from vividmap.store.queries import change_log
from vividmap.store.queries.change_log import LoggedItem
from vividmap.store.sql import batches


def find_item(actor: Actor, handle: str, *kinds: str) -> ItemRow:
    """Return the owner's item with a handle, of one of `kinds` if any. Raises NotFound."""
    return next(find_items(actor, [handle], *kinds))


def find_items(actor: Actor, some_handles: Iterable[str], *kinds: str) -> Iterator[ItemRow]:
    """Yield the owner's items with some handles, of one of `kinds` if any. Raises NotFound at the first."""
    unique_handles = [*dict.fromkeys(some_handles)]
    rows = item_rows.by_handles(actor.owner, unique_handles)
    for handle, row in zip(unique_handles, rows, strict=True):
        if row is None:
            raise lookup.explain_missing(actor, handle)
        if kinds and row.kind not in kinds:
            raise lookup.explain_kind(row.handle, row.kind, kinds)
        yield row


def find_by_name(actor: Actor, sort: MentionSort, name: str) -> ItemRow:
    """Return the item that a handle or name means. Raises NotFound with suggestions."""
    return item_rows.existing_row(actor.owner, lookup.find_by_name(actor, sort, name).id)


def add_item(actor: Actor, draft: Draft, *, parent: UUID | None = None) -> ItemRow:
    """Add an item from a draft and return it. Raises Invalid."""
    parents = KINDS[draft.kind].parent_kinds
    if parents and parent is None and draft.kind not in KINDS_WITH_OPTIONAL_PARENT:
        raise Invalid(
            f"{with_article(draft.kind)} belongs to {' or '.join(map(with_article, parents))}", "parent"
        )
    with open_change_set(actor, f"add {draft.kind}") as changes:
        values = draft_values(draft) | ({"parent": parent} if parent else {})
        uid = changes.add(draft.kind, values, handle=draft.handle)
    return item_rows.existing_row(actor.owner, uid)


@takes_turn
def edit_item(actor: Actor, handle: str, values: Mapping[str, Any], *, version: int | None = None) -> ItemRow:
    """Change some values of an item and return it. Raises NotFound, Invalid, Conflict."""
    row = find_item(actor, handle)
    with open_change_set(actor, f"edit {row.kind}") as changes:
        changes.edit(row, values, version=version)
    return item_rows.existing_row(actor.owner, row.uid)


@takes_turn
def edit_items(
    actor: Actor, some_handles: Sequence[str], build: Callable[[ItemRow], Values]
) -> list[ItemRow]:
    """Change items to the values that `build` returns for each as it is now; return those that changed.

    One change. Raises NotFound, Invalid, and what `build` raises; then nothing is changed.
    """
    rows = [*find_items(actor, some_handles)]
    with open_change_set(actor, f"edit {_common_kind(rows)}") as changes:
        changed = [row for row in rows if changes.edit(row, build(row))]
    return [item_rows.existing_row(actor.owner, row.uid) for row in changed]


def delete_item(actor: Actor, handle: str) -> ItemRow:
    """Move an item and its descendants to the trash; return the item. Raises NotFound."""
    return delete_items(actor, [handle])[0]


@takes_turn
def delete_items(actor: Actor, some_handles: Sequence[str]) -> list[ItemRow]:
    """Move items and their descendants to the trash, as one change; return the items.

    Raises NotFound; then nothing is deleted.
    """
    rows = [*find_items(actor, some_handles)]
    with open_change_set(actor, f"delete {_common_kind(rows)}") as changes:
        for row in rows:
            current = item_rows.by_id(actor.owner, row.uid)
            if current is not None:  # else it was deleted with its parent
                changes.remove(current)
    return rows


def _common_kind(rows: Iterable[ItemRow]) -> str:
    kinds = {row.kind for row in rows}
    return kinds.pop() if len(kinds) == 1 else "items"


def restore_item(actor: Actor, handle: str) -> ItemRow:
    """Restore an item from the trash, with its descendants and the links to it. Raises NotFound, Refused."""
    return restore_items(actor, [handle])[0]


@takes_turn
def restore_items(actor: Actor, some_handles: Sequence[str]) -> list[ItemRow]:
    """Restore items from the trash, as one change. Raises NotFound, Refused."""
    deletions = [_find_deletion(actor, handle) for handle in some_handles]
    back: dict[str, ItemChange] = {}
    for deletion in deletions:
        together = _items_of(actor, deletion.change.id).filter(after__isnull=True)
        deleted = {str(item_change.item): item_change for item_change in together}
        back |= {str(below.item): below for below in _select_descendants(str(deletion.item), deleted)}
    for deletion in deletions:
        _check_parent(actor, deletion, back)
    with open_change_set(actor, "restore") as changes:
        changes.restore_snapshots([below.before for below in back.values() if below.before is not None])
        for change_id in dict.fromkeys(deletion.change.id for deletion in deletions):
            for item_change in _items_of(actor, change_id):
                if item_change.after is not None and item_change.before is not None:
                    _relink_names(changes, item_change, set(back))
    return [item_rows.existing_row(actor.owner, deletion.item) for deletion in deletions]


def _items_of(actor: Actor, change_id: UUID) -> QuerySet[ItemChange]:
    """Return the items in a change."""
    return ItemChange.objects.filter(owner=actor.owner, change=change_id)


def _find_deletion(actor: Actor, handle: str) -> LoggedItem:
    """Return the deletion of the item with a handle. Raises NotFound if it is not in the trash."""
    searched_handle = handles.normalize(handle)
    deletion = next(iter(change_log.trash(actor.owner, searched_handle)), None)
    if deletion is None:
        current = item_rows.by_handle(actor.owner, searched_handle)
        raise NotFound(
            f"^{searched_handle} is not in the trash" + ("; it was never deleted" if current else "")
        )
    return deletion


def _check_parent(actor: Actor, deletion: LoggedItem, back: Mapping[str, ItemChange]) -> None:
    """Refuse to restore an item whose parent is deleted and does not come back with it."""
    parent = (deletion.before or {}).get("parent")
    if parent and parent not in back and item_rows.by_id(actor.owner, UUID(parent)) is None:
        above = next(iter(change_log.item_history(actor.owner, UUID(parent))), None)
        raise Refused(
            f"^{deletion.handle} was below something that was also deleted; "
            f"restore ^{above.handle if above else '?'} first"
        )


def _select_descendants(root: str, deleted: dict[str, ItemChange]) -> list[ItemChange]:
    selected, level = [], [root]
    while level:
        selected += [deleted[uid] for uid in level]
        level = [
            uid for uid, item_change in deleted.items() if (item_change.before or {}).get("parent") in level
        ]
    return selected


def _relink_names(changes: ChangeSet, item_change: ItemChange, back: set[str]) -> None:
    """Link the mentions again that the deletion unlinked, if they still exist."""
    row = ItemRow.objects.filter(owner=changes.owner, uid=item_change.item).first()
    if row is None:
        return
    before = changes.snapshot(row)
    lost_mentions = [
        mention for mention in (item_change.before or {}).get("mentions", ()) if mention.get("target") in back
    ]
    changed = sum(
        row.mentions.filter(sort=mention["sort"], written=mention["written"], target=None).update(
            target=UUID(mention["target"])
        )
        for mention in lost_mentions
    )
    if changed:
        changes.log_mention_change(row, before)


@takes_turn
def undo_change(actor: Actor, uid: UUID | None = None) -> Change:
    """Reverse the newest change that has not been undone, or the one with an id, and return it.

    Raises Refused, and Conflict if a newer change depends on it.
    """
    change = undo.last_change(actor.owner, uid)
    if change is None:
        raise Refused(_why_not_undone(actor, uid))
    with open_change_set(actor, "undo", undoes=change.id) as changes:
        reverse_change(changes, change)
    return change


def _why_not_undone(actor: Actor, uid: UUID | None) -> str:
    if uid is None:
        return "there is nothing to undo"
    is_known = Change.objects.filter(owner=actor.owner, id=uid).exists()
    return "it was already undone" if is_known else "there is no such change"


@takes_turn
def redo_change(actor: Actor) -> Change:
    """Reverse the last undo and return the change that applies again. Raises Refused, Conflict."""
    undo_change = undo.last_undo(actor.owner)
    if undo_change is None:
        raise Refused("there is nothing to redo")
    with open_change_set(actor, "redo", undoes=undo_change.id) as changes:
        reverse_change(changes, undo_change)
    return Change.objects.filter(owner=actor.owner, id__in=[undo_change.undoes]).first() or undo_change


def last_change_id(actor: Actor) -> UUID | None:
    """Return the id of the actor's last change at `actor.now`, None if there is none."""
    return undo.last_change_id(actor.owner, actor.device, actor.now)


def reverse_change(changes: ChangeSet, change: Change) -> None:
    """Set every item of a change back to its content before that change.

    Raises Conflict if one has changed since, or if newer items would be affected.
    """
    item_changes = list(change.item_changes.filter(owner=changes.owner).order_by("pk"))
    for item_change in item_changes:
        if not _is_unchanged(changes, item_change):
            raise Conflict(f"^{item_change.handle} has changed since; undo that first, or edit it")
    changes.restore_snapshots(
        [item_change.before for item_change in item_changes if item_change.before is not None]
    )
    added_ids = [item_change.item for item_change in item_changes if item_change.before is None]
    for batch in batches(added_ids):
        changes.remove(*ItemRow.objects.filter(owner=changes.owner, uid__in=batch))
    changed_ids = {item_change.item for item_change in item_changes}
    if newer_handles := [
        f"^{handle}" for uid, handle in changes.changed_handles.items() if uid not in changed_ids
    ]:
        needs = "needs it" if len(newer_handles) == 1 else "need it"
        raise Conflict(f"{join_names(newer_handles, 3)} came later and {needs}; undo that first")


def handle_after_undo(actor: Actor, change: Change) -> str:
    """Return the handle of the undone change's item, or of its parent if it is gone; "" for neither."""
    item_change = change.item_changes.filter(owner=actor.owner).order_by("pk").first()
    if item_change is None:
        return ""
    parent = (item_change.after or item_change.before or {}).get("parent")
    row = item_rows.by_handle(actor.owner, item_change.handle)
    row = row or (item_rows.by_id(actor.owner, UUID(parent)) if parent else None)
    return row.handle if row and row.kind != "profile" else ""


def _is_unchanged(changes: ChangeSet, item_change: ItemChange) -> bool:
    """Return whether an item still has the content that a change gave it, whatever its version."""
    row = ItemRow.objects.filter(owner=changes.owner, uid=item_change.item).first()
    if row is None or item_change.after is None:
        return row is None and item_change.after is None
    return row.version == item_change.after["version"] or is_same_content(
        changes.snapshot(row), item_change.after
    )


def as_item(actor: Actor, row: ItemRow) -> Item:
    """Return a row as an item with its mentions."""
    return item_rows.to_item(actor.owner, row)


@takes_turn
def restore_version(actor: Actor, handle: str, version: int) -> ItemRow:
    """Give an item the content of an earlier version, as its next version. Raises NotFound."""
    row = find_item(actor, handle)
    snapshots = [
        item_change.after
        for item_change in change_log.item_history(actor.owner, row.uid)
        if item_change.after
    ]
    snapshot = next((after for after in snapshots if after["version"] == version), None)
    if snapshot is None:
        versions = ", ".join(str(after["version"]) for after in reversed(snapshots))
        raise NotFound(f"^{row.handle} has no version {version}; it has {versions}")
    with open_change_set(actor, "restore version") as changes:
        changes.restore_snapshots([{**snapshot, "handle": row.handle}])
    return item_rows.existing_row(actor.owner, row.uid)
