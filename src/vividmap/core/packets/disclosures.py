"""What a text tells that its readers may not know: every name, address, link and amount of money in it.

Nothing is decided here: the author sees the list before the text leaves, and says what to keep. A sentence
that holds something dropped is left out. Each person is listed once, by full name. What only looks like a
name by its capital (an acronym, a word at the beginning of a sentence) is set apart as "other", so that
nothing is missed and no name is lost among it. Technologies, skills and teams are not listed.
"""

import re
from collections.abc import Collection, Iterator, Sequence
from functools import cached_property
from itertools import chain
from typing import Literal, NamedTuple

from vividmap.core.confidential_names import ConfidentialNames
from vividmap.core.english.amounts import find_amounts
from vividmap.core.english.asides import WORD_NAMES
from vividmap.core.english.proper_names import ProperName, find_proper_names, is_common_word
from vividmap.core.english.prose import split_sentences
from vividmap.core.english.stems import is_stop_word
from vividmap.core.english.technologies import GROUPS, find_technologies
from vividmap.core.lazy_dataclass import dataclass
from vividmap.core.lazy_pattern import lazy_pattern
from vividmap.core.record import Evidence, Gap, Goal, Item, Person, Profile, Record, Skill, SkillEntry
from vividmap.core.text import fold, words

DisclosureKind = Literal["confidential name", "name", "address", "link", "amount", "other"]

_LINK = lazy_pattern(r"(?:https?|ftp)://[^\s<>()\]]+|\bwww\.[^\s<>()\]]+", re.IGNORECASE)
_ADDRESS = lazy_pattern(r"(?<![\w.+-])[\w.+-]++@[\w-]++\.[\w.-]*\w")
_INITIALS = lazy_pattern(r"(?<![\w.@])(?:[A-Z]\.){2,}|(?<=\b[wW]ith )[a-z]{2}\b(?= and|[.,;]|$)")
_SMALL = lazy_pattern(r"(?<![\w@#/.+!-])[a-z]{3,}(?![\w/])")
_HEADING_WORDS = frozenset(words(" ".join(set(GROUPS.values())))) | {"failures"}
"""Words with which headings of drafts begin."""


class Disclosure(NamedTuple):
    """Something that a text tells: of which kind, how it is listed, and in which forms it is written."""

    kind: DisclosureKind
    text: str
    forms: tuple[str, ...] = ()


def find_disclosures(text: str, record: Record) -> tuple[Disclosure, ...]:
    """Return what a text tells, each once, in order, what only looks like a name last.

    The author's own name, employers and contact details are left out.
    """
    reader = _TextReader(record)
    disclosures: dict[str, Disclosure] = {}
    for sentence in split_sentences(text):
        for disclosure in reader.read(text[sentence.start : sentence.end], sentence.words):
            if set(words(disclosure.text)) <= reader.own_words:
                continue
            whole = reader.complete(disclosure, disclosures)
            earlier = disclosures.get(fold(whole.text))
            forms = dict.fromkeys((*(earlier.forms if earlier else ()), *whole.forms))
            disclosures[fold(whole.text)] = (earlier or whole)._replace(forms=tuple(forms))
    return tuple(sorted(disclosures.values(), key=lambda disclosure: disclosure.kind == "other"))


@dataclass(frozen=True)
class _TextReader:
    """What a record knows of names, to read sentences by."""

    record: Record

    @cached_property
    def own_words(self) -> frozenset[str]:
        """Return the words of the author's name, employers, roles and contact details."""
        return frozenset(chain.from_iterable(map(_own_words, self.record.items_of(Profile))))

    @cached_property
    def _people(self) -> dict[str, list[Person]]:
        """Return the people of the map by each word of their names."""
        people: dict[str, list[Person]] = {}
        for person in self.record.items_of(Person):
            for word in _name_parts(person.text):
                if len(word) > 1 and not is_stop_word(word):
                    people.setdefault(word, []).append(person)
        return people

    @cached_property
    def _confidential(self) -> ConfidentialNames:
        return ConfidentialNames(self.record.profile.confidential)

    @cached_property
    def _no_names(self) -> frozenset[str]:
        """Return the words of skills and of the teams and employers where people stand."""
        texts = [skill.text for skill in self.record.items_of(Skill)]
        texts += [position.part for person in self.record.items_of(Person) for position in person.positions]
        return frozenset(chain.from_iterable(map(words, texts)))

    @cached_property
    def _record_text(self) -> str:
        """Return the text of the record about work, in which single words are looked up."""
        texts = [f"{entry.text} {entry.outcome}" for entry in self.record.items_of(Evidence)]
        kinds: tuple[type[Item], ...] = (SkillEntry, Goal, Gap)
        texts += [item.text for kind in kinds for item in self.record.items_of(kind)]
        return "\n".join(texts)

    def _is_written_small(self, word: str) -> bool:
        """Return whether the record writes a word in lower case somewhere."""
        if word in _HEADING_WORDS:
            return True
        if not _SMALL.fullmatch(word):
            return False
        place = self._record_text.find(word)
        while place >= 0:
            match = _SMALL.match(self._record_text, place)
            if match and match.group() == word:
                return True
            place = self._record_text.find(word, place + 1)
        return False

    def read(self, written: str, sentence: str) -> Iterator[Disclosure]:
        """Yield what a sentence tells; `sentence` is what is `written` without its Markdown."""
        for span in self._confidential.find(written):
            yield _disclosure("confidential name", written[span.start : span.end])
        for match in _LINK.finditer(written):
            yield _disclosure("link", match.group().rstrip(".,;:"))
        for match in _ADDRESS.finditer(written):
            yield _disclosure("address", match.group())
        plain_sentence = _ADDRESS.sub(" ", _LINK.sub(" ", sentence))
        yield from self._foreign_names(plain_sentence)
        for name in find_proper_names(plain_sentence, frozenset(self._people)):
            if kind := self._kind_of(name):
                yield _disclosure(kind, name.text)
        for match in _INITIALS.finditer(plain_sentence):
            if not is_stop_word(match.group()):
                yield _disclosure("name", match.group())
        for amount in find_amounts(plain_sentence):
            if amount.measure == "money":
                yield _disclosure("amount", " ".join(plain_sentence[amount.start : amount.last].split()))

    def _foreign_names(self, sentence: str) -> Iterator[Disclosure]:
        """Yield the people of the map in a sentence whose names may be written without capitals."""
        for person in self.record.items_of(Person):
            if not person.text.isascii() and person.text in sentence:
                yield _disclosure("name", person.text)

    def _kind_of(self, name: ProperName) -> DisclosureKind | None:
        """Return the kind of something with a capital: a name, possibly one, or None if surely not a name."""
        parts = words(name.text)
        if any(part in self._people for part in _name_parts(name.text)):
            return "name"
        if all(find_technologies(part) for part in name.text.split()):
            return None
        if all(part in self._no_names for part in parts):
            return None
        is_small_too = all(is_common_word(part) or self._is_written_small(part) for part in parts)
        is_acronym = name.text.split()[0].rstrip("s").isupper() or any(map(str.isdigit, name.text))
        if name.is_opening and " " not in name.text:
            return None if is_small_too else "other"
        if fold(name.text) in WORD_NAMES:
            return "name"
        return "other" if is_small_too or is_acronym else "name"

    def complete(self, disclosure: Disclosure, earlier: Collection[str]) -> Disclosure:
        """Return a name in full: as the map has it, or as an earlier name of the text does."""
        if disclosure.kind not in ("name", "other"):
            return disclosure
        parts = words(disclosure.text)
        people = [self._people.get(part, []) for part in _name_parts(disclosure.text)]
        same = [person for person in chain.from_iterable(people) if set(parts) <= set(words(person.text))]
        full_names = {person.text for person in same}
        if len(full_names) == 1:
            (full_name,) = full_names
            return Disclosure("name", full_name, disclosure.forms)
        if not full_names and " " not in disclosure.text:
            for key in earlier:
                if parts and " " in key and parts[0] in key.split():
                    return Disclosure("name", key, disclosure.forms)
        return disclosure


def _name_parts(name: str) -> Iterator[str]:
    """Yield the words of a name and its parts between spaces, as `words` splits Chinese by character."""
    yield from dict.fromkeys((*words(name), *map(fold, name.split())))


def _disclosure(kind: DisclosureKind, text: str) -> Disclosure:
    return Disclosure(kind, text, (text,))


def _own_words(profile: Profile) -> Iterator[str]:
    yield from words(f"{profile.text} {profile.employer} {profile.level}")
    yield from words(" ".join((profile.email, profile.phone, profile.place, *profile.links)))
    for role in profile.roles:
        yield from words(f"{role.title} {role.employer} {role.level}")


def written_forms(dropped: Collection[str], disclosures: Sequence[Disclosure]) -> tuple[str, ...]:
    """Return the words to drop, with the other forms in which the text writes the same names."""
    keys = {fold(word) for word in dropped}
    forms = [form for item in disclosures if fold(item.text) in keys for form in item.forms]
    return tuple(dict.fromkeys((*dropped, *forms)))


def drop_disclosures(text: str, dropped: Collection[str]) -> str:
    """Return a text without the sentences that hold any of some words, and without what is empty then."""
    keys = [fold(word) for word in dropped if word.strip()]
    parts: list[str] = []
    end = 0
    for sentence in split_sentences(text):
        if any(key in fold.__wrapped__(text[sentence.start : sentence.end]) for key in keys):
            parts.append(text[end : sentence.start])
            end = sentence.end + len(text[sentence.end :]) - len(text[sentence.end :].lstrip(" "))
    kept_text = "".join([*parts, text[end:]])
    lines = [
        line for line in kept_text.split("\n") if not re.fullmatch(r"\s*(?:[-*+]|#{1,6}|\d+[.)])\s*", line)
    ]
    return "\n".join(lines) if keys else text
