"""How English prose claims: clauses, deeds, causes, and what is only felt or planned."""

import re
from collections.abc import Iterator
from typing import NamedTuple

from vividmap.core.english.verbs import VERBS
from vividmap.core.lazy_pattern import lazy_pattern
from vividmap.core.text import words


class ProseClause(NamedTuple):
    """A part of a sentence that says something of its own, and where it stands."""

    start: int
    end: int
    text: str


_BREAK = lazy_pattern(
    r"\s{0,9}(?:[;:]|\s[–—-]\s|\.\s|->|→)\s*(?:and |but )?"
    r"|,\s++(?:and |but |while |then |which |who |where |plus |also |as well as )?(?:also )?"
    rf"|\s{{1,9}}(?:and|but|while|as well as)\s++(?:(?:also|then)\s++)?"
    rf"(?=(?:I|we|he|she|they|it|the|my|our|{'|'.join(sorted(VERBS))})\b)",
    re.IGNORECASE,
)


def split_clauses(text: str) -> list[ProseClause]:
    """Return the clauses of a sentence, in order, without the words that join them."""
    clauses: list[ProseClause] = []
    start = 0
    for match in [*_BREAK.finditer(text), None]:
        end = match.start() if match else len(text)
        piece = text[start:end]
        clause_text = piece.strip(' .,;:!?()"“”')
        if clause_text:
            first = start + piece.index(clause_text)
            clauses.append(ProseClause(first, first + len(clause_text), clause_text))
        start = match.end() if match else end
    return clauses


_FINITE = frozenset(
    "was were had became went came fell rose ran made took gave got led held met won saw kept".split()
)
_BASE_DEEDS = frozenset(
    "lead mentor own run drive build design manage coach maintain chair organise organize teach".split()
)


def is_deed(text: str) -> bool:
    """Return whether a clause says that something was done or happened, rather than naming or feeling it."""
    return any(
        word in VERBS
        or word in _FINITE
        or word.removesuffix("s") in _BASE_DEEDS
        or (word.endswith("ed") and len(word) > 4)
        for word in words(text)
    )


_OUTLOOK = lazy_pattern(
    r"\b(?:will|shall|would like|want to|plan(?:s|ning)? to|intend|aim(?:s|ing)? to|hope|hoping"
    r"|look(?:ing)? forward|going to"
    r"|next (?:year|half|quarter|cycle|period|step)|in the (?:coming|next)|looking ahead"
    r"|going forward|my goal|my focus"
    r"|I (?:believe|think|feel|am (?:proud|grateful|happy|pleased|excited|confident|thankful|convinced|glad))"
    r"|grateful|thank(?:s|ful)?\b(?! to)|proud of|excited|should|could|can be|may)\b",
    re.IGNORECASE,
)


def is_outlook(text: str) -> bool:
    """Return whether a sentence says what somebody feels, hopes or intends, rather than what was done."""
    return bool(_OUTLOOK.search(text))


class ClaimedCause(NamedTuple):
    """A claim of cause: where its words stand, the reason and the effect; "" is the sentence before."""

    start: int
    end: int
    reason: str
    effect: str


_BACKWARD = lazy_pattern(
    r"\b(?:because(?: of)?|due to|thanks to|owing to|on account of|as a (?:direct )?(?:result|consequence) of"
    r"|caused by|driven by|triggered by|(?:was|were) down to|by virtue of|since (?=I|we|the|our|my))\s+",
    re.IGNORECASE,
)
_FORWARD = lazy_pattern(
    r"\b(?:(?:,\s*)?(?:which|that|this|and)?\s*(?:has |have |had )?(?:directly |ultimately |in turn )?"
    r"(?:led to|leading to|resulted in|resulting in|caused|causing|brought about|gave rise to"
    r"|paved the way for|prompted|prompting|triggered|triggering|convinced|convincing)"
    r"|therefore|consequently|as a (?:direct )?(?:result|consequence),?(?! of)|hence|thus|so that)\s+",
    re.IGNORECASE,
)
_SIDE_END = lazy_pattern(r"[,;.]|\s[–—]\s")


def find_causes(text: str) -> Iterator[ClaimedCause]:
    """Yield each claim of cause in a sentence, with its two sides."""
    for match in _BACKWARD.finditer(text):
        end = _side_end(text, match.end())
        before = text[: match.start()].strip(" ,;")
        effect = before or text[end:].strip(" ,;")
        yield ClaimedCause(match.start(), end, text[match.end() : end], effect)
    for match in _FORWARD.finditer(text):
        start = match.start() + len(match.group()) - len(match.group().lstrip(" ,"))
        end = _side_end(text, match.end())
        yield ClaimedCause(start, end, text[: match.start()].strip(" ,;"), text[match.end() : end])


def _side_end(text: str, start: int) -> int:
    end = _SIDE_END.search(text, start)
    stop = end.start() if end else len(text)
    return start + len(text[start:stop].rstrip())
