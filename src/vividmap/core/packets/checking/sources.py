"""What a text is checked against: the items of a record, found by the words of the text."""

import math
from collections import defaultdict
from collections.abc import Iterable, Iterator, Mapping
from functools import cached_property
from itertools import pairwise
from uuid import UUID

from vividmap.core.english.amounts import TextAmount, find_amounts
from vividmap.core.english.prose_words import generic_stems, synonyms
from vividmap.core.english.stems import is_stop_word, stem
from vividmap.core.english.time_phrases import TimePhrase, find_slashed_days, find_time_phrases
from vividmap.core.item_marks import field_texts, is_private
from vividmap.core.lazy_pattern import lazy_pattern
from vividmap.core.record import (
    CheckIn,
    Evidence,
    Gap,
    Goal,
    Item,
    Person,
    Profile,
    Record,
    Skill,
    SkillEntry,
    Touchpoint,
    Update,
)
from vividmap.core.text import fold, words
from vividmap.core.when import When

_CHECKED_KINDS = (Evidence, SkillEntry, Update, Goal, Gap, Touchpoint, Person, Skill, Profile, CheckIn)
_RARE_WEIGHT = 4.5
"""What a word tells that one source alone has."""
_GENERIC_WEIGHT = 0.35
_GENERIC_RANK = 0.6
_SYNONYM_RANK = 0.25
_KIND_WEIGHT = {Evidence: 1.0, SkillEntry: 0.95, Update: 0.85, Touchpoint: 0.8, Goal: 0.85, Gap: 0.85}
"""How much a kind counts against evidence of the same words: what was done is told by evidence first."""
_OTHER_WEIGHT = 0.6
_MOST_SCORED = 600
_NO_NUMBERS: set[int] = set()
_PROSE_FIELDS = ("outcome", "strong", "gap", "action", "how_we_met", "worked_on", "status")


class CheckSource:
    """One item of the record that a sentence may rest on.

    `context` is the text around it (the goal of an update, the person of a touchpoint): it supports, and
    does not make the item be found.
    """

    def __init__(self, record: Record, item: Item, text: str, *, is_private: bool = False) -> None:
        self._record, self.item, self.text, self.is_private = record, item, text, is_private

    @property
    def handle(self) -> str:
        """Return the item's handle."""
        return self.item.handle

    @cached_property
    def context(self) -> str:
        """Return the text around the item."""
        return " \n ".join(_context_texts(self._record, self.item))

    @cached_property
    def _stem_list(self) -> tuple[str, ...]:
        return tuple(meaningful_stems(self.text))

    @cached_property
    def stems(self) -> frozenset[str]:
        """Return the stems of its own words."""
        return frozenset(self._stem_list)

    @cached_property
    def all_stems(self) -> frozenset[str]:
        """Return the stems of its words and of those around it."""
        return self.stems | frozenset(meaningful_stems(self.context))

    @cached_property
    def stem_pairs(self) -> frozenset[tuple[str, str]]:
        """Return the stems of its words that follow each other."""
        return frozenset(pairwise(self._stem_list))

    @cached_property
    def prose_stems(self) -> frozenset[str]:
        """Return the stems of what its author wrote: no skill, tag or goal that it is filed under."""
        item = self.item
        parts = [item.text, item.body, *(getattr(item, name, "") for name in _PROSE_FIELDS)]
        return frozenset(meaningful_stems(" ".join(parts) if item.kind != Person.kind else self.text))

    @cached_property
    def name_stems(self) -> frozenset[str]:
        """Return the stems of the people that it names."""
        return frozenset(
            stem(word)
            for mention in self.item.mentions
            if mention.sort == "person"
            for word in words(mention.name)
        )

    @cached_property
    def words(self) -> frozenset[str]:
        """Return all its folded words, and those around it."""
        return frozenset((*words(self.text), *words(self.context)))

    @cached_property
    def amounts(self) -> tuple[TextAmount, ...]:
        """Return the amounts of its text, in order."""
        return find_amounts(self.text)

    @cached_property
    def context_amounts(self) -> tuple[TextAmount, ...]:
        """Return the amounts in the text around it."""
        return find_amounts(self.context)

    @cached_property
    def phrases(self) -> tuple[TimePhrase, ...]:
        """Return the dates in its text and around it."""
        return (
            *find_time_phrases(self.text),
            *find_slashed_days(self.text),
            *find_time_phrases(self.context),
        )

    @cached_property
    def moments(self) -> tuple[When, ...]:
        """Return the dates that it is of: its own, a goal's target, the dates of roles and positions."""
        return tuple(_moments(self.item))


def _moments(item: Item) -> Iterator[When]:
    if item.when:
        yield item.when
    if isinstance(item, Goal) and item.target:
        yield When.day(item.target)
    if isinstance(item, Person):
        yield from (When.day(position.since) for position in item.positions if position.since)
    if isinstance(item, Profile):
        for role in item.roles:
            yield from (When.day(day) for day in (role.since, role.until) if day)


def meaningful_stems(text: str) -> Iterator[str]:
    """Yield the stems of a text's words that mean something; numbers are none."""
    for word in words(text):
        if not word.isdigit() and not is_stop_word(word) and (len(word) > 1 or not word.isascii()):
            yield stem(word)


_WORD = lazy_pattern(r"[^\W_]+")


class SourceIndex:
    """The sources of a record, found by the words of one text: the words of no other text are indexed."""

    def __init__(self, record: Record, text: str) -> None:
        self.record = record
        self.sources = tuple(_read_sources(record))
        self._numbers = {id(source): number for number, source in enumerate(self.sources)}
        self._count = max(len(self.sources), 1)
        self._unit = _RARE_WEIGHT / math.log(1 + self._count / 2)
        self._by_stem: dict[str, set[int]] = defaultdict(set)
        self._close: dict[str, set[int]] = {}
        self._kind_weights = [_KIND_WEIGHT.get(type(source.item), _OTHER_WEIGHT) for source in self.sources]
        self.known_words: set[str] = set()
        self.lower_words: set[str] = set()
        self._read_words({word.casefold() for word in _WORD.findall(text)} | set(words(text)))

    def _read_words(self, text_words: set[str]) -> None:
        text_stems = {stem(word) for word in text_words if not is_stop_word(word)}
        text_stems |= {synonym for key in text_stems for synonym in synonyms().get(key, ())}
        keys: dict[str, str] = {}  # by token its stem, "" where the text has none like it
        for number, source in enumerate(self.sources):
            for token in set(_WORD.findall(source.text)):
                key = keys.get(token)
                if key is None:
                    word = fold(token)
                    key = stem(word)
                    keys[token] = key = key if key in text_stems else ""
                    if word in text_words:
                        self.known_words.add(word)
                    if token in text_words:
                        self.lower_words.add(token)
                if key:
                    self._by_stem[key].add(number)

    def has_both(self, number: int, keys: tuple[str, str]) -> bool:
        """Return whether a source has both of two stems, by its number."""
        first, second = keys
        return number in self._by_stem.get(first, _NO_NUMBERS) and number in self._by_stem.get(
            second, _NO_NUMBERS
        )

    @cached_property
    def by_handle(self) -> Mapping[str, CheckSource]:
        """Return the sources by the handles of their items."""
        return {source.handle: source for source in reversed(self.sources) if source.handle}

    def number_of(self, source: CheckSource) -> int:
        """Return the place of a source among all."""
        return self._numbers[id(source)]

    def weight(self, key: str) -> float:
        """Return how much a stem tells: rare ones tell most, generic ones little; an unknown one is rare."""
        return self._rareness(key) * (_GENERIC_WEIGHT if key in generic_stems() else 1.0)

    def _rareness(self, key: str) -> float:
        share = self._count / (1 + len(self._by_stem.get(key, ())))
        return self._unit * math.log(1 + share)

    def rank(self, keys: Iterable[str]) -> dict[int, float]:
        """Return by number of each source that shares words with some stems how much these tell.

        Rare words find sources; usual ones only add to those found, once they are many.
        """
        rarest_first = sorted(dict.fromkeys(keys), key=lambda key: (len(self._by_stem.get(key, ())), key))
        scores: dict[int, float] = {}
        for key in rarest_first:
            weight = self._rareness(key) * (_GENERIC_RANK if key in generic_stems() else 1.0)
            exact = self._by_stem.get(key, _NO_NUMBERS)
            close = self._find_close(key)
            for numbers, share in ((exact, weight), (close, weight * _SYNONYM_RANK)):
                score_numbers = (
                    numbers if len(scores) + len(numbers) <= _MOST_SCORED else numbers & scores.keys()
                )
                for number in score_numbers:
                    scores[number] = scores.get(number, 0.0) + share
        return {number: score * self._kind_weights[number] for number, score in scores.items()}

    def _find_close(self, key: str) -> set[int]:
        """Return the sources that have a word of close meaning, and not the word itself."""
        if key not in self._close:
            synonym_numbers = [
                self._by_stem[synonym] for synonym in synonyms().get(key, ()) if synonym in self._by_stem
            ]
            self._close[key] = set[int]().union(*synonym_numbers) - self._by_stem.get(key, _NO_NUMBERS)
        return self._close[key]


def _read_sources(record: Record) -> Iterator[CheckSource]:
    private_ids = {item.id for item in record.items if is_private(item)}
    for item in record.items:
        if not isinstance(item, _CHECKED_KINDS):
            continue
        is_hidden = bool(private_ids) and (item.id in private_ids or item.parent in private_ids)
        text = " \n ".join((*_item_texts(item), *_target_names(record, item)))
        yield CheckSource(record, item, text, is_private=is_hidden)
        if isinstance(item, Person) and item.body:
            yield CheckSource(record, item, item.body, is_private=True)


def _item_texts(item: Item) -> Iterator[str]:
    if isinstance(item, Person):  # its body holds private notes, which are a source of their own
        yield from (item.text, item.how_we_met, item.worked_on, item.status, *item.emails)
        for position in item.positions:
            yield from (position.part, position.employer, position.height)
    elif isinstance(item, Profile):
        yield from (item.text, item.level, item.employer)
        for role in item.roles:
            yield from (role.title, role.employer, role.level)
    else:
        yield from field_texts(item)


def _target_names(record: Record, item: Item) -> Iterator[str]:
    """Yield the names that an item mentions, as written and as on the map; not to whom it was shown."""
    for mention in item.mentions:
        if mention.sort == "surfaced":
            continue
        yield mention.name
        target = record.by_id.get(mention.target) if mention.target else None
        if target is not None and mention.sort in ("person", "skill"):
            yield target.text


def _context_texts(record: Record, item: Item) -> Iterator[str]:
    parent_id: UUID | None = item.parent
    while parent_id is not None and (parent := record.by_id.get(parent_id)) is not None:
        yield parent.text
        parent_id = parent.parent
    for mention in item.mentions:
        target = record.by_id.get(mention.target) if mention.target and mention.sort != "surfaced" else None
        if target is not None:
            yield target.text
        if isinstance(target, Person):
            yield from (part for position in target.positions for part in (position.part, position.employer))
