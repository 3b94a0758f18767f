"""What the head of a column says: "So what (impact)", "With / for whom", "Messbares Ergebnis"."""

import re
from collections.abc import Collection
from functools import lru_cache

from vividmap.core.lazy_pattern import lazy_pattern
from vividmap.formats.notes.labels import has_label, is_phrase_of_any_kind
from vividmap.formats.notes.vocabulary import key_of, load_table, phrase_set, phrases, split_words

_BRACKETS = lazy_pattern(r"[(\[（][^()\[\]（）]{0,60}[)\]）]")
_BETWEEN = lazy_pattern(r"[/,;&+|·–—?]|\s-\s|\b(?:or|and|oder|und|ou|et|o|y|e|of|en)\b", re.IGNORECASE)
_POSSESSIVES = frozenset(
    "my our your the mein meine unser unsere mon ma mes mi mis meu minha mio mia mijn".split()
)
_LAST_WORD_TABLES = ("outcome", "date", "link")
_BEHIND = frozenset("on for to of so in per auf für fur sur pour para en sul voor op для на".split())
_NAMES = {"deed": "what", "outcome": "outcome", "people": "with"}
"""The label of a field for what a table of heads says."""


@lru_cache(maxsize=2048)
def head_key(head: str) -> str:
    """Return the label of a field that the head of a column says, else its words as a key.

    "So what (impact)" is "so what", "With / for whom" is "with", "Thing I did" is "what".
    """
    key = key_of(head)
    if _is_known(key):
        return _as_label(key)
    bare = _BRACKETS.sub(" ", head)
    inside = [bracket[1:-1] for bracket in _BRACKETS.findall(head)]
    for part in (bare, *inside, *_BETWEEN.split(bare)):
        words = key_of(part).split()
        part_key = " ".join(words[words[:1] != [] and words[0] in _POSSESSIVES :])
        if _is_known(part_key):
            return _as_label(part_key)
    return _by_one_word(key_of(bare).split()) or key


def is_deed_head(head: str) -> bool:
    """Return whether the head of a column says that it tells what was done."""
    return head_key(head) in phrase_set("columns", "deed")


def is_rating_head(head: str) -> bool:
    """Return whether the head of a column says that it tells how strong a line is."""
    return head_key(head) in phrase_set("columns", "rating")


def has_head_label(head: str, tables: Collection[str]) -> bool:
    """Return whether the head of a column is a label of one of these tables."""
    return any(has_label(head_key(head), table) for table in tables)


@lru_cache(maxsize=2048)
def languages_of(key: str, table: str) -> frozenset[str]:
    """Return the languages in which a table of heads has a key."""
    return frozenset(
        language for language, value in load_table("columns")[table].items() if key in split_words(value)
    )


def _is_known(key: str) -> bool:
    return key in phrases("labels") or key in phrases("columns") or is_phrase_of_any_kind(key)


def _as_label(key: str) -> str:
    """Return a key as the label of a field that means the same, where it is one of a table of heads alone."""
    if key in phrases("labels"):
        return key
    return _NAMES.get(phrases("columns").get(key, ""), key)


def _by_one_word(words: list[str]) -> str:
    """Return the label that the last word is, "messbares Ergebnis", or the first: "impact on revenue"."""
    if len(words) < 2:
        return ""
    if any(has_label(words[-1], table) for table in _LAST_WORD_TABLES):
        return words[-1]
    return words[0] if words[1] in _BEHIND and has_label(words[0], "outcome") else ""
