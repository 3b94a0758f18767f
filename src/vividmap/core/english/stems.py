"""The words of a text that mean something, by their stems: "reviewed" and "reviewing" are both "review".

Endings are those of English, taken off by a table: a rule of thumb, which now and then takes one off too
many, and does so for both of two texts that are compared. Words of other languages are compared as written.
"""

from collections.abc import Mapping
from functools import lru_cache
from types import MappingProxyType

from vividmap.core.text import words

_STOP_WORDS = frozenset(
    "a about above across after all also an and another any are as at back be been before being both but "
    "by can could day days did do does done down during each either else even ever every few first for "
    "from get gets give given gives had has have having he her here his how i if in including into is it "
    "its itself just last least less like long longer made make makes making many may me might month more "
    "most much must my myself need needed needs new next no nor not now of off often on once one only or "
    "other others our out over own per rather same several shall she should since so some such than that "
    "the their them themselves then there these they this those through time times to too two under until "
    "up upon us use used uses using very was way ways we week well were what when where whether which "
    "while who whom whose why will with within without would year yet you your "
    "anybody anyone anything everybody everyone everything nobody none nothing somebody someone something "
    # What every line of a ladder or of a work log may say, and what therefore tells none from another.
    "able engineer engineers engineering expected level look looked looking looks person people software "
    "team teams thing things work worked working works".split()
)
_ENDINGS = (
    ("ational", 3),
    ("ations", 3),
    ("ation", 3),
    ("ating", 3),
    ("ional", 3),
    ("ments", 4),
    ("ment", 4),
    ("ated", 3),
    ("ates", 3),
    ("ings", 3),
    ("ions", 3),
    ("ship", 3),
    ("ate", 3),
    ("ing", 3),
    ("ion", 4),
    ("ies", 3),
    ("ied", 3),
    ("ers", 3),
    ("al", 4),
    ("ed", 3),
    ("er", 3),
    ("es", 3),
    ("ic", 5),
    ("ly", 4),
    ("e", 3),
    ("s", 3),
    ("y", 3),
)
"""Endings, the longest first, and how many letters have to be left."""
_IRREGULAR = {
    "led": "lead",
    "wrote": "writ",
    "written": "writ",
    "built": "build",
    "taught": "teach",
    "decid": "decis",
    "grew": "grow",
    "grown": "grow",
    "growth": "grow",
}


@lru_cache(maxsize=16384)
def stems(text: str) -> Mapping[str, str]:
    """Return by stem the word of a text as it was first written, without case or accents, in their order."""
    word_by_stem: dict[str, str] = {}
    for word in words(text):
        if word not in _STOP_WORDS and not word.isdigit() and (len(word) > 1 or not word.isascii()):
            word_by_stem.setdefault(stem(word), word)
    return MappingProxyType(word_by_stem)


def is_stop_word(word: str) -> bool:
    """Return whether a folded word means nothing by itself."""
    return word in _STOP_WORDS


@lru_cache(maxsize=32768)
def stem(word: str) -> str:
    """Return a folded word without its endings."""
    while (shorter := _without_ending(word)) != word:
        word = shorter
    return word


def _without_ending(word: str) -> str:
    if word in _IRREGULAR:
        return _IRREGULAR[word]
    for ending, minimum in _ENDINGS:
        if word.endswith(ending) and len(word) - len(ending) >= minimum and not word.endswith(("ss", "us")):
            cut = word[: -len(ending)]
            # "planned" is "plan"; "passed" and "called" lose no letter of their own.
            return cut[:-1] if cut[-1:] == cut[-2:-1] and cut[-1] not in "lsz" else cut
    return word
