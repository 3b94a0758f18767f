"""Which part of a long sentence is moved to the front, and what follows it."""

import re
from bisect import bisect_left

from vividmap.core.english.asides import OPENING
from vividmap.core.english.quantities import is_quantified
from vividmap.core.english.verbs import FINITE, is_past_form
from vividmap.core.lazy_pattern import lazy_pattern
from vividmap.core.packets.sentences import outside_marks
from vividmap.core.packets.wording.forms import without_stop

MAX_LEAD = 24
"""Words at most of what is fronted."""
_MAX_BRACKET = 4
_LONG_BRACKET = lazy_pattern(r"^(?P<lead>.{12,}?) (?P<aside>\([^()]{25,}\))\W*$")
_WORD = lazy_pattern(r"\S++")
_SIDE_CLAUSE = (
    r"(?:and |but )?(?:because|since|so that|such that|that|although|though|whereas|while|when|where"
    r"|until|unless|once|if|before|after|as|who|whom|whose)\b"
)
BEGINS_SIDE_CLAUSE = lazy_pattern(_SIDE_CLAUSE, re.IGNORECASE)
"""What begins like this cannot be a sentence by itself."""
_IS_SUBJECT = r"(?:is|was|has|had|are|were|will|can|could|would|now|also|[a-z]{2,15}(?:s|ed))\b"
_BREAK = lazy_pattern(
    rf"(?:, (?!{_SIDE_CLAUSE})(?!which (?!{_IS_SUBJECT}))(?:and |but |so |which )?|: | – | — )", re.IGNORECASE
)
"""Where a long sentence may be cut: what follows can stand as a sentence of its own.

"Which Finance puts at $2M" cannot, without its object.
"""

_CLAUSE_STARTS = (": ", "; ", ", ", " – ", " — ")
_OPENS_WITH_TIME = lazy_pattern(
    r"(?:after|at|before|by|despite|during|following|for|given|in|on|since|through|throughout|under|until|when"
    r"|while|with|within|without|as|if|once|because)\b[^,:;]*$",
    re.IGNORECASE,
)
"""A sentence as far as its first comma, which says when or why, and not yet what."""
_PARTICIPLE = lazy_pattern(r"(?:thus |thereby |hence |also )?[a-z]{2,}ing\b")
_ARTICLE = lazy_pattern(r"(?:an?|the)\b", re.IGNORECASE)


def can_stand_apart(head: str, rest: str) -> bool:
    """Return whether what follows a comma in a sentence is true as a sentence of its own.

    In "mentored Ana: she passed, led the upgrade" it is Ana who led. "Resulting in 3 % less" and the next
    item of a list are no sentences.
    """
    if _OPENS_WITH_TIME.match(head) or _PARTICIPLE.match(rest):
        return False
    words = rest.casefold().split()
    if _is_deed_word(words[0]):
        return not _has_other_subject(head)
    if not _ARTICLE.match(rest):
        return True
    return any(map(_is_deed_word, words)) and not _PARTICIPLE.match(_last_clause(head))


def _has_other_subject(head: str) -> bool:
    """Return whether the last clause of a text has a subject that is not the author."""
    words = _last_clause(head).casefold().split()
    while words and words[0] in ("and", "then", "also", "but", "so"):
        words = words[1:]
    if not words or words[0] in ("i", "we") or _is_deed_word(words[0]):
        return False
    return any(map(_is_deed_word, words[1:]))


def _last_clause(text: str) -> str:
    return min((text.rpartition(start)[2] for start in _CLAUSE_STARTS), key=len)


def _is_deed_word(word: str) -> bool:
    return word in FINITE or is_past_form(word)


def front(text: str, longest: int = MAX_LEAD) -> tuple[str, str]:
    """Return the part of a sentence to be fronted, and the rest as a sentence of its own, "" if none."""
    text = without_stop(OPENING.sub("", text))
    if (bracket := _LONG_BRACKET.match(text)) and len(bracket["aside"].split()) > _MAX_BRACKET:
        return bracket["lead"], bracket["aside"].strip("()")
    if len(text.split()) <= longest:
        return text, ""
    word_starts = [word.start() for word in _WORD.finditer(text)]
    breaks = [
        match
        for match in outside_marks(text, _BREAK.finditer(text))
        if 4 <= bisect_left(word_starts, match.start()) <= longest
        and can_stand_apart(text[: match.start()], text[match.end() :])
    ]
    quantified_breaks = [match for match in breaks if is_quantified(text[: match.start()])]
    if not breaks:
        return text, ""
    place = (quantified_breaks or breaks)[-1]
    return text[: place.start()], text[place.end() :].strip()
