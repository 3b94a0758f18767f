"""Scope over time: how far the work reached, quarter by quarter, and whether it reaches further."""

from collections import Counter, defaultdict
from collections.abc import Iterator, Mapping, Sequence
from uuid import UUID

from vividmap.core.criteria import requirements
from vividmap.core.criteria.target_level import find_promotion_target
from vividmap.core.english.phrasing import (
    count_entries,
    count_noun,
    describe_quarters,
    describe_shortage,
    join_names,
    quote,
)
from vividmap.core.facts.facts import Facts, entries_since, last_day
from vividmap.core.facts.threshold import Threshold
from vividmap.core.insights.pattern import Cell, Insight, Pattern, PatternTable
from vividmap.core.quarters import Quarter
from vividmap.core.record import Evidence
from vividmap.core.vocabulary import NOT_SET, SCOPE, SCOPES

PLACE = 20
QUESTION = "Does my work reach further over time?"
REASON = "Higher levels are mostly about the scope of your work, and scope changes over quarters."
QUARTERS = 8
"""Quarters that are looked at: the last four, today's among them, and the four before."""

SCOPE_LEAST = Threshold(
    "scope-least",
    8,
    "entries",
    "With fewer entries that have a scope in four quarters, Patterns says nothing about scope.",
    "2 entries a month are 24 a year; a third of them shows a direction.",
    low=1,
)
SCOPE_CHANGE = Threshold(
    "scope-change",
    10,
    "percentage points",
    "The share of work beyond your team rises or falls if it changes by at least this much.",
    "With two dozen entries a year, a smaller change is two entries or fewer.",
    low=1,
    high=100,
)
SCOPE_UNSAID = Threshold(
    "scope-unsaid",
    25,
    "%",
    "If more entries than this have no scope, Patterns suggests adding it.",
    "Without a quarter of the scopes, the picture may be wrong.",
    high=100,
)
THRESHOLDS = (SCOPE_LEAST, SCOPE_CHANGE, SCOPE_UNSAID)

NAMES = {**SCOPE.labels, "": NOT_SET}
_REACH_TEXTS = {
    "team": "{} stayed in your team",
    "teams": "{} reached several teams",
    "org": "{} the organisation",
    "beyond": "{} went beyond",
}

_ByQuarter = Mapping[Quarter, Sequence[Evidence]]


def evaluate(facts: Facts) -> Pattern:
    """Return how far the work of the last four quarters reached, against the four before."""
    by_quarter = _by_quarter(facts)
    quarters, minimum = list(by_quarter), facts.limit(SCOPE_LEAST)
    late = [entry for quarter in quarters[-4:] for entry in by_quarter[quarter]]
    early = [entry for quarter in quarters[:-4] for entry in by_quarter[quarter]]
    scoped = sum(bool(entry.scope) for entry in late)
    if scoped < minimum:
        span = "entries of the last four quarters" if len(quarters) > 3 else "entries"
        needs = describe_shortage(minimum, f"{span} that say their scope", scoped)
        return Pattern(needs=needs)
    insights = (
        _reach(late, quarters[-4:]),
        *([_change(facts, early, late, len(quarters) - 4)] if quarters[:-4] else []),
        *_criteria_insights(facts, late),
        *_unset_insights(facts, late, quarters[-4:]),
    )
    return Pattern(insights, _table(by_quarter))


def _by_quarter(facts: Facts) -> _ByQuarter:
    """Return the entries of the last quarters; of a younger record from its first entry on."""
    begin = last_day(facts.evidence[0]) if facts.evidence else facts.today
    quarters = [quarter for quarter in facts.quarters(QUARTERS) if quarter.last >= begin]
    groups: dict[Quarter, list[Evidence]] = {quarter: [] for quarter in quarters}
    for entry in entries_since(next(iter(groups)).first, facts.evidence):
        groups[facts.quarter(last_day(entry))].append(entry)
    return groups


def _reach(late: Sequence[Evidence], quarters: Sequence[Quarter]) -> Insight:
    scoped = [entry for entry in late if entry.scope]
    counts = Counter(entry.scope for entry in scoped)
    counts_text = join_names(_REACH_TEXTS[scope].format(counts[scope] or "none") for scope in SCOPES)
    behind = sorted(scoped, key=lambda entry: SCOPES.index(entry.scope))[::-1]
    return Insight(
        f"Of the {count_entries(len(scoped))} of {describe_quarters(quarters)} "
        f"that say how far they reached, {counts_text}.",
        behind=tuple(entry.id for entry in behind),
    )


def _change(facts: Facts, early: Sequence[Evidence], late: Sequence[Evidence], quarters: int) -> Insight:
    before, now = [entry for entry in early if entry.scope], [entry for entry in late if entry.scope]
    minimum = facts.limit(SCOPE_LEAST)
    if len(before) < minimum:
        have = "quarter before has" if quarters == 1 else f"{_COUNTS[quarters]} quarters before have"
        shortage = f"the {have} {len(before) or 'none'}"
        needed = f"It takes {minimum} such entries from the year before to say whether that rises"
        return Insight(f"{needed}; {shortage}.")
    wider_before, today = _wider(before), _wider(now)
    change = facts.limit(SCOPE_CHANGE)
    # Compared as whole counts, so that the very change that is asked for is never missed by a rounding.
    gain = (today * len(before) - wider_before * len(now)) * 100
    threshold = change * len(before) * len(now)
    rises, falls = gain >= threshold, -gain >= threshold
    trend = "It rises." if rises else "It falls." if falls else "It is about the same."
    says = (
        f"Beyond your team: {today} of {len(now)} in the last four quarters, "
        f"{wider_before} of {len(before)} in the {_COUNTS[quarters]} before. {trend}"
    )
    behind = tuple(entry.id for entry in (*now[::-1], *before[::-1]) if entry.scope != "team")
    return Insight(says, "" if rises else _WIDER, behind, is_actionable=falls or not today)


_COUNTS = ("none", "one", "two", "three", "four")
_WIDER = "If a goal of yours asks for a wider scope, choose one piece of work that another team would notice."


def _wider(items: Sequence[Evidence]) -> int:
    return sum(item.scope != "team" for item in items)


def _criteria_insights(facts: Facts, late: Sequence[Evidence]) -> Iterator[Insight]:
    """Yield how far the criteria of the level that a goal names speak of reaching, in their own words."""
    target = find_promotion_target(facts.record)
    reach = {
        criterion.id: phrase.scope
        for criterion in target.requirements
        if (phrase := requirements.asked_scope(criterion))
    }
    if target.framework is None or not target.level or not reach:
        return
    counts = Counter(reach.values())
    scopes = [scope for scope in SCOPES if counts[scope]]
    speaks = join_names(
        f"{counts[criterion]} speak{'s' if counts[criterion] == 1 else ''} of {SCOPE.phrases[criterion]}"
        for criterion in scopes
    )
    ranks = [SCOPES.index(criterion.scope) for criterion in late if criterion.scope]
    widest = SCOPES.index(scopes[-1])
    far = sum(criterion >= widest for criterion in ranks)
    says = (
        f"Of the {count_noun(len(target.requirements), 'criterion', 'criteria')} for {target.level} in "
        f"{quote(target.framework.text)}, {speaks}. Of the {count_entries(len(ranks))} that say "
        f"how far they reached, {far or 'none'} reached the widest of these or further."
    )
    yield Insight(says, "" if far else _WIDER, tuple(reach), is_actionable=not far)


def _unset_insights(facts: Facts, late: Sequence[Evidence], quarters: Sequence[Quarter]) -> Iterator[Insight]:
    unset_ids = tuple(entry.id for entry in reversed(late) if not entry.scope)
    if unset_ids:
        do = "does" if len(unset_ids) == 1 else "do"
        of = f"{len(unset_ids)} of the {count_entries(len(late))} of {describe_quarters(quarters)}"
        yield Insight(
            f"{of} {do} not say how far they reached.",
            "Add ~team, ~teams, ~org or ~beyond where you know it.",
            unset_ids,
            is_actionable=len(unset_ids) * 100 > facts.limit(SCOPE_UNSAID) * len(late),
        )


def _table(by_quarter: _ByQuarter) -> PatternTable:
    first = next((number for number, entries in enumerate(by_quarter.values()) if entries), 0)
    rows = tuple(_row(quarter, entries) for quarter, entries in list(by_quarter.items())[first:])
    return PatternTable(("Quarter", *NAMES.values()), rows, "stack")


def _row(quarter: Quarter, entries: Sequence[Evidence]) -> tuple[Cell, ...]:
    by_scope: dict[str, list[UUID]] = defaultdict(list)
    for entry in entries:
        by_scope[entry.scope].append(entry.id)
    cells = (Cell(str(len(by_scope[scope])), len(by_scope[scope]), tuple(by_scope[scope])) for scope in NAMES)
    return Cell(quarter.label), *cells
