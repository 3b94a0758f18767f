"""The quarterly check-in, 60 minutes: how goals and gaps stand, the strongest entries, what comes next."""

from collections.abc import Iterator

from vividmap.core.checkins.agenda import About, Agenda, Step
from vividmap.core.checkins.saying import calling, line_of, stood
from vividmap.core.dates import Period
from vividmap.core.facts.facts import Facts
from vividmap.core.facts.strength import strength
from vividmap.core.packets.choosing.choose import choose
from vividmap.core.packets.choosing.reasons import reasons
from vividmap.core.record import Evidence, Gap, Goal

KIND = "quarterly"
MINUTES = 60
STRONGEST = 3
"""Two or three entries a quarter are marked strong: a review rests on 3 to 5 of half a year."""

STANDING = Step(
    "standing",
    "update",
    "Goals and gaps",
    "How does it stand now? The last words were yours.",
    "The same words again are an answer too, and an honest one. “Same” will do.",
)
EVIDENCE = Step(
    "evidence",
    "look",
    "The quarter's evidence",
    "This is what the record has of the quarter.",
    "Read it once from top to bottom before you choose.",
)
STRONG = Step(
    "strong",
    "strong",
    "Strong entries",
    "Which two or three are the strongest, and why? These are proposed.",
    "Why an entry is strong is plain now, and hard to say in a year.",
)
GAPS = Step(
    "gaps",
    "look",
    "Patterns in the gaps",
    "This is what the gaps show over time.",
    "A gap that is named again and again with nothing done differently is worth a decision.",
)
PRIORITIES = Step(
    "priorities",
    "note",
    "Priorities",
    "What comes first in the next quarter? What will you leave?",
    "You will read this beside next quarter's words.",
)
STEPS: tuple[Step, ...] = (STANDING, EVIDENCE, STRONG, GAPS, PRIORITIES)


def agenda(facts: Facts, period: Period) -> Agenda:
    """Return the agenda for a quarter, as of the day of the facts."""
    entries = [one for one in facts.evidence if period.covers(one.when)]
    steps = [
        STANDING.on(*_standing(facts)),
        EVIDENCE.on(*(About(one.id, line_of(one)) for one in entries)),
        STRONG.on(*_proposed(facts, entries, period)),
    ]
    found = [step for step in steps if step.about]
    calls = calling(facts, "gaps")
    patterns = [GAPS.showing(calls)] if calls else []
    return Agenda(KIND, period, MINUTES, (*found, *patterns, PRIORITIES))


def _standing(facts: Facts) -> Iterator[About]:
    for goal in facts.goals:
        yield _last_words(facts, goal, 0)
        for gap in facts.gaps.get(goal.id, ()):
            if gap.state in ("", "open"):
                yield _last_words(facts, gap, 1)


def _last_words(facts: Facts, item: Goal | Gap, depth: int) -> About:
    updates = facts.updates.get(item.id)
    return About(item.id, item.text, stood(updates[-1]) if updates else "Nothing was said of it yet.", depth)


def _proposed(facts: Facts, entries: list[Evidence], period: Period) -> Iterator[About]:
    """Yield the strongest of what a review of the quarter would be written around, each with the reasons."""
    chosen = choose(entries, period) if entries else ()
    best = sorted(chosen, key=lambda one: -strength(one))[:STRONGEST]
    for one in (one for one in chosen if one in best):
        why = "; ".join(reasons(one, chosen, entries, facts.record, period))
        yield About(one.id, line_of(one), f"{why[:1].upper()}{why[1:]}.")
