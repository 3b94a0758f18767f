"""Whose a document says it is: by its author's line or a name behind its title, if unmistakable."""

import re

from vividmap.core.lazy_pattern import lazy_pattern

_HEAD_LINES = 12
"""How many lines at the start of a document are searched for what it is."""
_WORD = r"[^\W\d_][^\W\d_'’.-]*(?:['’-][^\W\d_]+)*\.?"
_NAME = rf"(?P<name>{_WORD}(?: {_WORD}){{0,3}})"
_AUTHOR = lazy_pattern(
    r"\W*+(?P<label>author|created by|written by|prepared by|employee|employee name|name|autore?a?|auteur"
    rf"|verfasser(?:in)?|mitarbeiter(?:in)?|imię|nome|nom|nombre)[^\w:：]*+[:：]\W*+{_NAME}\W*+",
    re.IGNORECASE,
)
_TITLE = lazy_pattern(
    r"\W*+(?:[\w-]+ ){0,2}(?:brag (?:doc(?:ument)?|sheet|list)|hype doc|work ?log|work journal|wins"
    rf"|achievements|accomplishments|self[- ](?:review|assessment)|performance review)(?: \d{{4}})?"
    rf"\s*+[-–—|:]\s*+{_NAME}\W*+",
    re.IGNORECASE,
)
_OWNED = lazy_pattern(
    rf"\W*+{_NAME}['’]s (?:brag (?:doc(?:ument)?|sheet|list)|hype doc|work ?log|wins|achievements"
    r"|accomplishments|self[- ](?:review|assessment))\W*",
    re.IGNORECASE,
)
_WHOLE_NAME_LABELS = frozenset("name nome nom nombre imię employee".split())
"""Labels that also stand for other things: a first name alone after them is not the owner."""
_NO_NAMES = frozenset("me myself team engineering payments platform untitled draft work unknown".split())


def find_owner_name(text: str) -> str:
    """Return the name of the author that a document states, "" if it states none or several."""
    lines = [line.strip() for line in text.split("\n", 40)[:40] if line.strip()][:_HEAD_LINES]
    names = {name for line in lines if len(line) < 120 and (name := _name_in(line))}
    return names.pop() if len(names) == 1 else ""


def _name_in(line: str) -> str:
    if match := _AUTHOR.fullmatch(line):
        needs_whole_name = match["label"].casefold() in _WHOLE_NAME_LABELS
        return _personal_name(match["name"], min_words=2 if needs_whole_name else 1)
    match = _TITLE.fullmatch(line) or _OWNED.fullmatch(line)
    return _personal_name(match["name"], min_words=2) if match else ""


def _personal_name(text: str, min_words: int) -> str:
    words = text.split()
    is_name = all(word[:1].isupper() and not (len(word) > 2 and word.isupper()) for word in words)
    return text if is_name and len(words) >= min_words and text.casefold() not in _NO_NAMES else ""
