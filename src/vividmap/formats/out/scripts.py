"""Guesses a text's language and direction from its script and its common words."""

import unicodedata
from collections import Counter

from vividmap.core.english.languages import latin_language

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
"""The language to assume for a script; screen readers and fonts need one."""


def script(character: str) -> str:
    """Return the script of a letter, the first word of its Unicode name: `LATIN`, `CJK`; "" for others."""
    return unicodedata.name(character, "").partition(" ")[0] if character.isalpha() else ""


def language(text: str) -> str:
    """Return the likeliest language by the script of most letters of a text (ISO 639-1), else "en".

    Of a text in Latin script its common words tell.
    """
    counts: Counter[str] = Counter()
    for character, times in Counter(text).items():  # looking up a name is slow: once per character
        counts[_LANGUAGES.get(script(character), "")] += times
    if counts["ja"]:  # kana mix with Han characters, and Han characters next to kana are Japanese
        counts["ja"] += counts.pop("zh", 0)
    del counts[""]
    most = counts.most_common(1)[0][0] if counts else "en"
    return latin_language(text) if most == "en" else most


def is_right_to_left(text: str) -> bool:
    """Return whether the first letter of a text is written from right to left."""
    sides = (unicodedata.bidirectional(character) for character in text)
    return next((side for side in sides if side in ("L", "R", "AL")), "L") != "L"
