"""English words in a criterion that name a scope or a kind of evidence."""

import re
from typing import NamedTuple

from vividmap.core.english.stems import stems
from vividmap.core.lazy_pattern import lazy_pattern
from vividmap.core.vocabulary import SCOPES

_SCOPE_WORDS = {
    "beyond": r"industry|open[- ]source|conferences?|externally"
    r"|(?:outside|beyond) (?:of )?the (?:company|organi[sz]ation|business)",
    "org": r"organi[sz]ation(?:al|ally)?(?:-wide)?|compan(?:y|ies)(?:-wide)?|departments?|division"
    r"|(?:engineering|business|org|group)-wide|across (?:all of )?engineering|(?:the|wider) business",
    "teams": r"cross[- ]team|(?:other |several |multiple |many |across ){0,3}(?:\w+ )?teams(?!')",
    "team": r"(?:(?:the|their|your|my|own|a) ){0,3}team(?:'s)?\b(?!s)",
}
_SCOPE_PATTERNS = {
    scope: lazy_pattern(rf"\b(?:{words})", re.IGNORECASE) for scope, words in _SCOPE_WORDS.items()
}
_KIND_WORDS = {
    "decision": "architecture architectural artifact decision design direction proposal standard strategy",
    "unblocked": "accelerate coach enable grow help mentor support teach unblock",
    "prevented": "failure incident outage prevent quality reliability resilience risk security",
    "led": "deliver drive execute initiative lead own project",
}
_KIND_BY_STEM = {stem: kind for kind, words in _KIND_WORDS.items() for stem in stems(words)}


class ScopePhrase(NamedTuple):
    """A scope that a text names, and the words that name it."""

    scope: str
    words: str


def find_scope(text: str) -> ScopePhrase | None:
    """Return the widest scope that a text names, None if it names none."""
    for scope in reversed(SCOPES):
        if match := _SCOPE_PATTERNS[scope].search(text):
            return ScopePhrase(scope, match.group())
    return None


def find_kinds(text: str) -> dict[str, str]:
    """Return the kinds of evidence that a text speaks of, each with the first word that does."""
    word_by_kind: dict[str, str] = {}
    for stem, word in stems(text).items():
        if stem in _KIND_BY_STEM:
            word_by_kind.setdefault(_KIND_BY_STEM[stem], word)
    return word_by_kind
