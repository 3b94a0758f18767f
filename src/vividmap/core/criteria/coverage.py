"""How well evidence covers a criterion, in words and reasons: more than a count, and never a score.

What is judged, in this order; the first that applies is the word, and others that apply are listed with it:

    cannot be met here   the author said so, and why
    nothing yet          no entry is linked
    stale                the last entry is CRITERIA_STALE months old, or older
    thin                 fewer entries than CRITERIA_LEAST
    weak                 none is marked strong or has a number in its result
    narrow               the criterion's own words name a wider scope than any entry reached
    brief                the entries are of fewer months than CRITERIA_MONTHS
    unseen               fewer than CRITERIA_ABOVE people above peers can testify
    strong               none of these
"""

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import replace
from datetime import date
from typing import NamedTuple
from uuid import UUID

from vividmap.core.criteria import requirements
from vividmap.core.english.phrasing import count_entries, count_noun, join_names, quote
from vividmap.core.entry_results import has_quantified_result
from vividmap.core.facts.facts import Facts, last_day
from vividmap.core.facts.people_named import PeopleNames
from vividmap.core.facts.relationships import (
    DECIDING_HEIGHTS,
    KNOWS_WORK,
    WOULD_ADVOCATE,
    by_name,
    is_shown_to,
    name_with_position,
)
from vividmap.core.facts.strength import strength
from vividmap.core.facts.threshold import Threshold
from vividmap.core.lazy_dataclass import dataclass
from vividmap.core.quarters import months_between
from vividmap.core.record import Criterion, Evidence, Gap, Goal, Person, by_date
from vividmap.core.vocabulary import HEIGHTS_FROM_TOP, SCOPE, SCOPES
from vividmap.core.when import describe_month

CRITERIA_LEAST = Threshold(
    "criteria-least",
    2,
    "entries",
    "A criterion with fewer entries is thin.",
    "One entry may be chance; two can be compared.",
    low=1,
)
CRITERIA_STALE = Threshold(
    "criteria-stale",
    12,
    "months",
    "If the last entry for a criterion is older than this, the criterion is stale.",
    "Goals are for 12 months, and whoever decides asks what you do today.",
    low=1,
    high=120,
)
CRITERIA_MONTHS = Threshold(
    "criteria-months",
    3,
    "months",
    "A criterion whose entries come from fewer months is met once, not sustained.",
    "A goal is looked at once a quarter; three months are more than one push.",
    low=1,
    high=60,
)
CRITERIA_ABOVE = Threshold(
    "criteria-above",
    1,
    "people",
    "With fewer people above peers who know the work on a criterion, no one can testify to it.",
    "A level is decided above you; one person there who has seen the work is the minimum.",
)
THRESHOLDS = (CRITERIA_LEAST, CRITERIA_STALE, CRITERIA_MONTHS, CRITERIA_ABOVE)

CoverageTarget = Criterion | Goal | Gap
"""What evidence may cover: a goal and its gaps stand in where there is no framework."""
_COVERS = ("criterion", "goal")
CANNOT, NOT_SHOWN, STRONG = "cannot be met here", "nothing yet", "strong"


class Judgement(NamedTuple):
    """One word on a criterion, and what it rests on."""

    word: str
    reason: str = ""

    def __str__(self) -> str:
        return f"{self.word}: {self.reason}" if self.reason else self.word


@dataclass(frozen=True, slots=True)
class CriterionCoverage:
    """What covers a `target`: `entries`, the strongest first; `months` with evidence, the oldest first.

    `months_ago` is since the last of them. `witnesses` know the work directly, or would advocate, and are
    named in one of these entries or were shown one; they stand from the top down.
    """

    target: CoverageTarget
    judgements: tuple[Judgement, ...]
    entries: tuple[Evidence, ...] = ()
    scope: str = ""
    months: tuple[date, ...] = ()
    months_ago: int | None = None
    witnesses: tuple[Person, ...] = ()

    @property
    def word(self) -> str:
        """Return the one word that says how well it is covered."""
        return self.judgements[0].word

    @property
    def summary(self) -> str:
        """Return all that there is to say of it: "thin: one entry; unseen: nobody above …"."""
        return "; ".join(map(str, self.judgements))


def evaluate_coverage(
    facts: Facts, criteria: Iterable[CoverageTarget], evidence: Iterable[Evidence] | None = None
) -> tuple[CriterionCoverage, ...]:
    """Return what covers each criterion, goal or gap: of some `evidence`, or else of all until today."""
    linked = _by_target(facts, facts.record.items_of(Evidence) if evidence is None else evidence)
    above_names = PeopleNames(people_above(facts, facts.people), facts.people)
    return tuple(
        _evaluate(facts, criterion, linked.get(criterion.id, ()), above_names) for criterion in criteria
    )


def _by_target(facts: Facts, evidence: Iterable[Evidence]) -> dict[UUID, list[Evidence]]:
    entries_by_target: dict[UUID, list[Evidence]] = {}
    for entry in evidence:
        if entry.when is None or entry.when.first <= facts.today:
            for target in {mention.target for mention in entry.mentions if mention.sort in _COVERS}:
                if target is not None:
                    entries_by_target.setdefault(target, []).append(entry)
    return entries_by_target


def strongest_first(entries: Iterable[Evidence]) -> tuple[Evidence, ...]:
    """Return entries by their strength, of two that are as strong the newer one first."""
    return tuple(sorted(entries, key=lambda entry: (strength(entry), by_date(entry)), reverse=True))


def _evaluate(
    facts: Facts, target: CoverageTarget, entries: Sequence[Evidence], above_names: PeopleNames
) -> CriterionCoverage:
    days = [min(last_day(entry), facts.today) for entry in entries if entry.when]
    last = max(days, default=None)
    cover = CriterionCoverage(
        target,
        (),
        strongest_first(entries),
        max((entry.scope for entry in entries if entry.scope), key=SCOPES.index, default=""),
        tuple(sorted({day.replace(day=1) for day in days})),
        None if last is None else months_between(last, facts.today),
        _witnesses(facts, entries, above_names),
    )
    return replace(cover, judgements=tuple(_weaknesses(facts, cover)) or (_strong(facts, cover),))


def _witnesses(facts: Facts, entries: Sequence[Evidence], above_names: PeopleNames) -> tuple[Person, ...]:
    """Return who knows the work on some entries, or would advocate, from the top down.

    Whoever stands above the author and is named in an entry knows of it, however they are marked.
    """
    named_ids = {
        person_id for entry in entries for person_id in above_names.find(f"{entry.text} {entry.outcome}")
    }
    by_id = {
        person.id: person
        for person in facts.people
        if person.id in named_ids or KNOWS_WORK in person.trust_marks or WOULD_ADVOCATE in person.trust_marks
    }
    people = named_ids | {
        person_id
        for entry in entries
        for person_id in {*entry.linked_ids("person"), *entry.linked_ids("surfaced")} & by_id.keys()
        if person_id in entry.linked_ids("person") or is_shown_to(entry, person_id, facts.today)
    }
    heights = (*HEIGHTS_FROM_TOP, "")
    return tuple(
        sorted(
            by_name(by_id[person] for person in people),
            key=lambda person_id: heights.index(_height(facts, person_id)),
        )
    )


def _height(facts: Facts, person: Person) -> str:
    return person.position(facts.today).height


def people_above(facts: Facts, people: Iterable[Person]) -> tuple[Person, ...]:
    """Return the people who stand above peers, in their order."""
    return tuple(person for person in people if _height(facts, person) in DECIDING_HEIGHTS)


def _weaknesses(facts: Facts, cover: CriterionCoverage) -> Iterator[Judgement]:
    """Yield what speaks against it, in the order of the table above."""
    if isinstance(cover.target, Criterion) and cover.target.cannot_be_met:
        yield Judgement(CANNOT, cover.target.cannot_be_met)
    elif not cover.entries:
        yield Judgement(NOT_SHOWN)
    else:
        yield from _of_entries(facts, cover)


def _of_entries(facts: Facts, cover: CriterionCoverage) -> Iterator[Judgement]:
    if cover.months_ago is not None and cover.months_ago >= facts.limit(CRITERIA_STALE):
        yield Judgement("stale", f"the last is from {_last_month(cover)}")
    if len(cover.entries) < facts.limit(CRITERIA_LEAST):
        yield Judgement("thin", "one entry" if len(cover.entries) == 1 else count_entries(len(cover.entries)))
    if not any(entry.strong or has_quantified_result(entry) for entry in cover.entries):
        yield Judgement("weak", "none is marked strong or has a number in its result")
    if (
        (phrase := requirements.asked_scope(cover.target))
        and cover.scope
        and _rank(cover.scope) < _rank(phrase.scope)
    ):
        yield Judgement("narrow", f"reached {SCOPE.phrases[cover.scope]}; it speaks of {quote(phrase.words)}")
    if len(cover.months) < facts.limit(CRITERIA_MONTHS):
        yield Judgement(
            "brief", f"of {count_noun(len(cover.months), 'month')}" if cover.months else "no date"
        )
    seniors = people_above(facts, cover.witnesses)
    if len(seniors) < facts.limit(CRITERIA_ABOVE):
        only = (
            f"only {join_names(name_with_position(person, facts.today) for person in seniors)}"
            if seniors
            else "nobody above peers"
        )
        yield Judgement("unseen", f"{only} can testify")


def _last_month(cover: CriterionCoverage) -> str:
    return describe_month(
        max((entry.when for entry in cover.entries if entry.when), key=lambda moment: moment.last)
    )


def _rank(scope: str) -> int:
    return SCOPES.index(scope)


def _strong(facts: Facts, cover: CriterionCoverage) -> Judgement:
    extent = f"{count_entries(len(cover.entries))} of {count_noun(len(cover.months), 'month')}"
    scope = f", reached {SCOPE.phrases[cover.scope]}" if cover.scope else ""
    seniors = people_above(facts, cover.witnesses)
    testimony = (
        f", {join_names((name_with_position(person, facts.today) for person in seniors), 2)} can testify"
        if seniors
        else ""
    )
    return Judgement(STRONG, f"{extent}{scope}{testimony}")
