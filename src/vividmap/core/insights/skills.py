"""Skills: what was invested in, what came of it in use, and what it serves."""

from collections.abc import Callable, Iterator, Mapping, Sequence
from functools import partial
from uuid import UUID

from vividmap.core.english.phrasing import count_noun, describe_quarters, describe_shortage, join_names, quote
from vividmap.core.facts.facts import Facts, entries_since, last_day
from vividmap.core.facts.threshold import Threshold
from vividmap.core.insights import feedback
from vividmap.core.insights.pattern import Call, Cell, Insight, Pattern, PatternTable
from vividmap.core.quarters import Quarter
from vividmap.core.record import Evidence, Gap, Skill, SkillEntry
from vividmap.core.when import month_name

PLACE = 50
QUESTION = "Which skills do I invest in, and do I use them?"
REASON = "Learning time is limited: a skill that you practise should show in your work or serve a goal."
CALL = Call(80, "Show entries", is_about_many=True)
QUARTERS = 8
RECENT = 4
MOST_NAMED = 6

SKILLS_LEAST = Threshold(
    "skills-least",
    3,
    "skill entries",
    "With fewer in eight quarters, Patterns says nothing about skills.",
    "The monthly check-in adds about one a month.",
    low=1,
)
SKILL_PRACTICE = Threshold(
    "skill-practice",
    2,
    "skill entries",
    "A skill with this many in four quarters should show in the evidence.",
    "One entry is a try.",
    low=1,
)
SKILL_USE = Threshold(
    "skill-use",
    3,
    "entries",
    "A skill with this much evidence in four quarters is in use.",
    "One or two mentions may be chance.",
    low=1,
)
THRESHOLDS = (SKILLS_LEAST, SKILL_PRACTICE, SKILL_USE, feedback.THRESHOLD)

_Entry = Evidence | SkillEntry
_BySkill = Mapping[UUID, Sequence[_Entry]]


class _SkillUse:
    """What the parts of this pattern read: practice and use by skill, of the last quarters."""

    def __init__(self, facts: Facts) -> None:
        self.facts = facts
        self.quarters = facts.quarters(QUARTERS)
        recent = self.quarters[-RECENT:][0].first
        self.span = describe_quarters(self.quarters[-RECENT:])
        self.entries = entries_since(self.quarters[0].first, facts.skill_entries)
        self.recent = entries_since(recent, self.entries)
        self.practice = _by_skill(facts, self.entries)
        self.entries_by_practice = _by_skill(facts, self.recent)
        self.used = _by_skill(facts, entries_since(recent, facts.evidence))

    def names(self, skills: Sequence[UUID], detail: Callable[[UUID], str] = lambda uid: "") -> str:
        """Return some skills by name, with what there is to say of each."""
        return join_names((f"{self.facts.name(uid)}{detail(uid)}" for uid in skills), MOST_NAMED)

    def order(self, by_skill: _BySkill) -> list[UUID]:
        """Return skills with those of the most entries first."""
        return sorted(by_skill, key=lambda uid: (-len(by_skill[uid]), self.facts.name(uid), uid))


def evaluate(facts: Facts) -> Pattern:
    """Return where the skill log went, what is seen of it in the evidence, and what it serves."""
    use, minimum = _SkillUse(facts), facts.limit(SKILLS_LEAST)
    if len(use.entries) < minimum:
        noun = "skill entries in eight quarters" if len(use.quarters) == QUARTERS else "skill entries"
        return Pattern(needs=describe_shortage(minimum, noun, len(use.entries)))
    insights = (
        _investment_insights(use),
        *_unused_insights(use),
        *_unlogged_insights(use),
        *feedback.follow_feedback(facts, use.entries),
        *_for_nothing(use),
        *_unserved_insights(use),
    )
    return Pattern(insights, _table(use))


def _by_skill(facts: Facts, items: Sequence[_Entry]) -> dict[UUID, list[_Entry]]:
    entries_by_skill: dict[UUID, list[_Entry]] = {}
    for item in items:
        for uid in dict.fromkeys(item.linked_ids("skill")):
            if uid in facts.record.by_id:
                entries_by_skill.setdefault(uid, []).append(item)
    return entries_by_skill


def _ids(items: Sequence[_Entry]) -> tuple[UUID, ...]:
    return tuple(item.id for item in reversed(items))


def _with_entries(skills: Sequence[UUID], by_skill: _BySkill) -> tuple[UUID, ...]:
    """Return each skill with its entries, the newest first; an entry of two skills stands there once."""
    return tuple(dict.fromkeys(uid for skill in skills for uid in (skill, *_ids(by_skill[skill]))))


def _times(by_skill: _BySkill, uid: UUID) -> str:
    return f" ({len(by_skill[uid])})"


def _investment_insights(use: _SkillUse) -> Insight:
    """Return how many entries there are, and on what most of them are."""
    skills = use.order(use.entries_by_practice)[:3]
    on = "most often on" if skills[2:] else "on"
    most_text = f", {on} {use.names(skills, partial(_times, use.entries_by_practice))}" if skills else ""
    says = f"{count_noun(len(use.recent), 'skill entry', 'skill entries')} in {use.span}{most_text}."
    return Insight(says, behind=_ids(use.recent))


def _unused_insights(use: _SkillUse) -> Iterator[Insight]:
    """Yield what was practised again and again and is named by no evidence."""
    minimum = use.facts.limit(SKILL_PRACTICE)
    skills = [
        uid
        for uid in use.order(use.entries_by_practice)
        if len(use.entries_by_practice[uid]) >= minimum and uid not in use.used
    ]
    if skills:
        names = use.names(skills, partial(_times_and_last, use))
        yield Insight(
            f"Practised in {use.span}, and named by no evidence of that time: {names}.",
            "If it was of use, add the skill to the entry; if not yet, look for work that asks for it.",
            _with_entries(skills, use.entries_by_practice),
            is_actionable=True,
        )


def _times_and_last(use: _SkillUse, uid: UUID) -> str:
    used = [entry for entry in use.facts.entries_naming("skill").get(uid, ()) if isinstance(entry, Evidence)]
    last = f"last in {month_name(last_day(used[-1]))}" if used else "never so far"
    count = count_noun(len(use.entries_by_practice[uid]), "skill entry", "skill entries")
    return f" ({count}; in evidence {last})"


def _unlogged_insights(use: _SkillUse) -> Iterator[Insight]:
    """Yield what is in use and was never in the skill log."""
    minimum, ever = use.facts.limit(SKILL_USE), use.facts.entries_naming("skill")
    skills = [
        uid
        for uid in use.order(use.used)
        if len(use.used[uid]) >= minimum and not any(isinstance(entry, SkillEntry) for entry in ever[uid])
    ]
    if skills:
        yield Insight(
            f"Named by the evidence of {use.span}, and never in your skill log: "
            f"{use.names(skills, partial(_times, use.used))}.",
            "Nothing is missing if you know it well; if you are still learning it, log that too.",
            _with_entries(skills, use.used),
        )


def _for_nothing(use: _SkillUse) -> Iterator[Insight]:
    """Yield the skills that serve no goal or gap that is still open, where there are such."""
    aims = _aims(use.facts)
    skills = [uid for uid in use.order(use.entries_by_practice) if not _is_serving(use, uid, aims)]
    if aims and skills:
        yield Insight(
            f"Practised in {use.span}, and serving no open goal or gap: "
            f"{use.names(skills, partial(_times, use.entries_by_practice))}.",
            "Link it to what it serves with !, or leave it: not everything has to serve a goal.",
            _with_entries(skills, use.entries_by_practice),
        )


def _aims(facts: Facts) -> set[UUID]:
    """Return the goals that are pursued, and their open gaps."""
    return {goal.id for goal in facts.goals} | {gap.id for gap in open_gaps(facts)}


def open_gaps(facts: Facts) -> list[Gap]:
    """Return the open gaps of pursued goals, and those of no goal, in the order they were added."""
    goal_ids = {goal.id for goal in facts.goals}
    gaps = (gap for gap in facts.record.items_of(Gap) if gap.state != "closed")
    return sorted(
        (gap for gap in gaps if gap.parent not in facts.record.by_id or gap.parent in goal_ids),
        key=lambda gap: gap.id,
    )


def _is_serving(use: _SkillUse, uid: UUID, aims: set[UUID]) -> bool:
    skill = use.facts.record.by_id[uid]
    targets = (
        target for entry in use.facts.entries_naming("skill")[uid] for target in entry.linked_ids("goal")
    )
    return not aims.isdisjoint(skill.linked_ids("goal")) or not aims.isdisjoint(targets)


def _unserved_insights(use: _SkillUse) -> Iterator[Insight]:
    """Yield the open gaps that no recent skill entry names and that no skill practised in one serves."""
    goal_ids = {target for entry in use.recent for target in entry.linked_ids("goal")}
    for uid in use.entries_by_practice:
        skill = use.facts.record.by_id[uid]
        goal_ids.update(skill.linked_ids("goal") if isinstance(skill, Skill) else ())
    gaps = [gap for gap in open_gaps(use.facts) if gap.id not in goal_ids]
    if gaps:
        yield Insight(
            f"No skill entry of {use.span} serves {count_noun(len(gaps), 'open gap')}: "
            f"{join_names((quote(gap.text) for gap in gaps), MOST_NAMED)}.",
            "Where practice would help, name the gap in the entry with !; some gaps ask for something else.",
            tuple(gap.id for gap in gaps),
            is_actionable=True,
        )


def _table(use: _SkillUse) -> PatternTable:
    rows = [_row(use, use.facts.name(uid), use.practice[uid], uid) for uid in use.order(use.practice)]
    if without_skill := [
        entry for entry in use.entries if not any(uid in use.practice for uid in entry.linked_ids("skill"))
    ]:
        rows.append(_row(use, "No skill named", without_skill))
    return PatternTable(("Skill", *(quarter.label for quarter in use.quarters)), tuple(rows), "matrix")


def _row(use: _SkillUse, name: str, items: Sequence[_Entry], skill: UUID | None = None) -> tuple[Cell, ...]:
    ids_by_quarter: dict[Quarter, list[UUID]] = {}
    for item in items:
        ids_by_quarter.setdefault(use.facts.quarter(last_day(item)), []).append(item.id)
    ids_of_quarters = (ids_by_quarter.get(quarter, []) for quarter in use.quarters)
    cells = (Cell(str(len(ids) or ""), len(ids), tuple(ids)) for ids in ids_of_quarters)
    return Cell(name, None, (skill,) if skill else ()), *cells
