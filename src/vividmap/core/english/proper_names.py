"""Words of a text that look like names: capitals within a sentence, and words with capitals inside."""

from collections.abc import Iterator
from typing import NamedTuple

from vividmap.core.english.prose_words import is_generic
from vividmap.core.english.stems import is_stop_word
from vividmap.core.english.verbs import VERBS
from vividmap.core.lazy_pattern import lazy_pattern
from vividmap.core.text import fold
from vividmap.core.when import MONTHS, WEEKDAYS

_TOKEN = lazy_pattern(r"[^\W_][\w.'’&+/-]*[^\W_]|[^\W_]|[^\W_][\w]*\+\+")
_PARTICLES = frozenset("van von de der den di da dos la le of bin al".split())
_JOIN = lazy_pattern(rf"\s{{1,2}}(?:(?:{'|'.join(sorted(_PARTICLES))})\s{{1,2}}){{0,2}}$")
"""What joins the words of one name: wider gaps divide the cells of a table."""
_POSSESSIVE = lazy_pattern(r"['’]s?$")
_STARTS = lazy_pattern(r"(?:^|[.!?…:]|\s[–—-]|[•|(\[\"“\u2018]|\s{3})[\s\"“\u2018'(\[]{0,12}$")
_SHORT_CALENDAR = "jan feb mar apr jun jul aug sep sept oct nov dec spring summer autumn winter".split()
_CALENDAR = frozenset((*MONTHS, *WEEKDAYS, *_SHORT_CALENDAR))
_NOT_NAMES = frozenset(
    """
    adr adrs ai am american api apis b2b b2c bi british cd christmas ci cli cpu cpus csv db dbs
    director dna dns dr dri easter em ems engineer engineering engineers english eod eol eoy eta
    etl eur european faq fte ftes fy ga gbp gmt gpu gpus h1 h2 hr http https i iaas ic ics id
    ids io it json kpi kpis llm llms manager ml mom mr mrs ms mvp nfr nfrs ok okay okr okrs os
    p50 p90 p95 p99 p999 paas pdf pm pms poc pocs pr prof prs q1 q2 q3 q4 qa qoq ram rca rcas
    rfc rfcs roi saas sdk sdks sla slas slo slos sql sre sres ssd ssl star swe swes tco tdd tl
    tl;dr tls ui url urls usd utc ux vm vms vpn yoy ytd
    """.split()
)


class ProperName(NamedTuple):
    """A name as it stands in a text; `is_opening` where the capital may be that of a sentence's beginning."""

    start: int
    end: int
    text: str
    is_opening: bool


def find_proper_names(text: str, known_names: frozenset[str] = frozenset()) -> Iterator[ProperName]:
    """Yield what looks like a name in a text; words with capitals that follow each other are one name.

    `known_names` are folded words that are names wherever they stand, also without a capital.
    """
    pending: ProperName | None = None
    for match in _TOKEN.finditer(text):
        word = _POSSESSIVE.sub("", match.group())
        start, end = match.start(), match.start() + len(word)
        is_opening = bool(_STARTS.search(text, max(0, start - 12), start)) or start == 0
        name = ProperName(start, end, word, is_opening)
        if pending and word in _PARTICLES:
            continue
        if not _is_like_a_name(word, is_opening=is_opening, known_names=known_names):
            if pending:
                yield pending
            pending = None
        elif (
            pending
            and _JOIN.fullmatch(text, pending.end, start)
            and pending.end == pending.start + len(pending.text)
        ):
            pending = ProperName(pending.start, end, text[pending.start : end], pending.is_opening)
        else:
            if pending:
                yield pending
            pending = name
    if pending:
        yield pending


def _is_like_a_name(word: str, *, is_opening: bool, known_names: frozenset[str]) -> bool:
    key = fold(word)
    if key in known_names and (word[0].isupper() or not word.isascii()):
        return True
    if key in _NOT_NAMES or key in _CALENDAR or not any(c.isupper() for c in word):
        return False
    if any(c.isupper() for c in word[1:]) and not word.isupper():
        return True
    if not word[0].isupper():
        return False
    if is_opening or (word.isupper() and len(word) == 1):
        return is_opening and len(word) > 1 and not is_common_word(key)
    return True


_ENDINGS = (
    "ing",
    "ed",
    "ly",
    "tion",
    "tions",
    "sion",
    "ment",
    "ness",
    "ity",
    "ance",
    "ence",
    "able",
    "ible",
    "ful",
    "less",
    "ive",
)


def is_common_word(key: str) -> bool:
    """Return whether a folded word is a usual one of English texts, so that its capital says nothing."""
    return is_stop_word(key) or key in VERBS or key.endswith(_ENDINGS) or "-" in key or is_generic(key)
