"""Verbs for any item: add, edit, delete, restore, undo, link."""

from collections.abc import Mapping
from typing import Any
from uuid import UUID

from vividmap.core import handles
from vividmap.core.record import KINDS, MEANS, MentionSort, with_article
from vividmap.core.saying import listed
from vividmap.core.shorthand import Draft
from vividmap.core.text import slug
from vividmap.services.actor import Actor
from vividmap.services.errors import Conflict, Invalid, NotFound, Refused
from vividmap.services.values import same, values_of
from vividmap.services.work import Work, working
from vividmap.store import queries
from vividmap.store.models import Change, Item, Touched


def find(actor: Actor, handle: str, *kinds: str) -> Item:
    """Return the owner's item with a handle, of one of some kinds if any are named. Raises NotFound."""
    row = queries.by_handle(actor.owner, handle)
    if row is None:
        said, deleted = handles.said(handle), queries.trash(actor.owner, handle)
        where = f". It is in the trash: vividmap restore {deleted[0].handle}" if deleted else ""
        raise NotFound(f"there is no item ^{said} in this record{where}")
    if kinds and row.kind not in kinds:
        raise NotFound(
            f"^{row.handle} is {with_article(row.kind)}, not {' or '.join(map(with_article, kinds))}"
        )
    return row


def named(actor: Actor, sort: MentionSort, name: str) -> Item:
    """Return what a handle or name means. Raises NotFound, with what it may have meant."""
    work = Work(actor)
    uid = work.names.resolve(sort, name.removeprefix("^"))
    row = queries.by_id(actor.owner, uid) if uid else None
    if row is not None:
        return row
    row = queries.by_handle(actor.owner, name)
    if row is not None and row.kind in MEANS[sort]:
        return row
    offers = ", ".join(f"{item.text} (^{item.handle})" for item in work.names.offer(sort, name))
    what = " or ".join(MEANS[sort])
    several = len(work.names.bearers(sort, name)) > 1
    said = f"{name!r} is more than one {what} here" if several else f"there is no {what} {name!r} here"
    raise NotFound(f"{said}. Did you mean {offers}?" if offers else f"{said}, nor one like it")


def add(actor: Actor, draft: Draft, *, parent: UUID | None = None) -> Item:
    """Add an item of any kind from a draft and return it. Raises Invalid."""
    parents = KINDS[draft.kind].parents
    if parents and parent is None and draft.kind != "touchpoint":
        raise Invalid(
            f"{with_article(draft.kind)} belongs to {' or '.join(map(with_article, parents))}", "parent"
        )
    with working(actor, f"add {draft.kind}") as work:
        values = values_of(draft) | ({"parent": parent} if parent else {})
        uid = work.add(draft.kind, values, handle=draft.handle)
    return _there(actor, uid)


def edit(actor: Actor, handle: str, values: Mapping[str, Any], *, version: int | None = None) -> Item:
    """Change some of what an item says and return it. Raises NotFound, Invalid, Conflict."""
    row = find(actor, handle)
    with working(actor, f"edit {row.kind}") as work:
        work.edit(row, values, version=version)
    return _there(actor, row.uid)


def delete(actor: Actor, handle: str) -> Item:
    """Move an item and what is beneath it to the trash; return what it was. Raises NotFound."""
    row = find(actor, handle)
    with working(actor, f"delete {row.kind}") as work:
        work.remove(row)
    return row


def restore(actor: Actor, handle: str) -> Item:
    """Bring an item back from the trash, with what was beneath it and the links to it. Raises NotFound."""
    said = handles.said(handle)
    deleted = next(iter(queries.trash(actor.owner, said)), None)
    if deleted is None:
        there = queries.by_handle(actor.owner, said)
        raise NotFound(f"^{said} is not in the trash" + ("; it was never deleted" if there else ""))
    parent = (deleted.before or {}).get("parent")
    if parent and queries.by_id(actor.owner, UUID(parent)) is None:
        above = next(iter(queries.history(actor.owner, UUID(parent))), None)
        raise Refused(
            f"^{said} stood beneath something deleted too; restore ^{above.handle if above else '?'} first"
        )
    with working(actor, "restore") as work:
        together = deleted.change.touched.filter(owner=actor.owner)
        beneath = _beneath(str(deleted.item), {str(one.item): one for one in together if one.after is None})
        work.put([one.before for one in beneath if one.before is not None])
        for one in together:
            if one.after is not None and one.before is not None:
                _relink(work, one, {str(back.item) for back in beneath})
    return _there(actor, deleted.item)


def _beneath(root: str, deleted: dict[str, Touched]) -> list[Touched]:
    found, level = [], [root]
    while level:
        found += [deleted[uid] for uid in level]
        level = [uid for uid, one in deleted.items() if (one.before or {}).get("parent") in level]
    return found


def _relink(work: Work, touched: Touched, back: set[str]) -> None:
    """Link again the names that lost what they meant when it was deleted, where they still stand."""
    row = Item.objects.filter(owner=work.owner, uid=touched.item).first()
    if row is None:
        return
    before = work.snapshot(row)
    lost = [one for one in (touched.before or {}).get("mentions", ()) if one.get("target") in back]
    changed = sum(
        row.mentions.filter(sort=one["sort"], written=one["written"], target=None).update(
            target=UUID(one["target"])
        )
        for one in lost
    )
    if changed:
        work.bump(row, before)


def undo(actor: Actor, uid: UUID | None = None) -> Change:
    """Reverse the newest change that has not been undone, or the one with an id, and return it.

    Raises Refused, and Conflict where something newer builds on an older one.
    """
    change = queries.last_change(actor.owner, uid)
    if change is None:
        raise Refused("it was undone already" if uid else "there is nothing to undo")
    with working(actor, "undo", undoes=change.id) as work:
        reverse(work, change)
    return change


def made(actor: Actor) -> UUID | None:
    """Return the id of what the actor changed at this moment, the last of it; None where it was nothing."""
    return queries.change_of(actor.owner, actor.device, actor.now)


def reverse(work: Work, change: Change) -> None:
    """Make all that a change touched what it was before.

    Raises Conflict where that has changed since, or where something else that came since would change too.
    """
    touched = list(change.touched.filter(owner=work.owner).order_by("pk"))
    for one in touched:
        if not _is_as_left(work, one):
            raise Conflict(f"^{one.handle} has changed since; undo that first, or edit it")
    work.put([one.before for one in touched if one.before is not None])
    for one in touched:
        row = Item.objects.filter(owner=work.owner, uid=one.item).first()
        if one.before is None and row is not None:
            work.remove(row)
    own = {one.item for one in touched}
    if others := [f"^{handle}" for uid, handle in work.touched.items() if uid not in own]:
        needs = "needs it" if len(others) == 1 else "need it"
        raise Conflict(f"{listed(others, 3)} came since and {needs}; undo that first")


def left_by(actor: Actor, change: Change) -> str:
    """Return the handle of what an undone change had touched, or of what it stood beneath; "" for neither."""
    touched = change.touched.filter(owner=actor.owner).order_by("pk").first()
    if touched is None:
        return ""
    parent = (touched.after or touched.before or {}).get("parent")
    row = queries.by_handle(actor.owner, touched.handle)
    row = row or (queries.by_id(actor.owner, UUID(parent)) if parent else None)
    return row.handle if row and row.kind != "profile" else ""


def _is_as_left(work: Work, touched: Touched) -> bool:
    """Tell whether an item still says what a change made it say; an undo gives it a later version."""
    row = Item.objects.filter(owner=work.owner, uid=touched.item).first()
    if row is None or touched.after is None:
        return row is None and touched.after is None
    return row.version == touched.after["version"] or same(work.snapshot(row), touched.after)


def link(actor: Actor, handle: str, written: str, target: str) -> Item:
    """Say what a pending name in an entry means. Raises NotFound."""
    row = find(actor, handle)
    key = slug(written.lstrip("#@!"))
    pending = [one for one in row.mentions.filter(target=None) if slug(one.written) == key]
    if not pending:
        raise NotFound(f"^{row.handle} has no name {written!r} that waits to be linked")
    sort: MentionSort = pending[0].sort  # type: ignore[assignment]
    meant = named(actor, sort, target)
    with working(actor, "link") as work:
        before = work.snapshot(row)
        if row.kind == "touchpoint" and row.parent_id is None and sort == "person":
            row.parent_id = meant.uid
            pending[0].delete()
        else:
            pending[0].target = meant
            pending[0].save(update_fields=["target"])
        work.bump(row, before)
    return _there(actor, row.uid)


def _there(actor: Actor, uid: UUID) -> Item:
    row = queries.by_id(actor.owner, uid)
    assert row is not None  # noqa: S101 - it was just written
    return row


def history(actor: Actor, handle: str) -> list[Touched]:
    """Return all that happened to an item, there or in the trash, the newest first. Raises NotFound."""
    row = queries.by_handle(actor.owner, handle)
    deleted = next(iter(queries.trash(actor.owner, handle)), None)
    if row is None and deleted is None:
        raise NotFound(f"there never was an item ^{handles.said(handle)} in this record")
    uid = row.uid if row else deleted.item  # type: ignore[union-attr]
    return queries.history(actor.owner, uid)


def restore_version(actor: Actor, handle: str, version: int) -> Item:
    """Make an item say again what it said at a version, as its next version. Raises NotFound."""
    row = find(actor, handle)
    known = [one.after for one in queries.history(actor.owner, row.uid) if one.after]
    wanted = next((after for after in known if after["version"] == version), None)
    if wanted is None:
        there = ", ".join(str(after["version"]) for after in reversed(known))
        raise NotFound(f"^{row.handle} has no version {version}; it has {there}")
    with working(actor, "restore version") as work:
        work.put([{**wanted, "handle": row.handle}])
    return _there(actor, row.uid)
