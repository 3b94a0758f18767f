"""Skills: what was invested in, what came of it in use, and what it serves."""

from collections.abc import Callable, Iterator, Mapping, Sequence
from functools import partial
from uuid import UUID

from vividmap.core.facts.facts import Facts, last_day, since
from vividmap.core.facts.threshold import Threshold
from vividmap.core.insights import feedback
from vividmap.core.insights.pattern import Cell, Insight, Pattern, Table
from vividmap.core.quarters import Quarter
from vividmap.core.record import Evidence, Gap, Skill, SkillEntry
from vividmap.core.saying import counted, listed, quoted, spanned, too_little
from vividmap.core.when import month_name

PLACE = 50
QUESTION = "Where do I invest, and is it of use?"
WHY = "Time for learning is short: what is practised should be seen in the work, or serve a goal."
QUARTERS = 8
RECENT = 4
MOST_NAMED = 6

SKILLS_LEAST = Threshold(
    "skills-least",
    3,
    "skill entries",
    "With fewer in the last eight quarters nothing is said of skills.",
    "Of our own: the monthly check-in adds about one a month.",
    low=1,
)
SKILL_PRACTICE = Threshold(
    "skill-practice",
    2,
    "skill entries",
    "A skill with this many in four quarters is expected to be seen in the evidence.",
    "Of our own: one entry is a try.",
    low=1,
)
SKILL_USE = Threshold(
    "skill-use",
    3,
    "entries",
    "A skill that this much evidence names in four quarters is one in use.",
    "Of our own: named once or twice, it may be by the way.",
    low=1,
)
THRESHOLDS = (SKILLS_LEAST, SKILL_PRACTICE, SKILL_USE, feedback.THRESHOLD)

_Entry = Evidence | SkillEntry
_BySkill = Mapping[UUID, Sequence[_Entry]]


class _Seen:
    """What the parts of this pattern read: practice and use by skill, of the last quarters."""

    def __init__(self, facts: Facts) -> None:
        self.facts = facts
        self.quarters = facts.quarters(QUARTERS)
        recent = self.quarters[-RECENT:][0].first
        self.span = spanned(self.quarters[-RECENT:])
        self.entries = since(self.quarters[0].first, facts.practice)
        self.recent = since(recent, self.entries)
        self.practice = _by_skill(facts, self.entries)
        self.practised = _by_skill(facts, self.recent)
        self.used = _by_skill(facts, since(recent, facts.evidence))

    def names(self, skills: Sequence[UUID], more: Callable[[UUID], str] = lambda uid: "") -> str:
        """Return some skills by name, with what there is to say of each."""
        return listed((f"{self.facts.name(uid)}{more(uid)}" for uid in skills), MOST_NAMED)

    def order(self, by_skill: _BySkill) -> list[UUID]:
        """Return skills with those of the most entries first."""
        return sorted(by_skill, key=lambda uid: (-len(by_skill[uid]), self.facts.name(uid), uid))


def look(facts: Facts) -> Pattern:
    """Return where the skill log went, what is seen of it in the evidence, and what it serves."""
    seen, least = _Seen(facts), facts.limit(SKILLS_LEAST)
    if len(seen.entries) < least:
        return Pattern(needs=too_little(least, "skill entries in eight quarters", len(seen.entries)))
    found = (
        _invested(seen),
        *_unused(seen),
        *_unlogged(seen),
        *feedback.followed(facts, seen.entries),
        *_for_nothing(seen),
        *_unserved(seen),
    )
    return Pattern(found, _table(seen))


def _by_skill(facts: Facts, items: Sequence[_Entry]) -> dict[UUID, list[_Entry]]:
    found: dict[UUID, list[_Entry]] = {}
    for one in items:
        for uid in dict.fromkeys(one.linked("skill")):
            if uid in facts.record.by_id:
                found.setdefault(uid, []).append(one)
    return found


def _ids(items: Sequence[_Entry]) -> tuple[UUID, ...]:
    return tuple(one.id for one in reversed(items))


def _with_entries(skills: Sequence[UUID], by_skill: _BySkill) -> tuple[UUID, ...]:
    """Return each skill with its entries, the newest first; an entry of two skills stands there once."""
    return tuple(dict.fromkeys(uid for skill in skills for uid in (skill, *_ids(by_skill[skill]))))


def _times(by_skill: _BySkill, uid: UUID) -> str:
    return f" ({len(by_skill[uid])})"


def _invested(seen: _Seen) -> Insight:
    """Say how many entries there are, and on what most of them are."""
    skills = seen.order(seen.practised)[:3]
    on = "most often on" if skills[2:] else "on"
    most = f", {on} {seen.names(skills, partial(_times, seen.practised))}" if skills else ""
    says = f"{counted(len(seen.recent), 'skill entry', 'skill entries')} in {seen.span}{most}."
    return Insight(says, behind=_ids(seen.recent))


def _unused(seen: _Seen) -> Iterator[Insight]:
    """Yield what was practised again and again and is named by no evidence."""
    least = seen.facts.limit(SKILL_PRACTICE)
    skills = [
        uid
        for uid in seen.order(seen.practised)
        if len(seen.practised[uid]) >= least and uid not in seen.used
    ]
    if skills:
        named = seen.names(skills, partial(_times_and_last, seen))
        yield Insight(
            f"Practised in {seen.span}, and named by no evidence of that time: {named}.",
            "If it was of use, add the skill to the entry; if not yet, look for work that asks for it.",
            _with_entries(skills, seen.practised),
            calls=True,
        )


def _times_and_last(seen: _Seen, uid: UUID) -> str:
    used = [one for one in seen.facts.naming("skill").get(uid, ()) if isinstance(one, Evidence)]
    last = f"last in {month_name(last_day(used[-1]))}" if used else "never so far"
    return f" ({counted(len(seen.practised[uid]), 'skill entry', 'skill entries')}; in evidence {last})"


def _unlogged(seen: _Seen) -> Iterator[Insight]:
    """Yield what is in use and was never in the skill log."""
    least, ever = seen.facts.limit(SKILL_USE), seen.facts.naming("skill")
    skills = [
        uid
        for uid in seen.order(seen.used)
        if len(seen.used[uid]) >= least and not any(isinstance(one, SkillEntry) for one in ever[uid])
    ]
    if skills:
        yield Insight(
            f"Named by the evidence of {seen.span}, and never in your skill log: "
            f"{seen.names(skills, partial(_times, seen.used))}.",
            "Nothing is missing if you know it well; if you are still learning it, log that too.",
            _with_entries(skills, seen.used),
        )


def _for_nothing(seen: _Seen) -> Iterator[Insight]:
    """Yield the skills that serve no goal or gap that is still open, where there are such."""
    aims = _aims(seen.facts)
    skills = [uid for uid in seen.order(seen.practised) if not _serves(seen, uid, aims)]
    if aims and skills:
        yield Insight(
            f"Practised in {seen.span}, and serving no open goal or gap: "
            f"{seen.names(skills, partial(_times, seen.practised))}.",
            "Link it to what it serves with !, or leave it: not everything has to serve a goal.",
            _with_entries(skills, seen.practised),
        )


def _aims(facts: Facts) -> set[UUID]:
    """Return the goals that are pursued, and their open gaps."""
    return {goal.id for goal in facts.goals} | {gap.id for gap in open_gaps(facts)}


def open_gaps(facts: Facts) -> list[Gap]:
    """Return the open gaps of the goals that are pursued, and of none, in the order of their making."""
    pursued = {goal.id for goal in facts.goals}
    gaps = (gap for gap in facts.record.all(Gap) if gap.state != "closed")
    return sorted(
        (gap for gap in gaps if gap.parent not in facts.record.by_id or gap.parent in pursued),
        key=lambda gap: gap.id,
    )


def _serves(seen: _Seen, uid: UUID, aims: set[UUID]) -> bool:
    skill = seen.facts.record.by_id[uid]
    named = (target for one in seen.facts.naming("skill")[uid] for target in one.linked("goal"))
    return not aims.isdisjoint(skill.linked("goal")) or not aims.isdisjoint(named)


def _unserved(seen: _Seen) -> Iterator[Insight]:
    """Yield the open gaps that no skill entry names, and whose skills have none either."""
    served = {target for one in seen.recent for target in one.linked("goal")}
    for uid in seen.practised:
        skill = seen.facts.record.by_id[uid]
        served.update(skill.linked("goal") if isinstance(skill, Skill) else ())
    gaps = [gap for gap in open_gaps(seen.facts) if gap.id not in served]
    if gaps:
        yield Insight(
            f"No skill entry of {seen.span} serves {counted(len(gaps), 'open gap')}: "
            f"{listed((quoted(gap.text) for gap in gaps), MOST_NAMED)}.",
            "Where practice would help, name the gap in the entry with !; some gaps ask for something else.",
            tuple(gap.id for gap in gaps),
            calls=True,
        )


def _table(seen: _Seen) -> Table:
    rows = [_row(seen, seen.facts.name(uid), seen.practice[uid], uid) for uid in seen.order(seen.practice)]
    if rest := [one for one in seen.entries if not any(uid in seen.practice for uid in one.linked("skill"))]:
        rows.append(_row(seen, "No skill named", rest))
    return Table(("Skill", *(one.label for one in seen.quarters)), tuple(rows), "matrix")


def _row(seen: _Seen, name: str, items: Sequence[_Entry], skill: UUID | None = None) -> tuple[Cell, ...]:
    found: dict[Quarter, list[UUID]] = {}
    for one in items:
        found.setdefault(seen.facts.quarter(last_day(one)), []).append(one.id)
    held = (found.get(asked, []) for asked in seen.quarters)
    cells = (Cell(str(len(ids) or ""), len(ids), tuple(ids)) for ids in held)
    return Cell(name, None, (skill,) if skill else ()), *cells
