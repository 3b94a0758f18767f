"""The four sections at a glance: the newest of each, never the whole record."""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date
from typing import TYPE_CHECKING, cast
from uuid import UUID

from vividmap.core.record import Evidence, Gap, Goal, Item, Person, SkillEntry, Update
from vividmap.services.actor import Actor, today
from vividmap.store import overview as rows
from vividmap.store import queries

if TYPE_CHECKING:
    from vividmap.store.models import Owner

MOST_EVIDENCE = 20
MOST_PRACTICE = 10
MOST_PEOPLE = 60
MOST_GOALS = 12
MOST_GAPS = 60


@dataclass(frozen=True)
class Overview:
    """What the first page shows, and how much more there is. `latest` is by goal or gap, `met` by person."""

    today: date
    counts: Mapping[str, int]
    evidence: tuple[Evidence, ...]
    practice: tuple[SkillEntry, ...]
    people: tuple[Person, ...]
    met: Mapping[UUID, date]
    goals: tuple[Goal, ...]
    gaps: tuple[Gap, ...]
    latest: Mapping[UUID, Update]
    names: Mapping[UUID, str]
    kept: Evidence | SkillEntry | None


def read(actor: Actor, kept: UUID | None = None) -> Overview:
    """Return what there is to see now; `kept` names an entry to show besides."""
    owner = actor.owner
    evidence = queries.list(owner, ["evidence"], most=MOST_EVIDENCE)
    practice = queries.list(owner, ["skill entry"], most=MOST_PRACTICE)
    people = rows.people(owner, MOST_PEOPLE)
    goals = rows.goals(owner, MOST_GOALS)
    gaps = rows.gaps(owner, [goal.id for goal in goals], MOST_GAPS)
    updates = rows.latest(owner, [one.id for one in (*goals, *gaps)])
    entry = _entry(owner, kept) if kept else None
    mentions = [m for one in (*evidence, *practice, *([entry] if entry else [])) for m in one.mentions]
    return Overview(
        today=today(actor.now, queries.profile(owner).time_zone),
        counts=queries.counts(owner),
        evidence=cast("tuple[Evidence, ...]", tuple(evidence)),
        practice=cast("tuple[SkillEntry, ...]", tuple(practice)),
        people=cast("tuple[Person, ...]", tuple(people)),
        met=rows.met(owner, [one.id for one in people]),
        goals=cast("tuple[Goal, ...]", tuple(goals)),
        gaps=cast("tuple[Gap, ...]", tuple(gaps)),
        latest={one.parent: cast("Update", one) for one in updates if one.parent},
        names=rows.names(owner, list({m.target for m in mentions if m.target})),
        kept=entry,
    )


def _entry(owner: "Owner", uid: UUID) -> Evidence | SkillEntry | None:
    row = queries.by_id(owner, uid)
    found: Item | None = queries.one(owner, row) if row else None
    return found if isinstance(found, Evidence | SkillEntry) else None
