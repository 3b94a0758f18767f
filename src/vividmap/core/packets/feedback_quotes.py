"""What of feedback is its giver's own words: a quotation, or a rating."""

import re

from vividmap.core.english.quotations import QUOTATION
from vividmap.core.lazy_pattern import lazy_pattern

_MIN_QUOTED = 3
_LONGEST_LEAD = 70
"""Characters in front of a quotation that only say whose words it is, and where they were said."""
_SAYING_END = lazy_pattern(
    r"(?:[:,–—]|\b(?:said|says|wrote|writes|told me|noted|called it|puts? it))\s*$", re.IGNORECASE
)
_RATING = lazy_pattern(r"(?:he |she |they )?(?:rated|rating)(?: me)?:? (?P<rating>\S.*)", re.IGNORECASE)


def find_quotation(text: str) -> str:
    """Return the quotation that a note of feedback is, without what says whose words they are; else ""."""
    quotation = next((match for match in QUOTATION.finditer(text) if _is_long(match[0])), None)
    if quotation is None or quotation[0].startswith("`"):
        return ""
    lead = text[: quotation.start()]
    is_only_lead = not lead.strip() or (len(lead) <= _LONGEST_LEAD and bool(_SAYING_END.search(lead)))
    return quotation[0] if is_only_lead else ""


def _is_long(quotation: str) -> bool:
    return len(quotation.split()) >= _MIN_QUOTED


def find_rating(text: str) -> str:
    """Return the rating that a note of feedback tells: “exceeds” in "rated “exceeds”"; else ""."""
    match = _RATING.fullmatch(text.strip(" ."))
    return match["rating"] if match else ""
