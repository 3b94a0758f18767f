"""What the pages of goals and skills show: bounded reads, as many for a large record as for a small one."""

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
    Subquery,
    Value,
    When,
)

from vividmap.core import record
from vividmap.store import queries, records
from vividmap.store.models import Item, Mention, Owner

_CLOSED = Q(fields__state="reached") | Q(fields__state="dropped")


def goals(owner: Owner, state: str, start: int, most: int) -> list[record.Goal]:
    """Return goals from a place on, of one state if one is named.

    Those still pursued first, as they were set; then those that are not, the newest first.
    """
    rows = queries.of_kind(owner, "goal").annotate(
        closed=Case(When(_CLOSED, then=Value(1)), default=Value(0)),
        place=Case(When(_CLOSED, then=-F("number")), default=F("number"), output_field=BigIntegerField()),
    )
    if state == "active":
        rows = rows.filter(closed=0)
    elif state:
        rows = rows.filter(fields__state=state)
    found = records.items(rows.order_by("closed", "place")[start : start + most], owner)
    return [one for one in found if isinstance(one, record.Goal)]


def counted(owner: Owner) -> dict[str, int]:
    """Return how many goals are active, reached and dropped."""
    states = {state: Count("number", filter=Q(fields__state=state)) for state in ("reached", "dropped")}
    found = queries.of_kind(owner, "goal").aggregate(goals=Count("number"), **states)
    active = found["goals"] - found["reached"] - found["dropped"]
    return {"active": active, "reached": found["reached"], "dropped": found["dropped"]}


def gaps(owner: Owner, goals: Sequence[UUID], most: int) -> list[record.Gap]:
    """Return the gaps of some goals, in the order in which they were named."""
    rows = queries.of_kind(owner, "gap").filter(parent__uid__in=goals).order_by("number")[:most]
    return [one for one in records.items(rows, owner) if isinstance(one, record.Gap)]


def updates(
    owner: Owner, parents: Sequence[UUID], most: int, until: date | None = None
) -> list[record.Update]:
    """Return the newest updates of some goals and gaps up to a day, the oldest first, undated before them."""
    rows = queries.of_kind(owner, "update").filter(parent__uid__in=parents)
    if until:
        rows = rows.filter(Q(last__lte=until) | Q(last__isnull=True))
    found = records.items(rows.order_by(*queries.NEWEST_FIRST)[:most], owner)
    return [one for one in reversed(found) if isinstance(one, record.Update)]


def latest(owner: Owner, parents: Sequence[UUID]) -> list[record.Item]:
    """Return the newest update of each of some goals and gaps."""
    updates = queries.of_kind(owner, "update").filter(parent__uid=OuterRef("uid"))
    newest = updates.order_by(*queries.NEWEST_FIRST).values("uid")[:1]
    rows = Item.objects.filter(owner=owner, uid__in=parents).annotate(newest=Subquery(newest))
    found = [uid for uid in rows.values_list("newest", flat=True) if uid]
    return records.items(Item.objects.filter(owner=owner, uid__in=found), owner)


def first_said(owner: Owner) -> date | None:
    """Return the day of the oldest update of all."""
    found: date | None = queries.of_kind(owner, "update").aggregate(first=Min("last"))["first"]
    return found


def count_beneath(owner: Owner, parent: UUID, kind: str) -> int:
    """Return how many items of a kind stand beneath one."""
    return queries.of_kind(owner, kind).filter(parent__uid=parent).count()


def moved(
    owner: Owner, targets: Sequence[UUID], until: date | None = None
) -> dict[UUID, tuple[int, date | None]]:
    """Return how many entries up to a day name each of some goals and gaps, and the day of the newest."""
    rows = Mention.objects.filter(
        owner=owner, sort="goal", target__uid__in=targets, source__kind__in=("evidence", "skill entry")
    )
    if until:
        rows = rows.filter(Q(source__last__lte=until) | Q(source__last__isnull=True))
    found = (
        rows.order_by().values_list("target").annotate(Count("source", distinct=True), Max("source__last"))
    )
    return {target: (count, last) for target, count, last in found}


def naming(owner: Owner, target: UUID, kinds: Sequence[str], most: int) -> tuple[list[record.Item], int]:
    """Return the newest items of some kinds that name one, and how many there are."""
    rows = queries.naming(owner, target).filter(kind__in=kinds)
    return records.items(rows.order_by(*queries.NEWEST_FIRST)[:most], owner), rows.count()


def pursued(owner: Owner, skill: UUID, most: int) -> list[tuple[UUID, int]]:
    """Return the goals and gaps that the entries which name a skill name too, with how many of them do."""
    entries = queries.naming(owner, skill).filter(kind__in=("evidence", "skill entry")).values("uid")
    rows = Mention.objects.filter(owner=owner, sort="goal", target__isnull=False, source__in=entries)
    counted = rows.order_by().values_list("target").annotate(uses=Count("source", distinct=True))
    return list(counted.order_by("-uses", "target")[:most])


def skill_names(owner: Owner, most: int) -> list[str]:
    """Return the names of skills, to offer them."""
    return list(queries.of_kind(owner, "skill").order_by("text").values_list("text", flat=True)[:most])
