"""Whether a text tells what was done, or what came of it."""

import re
from functools import lru_cache

from vividmap.core.english.verbs import VERBS
from vividmap.core.lazy_pattern import lazy_pattern
from vividmap.core.results.reading import CHANGE, CONSEQUENCE, read_result
from vividmap.core.text import fold
from vividmap.formats.notes.vocabulary import load_table

_DEED = lazy_pattern("|".join(load_table("phrases")["deed"].values()), re.IGNORECASE)
_NO_DEED = lazy_pattern(r"(?:café|comité|bebé|allí|aquí|así|también|según|quizá)\b", re.IGNORECASE)
_PAST = frozenset(
    "did had was were went got made took led ran built shipped grew gave wrote kept spoke taught won drove "
    "held sold set cut put found dropped began brought chose came fell fought left lost met paid read saw "
    "sent stood told".split()
)
_AS_AN_ORDER = frozenset(
    "beat bid broadcast burst cast cost cut hit hurt let put quit read run set shed shut split spread".split()
)
"""Verbs whose past is their infinitive too: "Cut the build time" may be a plan."""
_NO_WORK = frozenset(
    "blocked cancelled canceled had planned postponed scheduled skipped was went were".split()
)
"""What a line says that tells of no work: "Blocked by Legal", "planned for Q3"."""
_OWN_DEED = lazy_pattern(
    r"(?<![\w’'])(?<![Ww]hat )(?<![Hh]ow )(?<![Tt]hat )(?<![Tt]hings )"
    r"(?:I|we|i) (?:also |just |finally |then |only )?(?P<verb>[^\W\d_]{3,})"
)
_CLAUSE = lazy_pattern(r"(?:[.;:,!?–—-]|\b(?:and|but|then|und|dann|et|puis|y|e|en)\b)\s")
_FIRST_WORD = lazy_pattern(
    r"\W*(?:(?:also|just|finally|then|only|even|still)\s)?(?P<word>[^\W\d_]+(?:-[^\W\d_]+)?)"
)
_GERMAN_PARTICIPLE = lazy_pattern(
    r"(?:ab|an|auf|aus|bei|durch|ein|fest|um|vor|weiter|zu|zurück|zusammen)?ge[^\W\d_]{3,20}(?:t|en)"
    r"|[^\W\d_]{3,20}iert"
)
_LONGEST = 1_000


def has_result(text: str) -> bool:
    """Return whether a text states what came of the work."""
    return bool(_form_of_result(text[:1_000]))


def has_measured_result(text: str) -> bool:
    """Return whether a text states a change or a quantity that came of the work."""
    return _form_of_result(text[:1_000]) not in ("", CONSEQUENCE)


def has_change(text: str) -> bool:
    """Return whether a text states a change from one quantity to another."""
    return _form_of_result(text[:1_000]) == CHANGE


@lru_cache(maxsize=16384)
def _form_of_result(text: str) -> str:
    """Return the form of the result that a text states, "" where it states none."""
    result = read_result(text)
    return result.form if result else ""


def is_deed(text: str) -> bool:
    """Return whether a text begins with what somebody did: "Moved", "Ayudé a", "J'ai"."""
    if _DEED.match(text) and not _NO_DEED.match(text):
        return True
    first = re.match(r"[^\W\d_]+(?:-[^\W\d_]+)?", text)
    if not first:
        return False
    word = fold(first[0]).removeprefix("re-").removeprefix("co-")
    return word in VERBS or word in _PAST or (word.endswith("ed") and len(word) > 4)


def has_deed(text: str) -> bool:
    """Return whether a clause of a text surely tells a deed: "sick, but rolled back the deploy", "I wrote …".

    What may be an order too does not count: "Cut the build time".
    """
    text = text[:_LONGEST]
    if any(_is_past(match["verb"]) for match in _OWN_DEED.finditer(text)):
        return True
    return any(_is_told_clause(clause.strip(" .!")) for clause in _CLAUSE.split(text))


def is_told_as_done(text: str) -> bool:
    """Return whether a line begins with what surely was done: "Moved 14 of 40 services", not "Move …"."""
    return _is_told_clause(text[:_LONGEST].split(". ", 1)[0])


def is_whole_deed(line: str) -> bool:
    """Return whether a line tells a deed in several words: it heads no list."""
    return len(line.split()) > 2 and is_told_as_done(line)


def _is_told_clause(clause: str) -> bool:
    if _DEED.match(clause) and not _NO_DEED.match(clause):
        return True
    first = _FIRST_WORD.match(clause)
    if first is None:
        return False
    words = clause.split()
    is_german = len(words) > 2 and _GERMAN_PARTICIPLE.fullmatch(words[-1]) is not None
    return is_german or _is_past(first["word"])


def _is_past(word: str) -> bool:
    """Return whether a word is surely a verb in the past."""
    folded = fold(word).removeprefix("re-").removeprefix("co-")
    return folded not in _AS_AN_ORDER | _NO_WORK and (
        folded in VERBS or folded in _PAST or (folded.endswith("ed") and len(folded) > 4)
    )
