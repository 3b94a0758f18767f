"""The monthly check-in, 20 minutes: skills invested in, and the people who matter."""

from collections.abc import Iterator

from vividmap.core.checkins.agenda import About, Agenda, Step, kind_steps
from vividmap.core.checkins.phrasing import describe_age, pattern_calls
from vividmap.core.english.dates import Period
from vividmap.core.facts.facts import Facts, last_day
from vividmap.core.record import Gap
from vividmap.core.vocabulary import SKILL_KIND
from vividmap.core.when import describe_when

KIND = "monthly"
MINUTES = 20
MAX_ABOUT = 5
"""People to get in touch with, and gaps to think of, are named at most so many: a month holds no more."""

_KIND_REASONS = {
    "domain": "This is about what you will be able to do, not about what you did. Name the skill: #rust.",
    "practice": "A skill grows with practice, and the log shows how much there was.",
    "gap": "Name it in the line, !its-name, and the entry counts as action on that gap.",
    "feedback": "Feedback is worth most while you can still ask about it. Name who gave it: @their-name.",
}
SKILLS = kind_steps(SKILL_KIND, _KIND_REASONS, makes="skill entry")
NEW_SKILLS = Step(
    "new-skills",
    "look",
    "New skills",
    "These skills were named for the first time this month.",
    "Two names for one skill: vividmap merge.",
)
PEOPLE = Step(
    "people",
    "capture",
    "New people",
    "Who got to know your work, or whose work did you get to know? A name is enough.",
    "15 to 25 people matter at a time, and who they are changes a little every month.",
    makes="person",
)
TOUCHPOINTS = Step(
    "touchpoints",
    "capture",
    "Touchpoints",
    "Who else were you in touch with? Write @name and what it was about.",
    "What you talked about is where the next conversation can start.",
    makes="touchpoint",
)
FADING = Step(
    "fading",
    "look",
    "Gone quiet",
    "You have not been in touch with these people for longer than you set, or than is usual.",
    "A message to one of them is enough for this month.",
)
STEPS: tuple[Step, ...] = (*SKILLS, NEW_SKILLS, PEOPLE, FADING, TOUCHPOINTS)


def agenda(facts: Facts, period: Period) -> Agenda:
    """Return the agenda for a month, as of the day of the facts."""
    domain, practice, gap, feedback = SKILLS
    quiet = pattern_calls(facts, "fading")[:MAX_ABOUT]
    steps = (
        domain,
        practice,
        gap.on(*_open_gaps(facts)),
        feedback,
        *_if_any(NEW_SKILLS, tuple(_new_skills(facts, period))),
        PEOPLE,
        *([FADING.showing(quiet)] if quiet else []),
        TOUCHPOINTS,
    )
    return Agenda(KIND, period, MINUTES, steps)


def _if_any(step: Step, about: tuple[About, ...]) -> Iterator[Step]:
    if about:
        yield step.on(*about)


def _open_gaps(facts: Facts) -> tuple[About, ...]:
    open_gaps = [
        gap for goal in facts.goals for gap in facts.gaps.get(goal.id, ()) if gap.state in ("", "open")
    ]
    return tuple(About(gap.id, gap.text, _last_done(facts, gap)) for gap in open_gaps[:MAX_ABOUT])


def _last_done(facts: Facts, gap: Gap) -> str:
    entries = facts.entries_naming("goal").get(gap.id, ())
    return (
        f"Last named by an entry {describe_age(last_day(entries[-1]), facts.today).lower()}."
        if entries
        else ""
    )


def _new_skills(facts: Facts, period: Period) -> Iterator[About]:
    for skill, entries in facts.entries_naming("skill").items():
        first = entries[0]
        if skill in facts.record.by_id and last_day(first) in period:
            yield About(skill, facts.name(skill), f"{describe_when(first.when)}: “{first.text}”")
