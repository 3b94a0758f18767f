"""Reads for the pages of goals and skills: as many queries for a large record as for a small one."""

from collections.abc import Sequence
from datetime import date
from uuid import UUID

from django.db.models import (
    BigIntegerField,
    Case,
    Count,
    F,
    Max,
    Min,
    OuterRef,
    Q,
    QuerySet,
    Subquery,
    Value,
    When,
)

from vividmap.core import record
from vividmap.store import queries, records
from vividmap.store.models import ItemRow, MentionRow, Owner

_CLOSED = Q(fields__state="reached") | Q(fields__state="dropped")


def list_goals(owner: Owner, filters: queries.Filters, start: int, limit: int) -> list[record.Goal]:
    """Return the filtered goals from position `start` on; see `count_goals`.

    Active ones first in the order of their addition; then the others, the newest first.
    """
    rows = _goal_rows(owner, filters).annotate(
        closed=Case(When(_CLOSED, then=Value(1)), default=Value(0)),
        place=Case(When(_CLOSED, then=-F("number")), default=F("number"), output_field=BigIntegerField()),
    )
    items = records.to_items(rows.order_by("closed", "place")[start : start + limit], owner)
    return [item for item in items if isinstance(item, record.Goal)]


def count_goals(owner: Owner, filters: queries.Filters) -> int:
    """Return the number of filtered goals: words may also stand in one of their gaps."""
    return _goal_rows(owner, filters).count()


def _goal_rows(owner: Owner, filters: queries.Filters) -> QuerySet[ItemRow]:
    rows = queries.filter_rows(owner, ["goal"], filters._replace(words=""))
    if not filters.words:
        return rows
    words = queries.Filters(words=filters.words)
    matching_goals = queries.filter_rows(owner, ["goal"], words).values_list("uid", flat=True)
    goals_of_gaps = queries.filter_rows(owner, ["gap"], words).values_list("parent", flat=True)
    return rows.filter(uid__in={*matching_goals, *goals_of_gaps})


def count_by_state(owner: Owner) -> dict[str, int]:
    """Return the numbers of active, reached and dropped goals."""
    states = {state: Count("number", filter=Q(fields__state=state)) for state in ("reached", "dropped")}
    counts = queries.rows_of_kind(owner, "goal").aggregate(goals=Count("number"), **states)
    active = counts["goals"] - counts["reached"] - counts["dropped"]
    return {"active": active, "reached": counts["reached"], "dropped": counts["dropped"]}


def list_gaps(owner: Owner, goals: Sequence[UUID], limit: int) -> list[record.Gap]:
    """Return the gaps of goals, in the order of their addition."""
    rows = queries.rows_of_kind(owner, "gap").filter(parent__uid__in=goals).order_by("number")[:limit]
    return [item for item in records.to_items(rows, owner) if isinstance(item, record.Gap)]


def list_updates(
    owner: Owner, parents: Sequence[UUID], limit: int, until: date | None = None
) -> list[record.Update]:
    """Return the newest updates of goals and gaps up to a day, sorted oldest first, undated before them."""
    rows = queries.rows_of_kind(owner, "update").filter(parent__uid__in=parents)
    if until:
        rows = rows.filter(Q(last__lte=until) | Q(last__isnull=True))
    items = records.to_items(rows.order_by(*queries.NEWEST_FIRST)[:limit], owner)
    return [item for item in reversed(items) if isinstance(item, record.Update)]


def latest_updates(owner: Owner, parents: Sequence[UUID]) -> list[record.Item]:
    """Return the newest update of each goal or gap."""
    updates = queries.rows_of_kind(owner, "update").filter(parent__uid=OuterRef("uid"))
    newest = updates.order_by(*queries.NEWEST_FIRST).values("uid")[:1]
    rows = ItemRow.objects.filter(owner=owner, uid__in=parents).annotate(newest=Subquery(newest))
    update_ids = [uid for uid in rows.values_list("newest", flat=True) if uid]
    return records.to_items(ItemRow.objects.filter(owner=owner, uid__in=update_ids), owner)


def oldest_update_day(owner: Owner) -> date | None:
    """Return the day of the oldest update, None if there is none."""
    day: date | None = queries.rows_of_kind(owner, "update").aggregate(first=Min("last"))["first"]
    return day


def count_children(owner: Owner, parent: UUID, kind: str) -> int:
    """Return the number of an item's children of a kind."""
    return queries.rows_of_kind(owner, kind).filter(parent__uid=parent).count()


def count_entries(
    owner: Owner, targets: Sequence[UUID], until: date | None = None
) -> dict[UUID, tuple[int, date | None]]:
    """Return, by goal or gap, the number of entries up to a day that mention it, and the newest day."""
    rows = MentionRow.objects.filter(
        owner=owner, sort="goal", target__uid__in=targets, source__kind__in=("evidence", "skill entry")
    )
    if until:
        rows = rows.filter(Q(source__last__lte=until) | Q(source__last__isnull=True))
    rows_by_target = (
        rows.order_by().values_list("target").annotate(Count("source", distinct=True), Max("source__last"))
    )
    return {target: (count, last) for target, count, last in rows_by_target}


def items_mentioning(
    owner: Owner, target: UUID, kinds: Sequence[str], limit: int
) -> tuple[list[record.Item], int]:
    """Return the newest items of some kinds that mention an item, and their total number."""
    rows = queries.rows_mentioning(owner, target).filter(kind__in=kinds)
    return records.to_items(rows.order_by(*queries.NEWEST_FIRST)[:limit], owner), rows.count()


def goals_of_skill(owner: Owner, skill: UUID, limit: int) -> list[tuple[UUID, int]]:
    """Return the goals and gaps mentioned by entries that mention a skill, with the number of entries."""
    entries = queries.rows_mentioning(owner, skill).filter(kind__in=("evidence", "skill entry")).values("uid")
    rows = MentionRow.objects.filter(owner=owner, sort="goal", target__isnull=False, source__in=entries)
    goal_counts = rows.order_by().values_list("target").annotate(uses=Count("source", distinct=True))
    return list(goal_counts.order_by("-uses", "target")[:limit])


def list_skill_names(owner: Owner, limit: int) -> list[str]:
    """Return the names of skills, as suggestions."""
    return list(queries.rows_of_kind(owner, "skill").order_by("text").values_list("text", flat=True)[:limit])
