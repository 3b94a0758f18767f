"""What a note tells that is no result yet: a preparation, a refusal, how much was looked at, a talk."""

import re

from vividmap.core.lazy_pattern import lazy_pattern

PREPARATION = lazy_pattern(
    r"\b(?:in|on|to|into) (?:the |our |a )?(?:test(?:ing)?|staging|dev(?:elopment)?|lab|sandbox|demo)"
    r" (?:environments?|env|clusters?|systems?|stacks?|accounts?)\b"
    r"|\b(?:poc|proofs? of concept|prototypes?|spike|dry[ -]run|shadow mode|pilot (?:run|phase))\b"
    r"|^(?:kick-?off\b|kicked off\b)"
    r"|\bin der testumgebung\b|\bim testsystem\b|\ben préproduction\b|\benvironnements? de test\b",
    re.IGNORECASE,
)
"""That something was tried or begun, and is not in production."""

REFUSAL = lazy_pattern(
    r"(?:^|[:;,.] |\b(?:was|were|got|been|is) )(?:rejected|refused|turned down|voted down|declined"
    r"|abgelehnt)\b"
    r"|^failed\b|\bno effect(?: at all)?\b"
    r"|\b(?:did not|didn['’]t) (?:work|help|pass|get (?:approved|accepted))\b"
    r"|\bwurde abgelehnt\b|\ba été (?:rejetée?|refusée?)\b",
    re.IGNORECASE,
)
"""That nothing came of it: others refused it, or it changed nothing."""

EFFORT = lazy_pattern(
    r"(?:i )?(?:scanned|reviewed|audited|read|counted|interviewed|surveyed|inspected|analy[sz]ed|screened"
    r"|gave|held|presented|spoke|attended|organi[sz]ed|talk\b|keynote\b|(?:lightning|tech) talk\b|webinar\b)",
    re.IGNORECASE,
)
"""How a note begins whose numbers say how much was looked at, or how many listened."""

_TALK = lazy_pattern(
    r"\b(?:talk|keynote|webinar|vortrag|conférence)\b(?! (?:to|with|about it)\b)", re.IGNORECASE
)
_BEGINNING = 80


def is_talk(text: str) -> bool:
    """Return whether a note is about a talk: "Gave the “Owned by our own CI” talk at the tech day"."""
    return bool(_TALK.search(text[:_BEGINNING]))
