"""The result of an entry whose outcome does not state it whole: a change cut in two, or in the text."""

import re
from collections.abc import Sequence
from functools import lru_cache

from vividmap.core.english.asides import COST
from vividmap.core.lazy_pattern import lazy_pattern
from vividmap.core.packets.sentences import is_balanced
from vividmap.core.packets.wording.splitting import split_notes
from vividmap.core.results.reading import CHANGE, read_result

MIN_COUNT = 100
"""From this number on a bare count is a result and not a detail: "400 stars", not "23 pages"."""

_AMOUNT = r"[~≈]?[-+\u2212]?[$€£¥]?\.?\d+(?:[.,]\d+)*(?:\s?(?:%|×|[a-zµ]{1,3}\b))?(?:/\w+)?"
_ENDS_WITH_AMOUNT = lazy_pattern(rf"(?:^|(?<=[\s(]))(?<!#)(?P<amount>{_AMOUNT})(?P<noun>(?: [a-z]+){{0,2}})$")
_BEFORE_AND_NOW = lazy_pattern(
    rf"(?<![\w.,$€£])(?P<before>{_AMOUNT}) before, (?P<after>{_AMOUNT}) (?:now|after|afterwards)(?=[.,;:!]|$)"
)
_CHANGED = r"\g<before> → \g<after>"
_BEGINS_WITH_AMOUNT = lazy_pattern(rf"(?P<amount>{_AMOUNT})(?P<noun>(?:\s+[a-z]+)?)")
_CLAUSE_START = lazy_pattern(r".*(?:[,;:] |\s[-–—] )")


def join_change(text: str, outcome: str) -> tuple[str, str]:
    """Return text and outcome with a change in one piece: "p99 4.2s" and "600ms" is "p99 4.2s → 600ms".

    A change within either, such as "7.2 s before, 1.6 s now", is joined too.
    """
    return _join_change(_BEFORE_AND_NOW.sub(_CHANGED, text), _BEFORE_AND_NOW.sub(_CHANGED, outcome))


def _join_change(text: str, outcome: str) -> tuple[str, str]:
    if labelled_change := _join_labelled(text, outcome):
        before, _, _ = labelled_change.partition(" → ")
        return _without_baseline(text, before), labelled_change
    text = _without_repetition(text, outcome)
    begins, ends = _BEGINS_WITH_AMOUNT.match(outcome), _ENDS_WITH_AMOUNT.search(text.rstrip())
    if not begins or not ends or _IS_CHANGE.search(text) or _IS_NO_AMOUNT.match(outcome):
        return text, outcome
    if not _is_same_measure(begins["amount"], ends["amount"]):
        return text, outcome
    noun_before, noun_after = ends["noun"].split(), begins["noun"].split()
    if noun_after and noun_after[0] not in (*noun_before, "and", "on", "in", "with", "for", "over", "within"):
        return text, outcome
    *sentences, last = split_notes(text.rstrip())
    start = _CLAUSE_START.match(last)
    cut = start.end() if start and start.end() <= len(last) - len(ends[0]) else 0
    head = " ".join([*sentences, last[:cut].rstrip(" ,;:-–—")]).strip()
    return head, f"{last[cut:]} → {outcome}"


def _without_baseline(text: str, baseline: str) -> str:
    """Return a text without the clause that tells only what an amount was: "Search: p95 900ms"."""
    place = text.casefold().find(f": {baseline.casefold()}")
    end = place + len(baseline) + 2
    is_clause = place > 0 and (text[end : end + 1] in {"", ",", ";"} or text[end : end + 2] in {".", ". "})
    return text[:place] + text[end:] if is_clause else text


def _without_repetition(text: str, outcome: str) -> str:
    """Return a text without its last clause if that is what the outcome begins with, too."""
    start = _CLAUSE_START.match(text)
    clause = text[start.end() :].rstrip(" .") if start else ""
    return text[: start.end()].rstrip(" ,;:-–—") if start and clause and outcome.startswith(clause) else text


_IS_CHANGE = lazy_pattern(r"(?<!\S)[^\s\d]*+\d\S*+(?: \w++)? (?:to|->|→) [$€£]?\d\S*+$")
_IS_NO_AMOUNT = lazy_pattern(r"\d+/\d+\b|\d+ of \d+\b|\d+ [A-Z]")
_CURRENCY = lazy_pattern(r"[$€£¥]")
_LABELLED_AMOUNT = lazy_pattern(
    rf"(?<![\w-])(?P<label>p\d{{2,3}}|[A-Za-z][\w-]{{2,}}+)(?: is)? (?P<amount>{_AMOUNT})"
)


def _is_same_measure(first: str, second: str) -> bool:
    """Return whether two amounts can be of one measure: both money or neither, both shares or neither."""
    if bool(_CURRENCY.search(first)) != bool(_CURRENCY.search(second)):
        return False
    return "%" not in first or "%" in second or second.strip().isdigit()


def _join_labelled(text: str, outcome: str) -> str:
    """Return an outcome with the amount before it, from the text: "p95 900ms" before "p95 210ms"; else ""."""
    after = _LABELLED_AMOUNT.match(outcome)
    if not after:
        return ""
    for before in _LABELLED_AMOUNT.finditer(text):
        is_same = (
            before["label"].casefold() == after["label"].casefold() and before["amount"] != after["amount"]
        )
        if is_same and _is_same_measure(before["amount"], after["amount"]):
            change = f"{after['label']} {before['amount'].rstrip(' ,.')} → {after['amount']}"
            return change + outcome[after.end() :]
    return ""


_TIME_UNIT = r"(?: (?:years?|months?|weeks?|days?|hours?|minutes?))?"
_BARE_CHANGE = lazy_pattern(
    rf"(?:from )?{_AMOUNT}{_TIME_UNIT}\s?(?:to|->|→) {_AMOUNT}{_TIME_UNIT}"
    r"(?: [+&] [a-z ]+|,? and [a-z ]+)?[.,;!]?",
    re.IGNORECASE,
)
_MAX_DEED = 14


def join_bare_changes(deeds: Sequence[str]) -> list[str]:
    """Return sentences with those that are a change of nothing at the end of the short deed before them.

    "Reservation negotiated. 3yr -> 1yr + option" is "Reservation negotiated, 3yr -> 1yr + option".
    """
    joined: list[str] = []
    for deed in deeds:
        before = joined[-1].rstrip(" .") if joined else ""
        is_open = bool(before) and ": " not in before and len(before.split()) <= _MAX_DEED
        if is_open and before[-1] not in "?!" and _BARE_CHANGE.fullmatch(deed.strip()):
            joined[-1] = f"{before}, {deed.strip()}"
        else:
            joined.append(deed)
    return joined


def split_cost(outcome: str) -> tuple[str, str]:
    """Return what was gained and what it cost, of an outcome that begins with the cost; else all of it, "".

    "Two weeks late, unpopular, and every refund would have been wrong" states its gain last.
    """
    if not COST.match(outcome):
        return outcome, ""
    for joint in _GAIN_START.finditer(outcome):
        cost, gain = outcome[: joint.start()], outcome[joint.end() :]
        if is_balanced(cost) and not COST.match(gain):
            return gain, cost.strip(" ,;")
    return outcome, ""


_GAIN_START = lazy_pattern(
    r"(?:[,;.] (?:and |but |yet |so )|; |, (?=(?:saved?|avoided|prevented|kept|gained|won|caught|found"
    r"|fixed)\b))",
    re.IGNORECASE,
)
"""Where an outcome that begins with its cost goes on to its gain."""


def find_result(sentences: Sequence[str]) -> str | None:
    """Return the sentence of a note that states its result, None if it states none worth fronting.

    Worth it are a change, a quantity of money, people, teams, time or share, a count from MIN_COUNT, and,
    where no quantity is told, what became of something in a few words.
    """
    return _find_quantified(sentences) or next(filter(_FATE_SENTENCE.fullmatch, sentences[1:]), None)


def find_change(sentences: Sequence[str]) -> str | None:
    """Return the sentence of a note that tells what an amount became, None where there is none."""
    result = _read(" ".join(sentences))
    if result is None or result.form != CHANGE or not result.is_quantified:
        return None
    return next((sentence for sentence in sentences if result.text.strip(" .") in sentence), None)


_FATE_SENTENCE = lazy_pattern(
    r"(?!(?:i|we|nobody|nothing|not)\b)(?:[\w’'/-]+ ){1,4}"
    r"(?:blocked|cancell?ed|stopped|adopted|approved|signed(?: off)?|accepted"
    r"|averted|prevented|avoided|launched|shipped|retired|live|in production)[.!]?",
    re.IGNORECASE,
)
"""A few words on what became of something: "Release blocked"."""


def _find_quantified(sentences: Sequence[str]) -> str | None:
    result = _read(" ".join(sentences))
    if result is None or not result.is_quantified:
        return None
    if result.form != CHANGE and result.measure == "count" and (result.value or 0) < MIN_COUNT:
        return None
    sentence = next((sentence for sentence in sentences if result.text.strip(" .") in sentence), None)
    is_state = sentence is not None and result.form != CHANGE and _STATE_BEFORE.search(sentence)
    return None if is_state else sentence


_STATE_BEFORE = lazy_pattern(r"\b(?:was|were) [a-z]+ing\b", re.IGNORECASE)
"""How things were when it began: "11 teams were calling vendors directly"."""

_read = lru_cache(maxsize=8192)(read_result)
