"""Dates in ten languages → the forms that `english.dates` reads."""

import re
from collections.abc import Iterator
from functools import cache

from vividmap.core import when
from vividmap.core.lazy_pattern import lazy_pattern
from vividmap.core.text import fold
from vividmap.formats.notes.vocabulary import load_table

_TOKEN = lazy_pattern(r"\d+|[^\W\d_]+|[^\w\s]|\s+|_")
_ORDINAL_LETTERS = frozenset("st nd rd th er ere eme e o a".split())
_ORDINAL = lazy_pattern(r"(?<=\d)\s?(?:st|nd|rd|th|º|ª|°|er|ere|eme|e|o|a)\b", re.IGNORECASE)
_CJK_DATE = lazy_pattern(r"(?:(\d{4})\s?年)?\s?(?:(\d{1,2})\s?月)?\s?(?:(\d{1,2})\s?[日号])?")
_CJK_WEEK = lazy_pattern(r"第\s?(\d{1,2})\s?[週周]")
_KOREAN = str.maketrans({"년": "年", "월": "月", "일": "日"})
_QUARTER_CJK = lazy_pattern(r"第?\s?([1-4一二三四])\s?(?:四半期|季度|분기)")
_NUMERALS = {"一": "1", "二": "2", "三": "3", "四": "4"}
_LATIN_HALF = {
    "first": "1",
    "second": "2",
    "erstes": "1",
    "zweites": "2",
    "premier": "1",
    "deuxieme": "2",
    "second semestre": "2",
    "primer": "1",
    "segundo": "2",
    "primeiro": "1",
    "primo": "1",
    "secondo": "2",
    "eerste": "1",
    "tweede": "2",
    "первое": "1",
    "второе": "2",
    "первыи": "1",
    "второи": "2",
    "первый": "1",
    "второй": "2",
}


@cache
def month_words() -> dict[str, str]:
    """Return the English name of each month's name, folded."""
    words: dict[str, str] = {}
    for months in load_table("calendar")["months"].values():
        for name, forms in zip(when.MONTHS, months.split("|"), strict=True):
            for form in forms.split():
                words.setdefault(fold(form), name)
    for name in when.MONTHS:
        words |= {name: name, name[:3]: name}
    return words | {"sept": "september"}


@cache
def _part_words() -> dict[str, str]:
    return {
        fold(word): part for part, words in load_table("calendar")["parts"].items() for word in words.split()
    }


@cache
def _thirds() -> dict[str, str]:
    return {
        fold(word): third
        for third, words in load_table("calendar")["thirds"].items()
        for word in words.split()
    }


@cache
def _words(name: str) -> frozenset[str]:
    return frozenset(map(fold, load_table("calendar")["words"][name].split()))


@cache
def ongoing_words() -> frozenset[str]:
    """Return the words of a date's place that say there is none: "ongoing"."""
    text = load_table("calendar")["words"]["ongoing"]
    return frozenset(map(fold, text.split())) | {"en cours", "en curso", "em andamento", "in corso"}


def is_ending_in_filler(text: str) -> bool:
    """Return whether a text ends with a word that a date has only in front or inside: "the", "do"."""
    last_word = fold(text).rpartition(" ")[2]
    return last_word in _words("of") or last_word in _ORDINAL_LETTERS


def has_month(text: str) -> bool:
    """Return whether a text has the name of a month."""
    months = month_words()
    return any(token in months for token in re.findall(r"[^\W\d_]+", fold(text)))


def to_english(text: str) -> str:
    """Return a folded date in English words; other words stay, so that the text is not a date."""
    plain = fold(text).translate(_KOREAN)
    if not plain.isascii():
        plain = _from_cjk(plain)
    plain = _ORDINAL.sub("", plain)
    return re.sub(r"\s+", " ", "".join(_tokens(plain))).strip(" ,.")


def _from_cjk(plain: str) -> str:
    plain = _CJK_WEEK.sub(r"week \1", plain)
    plain = _QUARTER_CJK.sub(lambda match: f" q{_NUMERALS.get(match[1], match[1])}", plain)
    for half, words in (("h1", "half_first"), ("h2", "half_second")):
        for word in load_table("calendar")["words"][words].split():
            if not word.isascii():
                plain = plain.replace(word, f" {half}")

    def iso(match: re.Match[str]) -> str:
        year, month, day = match.groups()
        if year and not month:
            return f"{year} "
        if not month:
            return match[0]
        name = when.MONTHS[int(month) - 1] if 1 <= int(month) <= 12 else "?"
        return " ".join(filter(None, (day, name, year))) + " "

    return _CJK_DATE.sub(iso, plain).replace("年度", " ").replace("年", " ")


@cache
def _translated_words() -> frozenset[str]:
    """Return all words that may be replaced by an English word or by nothing."""
    return frozenset({*month_words(), *_part_words(), *_words("of"), *_thirds(), *_LATIN_HALF})


def _tokens(plain: str) -> Iterator[str]:
    months, parts, fillers, translated = month_words(), _part_words(), _words("of"), _translated_words()
    tokens = _TOKEN.findall(plain)
    for at, token in enumerate(tokens):
        if token not in translated:
            yield token
            continue
        before = _neighbour(tokens, at, -1)
        after = _neighbour(tokens, at, 1)
        if token in _thirds() and _content_behind(tokens, at, fillers) in months:
            yield _thirds()[token]
        elif token in months:
            yield (
                months[token]
                if len(token) > 3
                or token not in ("sem", "set", "out", "mag")
                or _is_near_number(before, after)
                else token
            )
        elif (
            token in parts
            and token not in ("t", "s", "h", "q", "sem", "п")
            and (after.isdigit() or before.isdigit() or before in _LATIN_HALF)
        ):
            # "2. Halbjahr", "half 1", "first half"
            yield parts[token]
        elif (
            token in ("t", "s", "п") and after in ("1", "2", "3", "4") and tokens[at + 1 : at + 2] == [after]
        ):
            yield parts[token]
        elif token in _LATIN_HALF and after in parts:
            yield _LATIN_HALF[token]
        elif token in fillers and token not in ("of", "on", "in") and (before or after):
            yield ""
        else:
            yield token


def _is_near_number(before: str, after: str) -> bool:
    return before.isdigit() or after.isdigit()


def _neighbour(tokens: list[str], at: int, step: int) -> str:
    """Return the next token that is a word or a number."""
    at += step
    while 0 <= at < len(tokens):
        if tokens[at].isalnum():
            return tokens[at]
        at += step
    return ""


def _content_behind(tokens: list[str], at: int, fillers: frozenset[str]) -> str:
    """Return the next word that is not a filler: "marzo" in "mediados de marzo"."""
    words = (token for token in tokens[at + 1 : at + 6] if token.isalnum() and token not in fillers)
    return next(words, "")


_PART = lazy_pattern(r"(?P<number>[1-4])\s*+\.?\s*+(?P<part>[qh])\b(?P<rest>.*)")
_PART_AFTER = lazy_pattern(r"\b(?P<part>[qh])\s+(?P<number>[1-4])\b")


def join_parts(plain: str) -> str:
    """Return "1. h 2026" and "h 1 2026" as "h1 2026"."""
    plain = _PART_AFTER.sub(r"\g<part>\g<number>", plain)
    match = _PART.fullmatch(plain)
    return f"{match['part']}{match['number']}{match['rest']}" if match else plain


_WEEK = lazy_pattern(
    r"(?:(?P<before>\d{4})[ /-]*)?(?:week|w)\.? ?(?P<week>\d{1,2})(?:[ ,/-]*(?P<year>\d{4}))?"
    r"(?:,? ?\(.*\)?|[:,]? ?(?:[–—-] ?)?\d{1,2}\.[\d. –—-]*)?"
)
_NUMBER_AND_WEEK = lazy_pattern(
    r"(?P<week>\d{1,2})(?:\.|-?я)? ?(?:kw|kalenderwoche|woche|semaine|semana|settimana|неделя|주차?|tydzien)"
    r"\.?(?P<rest>[ ,/-]*(?:\d{4})?)"
)


@cache
def _week_words() -> re.Pattern[str]:
    words = "|".join(sorted(map(re.escape, _words("week") | {"cw"}), key=len, reverse=True))
    return lazy_pattern(rf"(?<![^\W\d_])(?:{words})\.?(?: ?n\.?[ºo°])?(?= ?\d)")


@cache
def _starting_words() -> re.Pattern[str]:
    words, starts = (
        "|".join(sorted(map(re.escape, _words(name)), key=len, reverse=True))
        for name in ("week_of", "starting")
    )
    return lazy_pattern(rf"(?:the )?(?:{words}) (?:(?:{starts}|of)\.? ){{1,4}}(?P<day>.+)")


def read_week(plain: str) -> tuple[int, int | None] | None:
    """Return the number of a week and its year if a text is a week: "week 24", "2026-w24", "w24 2026"."""
    plain = _NUMBER_AND_WEEK.sub(r"week \g<week>\g<rest>", plain, count=1)
    plain = _week_words().sub("week ", plain)
    match = _WEEK.fullmatch(re.sub(r" +", " ", plain))
    if not match:
        return None
    year = match["before"] or match["year"]
    return int(match["week"]), int(year) if year else None


@cache
def _ending_words() -> re.Pattern[str]:
    words, ends = (
        "|".join(sorted(map(re.escape, _words(name)), key=len, reverse=True))
        for name in ("week_of", "ending")
    )
    return lazy_pattern(rf"(?:w/e|we|(?:the )?(?:{words}|wk) (?:{ends}))(?:[.:]| on)? (?P<day>.+)")


def ending_week(plain: str) -> str:
    """Return the last day of a text that gives a week by its end ("w/e 6 feb"), "" for other texts."""
    match = _ending_words().fullmatch(plain)
    return match["day"] if match else ""


_BOX = lazy_pattern(
    r"(?:week|wk|w|cw|kw|s|sem(?:aine|ana)?|settimana|woche|sprint|iteration)[ .-]?\d{1,3}", re.IGNORECASE
)


def is_time_box(text: str) -> bool:
    """Return whether words only number a stretch of time: "W10", "Semaine 12", "Sprint 14"."""
    return bool(_BOX.fullmatch(text.strip()))


def is_period(text: str) -> bool:
    """Return whether words say when and nothing else: "Q4 (Oct–Dec)", "H2 so far", "1. Quartal"."""
    words = re.findall(r"[^\W_]+", fold(text[:_LONGEST_PERIOD]))
    return len(text) <= _LONGEST_PERIOD and all(
        word.isdecimal() or _PART_OF_YEAR.fullmatch(word) or word in _OF_PERIODS or word in month_words()
        for word in words
    )


_LONGEST_PERIOD = 60
_PART_OF_YEAR = lazy_pattern(r"[qt][1-4]|[hs][12]|fy\d{2,4}")
_OF_PERIODS = frozenset(
    "to and of the so far in progress still open ongoing until till now today ytd up quarter half year"
    " first second third fourth 1st 2nd 3rd 4th bis und bisher laufend heute quartal halbjahr jahr"
    " au et a en cours jusqu ici aujourd hui trimestre semestre annee primer primero segundo tercer"
    " tercero cuarto y curso hasta hoy ahora ano primeiro terceiro quarto ate agora primo"
    " secondo terzo fino oggi anno tot nu en met kwartaal halfjaar jaar lopend".split()
)


def starting_week(plain: str) -> str:
    """Return the day of a text that gives a week by a day in it ("w/c 2 march"), "" for other texts."""
    match = _STARTING_IN_SHORT.match(plain) or _starting_words().match(plain)
    return match["day"] if match else ""


_STARTING_IN_SHORT = lazy_pattern(r"(?:w/[cb]|wc|c/w)\.? ?(?P<day>\d.*|[a-z].*)")
