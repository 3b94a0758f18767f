"""What a document only proposes, and what others made of it: an RFC's "7 serving stacks → 2" is no result.

A memo, an RFC or a strategy states amounts that nobody has measured yet. They are plans where they are
marked as estimates, or stand in the present, with "would" or as a bare change; what happened since is told in
the past, with a time, or by words for carrying it out. A policy is in force once it is signed, so that of its
amounts only estimates are plans.
"""

import re
from functools import lru_cache

from vividmap.core.english.quantities import is_quantified
from vividmap.core.english.verbs import is_past_form
from vividmap.core.lazy_pattern import lazy_pattern
from vividmap.core.when import MONTHS

PROPOSAL, RULE = "proposal", "rule"
MAX_ACCEPTANCE_WORDS = 12
_MAX_HEAD = 90
"""Characters at the beginning of a note that say what it is about."""

_DOCUMENT = lazy_pattern(
    r"\b(?:(?P<rule>polic(?:y|ies)|standards?|principles)|rfcs?|adrs?|memos?|strateg(?:y|ies)|proposals?|designs?"
    r"|decision records?|business cases?|plans?|roadmaps?|specs?|specifications?|pitch|vision|one-pagers?"
    r"|white ?papers?)(?: (?:docs?|documents?|papers?|memos?))?(?:[- ]?#?\d{1,6})?"
    r"(?=$|[.,:;!?)\"“”]| (?:v?\d|[\"“(+&–-]"
    r"|(?:to|for|on|of|in|with|w/|from|by|about|at|and|that|which|is|was|got)(?!\w)|\w{2,12}ed\b))",
    re.IGNORECASE,
)
"""A document that proposes or rules something: no design review, policy engine or RFC process."""
_PROPOSING = frozenset("proposed recommended suggested pitched".split())
"""Deeds by which something is proposed and not done."""
_CARRIED_OUT = lazy_pattern(
    r"(?<!not )(?<!be )(?<!never )(?<!nothing )\b(?:implemented|executed|rolled out|shipped|launched"
    r"|deployed|migrated|moved|live|in prod(?:uction)?|in use|in force|measured|switched|dropped|followed"
    r"|delivered|went|decommissioned|retired)\b",
    re.IGNORECASE,
)
"""That what a document proposed has happened."""
_MEASURED = lazy_pattern(
    r"\b(?:since|now|within|after|already|so far|instead of|last (?:week|month|quarter|year)|hit|met|reached"
    rf"|beat|in (?:{'|'.join(month[:3] for month in MONTHS)})\w*)\b",
    re.IGNORECASE,
)
_MARKED = lazy_pattern(
    r"\b(?:est|estimate[sd]?|expect(?:s|ed)?|projected|forecasts?|(?:would|could|should)(?! have)|will"
    r"|targets?|aims?|planned|potential(?:ly)?|propos(?:es?|ed)|to (?:save|cut|reduce|free|avoid|halve))\b",
    re.IGNORECASE,
)
_PRESENT = lazy_pattern(
    r"\b(?:saves|cuts|reduces|frees|avoids|lowers|halves|removes|replaces|eliminates|brings|shrinks|consolidates)\b",
    re.IGNORECASE,
)
_BARE_CHANGE = lazy_pattern(
    r"\d\S{0,12}(?: [a-z]\S{0,20}){0,3} ?(?:->|=>|→) ?\S{0,6}\d"
    r"|\bfrom [~$€£]?\d\S{0,12}(?: [a-z]\S{0,20}){0,3} to [~$€£]?\d"
    r"|\d\S{0,12}(?: (?!to )[a-z]\S{0,20}){1,3} to [~$€£]?\d",
    re.IGNORECASE,
)
_OF_TEXT = lazy_pattern(
    r"\d (?:pages?|pgs?|words?|lines?|paragraphs?|sections?|slides?|comments?)\b", re.IGNORECASE
)
"""What a document itself is counted in."""
_ACCEPTED = lazy_pattern(
    r"\b(?:accepted|approved|adopted|signed|ratified|agreed|endorsed|funded|mandated|presented|merged|followed)\b",
    re.IGNORECASE,
)
_NOT_ACCEPTED = lazy_pattern(
    r"\b(?:not|never|no|nobody|until|before|if|when|once|pending|waiting|waits"
    r"|needs?|to be|should|will|I|we)\b|\?",
    re.IGNORECASE,
)
_PART_END = lazy_pattern(r"(?<!\best)[.!?;:](?=\s)|, (?=\S)", re.IGNORECASE)


def find_document(text: str, outcome: str = "") -> str:
    """Return what a note is about: PROPOSAL, RULE, or "" for no document, or one that was carried out."""
    document = _find_head(text)
    if not document or _CARRIED_OUT.search(f"{text} {outcome}"):
        return ""
    return document


@lru_cache(maxsize=16384)
def _find_head(text: str) -> str:
    if text.partition(" ")[0].casefold() in _PROPOSING:
        return PROPOSAL
    match = _DOCUMENT.search(text[:_MAX_HEAD].partition(". ")[0])
    if match is None:
        return ""
    return RULE if match["rule"] else PROPOSAL


def is_planned(clause: str, document: str) -> bool:
    """Return whether a clause about a document states an amount that it only proposes."""
    first_word, _, rest = clause.partition(" ")
    if first_word.casefold() in _PROPOSING:  # this says what the note is about, not what the amount is
        clause = rest
    if not document or not is_quantified(clause) or _MEASURED.search(clause) or _OF_TEXT.search(clause):
        return False
    if _MARKED.search(clause):
        return True
    is_stated = bool(_PRESENT.search(clause) or (_BARE_CHANGE.search(clause) and not _has_past(clause)))
    return document == PROPOSAL and is_stated


def _has_past(clause: str) -> bool:
    words = (word.strip(".,;:()").casefold() for word in clause.split())
    return any(map(is_past_form, words))


def is_acceptance(sentence: str) -> bool:
    """Return whether a short sentence says that others accepted, signed or follow something."""
    is_short = len(sentence.split()) <= MAX_ACCEPTANCE_WORDS
    return is_short and bool(_ACCEPTED.search(sentence)) and not _NOT_ACCEPTED.search(sentence)


@lru_cache(maxsize=16384)
def without_plans(text: str, outcome: str) -> tuple[str, str]:
    """Return a note and its outcome without what a document only proposes."""
    document = find_document(text, outcome)
    return (
        (_without_plans(text, document), _without_plans(outcome, document)) if document else (text, outcome)
    )


def _without_plans(text: str, document: str) -> str:
    parts = _PART_END.split(text)
    kept_parts = [part for part in parts if not is_planned(part, document)]
    return text if len(kept_parts) == len(parts) else ". ".join(part.strip() for part in kept_parts)


@lru_cache(maxsize=16384)
def is_accepted_document(text: str) -> bool:
    """Return whether a note is about a document, and one of its sentences says that it was accepted."""
    return bool(_find_head(text)) and any(map(is_acceptance, _PART_END.split(text)))
