"""Figures as other languages write them → as English does: "von 6,5 h auf 48 min", "4,2 Mio. €"."""

import re
from functools import lru_cache

from vividmap.core.lazy_pattern import lazy_pattern

_SCALES = {
    "M": "mio millionen million millions millones millón milhões milhão milioni milione miljoen млн",
    "B": "mrd milliarden milliarde milliards milliard miliardi miljard млрд",
    "k": "tsd tausend mille mil mila duizend тыс",
}
_SCALE_SIGNS = {word: sign for sign, words in _SCALES.items() for word in words.split()}
_CURRENCY = r"(?:€|eur\b|euros?\b|d['’]euros?\b|de euros?\b|di euro\b)"
_SCALED = lazy_pattern(
    rf"(?<![\d.,])(?P<number>\d{{1,3}}(?:[.,]\d{{1,2}})?)\s(?P<scale>{'|'.join(_SCALE_SIGNS)})\b\.?"
    rf"(?:\s?(?P<currency>{_CURRENCY}))?",
    re.IGNORECASE,
)
_MONEY_BEHIND = lazy_pattern(
    rf"(?<![\d.,€])(?P<number>\d{{1,3}}(?:[. \u202f\u00a0]\d{{3}}){{0,3}}(?:,\d{{1,2}})?)\s?{_CURRENCY}",
    re.IGNORECASE,
)
_GROUPED = lazy_pattern(r"(?<![\d.,])\d{1,3}(?:\.\d{3}){1,3}(?![\d.,])")
_DECIMAL = lazy_pattern(r"(?<![\d.,])(\d{1,3}),(\d{1,2})(?![\d,])")
_FROM_TO = lazy_pattern(
    r"\b(?:von|de|da|van|\u0441)\s(?P<before>[€$]?\d[^;:()]{0,24}?)\s(?:auf|à|a|naar|до)\s(?=[€$]?\d)",
    re.IGNORECASE,
)
_RATES = {
    "a year": r"pro jahr|im jahr|jährlich|par an|al año|por año|por ano|all['’]anno|per jaar|в год",
    "a month": r"pro monat|im monat|monatlich|par mois|al mes|por mes|por mês|al mese|per maand|в месяц",
    "a week": r"pro woche|par semaine|por semana|a settimana|per week|в неделю",
}
_RATE_PATTERNS = {rate: lazy_pattern(rf"\b(?:{words})\b", re.IGNORECASE) for rate, words in _RATES.items()}
_SIGNS = lazy_pattern(
    r"\d\s?(?:€|eur)|\d\s(?:mio|mrd|tsd|mill|milh|mili|milj|млн|млрд)|\d,\d{1,2}(?!\d)"
    r"|\b(?:von|de|da|van|\u0441)\s[€$]?\d"
    r"|\b(?:pro|im|par|al|por|per) (?:jahr|monat|an\b|mois|año|mes|mese|jaar)",
    re.IGNORECASE,
)


@lru_cache(maxsize=4096)
def with_english_figures(text: str) -> str:
    """Return a text whose amounts are written as in English; to be measured, not to be shown."""
    if not _SIGNS.search(text):
        return text
    text = _SCALED.sub(_write_scaled, text)
    text = _MONEY_BEHIND.sub(lambda match: f"€{_to_english(match['number'])}", text)
    text = _GROUPED.sub(lambda match: match[0].replace(".", ","), text) if _is_with_commas(text) else text
    text = _DECIMAL.sub(r"\1.\2", text)
    text = _FROM_TO.sub(r"from \g<before> to ", text)
    for rate, pattern in _RATE_PATTERNS.items():
        text = pattern.sub(rate, text)
    return text


def _is_with_commas(text: str) -> bool:
    """Return whether a text writes decimals with a comma, so that a point groups thousands."""
    return bool(_DECIMAL.search(text))


def _write_scaled(match: re.Match[str]) -> str:
    sign = _SCALE_SIGNS[match["scale"].casefold()]
    return f"{'€' if match['currency'] else ''}{match['number'].replace(',', '.')}{sign}"


def _to_english(number: str) -> str:
    whole, _, decimals = number.partition(",")
    digits = re.sub(r"\D", "", whole)
    return f"{int(digits):,}{'.' + decimals if decimals else ''}"
