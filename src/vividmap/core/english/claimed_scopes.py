"""Phrases that claim how far something reached: "across the company", "several teams"."""

import re
from typing import NamedTuple

from vividmap.core.lazy_pattern import lazy_pattern

_COMPANY = r"(?:organi[sz]ation|company|org|business|department|division|firm)"
_QUANTIFIER = r"(?:several|multiple|many|various|numerous)"
_SCOPE_PHRASES = {
    "beyond": r"(?:across|throughout|by|over|in) the (?:whole |entire )?industry"
    r"|industry[- ]wide|world[- ]?wide|globally"
    r"|(?:outside|beyond) (?:of )?the (?:company|organi[sz]ation|business)|(?:across|in) other companies",
    "org": r"(?:across|throughout|for|by|in|over|to|scope:)"
    r" (?:all of |the (?:whole |entire |wider )?|our (?:whole |entire )?)?"
    rf"(?:engineering (?:org|department)|{_COMPANY})\b"
    r"|(?:across|throughout|for|by) (?:all of )?engineering\b"
    rf"|the (?:whole|entire) (?:{_COMPANY}|engineering)\b"
    rf"|(?:{_COMPANY}|engineering|group)[- ]wide"
    r"|(?:all|every) (?:of the |the |our |engineering |product |other )*teams?\b|every engineer\b"
    r"|all (?:our )?engineers\b|(?:all|every) (?:of the |the |our )?departments?\b"
    r"|multiple (?:departments|organi[sz]ations|divisions)",
    "teams": r"cross[- ]team|across teams\b|team boundaries"
    r"|(?:across|for|in|by|to|with|of|between) (?:other|different) (?:[\w-]+ )?teams\b"
    rf"|{_QUANTIFIER} (?:[\w-]+ )?teams\b",
}
_PATTERNS = {
    scope: lazy_pattern(rf"\b(?:{phrases})", re.IGNORECASE) for scope, phrases in _SCOPE_PHRASES.items()
}


class ClaimedScope(NamedTuple):
    """A reach that a sentence claims: where it stands, how wide it is, and in which words."""

    start: int
    scope: str
    words: str


def find_scopes(text: str) -> list[ClaimedScope]:
    """Return every phrase of a text that claims a reach beyond the author's team, in order."""
    claims: list[ClaimedScope] = []
    for scope, pattern in _PATTERNS.items():  # the widest first
        for match in pattern.finditer(text):
            if not any(
                claim.start < match.end() and match.start() < claim.start + len(claim.words)
                for claim in claims
            ):
                claims.append(ClaimedScope(match.start(), scope, match.group()))
    return sorted(claims)
