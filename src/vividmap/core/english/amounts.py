"""Every number of a text with its value in base units, so that numbers in other forms can be compared.

"half a second" is 500 ms, "$0.3M" is $300k, "a third" is about 33 %, "a dozen" is 12 and "a day and a half"
is 36 h. Years, days of a month and times of day are not amounts (`time_phrases.py` reads them). A number that
belongs to a name ("RFC 112", "Postgres 16") is an amount of the measure "name".
"""

import re
from collections.abc import Iterator
from dataclasses import replace
from functools import lru_cache
from typing import Literal

from vividmap.core.english import amount_patterns
from vividmap.core.english.amount_patterns import Hedge
from vividmap.core.english.numerals import WORDS, parse_number
from vividmap.core.english.stems import stem
from vividmap.core.english.time_phrases import blank_time_phrases
from vividmap.core.english.units import BYTES, CURRENCIES, SCALES, SECONDS, parse_unit
from vividmap.core.lazy_dataclass import dataclass

Measure = Literal["time", "data", "money", "share", "times", "count", "name"]
Span = tuple[int, int]
_NOWHERE: Span = (0, 0)


@dataclass(frozen=True, slots=True)
class TextAmount:
    """A number of a text: where it stands, where its unit stands, and its value in base units.

    Base units are seconds, bytes, the currency's unit and shares of 1; `scale` is what its own unit is in
    them. `unit` is a spelling to compare by (a stem for what is counted), `rate` what it is per ("month").
    """

    start: int
    end: int
    text: str
    value: float
    measure: Measure
    unit: str = ""
    unit_span: Span = _NOWHERE
    rate: str = ""
    rate_span: Span = _NOWHERE
    hedge: Hedge = ""
    is_spoken: bool = False
    scale: float = 1.0

    @property
    def bare_value(self) -> float:
        """Return the number without its unit: 340 for 340 ms."""
        return self.value / self.scale

    @property
    def last(self) -> int:
        """Return where the amount ends, its unit and rate included."""
        return max(self.end, self.unit_span[1], self.rate_span[1])


@lru_cache(maxsize=16384)
def find_amounts(text: str) -> tuple[TextAmount, ...]:
    """Return every amount of a text, in order."""
    plain_text = blank_time_phrases(text)
    return tuple(_share_units(plain_text, list(_read_amounts(plain_text))))


def _read_amounts(text: str) -> Iterator[TextAmount]:
    end = 0
    compounds = {match.start(): match for match in amount_patterns.COMPOUND.finditer(text)}
    for match in amount_patterns.NUMBER.finditer(text):
        if match.start() < end:
            continue
        compound = compounds.get(match.start())
        amount = _read_compound(compound) if compound else _read_amount(text, match)
        if amount is not None:
            yield amount
            end = max(amount.end, amount.unit_span[1])


def _read_compound(match: re.Match[str]) -> TextAmount:
    seconds = int(match["h"]) * 3600.0 + int(match["m"]) * 60
    span = match.span()
    return TextAmount(*span, match.group(), seconds, "time", unit="h", unit_span=span, scale=SECONDS["h"])


def _read_amount(text: str, match: re.Match[str]) -> TextAmount | None:
    value = _read_value(match)
    if value is None or match["ordinal"] or (value == 1 and match["words"] and not match["an"]):
        return None  # "one" is a pronoun more often than a number
    amount = TextAmount(*match.span(), match.group(), value, "count", is_spoken=not match["digits"])
    if match["factor"]:
        return replace(amount, measure="times", unit="×")
    if match["period"]:
        return replace(amount, value=value * SECONDS["days"], measure="time", unit="days")
    if _is_name_number(text, match):
        start, end = match.span("digits")
        return replace(amount, start=start, end=end, text=match["digits"], measure="name")
    if match["fraction"]:
        return _with_hedge(text, _read_fraction(text, amount))
    return _with_hedge(text, _with_rate(text, _read_unit(text, match, amount)))


def _read_value(match: re.Match[str]) -> float | None:
    if digits := match["digits"]:
        return parse_number(f"0{digits}" if digits.startswith(".") else digits)
    if match["words"]:
        return _read_words(match["words"])
    if match["fraction"]:
        return _read_fraction_value(match["fraction"])
    table = {**amount_patterns.FACTORS, **amount_patterns.PERIOD_DAYS}
    word = (match["factor"] or match["period"] or "").casefold()
    return table.get(word, 2.0 if match["couple"] else 1.0)


def _read_fraction_value(phrase: str) -> float:
    parts = re.split(r"[ -]", phrase.casefold())
    count = WORDS.get(parts[0], 1.0) if len(parts) > 1 else 1.0
    name = parts[-1] if parts[-1] in amount_patterns.FRACTIONS else parts[-1].rstrip("s")
    return count * amount_patterns.FRACTIONS[name]


def _read_words(phrase: str) -> float:
    """Return the value of number words: "twenty-five" is 25, "a hundred and forty" 140, "a dozen" 12."""
    total, part = 0.0, 0.0
    for word in re.split(r"[\s,-]+", phrase.casefold()):
        value = WORDS.get(word, 0.0)
        if value >= SCALES["thousand"]:
            total, part = total + (part or 1.0) * value, 0.0
        elif word in ("hundred", "dozen"):
            part = (part or 1.0) * value
        else:
            part += value
    return total + part


def _read_fraction(text: str, amount: TextAmount) -> TextAmount:
    """Return "half an hour" as a time and "half of the questions" as a share."""
    unit = amount_patterns.FRACTION_UNIT.match(text, amount.end)
    if not unit:
        return replace(amount, measure="share", unit="%")
    if scale := SCALES.get(unit["unit"].casefold()):
        scaled = replace(
            amount, value=amount.value * scale, end=unit.end(), text=text[amount.start : unit.end()]
        )
        counted = amount_patterns.UNIT.match(text, scaled.end)
        if counted and (word := counted["unit"] or ""):  # "half a million dollars a year"
            return _with_rate(text, _with_unit(scaled, word, counted.span("unit")))
        return scaled
    return _with_unit(amount, unit["unit"], unit.span("unit"))


def _is_name_number(text: str, match: re.Match[str]) -> bool:
    """Return whether digits belong to a name before them: "RFC 112", but "CI 38 min" measures."""
    if not match["digits"] or match["sign"] or "." in match["digits"]:
        return False
    if not amount_patterns.NAME_BEFORE.search(text, max(0, match.start() - 40), match.start()):
        return False
    unit = amount_patterns.UNIT.match(text, match.end())
    return not (unit and (unit["unit"] or unit["scale"]))


def _read_unit(text: str, match: re.Match[str], amount: TextAmount) -> TextAmount:
    currency = (match["sign"] or "").strip()
    if half := amount_patterns.HALF_AFTER.match(text, amount.end - bool(match["an"])):
        amount = replace(amount, value=amount.value + 0.5)
        if half["unit"]:
            amount = replace(amount, end=half.end(), text=text[amount.start : half.end()], is_spoken=True)
            return _with_unit(amount, half["unit"], half.span("unit"))
        amount = replace(amount, end=half.end(), text=text[amount.start : half.end()])
    unit = amount_patterns.UNIT.match(text, amount.end)
    if unit and (scale := (unit["scale"] or "").strip()):
        if currency or scale not in ("m", "b", "B") or (unit["unit"] or "") in tuple(CURRENCIES):
            end = unit.end("scale")
            value = amount.value * SCALES[scale.casefold()]
            amount = replace(amount, value=value, end=end, text=text[amount.start : end])
        else:  # a small m is a minute or a metre, no million
            unit = amount_patterns.BARE_UNIT.match(text, amount.end)
    word = (unit["unit"] or "") if unit else ""
    if sign := currency or (word if word in tuple(CURRENCIES) else ""):
        return replace(amount, measure="money", unit=sign, unit_span=(amount.start, amount.start + 1))
    return _with_unit(amount, word, unit.span("unit")) if word and unit else _with_noun(text, amount)


def _with_unit(amount: TextAmount, written_unit: str, span: Span) -> TextAmount:
    """Return an amount with a unit that measures."""
    word = written_unit.casefold().strip("- ")
    word = amount_patterns.UNIT_SPELLINGS.get(word, word)
    unit = parse_unit(word)[1].casefold() if word != "m" else word
    amount = replace(amount, unit_span=span)
    for measure, table in (("time", SECONDS), ("data", BYTES)):
        if scale := table.get(unit):
            return replace(amount, measure=measure, unit=unit, value=amount.value * scale, scale=scale)  # type: ignore[arg-type]
    if word in amount_patterns.CURRENCY_WORDS:
        return replace(amount, measure="money", unit=amount_patterns.CURRENCY_WORDS[word])
    if scale := amount_patterns.PERCENT.get(word) or (0.01 if word in amount_patterns.POINTS else 0.0):
        name = "points" if word in amount_patterns.POINTS else "%"
        return replace(amount, measure="share", unit=name, value=amount.value * scale, scale=scale)
    if unit in ("×", "fold"):
        return replace(amount, measure="times", unit="×")
    return replace(amount, unit=stem(word))


def _with_noun(text: str, amount: TextAmount) -> TextAmount:
    """Return a number with what it counts: the last noun of "15 backend engineers"."""
    noun = amount_patterns.NOUN.match(text, amount.end)
    if not noun or noun["noun"].casefold() in amount_patterns.NOT_COUNTED:
        return amount
    name = "noun"
    for group in ("next", "third"):
        if not _is_part_of_noun(noun, name, group):
            break
        name = group
    word = noun[name].casefold()
    if not word.endswith("s") and word not in ("people", "staff"):
        return amount
    return replace(amount, unit=stem(word), unit_span=noun.span(name))


def _is_part_of_noun(noun: re.Match[str], name: str, group: str) -> bool:
    """Return whether the next word belongs to what is counted: "double payouts", "backend loop engineers"."""
    word = (noun[group] or "").casefold()
    if not word or noun[name].casefold().endswith("s") or word in amount_patterns.NOT_COUNTED:
        return False
    return word.endswith("s") or (group == "next" and (noun["third"] or "").casefold().endswith("s"))


def _with_rate(text: str, amount: TextAmount) -> TextAmount:
    rate = amount_patterns.RATE.match(text, max(amount.end, amount.unit_span[1]))
    if not rate:
        return amount
    group = "slash" if rate["slash"] else "word"
    word = rate[group].casefold()
    return replace(amount, rate=amount_patterns.RATE_SPELLINGS.get(word, word), rate_span=rate.span(group))


def _with_hedge(text: str, amount: TextAmount) -> TextAmount:
    hedge = amount_patterns.HEDGE.search(text, max(0, amount.start - 16), amount.start)
    if not hedge:
        return amount
    return replace(amount, hedge=amount_patterns.HEDGES.get((hedge["phrase"] or "").casefold(), "about"))


def _share_units(text: str, amounts: list[TextAmount]) -> Iterator[TextAmount]:
    """Yield the amounts; one without a unit has that of its partner: "from 4 to 20 min", "60 pages to 8"."""
    for number, amount in enumerate(amounts):
        partners = [
            *(
                (following, text[amount.end : following.start])
                for following in amounts[number + 1 : number + 2]
            ),
            *(
                (previous, text[max(previous.end, previous.unit_span[1]) : amount.start])
                for previous in amounts[max(number - 1, 0) : number]
            ),
        ]
        partner = next(
            (
                p
                for p, gap in partners
                if p.unit and p.measure != "name" and amount_patterns.BETWEEN_PARTNERS.fullmatch(f"{gap} ")
            ),
            None,
        )
        yield (
            _with_unit_of(amount, partner)
            if partner and not amount.unit and amount.measure == "count"
            else amount
        )


def _with_unit_of(amount: TextAmount, partner: TextAmount) -> TextAmount:
    return replace(
        amount,
        measure=partner.measure,
        unit=partner.unit,
        scale=partner.scale,
        value=amount.value * partner.scale,
        rate=amount.rate or partner.rate,
    )
