"""How numbers, units, rates and hedges look in English prose: the patterns that `amounts.py` reads with."""

import re
from typing import Literal

from vividmap.core.english.numerals import WORDS
from vividmap.core.english.units import CURRENCIES
from vividmap.core.lazy_pattern import lazy_pattern

Hedge = Literal["", "about", "over", "under"]

FRACTIONS = {
    "half": 1 / 2,
    "halves": 1 / 2,
    "third": 1 / 3,
    "quarter": 1 / 4,
    "fifth": 1 / 5,
    "tenth": 1 / 10,
}
FACTORS = {"halved": 0.5, "halving": 0.5, "halve": 0.5, "halves": 0.5, "doubled": 2.0, "doubling": 2.0}
FACTORS |= {"double": 2.0, "tripled": 3.0, "tripling": 3.0, "trebled": 3.0, "quadrupled": 4.0, "twice": 2.0}
FACTORS |= {
    "thrice": 3.0,
    "tenfold": 10.0,
    "twofold": 2.0,
    "threefold": 3.0,
    "fourfold": 4.0,
    "fivefold": 5.0,
}
PERIOD_DAYS = {"biweekly": 14.0, "fortnight": 14.0, "fortnightly": 14.0}

_DIGITS = r"\d{1,3}(?:[ \u00a0\u202f]\d{3})+(?![\d:-])(?:\.\d+)?|\d+(?:[.,'’]\d+)*|\.\d+"
_NUMBER_WORD = "|".join(sorted((word for word in WORDS if word != "half"), key=len, reverse=True))
NUMBER = lazy_pattern(
    rf"(?<![^\W\d_])(?<![\d_.])(?P<sign>[{CURRENCIES}]\s?)?(?P<digits>{_DIGITS})(?P<ordinal>(?:st|nd|rd|th)\b)?"
    r"|(?<![\w-])(?P<fraction>(?:(?:an?|one|two|three)[ -])?(?:half|halves|thirds?|quarters?|fifths?|tenths?)"
    r"(?=\s+(?:of|the|an?|as|my|our|their|its)\b)"
    r"|(?:(?:an?|one|two|three)[ -](?:thirds?|fifths?|tenths?)|three[ -]quarters)(?=\s*(?:[,.;)]|$))"
    r"|(?<=\bby )half\b|(?<=\bin )half\b(?! \w))"
    rf"|(?<![\w-])(?P<words>(?:an? )?(?:{_NUMBER_WORD})"
    rf"(?:(?:[ -]|,? and (?:a )?)(?:{_NUMBER_WORD})\b)*)(?!\w)"
    r"|(?<![\w-])(?P<couple>an? (?:couple|pair) of)\b"
    rf"|(?<![\w-])(?P<factor>{'|'.join(FACTORS)})\b"
    rf"|\b(?P<period>{'|'.join(PERIOD_DAYS)})\b"
    r"|(?<![\w-])(?P<an>(?:an?|one|per) (?=[a-z]+ and a half\b))",
    re.IGNORECASE,
)
"""A number: in digits, in words, a fraction, a factor ("doubled"), or the "a" of "a year and a half"."""

_SCALE = r"(?:\s?(?:million|billion|thousand|hundred|bn|mn)\b|[kKmMbB](?![\w-]))"
UNIT_WORDS = (
    r"%|‰|percent\b|per cent\b|percentage points?\b|pp\b|points?\b|pts?\b|×|x\b(?!-)|-?fold\b|times\b"
    r"|(?:ns|nanoseconds?|µs|us|microseconds?|ms|milliseconds?|millis|s|secs?|seconds?|mins?|minutes?"
    r"|h|hrs?|hours?|d|days?|nights?|weeks?|wks?|months?|quarters?|years?|yrs?)\b"
    r"|[kmgtp]i?b\b|(?:kilo|mega|giga|tera|peta)bytes?\b|dollars?\b|euros?\b|pounds?\b|USD\b|EUR\b|GBP\b"
)
UNIT = lazy_pattern(
    rf"(?P<scale>{_SCALE})?(?:\+|-odd\b)?(?:[\s-]?|\s(?:of )?(?:an? |the )?)"
    rf"(?P<unit>[{CURRENCIES}](?!\d)|{UNIT_WORDS})?",
    re.IGNORECASE,
)
BARE_UNIT = lazy_pattern(rf"(?P<scale>)(?P<unit>{UNIT_WORDS})", re.IGNORECASE)
FRACTION_UNIT = lazy_pattern(
    rf"\s+(?:of )?(?:an?|the)\s(?P<unit>{UNIT_WORDS}|page\b|dozen\b|million\b|billion\b)", re.IGNORECASE
)
HALF_AFTER = lazy_pattern(r"\s?(?P<unit>[a-z]+)? and (?:a|one) half\b", re.IGNORECASE)
NOUN = lazy_pattern(
    r"[\s\u00a0-](?:of (?:the |our |my |its |these |those )?"
    r"|different |separate |other |new |more |fewer |whole )?"
    r"(?P<noun>[^\W\d_]+(?:-[^\W\d_]+)?)(?:[\s-](?P<next>[^\W\d_]+))?(?:[\s-](?P<third>[^\W\d_]+))?",
)
NOT_COUNTED = frozenset(
    "to of in at by and or on from for with the a an as is was were than that this per my our their its up "
    "down out after before since until when where which who not but into within during between across over "
    "under thanks plus perhaps always less us does versus besides towards afterwards yes has minus".split()
)
RATE = lazy_pattern(
    r"(?:-odd)?\s?/\s?(?P<slash>s|sec|min|h|hour|day|wk|week|mo|month|qtr|quarter|yr|year)\b"
    r"|(?:-odd)?\s(?:[^\W\d_]+\s){0,2}?(?:an?|per|every|each)\s"
    r"(?P<word>second|minute|hour|day|night|week|month|quarter|year)\b",
    re.IGNORECASE,
)
RATE_SPELLINGS = {"sec": "s", "second": "s", "minute": "min", "hour": "h", "wk": "week", "mo": "month"}
RATE_SPELLINGS |= {"qtr": "quarter", "yr": "year", "night": "day"}

_HEDGE_WORDS: dict[Hedge, str] = {
    "about": "about,around,roughly,approximately,some,circa,maybe,close to",
    "over": "over,more than,at least,well over,above,upwards of,just over",
    "under": "nearly,almost,under,less than,fewer than,up to,below,just under,at most,within",
}
HEDGES = {phrase: hedge for hedge, phrases in _HEDGE_WORDS.items() for phrase in phrases.split(",")}
HEDGE = lazy_pattern(
    rf"(?:\b(?P<phrase>{'|'.join(sorted(HEDGES, key=len, reverse=True))})|[~≈])\s?(?:an? )?$", re.IGNORECASE
)
NAME_BEFORE = lazy_pattern(
    r"(?:\b[A-Z][\w.]{0,40}[A-Z0-9]|(?<=[\w,;] )\b[A-Z]\w+|#"
    r"|\b(?:v|version|chapter|ch|phase|step|codes?|ticket|issue))[\s-]?$"
)
"""What a number is part of the name of: RFC 112, Postgres 16, step 3."""

COMPOUND = lazy_pattern(
    r"(?<![\w.])(?P<h>\d+)\s?(?:h|hours?)(?:\s?|,? and )(?P<m>\d{1,2})(?:\s?(?:m|min|minutes?))?\b",
    re.IGNORECASE,
)
BETWEEN_PARTNERS = lazy_pattern(
    r"\s*(?:to|->|→|–|-|/|of|or|and)\s*(?:about |only |just |under |over |nearly )?"
)

CURRENCY_WORDS = {"dollar": "$", "dollars": "$", "usd": "$", "euro": "€", "euros": "€", "eur": "€"}
CURRENCY_WORDS |= {"pound": "£", "pounds": "£", "gbp": "£"}
UNIT_SPELLINGS = {
    "millisecond": "ms",
    "milliseconds": "ms",
    "millis": "ms",
    "nanosecond": "ns",
    "nanoseconds": "ns",
}
UNIT_SPELLINGS |= {"microsecond": "µs", "microseconds": "µs", "wks": "weeks", "yr": "years", "yrs": "years"}
UNIT_SPELLINGS |= {"nights": "days", "night": "days"}
UNIT_SPELLINGS |= {
    f"{p}byte{s}": f"{p[0]}b" for p in ("kilo", "mega", "giga", "tera", "peta") for s in ("", "s")
}
POINTS = ("pp", "point", "points", "pt", "pts", "percentage point", "percentage points")
PERCENT = {"%": 0.01, "percent": 0.01, "per cent": 0.01, "‰": 0.001}
