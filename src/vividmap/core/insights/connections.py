"""Connections: evidence → skills → gaps → goals as one flow, and what is connected to nothing."""

from collections import defaultdict
from collections.abc import Iterator, Mapping, Sequence
from uuid import UUID

from vividmap.core.english.phrasing import count_entries, describe_shortage, join_names, quote
from vividmap.core.facts.facts import Facts
from vividmap.core.facts.relationships import MOST_ROWS
from vividmap.core.facts.threshold import Threshold
from vividmap.core.insights.pattern import Cell, Insight, Pattern, PatternTable
from vividmap.core.record import Evidence, Gap, Goal, Skill

PLACE = 130
QUESTION = "How does my work connect to my goals?"
REASON = "Work without a goal can be good work. If most of your work has none, review your goals."

CONNECTIONS_LEAST = Threshold(
    "connections-least",
    5,
    "entries",
    "With fewer entries of evidence in 12 months, Patterns says nothing about connections.",
    "Fewer entries show no connections.",
    low=1,
)
LOOSE_EVIDENCE = Threshold(
    "loose-evidence",
    3,
    "entries",
    "With this many entries in 12 months that name no skill, person, goal or gap, Patterns says so.",
    "One or two always stand alone, and a line without marks is a good entry.",
    low=1,
)
LOOSE_SKILLS = Threshold(
    "loose-skills",
    2,
    "skills",
    "With this many skills that no entry names, Patterns says so.",
    "One may just have been added.",
    low=1,
)
LOOSE_GAPS = Threshold(
    "loose-gaps",
    1,
    "gaps",
    "With this many open gaps that neither an entry nor a skill serves, Patterns says so.",
    "A gap that nothing is done about is the most useful thing that a record shows.",
    low=1,
)
THRESHOLDS = (CONNECTIONS_LEAST, LOOSE_EVIDENCE, LOOSE_SKILLS, LOOSE_GAPS)

_Flow = dict[tuple[UUID | None, UUID], list[UUID]]


def evaluate(facts: Facts) -> Pattern:
    """Return the flow of the evidence of the last 12 months, and what is connected to nothing.

    An entry leads to a gap or goal that it names, and to those that a skill in it serves.
    """
    recent = facts.recent_evidence
    minimum = facts.limit(CONNECTIONS_LEAST)
    if len(recent) < minimum:
        return Pattern(needs=describe_shortage(minimum, facts.recent("entries of evidence"), len(recent)))
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
    aims_by_skill = {
        skill.id: _aims(facts, skill.linked_ids("goal")) for skill in facts.record.items_of(Skill)
    }
    return {skill: aims for skill, aims in aims_by_skill.items() if aims}


def _aims(facts: Facts, target_ids: Iterator[UUID]) -> tuple[UUID, ...]:
    return tuple(
        uid for uid in dict.fromkeys(target_ids) if isinstance(facts.record.by_id.get(uid), Gap | Goal)
    )


def _skills(facts: Facts, entry: Evidence) -> list[UUID]:
    return [uid for uid in dict.fromkeys(entry.linked_ids("skill")) if uid in facts.record.by_id]


def _flow(
    facts: Facts, recent: Sequence[Evidence], serves: Mapping[UUID, Sequence[UUID]]
) -> Mapping[tuple[UUID | None, UUID], Sequence[UUID]]:
    """Return the entries by connection, from one id to another; None is where all evidence comes from."""
    flow: _Flow = defaultdict(list)
    for entry in recent:
        skills = _skills(facts, entry)
        target_ids = _aims(facts, entry.linked_ids("goal"))
        for skill in skills:
            flow[None, skill].append(entry.id)
            for aim in dict.fromkeys((*target_ids, *serves.get(skill, ()))):
                flow[skill, aim].append(entry.id)
        if not skills:
            for aim in target_ids:
                flow[None, aim].append(entry.id)
        for gap in dict.fromkeys((*target_ids, *(aim for skill in skills for aim in serves.get(skill, ())))):
            goal = _goal_of(facts, gap)
            if goal != gap:
                flow[gap, goal].append(entry.id)
    return flow


def _goal_of(facts: Facts, aim: UUID) -> UUID:
    """Return the goal of a gap; of a goal, or of a gap beneath nothing, itself."""
    parent = facts.record.by_id[aim].parent
    return parent if parent is not None and parent in facts.record.by_id else aim


def _reaching(
    facts: Facts, recent: Sequence[Evidence], serves: Mapping[UUID, Sequence[UUID]]
) -> Iterator[Insight]:
    """Yield how many entries lead to which active goal."""
    by_goal: dict[UUID, list[UUID]] = {goal.id: [] for goal in facts.goals}
    connected: set[UUID] = set()
    for entry in recent:
        aims = (*_aims(facts, entry.linked_ids("goal")), *_by_skill(facts, entry, serves))
        for goal in dict.fromkeys(_goal_of(facts, aim) for aim in aims):
            if goal in by_goal:
                by_goal[goal].append(entry.id)
                connected.add(entry.id)
    if not by_goal:
        count = count_entries(len(recent))
        says = f"No goal is active, so none of your {count} {facts.recent_span} leads to one."
        yield Insight(says, "Name a goal for the next 12 months.", tuple(entry.id for entry in recent))
        return
    ranking = sorted(by_goal.items(), key=lambda pair: (-len(pair[1]), facts.name(pair[0]), pair[0]))
    names = join_names(
        (f"{quote(facts.name(goal), 60)} {len(entries) or 'none'}" for goal, entries in ranking), 5
    )
    says = (
        f"Of your {count_entries(len(recent))} {facts.recent_span}, {len(connected) or 'none'} "
        f"{'leads' if len(connected) == 1 else 'lead'} to a goal that you pursue: {names}."
    )
    unserved = [facts.name(goal) for goal, entries in ranking if not entries]
    step = f"Ask what the next piece of work for {quote(unserved[0], 60)} would be." if unserved else ""
    behind = tuple(pair.id for pair in recent if pair.id in connected)
    yield Insight(says, step, behind or tuple(goal for goal, _ in ranking), is_actionable=bool(unserved))


def _by_skill(facts: Facts, entry: Evidence, serves: Mapping[UUID, Sequence[UUID]]) -> Iterator[UUID]:
    for skill in _skills(facts, entry):
        yield from serves.get(skill, ())


def _loose_evidence(facts: Facts, recent: Sequence[Evidence]) -> Iterator[Insight]:
    loose = [item for item in recent if not any(mention.sort in _CONNECTS for mention in item.mentions)]
    if loose and len(loose) >= facts.limit(LOOSE_EVIDENCE):
        name = "names" if len(loose) == 1 else "name"
        of = f"{len(loose)} of your {count_entries(len(recent))} {facts.recent_span}"
        names = join_names((quote(item.text, 50) for item in loose), 3)
        says = f"{of} {name} no skill, person, goal or gap: {names}."
        step = "Add a mark where one is true; an entry without any may stay as it is."
        yield Insight(says, step, tuple(item.id for item in loose))


_CONNECTS = ("skill", "person", "goal")


def _loose_skills(facts: Facts) -> Iterator[Insight]:
    used = facts.entries_naming("skill")
    loose = sorted(
        (skill for skill in facts.record.items_of(Skill) if skill.id not in used),
        key=lambda item: (item.text, item.id),
    )
    if loose and len(loose) >= facts.limit(LOOSE_SKILLS):
        name = f"{len(loose)} skill is" if len(loose) == 1 else f"{len(loose)} skills are"
        says = f"{name} named in no entry: {join_names((quote(item.text, 50) for item in loose), 4)}."
        yield Insight(says, "Use one, or take it off the list.", tuple(item.id for item in loose))


def _loose_gaps(facts: Facts, serves: Mapping[UUID, Sequence[UUID]]) -> Iterator[Insight]:
    """Yield the open gaps of active goals that no entry names, nor any skill of an entry serves."""
    used = {*facts.entries_naming("goal")}
    used |= {aim for skill in facts.entries_naming("skill") for aim in serves.get(skill, ())}
    still = [gap for goal in facts.goals for gap in facts.gaps.get(goal.id, ()) if gap.state != "closed"]
    loose = sorted((item for item in still if item.id not in used), key=lambda item: (item.text, item.id))
    if loose and len(loose) >= facts.limit(LOOSE_GAPS):
        gap = f"{len(loose)} open gap has" if len(loose) == 1 else f"{len(loose)} open gaps have"
        says = f"{gap} no entry at all: {join_names((quote(item.text, 60) for item in loose), 4)}."
        step = f"Choose one small thing to do about {quote(loose[0].text, 60)}."
        yield Insight(says, step, tuple(item.id for item in loose), is_actionable=True)


def _table(facts: Facts, flow: Mapping[tuple[UUID | None, UUID], Sequence[UUID]]) -> PatternTable | None:
    """Return the largest connections, those nearest to the evidence first."""
    by_size = sorted(flow.items(), key=lambda pair: (-len(pair[1]), pair[0][0] or _NO_ID, pair[0][1]))
    largest = by_size[:MOST_ROWS]
    rows = [
        (_node(facts, start), _node(facts, end), Cell(str(len(entries)), len(entries), tuple(entries)))
        for (start, end), entries in sorted(largest, key=lambda pair: _layer(facts, pair[0][0]))
    ]
    return PatternTable(("From", "To", "Entries"), tuple(rows), "flow") if rows else None


_NO_ID = UUID(int=0)


def _layer(facts: Facts, start: UUID | None) -> int:
    return ("evidence", "skill", "gap", "goal").index(facts.record.by_id[start].kind if start else "evidence")


def _node(facts: Facts, uid: UUID | None) -> Cell:
    # The kind is said, so that a gap and a skill of one name are two.
    return (
        Cell(f"{facts.record.by_id[uid].kind}: {facts.name(uid)}", behind=(uid,)) if uid else Cell("evidence")
    )
