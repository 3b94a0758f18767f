"""The quarterly check-in, 60 minutes: how goals and gaps stand, the strongest entries, what comes next."""

from collections.abc import Iterator

from vividmap.core.checkins.agenda import About, Agenda, Step
from vividmap.core.checkins.phrasing import describe_update, item_line, pattern_calls
from vividmap.core.english.dates import Period
from vividmap.core.facts.facts import Facts
from vividmap.core.facts.strength import strength
from vividmap.core.packets.reasons import selection_reasons
from vividmap.core.packets.selection import select_entries
from vividmap.core.record import Evidence, Gap, Goal

KIND = "quarterly"
MINUTES = 60
STRONGEST = 3
"""Two or three entries a quarter are marked strong: a review rests on 3 to 5 of half a year."""

STANDING = Step(
    "standing",
    "update",
    "Goals and gaps",
    "Where does it stand now? Your last update is shown.",
    "No change is an honest answer too: “Same” is enough.",
)
EVIDENCE = Step(
    "evidence",
    "look",
    "The quarter's evidence",
    "This is what you have logged this quarter.",
    "Read it once from top to bottom before you choose.",
)
STRONG = Step(
    "strong",
    "strong",
    "Strong entries",
    "Which two or three are the strongest, and why? These are suggestions.",
    "Why an entry is strong is clear now, and hard to reconstruct in a year.",
)
GAPS = Step(
    "gaps",
    "look",
    "Patterns in the gaps",
    "This is what the gaps show over time.",
    "A gap that comes up again and again without a change in action is worth a decision.",
)
PRIORITIES = Step(
    "priorities",
    "note",
    "Priorities",
    "What comes first next quarter? What will you drop?",
    "You will see this again in the next quarterly check-in.",
)
STEPS: tuple[Step, ...] = (STANDING, EVIDENCE, STRONG, GAPS, PRIORITIES)


def agenda(facts: Facts, period: Period) -> Agenda:
    """Return the agenda for a quarter, as of the day of the facts."""
    entries = [entry for entry in facts.evidence if period.covers(entry.when)]
    steps = [
        STANDING.on(*_standing(facts)),
        EVIDENCE.on(*(About(entry.id, item_line(entry)) for entry in entries)),
        STRONG.on(*_propose_strong(facts, entries, period)),
    ]
    asking = [step for step in steps if step.about]
    calls = pattern_calls(facts, "gaps")
    patterns = [GAPS.showing(calls)] if calls else []
    return Agenda(KIND, period, MINUTES, (*asking, *patterns, PRIORITIES))


def _standing(facts: Facts) -> Iterator[About]:
    for goal in facts.goals:
        yield _last_words(facts, goal, 0)
        for gap in facts.gaps.get(goal.id, ()):
            if gap.state in ("", "open"):
                yield _last_words(facts, gap, 1)


def _last_words(facts: Facts, item: Goal | Gap, depth: int) -> About:
    updates = facts.updates.get(item.id)
    return About(item.id, item.text, describe_update(updates[-1]) if updates else "No update yet.", depth)


def _propose_strong(facts: Facts, entries: list[Evidence], period: Period) -> Iterator[About]:
    """Yield the strongest of what a review of the quarter would be written around, each with the reasons."""
    selection = select_entries(entries, period) if entries else ()
    best = sorted(selection, key=lambda entry: -strength(entry))[:STRONGEST]
    for entry in (entry for entry in selection if entry in best):
        reasons = "; ".join(selection_reasons(entry, selection, entries, facts.record, period))
        yield About(entry.id, item_line(entry), f"{reasons[:1].upper()}{reasons[1:]}.")
