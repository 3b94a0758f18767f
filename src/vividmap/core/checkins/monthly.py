"""The monthly check-in, 20 minutes: skills invested in, and the people who matter."""

from collections.abc import Iterator

from vividmap.core.checkins.agenda import About, Agenda, Step
from vividmap.core.checkins.saying import ago, calling
from vividmap.core.dates import Period
from vividmap.core.facts.facts import Facts, last_day
from vividmap.core.record import Gap
from vividmap.core.when import say

KIND = "monthly"
MINUTES = 20
MOST = 5
"""People to get in touch with, and gaps to think of, are named at most so many: a month holds no more."""

SKILLS = tuple(
    Step(what, "capture", title, prompt, why, makes="skill entry", what=what)
    for what, title, prompt, why in (
        (
            "domain",
            "A new domain",
            "Which domain or codebase was new to you this month?",
            "This is about what you will be able to do, not about what you did. Name the skill: #rust.",
        ),
        (
            "practice",
            "Deliberate practice",
            "What did you practise on purpose?",
            "A skill grows by what is practised, and the log shows how much that was.",
        ),
        (
            "gap",
            "A gap acted on",
            "Which gap did you do something about?",
            "Name it in the line, !its-name, and the entry counts as something done about that gap.",
        ),
        (
            "feedback",
            "Feedback",
            "Which feedback did you get, and from whom?",
            "What was said is worth most while you can still ask: @who-said-it.",
        ),
    )
)
NEW_SKILLS = Step(
    "new-skills",
    "look",
    "New skills",
    "These skills were named for the first time this month.",
    "Two names for one skill: vividmap skills merge.",
)
PEOPLE = Step(
    "people",
    "capture",
    "New people",
    "Who came to know your work, or whose work you came to know? A name is enough.",
    "15 to 25 people matter at a time; who they are changes a little every month.",
    makes="person",
)
TOUCHPOINTS = Step(
    "touchpoints",
    "capture",
    "Touchpoints",
    "Whom were you in touch with that the record does not know of? @name and what it was about.",
    "What you talked about is where the next conversation can begin.",
    makes="touchpoint",
)
FADING = Step(
    "fading",
    "look",
    "Gone quiet",
    "These people have been quiet for longer than you set, or than is usual.",
    "A message to one of them is enough for this month.",
)
STEPS: tuple[Step, ...] = (*SKILLS, NEW_SKILLS, PEOPLE, FADING, TOUCHPOINTS)


def agenda(facts: Facts, period: Period) -> Agenda:
    """Return the agenda for a month, as of the day of the facts."""
    domain, practice, gap, feedback = SKILLS
    quiet = calling(facts, "fading")[:MOST]
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
    found = [gap for goal in facts.goals for gap in facts.gaps.get(goal.id, ()) if gap.state in ("", "open")]
    return tuple(About(one.id, one.text, _last_done(facts, one)) for one in found[:MOST])


def _last_done(facts: Facts, gap: Gap) -> str:
    entries = facts.naming("goal").get(gap.id, ())
    return f"Last named by an entry {ago(last_day(entries[-1]), facts.today).lower()}." if entries else ""


def _new_skills(facts: Facts, period: Period) -> Iterator[About]:
    for skill, entries in facts.naming("skill").items():
        first = entries[0]
        if skill in facts.record.by_id and last_day(first) in period:
            yield About(skill, facts.name(skill), f"{say(first.when)}: “{first.text}”")
