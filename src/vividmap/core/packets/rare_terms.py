"""The terms that entries share and few entries of the record hold: "Kafka", "RFC-88", "warm standby".

A word in small letters is a term if the record spells it as one anywhere ("kafka", where another entry has
"Kafka"). Both ask the whole record, and so only of terms that connect entries, when one is about to.
"""

import re
from collections import Counter
from collections.abc import Container, Iterator, Mapping, Sequence
from itertools import chain
from uuid import UUID

from vividmap.core.english.noun_phrases import is_verb
from vividmap.core.english.subjects import MIN_OPENING, find_terms
from vividmap.core.english.verbs import PARTICLES, PREPOSITIONS
from vividmap.core.record import Evidence, Person, Record
from vividmap.core.text import words
from vividmap.core.text_lookup import MAX_SPELLINGS

MAX_SHARE = 0.15
"""The share of a record's entries that may hold a term for it to be rare, or MIN_RARE entries."""
_MIN_RARE = 6

Labels = Mapping[UUID, Mapping[str, str]]
"""For each entry what it may be grouped by: keys, and how each is written."""


class RareTerms:
    """What entries may be grouped by (`labels`), and which of its keys are rare terms (`is_rare`)."""

    def __init__(self, entries: Sequence[Evidence], record: Record) -> None:
        self._record = record
        self._max_count = max(_MIN_RARE, int(MAX_SHARE * record.count_of(Evidence)))
        people_words = set(chain.from_iterable(words(person.text) for person in record.items_of(Person)))
        self._texts = {entry.id: entry.text for entry in entries}
        labels = {entry_id: _find_labels(text, people_words) for entry_id, text in self._texts.items()}
        counts = Counter(chain.from_iterable(labels.values()))
        self.labels: Labels = {
            entry_id: {key: spelling for key, spelling in terms.items() if counts[key] > 1}
            for entry_id, terms in labels.items()
        }
        self._answers: dict[str, bool] = {}

    def is_rare(self, key: str) -> bool:
        """Return whether a key of the labels is a term that few entries of the record hold."""
        if key not in self._answers:
            self._answers[key] = self._is_term(key) and self._is_held_by_few(key)
        return self._answers[key]

    def _is_term(self, key: str) -> bool:
        """Return whether a key is a term by itself, or by how another entry of the record spells it."""
        own_texts = (self._texts[entry_id] for entry_id, keys in self.labels.items() if key in keys)
        if any(key == term for text in own_texts for term, _ in find_terms(text)):
            return True
        texts = self._record.texts_with(key, [Evidence], MAX_SPELLINGS)
        all_texts = "\n".join(texts)
        if all_texts.count(key) == all_texts.casefold().count(key):
            return False
        start = int(len(key) < MIN_OPENING)  # a text does not begin with so short a term
        return any(
            key in _find_spelled(text)
            for text in texts
            if text.count(key, start) < text.casefold().count(key, start)
        )

    def _is_held_by_few(self, key: str) -> bool:
        parts = key.split(" ")
        if any(self._record.count_with(word, Evidence) <= self._max_count for word in reversed(parts)):
            return True
        texts = self._record.texts_with(parts[-1], [Evidence])
        return len(texts) <= self._max_count or sum(_has_term(text, key) for text in texts) <= self._max_count


class _AnyWord(Container[str]):
    def __contains__(self, _: object) -> bool:
        return True


def _find_labels(text: str, people_words: Container[str]) -> dict[str, str]:
    """Return what may be a term of a text as first written, by key, without what holds somebody's name."""
    labels: dict[str, str] = {}
    for key, spelling in find_terms(text, _AnyWord()):
        if key not in labels and not any(word in people_words for word in words(key)):
            labels[key] = spelling
    return labels


def whole_name(spelling: str, texts: Sequence[str]) -> str:
    """Return a term with the word that follows it wherever texts have it: "Threat modelling", "Black Friday".

    A first word alone names something else. What a text writes in capitals and another does not is a name.
    """
    pattern = re.compile(rf"(?<!\w){re.escape(spelling)}(?: (?P<next>[^\W\d_]{{3,}}))?", re.IGNORECASE)
    matches = [match for text in texts if (match := pattern.search(text))]
    next_words = {(match["next"] or "").casefold() for match in matches}
    if len(matches) < len(texts) or len(next_words) != 1 or not (next_word := next_words.pop()):
        return spelling
    if next_word in PARTICLES | PREPOSITIONS or is_verb(next_word, ""):
        return spelling
    spellings = {match[0] for match in matches}
    name = min(spellings, key=lambda text: (text.isupper(), text.islower(), text))
    return name.title() if any(map(str.isupper, spellings)) and not name.isupper() else name


def _find_spelled(text: str) -> Iterator[str]:
    """Return the terms of a text that are not in small letters."""
    return (key for key, spelling in find_terms(text) if not spelling.islower())


def _has_term(text: str, key: str) -> bool:
    return any(term == key for term, _ in find_terms(text, (key,)))
