"""Which part of a long sentence is moved to the front, and what follows it."""

from bisect import bisect_left

from vividmap.core.english.asides import OPENING
from vividmap.core.english.quantities import is_quantified
from vividmap.core.lazy_pattern import lazy_pattern
from vividmap.core.packets.wording.forms import without_stop

MAX_LEAD = 24
"""Words of what is fronted."""
_MAX_BRACKET = 4
_LONG_BRACKET = lazy_pattern(r"^(?P<lead>.{12,}?) (?P<aside>\([^()]{25,}\))\W*$")
_WORD = lazy_pattern(r"\S++")
_BREAK = lazy_pattern(r"(?:, (?:and |but |so |which )?|: | – | — | because )")


def front(text: str, longest: int = MAX_LEAD) -> tuple[str, str]:
    """Return the part of a sentence to be fronted, and the rest as a sentence of its own, "" where all is."""
    text = without_stop(OPENING.sub("", text))
    if (bracket := _LONG_BRACKET.match(text)) and len(bracket["aside"].split()) > _MAX_BRACKET:
        return bracket["lead"], bracket["aside"].strip("()")
    if len(text.split()) <= longest:
        return text, ""
    word_starts = [word.start() for word in _WORD.finditer(text)]
    breaks = [
        match for match in _BREAK.finditer(text) if 4 <= bisect_left(word_starts, match.start()) <= longest
    ]
    quantified_breaks = [match for match in breaks if is_quantified(text[: match.start()])]
    if not breaks:
        return text, ""
    place = (quantified_breaks or breaks)[-1]
    tail_start = place.start() if place[0] == " because " else place.end()
    return text[: place.start()], text[tail_start:].strip()
