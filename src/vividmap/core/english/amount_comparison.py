"""Whether two amounts say the same, allowing for rounding, "about", and other units."""

import re

from vividmap.core.english.amounts import TextAmount

_ROUGH_UNITS = ("months", "quarters", "years")
_ROUGH = 0.03
"""How far apart a month and 30 days may be."""
_ABOUT = 0.1
_OVER, _UNDER = 1.35, 0.75
"""How far "more than" and "nearly" may be from the number that they round."""
_SPOKEN_SHARE = 0.025
"""How far "a third" may be from a percentage."""


def is_same_amount(amount: TextAmount, source_amount: TextAmount) -> bool:
    """Return whether an amount says the same as one of an entry: rounding and "about" are allowed for."""
    if "name" in (amount.measure, source_amount.measure):
        return amount.measure == source_amount.measure and amount.text == source_amount.text
    if not _has_same_measure(amount, source_amount):
        bare = not amount.unit or not source_amount.unit
        return bare and _is_near(amount, amount.bare_value, source_amount.bare_value)
    if amount.rate and source_amount.rate and amount.rate != source_amount.rate:
        return False
    units = {amount.unit, source_amount.unit}
    is_rough = len(units) > 1 and not units.isdisjoint(_ROUGH_UNITS)
    return _is_near(amount, amount.value, source_amount.value, _ROUGH if is_rough else 0.0)


def is_value(amount: TextAmount, value: float) -> bool:
    """Return whether an amount says a value in base units, as rounded as it is written."""
    return _is_near(amount, amount.value, value)


def _has_same_measure(amount: TextAmount, source_amount: TextAmount) -> bool:
    if amount.measure != source_amount.measure:
        return False
    return amount.measure != "money" or amount.unit == source_amount.unit


def _is_near(amount: TextAmount, value: float, source_value: float, tolerance: float = 0.0) -> bool:
    if value == source_value:
        return True
    if amount.hedge == "over":
        return value <= source_value <= value * _OVER
    if amount.hedge == "under":
        return value * _UNDER <= source_value <= value
    if amount.measure == "share" and amount.is_spoken:
        return abs(value - source_value) <= _SPOKEN_SHARE
    if amount.hedge == "about":
        tolerance = max(tolerance, _ABOUT)
    span = abs(source_value) or 1.0
    return abs(value - source_value) <= max(tolerance, 1e-9) * span or _is_rounded(
        amount, value, source_value
    )


def _is_rounded(amount: TextAmount, value: float, source_value: float) -> bool:
    """Return whether an amount is another one rounded as it is written; one digit says too little."""
    digits = re.sub(r"\D", "", amount.text).lstrip("0")
    if "." not in amount.text:
        digits = digits.rstrip("0")
    if len(digits) < 2 or not source_value:
        return False
    places = len(digits) - 1
    return float(f"{source_value:.{places}e}") == float(f"{value:.{places}e}")
