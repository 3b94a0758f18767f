"""How well evidence covers a criterion, in words and reasons: more than a count, and never a score.

What is judged, in this order; the first that is so is the word, and what else is so stands with it:

    cannot be met here   the author said so, and why
    nothing yet          no entry is linked
    stale                the last entry is CRITERIA_STALE months old, or older
    thin                 fewer entries than CRITERIA_LEAST
    weak                 none is marked strong or has a number in its outcome
    narrow               the criterion's own words name a wider scope than any entry reached
    brief                the entries are of fewer months than CRITERIA_MONTHS
    unseen               fewer than CRITERIA_ABOVE people above peers can testify
    strong               none of these
"""

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass, replace
from datetime import date
from typing import NamedTuple
from uuid import UUID

from vividmap.core.criteria import asks
from vividmap.core.facts.circle import ADVOCATES, KNOWS, UP, by_name, placed, was_shown
from vividmap.core.facts.facts import Facts, last_day
from vividmap.core.facts.strength import strength
from vividmap.core.facts.threshold import Threshold
from vividmap.core.places import FROM_THE_TOP
from vividmap.core.quantities import is_quantified
from vividmap.core.quarters import months_between
from vividmap.core.record import SCOPES, Criterion, Evidence, Gap, Goal, Person, by_date
from vividmap.core.saying import REACHED, counted, entries, listed, quoted
from vividmap.core.when import month_said

CRITERIA_LEAST = Threshold(
    "criteria-least",
    2,
    "entries",
    "A criterion with fewer entries is thin.",
    "Of our own: one entry may be an accident; with two somebody can ask about either.",
    low=1,
)
CRITERIA_STALE = Threshold(
    "criteria-stale",
    12,
    "months",
    "If the last entry for a criterion is older than this, what it shows is stale.",
    "Of our own: goals are for 12 months, and whoever decides asks what you do today.",
    low=1,
    high=120,
)
CRITERIA_MONTHS = Threshold(
    "criteria-months",
    3,
    "months",
    "A criterion whose entries are of fewer months is met once, not sustained.",
    "Of our own: a goal is looked at once a quarter; what shows in three months is no single push.",
    low=1,
    high=60,
)
CRITERIA_ABOVE = Threshold(
    "criteria-above",
    1,
    "people",
    "With fewer people above peers who know the work on a criterion, nobody can testify to it.",
    "A level is decided above you; one voice there that has seen the work is the least.",
)
THRESHOLDS = (CRITERIA_LEAST, CRITERIA_STALE, CRITERIA_MONTHS, CRITERIA_ABOVE)

Asked = Criterion | Goal | Gap
"""What evidence may cover: a goal and its gaps stand in where there is no framework."""
_COVERS = ("criterion", "goal")
CANNOT, NOTHING, STRONG = "cannot be met here", "nothing yet", "strong"


class Judgement(NamedTuple):
    """One word on a criterion, and what it rests on."""

    word: str
    why: str = ""

    def __str__(self) -> str:
        return f"{self.word}: {self.why}" if self.why else self.word


@dataclass(frozen=True, slots=True)
class Coverage:
    """What covers what is `asked`: `entries`, the strongest first; `months` with evidence, the oldest first.

    `months_ago` is since the last of them. `witnesses` know the work directly, or would advocate, and are
    named in one of these entries or were shown one; they stand from the top down.
    """

    asked: Asked
    judgements: tuple[Judgement, ...]
    entries: tuple[Evidence, ...] = ()
    scope: str = ""
    months: tuple[date, ...] = ()
    months_ago: int | None = None
    witnesses: tuple[Person, ...] = ()

    @property
    def word(self) -> str:
        """Return the one word that says how it is covered."""
        return self.judgements[0].word

    @property
    def said(self) -> str:
        """Return all that there is to say of it: "thin: one entry; unseen: nobody above …"."""
        return "; ".join(map(str, self.judgements))


def coverage(
    facts: Facts, criteria: Iterable[Asked], evidence: Iterable[Evidence] | None = None
) -> tuple[Coverage, ...]:
    """Return what covers each criterion, goal or gap: of some `evidence`, or else of all until today."""
    linked = _by_asked(facts, facts.record.all(Evidence) if evidence is None else evidence)
    return tuple(_covered(facts, one, linked.get(one.id, ())) for one in criteria)


def _by_asked(facts: Facts, evidence: Iterable[Evidence]) -> dict[UUID, list[Evidence]]:
    found: dict[UUID, list[Evidence]] = {}
    for entry in evidence:
        if entry.when is None or entry.when.last <= facts.today:
            for asked in {one.target for one in entry.mentions if one.sort in _COVERS}:
                if asked is not None:
                    found.setdefault(asked, []).append(entry)
    return found


def strongest_first(found: Iterable[Evidence]) -> tuple[Evidence, ...]:
    """Return entries by their strength, of two that are as strong the newer one first."""
    return tuple(sorted(found, key=lambda one: (strength(one), by_date(one)), reverse=True))


def _covered(facts: Facts, asked: Asked, found: Sequence[Evidence]) -> Coverage:
    dated = [one for one in found if one.when]
    last = max(map(last_day, dated), default=None)
    some = Coverage(
        asked,
        (),
        strongest_first(found),
        max((one.scope for one in found if one.scope), key=SCOPES.index, default=""),
        tuple(sorted({last_day(one).replace(day=1) for one in dated})),
        None if last is None else months_between(last, facts.today),
        _witnesses(facts, found),
    )
    return replace(some, judgements=tuple(_weaknesses(facts, some)) or (_strong(facts, some),))


def _witnesses(facts: Facts, found: Iterable[Evidence]) -> tuple[Person, ...]:
    """Return who knows the work on some entries, or would advocate, from the top down."""
    by_id = {one.id: one for one in facts.people if KNOWS in one.real or ADVOCATES in one.real}
    people = {
        one
        for entry in found
        for one in {*entry.linked("person"), *entry.linked("surfaced")} & by_id.keys()
        if one in entry.linked("person") or was_shown(entry, one, facts.today)
    }
    heights = (*FROM_THE_TOP, "")
    return tuple(
        sorted(by_name(by_id[one] for one in people), key=lambda one: heights.index(_height(facts, one)))
    )


def _height(facts: Facts, person: Person) -> str:
    return person.position(facts.today).height


def above(facts: Facts, people: Iterable[Person]) -> tuple[Person, ...]:
    """Return the people who stand above peers, in their order."""
    return tuple(one for one in people if _height(facts, one) in UP)


def _weaknesses(facts: Facts, some: Coverage) -> Iterator[Judgement]:
    """Yield what speaks against it, in the order of the table above."""
    if isinstance(some.asked, Criterion) and some.asked.cannot_be_met:
        yield Judgement(CANNOT, some.asked.cannot_be_met)
    elif not some.entries:
        yield Judgement(NOTHING)
    else:
        yield from _of_entries(facts, some)


def _of_entries(facts: Facts, some: Coverage) -> Iterator[Judgement]:
    if some.months_ago is not None and some.months_ago >= facts.limit(CRITERIA_STALE):
        yield Judgement("stale", f"the last is of {_last_month(some)}")
    if len(some.entries) < facts.limit(CRITERIA_LEAST):
        yield Judgement("thin", "one entry" if len(some.entries) == 1 else entries(len(some.entries)))
    if not any(one.strong or is_quantified(one.outcome) for one in some.entries):
        yield Judgement("weak", "none is marked strong or has a number in its outcome")
    if (asked := asks.reach(some.asked)) and some.scope and _rank(some.scope) < _rank(asked.what):
        yield Judgement("narrow", f"reached {REACHED[some.scope]}; it speaks of {quoted(asked.words)}")
    if len(some.months) < facts.limit(CRITERIA_MONTHS):
        yield Judgement("brief", f"of {counted(len(some.months), 'month')}" if some.months else "no date")
    who = above(facts, some.witnesses)
    if len(who) < facts.limit(CRITERIA_ABOVE):
        only = f"only {listed(placed(one, facts.today) for one in who)}" if who else "nobody above peers"
        yield Judgement("unseen", f"{only} can testify")


def _last_month(some: Coverage) -> str:
    return month_said(max((one.when for one in some.entries if one.when), key=lambda when: when.last))


def _rank(scope: str) -> int:
    return SCOPES.index(scope)


def _strong(facts: Facts, some: Coverage) -> Judgement:
    held = f"{entries(len(some.entries))} of {counted(len(some.months), 'month')}"
    reached = f", reached {REACHED[some.scope]}" if some.scope else ""
    who = above(facts, some.witnesses)
    seen = f", {listed((placed(one, facts.today) for one in who), 2)} can testify" if who else ""
    return Judgement(STRONG, f"{held}{reached}{seen}")
