"""Amounts of what was not done, or that only belong to another: no result.

said no to the rewrite (2 years for 1 team)     what it would have taken
1.4 s of that was the SDK                       a part of what was told before
the Postgres 12 -> 16 migration                 a version
"""

from vividmap.core.results import cues
from vividmap.core.results.amounts import Measurement
from vividmap.core.results.clauses import Clause
from vividmap.core.results.tokens import Token, text_at

_SENTENCE_ENDS = frozenset(".;!?")
_MAX_WORDS_TO_BRACKET = 20


def is_refused(tokens: list[Token], clause: Clause) -> bool:
    """Return whether a bracket says what something would have taken: "said no to the rewrite (2 years)"."""
    if not clause.is_inner or not cues.CHANGE_WORDS.isdisjoint(
        token.text for token in tokens[clause.first : clause.last]
    ):
        return False
    before = [token.text for token in tokens[max(0, clause.first - _MAX_WORDS_TO_BRACKET) : clause.first]]
    end = max((at for at, word in enumerate(before) if word in _SENTENCE_ENDS), default=-1)
    words = before[end + 1 :]
    said_no = any(words[at : at + 2] == ["said", "no"] for at in range(len(words)))
    return said_no or not cues.REFUSALS.isdisjoint(words)


def is_aside(tokens: list[Token], amount: Measurement) -> bool:
    """Return whether an amount is a part of what was told before, or the version that something moves to."""
    follower, behind = text_at(tokens, amount.last + 1), text_at(tokens, amount.last + 2)
    if follower == "of" and behind in cues.POINTERS_BACK:
        return True
    before = tokens[amount.first - 1] if amount.first else None
    is_reached = before is not None and (before.sort == "arrow" or before.text == "to")
    return is_reached and amount.measure == "count" and follower in cues.MOVE_WORDS


def is_delivery_of_others(tokens: list[Token], amount: Measurement, clause: Clause) -> bool:
    """Return whether somebody else delivered something within a time: "ML shipped with it in 5 weeks"."""
    if (
        amount.measure != "time"
        or amount.unit not in _LONG_UNITS
        or text_at(tokens, amount.first - 1) != "in"
    ):
        return False
    words = [token.text for token in tokens[clause.first : amount.first]]
    places = [place for place, word in enumerate(words) if word in _DELIVERED]
    return bool(places) and 0 < places[0] <= _MAX_SUBJECT and words[0] not in _OWN


_LONG_UNITS = frozenset("days weeks months".split())
_DELIVERED = frozenset("shipped launched delivered released".split())
_OWN = frozenset("i we and then but so".split())
_MAX_SUBJECT = 4
