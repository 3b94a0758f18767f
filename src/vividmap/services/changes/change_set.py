"""One transaction: the items that it adds, edits and removes, and the log of those changes."""

from collections.abc import Iterable, Iterator, Sequence
from contextlib import contextmanager
from datetime import datetime
from uuid import UUID

from vividmap import spool
from vividmap.core import handles
from vividmap.core.english.phrasing import with_article
from vividmap.core.names import Names
from vividmap.core.record import KINDS, NAMEABLE_KINDS
from vividmap.core.shorthand import NameMark
from vividmap.core.text import clean_line, slug
from vividmap.services.actor import Actor
from vividmap.services.changes.values import (
    Values,
    apply_values,
    check_values,
    clean_name,
    is_same_content,
    refuse_far_dates,
    search_words,
    to_nameable_item,
)
from vividmap.services.changes.write_lock import write_transaction
from vividmap.services.errors import Conflict, Invalid
from vividmap.store import bulk, item_rows, queries, snapshots
from vividmap.store.models import Change, ItemChange, ItemRow, MentionRow
from vividmap.store.queries import change_log
from vividmap.store.snapshots import Snapshot
from vividmap.store.sql import batches


class ChangeSet:
    """The changes of one transaction. New rows are inserted together at its end, edits at once."""

    def __init__(self, actor: Actor, *, takes_any_date: bool = False) -> None:
        self.actor = actor
        self.owner = actor.owner
        self._takes_any_date = takes_any_date
        self._counter: int | None = None
        self._names: Names | None = None
        self._change: Change | None = None
        self._changes: dict[UUID, Change] = {}
        self._continued: set[UUID] = set()
        self._new_rows: list[tuple[Change, ItemRow, list[MentionRow]]] = []
        self._item_changes: dict[tuple[UUID, UUID], ItemChange] = {}

    def begin_change(
        self, verb: str, *, uid: UUID | None = None, at: datetime | None = None, undoes: UUID | None = None
    ) -> None:
        """Begin a change: everything until the next `begin_change` is undone as one step."""
        if self._counter is None:
            self._counter = change_log.highest_counter(self.owner)
        self._counter += 1
        self._change = bulk.new_row(
            Change,
            id=uid or UUID(spool.new_capture("log", "").id),
            owner_id=self.owner.id,
            device=self.actor.device,
            counter=self._counter,
            at=at or self.actor.now,
            verb=verb,
            undoes=undoes,
        )

    def continue_change(self, verb: str, uid: UUID, at: datetime) -> None:
        """Log what follows under the change with an id, begun at `at` (in UTC) if there is none yet."""
        if self._change is not None and self._change.id == uid:
            return
        if uid in self._changes:  # another change came between two of its parts
            self._change = self._changes[uid]
            return
        earlier = Change.objects.filter(owner=self.owner, id=uid).first()
        if earlier is None:
            self.begin_change(verb, uid=uid, at=at)
        else:
            self._change = earlier
            self._continued.add(uid)

    @property
    def names(self) -> Names:
        """Return the names of everything that can be mentioned, including what this transaction added."""
        if self._names is None:
            self.flush()
            self._names = Names(queries.nameable_items(self.owner))
        return self._names

    def add(
        self,
        kind: str,
        values: Values,
        *,
        uid: UUID | None = None,
        handle: str = "",
        at: datetime | None = None,
    ) -> UUID:
        """Add an item and return its id. `at` is its creation time (UTC), by default now. Raises Invalid."""
        made_at = at or self.actor.now
        row = bulk.new_row(
            ItemRow,
            uid=uid or UUID(spool.new_capture("log", "").id),
            owner_id=self.owner.id,
            kind=kind,
            handle=handle,
            created_at=made_at,
            edited_at=made_at,
        )
        clean_values = check_values(kind, values)
        if not (handle or self._takes_any_date):  # an item with a handle has been in a record before
            refuse_far_dates(clean_values, self.actor.now.date())
        apply_values(row, clean_values)
        mentions = self._build_mentions(row, values.get("mentions", ()))
        change = self._current_change()
        self._new_rows.append((change, row, mentions))
        if self._names is not None and kind in NAMEABLE_KINDS:
            self._names.add(to_nameable_item(row))
        return row.uid

    def edit(self, row: ItemRow, values: Values, *, version: int | None = None, kind: str = "") -> bool:
        """Change an item; return whether anything changed. Raises Invalid, Conflict if not at `version`.

        With another `kind`, the item's own fields are cleared before `values` are set.
        """
        self.flush()
        if version is not None and row.version != version:
            raise Conflict(
                f"^{row.handle} was changed meanwhile; look at it again (vividmap show {row.handle})"
            )
        mentions = item_rows.read_mentions(row)
        before = snapshots.take_snapshot(row, mentions)
        if kind and kind != row.kind:
            row.kind, row.fields = kind, {}
        clean_values = check_values(row.kind, values, new=False)
        refuse_far_dates(clean_values, self.actor.now.date(), row)
        apply_values(row, clean_values)
        if "mentions" in values:
            mentions = self._build_mentions(row, values["mentions"], mentions)
        row.version, row.edited_at = row.version + 1, self.actor.now
        after = snapshots.take_snapshot(row, mentions)
        if is_same_content(before, after):
            row.version -= 1
            return False
        self._write_row(row, mentions if "mentions" in values else None)
        self._log_change(row, before, after)
        self._names = None if row.kind in NAMEABLE_KINDS else self._names
        return True

    def remove(self, *rows: ItemRow) -> None:
        """Delete items and their descendants. Mentions of them become unresolved and keep their text."""
        self.flush()
        for batch in batches(rows):
            self._remove_batch({row.uid: row for row in batch})
        self._names = None

    def _remove_batch(self, rows: dict[UUID, ItemRow]) -> None:
        beneath = [item.id for item in queries.descendants(self.owner, [*rows])]
        rows = rows | {row.uid: row for row in ItemRow.objects.filter(owner=self.owner, uid__in=beneath)}
        self._clear_targets(set(rows))
        mentions: dict[UUID, list[MentionRow]] = {uid: [] for uid in rows}
        for mention in MentionRow.objects.filter(owner=self.owner, source__uid__in=rows).order_by("position"):
            mentions[mention.source_id].append(mention)
        for uid, row in rows.items():
            self._log_change(row, snapshots.take_snapshot(row, mentions[uid]), None)
        ItemRow.objects.filter(owner=self.owner, uid__in=rows).delete()

    def _clear_targets(self, removed_ids: set[UUID]) -> None:
        mentioning = MentionRow.objects.filter(owner=self.owner, target__uid__in=removed_ids).exclude(
            source__uid__in=removed_ids
        )
        for source in ItemRow.objects.filter(owner=self.owner, uid__in=mentioning.values("source")):
            before = self.snapshot(source)
            source.mentions.filter(target__uid__in=removed_ids).update(target=None)
            self.log_mention_change(source, before)

    def log_mention_change(self, row: ItemRow, before: Snapshot) -> None:
        """Log a change of an item's mentions that was made outside `edit`."""
        row.version += 1
        self._write_row(row, None)
        self._log_change(row, before, self.snapshot(row))

    def restore_snapshots(self, items: Sequence[Snapshot]) -> None:
        """Write snapshots as the next versions of their items; deleted items are created again.

        A deleted item gets its old row number, and so its old position in lists. Raises Conflict if a parent
        no longer exists, or if there is another profile.
        """
        self.flush()
        self._names = None
        self._require_place(items)
        befores = [self._restore_row(snapshot) for snapshot in items]
        # Mentions last: their targets may be among the rows that were just restored.
        for snapshot, (row, before) in zip(items, befores, strict=True):
            mentions = self._drop_missing_targets(snapshots.mentions_from_snapshot(snapshot, self.owner.id))
            row.mentions.all().delete()
            bulk.insert_rows(mentions)
            row.words = search_words(row, mentions)
            row.save(update_fields=["words"])
            self._log_change(row, before, snapshots.take_snapshot(row, mentions))

    def _require_place(self, items: Sequence[Snapshot]) -> None:
        parents = {UUID(item["parent"]) for item in items if "parent" in item}
        existing = change_log.existing_ids(self.owner, list(parents)) | {UUID(item["id"]) for item in items}
        for item in items:
            if "parent" in item and UUID(item["parent"]) not in existing:
                raise Conflict(f"the parent of ^{item['handle']} was deleted; restore the parent first")
            if item["kind"] == "profile":
                other_profiles = item_rows.rows_of_kind(self.owner, "profile").exclude(uid=UUID(item["id"]))
                if other_profiles.exists():
                    raise Conflict(f"^{item['handle']} is an earlier profile; edit the current one instead")

    def _restore_row(self, snapshot: Snapshot) -> tuple[ItemRow, Snapshot | None]:
        row = snapshots.row_from_snapshot(snapshot, self.owner.id)
        current = item_rows.by_id(self.owner, row.uid)
        before = self.snapshot(current) if current else None
        newest = next(iter(change_log.item_history(self.owner, row.uid)), None)
        row.version = max(current.version if current else 0, newest.version if newest else 0) + 1
        last = current or newest
        if last and last.number:
            row.number = last.number
        row.save(force_insert=current is None, force_update=current is not None)
        return row, before

    def _drop_missing_targets(self, mentions: list[MentionRow]) -> list[MentionRow]:
        targets = [mention.target_id for mention in mentions if mention.target_id]
        existing = set(
            ItemRow.objects.filter(owner=self.owner, uid__in=targets).values_list("uid", flat=True)
        )
        for mention in mentions:
            if mention.target_id not in existing:
                mention.target_id = None
        return mentions

    def snapshot(self, row: ItemRow) -> Snapshot:
        """Return an item's present content."""
        return snapshots.take_snapshot(row, item_rows.read_mentions(row))

    def _current_change(self) -> Change:
        assert self._change is not None, "call begin_change() first"  # noqa: S101 - a mistake in a verb, not in its input
        return self._changes.setdefault(self._change.id, self._change)

    def _log_change(
        self, row: ItemRow, before: Snapshot | None, after: Snapshot | None, change: Change | None = None
    ) -> None:
        """Log an item's change; several in one transaction become one, from first before to last after."""
        change = change or self._current_change()
        earlier = self._item_changes.get((change.id, row.uid))
        if earlier is not None:
            earlier.after, earlier.number = after, None if after else row.number
            return
        self._item_changes[change.id, row.uid] = bulk.new_row(
            ItemChange,
            owner_id=self.owner.id,
            change_id=change.id,
            item=row.uid,
            handle=row.handle,
            version=(before or {}).get("version", 0),
            number=None if after else row.number,
            before=before,
            after=after,
        )

    def _write_row(self, row: ItemRow, mentions: list[MentionRow] | None) -> None:
        """Write the next version of a row if it still has the one that was read. Raises Conflict."""
        if mentions is not None:
            row.mentions.all().delete()
            bulk.insert_rows(mentions)
        row.words = search_words(row, mentions if mentions is not None else row.mentions.all())
        if not bulk.update_row(row, _WRITTEN_COLUMNS):
            raise Conflict(f"^{row.handle} was changed meanwhile; nothing was overwritten")

    @property
    def changed_handles(self) -> dict[UUID, str]:
        """Return the handles of all items changed so far, by id."""
        return {item_change.item: item_change.handle for item_change in self._item_changes.values()}

    def flush(self) -> None:
        """Insert the collected rows."""
        new_rows, self._new_rows = self._new_rows, []
        if not new_rows:
            return
        self._assign_handles([row for _, row, _ in new_rows])
        mentions = [mention for _, _, row_mentions in new_rows for mention in row_mentions]
        for change, row, row_mentions in new_rows:
            row.words = search_words(row, row_mentions)
            self._log_change(row, None, snapshots.take_snapshot(row, row_mentions), change)
        bulk.insert_rows([row for _, row, _ in new_rows])
        bulk.insert_rows(mentions)

    def _assign_handles(self, rows: Sequence[ItemRow]) -> None:
        """Assign the shortest free handle to each row without one, with one query per length."""
        used = {row.handle for row in rows if row.handle}
        length = handles.SHORTEST
        while without := [row for row in rows if not row.handle]:
            cuts = [handles.handle_code(row.uid)[:length] for row in without]
            used |= change_log.taken_handles(self.owner, cuts)
            for row in without:
                cut = handles.shortest_handle(row.uid, used)
                if len(cut) <= length or length >= handles.LONGEST:
                    row.handle = cut
                    used.add(cut)
            length += 1

    def finish(self) -> None:
        """Insert the collected rows and the change log."""
        self.flush()
        bulk.insert_rows([change for change in self._changes.values() if change.id not in self._continued])
        bulk.insert_rows(
            [
                item_change
                for item_change in self._item_changes.values()
                if item_change.before is not None or item_change.after is not None
            ]
        )

    def _build_mentions(
        self, row: ItemRow, names: Iterable[NameMark], before: Iterable[MentionRow] = ()
    ) -> list[MentionRow]:
        """Return the new mentions of an item.

        An item mentioned by handle, now or before, keeps its earlier spelling: the document shows its name.
        """
        earlier_texts = {(mention.sort, mention.on, mention.target_id): mention.written for mention in before}
        allowed = KINDS[row.kind].mention_sorts
        mentions: dict[tuple[object, ...], MentionRow] = {}
        for name in names:
            if name.sort not in allowed:
                raise Invalid(
                    f"{with_article(row.kind)} cannot mention a {name.sort} ({name.name!r})", "mentions"
                )
            text = clean_name(name)
            if not text:
                continue
            target = None if name.is_pending else self.resolve_name(name)
            if target and (item := self.names.get(target)):
                earlier_text = earlier_texts.get((name.sort, name.shown_on, target), text)
                text = earlier_text if item.handle in (text, earlier_text) else text
            # A document says that a name stays unlinked only where it could be linked.
            stays_unlinked = name.is_pending and (name.sort == "skill" or self.names.resolve(name.sort, text))
            key = (name.sort, target or slug(text) or text, name.shown_on, bool(stays_unlinked))
            mentions.setdefault(
                key,
                bulk.new_row(
                    MentionRow,
                    owner_id=self.owner.id,
                    source_id=row.uid,
                    position=len(mentions),
                    sort=name.sort,
                    written=text,
                    on=name.shown_on,
                    target_id=target,
                ),
            )
        return list(mentions.values())

    def resolve_name(self, name: NameMark) -> UUID | None:
        """Return the id of what a name means, None if nothing; an unknown skill is added."""
        target = self.names.resolve(name.sort, name.name)
        if target is not None or name.sort != "skill" or self.names.has_name("skill", name.name):
            return target
        text = clean_line(name.name)
        skill_name = text if " " in text else text.replace("-", " ").strip() or text
        return self.add("skill", {"text": skill_name}, at=self.actor.now)


_WRITTEN_COLUMNS = (
    "version",
    "edited_at",
    "kind",
    "handle",
    "parent_id",
    "text",
    "body",
    "first",
    "last",
    "about",
    "fields",
    "words",
)


@contextmanager
def open_change_set(
    actor: Actor, verb: str = "", *, undoes: UUID | None = None, takes_any_date: bool = False
) -> Iterator[ChangeSet]:
    """Open a transaction whose edits are one change, unless `begin_change` is called again in it.

    Dates too far from today are refused; `takes_any_date` is for what was acknowledged before.
    """
    with write_transaction(actor.owner):
        changes = ChangeSet(actor, takes_any_date=takes_any_date)
        if verb:
            changes.begin_change(verb, undoes=undoes)
        yield changes
        changes.finish()
