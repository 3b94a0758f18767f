"""The one grammar of a list's filter: `cache scope:org no:outcome @priya +ledger since:2026-03`.

A line is words to search for ("in quotes" exactly so), marks that name something, and `key:value`. It is read
into terms and written from them. What a list cannot be filtered by is a problem beside the terms: it is never
dropped in silence.
"""

import re
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import field
from functools import cached_property

from vividmap.core.english.phrasing import join_names
from vividmap.core.lazy_dataclass import dataclass
from vividmap.core.lazy_pattern import lazy_pattern
from vividmap.core.text import slug

WORD = ""
"""The key of a term that is searched for."""
PROJECT_SIGN = "+"

_TOKEN = lazy_pattern(r'[^\s"]*+"[^"]*+"?|[^\s"]++')
_KEYED = lazy_pattern(r"([^\W\d_]++):(?!//)(.*)", re.DOTALL)


@dataclass(frozen=True)
class FilterKey:
    """A filter written as `name:value`.

    `labels` has the values that it takes, as slugs, with what each is called; any text if it is empty, and
    `hint` is then an example. A filter that `repeats` may be set to several values.
    """

    name: str
    labels: Mapping[str, str] = field(default_factory=dict)
    hint: str = ""
    repeats: bool = False


def choice_key(name: str, labels: Iterable[str] | Mapping[str, str], *, repeats: bool = False) -> FilterKey:
    """Return a filter that takes some values, by what they are called or in their own words."""
    label_by_value = labels if isinstance(labels, Mapping) else {value: value for value in labels}
    lower_case = {slug(value): label[:1].lower() + label[1:] for value, label in label_by_value.items()}
    return FilterKey(name, lower_case, repeats=repeats)


@dataclass(frozen=True)
class FilterGrammar:
    """What a list can be filtered by: the signs of the names that it takes, its keys, and an example."""

    signs: str = ""
    keys: tuple[FilterKey, ...] = ()
    example: str = ""

    @cached_property
    def key_by_name(self) -> dict[str, FilterKey]:
        """Return the keys by name."""
        return {key.name: key for key in self.keys}


@dataclass(frozen=True)
class FilterTerm:
    """One filter: words (a phrase in its quotes), a sign with a name, or a key with a value."""

    key: str
    value: str

    @property
    def text(self) -> str:
        """Return the term as it is written."""
        if self.key == WORD:
            return self.value
        if self.key.isalpha():
            needs_quotes = " " in self.value or self.value.startswith("//")
            return f"{self.key}:{_quote(self.value)}" if needs_quotes else f"{self.key}:{self.value}"
        needs_quotes = " " in self.value or not _has_letter(self.value)
        return f"{self.key}{_quote(self.value)}" if needs_quotes else f"{self.key}{self.value}"


@dataclass(frozen=True)
class FilterChip:
    """A filter that is set, and the line without it."""

    label: str
    rest: str


@dataclass(frozen=True)
class FilterLine:
    """The filters of a line in their order, and what is wrong with the others, a sentence each."""

    terms: tuple[FilterTerm, ...] = ()
    problems: tuple[str, ...] = ()

    @property
    def text(self) -> str:
        """Return the line that is read as these terms."""
        return _join(self.terms)

    @property
    def words(self) -> str:
        """Return what is searched for, as `core.search` reads it."""
        return " ".join(self.values(WORD))

    def values(self, key: str) -> tuple[str, ...]:
        """Return what a sign or key is set to."""
        return tuple(term.value for term in self.terms if term.key == key)

    def value(self, key: str) -> str:
        """Return what a key is set to, "" if it is not."""
        return next(iter(self.values(key)), "")

    def with_value(self, key: str, value: str) -> str:
        """Return the line with a key set to a value, or not set if it is empty."""
        others = [term for term in self.terms if term.key != key]
        return _join([*others, FilterTerm(key, value)] if value else others)

    def chips(
        self, grammar: FilterGrammar, names: Mapping[FilterTerm, str] | None = None
    ) -> Iterator[FilterChip]:
        """Yield what is set: the words together, each other term by itself; `names` has labels for terms."""
        if self.words:
            rest = tuple(term for term in self.terms if term.key != WORD)
            yield FilterChip("“{}”".format(self.words.replace('"', "")), _join(rest))
        for term in self.terms:
            if term.key != WORD:
                rest = tuple(other for other in self.terms if other != term)
                yield FilterChip(_label(term, grammar, names or {}), _join(rest))


def _quote(value: str) -> str:
    return f'"{value}"'


def _has_letter(name: str) -> bool:
    """Return whether a sign before a word makes it a name: `#1234` is a ticket, `+40 %` a change."""
    return any(character.isalpha() for character in name)


def _join(terms: Iterable[FilterTerm]) -> str:
    return " ".join(term.text for term in terms)


def _label(term: FilterTerm, grammar: FilterGrammar, names: Mapping[FilterTerm, str]) -> str:
    key = grammar.key_by_name.get(term.key)
    if key is None:
        return f"{term.key}{names.get(term, term.value)}"
    return f"{key.name} {key.labels.get(term.value, term.value)}"


def parse_filter_line(text: str, grammar: FilterGrammar) -> FilterLine:
    """Read a line. Never fails: a filter that the list does not have, or a wrong value, is a problem."""
    terms: list[FilterTerm] = []
    problems: list[str] = []
    for token in _TOKEN.findall(text.replace("\0", " ")):
        try:
            terms += [term for term in _read_token(token, grammar) if term not in terms]
        except _WrongFilter as error:
            problems.append(str(error))
    problems += [
        f"{key.name}: is set to {' and '.join(values)}; one value is enough."
        for key in grammar.keys
        if not key.repeats and len(values := [term.value for term in terms if term.key == key.name]) > 1
    ]
    return FilterLine(tuple(terms), tuple(problems))


class _WrongFilter(ValueError):
    """A token that is meant as a filter and is none of this list."""


def _read_token(token: str, grammar: FilterGrammar) -> Iterator[FilterTerm]:
    """Yield the terms that a token says: one, or a word and the phrase that follows it without a space."""
    head, quote, phrase = token.partition('"')
    phrase = " ".join(phrase.replace('"', " ").split())
    sign, name = head[:1], head[1:] + phrase
    if sign and sign in grammar.signs and (phrase or _has_letter(name)):
        yield FilterTerm(sign, name)
    elif keyed := _KEYED.fullmatch(head):
        yield from _read_key(keyed[1].lower(), keyed[2] + phrase, head, grammar)
    else:
        if head:
            yield FilterTerm(WORD, head)
        if quote and phrase:
            yield FilterTerm(WORD, f'"{phrase}"')


def _read_key(name: str, value: str, token: str, grammar: FilterGrammar) -> Iterator[FilterTerm]:
    key = grammar.key_by_name.get(name)
    if key is None and not value:  # a word before a colon
        yield FilterTerm(WORD, token)
    elif key is None:
        filters = join_names(f"{key.name}:" for key in grammar.keys)
        raise _WrongFilter(
            f"This list has no filter {name}:; it has {filters}. To search for “{token}”, put it in quotes."
        )
    elif not value:
        raise _WrongFilter(f"{name}: needs a value: {describe_values(key)}.")
    elif key.labels and slug(value) not in key.labels:
        raise _WrongFilter(f"{name}: cannot be {value!r}; it can be {describe_values(key)}.")
    else:
        yield FilterTerm(name, slug(value) if key.labels else value)


def describe_values(key: FilterKey) -> str:
    """Return what a key can be set to, in words."""
    *values, last = list(key.labels) or [key.hint]
    return f"{', '.join(values)} or {last}" if values else last
