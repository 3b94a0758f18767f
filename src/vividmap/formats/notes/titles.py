"""The meaning of a heading: a section, a date or period, or a person's name."""

import re
from collections.abc import Iterator
from functools import cache, lru_cache
from typing import NamedTuple

from vividmap.core.lazy_pattern import lazy_pattern
from vividmap.core.text import fold
from vividmap.core.when import When
from vividmap.formats.notes.calendar_words import is_period, is_time_box
from vividmap.formats.notes.dating import (
    NEVER_WORK,
    Around,
    DatedText,
    read_date,
    split_date,
    undecided_date_in,
    undecided_day_in,
)
from vividmap.formats.notes.document_dates import year_in
from vividmap.formats.notes.names import PersonName, is_name, read_name
from vividmap.formats.notes.vocabulary import key_of, load_table, phrase_set, phrases, word_set
from vividmap.formats.notes.weekdays import has_weekday_in_front

_BEFORE = lazy_pattern(r"(?:[^\w(\[@#]|_)+")
_AFTER = frozenset("*_:\uff1a#=")
_NUMBER_IN_FRONT = lazy_pattern(
    r"(?:\d{1,2}(?:[.)]|(?:\.\d{1,2}){1,5}[.)]?)|[ivxIVX]{1,4}[.)]|[a-zA-Z](?:[.)]|\.\d{1,2}[.)]?)|[Qq]\d{1,2}[.:)])\s+(?=\S)"
)
_SHORT_WEEK = lazy_pattern(r"[Ss] ?(0[1-9]|[1-4]\d|5[0-3])(?: ?[/-] ?\d{4})?")
""" "S12", but not "S3", which is a service. """
_ONE_ON_ONE = lazy_pattern(r"\b(?:1[:-]1|1on1|1 on 1|one[- ]on[- ]one|1:1)(?:['’]?s)?(?!\w)", re.IGNORECASE)
_WITH = lazy_pattern(
    r"\s*(?:(?:meetings?|notes|log|mit|avec|con|com)\b\s*)?(?:with\b|w/|[:–—-])?\s*", re.IGNORECASE
)
_NOTION_ID = lazy_pattern(r"\s[0-9a-f]{32}\b")
_UNSPACED = lazy_pattern(r"[\u3040-\u30ff\u3400-\u9fff\uac00-\ud7af]")
_PARENTHESIS = lazy_pattern(r"(?:(?<!\s)\s++)?[(（][^()（）]{1,80}[)）]")
_PERIOD_IN_FRONT = lazy_pattern(r"\((?P<period>[^()]{1,40})\)\s{0,3}[–—:|-]?\s{0,3}(?=\S)")
_PARTS_OF_PERIOD = lazy_pattern(r"[()|·:]|\s[–—-]\s")
_MONTH = 31
_NO_SECTIONS = ("fillers", "stems", "later", "answer", "about", "theme")
_COMPLETED = frozenset("abgeschlossen afgerond concluidos terminados".split())
_TAG = lazy_pattern(r"(?:#(?P<tag>[^\W\d_][\w-]{1,20})|\[(?P<bracketed>[^\W\d_][\w -]{1,20})\])\s{1,8}(?=\S)")
_TAGS_OF_WORK = frozenset("win wins done shipped impact brag achievement accomplishment erfolg logro".split())
_ALTERNATIVES = lazy_pattern(r"[/|&,;+—–:]| - ")


class NoteTitle(NamedTuple):
    """A heading as it was read. `remainder` is its other text: a project, a name, a piece of work."""

    words: str
    section: str
    """The section that its words surely say, "" if they say none."""
    suggestion: str
    """The section that its words suggest."""
    moment: When | None
    undecided_date: str
    year: int | None
    remainder: str
    person: PersonName | None = None


def has_form_number(text: str) -> bool:
    """Return whether a question begins with its number in a form: "B.2  What do you need to learn?"."""
    return bool(_NUMBER_IN_FRONT.match(text))


def is_only_place(title: NoteTitle) -> bool:
    """Return whether a title is a section or a date and nothing else."""
    return (
        not title.remainder
        and not title.person
        and bool(title.section or title.moment or title.undecided_date)
    )


@lru_cache(maxsize=4096)
def read_title(title: str, around: Around) -> NoteTitle:
    """Return the meaning of a heading; `around` is the context from the headings above."""
    bare_title = _remove_decoration(_NOTION_ID.sub("", title))
    number = _NUMBER_IN_FRONT.match(bare_title)
    plain = bare_title[number.end() :] if number else bare_title
    plain = bare_title if has_weekday_in_front(plain) else plain
    dated_title = _date_in(bare_title, plain, around)
    is_answer = key_of(dated_title.text) in phrase_set("headings", "answer")
    is_when = is_time_box(dated_title.text) or is_period(dated_title.text)
    if is_answer or (dated_title.moment and (is_when or _PARENTHESIS.fullmatch(dated_title.text))):
        dated_title = dated_title._replace(text="")
    person = _one_on_one(dated_title.text)
    without_meetings = _ONE_ON_ONE.sub(" ", dated_title.text, count=1)
    is_meeting = without_meetings != dated_title.text and (
        person is not None or not _is_ratio(dated_title.text)
    )
    section = (
        ("one-on-one" if person else find_section(without_meetings) or "one-on-one")
        if is_meeting
        else find_section(dated_title.text)
    )
    moment = dated_title.moment
    year = moment.first.year if moment and moment.first.year == moment.last.year else None
    return NoteTitle(
        plain,
        section,
        section or suggest_section(dated_title.text),
        moment,
        dated_title.undecided_date,
        year or year_in(bare_title),
        "" if section else dated_title.text,
        person,
    )


def _remove_decoration(title: str) -> str:
    """Return a title without ornaments at its ends. Reads from both ends: the middle may be long."""
    before = _BEFORE.match(title)
    end = len(title)
    while end and (title[end - 1].isspace() or title[end - 1] in _AFTER or ord(title[end - 1]) > 0x1F000):
        end -= 1
    return title[before.end() if before else 0 : end]


def _date_in(bare_title: str, plain: str, around: Around) -> DatedText:
    """Return the date in a heading and its other text; `plain` is the title without a number in front."""
    short_week = _SHORT_WEEK.fullmatch(bare_title)
    for whole in (f"week {short_week[1]}",) if short_week else (bare_title, plain):
        moment = read_date(whole, around)
        undecided_date = "" if moment else undecided_date_in(whole) or undecided_day_in(whole)
        if moment or undecided_date:
            return DatedText("", moment, undecided_date)
    if is_period(bare_title):
        parts = (_PARENTHESIS.sub("", bare_title), *_PARTS_OF_PERIOD.split(bare_title))
        if moment := next(filter(None, (read_date(part, around) for part in parts)), None):
            return DatedText("", moment)
    split_title = split_date(plain, around)
    if (split_title.text == plain and not split_title.undecided_date) or not (
        split_title.moment or split_title.undecided_date
    ):
        split_title = next(_date_in_words(plain.split(), around), DatedText(plain))
    text = split_title.text
    if split_title.moment and (bracket := _PERIOD_IN_FRONT.match(text)) and is_period(bracket["period"]):
        text = text[bracket.end() :]
    return split_title._replace(text=_remove_decoration(text))


def _date_in_words(words: list[str], around: Around) -> Iterator[DatedText]:
    """Yield dates at the ends of a heading that are separated only by a space, as in "Goals 2026"."""
    for count in range(min(6, len(words) - 1), 0, -1):
        for piece, remainder in ((words[-count:], words[:-count]), (words[:count], words[count:])):
            date_text = " ".join(piece).strip("-–—|:,;()[]")
            moment = read_date(date_text, around) if re.search(r"\d", date_text) else None
            if moment and not NEVER_WORK.search(" ".join(remainder[-1:])):
                yield DatedText(" ".join(remainder).strip(" -–—|:,;"), moment)


def find_section(title: str) -> str:
    """Return the section that a heading surely says, without its date and ornaments; "" if it says none.

    Of alternatives ("Kudos / Feedback") the first counts, of a compound ("learning goals") the last word.
    """
    without_details = _PARENTHESIS.sub("", title)
    key = key_of(without_details)
    if not key or len(key.split()) > 12:
        return ""
    by_phrase = phrases("headings")
    if section := _known(by_phrase.get(key, "")) or _known(by_phrase.get(key_of(title), "")):
        return section
    if not key.isascii() and _UNSPACED.search(key):
        return _find_unspaced(key)
    parts = [key_of(part) for part in _ALTERNATIVES.split(without_details) if part.strip()]
    sections = [_of_words(part) for part in parts]
    if all(sections) or (len(parts) == 1 and sections[0]):
        return next((section for section in sections if section != "filler"), "")
    if (
        len(parts) == 2
        and any(_known(by_phrase.get(part, "")) for part in parts)
        and _has_author(without_details)
    ):
        return next(section for part in parts if (section := _known(by_phrase.get(part, ""))))
    return ""


class SectionTag(NamedTuple):
    """A tag that says what a line is: `mark` is how it is written."""

    mark: str
    section: str


def read_section_tag(text: str) -> SectionTag | None:
    """Return the tag at the beginning of a line that says its section: "#learned …", "[feedback] …"."""
    match = _TAG.match(text)
    if not match:
        return None
    word = key_of(match["tag"] or match["bracketed"])
    section = phrases("headings").get(word, "") or suggest_section(word)
    is_section = section in ("learning", "feedback", "goals", "gaps", "practice") or word in _TAGS_OF_WORK
    return SectionTag(match[0], section) if is_section else None


def _has_author(title: str) -> bool:
    """Return whether one part of a title is the name of its author: "Brag doc – Jamie Ortiz"."""
    parts = re.split(r"(?<!\s)\s++[–—|-]\s+|,\s+", title)
    return any(is_name(part.strip()) and len(part.split()) > 1 for part in parts)


def _known(table: str) -> str:
    return table if table not in _NO_SECTIONS else ""


def _of_words(part: str) -> str:
    """Return the section of words that are all known: "filler" if they name none, "" if a word is unknown."""
    by_phrase, fillers = phrases("headings"), word_set("headings", "fillers")
    words = part.split()
    if section := _known(by_phrase.get(part, "")):
        return section
    content = [word for word in words if word not in fillers and not word.isdigit()]
    if not content:
        return "filler" if all(word in fillers for word in words) else ""
    joined = " ".join(content)
    if section := _known(by_phrase.get(joined, "")):
        return section
    for size in range(len(words), 1, -1):
        for start in range(len(words) - size + 1):
            section = _known(by_phrase.get(" ".join(words[start : start + size]), ""))
            others = words[:start] + words[start + size :]
            if section and all(word in fillers for word in others):
                return section
    sections = [_known(by_phrase.get(word, "")) for word in content]
    if all(sections):
        strong = [section for section in sections if section not in ("notes", "other", "ask")]
        return (strong or sections)[-1]
    # "Platform wins" are wins, but "Unblocking people" is not a list of people; "Client training" is unclear.
    is_doing = words[0].endswith("ing") and not sections[0]
    # "Projekt Delta abgeschlossen" is a deed.
    is_plural = words[-1].endswith(("s", "n")) and words[-1] not in _COMPLETED
    unclear = (
        sections[-1] in ("learning", "people", "notes", "other", "ask", "skip", "practice") or not is_plural
    )
    return sections[-1] if len(words) <= 3 and not is_doing and not unclear else ""


def _find_unspaced(key: str) -> str:
    """Return the section of a heading in a script without spaces: its longest known words."""
    candidates = [
        (len(phrase), key.rfind(phrase), table)
        for phrase, table in phrases("headings").items()
        if _UNSPACED.search(phrase) and len(phrase) > 1 and phrase in key and table not in _NO_SECTIONS
    ]
    length, _, table = max(candidates, default=(0, 0, ""))
    return table if length * 2 >= len(key.replace(" ", "")) - 4 else ""


@cache
def _stems() -> tuple[tuple[str, tuple[str, ...]], ...]:
    return tuple(
        (name, tuple(map(fold, stems.split()))) for name, stems in load_table("headings")["stems"].items()
    )


def suggest_section(title: str) -> str:
    """Return the section suggested by the beginnings of a heading's words, "" if they suggest none."""
    key = key_of(title)
    if not key.isascii() and _UNSPACED.search(key):
        hits = [
            (key.find(stem), name)
            for name, stems in _stems()
            for stem in stems
            if not stem.isascii() and stem in key
        ]
        return min(hits, default=(0, ""))[1]
    words = key.split()
    hits = []
    for name, stems in _stems():
        places = [at for at, word in enumerate(words) if f"{word}$".startswith(stems)]
        if places:
            hits.append((-1 if name == "gaps" and len(words) > 3 else places[0], name))
    return min(hits, default=(0, ""))[1]


def is_later(title: NoteTitle, above: When | None) -> bool:
    """Return whether "Next" means goals: not below a week or a day, where it means the next tasks."""
    moment = title.moment or above
    is_short = moment is not None and (moment.last - moment.first).days <= _MONTH
    return key_of(title.words) in phrase_set("headings", "later") and not is_short


def is_day(text: str, around: Around) -> bool:
    """Return whether a heading is a day, a week or a month and nothing else: over a log, not over a form."""
    title = read_title(text, around)
    moment = title.moment
    return moment is not None and is_only_place(title) and (moment.last - moment.first).days <= _MONTH


def is_theme(title: NoteTitle) -> bool:
    """Return whether a heading only says what a part of a packet is about: "Scope", "Execution", "Umfang"."""
    return not title.moment and key_of(title.remainder) in phrase_set("headings", "theme")


def is_skipped(title: NoteTitle) -> bool:
    """Return whether what is beneath a heading is not for the record."""
    return title.section == "skip"


def is_about_document(title: NoteTitle) -> bool:
    """Return whether a heading is about the document itself: "Template", "How to use", "Contents"."""
    return key_of(title.words) in phrase_set("headings", "about")


def _one_on_one(text: str) -> PersonName | None:
    """Return the person in `1:1 with Dana`, `1:1 Dana / me — running doc` or `Dana 1:1`."""
    match = _ONE_ON_ONE.search(text)
    if not match:
        return None
    before, after = text[: match.start()].strip(" :–—-|"), _WITH.sub("", text[match.end() :], count=1)
    parts = [piece.strip(" ()[]*_") for part in (after, before) for piece in _BETWEEN_TWO.split(part)]
    pieces = list(filter(None, parts))
    for at, piece in enumerate(pieces):
        name = read_name(piece, strict=True)
        if name and not name.href and fold(name.name) not in _NOBODY:
            details = [text for text in pieces[:at] + pieces[at + 1 :] if not _is_nobody(text)]
            return name._replace(details="; ".join(filter(None, (name.details, *details))))
    return None


def _is_ratio(text: str) -> bool:
    """Return whether "1:1" stands before a thing and no conversation: "1:1 mapping of users"."""
    match = _ONE_ON_ONE.search(text)
    word = _WORD_BEHIND.match(text, match.end()) if match and match[0] == "1:1" else None
    if word is None:
        return False
    key = fold(word[1])
    is_of_notes = key in _NOBODY or key in _WITH_WORDS or key in word_set("headings", "fillers")
    return not is_of_notes and not find_section(word[1])


_WORD_BEHIND = lazy_pattern(r"\s([^\W\d_]+)")
_WITH_WORDS = frozenset("with w mit avec con com met and und et".split())


def _is_nobody(piece: str) -> bool:
    """Return whether words beside a name say only that these are notes, or who wrote them."""
    return is_name(piece) or all(word in _NOBODY for word in key_of(piece).split())


_BETWEEN_TWO = lazy_pattern(r"/|<>|<->|↔|\||—|–| - |,|&|\+|\band\b|\bund\b|\bet\b|\bx\b|:")
_NOBODY = frozenset(
    "me ich moi yo eu io ik running doc notes log agenda template weekly meeting meetings manager "
    "skip".split()
)
