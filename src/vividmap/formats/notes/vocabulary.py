"""The words of notes in ten languages, from the data files in `words/`."""

import tomllib
from collections.abc import Iterator, Mapping
from functools import cache, lru_cache
from pathlib import Path

from vividmap.core.lazy_pattern import lazy_pattern
from vividmap.core.text import fold

_FOLDER = Path(__file__).with_name("words")
_WORD = lazy_pattern(r"[\w+/]++")


@lru_cache(maxsize=32768)
def key_of(text: str) -> str:
    """Return the words of a heading or label for comparison: "Things I’m bad at:" is "things i m bad at"."""
    return " ".join(_WORD.findall(fold(text[:200]).replace("&", " and ")))


def split_words(text: str, separator: str = ",") -> Iterator[str]:
    """Yield the entries of one value of a data file as keys."""
    return filter(None, map(key_of, text.split(separator)))


@cache
def load_table(name: str) -> Mapping[str, Mapping[str, str]]:
    """Return one data file: its tables by name."""
    return tomllib.loads((_FOLDER / f"{name}.toml").read_text("utf-8"))


@cache
def phrases(name: str) -> Mapping[str, str]:
    """Return the table of each phrase of a data file whose values are lists with commas; the first counts."""
    phrase_tables: dict[str, str] = {}
    for table, values in load_table(name).items():
        for value in values.values():
            for phrase in split_words(value):
                phrase_tables.setdefault(phrase, table)
    return phrase_tables


@cache
def phrase_set(name: str, table: str) -> frozenset[str]:
    """Return all phrases of one table of a data file."""
    return frozenset(phrase for value in load_table(name)[table].values() for phrase in split_words(value))


@cache
def word_set(name: str, table: str) -> frozenset[str]:
    """Return all single words of one table of a data file."""
    return frozenset(
        fold(word) for value in load_table(name)[table].values() for word in value.replace(",", " ").split()
    )


@cache
def given_names() -> tuple[frozenset[str], frozenset[str]]:
    """Return given names, folded: those that are nothing else, and those that are also words."""
    lines = (_FOLDER / "given_names.txt").read_text("utf-8").splitlines()
    text = " ".join(line for line in lines if not line.startswith("#"))
    names, _, common_words = text.partition("---")
    as_words = _fold_words(common_words)
    return _fold_words(names) - as_words, as_words


def _fold_words(text: str) -> frozenset[str]:
    """Return the words of a text, folded; those in ASCII all at once, which most are."""
    words = text.split()
    ascii_words = " ".join(filter(str.isascii, words))
    return frozenset(fold(ascii_words).split()).union(fold(word) for word in words if not word.isascii())
