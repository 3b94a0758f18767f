"""How a draft is worded: names for the marks in a note, quotation, and templates in turn."""

import re
import unicodedata
from collections import Counter
from collections.abc import Sequence
from functools import cached_property, lru_cache
from uuid import UUID

from vividmap.core.english.asides import WORD_NAMES
from vividmap.core.english.counterparts import has_counterpart
from vividmap.core.english.dates import Period
from vividmap.core.english.quotations import outside_quotations
from vividmap.core.english.technologies import find_technologies
from vividmap.core.lazy_pattern import lazy_pattern
from vividmap.core.record import (
    KINDS,
    MENTION_SIGNS,
    RECORD_KINDS,
    Evidence,
    Item,
    Mention,
    Person,
    Record,
    Touchpoint,
)
from vividmap.core.shorthand import marks_in
from vividmap.core.text import decapitalise, fold
from vividmap.core.text_lookup import MAX_SPELLINGS

_POINTER = lazy_pattern(
    r"(?:(?<!\s)\s++)?\((?:see|cf\.) (?:above|below)\)|[,;] (?:see|cf\.) (?:above|below)\b"
)
_SENTENCE_END = lazy_pattern(r"[.!?…\u3002\uff01\uff1f][\"'”’»)\]*_]*$")
_SINGLE = str.maketrans({"“": "\u2018", "”": "\u2019"})
_SMALL = lazy_pattern(r"(?<![\w@#/.-])[a-z]{3,}(?![\w/])")
_BIG_WITHIN = lazy_pattern(r"(?<=[a-z,] )[A-Z][a-z]{2,}")
_ACRONYMS = frozenset(
    "ai api aws cd ci cpu css gcp gpu html http ml pci qa rfc slo sql sre tdd tls ui ux".split()
)
_GERMAN_WORD = lazy_pattern(r"\b(?:und|der|die|das|auf|für|von|mit|nach|im|zur)\b", re.IGNORECASE)
_ENGLISH_WORD = lazy_pattern(r"\b(?:and|the|to|of|for|with|from|a|on)\b", re.IGNORECASE)
_READ_FOR_LANGUAGE = 60
"""Entries that say in which language a record is."""
_NOT_OF_WORK = (Person.kind, Touchpoint.kind)
_KINDS_OF_WORK = tuple(KINDS[kind] for kind in RECORD_KINDS if kind not in _NOT_OF_WORK)
_SCRIPTS_WITH_FIRST_NAMES = ("LATIN", "GREEK", "CYRILLIC")


class Voice:
    """How a draft names what its notes mark: a person is named in full.

    The `addressee`, if a draft is told to somebody, is "you".
    """

    def __init__(self, record: Record, period: Period, addressee: UUID | None = None) -> None:
        self.record, self.period, self.addressee = record, period, addressee
        self._turns: Counter[Sequence[str]] = Counter()
        people = tuple(person.text for person in record.items_of(Person))
        self._small_names = _small_names_pattern(people)

    def is_ordinary(self, word: str) -> bool:
        """Return whether the evidence mostly writes a word in lower case, starts of sentences aside."""
        if not _SMALL.fullmatch(word):
            return False
        texts = tuple(self.record.texts_with(word, [Evidence], MAX_SPELLINGS))
        return _count_small(word, texts) > _count_big_within(word, texts)

    def _is_name(self, word: str) -> bool:
        """Return whether the record writes a word with a capital within sentences, or a person has that name.

        Notes about people are not considered.
        """
        if any(word in person.text.casefold().split() for person in self.record.items_of(Person)):
            return True
        return bool(
            _SMALL.fullmatch(word)
            and _count_big_within(word, tuple(self.record.texts_with(word, _KINDS_OF_WORK, MAX_SPELLINGS)))
        )

    @cached_property
    def _is_in_german(self) -> bool:
        """Return whether the record is mostly in German, which writes nouns with a capital."""
        text = "\n".join(self.record.first_texts(Evidence, _READ_FOR_LANGUAGE))
        german, english = len(_GERMAN_WORD.findall(text)), len(_ENGLISH_WORD.findall(text))
        return german > english

    def without_own_label(self, text: str) -> str:
        """Return a text without the author's name in front, as a chat puts it before each message."""
        label, colon, message = text.partition(": ")
        name = self.record.profile.text
        is_own = bool(colon and name and message.strip()) and fold(label) in (
            fold(name),
            fold(first_name(name)),
        )
        return message if is_own else text

    @cached_property
    def name_pattern(self) -> str:
        """Return the names of the map and their first names as a pattern of alternatives, "" for none."""
        people = self.record.items_of(Person)
        names = {name for person in people for name in (person.text, first_name(person.text)) if name}
        return "|".join(map(re.escape, sorted(names, key=lambda name: (-len(name), name))))

    def within(self, text: str) -> str:
        """Return a text as it goes on after a colon: in lower case unless a name or acronym is first."""
        first = text.partition(" ")[0].strip(".,:;")
        word = first.casefold()
        is_word = first[:1].isupper() and first[1:].islower()
        is_name = (
            not is_word
            or self._is_in_german
            or find_technologies(first)
            or (self._is_name(word) and not self.is_ordinary(word))
        )
        return text if is_name or word == "i" else decapitalise(text)

    def turn(self, templates: Sequence[str]) -> str:
        """Return the next of some templates, so that the same one is not used twice running."""
        template = templates[self._turns[templates] % len(templates)]
        self._turns[templates] += 1
        return template

    def words(self, item: Item, text: str) -> str:
        """Return an item's text with names in place of its marks, and without "see below" and the like."""
        mentions = {(mention.sort, mention.name): mention for mention in item.mentions}
        sorts = {sign: sort for sort, sign in MENTION_SIGNS.items()}
        parts, end = [], 0
        for mark in marks_in(text, type(item)):
            mention = mentions.get((sorts[mark.sort], mark.value)) if mark.sort in sorts else None
            if mention is not None or mark.sort == "project":
                name = self.name(mention) if mention else mark.value.replace("-", " ").replace("_", " ")
                parts += [text[end : mark.start], name]
                end = mark.end
        named_text = "".join([*parts, text[end:]])
        return outside_quotations(named_text, self._in_plain_words).strip()

    def _in_plain_words(self, text: str) -> str:
        """Return a text without pointers, its first names as on the map: "see below, hanna" is "Hanna"."""
        text = _POINTER.sub("", text)
        if self._small_names is None:
            return text
        return self._small_names.sub(lambda match: match[0][:1].upper() + match[0][1:], text)

    def companions(self, item: Item) -> list[str]:
        """Return the names of people who are linked to an item and not named in its text.

        None where the text tells of a counterpart: whoever is linked may be that, and no company.
        """
        text = f"{item.text} {getattr(item, 'outcome', '')}"
        if has_counterpart(text):
            return []
        named_ids = {mention.target for mention in item.mentions if f"@{mention.name}" in text}
        people = [self.record.by_id.get(target) for target in dict.fromkeys(item.linked_ids("person"))]
        return [
            self.person(person)
            for person in people
            if isinstance(person, Person)
            and person.id not in named_ids
            and not re.search(rf"\b{re.escape(first_name(person.text))}\b", text, re.IGNORECASE)
        ]

    def name(self, mention: Mention) -> str:
        """Return how a mention is named in a sentence; an unresolved name stays as written."""
        target = self.record.by_id.get(mention.target) if mention.target else None
        if isinstance(target, Person):
            return self.person(target)
        if target is not None and target.text:
            return target.text
        plain = mention.name.replace("-", " ").replace("_", " ")
        return plain.title() if mention.sort == "person" and plain.islower() else plain

    def person(self, person: Person) -> str:
        """Return a person's name, in full wherever it stands: one style of name in a document."""
        return "you" if person.id == self.addressee else person.text

    def names_of(self, item: Item) -> list[str]:
        """Return the names under which people linked to an item may stand in its text."""
        people = [self.record.by_id.get(target) for target in item.linked_ids("person")]
        return [
            name
            for person in people
            if isinstance(person, Person)
            for name in (person.text, first_name(person.text))
        ]


# A draft has a voice for each section, and the record stays the same, so what is read from it is cached.


@lru_cache(maxsize=256)
def _count_small(word: str, texts: tuple[str, ...]) -> int:
    return _SMALL.findall("\n".join(texts)).count(word)


@lru_cache(maxsize=256)
def _count_big_within(word: str, texts: tuple[str, ...]) -> int:
    return sum(spelling.casefold() == word for spelling in _BIG_WITHIN.findall("\n".join(texts)))


@lru_cache(maxsize=4)
def _small_names_pattern(people: tuple[str, ...]) -> re.Pattern[str] | None:
    """Return a pattern for the first names of the map in lower case, except those that are also words."""
    first_names = {first_name(name).casefold() for name in people}
    names = sorted(name for name in first_names - WORD_NAMES if len(name) > 2 and name.isalpha())
    return re.compile(rf"(?<![\w@#/.-])(?:{'|'.join(map(re.escape, names))})(?![\w@/-])") if names else None


def first_name(name: str) -> str:
    """Return the first name, or the whole name in scripts where the first word may be the family's."""
    script = unicodedata.name(name[0], "").partition(" ")[0] if name else ""
    return name.split(maxsplit=1)[0] if script in _SCRIPTS_WITH_FIRST_NAMES else name


def end_sentence(text: str) -> str:
    """Return a text that ends as a sentence does."""
    return text if _SENTENCE_END.search(text) else f"{text.rstrip(' ,;:')}."


def quote_text(text: str) -> str:
    """Return a text in double quotation marks; those within it become single."""
    if text[-1:] >= "\u2e80":  # scripts with full stops of their own
        return f"“{_single_quotes(text)}”."
    return f"“{_single_quotes(end_sentence(text))}”"


def _single_quotes(text: str) -> str:
    single = text.translate(_SINGLE)
    if single.count('"') % 2 or "`" in single:
        return single
    return re.sub(r'"([^"]*)"', "\u2018\\1\u2019", single)


@lru_cache(maxsize=1024)
def title_case(text: str) -> str:
    """Return a text as a title has it: "SQL performance"; a word with capitals of its own stays as it is."""
    words = [word.upper() if word in _ACRONYMS else word for word in text.split(" ")]
    first = words[0][:1].upper() + words[0][1:] if words[0].islower() else words[0]
    return " ".join([first, *words[1:]])


def quote_title(title: str) -> str:
    """Return a title in quotation marks, without a full stop."""
    return f"“{_single_quotes(title)}”"
