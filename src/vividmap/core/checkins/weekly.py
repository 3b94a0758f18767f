"""The weekly check-in, 10 minutes: one or two entries while they are fresh, and the outcomes that came due.

Ten minutes and one or two entries a week make the 2 to 4 a month that the record's rules of thumb ask for.
"""

from datetime import date

from vividmap.core.checkins.agenda import About, Agenda, Step
from vividmap.core.checkins.saying import ago, line_of
from vividmap.core.dates import Period
from vividmap.core.facts.facts import Facts, last_day
from vividmap.core.landing import asked_after, asks
from vividmap.core.record import Evidence

KIND = "weekly"
MINUTES = 10
MOST = 5
"""Outcomes are asked for at most so many at a time: ten minutes hold no more. A rule of thumb of ours."""

WEEK = Step(
    "week",
    "look",
    "Kept so far",
    "This is what the record has of this week.",
    "One or two entries a week are enough.",
)
KINDS = tuple(
    Step(name, "capture", title, prompt, why, makes="evidence", what=name)
    for name, title, prompt, why in (
        (
            "decision",
            "Decisions and artifacts",
            "What did you decide or write that changes how something is built or run?",
            "A decision outlasts its week; why it was made is forgotten first.",
        ),
        (
            "unblocked",
            "Unblocked or accelerated",
            "Whom did you unblock, or make faster?",
            "It shows in the work of others, so nobody else writes it down for you.",
        ),
        (
            "prevented",
            "Prevented",
            "What did not go wrong because of you?",
            "What did not happen leaves no trace but this line.",
        ),
        (
            "led",
            "Led or contributed",
            "What did you lead or contribute to that has an outcome?",
            "Say which of the two it was, and what came of it if you know yet.",
        ),
    )
)
OUTCOMES = Step(
    "outcomes",
    "outcome",
    "Outcomes",
    "Did it land? What came of it?",
    "An outcome shows weeks after the work. A rough estimate will do.",
)
STEPS: tuple[Step, ...] = (WEEK, *KINDS, OUTCOMES)


def agenda(facts: Facts, period: Period) -> Agenda:
    """Return the agenda for a week, as of the day of the facts."""
    kept = [one for one in facts.evidence if period.covers(one.when)]
    week = (WEEK.on(*(About(one.id, line_of(one)) for one in kept)),) if kept else ()
    came_due = _came_due(facts.evidence, facts.today, asked_after(facts.profile.limits))
    outcomes = (OUTCOMES.on(*came_due),) if came_due else ()
    return Agenda(KIND, period, MINUTES, (*week, *KINDS, *outcomes))


def _came_due(evidence: tuple[Evidence, ...], today: date, after: tuple[int, ...]) -> list[About]:
    """Return the entries whose outcome has come due, the newest first: those are remembered best."""
    found: list[About] = []
    for one in reversed(evidence):
        if len(found) == MOST:
            break
        if asks(one, today, after) is not None:
            found.append(About(one.id, line_of(one), f"{ago(last_day(one), today)}, and no outcome yet."))
    return found
