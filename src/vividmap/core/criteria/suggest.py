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

from vividmap.core.criteria import requirements
from vividmap.core.english.criterion_words import related_stems
from vividmap.core.english.phrasing import join_names, quote
from vividmap.core.english.stems import stems
from vividmap.core.facts.strength import strength
from vividmap.core.record import Criterion, Evidence, Gap, Goal, Record, Skill, by_date
from vividmap.core.vocabulary import EVIDENCE_KIND, SCOPE, SCOPES

MAX_SUGGESTIONS = 5
"""Suggestions for one criterion: more than that nobody weighs."""
_MIN_WEIGHT = 2
"""What has to be shared for an entry to be about the same."""
_RARE_SHARE = 20
"""A word that no more than one entry in so many holds is a telling one."""
_WORDS, _MOST_NAMED = 6, 4


@dataclass(frozen=True, slots=True)
class Suggestion:
    """An entry that may show a criterion, and why."""

    item: UUID
    reasons: tuple[str, ...]


class _Reason(NamedTuple):
    weight: int
    says: str


def suggest_evidence(record: Record, criterion: Criterion) -> tuple[Suggestion, ...]:
    """Return the entries that may show a criterion and are not linked to it yet, the best first."""
    return Suggester(record).of(criterion)


class Suggester:
    """Suggests `evidence` for the criteria of one record."""

    def __init__(self, record: Record, evidence: Sequence[Evidence] | None = None) -> None:
        self.record = record
        self.evidence = record.items_of(Evidence) if evidence is None else evidence

    def of(self, criterion: Criterion) -> tuple[Suggestion, ...]:
        """Return the suggestions for a criterion, the best first."""
        words = _CriterionWords(self.record, criterion, self.evidence)
        candidates = []
        for entry in words.sharing:
            about = [*self._about(entry, words), *_kind(entry, words)]
            if criterion.id not in entry.linked_ids("criterion") and _weight(about) >= _MIN_WEIGHT:
                candidates.append((entry, [*about, *_reach(entry, words)]))
        candidates.sort(
            key=lambda candidate: (_weight(candidate[1]), strength(candidate[0]), by_date(candidate[0])),
            reverse=True,
        )
        return tuple(
            Suggestion(entry.id, _explain(entry, reasons)) for entry, reasons in candidates[:MAX_SUGGESTIONS]
        )

    def _linked_names(self, entry: Evidence) -> Iterator[tuple[str, str]]:
        """Yield what an entry names, with its sort: skills, goals, gaps."""
        for sort in ("skill", "goal"):
            for target in dict.fromkeys(entry.linked_ids(sort)):
                if (item := self.record.by_id.get(target)) and item.text:
                    yield item.kind, item.text

    def _about(self, entry: Evidence, words: "_CriterionWords") -> Iterator[_Reason]:
        yield from _says(_words_of(entry), words)
        for kind, name in self._linked_names(entry):
            shared = [stem for stem in stems(name) if stem in words.stems]
            whole = shared and len(shared) == len(stems(name))
            close = [words.close[stem] for stem in stems(name) if stem in words.close]
            if kind == "skill" and whole:
                yield _Reason(3, f"uses the skill {quote(name)}, which the criterion names")
            elif kind == "skill" and close:
                yield _Reason(2, f"uses the skill {quote(name)}, close to {quote(close[0])} in the criterion")
            elif kind != "skill" and (whole or len(shared) > 1):
                yield _Reason(3, f"serves the {kind} {quote(name)}, which speaks of the same")
        for tag in entry.tags:
            if stems(tag) and stems(tag).keys() <= words.stems.keys():
                yield _Reason(2, f"is tagged {quote(tag)}, which the criterion names")


class _CriterionWords:
    """A criterion as it is compared with entries; `sharing` are those that hold a word of it.

    Of those that are linked to a skill, goal or gap it is the same if that holds one.
    """

    def __init__(self, record: Record, criterion: Criterion, evidence: Sequence[Evidence]) -> None:
        self.stems = stems(requirements.criterion_text(criterion))
        self.close = related_stems(self.stems)
        self.kinds = requirements.asked_kinds(criterion)
        self.reach = requirements.asked_scope(criterion)
        self.level = criterion.level
        self.level_reach = requirements.level_scope(requirements.same_level_criteria(record, criterion))
        counts: Counter[str] = Counter()
        self.sharing: list[Evidence] = []
        for entry, shared in self._sharing(record, evidence):
            self.sharing.append(entry)
            counts.update(shared)
        rare_limit = max(3, len(evidence) // _RARE_SHARE)
        self._rare = {stem for stem, entries in counts.items() if entries <= rare_limit}

    def telling(self, stem: str) -> int:
        """Return how much it tells that an entry holds a stem: 2 where few do, else 1."""
        return 2 if stem in self._rare else 1

    def _sharing(self, record: Record, evidence: Sequence[Evidence]) -> Iterator[tuple[Evidence, set[str]]]:
        """Yield the entries that hold stems of it, or are linked to what holds some, with these stems."""
        wanted_stems = {*self.stems, *self.close}
        nameable = (*record.items_of(Skill), *record.items_of(Goal), *record.items_of(Gap))
        holding = {
            item.id: common for item in nameable if (common := wanted_stems.intersection(stems(item.text)))
        }
        for entry in evidence:
            if entry.confidentiality != "private" and entry.text.strip():
                shared = wanted_stems.intersection(_words_of(entry))
                for mention in entry.mentions:
                    if mention.target in holding:
                        shared |= holding[mention.target]
                if shared:
                    yield entry, shared


def _says(words: Mapping[str, str], criterion_words: _CriterionWords) -> Iterator[_Reason]:
    """Yield the words of an entry that the criterion has too; or else one that is said for one of its."""
    if shared := sorted(
        (stem for stem in criterion_words.stems if stem in words), key=criterion_words.telling, reverse=True
    ):
        text = join_names(quote(words[best]) for best in shared[:_MOST_NAMED])
        weight = min(_WORDS, sum(map(criterion_words.telling, shared)))
        yield _Reason(weight, f"shares {text} with the criterion")
    elif close := [best for best in criterion_words.close if best in words]:
        best = max(close, key=criterion_words.telling)
        text = f"says {quote(words[best])}, close to {quote(criterion_words.close[best])} in the criterion"
        yield _Reason(criterion_words.telling(best), text)


def _words_of(entry: Evidence) -> Mapping[str, str]:
    return stems(f"{entry.text} {entry.outcome}")


def _kind(entry: Evidence, criterion_words: _CriterionWords) -> Iterator[_Reason]:
    if entry.category in criterion_words.kinds:
        yield _Reason(
            1,
            f"{EVIDENCE_KIND.phrases[entry.category]}; the criterion speaks of "
            f"{quote(criterion_words.kinds[entry.category])}",
        )


def _reach(entry: Evidence, criterion_words: _CriterionWords) -> Iterator[_Reason]:
    phrase = criterion_words.reach or criterion_words.level_reach
    if phrase and entry.scope and SCOPES.index(entry.scope) >= SCOPES.index(phrase.scope):
        by = (
            "the criterion"
            if criterion_words.reach
            else f"for {criterion_words.level or 'this level'}, {phrase.words} criteria"
        )
        speaks = (
            f"speaks of {quote(phrase.words)}"
            if criterion_words.reach
            else f"speak of {SCOPE.phrases[phrase.scope]}"
        )
        yield _Reason(2, f"reached {SCOPE.phrases[entry.scope]}; {by} {speaks}")


def _weight(reasons: list[_Reason]) -> int:
    return sum(reason.weight for reason in reasons)


def _explain(entry: Evidence, reasons: list[_Reason]) -> tuple[str, ...]:
    strong = (f"you marked it strong: {entry.strong}",) if entry.strong else ()
    return (*(reason.says for reason in reasons), *strong)
