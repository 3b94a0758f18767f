"""The weekly check-in, 10 minutes: one or two entries while they are fresh, and the outcomes that came due.

Ten minutes and one or two entries a week make the 2 to 4 a month that the record's rules of thumb ask for.
"""

from datetime import date

from vividmap.core.checkins.agenda import About, Agenda, Step, kind_steps
from vividmap.core.checkins.phrasing import describe_age, item_line
from vividmap.core.english.dates import Period
from vividmap.core.facts.facts import Facts, last_day
from vividmap.core.outcome_followup import due_stage, follow_up_days
from vividmap.core.record import Evidence
from vividmap.core.vocabulary import EVIDENCE_KIND

KIND = "weekly"
MINUTES = 10
MAX_OUTCOMES = 5
"""Outcomes are asked for at most so many at a time: ten minutes hold no more. A rule of thumb of ours."""

WEEK = Step(
    "week",
    "look",
    "Logged so far",
    "This is what you have logged this week.",
    "One or two entries a week are enough.",
)
_KIND_REASONS = {
    "decision": "A decision outlasts its week; why it was made is forgotten first.",
    "unblocked": "It shows in other people's work, so nobody else writes it down for you.",
    "prevented": "What did not happen leaves no trace but this line.",
    "led": "Write which of the two it was, and what came of it if you know yet.",
}
KINDS = kind_steps(EVIDENCE_KIND, _KIND_REASONS, makes="evidence")
OUTCOMES = Step(
    "outcomes",
    "outcome",
    "Outcomes",
    "What came of it?",
    "Outcomes show weeks after the work. A rough estimate is fine.",
)
STEPS: tuple[Step, ...] = (WEEK, *KINDS, OUTCOMES)


def agenda(facts: Facts, period: Period) -> Agenda:
    """Return the agenda for a week, as of the day of the facts."""
    entries = [entry for entry in facts.evidence if period.covers(entry.when)]
    week = (WEEK.on(*(About(entry.id, item_line(entry)) for entry in entries)),) if entries else ()
    came_due = _came_due(facts.evidence, facts.today, follow_up_days(facts.profile.limits))
    outcomes = (OUTCOMES.on(*came_due),) if came_due else ()
    return Agenda(KIND, period, MINUTES, (*week, *KINDS, *outcomes))


def _came_due(evidence: tuple[Evidence, ...], today: date, after: tuple[int, ...]) -> list[About]:
    """Return the entries whose outcome has come due, the newest first: those are remembered best."""
    due: list[About] = []
    for entry in reversed(evidence):
        if len(due) == MAX_OUTCOMES:
            break
        if due_stage(entry, today, after) is not None:
            due.append(
                About(
                    entry.id, item_line(entry), f"{describe_age(last_day(entry), today)}, and no outcome yet."
                )
            )
    return due
