"""Kinds: what sort of work the evidence shows, and which sort is missing."""

from collections import defaultdict
from collections.abc import Iterator, Mapping, Sequence

from vividmap.core.facts.facts import Facts
from vividmap.core.facts.threshold import Threshold
from vividmap.core.insights.pattern import Cell, Insight, Pattern, Table
from vividmap.core.record import EVIDENCE_KINDS, Evidence
from vividmap.core.saying import entries, listed, too_little

PLACE = 30
QUESTION = "Which kinds of work does my evidence show?"
WHY = "Help given and failures prevented leave no trace of their own: what is not written down looks undone."

KINDS_LEAST = Threshold(
    "kinds-least",
    8,
    "entries",
    "With fewer entries that say their kind in 12 months, nothing is said of the mix.",
    "Of our own: two for each of the four kinds.",
    low=1,
)
KIND_SHARE = Threshold(
    "kind-share",
    10,
    "of a hundred",
    "A kind with a smaller share than this is said to be rare.",
    "Of our own: of two dozen entries a year, two or fewer.",
    high=100,
)
THRESHOLDS = (KINDS_LEAST, KIND_SHARE)

NAMES = {
    "decision": "Decision or artifact",
    "unblocked": "Unblocked or accelerated someone",
    "prevented": "Prevented a failure",
    "led": "Led or contributed",
    "": "Not said",
}
_MIX = {
    "decision": "{} decisions or artifacts",
    "unblocked": "{} that unblocked or accelerated someone",
    "prevented": "{} that prevented a failure",
    "led": "{} that you led or contributed to",
}
_ASK = {
    "decision": "Ask yourself: which decision or document of mine changed how something is built or run?",
    "unblocked": "Ask yourself: who got on faster because of me?",
    "prevented": "Ask yourself: what did not go wrong because of me?",
    "led": "Ask yourself: what did I lead, or contribute to, that had an outcome?",
}

_ByKind = Mapping[str, Sequence[Evidence]]


def look(facts: Facts) -> Pattern:
    """Return the mix of the last 12 months, and what is missing or rare in it."""
    by_kind = _by_kind(facts)
    least, said = facts.limit(KINDS_LEAST), sum(len(by_kind[kind]) for kind in EVIDENCE_KINDS)
    if said < least:
        return Pattern(needs=too_little(least, "entries of the last 12 months that say their kind", said))
    insights = (_mix(by_kind, said), *_rare(facts, by_kind, said), *_unsaid(by_kind, said))
    return Pattern(insights, _table(by_kind))


def _by_kind(facts: Facts) -> _ByKind:
    """Return the entries of the last 12 months by kind, the newest first."""
    found: dict[str, list[Evidence]] = defaultdict(list)
    for one in facts.of_a_year:
        found[one.what].append(one)
    return found


def _mix(by_kind: _ByKind, said: int) -> Insight:
    parts = listed(_MIX[kind].format(len(by_kind[kind]) or "none") for kind in EVIDENCE_KINDS)
    behind = tuple(one.id for kind in EVIDENCE_KINDS for one in by_kind[kind])
    return Insight(
        f"Of the {entries(said)} of the last 12 months that say their kind: {parts}.", behind=behind
    )


def _rare(facts: Facts, by_kind: _ByKind, said: int) -> Iterator[Insight]:
    share = facts.limit(KIND_SHARE)
    for kind in EVIDENCE_KINDS:
        found, name = by_kind[kind], NAMES[kind].lower()
        if not found:
            yield Insight(f"None of them is of the kind “{name}”.", _ASK[kind], calls=True)
        elif len(found) * 100 < share * said:
            says = f"Rare, less than {share} % of them: “{name}”, {len(found)} of {said}."
            yield Insight(says, _ASK[kind], tuple(one.id for one in found), calls=True)


def _unsaid(by_kind: _ByKind, said: int) -> Iterator[Insight]:
    if found := by_kind[""]:
        have = "has" if len(found) == 1 else "have"
        says = f"{len(found)} of the {entries(said + len(found))} of the last 12 months {have} no kind."
        next_step = "Give one where it is clear; not every entry has to have one."
        yield Insight(says, next_step, tuple(one.id for one in found))


def _table(by_kind: _ByKind) -> Table:
    rows = tuple((Cell(name), _cell(by_kind[kind])) for kind, name in NAMES.items())
    return Table(("Kind", "Entries in 12 months"), rows)


def _cell(found: Sequence[Evidence]) -> Cell:
    return Cell(str(len(found)), len(found), tuple(one.id for one in found))
