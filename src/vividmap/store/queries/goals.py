"""Reads for the pages of goals and skills: as many queries for a large record as for a small one."""

from collections.abc import Sequence
from datetime import date
from uuid import UUID

from vividmap.core import record
from vividmap.core.record import ENTRY_KINDS
from vividmap.store import queries
from vividmap.store.connection import select, to_day, to_id
from vividmap.store.records import among, of_kinds, owned_by, parse_id, read_items
from vividmap.store.sql import (
    Condition,
    RecordOwner,
    all_of,
    any_of,
    is_one_of,
    newest_first,
    page,
    stored_field,
    within,
)


def list_goals(owner: RecordOwner, filters: queries.Filters, start: int, limit: int) -> list[record.Goal]:
    """Return the filtered goals from position `start` on; see `count_goals`.

    Active ones first in the order of their addition; then the others, the newest first.
    """
    state = f"coalesce({stored_field('state')}, '')"
    is_closed = f"CASE WHEN {state} IN ('reached', 'dropped') THEN 1 ELSE 0 END"
    order = f" ORDER BY {is_closed}, CASE WHEN {state} IN ('reached', 'dropped') THEN -number ELSE number END"
    items = read_items(owner, _goals(owner, filters), order + page(start, limit))
    return [item for item in items if isinstance(item, record.Goal)]


def count_goals(owner: RecordOwner, filters: queries.Filters) -> int:
    """Return the number of filtered goals: words may also stand in one of their gaps."""
    return queries.count_rows(_goals(owner, filters))


def _goals(owner: RecordOwner, filters: queries.Filters) -> Condition:
    condition = queries.filter_condition(owner, ["goal"], filters._replace(words=""))
    if not filters.words:
        return condition
    words = queries.Filters(words=filters.words)
    in_goals = queries.filter_condition(owner, ["goal"], words)
    in_gaps = queries.filter_condition(owner, ["gap"], words)
    has_words = any_of(
        within("uid", "SELECT uid FROM store_item", in_goals),
        within("uid", "SELECT parent FROM store_item", in_gaps),
    )
    return all_of(condition, has_words)


def count_by_state(owner: RecordOwner) -> dict[str, int]:
    """Return the numbers of active, reached and dropped goals."""
    state = stored_field("state")
    rows = select(
        f"SELECT {state}, COUNT(*) FROM store_item WHERE owner_id = %s AND kind = 'goal' GROUP BY {state}",
        [owner.pk],
    )
    counts: dict[str | None, int] = dict(rows)
    closed = {name: counts.get(name, 0) for name in ("reached", "dropped")}
    return {"active": sum(counts.values()) - sum(closed.values()), **closed}


def list_gaps(owner: RecordOwner, goals: Sequence[UUID], limit: int) -> list[record.Gap]:
    """Return the gaps of goals, in the order of their addition."""
    condition = all_of(of_kinds(owner, "gap"), is_one_of("parent", goals))
    items = read_items(owner, condition, f" ORDER BY number{page(0, limit)}")
    return [item for item in items if isinstance(item, record.Gap)]


def list_updates(
    owner: RecordOwner, parents: Sequence[UUID], limit: int, until: date | None = None
) -> list[record.Update]:
    """Return the newest updates of goals and gaps up to a day, sorted oldest first, undated before them."""
    condition = all_of(of_kinds(owner, "update"), is_one_of("parent", parents))
    if until:
        condition = all_of(condition, Condition("(last <= %s OR last IS NULL)", (until,)))
    items = read_items(owner, condition, f" ORDER BY {newest_first()}{page(0, limit)}")
    return [item for item in reversed(items) if isinstance(item, record.Update)]


def latest_updates(owner: RecordOwner, parents: Sequence[UUID]) -> list[record.Item]:
    """Return the newest update of each goal or gap."""
    newest = (
        "SELECT below.uid FROM store_item below"
        " WHERE below.owner_id = above.owner_id AND below.kind = 'update' AND below.parent = above.uid"
        f" ORDER BY {newest_first()} LIMIT 1"
    )
    is_parent = among(owner, is_one_of("uid", parents))
    condition = within("uid", f"SELECT ({newest}) FROM store_item above", is_parent)
    return read_items(owner, among(owner, condition))


def oldest_update_day(owner: RecordOwner) -> date | None:
    """Return the day of the oldest update, None if there is none."""
    statement = "SELECT MIN(last) FROM store_item WHERE owner_id = %s AND kind = 'update'"
    day: date | None = to_day(select(statement, [owner.pk])[0][0])
    return day


def count_children(owner: RecordOwner, parent: UUID, kind: str) -> int:
    """Return the number of an item's children of a kind."""
    return queries.count_rows(all_of(of_kinds(owner, kind), Condition("parent = %s", (parent,))))


def count_entries(
    owner: RecordOwner, targets: Sequence[UUID], until: date | None = None
) -> dict[UUID, tuple[int, date | None]]:
    """Return, by goal or gap, the number of entries up to a day that mention it, and the newest day."""
    condition = all_of(
        Condition("store_mention.owner_id = %s AND sort = 'goal'", (owner.pk,)),
        is_one_of("target", targets),
        is_one_of("kind", ENTRY_KINDS),
    )
    if until:
        condition = all_of(condition, Condition("(last <= %s OR last IS NULL)", (until,)))
    rows = select(
        "SELECT target, COUNT(DISTINCT source), MAX(last)"
        " FROM store_mention JOIN store_item ON uid = source"
        f" WHERE {condition.sql} GROUP BY target",
        condition.values,
    )
    return {parse_id(target): (count, to_day(last)) for target, count, last in rows}


def items_mentioning(
    owner: RecordOwner, target: UUID, kinds: Sequence[str], limit: int
) -> tuple[list[record.Item], int]:
    """Return the newest items of some kinds that mention an item, and their total number."""
    mentioning = queries.mentions_in(owner, Condition("target = %s", (target,)))
    condition = all_of(of_kinds(owner, *kinds), mentioning)
    items = read_items(owner, condition, f" ORDER BY {newest_first()}{page(0, limit)}")
    return items, queries.count_rows(condition)


def goals_of_skill(owner: RecordOwner, skill: UUID, limit: int) -> list[tuple[UUID, int]]:
    """Return the goals and gaps mentioned by entries that mention a skill, with the number of entries."""
    mentioning = queries.mentions_in(owner, Condition("target = %s", (skill,)))
    entries = within(
        "source", "SELECT uid FROM store_item", all_of(of_kinds(owner, *ENTRY_KINDS), mentioning)
    )
    condition = all_of(owned_by(owner), Condition("sort = 'goal' AND target IS NOT NULL"), entries)
    rows = select(
        f"SELECT target, COUNT(DISTINCT source) AS uses FROM store_mention WHERE {condition.sql}"
        f" GROUP BY target ORDER BY uses DESC, target{page(0, limit)}",
        condition.values,
    )
    return [(to_id(target), count) for target, count in rows]


def list_skill_names(owner: RecordOwner, limit: int) -> list[str]:
    """Return the names of skills, as suggestions."""
    statement = "SELECT text FROM store_item WHERE owner_id = %s AND kind = 'skill' ORDER BY text"
    return [name for (name,) in select(statement + page(0, limit), [owner.pk])]
