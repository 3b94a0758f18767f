"""Numbers that measure something: value, unit and kind; no date, version, ticket, time of day or ordinal."""

from vividmap.core.english.numerals import parse_number
from vividmap.core.results.calendar_words import MONTHS, TIME_PREPOSITIONS
from vividmap.core.results.tokens import Token, text_at
from vividmap.core.results.units import (
    CURRENCIES,
    EFFORT,
    NOT_THINGS,
    NUMBER_WORDS,
    SCALES,
    SECONDS,
    SHARES,
    THINGS,
    TIMES,
)

_NAME_WORDS = frozenset(
    "v version rfc adr sev p pr mr chapter phase step level stage tier part release sprint week day kw tag "
    "room q h l no nr item section round ticket issue pep iso ch top slo java python postgres node go "
    "rails kubernetes "
    "semaine jour semana día settimana giorno paragraph appendix figure table type gen".split()
)
"""A number behind one of these is part of a name: RFC 112, version 2, KW 24."""
_PER_YEAR = {"years": 1.0, "quarters": 4.0, "months": 12.0, "weeks": 52.0, "days": 365.0, "h": 8766.0}
_PER = frozenset("/ a an per pro par por al a each every je im al'".split())
_YEARLY = {
    "annually": 1.0,
    "yearly": 1.0,
    "jährlich": 1.0,
    "monthly": 12.0,
    "monatlich": 12.0,
    "weekly": 52.0,
}
_MAX_ADJECTIVES = 2
_WORTH = frozenset("worth cost costs costing costed paid kostet kosten coûte cuesta custa costa".split())
FRACTIONS = {
    **dict.fromkeys(("third", "drittel", "tiers", "tercio", "terço", "terzo", "derde"), 1 / 3),
    **dict.fromkeys(("quarter", "viertel", "quart", "cuarto", "kwart"), 0.25),
    **dict.fromkeys(("half", "hälfte", "moitié", "mitad", "metade", "metà", "helft"), 0.5),
}
_OF = frozenset("of von sur van".split())
"""Between two numbers: the first is part of the second."""
_WORDS_AROUND = 60
"""How many tokens on either side of a number are read to tell the language."""
_CONTINENTAL = frozenset(
    "der die das und um von auf für mit pro im le les des du et pour avec el los las por con para del da "
    "dos com "
    "em di il gli per della van het een naar voor bij".split()
)
"""Words of languages that write 180.000 for a hundred and eighty thousand."""


class Measurement:
    """A number that measures: its value, unit and kind of measure, and its place among the tokens.

    Money per month or week is converted to a year. `is_bare`: nothing says what it counts.
    `is_effort`: it counts what went in, such as meetings. `noun` is the thing counted, where it is named.
    `is_part`: it says of how many, as in "3 of 4 teams".
    """

    __slots__ = (
        "end", "first", "is_bare", "is_effort", "is_part", "last", "measure", "noun", "start", "unit",
        "value",
    )  # fmt: skip

    def __init__(self, first: int, last: int, tokens: list[Token], value: float) -> None:
        self.first, self.last = first, last
        self.start, self.end = tokens[first].start, tokens[last].end
        self.value, self.measure, self.unit, self.noun = value, "count", "", ""
        self.is_bare, self.is_effort, self.is_part = False, False, False


def read_amounts(text: str, tokens: list[Token], *, with_names: bool = False) -> list[Measurement]:
    """Return the amounts among a text's tokens, in order; `with_names` also those of `Java 11`."""
    amounts: list[Measurement] = []
    at = 0
    while at < len(tokens):
        token = tokens[at]
        is_number = token.sort == "number" or token.text in NUMBER_WORDS or token.text in FRACTIONS
        amount = _read_amount(text, tokens, at, with_names=with_names) if is_number else None
        if amount is not None:
            amounts.append(amount)
            at = amount.last
        at += 1
    return amounts


def _read_amount(text: str, tokens: list[Token], at: int, *, with_names: bool) -> Measurement | None:
    amount = _read_number(tokens, at)
    if amount is None or amount.measure == "share":
        return amount
    has_currency = _claim_currency(tokens, amount)
    _take_scale(tokens, amount, has_currency=has_currency)
    if _claim_currency_behind(tokens, amount) or has_currency:
        amount.measure = "money"
        _take_rate(tokens, amount)
        return amount
    has_unit = _claim_unit(tokens, amount)
    is_name = not has_unit and not with_names and _is_name(text, tokens, at, amount)
    is_lone_word = amount.is_bare and tokens[at].sort == "word" and tokens[at].text != "zero"
    return None if is_name or is_lone_word else amount


def _read_number(tokens: list[Token], at: int) -> Measurement | None:
    token = tokens[at]
    if token.sort == "number":
        return _read_digits(tokens, at)
    if token.sort != "word" or _is_glued(tokens, at):
        return None
    if token.text == "half" and text_at(tokens, at + 1) in ("the", "of", "our", "as"):
        amount = Measurement(at, at, tokens, 0.5)
        amount.measure = "share"
        return amount
    if (part := FRACTIONS.get(token.text)) and _is_fraction(tokens, at):
        amount = Measurement(at - 1, at, tokens, part)
        amount.measure = "share"
        return amount
    value = NUMBER_WORDS.get(token.text)
    if value is None:
        return None
    return _read_part(tokens, at, float(value)) or Measurement(at, at, tokens, float(value))


def _is_fraction(tokens: list[Token], at: int) -> bool:
    """Return whether "third" is a share of something: "by a third", "a third less", "a quarter of it"."""
    before, follower = text_at(tokens, at - 1), text_at(tokens, at + 1)
    is_one = before in ("a", "one", "ein", "un", "um", "een", "d'un", "die", "la")
    is_by = text_at(tokens, at - 2) in ("by", "um", "de", "di", "met", "em", "en") or before == "d'un"
    if "year" in (text_at(tokens, at + 2), text_at(tokens, at + 3)):
        return False  # "a quarter of a year"
    return is_one and (is_by or follower in ("less", "fewer", "lower", "cheaper", "faster", "weniger", "of"))


def _is_glued(tokens: list[Token], at: int) -> bool:
    return (
        at > 0
        and tokens[at - 1].end == tokens[at].start
        and tokens[at - 1].sort in ("word", "number")
        and (tokens[at - 1].text[-1] < "\u3000")
    )


def _read_digits(tokens: list[Token], at: int) -> Measurement | None:
    """Return the amount of a number, or of `7/7` and `14 of 20` as a share; None for a date and the like."""
    token = tokens[at]
    digits = token.text
    if _is_glued(tokens, at) or _is_in_name(tokens, at):
        return None
    if "/" in digits:
        return _read_ratio(tokens, at, digits.split("/"))
    if digits.count("-") or _is_day(tokens, at):
        return None
    value = parse_number(digits, decimal_comma=not digits.isdecimal() and _has_decimal_comma(tokens, at))
    if value is None:
        return None
    return _read_part(tokens, at, value) or Measurement(at, at, tokens, value)


def _read_part(tokens: list[Token], at: int, value: float) -> Measurement | None:
    """Return "14 of 20" or "five out of six" as one amount, None where a number is part of no other."""
    place = at + 2 if text_at(tokens, at + 1) == "out" and text_at(tokens, at + 2) == "of" else at + 1
    if text_at(tokens, place) not in _OF or place + 1 >= len(tokens):
        return None
    token = tokens[place + 1]
    whole: float | None = NUMBER_WORDS.get(token.text)
    if token.sort == "number":
        has_comma = not token.text.isdecimal() and _has_decimal_comma(tokens, place + 1)
        is_day = "-" in token.text or _is_day(tokens, place + 1)
        whole = None if is_day else parse_number(token.text, decimal_comma=has_comma)
    is_part = whole is not None and whole == int(whole) and value == int(value) and value <= whole
    return _share(tokens, at, place + 1, value) if is_part and whole else None


def _is_in_name(tokens: list[Token], at: int) -> bool:
    """Return whether a mark joins a number with the word before it: `N+1`, `#88`, `C++17`."""
    if at > 2 and tokens[at - 1].text in "-–" and tokens[at - 2].sort == "number":
        return tokens[at - 3].text in _NAME_WORDS
    if at == 0 or tokens[at - 1].text not in "#+_@.&" or not _is_touching(tokens, at - 1):
        return False
    return tokens[at - 1].text == "#" or (
        at > 1 and tokens[at - 2].sort != "mark" and _is_touching(tokens, at - 2)
    )


def _has_decimal_comma(tokens: list[Token], at: int) -> bool:
    """Return whether `180.000` is read as on the Continent: the words around it, or its euros, say so."""
    if text_at(tokens, at + 1) in ("€", "euro", "r$", "reais") or text_at(tokens, at - 1) == "r$":
        return True
    return _has_continental_word_near(tokens, at)


def _has_continental_word_near(tokens: list[Token], at: int) -> bool:
    around = tokens[max(0, at - _WORDS_AROUND) : at + _WORDS_AROUND]
    return not _CONTINENTAL.isdisjoint(token.text for token in around)


def _share(tokens: list[Token], first: int, last: int, value: float) -> Measurement:
    amount = Measurement(first, last, tokens, value)
    amount.measure, amount.is_part = "ratio", True
    return amount


def _read_ratio(tokens: list[Token], at: int, parts: list[str]) -> Measurement | None:
    """Return `7/7 actions` as an amount; `6/25`, `24/7` and `1/3` are none."""
    values = [parse_number(part) for part in parts]
    if len(values) != 2 or not values[0] or not values[1] or values[0] > values[1]:
        return None
    before = tokens[at - 1].text if at else ""
    follower = tokens[at + 1] if at + 1 < len(tokens) else None
    is_noun = follower is not None and follower.sort == "word" and follower.text not in NOT_THINGS
    is_date = before in TIME_PREPOSITIONS or (values[0] <= 12 and values[1] <= 31 and not is_noun)
    if is_date and values[0] != values[1]:
        return None
    return _share(tokens, at, at, values[0])


def _is_day(tokens: list[Token], at: int) -> bool:
    """Return whether a number is a year, the day of a month, an ordinal, or a time of day."""
    digits = tokens[at].text
    if ":" in digits or (digits.count(".") > 1 and not _is_grouped(digits)):
        return True
    follower = tokens[at + 1] if at + 1 < len(tokens) else None
    if follower is not None and follower.sort == "word" and _is_touching(tokens, at):
        if follower.text in ("st", "nd", "rd", "th", "am", "pm", "e", "er", "ème", "º", "ª", "º"):
            return True
        if not _is_unit_word(follower.text) and follower.text[0] < "\u3000":
            return True  # 2FA, 14h30, 5xx
    if _is_year(digits) and not (
        follower is not None and (follower.text in THINGS or follower.text in TIMES)
    ):
        return True
    near = [text_at(tokens, at + offset).rstrip(".") for offset in (-2, -1, 1, 2)]
    if not digits.isdecimal() or len(digits) > 2 or int(digits) > 31:
        return near[1] in MONTHS and digits.count(".") == 0 and len(digits) == 4
    is_before = near[1] in MONTHS or (near[0] in MONTHS and near[1] == ".")
    is_behind = near[2] in MONTHS or (near[2] in (".", "de", "er", "-", "–") and near[3] in MONTHS)
    return is_before or is_behind or near[2] == "月" or near[2].startswith(("月", "日"))


def _is_grouped(digits: str) -> bool:
    return all(len(part) == 3 for part in digits.split(".")[1:])


def _is_year(digits: str) -> bool:
    return len(digits) == 4 and digits.isdecimal() and 1970 <= int(digits) <= 2100


def _is_unit_word(word: str) -> bool:
    return word in TIMES or word in SHARES or word in SCALES or word in CURRENCIES or word in THINGS


def _is_word(tokens: list[Token], at: int, word: str) -> bool:
    return text_at(tokens, at) == word


def _is_touching(tokens: list[Token], at: int) -> bool:
    """Return whether nothing stands between a token and the next."""
    return at + 1 < len(tokens) and tokens[at].end == tokens[at + 1].start


def _extend(tokens: list[Token], amount: Measurement, last: int) -> None:
    amount.last, amount.end = last, tokens[last].end


def _claim_currency(tokens: list[Token], amount: Measurement) -> bool:
    at = amount.first - 1
    if text_at(tokens, at) not in CURRENCIES:
        return False
    amount.first, amount.start = at, tokens[at].start
    amount.value *= CURRENCIES[tokens[at].text]
    return True


def _claim_currency_behind(tokens: list[Token], amount: Measurement) -> bool:
    at = amount.last + 1
    if text_at(tokens, at) not in CURRENCIES:
        return False
    amount.value *= CURRENCIES[tokens[at].text]
    _extend(tokens, amount, at)
    return True


def _take_scale(tokens: list[Token], amount: Measurement, *, has_currency: bool) -> None:
    """Take "k", "million" and the like; a lone `m` or `b` counts only with a currency or before a thing."""
    at = amount.last + 1
    word = text_at(tokens, at)
    scale = SCALES.get(word) or next((SCALES[word[0]] for _ in word[:1] if word[0] in "万億"), None)
    if scale is None or not (word in SCALES or word[0] in "万億"):
        return
    if word in ("m", "b", "mm") and not (has_currency or _is_thing(text_at(tokens, at + 1))):
        return
    amount.value *= scale
    if word in SCALES:
        _extend(tokens, amount, at)
        if text_at(tokens, at + 1) == "." and word in ("mio", "mrd", "tsd"):
            _extend(tokens, amount, at + 1)


def _is_thing(word: str) -> bool:
    return word in THINGS or word in CURRENCIES or (word not in NOT_THINGS and word.endswith("s"))


def _take_rate(tokens: list[Token], amount: Measurement) -> None:
    """Convert money per month or week to a year."""
    at = amount.last + 1
    if text_at(tokens, at) in _YEARLY:
        amount.value *= _YEARLY[text_at(tokens, at)]
        _extend(tokens, amount, at)
    elif text_at(tokens, at) in _PER and (unit := TIMES.get(text_at(tokens, at + 1))) in _PER_YEAR:
        amount.value *= _PER_YEAR[unit or ""]
        _extend(tokens, amount, at + 1)


def _claim_unit(tokens: list[Token], amount: Measurement) -> bool:
    """Take the unit or thing after an amount; return False if there is none."""
    at = amount.last + 1
    if text_at(tokens, at) == "+" and _is_touching(tokens, at - 1):
        at += 1
    word = text_at(tokens, at)
    is_unit = word in SHARES or (word in TIMES and not _is_article_s(tokens, at))
    if amount.measure != "ratio" and is_unit:
        amount.measure, amount.unit = ("share", "%") if word in SHARES else ("time", TIMES[word])
        if amount.measure == "time":
            amount.value *= SECONDS[amount.unit]
        elif word == "‰":
            amount.value /= 10
        amount.unit = amount.unit if word not in ("x", "×", "fold", "mal", "fois", "veces", "倍") else "×"
        _extend(tokens, amount, at)
        if text_at(tokens, at + 1) == "." and word in ("std", "sek"):
            _extend(tokens, amount, at + 1)
        return True
    return _claim_thing(tokens, amount, at)


def _is_article_s(tokens: list[Token], at: int) -> bool:
    """Return whether "d", "w", "y", "an" or "mo" stands apart from its number, and so is not a unit."""
    return tokens[at].text in ("d", "w", "y", "an", "mo") and not _is_touching(tokens, at - 1)


def _claim_thing(tokens: list[Token], amount: Measurement, at: int) -> bool:
    for place in range(at, min(at + _MAX_ADJECTIVES + 1, len(tokens))):
        token = tokens[place]
        if token.text in ("%", "/", "/h") or token.sort != "word" or token.text in NOT_THINGS:
            break
        if token.text in EFFORT and not _is_plural(token.text) and _is_plural(text_at(tokens, place + 1)):
            continue  # "4 step functions" counts functions
        measure = THINGS.get(token.text)
        is_counted = token.text in EFFORT or _is_plural(token.text)
        if measure or is_counted or token.text[:1] in "人件名社台個":
            amount.noun = token.text
            amount.is_effort = token.text in EFFORT and amount.measure != "ratio"
            amount.measure = measure or "count"
            _extend(tokens, amount, place)
            return True
    has_word = at < len(tokens) and tokens[at].sort == "word" and tokens[at].text not in NOT_THINGS
    amount.is_bare = amount.measure != "ratio" and not has_word and not _has_worth(tokens, amount)
    amount.measure = "count" if amount.measure == "ratio" else amount.measure
    return False


def _has_worth(tokens: list[Token], amount: Measurement) -> bool:
    """Return whether a number without a currency is money by its context: "52k a month", "worth 600k"."""
    is_scaled = amount.last > amount.first
    unit = TIMES.get(text_at(tokens, amount.last + 2)) if text_at(tokens, amount.last + 1) in _PER else ""
    return is_scaled and (
        unit in ("months", "quarters", "years") or text_at(tokens, amount.first - 1) in _WORTH
    )


def _is_plural(word: str) -> bool:
    return len(word) > 2 and word[-1] == "s" and word[-2] not in "siu"


def _is_name(text: str, tokens: list[Token], at: int, amount: Measurement) -> bool:
    """Return whether an amount without a unit is part of a name: `RFC 112`, `Java 11`, `Q3 2`."""
    if amount.first != at or at == 0 or tokens[at].sort != "number":
        return False
    before = tokens[at - 1]
    if before.sort != "word":
        return before.text == "#"
    raw = text[before.start : before.end]
    if before.text in _NAME_WORDS:
        return at < 2 or tokens[at - 2].text not in _PER  # "deploys a day 6" counts
    if not raw[:1].isupper() or _has_continental_word_near(tokens, at):
        return False  # nouns are capitalised in German
    is_sentence_start = at == 1 or tokens[at - 2].text in (".", "!", "?", ":")
    return not is_sentence_start or raw.isupper()
