"""Scripts: which language a text is most likely in, and which way it runs."""

import unicodedata
from collections import Counter

_LANGUAGES = {
    "ARABIC": "ar",
    "CJK": "zh",
    "CYRILLIC": "ru",
    "DEVANAGARI": "hi",
    "GREEK": "el",
    "HANGUL": "ko",
    "HEBREW": "he",
    "HIRAGANA": "ja",
    "KATAKANA": "ja",
    "LATIN": "en",
    "THAI": "th",
}
"""A script by which a language can be told, or guessed: a screen reader and a font have to know one."""


def script(character: str) -> str:
    """Return the script of a character, by the first word of its name: `LATIN`, `CJK`; "" for no letter."""
    return unicodedata.name(character, "").partition(" ")[0] if character.isalpha() else ""


def language(text: str) -> str:
    """Return the language that most letters of a text are most likely of, English where there are none."""
    counts: Counter[str] = Counter()
    for one, times in Counter(text).items():  # each character is named once, however often it stands there
        counts[_LANGUAGES.get(script(one), "")] += times
    if counts["ja"]:  # kana stand among Han characters, and those among kana are Japanese
        counts["ja"] += counts.pop("zh", 0)
    del counts[""]
    return counts.most_common(1)[0][0] if counts else "en"


def runs_left(text: str) -> bool:
    """Tell whether a text runs from right to left: its first letter says so."""
    sides = (unicodedata.bidirectional(one) for one in text)
    return next((side for side in sides if side in ("L", "R", "AL")), "L") != "L"
