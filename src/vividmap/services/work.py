"""One transaction of changes: what is added, edited and removed in it, and the log of that."""

from collections.abc import Iterable, Iterator, Mapping, Sequence
from contextlib import contextmanager
from datetime import datetime
from typing import Any
from uuid import UUID

from django.db import transaction
from django.db.models import QuerySet

from vividmap import spool
from vividmap.core import handles, record
from vividmap.core.fields import BadField
from vividmap.core.names import Names
from vividmap.core.record import KINDS, MEANS, specs
from vividmap.core.shorthand import Draft, Named
from vividmap.core.text import UnreadableText, clean, clean_line, slug, words
from vividmap.core.when import When
from vividmap.services.actor import Actor
from vividmap.services.errors import Conflict, Invalid
from vividmap.store import bulk, queries, snapshots
from vividmap.store.models import Change, Item, Mention, Touched
from vividmap.store.snapshots import Snapshot

Values = Mapping[str, Any]
"""What an item shall say: `text`, `body`, `when`, `mentions` (of Named), `parent`, and declared fields."""


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
        self._change = Change(
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
        row = Item(uid=uid or UUID(spool.new("log", "").id), owner_id=self.owner.id, kind=kind, handle=handle)
        row.created_at = row.edited_at = made_at
        _apply(row, checked(kind, values))
        mentions = self._mentions(row, values.get("mentions", ()))
        change = self._current()
        self._added.append((change, row, mentions))
        if self._names is not None:
            self._names.add(_named_item(row))
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
        _apply(row, checked(row.kind, values, new=False))
        mentions = list(row.mentions.order_by("position"))
        if "mentions" in values:
            mentions = self._mentions(row, values["mentions"])
        row.version, row.edited_at = row.version + 1, self.actor.now
        after = snapshots.take(row, mentions)
        if same(before, after):
            row.version -= 1
            return False
        self._write(row, before, mentions if "mentions" in values else None)
        self._touch(row, before, after)
        self._names = None if any(row.kind in kinds for kinds in MEANS.values()) else self._names
        return True

    def remove(self, row: Item) -> None:
        """Delete an item and all beneath it. What mentioned it keeps the name as it was written, pending."""
        self.flush()
        beneath = [one.id for one in queries.beneath(self.owner, [row.uid])]
        doomed = [row, *Item.objects.filter(owner=self.owner, uid__in=beneath)]
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
        """Make items what snapshots say, whether they are there or not, each as its next version."""
        self.flush()
        self._names = None
        befores = [self._put_row(snapshot) for snapshot in said]
        # Names last: what they mean may be among the rows that have just come back.
        for snapshot, (row, before) in zip(said, befores, strict=True):
            mentions = self._existing(snapshots.mentions_of(snapshot, self.owner.id))
            row.mentions.all().delete()
            bulk.insert(mentions)
            row.words = search_words(row, mentions)
            row.save(update_fields=["words"])
            self._touch(row, before, snapshots.take(row, mentions))

    def _put_row(self, snapshot: Snapshot) -> tuple[Item, Snapshot | None]:
        row = snapshots.row_of(snapshot, self.owner.id)
        there = queries.by_id(self.owner, row.uid)
        before = self.snapshot(there) if there else None
        newest = next(iter(queries.history(self.owner, row.uid)), None)
        row.version = max(there.version if there else 0, newest.version if newest else 0) + 1
        if there:
            row.number = there.number
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
            earlier.after = after
            return
        self._touched[change.id, row.uid] = Touched(
            owner_id=self.owner.id,
            change_id=change.id,
            item=row.uid,
            handle=row.handle,
            version=(before or {}).get("version", 0),
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

    def _mentions(self, row: Item, named: Iterable[Named]) -> list[Mention]:
        allowed = KINDS[row.kind].mentions_of
        found: dict[tuple[object, ...], Mention] = {}
        for one in named:
            if one.sort not in allowed:
                raise Invalid(f"a {row.kind} cannot name a {one.sort} ({one.written!r})", "mentions")
            target = None if one.unlinked else self.resolve(one)
            written = clean_line(one.written)
            key = (one.sort, target or slug(written) or written, one.on, one.unlinked)
            found.setdefault(
                key,
                Mention(
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
        name = clean_line(named.written.replace("-", " ")) or named.written
        return self.add("skill", {"text": name}, at=self.actor.now)


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
    with transaction.atomic():
        work = Work(actor)
        if verb:
            work.begin(verb, undoes=undoes)
        yield work
        work.finish()


def checked(kind: str, values: Values, *, new: bool = True) -> dict[str, Any]:
    """Return values made clean. Raises Invalid, which names the field."""
    declared = specs(kind)
    clean_values: dict[str, Any] = {}
    name = ""
    try:
        for name, value in values.items():
            if name == "text":
                clean_values[name] = clean_line(value)
            elif name == "body":
                clean_values[name] = clean(value)
            elif name in declared:
                clean_values[name] = declared[name].check(value)
            elif name in ("when", "parent"):
                clean_values[name] = value
            elif name != "mentions":
                raise Invalid(f"a {kind} has no field {name!r}", name)
    except (BadField, UnreadableText) as error:
        raise Invalid(str(error), name) from error
    if kind != "profile" and not clean_values.get("text") and (new or "text" in clean_values):
        raise Invalid(f"{_article(kind)} {kind} needs some text", "text")
    return clean_values


def _article(kind: str) -> str:
    return "an" if kind[0] in "aeiou" else "a"


def _apply(row: Item, values: dict[str, Any]) -> None:
    declared = specs(row.kind)
    own = dict(row.fields)
    for name, value in values.items():
        if name in declared:
            own.pop(name, None)
            if value != declared[name].empty:
                own[name] = declared[name].plain(value)
        elif name == "when":
            moment: When | None = value
            row.first, row.last = (moment.first, moment.last) if moment else (None, None)
            row.about = bool(moment and moment.about)
        elif name == "parent":
            row.parent_id = value
        else:
            setattr(row, name, value)
    row.fields = {name: own[name] for name in declared if name in own}


def same(before: Snapshot, after: Snapshot) -> bool:
    """Tell whether two snapshots of an item say the same, whichever version they are."""
    return {**before, "version": 0, "edited_at": ""} == {**after, "version": 0, "edited_at": ""}


def search_words(row: Item, mentions: Iterable[Mention] | QuerySet[Mention]) -> str:
    """Return what an item is found by: all that it says, folded and parted into words."""
    said = [row.text, *(value for value in row.fields.values() if isinstance(value, str)), row.body]
    said += [
        one
        for value in row.fields.values()
        if isinstance(value, list)
        for one in value
        if isinstance(one, str)
    ]
    said += [str(part) for one in row.fields.get("positions", ()) for part in one.values()]
    said += [one.written for one in mentions]
    return " ".join(words("\n".join(said)))


def _named_item(row: Item) -> record.Item:
    if row.kind == record.Skill.kind:
        aliases = tuple(row.fields.get("aliases", ()))
        return record.Skill(id=row.uid, handle=row.handle, text=row.text, aliases=aliases)
    return KINDS[row.kind](id=row.uid, handle=row.handle, text=row.text)


def values_of(draft: Draft) -> dict[str, Any]:
    """Return what a draft says as values for `add` and `edit`."""
    values: dict[str, Any] = {
        "text": draft.text,
        "body": draft.body,
        "mentions": draft.mentions,
        **draft.fields,
    }
    if KINDS[draft.kind].dated:
        values["when"] = draft.when
    return values
