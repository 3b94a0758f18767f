"""Which part of a long sentence is moved to the front, and what follows it."""

import re
from bisect import bisect_left

from vividmap.core.english.asides import OPENING
from vividmap.core.english.quantities import is_quantified
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
_BREAK = lazy_pattern(rf"(?:, (?!{_SIDE_CLAUSE})(?:and |but |so |which )?|: | – | — )", re.IGNORECASE)
"""Where a long sentence may be cut: what follows can stand as a sentence of its own."""


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
    ]
    quantified_breaks = [match for match in breaks if is_quantified(text[: match.start()])]
    if not breaks:
        return text, ""
    place = (quantified_breaks or breaks)[-1]
    return text[: place.start()], text[place.end() :].strip()
