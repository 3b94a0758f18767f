"""Months in a draft, with their year where a reader would take them for others.

"From 31% in Dec to 67%" of July 2026 tells of December 2025; in a review of July to December 2026 it would
be read as the one that is about to begin. A month gets its year only where it is sure which one it is: a
note may be read from its day on, but its outcome may have been filled in later, and a plan looks ahead.
"""

import re
from collections.abc import Iterator, Sequence
from dataclasses import replace
from datetime import date

from vividmap.core.english.dates import Period
from vividmap.core.english.quotations import (
    find_outside_quotations,
    keep_quotations,
)
from vividmap.core.entry_details import read_details
from vividmap.core.lazy_dataclass import dataclass
from vividmap.core.lazy_pattern import lazy_pattern
from vividmap.core.packets.months import clamp_to_entries
from vividmap.core.packets.packet import DraftParagraph, DraftSection, DraftSentence, DraftTable, Packet
from vividmap.core.packets.voice import first_name
from vividmap.core.record import Evidence, Person, Record, SkillEntry
from vividmap.core.when import MONTHS

MAX_MONTHS_BACK = 8
"""Months before its entry up to which a month is read as a past one: "in March", said in September."""
_MAX_MONTHS_LATER = 9
"""Months after its entry in which an outcome may still be filled in."""

_NUMBERS = {name[:3]: number for number, name in enumerate(MONTHS, 1)}
_MONTH = lazy_pattern(
    r"(?<![\w/.@#-])(?P<month>"
    + "|".join([*(f"{name}|{name[:3]}" for name in MONTHS), "sept"])
    + r")(?![\w/-])",
    re.IGNORECASE,
)
_HAS_CUE = lazy_pattern(
    r"(?<!\w)(?P<cue>since|in|from|to|until|till|during|of|early|late|mid|between|and"
    r"|\d{1,2}(?:st|nd|rd|th)?) $",
    re.IGNORECASE,
)
_DAY_BEHIND = lazy_pattern(r"\.? \d{1,2}(?:st|nd|rd|th)?(?![\w:%/]|[.,]\d)")
_YEAR_BEHIND = lazy_pattern(r"\.?(?: \d{1,2}(?:st|nd|rd|th)?)?,?(?: of)? ?(?:(?:19|20)\d\d\b|[’']\d\d\b)")
_CHANGE_TO = lazy_pattern(r"\bto\b|\buntil\b|\btill\b|->|=>|→")
_SENTENCE_END = lazy_pattern(r"[.!?;](?=\s|$)")
_AHEAD = lazy_pattern(
    r"\b(?:will|would|should|plan\w*|due|next|goes|going|until|till|by|before|schedul\w*|target\w*"
    r"|deadline|expect\w*|aim\w*|want\w*|to be|move[ds]? to|postpone\w*|delay\w*)\b",
    re.IGNORECASE,
)
"""What says that a month is still to come."""
_LONGEST_CLAUSE = 100
"""Characters that are read before and after a month."""
_WORDS_TOO = frozenset(("may", "mar", "march"))
"""Names of months that are words in small letters."""


@dataclass(frozen=True, slots=True)
class _MonthMention:
    """A month without a year in a text, its cue (the word before it), and the text on both sides of it."""

    number: int
    cue: str
    before: str
    after: str
    start: int
    end: int


def state_years(packet: Packet, record: Record) -> Packet:
    """Return a packet whose draft states the year of each month that its period does not make clear."""
    if not any(_MONTH.search(sentence.text) for sentence in packet.sentences):
        return packet
    teller = _YearTeller(record, clamp_to_entries(packet.period, record))
    return replace(packet, sections=tuple(map(teller.tell_section, packet.sections)))


class _YearTeller:
    """Writes the years into the sentences of a draft that is about a period."""

    def __init__(self, record: Record, period: Period) -> None:
        self._record, self._period = record, period
        first_names = {first_name(person.text).casefold() for person in record.items_of(Person)}
        self._names = frozenset(
            number for number, name in enumerate(MONTHS, 1) if {name, name[:3]} & first_names
        )

    def tell_section(self, section: DraftSection) -> DraftSection:
        """Return a section with the years of its months."""
        return replace(section, paragraphs=tuple(map(self._tell_paragraph, section.paragraphs)))

    def _tell_paragraph(self, paragraph: DraftParagraph | DraftTable) -> DraftParagraph | DraftTable:
        if isinstance(paragraph, DraftTable):
            rows = tuple(tuple(map(self._tell_sentence, row)) for row in paragraph.rows)
            return replace(paragraph, rows=rows)
        return replace(paragraph, sentences=tuple(map(self._tell_sentence, paragraph.sentences)))

    def _tell_sentence(self, sentence: DraftSentence) -> DraftSentence:
        if not _MONTH.search(sentence.text):
            return sentence
        years = {
            month: year for month, year in self._years_of(sentence).items() if self._is_open(month, year)
        }
        if not years:
            return sentence
        text, lead = _add_years(sentence.text, years), _add_years(sentence.lead, years)
        return replace(sentence, text=text, lead=lead, emphasis=_add_years(sentence.emphasis, years))

    def _years_of(self, sentence: DraftSentence) -> dict[int, int]:
        """Return the year of each month that the entries of a sentence name, if all mean the same."""
        items = [self._record.by_id.get(source) for source in sentence.sources]
        entries = [item for item in items if isinstance(item, Evidence | SkillEntry)]
        readings = {reading for entry in entries for reading in read_years(entry, self._period.last)}
        # A draft says itself when an entry was: "Since then, in July".
        own_months = {(entry.when.first.month, entry.when.first.year) for entry in entries if entry.when}
        months = [month for month, _ in readings | own_months]
        return {month: year for month, year in readings if months.count(month) == 1}

    def _is_open(self, month: int, year: int) -> bool:
        """Return whether a reader of the period would take a month without a year for another one."""
        if month in self._names:
            return False
        first = self._period.first
        return year != self._period.last.year or (year, month) < (first.year, first.month)


def read_years(entry: Evidence | SkillEntry, known_by: date) -> Iterator[tuple[int, int]]:
    """Yield each month that an entry names without a year and that is surely past, with its year."""
    if entry.when is None or entry.when.is_rough:
        return
    notes = [entry.text, *(read_details(entry) if isinstance(entry, Evidence) else ())]
    for text in notes:
        yield from _read_text(text, entry.when.last, entry.when.last)
    if isinstance(entry, Evidence):
        yield from _read_text(entry.outcome, entry.when.last, known_by)


def _read_text(text: str, day: date, known_by: date) -> Iterator[tuple[int, int]]:
    """Yield the months of a text that was written on a day, or from then on, with their years."""
    mentions = _find_months(text)
    is_end = False
    for place, mention in enumerate(mentions):
        following = mentions[place + 1] if place + 1 < len(mentions) else None
        if is_end:
            is_end = False
        elif following and _is_change(text[mention.end : following.start]):
            is_end = True
            yield from _read_change(mention, following, day, known_by)
        elif year := _read_month(mention, day, known_by):
            yield mention.number, year


def _find_months(text: str) -> list[_MonthMention]:
    """Return the months without a year in a text that a word or a day before or behind them marks as one."""
    mentions = []
    for match in find_outside_quotations(_MONTH, text):
        before = text[max(match.start() - _LONGEST_CLAUSE, 0) : match.start()]
        after = text[match.end() : match.end() + _LONGEST_CLAUSE]
        cue = _HAS_CUE.search(before)
        is_word = match["month"] in _WORDS_TOO
        if is_word or _YEAR_BEHIND.match(after) or not (cue or _DAY_BEHIND.match(after)):
            continue
        mentions.append(
            _MonthMention(
                _NUMBERS[match["month"].casefold()[:3]],
                cue["cue"].casefold() if cue else "",
                _SENTENCE_END.split(before)[-1],
                _SENTENCE_END.split(after)[0],
                match.start(),
                match.end(),
            )
        )
    return mentions


def _is_change(between: str) -> bool:
    return bool(_CHANGE_TO.search(between)) and not _SENTENCE_END.search(between)


def _candidates(month: int, day: date, known_by: date) -> Sequence[int]:
    """Return the years that a month may be of: the nearest past one, and a later one that is known."""
    year = day.year if month <= day.month else day.year - 1
    is_later = (year + 1, month) <= (known_by.year, known_by.month)
    months_later = 12 + 12 * (year - day.year) + month - day.month
    return (year, year + 1) if is_later and months_later <= _MAX_MONTHS_LATER else (year,)


def _read_change(
    first: _MonthMention, last: _MonthMention, day: date, known_by: date
) -> Iterator[tuple[int, int]]:
    """Yield the months of a change, the later after the earlier: "31% in Dec to 67% in Sep"."""
    readings = []
    for year in _candidates(first.number, day, known_by):
        last_year = year if last.number >= first.number else year + 1
        if (last_year, last.number) <= (known_by.year, known_by.month):
            readings.append((year, last_year))
    is_measured = any(map(str.isdigit, first.before)) and not _AHEAD.search(first.before)
    if len(readings) == 1 and is_measured:
        yield first.number, readings[0][0]
        yield last.number, readings[0][1]


def _read_month(mention: _MonthMention, day: date, known_by: date) -> int | None:
    """Return the year of a month that stands alone, None where it may be another one or still to come."""
    years = _candidates(mention.number, day, known_by)
    months_back = 12 * (day.year - years[0]) + day.month - mention.number
    if len(years) > 1 or mention.cue in ("to", "until", "till", "and"):
        return None
    if mention.cue == "since":
        return years[0]
    is_ahead = _AHEAD.search(mention.before) or _AHEAD.search(mention.after)
    return None if is_ahead or months_back > MAX_MONTHS_BACK else years[0]


def _add_years(text: str, years: dict[int, int]) -> str:
    """Return a text with the years of its months, quoted words as they are."""
    return keep_quotations(text, lambda visible: _write_years(visible, years))


def _write_years(text: str, years: dict[int, int]) -> str:
    parts, end = [], 0
    for mention in _find_months(text):
        if mention.number in years:
            day = _DAY_BEHIND.match(text, mention.end)
            place = day.end() if day else mention.end
            parts += [text[end:place], f" {years[mention.number]}"]
            end = place
    return "".join([*parts, text[end:]])
