"""Numbers in a text: whether an outcome is quantified, and that a draft holds none of its own.

A number is digits of any script, with the unit beside them (`340 ms`, `12 %`, `$1.2M`, `15 engineers`),
or an English number word but "one" (`three teams`, `half the`, `twice`): who writes "three teams dropped
their own" has counted. "One" is mostly a pronoun, and no number here; neither are the numerals of Chinese and
Japanese, nor digits in a name (`P99`, `Q3`, `http2`), nor a bare word in quotation marks.
"""

import re
from collections.abc import Iterator
from functools import lru_cache

from vividmap.core.english.units import CURRENCIES
from vividmap.core.lazy_pattern import lazy_pattern

_GROUPED_DIGITS = r"\d{1,3}(?: \d{3})+(?![\d:-])(?:[.,]\d+)?"
_DIGITS = rf"\d{{4}}-\d\d-\d\d|{_GROUPED_DIGITS}|\d+(?:[.,:'’\u00a0\u2009\u202f\u066b\u066c\uff0e\uff0c]\d+)*"
# Case is off for these: looking for it in 40,000 characters takes as long as compiling all the rest.
_COUNTER = r"\s?(?-i:[\u3040-\u30ff\u3400-\u9fff\uac00-\ud7af])"
_UNITS = (
    r"%|‰|\u066a|\uff05|×|x\b|percent\b|per cent\b|pp\b|points?\b|bps\b"
    r"|(?:k|m|mn|bn|b|million|billion|thousand|hundred|dozen)\b"
    r"|(?:ns|µs|us|ms|s|sec|secs|seconds?|min|mins|minutes?|h|hrs?|hours?|d|days?|nights?|weeks?|wk|months?"
    r"|quarters?|years?|sprints?|times|fold)\b"
    r"|(?:[kmgtp]i?b|[kmg]?bit/s|[kmg]?bps|[qrt]ps|req/s|rpm|cores?|cpus?|gb|pods?|nodes?|hosts?)\b"
    r"|(?:engineers?|people|teams?|customers?|merchants?|users?|tenants?|services?|repos?|repositories|pages?"
    r"|incidents?|alerts?|outages?|bugs?|tickets?|calls?|rows?|entries|accounts?|requests?|queries|tests?"
    r"|builds?|deploys?|releases?|flags?|lines?|files?"
    r"|action items?|actions?|records?|loops?|candidates?|hires?)\b"
)
_WORDS = (
    r"zero|two|three|four|five|six|seven|eight|nine|ten|eleven|twelve"
    r"|(?:thir|four|fif|six|seven|eigh|nine)teen|(?:twen|thir|for|fif|six|seven|eigh|nine)ty"
    r"|hundreds?|thousands?|millions?|billions?|dozens?|twice|thrice"
    r"|half (?=(?:of|the|a|an|as|my|our|their)\b)"
    r"|(?<=and a )half"
)
_SCALE = r"(?:\s?(?:million|billion|thousand|hundred|dozen|bn|mn)\b)?"
_NUMBER = lazy_pattern(
    rf"(?<![^\W\d_])(?<![\d_])[{CURRENCIES}]?\s?(?P<digits>{_DIGITS})(?P<ordinal>st|nd|rd|th)?\+?"
    rf"(?P<unit>{_SCALE}[\s-]?(?:{_UNITS})|\s?[{CURRENCIES}]|{_COUNTER})?"
    rf"|\b(?P<word>{_WORDS})\b(?P<counted>[\s-](?:{_UNITS}))?",
    re.IGNORECASE,
)
# A number that follows one of these is part of a name: RFC 112, Postgres 16, #88, version 2.
_NAME_PREFIX = lazy_pattern(
    r"(?:\b[A-Z][\w-]{0,30}[A-Z0-9]|[^\W_]\W{1,9}[A-Z]\w{1,30}|#|\b(?:v|version|chapter|phase|step))\s?$"
)
# What somebody said is no count of the author's: support stopped asking about "pending twice".
_QUOTATION = lazy_pattern(r'"[^"]*"|“[^“”]*”|«[^«»]*»')
_DATE = lazy_pattern(r"(?:19|20)\d\d(?:-\d\d-\d\d)?|\d+:\d\d")


def find_numbers(text: str) -> tuple[str, ...]:
    """Return every number in a text as it is written, with its unit, in order.

    `numbers("P99 down 340 ms, 12 % fewer pages")` is `("340 ms", "12 %")`.
    """
    return tuple(_match_text(match) for match in _NUMBER.finditer(text))


def find_measures(text: str) -> tuple[str, ...]:
    """Return the numbers that measure something: no year, no time of day, no ordinal, no `RFC 112`."""
    return tuple(map(_match_text, match_measures(text)))


def match_measures(text: str) -> Iterator[re.Match[str]]:
    """Yield each number that measures: its `digits` and `unit`, or its `word` and what is `counted`."""
    quotes = [quotation.span() for quotation in _QUOTATION.finditer(text)]
    return (
        match
        for match in _NUMBER.finditer(text)
        if _is_measure(match, text)
        and not (_is_bare_word(match) and any(first < match.start() < last for first, last in quotes))
    )


@lru_cache(maxsize=16384)
def is_quantified(outcome: str) -> bool:
    """Return whether an outcome holds a number that measures something."""
    return any(True for _ in match_measures(outcome))


def shorten_measures(outcome: str) -> str:
    """Return what an outcome measures, in short: its numbers with units, or the clause of a bare one."""
    matches = list(match_measures(outcome))
    with_units = list(
        dict.fromkeys(_match_text(match) for match in matches if match["unit"] or match["counted"])
    )
    if with_units or not matches:
        return ", ".join(with_units[:3])
    clauses = re.split(r"[,;:] | \(|\)", outcome)
    return next((clause.strip() for clause in clauses if is_quantified(clause)), _match_text(matches[0]))


def _match_text(match: re.Match[str]) -> str:
    return match.group().strip()


def _is_bare_word(match: re.Match[str]) -> bool:
    return bool(match["word"]) and not match["counted"]


def _is_measure(match: re.Match[str], text: str) -> bool:
    if match["word"] or match["unit"]:
        return True
    if match["ordinal"] or _DATE.fullmatch(match["digits"]):
        return False
    return not _NAME_PREFIX.search(text[max(0, match.start("digits") - 40) : match.start("digits")])
