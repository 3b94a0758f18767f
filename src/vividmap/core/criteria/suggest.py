"""Which evidence may show that a criterion is met, best first, each with the reason. A person decides.

An entry is suggested for what it is about: words that it shares with the criterion (their stems), or that one
says for the criterion's, a skill or a tag that it names, a goal or gap that speaks of the same. One common
word suffices only with the kind of work; scope moves an entry up, and never suffices. Rules of thumb of ours:

    2 for each such word that few entries hold, 1 for another (6 at the most)
    3 for each skill, 2 for each tag that the criterion names, 2 for a skill that is close to a word of it
    3 for a goal or gap that speaks of the same
    1 if it is of a kind that the criterion speaks of, 2 if it reached as far as is asked

What is private is never suggested: it could not be shown. A reason holds words of the record alone.
"""

from collections import Counter
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from typing import NamedTuple
from uuid import UUID

from vividmap.core.criteria import asks
from vividmap.core.facts.strength import strength
from vividmap.core.record import SCOPES, Criterion, Evidence, Gap, Goal, Record, Skill, by_date
from vividmap.core.saying import REACHED, WHAT, listed, quoted
from vividmap.core.stems import stems

MOST = 5
"""Suggestions for one criterion: more than that nobody weighs."""
_LEAST = 2
"""What has to be shared for an entry to be about the same."""
_FEW = 20
"""A word that no more than one entry in so many holds is a telling one."""
_WORDS, _MOST_NAMED = 6, 4


@dataclass(frozen=True, slots=True)
class Suggestion:
    """An entry that may show a criterion, and why."""

    item: UUID
    why: tuple[str, ...]


class _Reason(NamedTuple):
    weight: int
    says: str


def suggestions(record: Record, criterion: Criterion) -> tuple[Suggestion, ...]:
    """Return the entries that may show a criterion and are not linked to it yet, the best first."""
    return Suggester(record).of(criterion)


class Suggester:
    """Suggests `evidence` for the criteria of one record."""

    def __init__(self, record: Record, evidence: Sequence[Evidence] | None = None) -> None:
        self.record = record
        self.evidence = record.all(Evidence) if evidence is None else evidence

    def of(self, criterion: Criterion) -> tuple[Suggestion, ...]:
        """Return the suggestions for a criterion, the best first."""
        asked = _Criterion(self.record, criterion, self.evidence)
        found = []
        for entry in asked.sharing:
            about = [*self._about(entry, asked), *_kind(entry, asked)]
            if criterion.id not in entry.linked("criterion") and _weight(about) >= _LEAST:
                found.append((entry, [*about, *_reach(entry, asked)]))
        found.sort(key=lambda one: (_weight(one[1]), strength(one[0]), by_date(one[0])), reverse=True)
        return tuple(Suggestion(entry.id, _said(entry, why)) for entry, why in found[:MOST])

    def _named(self, entry: Evidence) -> Iterator[tuple[str, str]]:
        """Yield what an entry names, with its sort: skills, goals, gaps."""
        for sort in ("skill", "goal"):
            for target in dict.fromkeys(entry.linked(sort)):
                if (item := self.record.by_id.get(target)) and item.text:
                    yield item.kind, item.text

    def _about(self, entry: Evidence, asked: "_Criterion") -> Iterator[_Reason]:
        yield from _says(_words_of(entry), asked)
        for kind, name in self._named(entry):
            both = [one for one in stems(name) if one in asked.stems]
            whole = both and len(both) == len(stems(name))
            close = [asked.close[one] for one in stems(name) if one in asked.close]
            if kind == "skill" and whole:
                yield _Reason(3, f"uses the skill {quoted(name)}, which the criterion names")
            elif kind == "skill" and close:
                yield _Reason(
                    2, f"uses the skill {quoted(name)}, close to {quoted(close[0])} in the criterion"
                )
            elif kind != "skill" and (whole or len(both) > 1):
                yield _Reason(3, f"serves the {kind} {quoted(name)}, which speaks of the same")
        for tag in entry.tags:
            if stems(tag) and stems(tag).keys() <= asked.stems.keys():
                yield _Reason(2, f"is tagged {quoted(tag)}, which the criterion names")


class _Criterion:
    """A criterion as it is compared with entries; `sharing` are those that hold a word of it.

    Of those that are linked to a skill, goal or gap it is the same if that holds one.
    """

    def __init__(self, record: Record, criterion: Criterion, evidence: Sequence[Evidence]) -> None:
        self.stems = stems(asks.said(criterion))
        self.close = asks.close_to(self.stems)
        self.kinds = asks.kinds(criterion)
        self.reach = asks.reach(criterion)
        self.level = criterion.level
        self.level_reach = asks.level_reach(asks.beside(record, criterion))
        counts: Counter[str] = Counter()
        self.sharing: list[Evidence] = []
        for entry, shared in self._sharing(record, evidence):
            self.sharing.append(entry)
            counts.update(shared)
        few = max(3, len(evidence) // _FEW)
        self._few = {stem for stem, entries in counts.items() if entries <= few}

    def telling(self, stem: str) -> int:
        """Return how much it tells that an entry holds a stem: 2 where few do, else 1."""
        return 2 if stem in self._few else 1

    def _sharing(self, record: Record, evidence: Sequence[Evidence]) -> Iterator[tuple[Evidence, set[str]]]:
        """Yield the entries that hold stems of it, or are linked to what holds some, with these stems."""
        asked = {*self.stems, *self.close}
        known = (*record.all(Skill), *record.all(Goal), *record.all(Gap))
        holding = {one.id: some for one in known if (some := asked.intersection(stems(one.text)))}
        for entry in evidence:
            if entry.confidentiality != "private" and entry.text.strip():
                shared = asked.intersection(_words_of(entry))
                for named in entry.mentions:
                    if named.target in holding:
                        shared |= holding[named.target]
                if shared:
                    yield entry, shared


def _says(words: Mapping[str, str], asked: _Criterion) -> Iterator[_Reason]:
    """Yield the words of an entry that the criterion has too; or else one that is said for one of its."""
    if shared := sorted((one for one in asked.stems if one in words), key=asked.telling, reverse=True):
        said = listed(quoted(words[one]) for one in shared[:_MOST_NAMED])
        weight = min(_WORDS, sum(map(asked.telling, shared)))
        yield _Reason(weight, f"shares {said} with the criterion")
    elif close := [one for one in asked.close if one in words]:
        one = max(close, key=asked.telling)
        said = f"says {quoted(words[one])}, close to {quoted(asked.close[one])} in the criterion"
        yield _Reason(asked.telling(one), said)


def _words_of(entry: Evidence) -> Mapping[str, str]:
    return stems(f"{entry.text} {entry.outcome}")


def _kind(entry: Evidence, asked: _Criterion) -> Iterator[_Reason]:
    if entry.what in asked.kinds:
        yield _Reason(1, f"{WHAT[entry.what]}; the criterion speaks of {quoted(asked.kinds[entry.what])}")


def _reach(entry: Evidence, asked: _Criterion) -> Iterator[_Reason]:
    wanted = asked.reach or asked.level_reach
    if wanted and entry.scope and SCOPES.index(entry.scope) >= SCOPES.index(wanted.what):
        by = "the criterion" if asked.reach else f"for {asked.level or 'this level'}, {wanted.words} criteria"
        speaks = f"speaks of {quoted(wanted.words)}" if asked.reach else f"speak of {REACHED[wanted.what]}"
        yield _Reason(2, f"reached {REACHED[entry.scope]}; {by} {speaks}")


def _weight(reasons: list[_Reason]) -> int:
    return sum(one.weight for one in reasons)


def _said(entry: Evidence, reasons: list[_Reason]) -> tuple[str, ...]:
    strong = (f"you marked it strong: {entry.strong}",) if entry.strong else ()
    return (*(one.says for one in reasons), *strong)
