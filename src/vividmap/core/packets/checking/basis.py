"""Which entries a sentence rests on, clause by clause: those that say what it says.

An entry is found by what a clause is about. The numbers, dates and names of people in it only add to that,
since they are what is checked: a sentence about the cutover with a wrong name rests on the cutover.
"""

from collections.abc import Iterable, Sequence
from functools import cached_property
from heapq import nsmallest
from itertools import pairwise

from vividmap.core.english.amount_comparison import is_same_amount
from vividmap.core.english.amounts import TextAmount, find_amounts
from vividmap.core.english.claims import ProseClause, split_clauses
from vividmap.core.english.proper_names import find_proper_names
from vividmap.core.english.prose import ProseSentence
from vividmap.core.english.prose_words import generic_stems, synonyms
from vividmap.core.english.stems import stem
from vividmap.core.english.time_phrases import TimePhrase, find_time_phrases
from vividmap.core.lazy_dataclass import dataclass
from vividmap.core.packets.checking.findings import FindingKind, TextFinding
from vividmap.core.packets.checking.sources import CheckSource, SourceIndex, meaningful_stems
from vividmap.core.text import words

_CANDIDATES = 12
_MOST_SOURCES = 6
_MIN_SCORE = 3.0
"""What an entry must share with a clause that rests on it: about one rare word, or two usual ones."""
_MIN_GAIN = 3.0
_TIED = 0.8
_SAME_SENTENCE = 1.5
_SAME_PARAGRAPH = 1.2
_SAME_HEADING = 0.7
_DATE_WEIGHT = 0.7
_PAIR_WEIGHT = 1.2
_NAME_SHARE = 0.4
_PREFIX = 4


@dataclass(frozen=True)
class ClauseBasis:
    """A clause, and the sources that it rests on, the nearest first."""

    clause: ProseClause
    sources: tuple[CheckSource, ...]


@dataclass(frozen=True)
class SentenceBasis:
    """What a sentence says and the sources that it rests on: as a whole and clause by clause.

    `nearby` are the sources of the sentence before it in the paragraph, or of its heading: what it rests on
    where it says nothing by itself ("It took 11 days").
    """

    sentence: ProseSentence
    own_sources: tuple[CheckSource, ...]
    clauses: tuple[ClauseBasis, ...]
    nearby: tuple[CheckSource, ...]

    @property
    def words(self) -> str:
        """Return the sentence without markup, as long as in the file."""
        return self.sentence.words

    @cached_property
    def sources(self) -> tuple[CheckSource, ...]:
        """Return all sources of the sentence, the nearest first; those nearby it where it has none."""
        in_clauses = (source for clause in self.clauses for source in clause.sources[:1])
        return tuple(dict.fromkeys((*self.own_sources, *in_clauses))) or self.nearby[:1]

    @cached_property
    def amounts(self) -> tuple[TextAmount, ...]:
        """Return the amounts of the sentence."""
        return find_amounts(self.words)

    @cached_property
    def amount_values(self) -> frozenset[tuple[str, float]]:
        """Return what each amount of the sentence measures, with its value."""
        return frozenset((amount.measure, amount.value) for amount in self.amounts)

    @cached_property
    def phrases(self) -> tuple[TimePhrase, ...]:
        """Return the dates of the sentence."""
        return find_time_phrases(self.words)

    def supports(self, start: int) -> tuple[CheckSource, ...]:
        """Return the sources that may support a place of the sentence, the nearest first."""
        clause = next((basis for basis in reversed(self.clauses) if basis.clause.start <= start), None)
        own_sources = (*clause.sources, *self.own_sources[:1]) if clause and clause.sources else self.sources
        return tuple(dict.fromkeys(own_sources or self.nearby))

    @cached_property
    def all_supports(self) -> tuple[CheckSource, ...]:
        """Return all sources of the sentence and those nearby it."""
        in_clauses = (source for clause in self.clauses for source in clause.sources)
        return tuple(dict.fromkeys((*self.own_sources, *in_clauses, *self.nearby)))


class BasisFinder:
    """Finds what sentences rest on; `name_stems` are those of people's names."""

    def __init__(self, index: SourceIndex, name_stems: frozenset[str]) -> None:
        self._index, self._name_stems = index, name_stems

    def find(
        self, sentence: ProseSentence, nearby: Sequence[CheckSource], heading: Sequence[CheckSource]
    ) -> SentenceBasis:
        """Return what a sentence rests on, given the sources of its paragraph so far and of its heading."""
        cited_sources = [
            self._index.by_handle[handle] for handle in sentence.handles if handle in self._index.by_handle
        ]
        context = {**dict.fromkeys(heading, _SAME_HEADING), **dict.fromkeys(nearby, _SAME_PARAGRAPH)}
        candidates = self._rank(sentence.words, context)
        if nearby and not cited_sources and self._has_names_only(sentence.words):
            candidates = []  # "We ran it with Search": a name alone says nothing of what it was
        own_sources = cited_sources or [source for source, score in candidates[:1] if score >= _MIN_SCORE]
        own_sources += self._choose_more(sentence.words, own_sources, [source for source, _ in candidates])
        if not candidates:
            return SentenceBasis(sentence, tuple(own_sources), (), tuple(nearby) or tuple(heading))
        inner = {**context, **dict.fromkeys(own_sources[:1], _SAME_SENTENCE)}
        clauses = tuple(
            ClauseBasis(clause, self._clause_sources(clause, inner))
            for clause in split_clauses(sentence.words)
        )
        return SentenceBasis(sentence, tuple(own_sources), clauses, tuple(nearby) or tuple(heading))

    def _has_names_only(self, text: str) -> bool:
        """Return whether all that a text says by itself is names."""
        name_keys = {
            stem(word) for name in find_proper_names(text) for word in words(name.text)
        } | self._name_stems
        return not any(key not in name_keys for key in specific_stems(text))

    def _rank(self, text: str, context: dict[CheckSource, float]) -> list[tuple[CheckSource, float]]:
        """Return the sources that a text shares most with, the best first, with their scores."""
        keys = tuple(dict.fromkeys(meaningful_stems(text)))
        scores = self._index.rank(key for key in keys if key not in self._name_stems)
        names = self._index.rank(key for key in keys if key in self._name_stems)
        for number, score in names.items():
            scores[number] = scores.get(number, 0.0) + _NAME_SHARE * score
        for source, bonus in context.items():
            number = self._index.number_of(source)
            if number in scores:
                scores[number] += bonus
        candidates = nsmallest(2 * _CANDIDATES, scores, key=lambda number: (-scores[number], number))
        amounts, phrases = find_amounts(text), find_time_phrases(text)
        key_pairs = tuple(pairwise(keys))
        ranking = [
            (
                source,
                scores[number]
                + _detail_score(source, amounts, phrases)
                + self._pair_score(number, source, key_pairs),
            )
            for number in candidates
            for source in (self._index.sources[number],)
        ]
        return sorted(ranking, key=lambda pair: (-pair[1], self._index.number_of(pair[0])))[:_CANDIDATES]

    def _pair_score(self, number: int, source: CheckSource, key_pairs: Sequence[tuple[str, str]]) -> float:
        """Return the score of neighbouring words in both: "office hours" is more than office and hours."""
        shared = [pair for pair in key_pairs if self._index.has_both(number, pair)]
        return _PAIR_WEIGHT * sum(pair in source.stem_pairs for pair in shared) if shared else 0.0

    def _clause_sources(
        self, clause: ProseClause, context: dict[CheckSource, float]
    ) -> tuple[CheckSource, ...]:
        """Return the best source of a clause, and others that say the same."""
        keys = specific_stems(clause.text)
        if keys and self._name_stems.issuperset(keys):
            return ()  # "Dana and I moved it": the clause of a person alone rests on the whole sentence
        candidates = self._rank(clause.text, context)
        best = candidates[0][1] if candidates else 0.0
        if best < _MIN_SCORE:
            return ()
        return tuple(source for source, score in candidates[:4] if score >= _TIED * best)

    def _choose_more(
        self, text: str, own_sources: Sequence[CheckSource], candidates: Sequence[CheckSource]
    ) -> list[CheckSource]:
        """Return further sources, each of which says what those before it do not, as in a merged sentence."""
        choices = list(own_sources)
        keys = [key for key in specific_stems(text) if key not in self._name_stems]
        while choices and len(choices) < _MOST_SOURCES:
            open_keys = [key for key in keys if not any(has_stem(source, key) for source in choices)]
            gains = [
                (self._gain(source, open_keys), -place)
                for place, source in enumerate(candidates)
                if source not in choices
            ]
            gain, place = max(gains, default=(0.0, 0))
            if gain < 2 * _MIN_GAIN:
                break
            choices.append(candidates[-place])
        return choices[len(own_sources) :]

    def _gain(self, source: CheckSource, open_keys: Iterable[str]) -> float:
        shared = [key for key in open_keys if key in source.stems]
        return sum(map(self._index.weight, shared)) if len(shared) > 1 else 0.0


def _detail_score(source: CheckSource, amounts: Iterable[TextAmount], phrases: Iterable[TimePhrase]) -> float:
    """Return what the numbers and dates that a source shares with a text add."""
    score = sum(_amount_weight(amount) for amount in amounts if has_amount(source, amount))
    return score + sum(_DATE_WEIGHT for phrase in phrases if is_date_in(source, phrase))


def _amount_weight(amount: TextAmount) -> float:
    """Return how much a shared number tells: "1.9 billion" more than "two teams"."""
    return 0.8 if amount.measure == "count" and amount.value <= 12 else 1.5


def has_amount(source: CheckSource, amount: TextAmount) -> bool:
    """Return whether a source has an amount, in whatever form."""
    return any(is_same_amount(amount, source_amount) for source_amount in source.amounts)


def is_date_in(source: CheckSource, phrase: TimePhrase) -> bool:
    """Return whether a source is of a date, or speaks of it."""
    return any(map(phrase.matches, source.moments)) or any(map(phrase.can_mean, source.phrases))


def has_stem(source: CheckSource, key: str) -> bool:
    """Return whether a source has a stem, one of about the same meaning, or a longer or shorter form."""
    stems = source.all_stems
    if key in stems or not synonyms().get(key, frozenset()).isdisjoint(stems):
        return True
    return len(key) >= _PREFIX and any(
        source_key.startswith(key) or (len(source_key) >= _PREFIX and key.startswith(source_key))
        for source_key in stems
    )


def make_finding(  # noqa: PLR0913 - what a finding says
    basis: SentenceBasis,
    span: tuple[int, int],
    kind: FindingKind,
    reason: str,
    *,
    source: CheckSource | None = None,
    record_says: str = "",
) -> TextFinding:
    """Return a finding on a span of a sentence, placed in the file."""
    start, end = span
    return TextFinding(
        basis.sentence.start + start,
        basis.sentence.start + end,
        basis.words[start:end],
        kind,
        reason,
        source.handle if source else "",
        record_says,
    )


def specific_stems(text: str) -> tuple[str, ...]:
    """Return the stems of a text that say something that can be looked up, each once, in order."""
    return tuple(key for key in dict.fromkeys(meaningful_stems(text)) if key not in generic_stems())
