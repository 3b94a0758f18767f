"""A result that is a change of an amount, as a bullet of a résumé begins with it: verb, subject, amounts."""

import re
from typing import NamedTuple

from vividmap.core.english.measures import read_quantities
from vividmap.core.english.resume_verbs import DECREASE_VERB, INCREASE_VERB
from vividmap.core.english.share_words import SHARE_WORD, is_without_measure
from vividmap.core.english.technologies import find_technologies
from vividmap.core.english.verbs import FINITE, OBJECTS, VERBS
from vividmap.core.lazy_pattern import lazy_pattern
from vividmap.core.packets.job_search.further_clauses import split_ungoverned
from vividmap.core.packets.sentences import is_balanced
from vividmap.core.packets.wording.forms import AMOUNT
from vividmap.core.results.outages import has_outage

MAX_SUBJECT_WORDS = 7

_HEDGE = r"(?:(?:about|around|roughly|nearly|some|over|almost|under) )?"
_AMOUNT_WITH_NOUN = rf"{_HEDGE}{AMOUNT}(?:-odd)?(?: (?!to\b)[a-z]+| in [A-Z][a-z]+){{0,3}}?"
_FROM_TO = lazy_pattern(
    r"(?P<subject>(?:p\d{2,3} |\d{3}s )?[^\d;:,—]{0,60}?(?:p\d\d )?)"
    rf"(?:from )?(?<![\w.])(?P<before>{_AMOUNT_WITH_NOUN})"
    rf" (?:down to|up to|to|then|→) (?P<after>{_HEDGE}{AMOUNT})(?P<remainder>.*)",
    re.DOTALL | re.IGNORECASE,
)
_UP_DOWN = lazy_pattern(
    rf"(?P<subject>[^;:,—]{{2,60}}?) (?:(?:is |are |went )?(?P<way>down|up) (?:by )?|(?P<sign>[-+\u2212–]))"
    rf"(?P<amount>(?<![\w.]){AMOUNT})(?P<remainder>.*)",
    re.DOTALL | re.IGNORECASE,
)
_AMOUNT_ONLY = lazy_pattern(AMOUNT)
_BARE_NUMBER = lazy_pattern(r"\d+(?:\.\d+)?")
_VERSION_WORD = lazy_pattern(r"\b(?:upgrade|version|release|migration)s?$", re.IGNORECASE)
_COLON = lazy_pattern(r"(?<=[a-z]): from (?=[~≈$€£¥]?\d)")
_OWN_CAUSE = lazy_pattern(
    r",? (?:after|because|since|when|once) (?:I|we) (?P<deed>[a-z]+ .+)$", re.IGNORECASE
)


_OPEN_ENDS = frozenset("a about an at by each every for from in of per the to with".split())
"""Words after which a noun is still to come."""


class ResultChange(NamedTuple):
    """A change: its verb, what changed ("" if the result does not say), the amounts, and the deed.

    `further` is a clause behind the amounts that the verb does not govern.
    """

    verb: str
    subject: str
    amounts: str
    deed: str = ""
    further: str = ""


def read_change(result: str) -> ResultChange | None:
    """Return a result as a change, None for one that is none, or is of a version."""
    cause = _OWN_CAUSE.search(result)
    change = _read_change(result[: cause.start()] if cause else result)
    if change is None or not is_balanced(f"{change.subject} {change.amounts}"):
        return None
    if change.subject.rpartition(" ")[2].casefold() in _OPEN_ENDS:
        return None  # "deploys from every 2 days to 5 a day"
    return change._replace(deed=cause["deed"]) if cause else change


def _read_change(result: str) -> ResultChange | None:
    result = _COLON.sub(" from ", result, count=1)
    if match := _FROM_TO.fullmatch(result):
        return _from_to(match)
    if match := _UP_DOWN.fullmatch(result):
        subject = match["subject"].strip()
        if match["way"] == "down" and has_outage(result):
            return None
        is_less = match["way"] == "down" or match["sign"] in ("-", "\u2212", "–")
        verb = DECREASE_VERB if is_less else INCREASE_VERB
        remainder, further = split_ungoverned(match["remainder"])
        return ResultChange(verb, subject, f"by {match['amount']}{remainder}", further=further)
    return None


def _from_to(match: re.Match[str]) -> ResultChange | None:
    before, after, subject = match["before"], match["after"], match["subject"].strip()
    quantities = read_quantities(f"from {_AMOUNT_ONLY.search(before)[0]} to {after}")  # type: ignore[index]
    way = next((quantity.direction for quantity in quantities if quantity.before), "")
    if not subject and len(before.split()) > 2:
        return None  # "7 serving stacks to 2" is a change of the stacks, not of what the note is about
    if not way or _is_version(subject, before, after):
        return None
    verb = DECREASE_VERB if way == "down" else INCREASE_VERB
    remainder, further = split_ungoverned(match["remainder"])
    return ResultChange(verb, subject, f"from {before} to {after}{remainder}", further=further)


def _is_version(subject: str, before: str, after: str) -> bool:
    """Return whether two numbers are versions: "Kafka 2.8 to 3.6", "Ray upgrade 2.9 to 2.31"."""
    last_word = subject.rpartition(" ")[2]
    is_versioned = bool(_VERSION_WORD.search(subject) or find_technologies(last_word.capitalize()))
    return is_versioned and bool(
        _BARE_NUMBER.fullmatch(before) and _BARE_NUMBER.fullmatch(after.rstrip(".,:"))
    )


def can_be_changed(subject: str, change: ResultChange) -> bool:
    """Return whether what a note is about can have the amounts of its result: a share is not of any thing."""
    return "%" not in change.amounts or bool(SHARE_WORD.search(subject))


def has_measure(change: ResultChange) -> bool:
    """Return whether the subject of a change says what was measured: not "fleet from 31% to 67%"."""
    is_share = change.amounts.startswith("from ") and "%" in change.amounts
    return not (is_share and is_without_measure(change.subject.casefold()))


def is_noun_phrase(text: str) -> bool:
    """Return whether a few words name something and tell no deed: not "killed the nightly job"."""
    words = [word.casefold().strip(".,;:") for word in text.split()]
    if not words or len(words) > MAX_SUBJECT_WORDS or not is_balanced(text):
        return False
    if words[0] in VERBS or (is_past(words[0]) and words[1:2] and words[1] in OBJECTS):
        return False
    if "—" in words or "–" in words or "-" in words:
        return False
    return words[-1] not in VERBS | {"by", "in", "of"} and not any(word in FINITE for word in words)


def is_past(word: str) -> bool:
    """Return whether a word is a past form with which a deed can begin."""
    return word in VERBS or (word.endswith("ed") and not word.endswith("eed") and len(word) > 4)
