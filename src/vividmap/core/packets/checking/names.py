"""The names of a sentence against those of its entries: people, companies, products, parts of the company."""

from collections.abc import Iterable, Iterator, Sequence

from vividmap.core.english.abbreviations import spellings
from vividmap.core.english.proper_names import ProperName, find_proper_names
from vividmap.core.english.stems import stem
from vividmap.core.first_names import first_name_key, unique_first_names
from vividmap.core.lazy_pattern import lazy_pattern
from vividmap.core.packets.checking.basis import SentenceBasis, make_finding
from vividmap.core.packets.checking.findings import TextFinding
from vividmap.core.packets.checking.sources import CheckSource, SourceIndex
from vividmap.core.record import Person, Profile, Record
from vividmap.core.text import fold, words

_NAME_FOLLOWS = lazy_pattern(
    r"['’]s?\s|\s+(?:and (?:I|[A-Z])|from [A-Z]|[a-z]+ed\b"
    r"|(?:said|says|wrote|ran|led|told|took|gave|joined|now|is|was|has)\b|in [A-Z])"
)
_OWN_HEIGHTS = ("manager", "report")
"""Whose part of the company is the owner's own."""


class NameChecker:
    """Knows the names of a record, and those that any sentence about it may hold."""

    def __init__(self, index: SourceIndex) -> None:
        people = index.record.items_of(Person)
        self._people_by_name = {fold(person.text): person for person in reversed(people)}
        self._unique_first_names = unique_first_names(person.text for person in people)
        self._person_words = frozenset(
            word for person in people for word in words(person.text) if len(word) > 1
        )
        self.name_stems = frozenset(map(stem, self._person_words))
        self._general_words = frozenset(_general_words(index.record))
        self._lower_words = index.lower_words - self._person_words
        self._known_words = index.known_words

    def check(self, basis: SentenceBasis) -> Iterator[TextFinding]:
        """Yield each name of a sentence that its entries do not hold."""
        for name in find_proper_names(basis.words, self._person_words):
            supports = basis.supports(name.start)
            entry_words = frozenset[str]().union(*(source.words for source in supports))
            parts = [part for part in words(name.text) if not part.isdigit()]
            if all(self._is_in_entries(part, entry_words) for part in parts):
                continue
            if self._is_person_of(name, supports, entry_words):
                continue
            is_person = any(part in self._person_words for part in parts)
            if is_person or not self._is_plain_word(name, parts, basis):
                yield self._describe(basis, name, supports, is_person=is_person)

    def _is_in_entries(self, part: str, entry_words: frozenset[str]) -> bool:
        part_spellings = {part, part.removesuffix("s"), *spellings(part)}
        return part in self._general_words or not part_spellings.isdisjoint(entry_words)

    def _is_plain_word(self, name: ProperName, parts: Iterable[str], basis: SentenceBasis) -> bool:
        """Return whether a capital says nothing: a heading's, or an opening word that no name follows."""
        if basis.sentence.is_heading:
            return True
        if all(part in self._lower_words for part in parts):
            return name.is_opening or not name.text.istitle()
        opens_like_a_name = " " in name.text or bool(_NAME_FOLLOWS.match(basis.words, name.end))
        return name.is_opening and not opens_like_a_name

    def _is_person_of(
        self, name: ProperName, supports: Iterable[CheckSource], entry_words: frozenset[str]
    ) -> bool:
        """Return whether a full name is that of somebody whom an entry names by a part of it."""
        person = self._people_by_name.get(fold(name.text))
        if person is None:
            return False
        if any(person.id in source.item.linked_ids("person") for source in supports):
            return True
        return first_name_key(person.text) in self._unique_first_names and any(
            part in entry_words and len(part) > 2 for part in words(person.text)
        )

    def _describe(
        self, basis: SentenceBasis, name: ProperName, supports: Sequence[CheckSource], *, is_person: bool
    ) -> TextFinding:
        span = (name.start, name.end)
        noun = "this person" if is_person else "this name"
        is_known = all(part in self._known_words for part in words(name.text))
        if not supports:
            reason = "no entry with this names it" if is_known else f"{noun} is nowhere in the record"
            return make_finding(basis, span, "name", reason)
        place = "elsewhere in the record, not in" if is_known else "nowhere in the record; compare"
        source = supports[0]
        reason = f"{noun} is {place} ^{source.handle}"
        return make_finding(basis, span, "name", reason, source=source, record_says=source.item.text)


def _general_words(record: Record) -> Iterator[str]:
    """Yield the words that any text about this record may hold: its owner's name, employers and own part."""
    for profile in record.items_of(Profile):
        yield from words(f"{profile.text} {profile.employer} {profile.level}")
        for role in profile.roles:
            yield from words(f"{role.title} {role.employer} {role.level}")
    for person in record.items_of(Person):
        for position in person.positions:
            if position.height in _OWN_HEIGHTS:
                yield from words(position.part)
