"""An arrow that is not between two amounts: a move from one thing to another, or one thing after another.

    moved webpack->rspack      ->  moved webpack → rspack
    moved from Jenkins -> Drone  ->  moved from Jenkins to Drone
    read -> write              ->  read, then write

Only an arrow between blanks can mean "then": one without blanks between two names is part of what they say.
"""

import re

from vividmap.core.english.technologies import find_technologies
from vividmap.core.lazy_pattern import lazy_pattern

_ARROW = lazy_pattern(r"(?P<before>\s?)(?:->|=>|→|➔|⇒)(?P<after>\s?)\s*")
_JOINED, _FROM_TO, _THEN = " → ", " to ", ", then "
_MAX_CONTEXT = 80
"""Characters on either side of an arrow that say what it means."""
_CLAUSE_END = lazy_pattern(r"[,;:.!?()](?:\s|$)|->|=>|→")
_LEADS_FROM = lazy_pattern(r"\bfrom \S+(?: \S+){0,2}$", re.IGNORECASE)
_MOVE = (
    r"(?:re)?(?:mov|migrat|switch|port|convert|chang|renam|replac|transition|upgrad|rewr|swap)[a-z]*"
    r"|umzug|umgezogen|umgestellt|migriert|migré|migration|bascul[a-z]*|migr[aeoó][a-z]*"
)
_NO_NAME = r"(?!(?:to|into|off|onto|the|our|my|all|a|an|it|them|\d\S*) )"
_MOVES_BEFORE = lazy_pattern(rf"\b(?:{_MOVE})(?: {_NO_NAME}[^\W\d]\S*){{1,3}}$", re.IGNORECASE)
_MOVES_AFTER = lazy_pattern(rf"^\S+(?: \S+)? (?:{_MOVE}|cut-?over)\b", re.IGNORECASE)
_AROUND_WORDS = ".,;:!?()[]\"'“”`*_@#"


def word_arrows(text: str) -> str:
    """Return a text with the arrows that stand between no amounts in words, or joining two names."""
    return _ARROW.sub(_word_arrow, text) if _ARROW.search(text) else text


def _word_arrow(match: re.Match[str]) -> str:
    text = match.string
    before = text[max(0, match.start() - _MAX_CONTEXT) : match.start()].rstrip()
    after = text[match.end() : match.end() + _MAX_CONTEXT]
    clause = _last_clause(before)
    is_glued = not match["before"] and not match["after"]
    if is_glued and _is_name(before) and after[:1].isalnum():
        return _JOINED
    if _LEADS_FROM.search(clause) and " to " not in clause:
        return _FROM_TO
    is_move = _MOVES_BEFORE.search(clause) or _MOVES_AFTER.search(after)
    return _JOINED if is_move or _is_between_technologies(before, after) else _THEN


def _last_clause(text: str) -> str:
    ends = [match.end() for match in _CLAUSE_END.finditer(text)]
    return text[ends[-1] :] if ends else text


def _is_name(text: str) -> bool:
    """Return whether the last word of a text begins with a letter: not "6min"."""
    return _strip_word(text.split()[-1:])[:1].isalpha()


def _is_between_technologies(before: str, after: str) -> bool:
    """Return whether an arrow joins two technologies: "Jenkins -> Drone"."""
    first, second = _strip_word(before.split()[-1:]), _strip_word(after.split()[:1])
    return bool(first and second and find_technologies(first) and find_technologies(second))


def _strip_word(words: list[str]) -> str:
    return "".join(words).strip(_AROUND_WORDS)
