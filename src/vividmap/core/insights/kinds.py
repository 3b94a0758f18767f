"""Kinds: what sort of work the evidence shows, and which sort is missing."""

from collections import defaultdict
from collections.abc import Iterator, Mapping, Sequence

from vividmap.core.english.phrasing import count_entries, describe_shortage, join_names
from vividmap.core.facts.facts import Facts
from vividmap.core.facts.threshold import Threshold
from vividmap.core.insights.pattern import Cell, Insight, Pattern, PatternTable
from vividmap.core.record import Evidence
from vividmap.core.vocabulary import EVIDENCE_KIND, EVIDENCE_KINDS, NOT_SET

PLACE = 30
QUESTION = "Which kinds of work does my evidence show?"
REASON = (
    "Help and prevented failures leave no trace of their own. Unless you write them down, nobody sees them."
)

KINDS_LEAST = Threshold(
    "kinds-least",
    8,
    "entries",
    "With fewer entries that have a kind in 12 months, Patterns says nothing about the mix.",
    "Two entries for each of the four kinds.",
    low=1,
)
KIND_SHARE = Threshold(
    "kind-share",
    10,
    "%",
    "A kind with a smaller share is called rare.",
    "Of two dozen entries a year, two or fewer.",
    high=100,
)
THRESHOLDS = (KINDS_LEAST, KIND_SHARE)

NAMES = {**EVIDENCE_KIND.labels, "": NOT_SET}
_MIX = {
    "decision": "{} decisions or artifacts",
    "unblocked": "{} that unblocked or accelerated someone",
    "prevented": "{} that prevented a failure",
    "led": "{} that you led or contributed to",
}
_ByKind = Mapping[str, Sequence[Evidence]]


def evaluate(facts: Facts) -> Pattern:
    """Return the mix of the last 12 months, and what is missing or rare in it."""
    by_kind = _by_kind(facts)
    minimum, total = facts.limit(KINDS_LEAST), sum(len(by_kind[kind]) for kind in EVIDENCE_KINDS)
    if total < minimum:
        return Pattern(
            needs=describe_shortage(minimum, f"{facts.recent('entries')} that say their kind", total)
        )
    insights = (
        _mix(facts, by_kind, total),
        *_rare(facts, by_kind, total),
        *_unset_insights(facts, by_kind, total),
    )
    return Pattern(insights, _table(facts, by_kind))


def _by_kind(facts: Facts) -> _ByKind:
    """Return the entries of the last 12 months by kind, the newest first."""
    by_kind: dict[str, list[Evidence]] = defaultdict(list)
    for entry in facts.recent_evidence:
        by_kind[entry.category].append(entry)
    return by_kind


def _mix(facts: Facts, by_kind: _ByKind, total: int) -> Insight:
    parts = join_names(_MIX[kind].format(len(by_kind[kind]) or "none") for kind in EVIDENCE_KINDS)
    behind = tuple(entry.id for kind in EVIDENCE_KINDS for entry in by_kind[kind])
    return Insight(
        f"Of the {count_entries(total)} {facts.recent_span} that say their kind: {parts}.", behind=behind
    )


def _rare(facts: Facts, by_kind: _ByKind, total: int) -> Iterator[Insight]:
    share = facts.limit(KIND_SHARE)
    for kind in EVIDENCE_KINDS:
        entries, name = by_kind[kind], NAMES[kind].lower()
        if not entries:
            yield Insight(
                f"None of them is of the kind “{name}”.", EVIDENCE_KIND.questions[kind], is_actionable=True
            )
        elif len(entries) * 100 < share * total:
            says = f"Rare, less than {share} % of them: “{name}”, {len(entries)} of {total}."
            yield Insight(
                says, EVIDENCE_KIND.questions[kind], tuple(entry.id for entry in entries), is_actionable=True
            )


def _unset_insights(facts: Facts, by_kind: _ByKind, total: int) -> Iterator[Insight]:
    if entries := by_kind[""]:
        have = "has" if len(entries) == 1 else "have"
        count = count_entries(total + len(entries))
        says = f"{len(entries)} of the {count} {facts.recent_span} {have} no kind."
        next_step = "Set one where it is clear; not every entry needs one."
        yield Insight(says, next_step, tuple(entry.id for entry in entries))


def _table(facts: Facts, by_kind: _ByKind) -> PatternTable:
    rows = tuple((Cell(name), _cell(by_kind[kind])) for kind, name in NAMES.items())
    return PatternTable(("Kind", "Entries in 12 months" if facts.has_full_year else "Entries"), rows)


def _cell(entries: Sequence[Evidence]) -> Cell:
    return Cell(str(len(entries)), len(entries), tuple(entry.id for entry in entries))
