"""What a text tells that its readers may not know: every name, address, link and amount of money in it.

Nothing is decided here: the author sees the list before the text leaves, and says what to keep. A sentence
that holds something dropped is left out.
"""

import re
from collections.abc import Collection, Iterator
from typing import Literal, NamedTuple

from vividmap.core.confidential_names import ConfidentialNames
from vividmap.core.english.amounts import find_amounts
from vividmap.core.english.proper_names import find_proper_names
from vividmap.core.english.prose import split_sentences
from vividmap.core.lazy_pattern import lazy_pattern
from vividmap.core.record import Person, Profile, Record
from vividmap.core.text import fold, words

DisclosureKind = Literal["confidential name", "name", "address", "link", "amount"]

_LINK = lazy_pattern(r"(?:https?|ftp)://[^\s<>()\]]+|\bwww\.[^\s<>()\]]+", re.IGNORECASE)
_ADDRESS = lazy_pattern(r"(?<![\w.+-])[\w.+-]++@[\w-]++\.[\w.-]*\w")
_INITIALS = lazy_pattern(r"(?<![\w.@])(?:[A-Z]\.){2,}|(?<=\bwith )[a-z]{2}\b(?= and|[.,;]|$)")


class Disclosure(NamedTuple):
    """Something that a text tells: of which kind, and as it is first written."""

    kind: DisclosureKind
    text: str


def find_disclosures(text: str, record: Record) -> tuple[Disclosure, ...]:
    """Return what a text tells, each once, in order; the author's own name and employers are left out."""
    known = {word for profile in record.items_of(Profile) for word in _own_words(profile)}
    people = frozenset(
        word for person in record.items_of(Person) for word in words(person.text) if len(word) > 1
    )
    names = ConfidentialNames(record.profile.confidential)
    disclosures: dict[str, Disclosure] = {}
    for sentence in split_sentences(text):
        for disclosure in _read_sentence(text[sentence.start : sentence.end], sentence.words, names, people):
            if not set(words(disclosure.text)) <= known:
                disclosures.setdefault(fold(disclosure.text), disclosure)
    return tuple(disclosures.values())


def _own_words(profile: Profile) -> Iterator[str]:
    yield from words(f"{profile.text} {profile.employer} {profile.level}")
    for role in profile.roles:
        yield from words(f"{role.title} {role.employer} {role.level}")


def _read_sentence(
    written: str, sentence: str, names: ConfidentialNames, people: frozenset[str]
) -> Iterator[Disclosure]:
    yield from (
        Disclosure("confidential name", written[span.start : span.end]) for span in names.find(written)
    )
    yield from (Disclosure("link", match.group().rstrip(".,;:")) for match in _LINK.finditer(written))
    yield from (Disclosure("address", match.group()) for match in _ADDRESS.finditer(written))
    plain_sentence = _ADDRESS.sub(" ", _LINK.sub(" ", sentence))
    for name in find_proper_names(plain_sentence, people):
        if not name.is_opening or " " in name.text or fold(name.text) in people:
            yield Disclosure("name", name.text)
    yield from (Disclosure("name", match.group()) for match in _INITIALS.finditer(plain_sentence))
    for amount in find_amounts(plain_sentence):
        if amount.measure == "money":
            yield Disclosure("amount", " ".join(plain_sentence[amount.start : amount.last].split()))


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
