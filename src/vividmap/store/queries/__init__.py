"""Reads that name their owner. Whatever a page, a command or a verb looks up, it looks up here."""

import builtins
from collections.abc import Sequence
from datetime import date, datetime
from typing import Any, NamedTuple
from uuid import UUID

from django.db import connection
from django.db.models import Count, F, Max, Q, QuerySet
from django.db.models.expressions import OrderBy

from vividmap.core import handles, record, search
from vividmap.core.record import MEANS, MentionSort
from vividmap.core.text import fold
from vividmap.store import bulk, records
from vividmap.store.models import Change, Item, Mention, Owner, Touched


class _NullsAtTheEnd(OrderBy):
    """Descending, and what is NULL at the end: SQLite does so unasked, and finds an index only then."""

    def as_sqlite(self, compiler: Any, connection: Any) -> Any:
        return OrderBy(self.expression, descending=True).as_sql(compiler, connection)


NEWEST_FIRST = (
    _NullsAtTheEnd(F("last"), descending=True, nulls_last=True),
    F("first").desc(),
    F("created_at").desc(),
    F("number").desc(),
)
"""The order of what is dated; the undated comes last."""

_EARLY = 1_000
"""Rows up to which a page of a list looks for its own alone; further on it sorts them all."""

MOST_RANKED = 2_000
"""A search ranks at most so many: the newest that match."""


class Filters(NamedTuple):
    """What a list is narrowed to; ids are those of what an item links to, or stands beneath.

    `words` is a search, as `core.search` reads it.
    """

    first: date | None = None
    last: date | None = None
    scope: str = ""
    what: str = ""
    linked: tuple[UUID, ...] = ()
    words: str = ""


EVERYTHING = Filters()


def load(owner: Owner) -> record.Record:
    """Return the whole record."""
    return records.load(owner)


def of_kind(owner: Owner, *kinds: str) -> QuerySet[Item]:
    """Return the owner's items of some kinds."""
    return Item.objects.filter(owner=owner, kind__in=kinds)


def list(  # noqa: A001 - the word for it
    owner: Owner,
    kinds: Sequence[str],
    filters: Filters = EVERYTHING,
    most: int | None = None,
    start: int = 0,
) -> builtins.list[record.Item]:
    """Return items of some kinds, narrowed, at most `most` from number `start` on.

    The newest first and the undated last; people by name, goals and gaps as they came.
    """
    rows = _narrowed(owner, kinds, filters)
    if not any(record.KINDS[kind].dated for kind in kinds):
        found = records.items(rows.order_by("created_at", "number"), owner)
        found = sorted(found, key=lambda item: fold(item.text)) if "person" in kinds else found
        return found[start:][:most]
    if most and len(kinds) > 1 and start + most <= _EARLY:
        rows = rows.filter(number__in=_newest(rows, kinds, start + most))
    rows = rows.order_by(*NEWEST_FIRST)
    return records.items(rows[start : start + most] if most else rows[start:], owner)


def _newest(rows: QuerySet[Item], kinds: Sequence[str], most: int) -> builtins.list[int]:
    """Return the numbers of the newest rows of each kind: of one kind, they lie in an index in order."""
    return [
        number
        for kind in kinds
        for number in rows.filter(kind=kind).order_by(*NEWEST_FIRST).values_list("number", flat=True)[:most]
    ]


def count(owner: Owner, kinds: Sequence[str], filters: Filters = EVERYTHING) -> int:
    """Return how many items of some kinds there are, narrowed."""
    return _narrowed(owner, kinds, filters).count()


def _narrowed(owner: Owner, kinds: Sequence[str], filters: Filters) -> QuerySet[Item]:
    rows = of_kind(owner, *kinds)
    if filters.first:
        rows = rows.filter(last__gte=filters.first)
    if filters.last:
        rows = rows.filter(first__lte=filters.last)
    if filters.scope:
        rows = rows.filter(fields__scope=filters.scope)
    if filters.what:
        rows = rows.filter(fields__what=filters.what)
    for target in filters.linked:
        naming = Mention.objects.filter(owner=owner, target__uid=target).values("source")
        rows = rows.filter(Q(uid__in=naming) | Q(parent__uid=target))
    asked = search.terms(filters.words)
    return _matching(rows, asked) if asked else rows


def counts(owner: Owner) -> dict[str, int]:
    """Return how many items of each kind there are."""
    found = Item.objects.filter(owner=owner).values_list("kind").annotate(Count("number"))
    return dict(found.order_by("kind"))


def by_handle(owner: Owner, handle: str) -> Item | None:
    """Return the item with a handle, or with the longer form of it that a capture was acknowledged with."""
    said = handles.said(handle)
    rows = Item.objects.filter(owner=owner, handle__in=handles.forms(said))
    found = [row for row in rows if handles.means(said, row.handle, row.uid)]
    exact = [row for row in found if row.handle == said]
    return next(iter(exact or (found if len(found) == 1 else ())), None)


def by_id(owner: Owner, uid: UUID) -> Item | None:
    """Return the item with an id."""
    return Item.objects.filter(owner=owner, uid=uid).first()


def one(owner: Owner, row: Item) -> record.Item:
    """Return a row as an item."""
    return records.item(row, row.mentions.order_by("position"))


def beneath(owner: Owner, parents: Sequence[UUID]) -> builtins.list[record.Item]:
    """Return all that stands beneath some items, at any depth, level by level."""
    found: builtins.list[record.Item] = []
    level = builtins.list(parents)
    while level:
        rows = records.items(
            Item.objects.filter(owner=owner, parent__uid__in=level).order_by("number"), owner
        )
        found += rows
        level = [row.id for row in rows]
    return found


def nameable(owner: Owner) -> builtins.list[record.Item]:
    """Return everything that a mention can mean."""
    kinds = {kind for kinds in MEANS.values() for kind in kinds}
    return records.items(of_kind(owner, *kinds).order_by("number"), owner)


def linking_to(owner: Owner, target: UUID) -> builtins.list[record.Item]:
    """Return the items that mention one, the newest first."""
    return records.items(naming(owner, target).order_by(*NEWEST_FIRST), owner)


def naming(owner: Owner, target: UUID, *sorts: MentionSort) -> QuerySet[Item]:
    """Return the rows of the items that mention one, in mentions of some sorts or of any."""
    mentions = Mention.objects.filter(owner=owner, target__uid=target)
    sources = mentions.filter(sort__in=sorts) if sorts else mentions
    return Item.objects.filter(owner=owner, uid__in=sources.values("source"))


def pending(owner: Owner) -> QuerySet[Mention]:
    """Return the names that nothing is linked to, the newest item's first."""
    rows = Mention.objects.filter(owner=owner, target__isnull=True).select_related("source")
    return rows.order_by("-source__number", "position")


def profile(owner: Owner) -> record.Profile:
    """Return the owner's profile, an empty one if there is none yet."""
    row = of_kind(owner, "profile").first()
    found = one(owner, row) if row else record.Profile()
    assert isinstance(found, record.Profile)  # noqa: S101 - for the type checker: the query asks for it
    return found


def find(
    owner: Owner, query: str, most: int = 50, *kinds: str, ranked: int = MOST_RANKED
) -> builtins.list[record.Item]:
    """Return what a search finds, of some kinds or any, the best first; see `core.search`.

    The best are chosen among so many that match, the newest: `ranked`.
    """
    asked = search.terms(query)
    if not asked:
        return []
    there = of_kind(owner, *kinds) if kinds else Item.objects.filter(owner=owner)
    rows = _matching(there, asked).order_by(F("last").desc(nulls_last=True), "-number")
    columns = rows.values_list("number", "text", "words", "last")[:ranked]
    order = search.rank([search.Found(*row) for row in columns], asked)[:most]
    numbers = dict(Item.objects.filter(owner=owner, number__in=order).values_list("uid", "number"))
    found = records.items(Item.objects.filter(owner=owner, number__in=order), owner)
    return sorted(found, key=lambda item: order.index(numbers[item.id]))


def _matching(rows: QuerySet[Item], asked: Sequence[search.Term]) -> QuerySet[Item]:
    if connection.vendor == "sqlite":
        query = " ".join(f'"{" ".join(term.words)}"{"*" if term.prefix else ""}' for term in asked)
        matches = "number IN (SELECT rowid FROM store_words WHERE store_words MATCH %s)"
        return rows.extra(where=[matches], params=[query])  # noqa: S610 - the query is a parameter
    query = " & ".join(
        " & ".join(f"'{word}'" for word in term.words) + (":*" if term.prefix else "") for term in asked
    )
    # PostgreSQL knows 256 places of a word at most, so the index finds words, and the text phrases.
    phrases = [f" {' '.join(term.words)}{'' if term.prefix else ' '}" for term in asked if term.words[1:]]
    where = ["words_index @@ %s::tsquery", *(["strpos(' ' || words || ' ', %s) > 0"] * len(phrases))]
    return rows.extra(where=where, params=[query, *phrases])  # noqa: S610 - parameters too


def last_change(owner: Owner, uid: UUID | None = None) -> Change | None:
    """Return the newest change, or the one with an id, that is not an undo and has not been undone."""
    undone = Change.objects.filter(owner=owner, undoes__isnull=False).values("undoes")
    changes = Change.objects.filter(owner=owner, undoes__isnull=True).exclude(id__in=undone)
    changes = changes.filter(id=uid) if uid else changes
    return changes.order_by("-counter", "-device").first()


def change_of(owner: Owner, device: str, at: datetime) -> UUID | None:
    """Return the id of the last change that was made on a device at a moment."""
    made = Change.objects.filter(owner=owner, device=device, at=at)
    return made.order_by("-counter").values_list("id", flat=True).first()


def history(owner: Owner, uid: UUID) -> builtins.list[Touched]:
    """Return everything that ever happened to one item, the newest first."""
    rows = Touched.objects.filter(owner=owner, item=uid).select_related("change")
    return builtins.list(rows.order_by("-change__counter", "-change__device"))


def trash(owner: Owner, handle: str | None = None) -> builtins.list[Touched]:
    """Return the newest deletion of each item that is deleted (of those with a handle), the newest first."""
    deleted = Touched.objects.filter(owner=owner, after__isnull=True).exclude(
        item__in=Item.objects.filter(owner=owner).values("uid")
    )
    said = None if handle is None else handles.said(handle)
    if said is not None:
        deleted = deleted.filter(handle__in=handles.forms(said))
    newest: dict[UUID, Touched] = {}
    order = ("-change__counter", "-change__device", "pk")
    for touched in deleted.select_related("change").order_by(*order):
        newest.setdefault(touched.item, touched)
    return [one for one in newest.values() if said is None or handles.means(said, one.handle, one.item)]


def known_before(owner: Owner, uids: Sequence[UUID]) -> set[UUID]:
    """Return which of some ids are, or ever were, items of this owner."""
    if not uids:
        return set()
    # By their range, not one by one: ids are in the order of time, and little else was made in between.
    span = (min(uids), max(uids))
    there = Item.objects.filter(owner=owner, uid__range=span).values_list("uid", flat=True)
    touched = Touched.objects.filter(owner=owner, item__range=span).values_list("item", flat=True)
    return {*there, *touched}.intersection(uids)


def there_now(owner: Owner, uids: Sequence[UUID]) -> set[UUID]:
    """Return which of some ids are items of this owner."""
    there: set[UUID] = set()
    for some in bulk.parts(uids):
        there |= set(Item.objects.filter(owner=owner, uid__in=some).values_list("uid", flat=True))
    return there


def deleted(owner: Owner, uids: Sequence[UUID]) -> set[UUID]:
    """Return which of some ids somebody deleted; what went because its addition was undone never was."""
    gone: set[UUID] = set()
    for some in bulk.parts(uids):
        rows = Touched.objects.filter(owner=owner, item__in=some, after__isnull=True)
        gone |= set(rows.filter(change__undoes=None).values_list("item", flat=True))
    return gone - there_now(owner, [*gone])


def undone(owner: Owner, some_handles: Sequence[str]) -> dict[str, UUID]:
    """Return, by handle, the ids of items that are gone because their addition was undone."""
    found: dict[str, UUID] = {}
    for some in bulk.parts(some_handles):
        rows = Touched.objects.filter(owner=owner, handle__in=some, after__isnull=True)
        found |= dict(rows.exclude(change__undoes=None).values_list("handle", "item"))
    uids = [*found.values()]
    others = deleted(owner, uids) | there_now(owner, uids)
    return {handle: uid for handle, uid in found.items() if uid not in others}


def highest_counter(owner: Owner) -> int:
    """Return the highest counter among the owner's changes, 0 before the first."""
    return int(Change.objects.filter(owner=owner).aggregate(Max("counter"))["counter__max"] or 0)


def taken_handles(owner: Owner, some: Sequence[str]) -> set[str]:
    """Return which of some handles are taken, by an item or by one in the trash."""
    taken: set[str] = set()
    for part in bulk.parts(some):
        asked = Q(owner=owner, handle__in=part)
        taken |= set(Item.objects.filter(asked).values_list("handle", flat=True))
        taken |= set(Touched.objects.filter(asked).values_list("handle", flat=True))
    return taken


def foreign_ids(uids: Sequence[UUID], owner: Owner) -> bool:
    """Tell whether any of some ids is an item of another owner: ids are unique in the whole database."""
    return any(Item.objects.filter(uid__in=some).exclude(owner=owner).exists() for some in bulk.parts(uids))


def skills(owner: Owner) -> builtins.list[tuple[record.Skill, int]]:
    """Return the skills, the most used first, each with how many entries name it."""
    uses = Mention.objects.filter(owner=owner, sort="skill", target__isnull=False)
    counted = dict(uses.values_list("target").annotate(Count("source", distinct=True)).order_by("target"))
    found = [
        item
        for item in records.items(of_kind(owner, "skill").order_by("number"), owner)
        if isinstance(item, record.Skill)
    ]
    return sorted(
        ((item, counted.get(item.id, 0)) for item in found), key=lambda pair: (-pair[1], fold(pair[0].text))
    )
