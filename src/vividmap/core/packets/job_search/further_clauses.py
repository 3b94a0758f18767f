"""Where what a bullet's verb governs ends: a clause behind a comma that the verb does not fit.

    Cut the run from 4 h to 20 min, and the close a day earlier  ->  the close a day earlier
    Automated the evidence, the audit took 2 days instead of 10  ->  the audit took 2 days instead of 10

Such a clause is set apart with a colon or a semicolon. What only goes on is not: a time, a place, a second
deed ("…, ran the migration"), another amount of the same.
"""

import re
from collections.abc import Callable

from vividmap.core.english.verbs import AMBIGUOUS, FINITE, OBJECTS, PARTICLES, PREPOSITIONS, VERBS
from vividmap.core.lazy_pattern import lazy_pattern
from vividmap.core.packets.sentences import outside_marks

_COMMA = lazy_pattern(r", (?:and |but )?(?=\S)")
_JOINED = re.compile(r", (?:and|but) ")
_BEGINS_WITH_AMOUNT = lazy_pattern(
    r"[~≈<>]?[-+\u2212]?[$€£¥]?\.?\d[^\s,;:]*(?: \S+){0,3}(?:$| (?:to|down|up|from)\b)"
)
_ADVERBIAL = lazy_pattern(r"(?:now|then|still|ahead|down|up|back|twice|once|\w+ly|\w+ing)\b", re.IGNORECASE)
_JOINS = frozenset(
    "and or after as because before how if nor since so than that though unless until what when where which"
    " while who whose why".split()
)
"""Words after which a verb belongs to another clause."""
_STATES = frozenset("done gone live".split())
_SUBJECT_WORDS = 5
"""The verb of a clause follows its subject within so many words."""


def split_ungoverned(remainder: str) -> tuple[str, str]:
    """Return the words behind an amount that belong to it, and the clause that does not."""
    for comma in outside_marks(remainder, _COMMA.finditer(remainder)):
        tail = remainder[comma.end() :]
        if not _is_continuation(tail):
            return remainder[: comma.start()], tail
    return remainder, ""


def _is_continuation(tail: str) -> bool:
    """Return whether words behind a comma say more about an amount: when, where, or another amount."""
    first, second, *_ = (*(word.strip(".,;:").casefold() for word in tail.split()[:2]), "", "")
    is_deed = first in VERBS - AMBIGUOUS and second not in (PREPOSITIONS | PARTICLES) - {"about"}
    is_amount = bool(_BEGINS_WITH_AMOUNT.match(tail))
    return is_deed or is_amount or first in PREPOSITIONS or bool(_ADVERBIAL.match(tail))


def split_own_clause(text: str, is_change: Callable[[str], bool]) -> tuple[str, str]:
    """Return a deed up to a clause that has a subject of its own, and that clause; "" where there is none.

    `is_change` says whether a clause is a change of an amount: "db cpu from 82% to 31%".
    """
    for comma in outside_marks(text, _COMMA.finditer(text)):
        tail = text[comma.end() :]
        if not _JOINED.match(comma[0]) and (_has_subject_and_verb(tail) or is_change(tail)):
            return text[: comma.start()], tail
    return text, ""


def _has_subject_and_verb(clause: str) -> bool:
    """Return whether a clause begins with a thing and its verb: "the audit took 2 days"."""
    words = [word.strip('.;:()"“”').casefold() for word in clause.split()[: _SUBJECT_WORDS + 2]]
    if not words or words[0] in VERBS | PREPOSITIONS | _JOINS:
        return False
    for place, word in enumerate(words[1:_SUBJECT_WORDS], 1):
        if words[place - 1] in _JOINS or words[place - 1].endswith(","):
            return False
        following_word = words[place + 1] if place + 1 < len(words) else ""
        is_past = word in VERBS - AMBIGUOUS and following_word not in {"by", "in", "of", ""}
        is_back = word == "back" and following_word in {"to", "in", "at"}
        if (is_back or word in _STATES) and words[0] not in OBJECTS:
            return True
        if is_past or (word in FINITE - VERBS and following_word):
            return True
        if word in AMBIGUOUS and following_word in OBJECTS:
            return True
    return False
