"""Scope over time: how far the work reached, quarter by quarter, and whether it reaches further."""

from collections import Counter, defaultdict
from collections.abc import Iterator, Mapping, Sequence
from uuid import UUID

from vividmap.core.criteria import asks
from vividmap.core.criteria.level import aim
from vividmap.core.facts.facts import Facts, last_day, since
from vividmap.core.facts.threshold import Threshold
from vividmap.core.insights.pattern import Cell, Insight, Pattern, Table
from vividmap.core.quarters import Quarter
from vividmap.core.record import SCOPES, Evidence
from vividmap.core.saying import REACHED, counted, entries, listed, quoted, spanned, too_little

PLACE = 20
QUESTION = "Does my work reach further than a year ago?"
WHY = "A higher level is mostly asked for by how far the work reaches, and that shows only over quarters."
QUARTERS = 8
"""Quarters that are looked at: the last four, today's among them, and the four before."""

SCOPE_LEAST = Threshold(
    "scope-least",
    8,
    "entries",
    "With fewer entries that say their scope in four quarters, nothing is said of them.",
    "Of our own: 2 a month are 24 in a year, and a third of them shows a direction.",
    low=1,
)
SCOPE_CHANGE = Threshold(
    "scope-change",
    10,
    "points of a hundred",
    "The share of work beyond your team has to change by this much to rise or to fall.",
    "Of our own: with two dozen entries a year, a smaller change is two entries or less.",
    low=1,
    high=100,
)
SCOPE_UNSAID = Threshold(
    "scope-unsaid",
    25,
    "of a hundred",
    "If more entries than this do not say their scope, it is worth adding.",
    "Of our own: with a quarter of them unsaid, the picture may be another one.",
    high=100,
)
THRESHOLDS = (SCOPE_LEAST, SCOPE_CHANGE, SCOPE_UNSAID)

NAMES = {
    "team": "My team",
    "teams": "Several teams",
    "org": "Organisation",
    "beyond": "Beyond",
    "": "Not said",
}
_REACHED = {
    "team": "{} stayed in your team",
    "teams": "{} reached several teams",
    "org": "{} the organisation",
    "beyond": "{} went beyond",
}

_ByQuarter = Mapping[Quarter, Sequence[Evidence]]


def look(facts: Facts) -> Pattern:
    """Return how far the work of the last four quarters reached, against the four before."""
    found = _by_quarter(facts)
    quarters, least = list(found), facts.limit(SCOPE_LEAST)
    late = [one for asked in quarters[-4:] for one in found[asked]]
    early = [one for asked in quarters[:-4] for one in found[asked]]
    said = sum(bool(one.scope) for one in late)
    if said < least:
        needs = too_little(least, "entries of the last four quarters that say their scope", said)
        return Pattern(needs=needs)
    insights = (
        _reach(late, quarters[-4:]),
        _change(facts, early, late, least),
        *_asked(facts, late),
        *_unsaid(facts, late),
    )
    return Pattern(insights, _table(found))


def _by_quarter(facts: Facts) -> _ByQuarter:
    """Return the entries of the last quarters; the first one that holds any is the first here."""
    found: dict[Quarter, list[Evidence]] = {one: [] for one in facts.quarters(QUARTERS)}
    for one in since(next(iter(found)).first, facts.evidence):
        found[facts.quarter(last_day(one))].append(one)
    return found


def _reach(late: Sequence[Evidence], quarters: Sequence[Quarter]) -> Insight:
    said = [one for one in late if one.scope]
    counts = Counter(one.scope for one in said)
    reached = listed(_REACHED[scope].format(counts[scope] or "none") for scope in SCOPES)
    behind = sorted(said, key=lambda one: SCOPES.index(one.scope))[::-1]
    return Insight(
        f"Of the {entries(len(said))} of {spanned(quarters)} that say how far they reached, {reached}.",
        behind=tuple(one.id for one in behind),
    )


def _change(facts: Facts, early: Sequence[Evidence], late: Sequence[Evidence], least: int) -> Insight:
    before, now = [one for one in early if one.scope], [one for one in late if one.scope]
    if len(before) < least:
        held = f"the four quarters before hold {len(before) or 'none'}"
        return Insight(f"Whether that rises can be told from {least} such entries a year on; {held}.")
    then, today = _wider(before), _wider(now)
    change = facts.limit(SCOPE_CHANGE)
    # Compared as whole counts, so that the very change that is asked for is never missed by a rounding.
    gained = (today * len(before) - then * len(now)) * 100
    needed = change * len(before) * len(now)
    rises, falls = gained >= needed, -gained >= needed
    says = (
        f"Beyond your team: {today} of {len(now)} in the last four quarters, {then} of {len(before)} in the "
        f"four before. {'It rises.' if rises else 'It falls.' if falls else 'It is about the same.'}"
    )
    behind = tuple(one.id for one in (*now[::-1], *before[::-1]) if one.scope != "team")
    return Insight(says, "" if rises else _WIDER, behind, calls=falls or not today)


_WIDER = "If a goal of yours asks for a wider scope, choose one piece of work that another team would notice."


def _wider(items: Sequence[Evidence]) -> int:
    return sum(one.scope != "team" for one in items)


def _asked(facts: Facts, late: Sequence[Evidence]) -> Iterator[Insight]:
    """Yield how far the criteria of the level that a goal names speak of reaching, in their own words."""
    asked = aim(facts.record, facts.today)
    reach = {one.id: found.what for one in asked.asked if (found := asks.reach(one))}
    if asked.framework is None or not asked.level or not reach:
        return
    counts = Counter(reach.values())
    named = [scope for scope in SCOPES if counts[scope]]
    speaks = listed(
        f"{counts[one]} speak{'s' if counts[one] == 1 else ''} of {REACHED[one]}" for one in named
    )
    said = [SCOPES.index(one.scope) for one in late if one.scope]
    widest = SCOPES.index(named[-1])
    far = sum(one >= widest for one in said)
    says = (
        f"Of the {counted(len(asked.asked), 'criterion', 'criteria')} for {asked.level} in "
        f"{quoted(asked.framework.text)}, {speaks}. As far as the widest of these, or further, "
        f"reached {far or 'none'} of the {entries(len(said))} of these quarters."
    )
    yield Insight(says, "" if far else _WIDER, tuple(reach), calls=not far)


def _unsaid(facts: Facts, late: Sequence[Evidence]) -> Iterator[Insight]:
    found = tuple(one.id for one in reversed(late) if not one.scope)
    if found:
        do = "does" if len(found) == 1 else "do"
        of = f"{len(found)} of the {entries(len(late))} of the last four quarters"
        yield Insight(
            f"{of} {do} not say how far they reached.",
            "Add ~team, ~teams, ~org or ~beyond where you know it.",
            found,
            calls=len(found) * 100 > facts.limit(SCOPE_UNSAID) * len(late),
        )


def _table(found: _ByQuarter) -> Table:
    first = next((number for number, some in enumerate(found.values()) if some), 0)
    rows = tuple(_row(asked, some) for asked, some in list(found.items())[first:])
    return Table(("Quarter", *NAMES.values()), rows, "stack")


def _row(asked: Quarter, some: Sequence[Evidence]) -> tuple[Cell, ...]:
    by_scope: dict[str, list[UUID]] = defaultdict(list)
    for one in some:
        by_scope[one.scope].append(one.id)
    cells = (Cell(str(len(by_scope[scope])), len(by_scope[scope]), tuple(by_scope[scope])) for scope in NAMES)
    return Cell(asked.label), *cells
