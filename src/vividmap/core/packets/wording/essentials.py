"""Which sentences of a note state a fact that its reader must know, and which only give colour."""

from vividmap.core.english.credit import is_credit
from vividmap.core.english.essentials import AGREEMENT, CAUSE, FINDING, FOUND_CAUSE, OWNERSHIP
from vividmap.core.english.quantities import is_quantified
from vividmap.core.lazy_pattern import lazy_pattern

MORE_WORDS = 24
"""Words by which a bullet may be longer for the sake of facts."""

_NAME = lazy_pattern(r"(?<=[a-z,;] )(?!I\b)[A-Z][\w’'-]+|\b[A-Z]{2,}\b")
_PATTERNS = (AGREEMENT, CAUSE, FINDING, FOUND_CAUSE, OWNERSHIP, _NAME)


def is_essential(sentence: str) -> bool:
    """Return whether a sentence holds a number or a name, or says who agreed, the cause, or what was found.

    One in brackets is an aside all the same, unless it says whose work it was.
    """
    if is_credit(sentence):
        return True
    if sentence.startswith("("):
        return False
    return is_quantified(sentence) or any(pattern.search(sentence) for pattern in _PATTERNS)
