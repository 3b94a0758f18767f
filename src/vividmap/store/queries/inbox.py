"""Reads of the inbox: candidates, and what was ever proposed."""

from collections import Counter
from collections.abc import Sequence
from datetime import date
from uuid import UUID

from vividmap.core.inbox import group_key
from vividmap.core.record import Candidate
from vividmap.store import queries
from vividmap.store.connection import select
from vividmap.store.records import of_kinds, owned_by, parse_id, read_items
from vividmap.store.sql import (
    Condition,
    RecordOwner,
    all_of,
    batches,
    has_value,
    is_empty,
    is_one_of,
    newest_first,
    page,
    stored_field,
)

MOST_COUNTED = 100
"""Counting candidates stops here where an approximate number is enough."""


def is_waiting(owner: RecordOwner) -> Condition:
    """Return the condition of a candidate that nobody has decided about yet."""
    # The parent first: an index has it, and what was accepted, attached or merged is not read then.
    return all_of(of_kinds(owner, Candidate.kind), Condition("parent IS NULL"), is_empty("state"))


def is_due(owner: RecordOwner, day: date) -> Condition:
    """Return the condition of a candidate that waits and is not put off beyond a day."""
    return all_of(is_waiting(owner), queries.not_postponed(day))


def list_due(owner: RecordOwner, day: date, start: int = 0, limit: int | None = None) -> list[Candidate]:
    """Return the candidates that are due from position `start` on, the newest first."""
    return _read_candidates(owner, is_due(owner, day), f"{newest_first()}{page(start, limit)}")


def count_due(owner: RecordOwner, day: date, limit: int | None = None) -> int:
    """Return how many candidates are due, counted up to a limit if there is one."""
    condition = is_due(owner, day)
    rows = f"SELECT 1 FROM store_item WHERE {condition.sql}{page(0, limit)}"
    return int(select(f"SELECT COUNT(*) FROM ({rows}) AS due", condition.values)[0][0])


def count_due_by_group(owner: RecordOwner, day: date) -> Counter[str]:
    """Return how many candidates are due in each group of the inbox, by the group's key."""
    condition = is_due(owner, day)
    project, source = stored_field("project"), stored_field("source")
    rows = select(
        f"SELECT {project}, {source}, COUNT(*) FROM store_item WHERE {condition.sql}"
        f" GROUP BY {project}, {source}",
        condition.values,
    )
    counts: Counter[str] = Counter()
    for project_name, source_name, count in rows:
        counts[group_key(project_name or "", source_name or "")] += count
    return counts


def list_waiting(owner: RecordOwner, source: str = "") -> list[Candidate]:
    """Return the candidates that wait, of one source or of all, snoozed ones included, as they were added."""
    return _read_candidates(owner, _waits_from(owner, source), "number")


def count_waiting(owner: RecordOwner, source: str = "") -> int:
    """Return how many candidates wait, of one source or of all, snoozed ones included."""
    return queries.count_rows(_waits_from(owner, source))


def _waits_from(owner: RecordOwner, source: str) -> Condition:
    if not source:
        return is_waiting(owner)
    return all_of(is_waiting(owner), Condition(f"{stored_field('source')} = %s", (source,)))


def candidates_by_key(owner: RecordOwner, digests: Sequence[UUID]) -> dict[UUID, Candidate]:
    """Return by the digest of its key the newest candidate with that key."""
    candidates: dict[UUID, Candidate] = {}
    for batch in batches([digest.hex for digest in digests]):
        condition = all_of(of_kinds(owner, Candidate.kind), is_one_of(stored_field("key"), batch))
        found_candidates = _read_candidates(owner, condition, "number")
        candidates |= {UUID(candidate.key): candidate for candidate in found_candidates}
    return candidates


def candidates_by_member(owner: RecordOwner, digests: Sequence[UUID]) -> dict[UUID, Candidate]:
    """Return by the digests of its commits the newest candidate of an assistant that was made from them."""
    wanted = {digest.hex for digest in digests}
    if not wanted:
        return {}
    condition = all_of(of_kinds(owner, Candidate.kind), has_value("members"))
    return {
        UUID(member): candidate
        for candidate in _read_candidates(owner, condition, "number")
        for member in candidate.members
        if member in wanted
    }


def has_merged(owner: RecordOwner, lead: UUID) -> bool:
    """Return whether other candidates were merged into one."""
    return queries.count_rows(all_of(of_kinds(owner, Candidate.kind), Condition("parent = %s", (lead,)))) > 0


def known_digests(owner: RecordOwner, digests: Sequence[UUID]) -> set[UUID]:
    """Return those digests of keys and members that the owner's sources have proposed before."""
    return {
        digest for batch in batches(digests) for digest in _select_digests(owner, is_one_of("digest", batch))
    }


def all_digests(owner: RecordOwner) -> list[UUID]:
    """Return the digests of all that the owner's sources ever proposed."""
    return _select_digests(owner)


def _select_digests(owner: RecordOwner, *conditions: Condition) -> list[UUID]:
    condition = all_of(owned_by(owner), *conditions)
    rows = select(f"SELECT digest FROM store_proposal_key WHERE {condition.sql}", condition.values)
    return [parse_id(digest) for (digest,) in rows]


def _read_candidates(owner: RecordOwner, condition: Condition, order: str) -> list[Candidate]:
    items = read_items(owner, condition, f" ORDER BY {order}")
    return [item for item in items if isinstance(item, Candidate)]
