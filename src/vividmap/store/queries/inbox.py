"""Reads of the inbox: candidates, and what was ever proposed."""

from collections.abc import Sequence
from datetime import date
from uuid import UUID

from django.db.models import Q, QuerySet

from vividmap.core.record import Candidate
from vividmap.store import bulk, item_rows, queries, records
from vividmap.store.models import ItemRow, Owner, ProposalKey
from vividmap.store.records import of_kinds, read_items
from vividmap.store.sql import Condition, all_of, is_empty, newest_first, page

MOST_COUNTED = 100
"""Up to here candidates are counted where only about how many matters."""

# The parent first: an index has it, and what was accepted, attached or merged is not read then.
_WAITING = Q(parent__isnull=True) & Q(fields__state__isnull=True)


def known_digests(owner: Owner, digests: Sequence[UUID]) -> set[UUID]:
    """Return those digests of keys and members that the owner's sources have proposed before."""
    known: set[UUID] = set()
    for batch in bulk.batches(digests):
        rows = ProposalKey.objects.filter(owner=owner, digest__in=batch)
        known |= set(rows.values_list("digest", flat=True))
    return known


def all_digests(owner: Owner) -> list[UUID]:
    """Return the digests of all that the owner's sources ever proposed."""
    return list(ProposalKey.objects.filter(owner=owner).values_list("digest", flat=True))


def waiting_rows(owner: Owner) -> QuerySet[ItemRow]:
    """Return the rows of candidates that nobody has decided about yet, in no order."""
    return item_rows.rows_of_kind(owner, Candidate.kind).filter(_WAITING)


def due_rows(owner: Owner, day: date) -> QuerySet[ItemRow]:
    """Return the rows of candidates that wait and are not put off beyond a day, in no order."""
    return waiting_rows(owner).filter(_not_postponed(day))


def _not_postponed(day: date) -> Q:
    return Q(fields__later__isnull=True) | Q(fields__later__lte=day.isoformat())


def list_due(owner: Owner, day: date, start: int, limit: int) -> list[Candidate]:
    """Return the candidates that are due from position `start` on, the newest first."""
    condition = all_of(
        of_kinds(owner, Candidate.kind),
        Condition("parent IS NULL"),
        is_empty("state"),
        queries.not_postponed(day),
    )
    items = read_items(owner, condition, f" ORDER BY {newest_first()}{page(start, limit)}")
    return [item for item in items if isinstance(item, Candidate)]


def count_due(owner: Owner, day: date, limit: int) -> int:
    """Return how many candidates are due, counted up to a limit."""
    return due_rows(owner, day)[:limit].count()


def count_waiting(owner: Owner, source: str) -> int:
    """Return how many candidates of a source wait, those that are snoozed included."""
    return waiting_rows(owner).filter(fields__source=source).count()


def rows_by_key(owner: Owner, digests: Sequence[UUID]) -> dict[UUID, ItemRow]:
    """Return by the digest of its key the newest candidate with that key."""
    rows: dict[UUID, ItemRow] = {}
    for batch in bulk.batches([digest.hex for digest in digests]):
        matches = item_rows.rows_of_kind(owner, Candidate.kind).filter(fields__key__in=batch)
        rows |= {UUID(row.fields["key"]): row for row in matches.order_by("number")}
    return rows


def rows_by_member(owner: Owner, digests: Sequence[UUID]) -> dict[UUID, ItemRow]:
    """Return by the digests of its commits the newest candidate of an assistant that was made from them."""
    wanted = {digest.hex for digest in digests}
    rows: dict[UUID, ItemRow] = {}
    matches = item_rows.rows_of_kind(owner, Candidate.kind).filter(fields__members__isnull=False)
    for row in matches.order_by("number") if wanted else ():
        rows |= {UUID(member): row for member in row.fields["members"] if member in wanted}
    return rows


def has_merged(owner: Owner, lead: UUID) -> bool:
    """Return whether other candidates were merged into one."""
    return item_rows.rows_of_kind(owner, Candidate.kind).filter(parent__uid=lead).exists()


def to_candidate(owner: Owner, row: ItemRow) -> Candidate:
    """Return the row of a candidate as an item."""
    item = item_rows.to_item(owner, row)
    assert isinstance(item, Candidate)  # noqa: S101 - for the type checker: looked up by its kind
    return item


def list_candidates(rows: QuerySet[ItemRow], owner: Owner) -> list[Candidate]:
    """Return the rows of candidates as items, in the query's order."""
    return [item for item in (records.to_item(row, ()) for row in rows) if isinstance(item, Candidate)]
