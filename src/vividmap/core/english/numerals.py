"""How numbers are written: digits of any script, with the grouping and the decimal mark of any place."""

import unicodedata

_GROUPING = str.maketrans("", "", " \u00a0\u2009\u202f'’\u066c")
_PLAIN = str.maketrans({"\uff0e": ".", "\uff0c": ","})
_MARKS = ".,"

_SMALL_NUMBERS = (
    "zero one two three four five six seven eight nine ten eleven twelve thirteen fourteen fifteen".split()
)
_SMALL_NUMBERS += "sixteen seventeen eighteen nineteen".split()
_TENS = "twenty thirty forty fifty sixty seventy eighty ninety".split()
WORDS: dict[str, float] = {word: float(number) for number, word in enumerate(_SMALL_NUMBERS)}
WORDS |= {word: float(number) for number, word in zip(range(20, 100, 10), _TENS, strict=True)}
WORDS |= {"half": 0.5, "twice": 2.0, "thrice": 3.0, "dozen": 12.0, "hundred": 100.0}
WORDS |= {"thousand": 1e3, "million": 1e6, "billion": 1e9}
"""English number words with their values; "dozens" and "hundreds" have none."""


def parse_number(digits: str, *, decimal_comma: bool = False) -> float | None:
    """Return the value of a number as it is written; None where it is none: 10:30, 1.2.3.

    `1,234.5`, `1.234,5`, `1 234,5` and `1’234.5` are all 1234.5, and so in any script. What can be read in
    two ways (`1,234`; `1.234`) is read as English does, unless `decimal_comma` says that its text does not.
    """
    text = _ascii(digits).translate(_GROUPING)
    if "\u066b" in text:
        return _float(text.replace("\u066b", "."))
    last = max(text.rfind(mark) for mark in _MARKS)
    if last < 0:
        return _float(text)
    mark, opposite = text[last], "," if text[last] == "." else "."
    if text.count(mark) == 1 and (opposite in text or _is_decimal(text, mark, decimal_comma=decimal_comma)):
        whole, _, part = text.partition(mark)
        return _float(f"{whole.replace(opposite, '')}.{part}") if _is_grouped(whole, opposite) else None
    return _float(text.replace(mark, "")) if _is_grouped(text, mark) else None


def _ascii(digits: str) -> str:
    return "".join(str(unicodedata.decimal(c)) if c.isdecimal() else c for c in digits.translate(_PLAIN))


def _is_decimal(text: str, mark: str, *, decimal_comma: bool) -> bool:
    """Return whether the only mark of a number is the decimal one."""
    whole, _, part = text.partition(mark)
    if len(part) != 3 or not 1 <= len(whole) <= 3 or whole.startswith("0"):
        return True
    return (mark == ",") is decimal_comma


def _is_grouped(text: str, mark: str) -> bool:
    """Return whether the marks stand between groups of three, or of two and three as India has them."""
    first, *groups = text.split(mark)
    if not groups:
        return True
    return 1 <= len(first) <= 3 and len(groups[-1]) == 3 and all(len(group) in (2, 3) for group in groups)


def _float(text: str) -> float | None:
    try:
        return float(text)
    except ValueError:
        return None
