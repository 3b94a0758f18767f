"""A phrase of privacy as a pattern, with the letters by which most texts are passed over."""

import re
from typing import NamedTuple

from vividmap.core.lazy_pattern import lazy_pattern


class PrivacyPhrase(NamedTuple):
    """A pattern, and letters of which folded text has some wherever the pattern matches."""

    hints: frozenset[str]
    pattern: re.Pattern[str]


def privacy_phrase(hints: str, pattern: str) -> PrivacyPhrase:
    """Return a phrase compared without regard to case; `hints` are separated by bars."""
    return PrivacyPhrase(frozenset(hints.split("|")), lazy_pattern(pattern, re.IGNORECASE))
