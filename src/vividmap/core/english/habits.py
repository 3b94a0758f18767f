"""Habits that feedback finds fault with, and what its author did about them; reminders to oneself.

"I answer before the question is finished" is a habit, and so is "that I was too harsh"; "I explained it in
four meetings" is a piece of work, and "I make hard things look easy" is praise.
"""

import re

from vividmap.core.english.verbs import VERBS
from vividmap.core.lazy_pattern import lazy_pattern

_PERSONAL = lazy_pattern(
    r"[\"“]?(?:on [^:\"“”]{3,40}: )?(?P<who>I|you)(?P<be>[’'](?:m|re))? (?P<predicate>\w.*)",
    re.IGNORECASE | re.DOTALL,
)
_TOO_MUCH = lazy_pattern(
    r"\b(?:I|you) (?:was|were|am|are|can be|came across|come across) (?:\w+ ){0,3}too [a-z]+", re.IGNORECASE
)
_WORD = lazy_pattern(r"\w+(?:[’']\w+)*")
_ADVERBS = frozenset(
    "still always often sometimes never just only usually also too mostly really rarely seldom not do".split()
)
_NO_HABIT = VERBS | frozenset("am can could did do had may might thought was were will would".split())
"""What follows "I" in what happened once, or may yet."""
_FAULT = lazy_pattern(
    r"\b(?:not|\w+n[’']t|never|nobody|no one|none|only|too|still|before|without|instead|should|needs?"
    r"|stop|less)\b",
    re.IGNORECASE,
)
_PRAISE = lazy_pattern(
    r"\b(?:best|better|good|great|well|eas(?:y|ier|ily)|clear(?:ly|er|est)?|calm(?:ly|er|est)?|strong(?:est)?|excellent"
    r"|brilliant|love|trust|help(?:s|ful)?|reliab(?:le|ly)|patient(?:ly)?|kind|generous|care|together|right)\b",
    re.IGNORECASE,
)
_CHANGE = lazy_pattern(
    r"(?:since (?:then|that)\b|now,? (?:I|we)\b|(?:I|we) now\b|these days\b)", re.IGNORECASE
)
_GOING_ON = lazy_pattern(
    r"(?!(?:anything|during|everything|feeling|morning|nothing|something)\b)[a-z]{2,}ing\b", re.IGNORECASE
)
_THOUGHTS = frozenset(
    "agreed asked checked counted felt found got had heard knew noticed realised realized saw thought"
    " was".split()
)
"""What an author did on hearing it, which changes nothing."""
_REMINDER = lazy_pattern(
    r"(?:[^—–:]{1,40}(?: [—–-]|:) )?(?:ask|avoid|be|delegate|do not|don[’']t|give|invite|learn"
    r"|let|listen|remember|say|speak|stop \w+ing|tell|try|wait)\b",
    re.IGNORECASE,
)


def is_habit(sentence: str) -> bool:
    """Return whether a sentence of feedback finds fault with what somebody does again and again.

    Of what is said to "you", only what names a fault is taken for one.
    """
    if _TOO_MUCH.search(sentence):
        return True
    match = _PERSONAL.match(sentence)
    words = _WORD.findall(match["predicate"].casefold()) if match else []
    verb = next((word for word in words if word not in _ADVERBS), "")
    if not match or not verb or verb in _NO_HABIT:
        return False
    is_state = bool(match["be"]) or verb in ("have", "are")
    if is_state and (match["who"] != "I" or any(word in VERBS for word in words[1:3])):
        return False
    has_fault = _FAULT.search(sentence) is not None
    return has_fault or (match["who"] == "I" and not _PRAISE.search(sentence))


def is_change(sentence: str) -> bool:
    """Return whether a sentence behind a fault says what its author did about it, or does since."""
    if _CHANGE.match(sentence) or is_going_on(sentence):
        return True
    words = _WORD.findall(sentence.casefold())
    verb = next((word for word in words if word not in ("i", "i've", "i’ve", "have", "then", "so")), "")
    return verb in VERBS and verb not in _THOUGHTS


def is_going_on(sentence: str) -> bool:
    """Return whether a sentence begins with what is being done: "Counting to three"."""
    return _GOING_ON.match(sentence) is not None


def is_reminder(sentence: str) -> bool:
    """Return whether a sentence tells its author what to do: "Facilitation — let others talk first"."""
    return _REMINDER.match(sentence) is not None
