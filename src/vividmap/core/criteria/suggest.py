"""Which evidence may show that a criterion is met, best first, each with the reason. A person decides.

An entry is suggested for what it is about: the themes that a criterion asks for and a work log shows in
words of its own (core/english/criterion_themes), words that both share where few entries and few criteria
hold them, a skill or a tag that the criterion names, a goal or gap that speaks of the same. One rare word
suffices only with the kind of work; scope, result and kind move an entry up or down, and never suffice.
Rules of thumb of ours, held by labels made by reading (tests/core/criteria/labels.txt):

    8 for the theme that the criterion asks for first, 2 for each other; 1 more if said in two ways
    2 for each rare word that both hold (4 at the most)
    5 for a skill that shows a theme; 3 for each skill, 2 for each tag or project that the criterion names
    3 for a goal or gap that speaks of the same
    1 if it is of a kind that the criterion speaks of
    2 if it reached as far as the criterion asks, 1 less for each scope that it stays behind;
      1 if it reached as far as its level asks
    1 if it has a result, 2 if that is a figure

Those far behind the best one are left out. What is private is never suggested: it could not be shown.
A reason holds words of the record alone.
"""

from collections import Counter
from collections.abc import Iterable, Iterator, Mapping, Sequence
from functools import lru_cache
from itertools import chain
from typing import NamedTuple
from uuid import UUID

from vividmap.core.criteria import requirements
from vividmap.core.english.criterion_themes import AskedTheme, asked_themes, shown_words
from vividmap.core.english.criterion_words import ScopePhrase
from vividmap.core.english.phrasing import join_names, quote
from vividmap.core.english.stems import stems
from vividmap.core.entry_results import result_of
from vividmap.core.facts.strength import strength
from vividmap.core.item_marks import is_private
from vividmap.core.lazy_dataclass import dataclass
from vividmap.core.record import Criterion, Evidence, Gap, Goal, Record, Skill, by_date
from vividmap.core.vocabulary import EVIDENCE_KIND, SCOPE, SCOPES

MAX_SUGGESTIONS = 5
"""Suggestions for one criterion: more than that nobody weighs."""
_MIN_WEIGHT = 3
"""What has to be shared for an entry to be about the same."""
_MIN_SHARE = 0.6
"""Entries of less than this share of the best one's weight are left out."""
_FIRST_THEME, _SKILL_THEME, _OTHER_THEME, _RARE_WORD = 8, 5, 2, 2
_RARE_SHARE = 25
"""A word that no more than one entry, and one criterion, in so many holds is a rare one."""
_MOST_WORDS, _MOST_NAMED = 2, 4


@dataclass(frozen=True, slots=True)
class Suggestion:
    """An entry that may show a criterion, and why."""

    item: UUID
    reasons: tuple[str, ...]


class _Reason(NamedTuple):
    weight: int
    says: str = ""


def suggest_evidence(record: Record, criterion: Criterion) -> tuple[Suggestion, ...]:
    """Return the entries that may show a criterion and are not linked to it yet, the best first."""
    return Suggester(record).of(criterion)


class Suggester:
    """Suggests `evidence` for the criteria of one record."""

    def __init__(self, record: Record, evidence: Sequence[Evidence] | None = None) -> None:
        self.record = record
        entries = record.items_of(Evidence) if evidence is None else evidence
        self.evidence = [entry for entry in entries if not is_private(entry) and entry.text.strip()]
        self._texts = list(map(_text_of, self.evidence))
        self._entry_counts = Counter(chain.from_iterable(map(stems, self._texts)))
        self._places_by_label = _index_labels(self.evidence)
        criteria = record.items_of(Criterion)
        self._criterion_counts = Counter(stem for criterion in criteria for stem in stems(criterion.text))
        self._most_entries = max(3, len(self.evidence) // _RARE_SHARE)
        self._most_criteria = max(3, len(criteria) // _RARE_SHARE)

    def of(self, criterion: Criterion) -> tuple[Suggestion, ...]:
        """Return the suggestions for a criterion, the best first."""
        terms = _read_terms(self.record, criterion)
        candidates = self._candidates(criterion, terms) or self._candidates(
            criterion, terms._replace(themes=())
        )
        candidates.sort(
            key=lambda candidate: (_weight(candidate[1]), strength(candidate[0]), by_date(candidate[0])),
            reverse=True,
        )
        min_weight = _MIN_SHARE * max((_weight(reasons) for _, reasons in candidates), default=0)
        return tuple(
            Suggestion(entry.id, _explain(entry, reasons))
            for entry, reasons in candidates[:MAX_SUGGESTIONS]
            if _weight(reasons) >= min_weight
        )

    def _candidates(
        self, criterion: Criterion, terms: "_CriterionTerms"
    ) -> list[tuple[Evidence, list[_Reason]]]:
        """Return entries about the same, with reasons; if no theme is asked for, shared words suffice."""
        theme_reasons = [self._themes(number, theme) for number, theme in enumerate(terms.themes)]
        nameable = self._nameable(terms)
        named_places = self._find_named(terms, nameable)
        rare_stems = [stem for stem in terms.stems if self._is_rare(stem)]
        places: Iterable[int] = range(len(self.evidence))
        if terms.themes:
            places = sorted(named_places.union(*theme_reasons))
        candidates = []
        for place in places:
            entry = self.evidence[place]
            about = [reasons[place] for reasons in theme_reasons if place in reasons]
            if place in named_places:
                about += self._named(entry, terms, nameable)
            about += [*self._shared(place, rare_stems, about), *_kind(entry, terms)]
            if _weight(about) >= _MIN_WEIGHT and criterion.id not in entry.linked_ids("criterion"):
                candidates.append((entry, [*about, *_reach(entry, terms), *_result(entry)]))
        return candidates

    def _themes(self, number: int, theme: AskedTheme) -> Mapping[int, _Reason]:
        """Return why entries show a theme that is asked for, by their places."""
        weight = _OTHER_THEME if number else _FIRST_THEME
        return {
            place: _Reason(weight + (len(words) > 1), _says(words[0], theme.words))
            for place, text in enumerate(self._texts)
            if (words := shown_words(theme.theme, text))
        }

    def _nameable(self, terms: "_CriterionTerms") -> Mapping[UUID, _Reason]:
        """Return the skills, goals and gaps that speak for an entry linked to them, and how."""
        items: tuple[Skill | Goal | Gap, ...] = (
            *self.record.items_of(Skill),
            *self.record.items_of(Goal),
            *self.record.items_of(Gap),
        )
        return {item.id: reason for item in items if (reason := _named_reason(item, terms))}

    def _find_named(self, terms: "_CriterionTerms", nameable: Mapping[UUID, _Reason]) -> set[int]:
        """Return the places of entries with a `nameable` link, or a tag or project that is asked for."""
        labels = [label for label in self._places_by_label if label in nameable or _is_term(label, terms)]
        return set(chain.from_iterable(self._places_by_label[label] for label in labels))

    def _named(
        self, entry: Evidence, terms: "_CriterionTerms", nameable: Mapping[UUID, _Reason]
    ) -> Iterator[_Reason]:
        targets = dict.fromkeys((*entry.linked_ids("skill"), *entry.linked_ids("goal")))
        yield from (nameable[target] for target in targets if target in nameable)
        for tag in entry.tags:
            if _is_term(tag, terms):
                yield _Reason(2, f"is tagged {quote(tag)}, which the criterion names")
        if _is_term(entry.project, terms):
            yield _Reason(2, f"belongs to the project {quote(entry.project)}, which the criterion names")

    def _shared(self, place: int, rare_stems: Sequence[str], about: Sequence[_Reason]) -> Iterator[_Reason]:
        words = stems(self._texts[place])
        if shared := [stem for stem in rare_stems if stem in words]:
            quoted = stems(" ".join(reason.says for reason in about))
            names = [quote(words[stem]) for stem in shared if stem not in quoted][:_MOST_NAMED]
            says = f"shares {join_names(names)} with the criterion" if names else ""
            yield _Reason(_RARE_WORD * min(_MOST_WORDS, len(shared)), says)

    def _is_rare(self, stem: str) -> bool:
        return (
            self._entry_counts[stem] <= self._most_entries
            and self._criterion_counts[stem] <= self._most_criteria
        )


class _CriterionTerms(NamedTuple):
    """What a criterion asks for, as it is compared with entries."""

    stems: Mapping[str, str]
    themes: tuple[AskedTheme, ...]
    kinds: Mapping[str, str]
    reach: ScopePhrase | None
    level: str
    level_reach: ScopePhrase | None


def _index_labels(evidence: Sequence[Evidence]) -> Mapping[UUID | str, Sequence[int]]:
    """Return the places of entries by their skills and goals, by their tags and by their projects."""
    places: dict[UUID | str, list[int]] = {}
    for place, entry in enumerate(evidence):
        labels: tuple[UUID | str, ...] = (
            *entry.linked_ids("skill"),
            *entry.linked_ids("goal"),
            *entry.tags,
            entry.project,
        )
        for label in labels:
            places.setdefault(label, []).append(place)
    return places


def _is_term(label: UUID | str, terms: _CriterionTerms) -> bool:
    """Return whether a criterion holds all words of a tag or a project."""
    return isinstance(label, str) and bool(stems(label)) and stems(label).keys() <= terms.stems.keys()


def _read_terms(record: Record, criterion: Criterion) -> _CriterionTerms:
    text = " ".join(filter(None, (criterion.text, criterion.body)))
    return _CriterionTerms(
        stems=stems(text),
        themes=asked_themes(text) or asked_themes(criterion.theme),
        kinds=requirements.asked_kinds(criterion),
        reach=requirements.asked_scope(criterion),
        level=criterion.level,
        level_reach=requirements.level_scope(requirements.same_level_criteria(record, criterion)),
    )


def _named_reason(item: Skill | Goal | Gap, terms: _CriterionTerms) -> _Reason | None:
    words, name = stems(item.text), quote(item.text)
    common = words.keys() & terms.stems.keys()
    is_whole = bool(common) and len(common) == len(words)
    if not isinstance(item, Skill):
        is_about = is_whole or len(common) > 1
        return _Reason(3, f"serves the {item.kind} {name}, which speaks of the same") if is_about else None
    if is_whole:
        return _Reason(3, f"uses the skill {name}, which the criterion names")
    theme = _shown_theme(item.text, terms)
    return theme and _Reason(
        _SKILL_THEME, f"uses the skill {name}, close to {quote(theme.words)} in the criterion"
    )


def _shown_theme(name: str, terms: _CriterionTerms) -> AskedTheme | None:
    return next((theme for theme in terms.themes if shown_words(theme.theme, name)), None)


@lru_cache(maxsize=1024)
def _says(word: str, asked_word: str) -> str:
    if stems(word).keys() & stems(asked_word).keys():
        return f"says {quote(word)}, which the criterion asks for"
    return f"says {quote(word)}, close to {quote(asked_word)} in the criterion"


def _text_of(entry: Evidence) -> str:
    """Return an entry's words, without those that only name its skills, people or goals."""
    return f"{entry.text} -> {entry.outcome}" if entry.outcome else entry.text


def _kind(entry: Evidence, terms: _CriterionTerms) -> Iterator[_Reason]:
    if entry.category in terms.kinds:
        yield _Reason(
            1,
            f"{EVIDENCE_KIND.phrases[entry.category]}; the criterion speaks of "
            f"{quote(terms.kinds[entry.category])}",
        )


def _reach(entry: Evidence, terms: _CriterionTerms) -> Iterator[_Reason]:
    phrase = terms.reach or terms.level_reach
    if phrase is None:
        return
    ahead = SCOPES.index(entry.scope or SCOPES[0]) - SCOPES.index(phrase.scope)
    if ahead < 0 and terms.reach:
        yield _Reason(ahead)
    elif ahead >= 0 and entry.scope:
        by = "the criterion" if terms.reach else f"for {terms.level or 'this level'}, {phrase.words} criteria"
        speaks = (
            f"speaks of {quote(phrase.words)}" if terms.reach else f"speak of {SCOPE.phrases[phrase.scope]}"
        )
        yield _Reason(2 if terms.reach else 1, f"reached {SCOPE.phrases[entry.scope]}; {by} {speaks}")


def _result(entry: Evidence) -> Iterator[_Reason]:
    if result := result_of(entry):
        yield _Reason(2, "has a result with a figure") if result.is_quantified else _Reason(1, "has a result")


def _weight(reasons: list[_Reason]) -> int:
    return sum(reason.weight for reason in reasons)


def _explain(entry: Evidence, reasons: list[_Reason]) -> tuple[str, ...]:
    strong = (f"you marked it strong: {entry.strong}",) if entry.strong else ()
    return (*dict.fromkeys(reason.says for reason in reasons if reason.says), *strong)
