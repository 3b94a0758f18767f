"""Units beside numbers: one spelling for those that mean the same, and what is more of the same measure."""

import re

SCALES = {"k": 1e3, "thousand": 1e3, "m": 1e6, "mn": 1e6, "million": 1e6, "b": 1e9, "bn": 1e9}
SCALES |= {"billion": 1e9, "hundred": 100.0, "dozen": 12.0}
CURRENCIES = "$€£¥₹₩₺₴"
"""The signs of currencies."""

_SPELLINGS = {
    "%": ("%", "\u066a", "\uff05", "percent", "per cent"),
    "×": ("×", "x", "times", "fold"),
    "µs": ("µs", "us"),
    "s": ("s", "sec", "secs", "second", "seconds"),
    "min": ("min", "mins", "minute", "minutes"),
    "h": ("h", "hr", "hrs", "hour", "hours"),
    "days": ("d", "day", "days"),
    "nights": ("night", "nights"),
    "weeks": ("wk", "week", "weeks"),
    "months": ("month", "months"),
    "quarters": ("quarter", "quarters"),
    "years": ("year", "years"),
}
_UNIT = {spelling: unit for unit, spellings in _SPELLINGS.items() for spelling in spellings}

_DAY = 86_400.0
SECONDS = {"ns": 1e-9, "µs": 1e-6, "ms": 1e-3, "s": 1.0, "min": 60.0, "h": 3600.0, "days": _DAY}
SECONDS |= {"weeks": 7 * _DAY, "months": 30.44 * _DAY, "quarters": 91.3 * _DAY, "years": 365.25 * _DAY}
BYTES = {
    f"{prefix}{middle}b": base**power
    for power, prefix in enumerate("kmgtp", 1)
    for middle, base in (("", 1000.0), ("i", 1024.0))
}
_MEASURES = (SECONDS, BYTES)


def parse_unit(text: str, currency: str = "") -> tuple[float, str]:
    """Return by how much a unit multiplies its number, and the unit: "million users" is (1e6, "users").

    A small `m` is no million but for money; `k`, `M`, `bn` are thousands, millions, billions.
    """
    words = re.split(r"[\s-]+", text.strip(CURRENCIES + " \u00a0\u202f"), maxsplit=1) if text else [""]
    head, tail = words[0], words[1] if words[1:] else ""
    if head in CURRENCIES:
        head = ""
    if head.casefold() in SCALES and (currency or head not in ("m", "b", "B") or tail):
        return SCALES[head.casefold()], currency or _plain(tail)
    return 1.0, currency or _plain(text)


def _plain(unit: str) -> str:
    return _UNIT.get(unit.casefold(), unit)


def compare_amounts(before: float | None, unit: str, after: float | None, other_unit: str) -> float | None:
    """Return a number above 0 where the amount after is larger, below 0 where it is smaller, else 0.

    None where the two are of different measures, or one of them has no value.
    """
    if before is None or after is None:
        return None
    if unit == other_unit:
        return after - before
    for measure in _MEASURES:
        was, now = measure.get(unit.casefold()), measure.get(other_unit.casefold())
        if was and now:
            return after * now - before * was
    return None
