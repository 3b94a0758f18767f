"""One transaction of changes: what is added, edited and removed in it, and the log of that."""

from collections.abc import Iterable, Iterator, Sequence
from contextlib import contextmanager
from datetime import datetime
from uuid import UUID

from vividmap import spool
from vividmap.core import handles
from vividmap.core.names import Names
from vividmap.core.record import KINDS, NAMEABLE, with_article
from vividmap.core.shorthand import Named
from vividmap.core.text import UnreadableText, clean_line, slug
from vividmap.services.actor import Actor
from vividmap.services.errors import Conflict, Invalid
from vividmap.services.turns import writing
from vividmap.services.values import Values, apply, as_item, checked, same, search_words
from vividmap.store import bulk, queries, snapshots
from vividmap.store.models import Change, Item, Mention, Touched
from vividmap.store.snapshots import Snapshot


class Work:
    """Changes in the making. New rows are held back and written together; edits are written at once."""

    def __init__(self, actor: Actor) -> None:
        self.actor = actor
        self.owner = actor.owner
        self._counter: int | None = None
        self._names: Names | None = None
        self._change: Change | None = None
        self._changes: list[Change] = []
        self._added: list[tuple[Change, Item, list[Mention]]] = []
        self._touched: dict[tuple[UUID, UUID], Touched] = {}

    def begin(
        self, verb: str, *, uid: UUID | None = None, at: datetime | None = None, undoes: UUID | None = None
    ) -> None:
        """Begin a change: what follows, to the next `begin`, is one step to undo."""
        if self._counter is None:
            self._counter = queries.highest_counter(self.owner)
        self._counter += 1
        self._change = bulk.new(
            Change,
            id=uid or UUID(spool.new("log", "").id),
            owner_id=self.owner.id,
            device=self.actor.device,
            counter=self._counter,
            at=at or self.actor.now,
            verb=verb,
            undoes=undoes,
        )

    @property
    def names(self) -> Names:
        """Return the names of all that can be mentioned, what was added here included."""
        if self._names is None:
            self.flush()
            self._names = Names(queries.nameable(self.owner))
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
        """Add an item and return its id. `at` is when it was made, if not now. Raises Invalid."""
        made_at = at or self.actor.now
        row = bulk.new(
            Item,
            uid=uid or UUID(spool.new("log", "").id),
            owner_id=self.owner.id,
            kind=kind,
            handle=handle,
            created_at=made_at,
            edited_at=made_at,
        )
        apply(row, checked(kind, values))
        mentions = self._mentions(row, values.get("mentions", ()))
        change = self._current()
        self._added.append((change, row, mentions))
        if self._names is not None and kind in NAMEABLE:
            self._names.add(as_item(row))
        return row.uid

    def edit(self, row: Item, values: Values, *, version: int | None = None, kind: str = "") -> bool:
        """Change an item; tell whether anything changed. Raises Invalid, Conflict if not at `version`.

        Of another `kind`, it says nothing of its own but what `values` say.
        """
        self.flush()
        if version is not None and row.version != version:
            raise Conflict(
                f"^{row.handle} was changed meanwhile; look at it again (vividmap show {row.handle})"
            )
        before = self.snapshot(row)
        if kind and kind != row.kind:
            row.kind, row.fields = kind, {}
        apply(row, checked(row.kind, values, new=False))
        mentions = list(row.mentions.order_by("position"))
        if "mentions" in values:
            mentions = self._mentions(row, values["mentions"], mentions)
        row.version, row.edited_at = row.version + 1, self.actor.now
        after = snapshots.take(row, mentions)
        if same(before, after):
            row.version -= 1
            return False
        self._write(row, before, mentions if "mentions" in values else None)
        self._touch(row, before, after)
        self._names = None if row.kind in NAMEABLE else self._names
        return True

    def remove(self, row: Item) -> None:
        """Delete an item and all beneath it. What mentioned it keeps the name as it was written, pending."""
        self.flush()
        beneath = [one.id for one in queries.beneath(self.owner, [row.uid])]
        rows = {one.uid: one for one in Item.objects.filter(owner=self.owner, uid__in=beneath)}
        doomed = [row, *(rows[uid] for uid in beneath)]
        gone = {one.uid for one in doomed}
        self._unlink(gone)
        for one in doomed:
            self._touch(one, self.snapshot(one), None)
        Item.objects.filter(owner=self.owner, uid__in=gone).delete()
        self._names = None

    def _unlink(self, gone: set[UUID]) -> None:
        mentioning = Mention.objects.filter(owner=self.owner, target__uid__in=gone).exclude(
            source__uid__in=gone
        )
        for source in Item.objects.filter(owner=self.owner, uid__in=mentioning.values("source")):
            before = self.snapshot(source)
            source.mentions.filter(target__uid__in=gone).update(target=None)
            self.bump(source, before)

    def bump(self, row: Item, before: Snapshot) -> None:
        """Log a change of an item's mentions that was made beside `edit`."""
        row.version += 1
        self._write(row, before, None)
        self._touch(row, before, self.snapshot(row))

    def put(self, said: Sequence[Snapshot]) -> None:
        """Make items what snapshots say, whether they are there or not, each as its next version.

        What was deleted comes back where it stood: the database gives its number to no other row.

        Raises Conflict where there is no place for one any more.
        """
        self.flush()
        self._names = None
        self._check_place(said)
        befores = [self._put_row(snapshot) for snapshot in said]
        # Names last: what they mean may be among the rows that have just come back.
        for snapshot, (row, before) in zip(said, befores, strict=True):
            mentions = self._existing(snapshots.mentions_of(snapshot, self.owner.id))
            row.mentions.all().delete()
            bulk.insert(mentions)
            row.words = search_words(row, mentions)
            row.save(update_fields=["words"])
            self._touch(row, before, snapshots.take(row, mentions))

    def _check_place(self, said: Sequence[Snapshot]) -> None:
        parents = {UUID(one["parent"]) for one in said if "parent" in one}
        there = queries.there_now(self.owner, list(parents)) | {UUID(one["id"]) for one in said}
        for one in said:
            if "parent" in one and UUID(one["parent"]) not in there:
                raise Conflict(f"what ^{one['handle']} stands beneath is gone; restore that first")
            if one["kind"] == "profile":
                others = queries.of_kind(self.owner, "profile").exclude(uid=UUID(one["id"]))
                if others.exists():
                    raise Conflict(f"^{one['handle']} is an earlier profile, and there is one now; edit that")

    def _put_row(self, snapshot: Snapshot) -> tuple[Item, Snapshot | None]:
        row = snapshots.row_of(snapshot, self.owner.id)
        there = queries.by_id(self.owner, row.uid)
        before = self.snapshot(there) if there else None
        newest = next(iter(queries.history(self.owner, row.uid)), None)
        row.version = max(there.version if there else 0, newest.version if newest else 0) + 1
        last = there or newest
        if last and last.number:
            row.number = last.number
        row.save(force_insert=there is None, force_update=there is not None)
        return row, before

    def _existing(self, mentions: list[Mention]) -> list[Mention]:
        targets = [one.target_id for one in mentions if one.target_id]
        there = set(Item.objects.filter(owner=self.owner, uid__in=targets).values_list("uid", flat=True))
        for one in mentions:
            if one.target_id not in there:
                one.target_id = None
        return mentions

    def snapshot(self, row: Item) -> Snapshot:
        """Return what an item says now."""
        return snapshots.take(row, row.mentions.order_by("position"))

    def _current(self) -> Change:
        assert self._change is not None, "begin() comes first"  # noqa: S101 - a mistake in a verb, not in its input
        if not self._changes or self._changes[-1] is not self._change:
            self._changes.append(self._change)
        return self._change

    def _touch(
        self, row: Item, before: Snapshot | None, after: Snapshot | None, change: Change | None = None
    ) -> None:
        """Log what happened to an item; twice in one change is once, from first before to last after."""
        change = change or self._current()
        earlier = self._touched.get((change.id, row.uid))
        if earlier is not None:
            earlier.after, earlier.number = after, None if after else row.number
            return
        self._touched[change.id, row.uid] = bulk.new(
            Touched,
            owner_id=self.owner.id,
            change_id=change.id,
            item=row.uid,
            handle=row.handle,
            version=(before or {}).get("version", 0),
            number=None if after else row.number,
            before=before,
            after=after,
        )

    def _write(self, row: Item, before: Snapshot, mentions: list[Mention] | None) -> None:
        """Compare and set: only the version that was read may be overwritten."""
        if mentions is not None:
            row.mentions.all().delete()
            bulk.insert(mentions)
        row.words = search_words(row, mentions if mentions is not None else row.mentions.all())
        columns = {name: getattr(row, name) for name in _WRITTEN}
        same = Item.objects.filter(owner=self.owner, uid=row.uid, version=before["version"])
        if same.update(**columns) != 1:
            raise Conflict(f"^{row.handle} was changed meanwhile; nothing was overwritten")

    @property
    def touched(self) -> dict[UUID, str]:
        """Return the handles of all that was changed so far, by id."""
        return {one.item: one.handle for one in self._touched.values()}

    def flush(self) -> None:
        """Write the rows that are held back."""
        added, self._added = self._added, []
        if not added:
            return
        self._give_handles([row for _, row, _ in added])
        mentions = [mention for _, _, found in added for mention in found]
        for change, row, found in added:
            row.words = search_words(row, found)
            self._touch(row, None, snapshots.take(row, found), change)
        bulk.insert([row for _, row, _ in added])
        bulk.insert(mentions)

    def _give_handles(self, rows: Sequence[Item]) -> None:
        """Give each row that has none the shortest handle that is free, asking the database once a length."""
        taken = {row.handle for row in rows if row.handle}
        length = handles.SHORTEST
        while without := [row for row in rows if not row.handle]:
            cuts = [handles.code(row.uid)[:length] for row in without]
            taken |= queries.taken_handles(self.owner, cuts)
            for row in without:
                cut = handles.handle(row.uid, taken)
                if len(cut) <= length or length >= handles.LONGEST:
                    row.handle = cut
                    taken.add(cut)
            length += 1

    def finish(self) -> None:
        """Write what is held back, and the log."""
        self.flush()
        bulk.insert(self._changes)
        bulk.insert(
            [one for one in self._touched.values() if one.before is not None or one.after is not None]
        )

    def _mentions(self, row: Item, named: Iterable[Named], before: Iterable[Mention] = ()) -> list[Mention]:
        """Return the mentions that an item shall have.

        One named by a handle, now or before, stays as it was written: the document has a name for it.
        """
        words = {(one.sort, one.on, one.target_id): one.written for one in before}
        allowed = KINDS[row.kind].mentions_of
        found: dict[tuple[object, ...], Mention] = {}
        for one in named:
            if one.sort not in allowed:
                raise Invalid(
                    f"{with_article(row.kind)} cannot name a {one.sort} ({one.written!r})", "mentions"
                )
            written = _written(one)
            if not written:
                continue
            target = None if one.unlinked else self.resolve(one)
            if target and (known := self.names.get(target)):
                before_that = words.get((one.sort, one.on, target), written)
                written = before_that if known.handle in (written, before_that) else written
            key = (one.sort, target or slug(written) or written, one.on, one.unlinked)
            found.setdefault(
                key,
                bulk.new(
                    Mention,
                    owner_id=self.owner.id,
                    source_id=row.uid,
                    position=len(found),
                    sort=one.sort,
                    written=written,
                    on=one.on,
                    target_id=target,
                ),
            )
        return list(found.values())

    def resolve(self, named: Named) -> UUID | None:
        """Return what a name means; a skill that is new is made."""
        target = self.names.resolve(named.sort, named.written)
        if target is not None or named.sort != "skill" or self.names.is_borne("skill", named.written):
            return target
        written = clean_line(named.written)
        name = written if " " in written else written.replace("-", " ").strip() or written
        return self.add("skill", {"text": name}, at=self.actor.now)


def _written(named: Named) -> str:
    try:
        return clean_line(named.written)
    except UnreadableText as error:
        raise Invalid(str(error), "mentions") from error


_WRITTEN = (
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
def working(actor: Actor, verb: str = "", *, undoes: UUID | None = None) -> Iterator[Work]:
    """Open a transaction; what is done in it is one change, unless the work begins others."""
    with writing(actor.owner):
        work = Work(actor)
        if verb:
            work.begin(verb, undoes=undoes)
        yield work
        work.finish()
