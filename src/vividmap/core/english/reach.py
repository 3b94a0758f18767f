"""Whether a text says itself for whom something was: "from four teams", "for our merchants"."""

import re

from vividmap.core.lazy_pattern import lazy_pattern

_PEOPLE = (
    r"teams?|squads?|tribes?|departments?|divisions?|orgs?|organi[sz]ations?|compan(?:y|ies)|firms?|sites?"
    r"|customers?|clients?|merchants?|users?|partners?|vendors?|suppliers?|carriers?|consumers|banks?"
    r"|hospitals?|patients?|engineers|developers|scientists|analysts|directors|managers|executives|execs"
    r"|colleagues|people|everyone|everybody|industry|community|upstream"
)
_PEOPLE_ELSEWHERE = (
    r"kund(?:e|en|in|innen)|firma|unternehmen|konzern|abteilung(?:en)?|bereiche?|alle[nr]?|entwickler(?:n|innen)?"
    r"|équipes?|clients?|clientes?|entreprise|sociétés?|développeurs|tout le monde|equipos?|empresa|equipes?"
)
_REACH_WORDS = lazy_pattern(
    rf"\b(?:{_PEOPLE}|{_PEOPLE_ELSEWHERE})\b"
    r"|\b(?:all|every|each|both|across|throughout|company-wide|open[- ]sourced?|cross-\w+|[a-z]+-wide)\b",
    re.IGNORECASE,
)


def has_reach_words(text: str) -> bool:
    """Return whether a text names people, groups or a range that something reached."""
    return _REACH_WORDS.search(text) is not None
