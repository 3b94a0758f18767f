"""Connections: evidence → skills → gaps → goals as one flow, and what is connected to nothing."""

from collections import defaultdict
from collections.abc import Iterator, Mapping, Sequence
from uuid import UUID

from vividmap.core.facts.circle import MOST_ROWS
from vividmap.core.facts.facts import Facts
from vividmap.core.facts.threshold import Threshold
from vividmap.core.insights.pattern import Cell, Insight, Pattern, Table
from vividmap.core.record import Evidence, Gap, Goal, Skill
from vividmap.core.saying import entries, listed, quoted, too_little

PLACE = 130
QUESTION = "How does what I do lead to where I want to go?"
WHY = "Work that leads to no goal may be good work; where most of it is, the goals are worth another look."

CONNECTIONS_LEAST = Threshold(
    "connections-least",
    5,
    "entries",
    "With fewer entries of evidence in 12 months nothing is said about connections.",
    "Of our own: fewer show no flow.",
    low=1,
)
LOOSE_EVIDENCE = Threshold(
    "loose-evidence",
    3,
    "entries",
    "So many entries of the last 12 months that name no skill, person, goal or gap are worth saying.",
    "Of our own: one or two always stand alone, and a line with no mark is a good entry.",
    low=1,
)
LOOSE_SKILLS = Threshold(
    "loose-skills",
    2,
    "skills",
    "So many skills that no entry names are worth saying.",
    "Of our own: one may just have been added.",
    low=1,
)
LOOSE_GAPS = Threshold(
    "loose-gaps",
    1,
    "gaps",
    "So many open gaps that no entry names, nor any skill that serves them, are worth saying.",
    "A gap with nothing done about it is the most useful thing that a record shows.",
    low=1,
)
THRESHOLDS = (CONNECTIONS_LEAST, LOOSE_EVIDENCE, LOOSE_SKILLS, LOOSE_GAPS)

_Flow = dict[tuple[UUID | None, UUID], list[UUID]]


def look(facts: Facts) -> Pattern:
    """Return the flow of the evidence of the last 12 months, and what is connected to nothing.

    An entry leads to a gap or goal that it names, and to those that a skill in it serves.
    """
    recent = facts.of_a_year
    least = facts.limit(CONNECTIONS_LEAST)
    if len(recent) < least:
        return Pattern(needs=too_little(least, "entries of evidence in the last 12 months", len(recent)))
    serves = _served_by_skills(facts)
    insights = (
        *_reaching(facts, recent, serves),
        *_loose_evidence(facts, recent),
        *_loose_skills(facts),
        *_loose_gaps(facts, serves),
    )
    return Pattern(insights, _table(facts, _flow(facts, recent, serves)))


def _served_by_skills(facts: Facts) -> dict[UUID, tuple[UUID, ...]]:
    """Return by skill the gaps and goals that it serves."""
    found = {one.id: _aims(facts, one.linked("goal")) for one in facts.record.all(Skill)}
    return {skill: aims for skill, aims in found.items() if aims}


def _aims(facts: Facts, named: Iterator[UUID]) -> tuple[UUID, ...]:
    return tuple(uid for uid in dict.fromkeys(named) if isinstance(facts.record.by_id.get(uid), Gap | Goal))


def _skills(facts: Facts, entry: Evidence) -> list[UUID]:
    return [uid for uid in dict.fromkeys(entry.linked("skill")) if uid in facts.record.by_id]


def _flow(
    facts: Facts, recent: Sequence[Evidence], serves: Mapping[UUID, Sequence[UUID]]
) -> Mapping[tuple[UUID | None, UUID], Sequence[UUID]]:
    """Return the entries by connection, from one id to another; None is where all evidence comes from."""
    found: _Flow = defaultdict(list)
    for entry in recent:
        skills = _skills(facts, entry)
        named = _aims(facts, entry.linked("goal"))
        for skill in skills:
            found[None, skill].append(entry.id)
            for aim in dict.fromkeys((*named, *serves.get(skill, ()))):
                found[skill, aim].append(entry.id)
        if not skills:
            for aim in named:
                found[None, aim].append(entry.id)
        for gap in dict.fromkeys((*named, *(aim for skill in skills for aim in serves.get(skill, ())))):
            goal = _goal_of(facts, gap)
            if goal != gap:
                found[gap, goal].append(entry.id)
    return found


def _goal_of(facts: Facts, aim: UUID) -> UUID:
    """Return the goal of a gap; of a goal, or of a gap beneath nothing, itself."""
    parent = facts.record.by_id[aim].parent
    return parent if parent is not None and parent in facts.record.by_id else aim


def _reaching(
    facts: Facts, recent: Sequence[Evidence], serves: Mapping[UUID, Sequence[UUID]]
) -> Iterator[Insight]:
    """Yield how many entries lead to which active goal."""
    by_goal: dict[UUID, list[UUID]] = {one.id: [] for one in facts.goals}
    led: set[UUID] = set()
    for entry in recent:
        aims = (*_aims(facts, entry.linked("goal")), *_by_skill(facts, entry, serves))
        for goal in dict.fromkeys(_goal_of(facts, aim) for aim in aims):
            if goal in by_goal:
                by_goal[goal].append(entry.id)
                led.add(entry.id)
    if not by_goal:
        says = (
            f"No goal is pursued, so none of your {entries(len(recent))} of the last 12 months leads to one."
        )
        yield Insight(says, "Name a goal for the next 12 months.", tuple(one.id for one in recent))
        return
    said = sorted(by_goal.items(), key=lambda one: (-len(one[1]), facts.name(one[0]), one[0]))
    most = listed((f"{quoted(facts.name(goal), 60)} {len(found) or 'none'}" for goal, found in said), 5)
    says = (
        f"Of your {entries(len(recent))} of the last 12 months, {len(led) or 'none'} "
        f"{'leads' if len(led) == 1 else 'lead'} to a goal that you pursue: {most}."
    )
    none = [facts.name(goal) for goal, found in said if not found]
    step = f"Ask what the next piece of work for {quoted(none[0], 60)} would be." if none else ""
    behind = tuple(one.id for one in recent if one.id in led)
    yield Insight(says, step, behind or tuple(goal for goal, _ in said), calls=bool(none))


def _by_skill(facts: Facts, entry: Evidence, serves: Mapping[UUID, Sequence[UUID]]) -> Iterator[UUID]:
    for skill in _skills(facts, entry):
        yield from serves.get(skill, ())


def _loose_evidence(facts: Facts, recent: Sequence[Evidence]) -> Iterator[Insight]:
    loose = [one for one in recent if not any(mention.sort in _CONNECTS for mention in one.mentions)]
    if loose and len(loose) >= facts.limit(LOOSE_EVIDENCE):
        name = "names" if len(loose) == 1 else "name"
        of = f"{len(loose)} of your {entries(len(recent))} of the last 12 months"
        which = listed((quoted(one.text, 50) for one in loose), 3)
        says = f"{of} {name} no skill, person, goal or gap: {which}."
        step = "Add a mark where one is true; an entry without any may stay as it is."
        yield Insight(says, step, tuple(one.id for one in loose))


_CONNECTS = ("skill", "person", "goal")


def _loose_skills(facts: Facts) -> Iterator[Insight]:
    used = facts.naming("skill")
    loose = sorted(
        (one for one in facts.record.all(Skill) if one.id not in used), key=lambda one: (one.text, one.id)
    )
    if loose and len(loose) >= facts.limit(LOOSE_SKILLS):
        name = f"{len(loose)} skill is" if len(loose) == 1 else f"{len(loose)} skills are"
        says = f"{name} named in no entry: {listed((quoted(one.text, 50) for one in loose), 4)}."
        yield Insight(says, "Use one, or take it off the list.", tuple(one.id for one in loose))


def _loose_gaps(facts: Facts, serves: Mapping[UUID, Sequence[UUID]]) -> Iterator[Insight]:
    """Yield the open gaps of active goals that no entry names, nor any skill of an entry serves."""
    used = {*facts.naming("goal")}
    used |= {aim for skill in facts.naming("skill") for aim in serves.get(skill, ())}
    still = [gap for goal in facts.goals for gap in facts.gaps.get(goal.id, ()) if gap.state != "closed"]
    loose = sorted((one for one in still if one.id not in used), key=lambda one: (one.text, one.id))
    if loose and len(loose) >= facts.limit(LOOSE_GAPS):
        gap = f"{len(loose)} open gap has" if len(loose) == 1 else f"{len(loose)} open gaps have"
        says = f"{gap} no entry at all: {listed((quoted(one.text, 60) for one in loose), 4)}."
        step = f"Choose one small thing to do about {quoted(loose[0].text, 60)}."
        yield Insight(says, step, tuple(one.id for one in loose), calls=True)


def _table(facts: Facts, flow: Mapping[tuple[UUID | None, UUID], Sequence[UUID]]) -> Table | None:
    """Return the largest connections, those nearest to the evidence first."""
    by_size = sorted(flow.items(), key=lambda one: (-len(one[1]), one[0][0] or _NOBODY, one[0][1]))
    largest = by_size[:MOST_ROWS]
    rows = [
        (_node(facts, start), _node(facts, end), Cell(str(len(found)), len(found), tuple(found)))
        for (start, end), found in sorted(largest, key=lambda one: _layer(facts, one[0][0]))
    ]
    return Table(("From", "To", "Entries"), tuple(rows), "flow") if rows else None


_NOBODY = UUID(int=0)


def _layer(facts: Facts, start: UUID | None) -> int:
    return ("evidence", "skill", "gap", "goal").index(facts.record.by_id[start].kind if start else "evidence")


def _node(facts: Facts, uid: UUID | None) -> Cell:
    # The kind is said, so that a gap and a skill of one name are two.
    return (
        Cell(f"{facts.record.by_id[uid].kind}: {facts.name(uid)}", behind=(uid,)) if uid else Cell("evidence")
    )
