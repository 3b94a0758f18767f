"""Quantities in an outcome: value, unit, direction, and the value before where both are told.

What measures something is decided in `quantities.py`, and how a number is written in `numerals.py`. What is
not said is not guessed: a quantity whose words say neither more nor less has no direction.
"""

import re
from collections.abc import Iterator
from dataclasses import replace
from functools import lru_cache
from typing import Literal

from vividmap.core.english.numerals import WORDS, parse_number
from vividmap.core.english.quantities import match_measures
from vividmap.core.english.units import CURRENCIES, compare_amounts, parse_unit
from vividmap.core.lazy_dataclass import dataclass
from vividmap.core.lazy_pattern import lazy_pattern

Direction = Literal["up", "down", ""]
NOT_MEASURED = ("none", "no", "-", "–", "—")
"""Metrics that say that nothing in an outcome is a quantity."""


@dataclass(frozen=True, slots=True)
class Amount:
    """A number with its unit, as it is written, and read: `340 ms` is 340 of "ms"; None cannot be told."""

    text: str
    value: float | None
    unit: str


@dataclass(frozen=True, slots=True)
class Quantity:
    """What an outcome measures: the amount, where it went, and what it was before (`from 4 h to 20 min`)."""

    text: str
    value: float | None
    unit: str
    direction: Direction = ""
    before: Amount | None = None

    def __str__(self) -> str:
        return f"{self.text}, {self.direction}" if self.direction else self.text


@dataclass(frozen=True, slots=True)
class _AmountSpan:
    """An amount and where it stands in its text."""

    amount: Amount
    start: int
    end: int


def read_outcome(outcome: str, metric: str = "") -> tuple[Quantity, ...]:
    """Return what an outcome measures; a `metric` says otherwise, or (`none`) that it measures nothing.

    A metric that holds no number is kept in the person's words, without a value.
    """
    correction = metric.strip()
    if not correction:
        return read_quantities(outcome)
    if correction.casefold().rstrip(".") in NOT_MEASURED:
        return ()
    return read_quantities(correction) or (Quantity(correction, None, ""),)


@lru_cache(maxsize=16384)
def read_quantities(text: str) -> tuple[Quantity, ...]:
    """Return every quantity of a text, in order.

    `read_quantities("from 4 h to 20 min")` is one quantity of 20 min, down, with 4 h before.
    """
    return tuple(_join_pairs(text, list(_places(text))))


def _places(text: str) -> Iterator[_AmountSpan]:
    comma = has_decimal_comma(text)
    return (_place(text, match, decimal_comma=comma) for match in match_measures(text))


def _place(text: str, match: re.Match[str], *, decimal_comma: bool) -> _AmountSpan:
    start, end = match.span()
    words, unit_words = match.group().strip(), (match["unit"] or match["counted"] or "").strip(_BLANKS)
    value = WORDS.get(match["word"].strip().casefold()) if match["word"] else None
    if match["digits"]:
        value = parse_number(match["digits"], decimal_comma=decimal_comma)
    if match["word"] and (half := _AND_A_HALF.search(text, 0, end)):
        start, words, unit_words, value = half.start(), half.group(), half[1], 1.5
    elif not unit_words and (noun := _NOUN.match(text, end)):
        words, end, unit_words = f"{words} {noun[1]}", noun.end(), noun[1]
    symbol = next((c for c in words if c in CURRENCIES), "")
    times, unit = parse_unit(unit_words, symbol)
    return _AmountSpan(Amount(words, None if value is None else value * times, unit), start, end)


_COMMA_DECIMAL = lazy_pattern(
    r"(?<![\d.,])\d{1,3}(?:[.]\d{3})+,\d|(?<![\d.,])(?:\d+,(?:\d{1,2}|\d{4,})|0,\d+)(?![\d,])"
)
_POINT_DECIMAL = lazy_pattern(r"\d(?:,\d{3})+\.\d|(?<![\d.,])\d+\.(?:\d{1,2}|\d{4,})(?![\d.])")


def has_decimal_comma(text: str) -> bool:
    """Return whether a text writes 2,5 for two and a half: some number in it can be read in no other way."""
    return "," in text and bool(_COMMA_DECIMAL.search(text)) and not _POINT_DECIMAL.search(text)


_BLANKS = " -\u00a0\u2009\u202f"
_AND_A_HALF = lazy_pattern(r"\ban? ([a-z]+) and a half$", re.IGNORECASE)
_NOUN = lazy_pattern(
    r"[ \u00a0]((?:(?!to\b|of\b|in\b|at\b|by\b|and\b|or\b)[a-z]+ )?"
    r"(?!this\b|was\b|its\b|has\b|does\b|always\b|less\b|as\b|is\b|us\b|plus\b|across\b)[a-z]{2,}s)\b(?<!ss)"
)
"""What is counted where no known unit says it: "7 steps", "1,200 double payouts"."""

_TO = lazy_pattern(
    r"(?:-odd)?(?: (?:an?|per) [a-z]+)? (?:down |up )?(?:to|→) (?:about |roughly |some |only )?"
)


def _join_pairs(text: str, places: list[_AmountSpan]) -> Iterator[Quantity]:
    """Yield the quantities; two that say what was and what is are one."""
    at = 0
    while at < len(places):
        place, after = places[at], places[at + 1] if at + 1 < len(places) else None
        pair = _pair(text, place, after) if after else None
        yield pair or _single(text, place)
        at += 2 if pair else 1


def _pair(text: str, before: _AmountSpan, after: _AmountSpan) -> Quantity | None:
    """Return "from 4 h to 20 min" as one quantity; None where the two are of different things, or a range."""
    if not _TO.fullmatch(text[before.end : after.start].replace("\u00a0", " ") + _space(text, after)):
        return None
    lead = "from " if text[: before.start + _blank(text, before)].casefold().endswith("from ") else ""
    was, now = _of_one_unit(before.amount, after.amount)
    if was.unit != now.unit and compare_amounts(was.value, was.unit, now.value, now.unit) is None:
        return None
    if not lead and not before.amount.unit and text[before.end : after.start].strip() == "to":
        return Quantity(f"{was.text} to {now.text}", None, now.unit)  # a range: "12 to 18 months"
    change = compare_amounts(was.value, was.unit, now.value, now.unit)
    direction: Direction = "" if not change else "up" if change > 0 else "down"
    words = lead + text[before.start : after.end].strip()
    return Quantity(words, now.value, now.unit, direction, was)


def _space(text: str, place: _AmountSpan) -> str:
    # A number's match may begin with the blank between a currency and its digits, and so with one before it.
    return " " if _blank(text, place) else ""


def _blank(text: str, place: _AmountSpan) -> int:
    return int(text[place.start].isspace())


def _of_one_unit(before: Amount, after: Amount) -> tuple[Amount, Amount]:
    """Return both with the unit of the other where only one says it: "from 4 to 20 min", "38 min to 14"."""
    return replace(before, unit=before.unit or after.unit), replace(after, unit=after.unit or before.unit)


def _single(text: str, place: _AmountSpan) -> Quantity:
    amount = place.amount
    return Quantity(amount.text, amount.value, amount.unit, _direction(text, place))


_BEFORE = lazy_pattern(
    r"(?:(?P<down>down|fell|falls|dropped|drops|decreased|reduced|shrank|cut|saves?|saved)"
    r"|(?P<up>up|rose|rises|grew|grows|increased|gained|adds|added))"
    r"(?: (?:by|almost|about|roughly|another|only|of|maybe|some))*\s?$|(?P<sign>[+\u2212-])\s?$",
    re.IGNORECASE,
)
_AFTER = lazy_pattern(
    r"\s?(?:of (?:it|them) )?(?:(?P<down>down|fewer|less|lower|cheaper|smaller|shorter|saved)"
    r"|(?P<up>up|more|higher|larger|bigger|longer)|(?P<sooner>faster|quicker|earlier|sooner|schneller)"
    r"|(?P<later>slower|later|langsamer))\b(?! than)",
    re.IGNORECASE,
)
_TIMES = ("ns", "µs", "ms", "s", "min", "h", "days", "nights", "weeks", "months", "quarters", "years")
_OUTAGES = ("s", "min", "h", "days", "nights", "weeks")


def _direction(text: str, place: _AmountSpan) -> Direction:
    """Return whether the words beside an amount say that something went up or down by it."""
    if match := _AFTER.match(text, place.end):
        if match["down"] or match["up"]:
            return "down" if match["down"] else "up"
        return _pace_direction(place.amount.unit, sooner=bool(match["sooner"]))
    match = _BEFORE.search(text, max(0, place.start - 40), place.start + _blank(text, place))
    if not match:
        return ""
    if sign := match["sign"]:
        return _sign_direction(text, place, sign)
    if match.group().casefold().strip() == "down" and place.amount.unit in _OUTAGES:
        return ""  # "checkout down 11 min" was out of order for so long
    return "down" if match["down"] else "up"


def _pace_direction(unit: str, *, sooner: bool) -> Direction:
    """Return what "faster" says: 40 ms faster is less time; 40 % faster, or 3×, is more speed."""
    if unit not in _TIMES and unit not in ("%", "×"):
        return ""
    return "down" if sooner is (unit in _TIMES) else "up"


def _sign_direction(text: str, place: _AmountSpan, sign: str) -> Direction:
    """Return what a sign says; a hyphen within a word, or between two numbers, is none."""
    at = text.rfind(sign, 0, place.start + 1)
    if at > 0 and not (text[at - 1].isspace() or text[at - 1] in "(["):
        return ""
    return "up" if sign == "+" else "down"
