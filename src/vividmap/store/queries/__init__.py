"""Owner-scoped reads, for pages, commands and verbs."""

from collections.abc import Sequence
from datetime import date
from typing import Any, NamedTuple
from uuid import UUID

from django.db import connection
from django.db.models import Count, F, Max, Q, QuerySet
from django.db.models.expressions import OrderBy

from vividmap.core import handles, outcome_followup, record, search
from vividmap.core.record import MENTION_KINDS, MentionSort
from vividmap.core.text import fold
from vividmap.store import bulk, records
from vividmap.store.models import Change, ItemChange, ItemRow, MentionRow, Owner
from vividmap.store.queries.undo import redo_changes


class _DescendingNullsLast(OrderBy):
    """Descending with NULL last, SQLite's default; it uses an index only if that is not spelled out."""

    def as_sqlite(self, compiler: Any, connection: Any) -> Any:
        return OrderBy(self.expression, descending=True).as_sql(compiler, connection)


NEWEST_FIRST = (
    _DescendingNullsLast(F("last"), descending=True, nulls_last=True),
    F("first").desc(),
    F("created_at").desc(),
    F("number").desc(),
)
"""The order of dated items, undated ones last."""

_MAX_EARLY_ROWS = 1_000
"""Pages that end within this many rows read the newest rows of each kind; later pages sort all rows."""

MOST_RANKED = 2_000
"""A search ranks at most this many of the newest matches."""


class Filters(NamedTuple):
    """Filters of a list. `linked` are ids that an item mentions or has as its parent; all have to match.

    `words` is a search (see `core.search`). `state` is a goal's or gap's. `missing` are fields, and sorts of
    names, that an item must not have; without "outcome" is evidence that does not say what came of it, and
    whose outcome may still be added.
    """

    first: date | None = None
    last: date | None = None
    scope: str = ""
    entry_kind: str = ""
    linked: tuple[UUID, ...] = ()
    words: str = ""
    state: str = ""
    missing: tuple[str, ...] = ()
    is_strong: bool = False
    projects: tuple[str, ...] = ()


NO_FILTERS = Filters()
OUTCOME = "outcome"

_DEFAULT_STATES = ("active", "open")

WITHOUT_OUTCOME = Q(fields__outcome__isnull=True) & (
    Q(fields__landed__isnull=True) | Q(fields__landed="not yet")
)
"""Evidence without an outcome, to which one may still be added; its text may say what came of it."""


def not_postponed(day: date) -> Q:
    """Return the condition that an item is not to be asked about only after a day."""
    return Q(fields__later__isnull=True) | Q(fields__later__lte=day.isoformat())


def load_record(owner: Owner) -> record.Record:
    """Return the whole record."""
    return records.load_record(owner)


def rows_of_kind(owner: Owner, *kinds: str) -> QuerySet[ItemRow]:
    """Return the rows of the owner's items of some kinds."""
    return ItemRow.objects.filter(owner=owner, kind__in=kinds)


def list_items(
    owner: Owner,
    kinds: Sequence[str],
    filters: Filters = NO_FILTERS,
    limit: int | None = None,
    start: int = 0,
) -> list[record.Item]:
    """Return filtered items of some kinds, at most `limit` from position `start` on.

    Dated kinds are sorted newest first, undated last; people by name; other kinds as they were added.
    """
    rows = filter_rows(owner, kinds, filters)
    if not any(record.KINDS[kind].is_dated for kind in kinds):
        items = records.to_items(rows.order_by("created_at", "number"), owner)
        items = sorted(items, key=lambda item: fold(item.text)) if "person" in kinds else items
        return items[start:][:limit]
    if limit and len(kinds) > 1 and start + limit <= _MAX_EARLY_ROWS:
        rows = rows.filter(number__in=_newest_numbers(rows, kinds, start + limit))
    rows = rows.order_by(*NEWEST_FIRST)
    if OUTCOME in filters.missing:  # what a text says is read here: no query can
        return [item for item in records.to_items(rows, owner) if _is_open(item)][start:][:limit]
    return records.to_items(rows[start : start + limit] if limit else rows[start:], owner)


def _newest_numbers(rows: QuerySet[ItemRow], kinds: Sequence[str], limit: int) -> list[int]:
    """Return the numbers of the newest rows of each kind, which an index has in order."""
    return [
        number
        for kind in kinds
        for number in rows.filter(kind=kind).order_by(*NEWEST_FIRST).values_list("number", flat=True)[:limit]
    ]


def count_items(owner: Owner, kinds: Sequence[str], filters: Filters = NO_FILTERS) -> int:
    """Return the number of filtered items of some kinds."""
    if OUTCOME in filters.missing:
        return len(list_items(owner, kinds, filters))
    return filter_rows(owner, kinds, filters).count()


def _is_open(item: record.Item) -> bool:
    return isinstance(item, record.Evidence) and outcome_followup.is_open(item)


def filter_rows(owner: Owner, kinds: Sequence[str], filters: Filters) -> QuerySet[ItemRow]:
    """Return the rows of filtered items of some kinds, in no order."""
    rows = rows_of_kind(owner, *kinds)
    conditions = {
        "last__gte": filters.first,
        "first__lte": filters.last,
        "fields__scope": filters.scope,
        "fields__what": filters.entry_kind,
        "fields__has_key": "strong" if filters.is_strong else "",
    }
    rows = rows.filter(**{name: value for name, value in conditions.items() if value})
    for name in filters.missing:
        rows = rows.filter(_is_missing(owner, name))
    if filters.projects:
        rows = rows.filter(fields__project__in=filters.projects)
    if filters.state:
        condition = Q(fields__state=filters.state)
        if filters.state in _DEFAULT_STATES:  # a goal or gap without a state is in the default one
            condition |= Q(fields__state__isnull=True)
        rows = rows.filter(condition)
    for target in filters.linked:
        sources = MentionRow.objects.filter(owner=owner, target__uid=target).values("source")
        rows = rows.filter(Q(uid__in=sources) | Q(parent__uid=target))
    terms = search.parse_query(filters.words) if filters.words else ()
    return _match_words(rows, terms) if terms else rows


def _is_missing(owner: Owner, name: str) -> Q:
    """Return the condition that an item has no value in a field, or no name of a sort."""
    if name == OUTCOME:
        return WITHOUT_OUTCOME
    if name in MENTION_KINDS:
        return ~Q(uid__in=MentionRow.objects.filter(owner=owner, sort=name).values("source"))
    return Q(**{f"fields__{name}__isnull": True})


def count_by_kind(owner: Owner) -> dict[str, int]:
    """Return the number of items of each kind of the record."""
    counts = records.record_rows(owner).values_list("kind").annotate(Count("number"))
    return dict(counts.order_by("kind"))


def by_handle(owner: Owner, handle: str) -> ItemRow | None:
    """Return the row with a handle, or with the longer form that a capture was acknowledged with."""
    searched_handle = handles.normalize(handle)
    rows = ItemRow.objects.filter(owner=owner, handle__in=handles.possible_handles(searched_handle))
    matches = [row for row in rows if handles.is_handle_of(searched_handle, row.handle, row.uid)]
    exact = [row for row in matches if row.handle == searched_handle]
    return next(iter(exact or (matches if len(matches) == 1 else ())), None)


def by_id(owner: Owner, uid: UUID) -> ItemRow | None:
    """Return the row with an id."""
    return ItemRow.objects.filter(owner=owner, uid=uid).first()


def to_item(owner: Owner, row: ItemRow) -> record.Item:
    """Return a row as an item with its mentions."""
    return records.to_item(row, row.mentions.order_by("position"))


def item_labels(owner: Owner, targets: Sequence[UUID]) -> dict[UUID, tuple[str, str]]:
    """Return the present text and handle of items, by id."""
    rows = ItemRow.objects.filter(owner=owner, uid__in=targets).values_list("uid", "text", "handle")
    return {uid: (text, handle) for uid, text, handle in rows}


def item_label(owner: Owner, uid: UUID) -> tuple[str, str] | None:
    """Return the present text and handle of an item, None if there is no such item."""
    return item_labels(owner, [uid]).get(uid)


def descendants(owner: Owner, parents: Sequence[UUID]) -> list[record.Item]:
    """Return all descendants of items, level by level."""
    items: list[record.Item] = []
    level = list(parents)
    while level:
        rows = records.to_items(
            ItemRow.objects.filter(owner=owner, parent__uid__in=level).order_by("number"), owner
        )
        items += rows
        level = [row.id for row in rows]
    return items


def nameable_items(owner: Owner) -> list[record.Item]:
    """Return all items that a mention can mean."""
    kinds = {kind for kinds in MENTION_KINDS.values() for kind in kinds}
    return records.to_items(rows_of_kind(owner, *kinds).order_by("number"), owner)


def items_mentioning(owner: Owner, target: UUID) -> list[record.Item]:
    """Return the items that mention an item, the newest first."""
    return records.to_items(rows_mentioning(owner, target).order_by(*NEWEST_FIRST), owner)


def rows_mentioning(owner: Owner, target: UUID, *sorts: MentionSort) -> QuerySet[ItemRow]:
    """Return the rows of items that mention an item, in mentions of some sorts or of any."""
    mentions = MentionRow.objects.filter(owner=owner, target__uid=target)
    sources = mentions.filter(sort__in=sorts) if sorts else mentions
    return ItemRow.objects.filter(owner=owner, uid__in=sources.values("source"))


def pending_mentions(owner: Owner) -> QuerySet[MentionRow]:
    """Return the unresolved mentions, those in the newest items first."""
    rows = MentionRow.objects.filter(owner=owner, target__isnull=True).select_related("source")
    return rows.order_by("-source__number", "position")


def load_profile(owner: Owner) -> record.Profile:
    """Return the owner's profile, an empty one if there is none yet."""
    row = rows_of_kind(owner, "profile").first()
    item = to_item(owner, row) if row else record.Profile()
    assert isinstance(item, record.Profile)  # noqa: S101 - for the type checker: the query asks for it
    return item


def search_items(
    owner: Owner,
    query: str,
    limit: int = 50,
    *kinds: str,
    projects: Sequence[str] = (),
    max_ranked: int = MOST_RANKED,
) -> list[record.Item]:
    """Return the items of some kinds or any that match a search, the best first; see `core.search`.

    `projects` are the labels of the project to search. Only the newest `max_ranked` matches are ranked.
    """
    terms = search.parse_query(query)
    if not terms:
        return []
    candidates = rows_of_kind(owner, *kinds) if kinds else records.record_rows(owner)
    if projects:
        candidates = candidates.filter(fields__project__in=projects)
    rows = _match_words(candidates, terms).order_by(F("last").desc(nulls_last=True), "-number")
    columns = rows.values_list("number", "text", "words", "last")[:max_ranked]
    order = search.rank([search.SearchCandidate(*row) for row in columns], terms)[:limit]
    numbers = dict(ItemRow.objects.filter(owner=owner, number__in=order).values_list("uid", "number"))
    items = records.to_items(ItemRow.objects.filter(owner=owner, number__in=order), owner)
    return sorted(items, key=lambda item: order.index(numbers[item.id]))


def _match_words(rows: QuerySet[ItemRow], terms: Sequence[search.SearchTerm]) -> QuerySet[ItemRow]:
    if connection.vendor == "sqlite":
        query = " ".join(f'"{" ".join(term.words)}"{"*" if term.prefix else ""}' for term in terms)
        matches = "number IN (SELECT rowid FROM store_words WHERE store_words MATCH %s)"
        return rows.extra(where=[matches], params=[query])  # noqa: S610 - the query is a parameter
    query = " & ".join(
        " & ".join(f"'{word}'" for word in term.words) + (":*" if term.prefix else "") for term in terms
    )
    # PostgreSQL stores at most 256 positions of a word, so phrases are searched in the text itself.
    phrases = [f" {' '.join(term.words)}{'' if term.prefix else ' '}" for term in terms if term.words[1:]]
    conditions = ["words_index @@ %s::tsquery", *(["strpos(' ' || words || ' ', %s) > 0"] * len(phrases))]
    return rows.extra(where=conditions, params=[query, *phrases])  # noqa: S610 - parameters too


def item_history(owner: Owner, uid: UUID) -> list[ItemChange]:
    """Return all changes of an item, the newest first."""
    rows = ItemChange.objects.filter(owner=owner, item=uid).select_related("change")
    return list(rows.order_by("-change__counter", "-change__device"))


def trash(owner: Owner, handle: str | None = None) -> list[ItemChange]:
    """Return the newest deletion of each deleted item (with a handle, if passed), the newest first."""
    deleted = ItemChange.objects.filter(owner=owner, after__isnull=True).exclude(
        item__in=ItemRow.objects.filter(owner=owner).values("uid")
    )
    searched_handle = None if handle is None else handles.normalize(handle)
    if searched_handle is not None:
        deleted = deleted.filter(handle__in=handles.possible_handles(searched_handle))
    newest: dict[UUID, ItemChange] = {}
    order = ("-change__counter", "-change__device", "pk")
    for deletion in deleted.select_related("change").order_by(*order):
        newest.setdefault(deletion.item, deletion)
    return [
        deletion
        for deletion in newest.values()
        if searched_handle is None or handles.is_handle_of(searched_handle, deletion.handle, deletion.item)
    ]


def ids_ever_known(owner: Owner, uids: Sequence[UUID]) -> set[UUID]:
    """Return the ids that are, or ever were, items of this owner."""
    if not uids:
        return set()
    # By range, not one by one: ids are ordered by time, and little else was added in between.
    span = (min(uids), max(uids))
    current_ids = ItemRow.objects.filter(owner=owner, uid__range=span).values_list("uid", flat=True)
    logged_ids = ItemChange.objects.filter(owner=owner, item__range=span).values_list("item", flat=True)
    return {*current_ids, *logged_ids}.intersection(uids)


def existing_ids(owner: Owner, uids: Sequence[UUID]) -> set[UUID]:
    """Return the ids that are items of this owner."""
    existing: set[UUID] = set()
    for batch in bulk.batches(uids):
        existing |= set(ItemRow.objects.filter(owner=owner, uid__in=batch).values_list("uid", flat=True))
    return existing


def undated_handles(owner: Owner, uids: Sequence[UUID]) -> dict[UUID, str]:
    """Return the handles of those items of this owner that have no date, by id."""
    handles: dict[UUID, str] = {}
    for batch in bulk.batches(uids):
        rows = ItemRow.objects.filter(owner=owner, uid__in=batch, first__isnull=True)
        handles |= dict(rows.values_list("uid", "handle"))
    return handles


def deleted_ids(owner: Owner, uids: Sequence[UUID]) -> set[UUID]:
    """Return the ids of items that were deleted by hand, not by undoing their addition."""
    removed_ids: set[UUID] = set()
    for batch in bulk.batches(uids):
        rows = ItemChange.objects.filter(owner=owner, item__in=batch, after__isnull=True)
        by_hand = Q(change__undoes=None) | Q(change__in=redo_changes(owner))
        removed_ids |= set(rows.filter(by_hand).values_list("item", flat=True))
    return removed_ids - existing_ids(owner, [*removed_ids])


def undone_ids(owner: Owner, searched_handles: Sequence[str]) -> dict[str, UUID]:
    """Return, by handle, the ids of items whose addition was undone."""
    ids_by_handle: dict[str, UUID] = {}
    for batch in bulk.batches(searched_handles):
        rows = ItemChange.objects.filter(owner=owner, handle__in=batch, after__isnull=True)
        rows = rows.exclude(change__undoes=None).exclude(change__in=redo_changes(owner))
        ids_by_handle |= dict(rows.values_list("handle", "item"))
    uids = [*ids_by_handle.values()]
    other_ids = deleted_ids(owner, uids) | existing_ids(owner, uids)
    return {handle: uid for handle, uid in ids_by_handle.items() if uid not in other_ids}


def highest_counter(owner: Owner) -> int:
    """Return the highest counter of the owner's changes, 0 if there are none."""
    return int(Change.objects.filter(owner=owner).aggregate(Max("counter"))["counter__max"] or 0)


def taken_handles(owner: Owner, searched_handles: Sequence[str]) -> set[str]:
    """Return the handles that an item has, deleted or not."""
    used: set[str] = set()
    for batch in bulk.batches(searched_handles):
        condition = Q(owner=owner, handle__in=batch)
        used |= set(ItemRow.objects.filter(condition).values_list("handle", flat=True))
        used |= set(ItemChange.objects.filter(condition).values_list("handle", flat=True))
    return used


def has_foreign_ids(uids: Sequence[UUID], owner: Owner) -> bool:
    """Return whether any id is an item of another owner; ids are unique in the whole database."""
    return any(
        ItemRow.objects.filter(uid__in=batch).exclude(owner=owner).exists() for batch in bulk.batches(uids)
    )
