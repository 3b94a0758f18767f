"""Lines of a running log: each that begins with its day is an entry, whatever stands around it."""

from collections.abc import Iterable, Iterator, Sequence
from itertools import takewhile

from vividmap.core.lazy_pattern import lazy_pattern
from vividmap.core.when import When
from vividmap.formats.notes.dating import Around, has_date_in_front, split_date
from vividmap.formats.notes.day_spans import week_from
from vividmap.formats.notes.deeds import has_result, is_deed
from vividmap.formats.notes.lines import NoteLine
from vividmap.formats.notes.making import Place
from vividmap.formats.notes.nodes import Node
from vividmap.formats.notes.titles import NoteTitle, read_title
from vividmap.formats.notes.weekdays import has_weekday_in_front

_WEEKDAY_AND_MARK = lazy_pattern(r"[(\[*_]{0,3}[^\W\d_]{2,12}\.?[)\]*_]{0,3}\s?[:：–—|]")
_FIGURES = lazy_pattern(r"\d{1,2}[/.]\d{1,2}\.?[:\s]")
_FRONT = lazy_pattern(r"[^\s:：]{1,16}(?:\s?[:：–—|]|\s)\s{0,4}")
_UNFINISHED = lazy_pattern(
    r"(?:[,(/–—-]|\b(?:on|by|since|until|till|from|of|to|and|am|bis|seit|le|el|du|au))$"
)
"""A line that ends so goes on in the next, and a date in front of that is no new one."""
_WEEK, _MONTH = 7, 31


def is_entry_of_its_own(line: NoteLine, above: Node | None, around: Around) -> bool:
    """Return whether a line without a mark begins an entry of its own below a bullet: with its day."""
    if above is None or line.indent > above.lines[0].indent or _UNFINISHED.search(above.lines[-1].text):
        return False
    is_weekday = has_weekday_in_front(line.text) and _WEEKDAY_AND_MARK.match(line.text)
    return bool(is_weekday) or has_date_in_front(line.text, around)


def is_dated_text(node: Node | None, around: Around) -> bool:
    """Return whether a node is a line without a mark that begins with its day."""
    return node is not None and node.sort == "text" and is_entry_of_its_own(node.line, node, around)


def is_dated_entry(
    plain: str, title: NoteTitle, line: NoteLine, following: NoteLine | None, around: Around
) -> bool:
    """Return whether a line with a date in front is an entry, though its words could be a heading's.

    It is if nothing stands below it, or if it tells a deed and the list below, if any, is part of it.
    """
    if not _words_behind_date(plain, around):
        return False
    if around.is_log or not _has_lines_below(title, following, around):
        return True
    is_list = following is not None and following.sort in ("item", "row")
    is_part = (
        is_list and following is not None and following.indent > line.indent and not following.after_blank
    )
    return has_dated_deed(plain, around) and (is_part or not is_list or not title.section)


def has_dated_deed(plain: str, around: Around) -> bool:
    """Return whether a line begins with its date and tells what was done: "9/14 shipped the thing"."""
    words = _words_behind_date(plain, around)
    return (
        len(words.split()) > 1 and not words.endswith((":", "：")) and (is_deed(words) or has_result(words))
    )


def _words_behind_date(plain: str, around: Around) -> str:
    """Return what follows the date in front of a line, decided or not: "3/4 shipped it"; else ""."""
    if has_date_in_front(plain, around):
        return split_date(plain, around).text
    if split_date(plain, around).undecided_date or _FIGURES.match(plain):
        front = _FRONT.match(plain)
        return plain[front.end() :] if front else ""
    return ""


def open_headings_at(line: NoteLine, open_headings: Sequence[Node], around: Around) -> list[Node]:
    """Return the headings that are still open at a line: one over a week ends at a later day.

    Only headings without a mark end so: "wk of 3 Aug", and some lines below it "9/14 rolled out the SLOs".
    An earlier day is one that was forgotten.
    """
    day = split_date(line.text, around).moment if not line.indent else None
    if day is None or day.first > around.today or not has_date_in_front(line.text, around):
        return list(open_headings)
    return list(takewhile(lambda heading: not _is_over(heading, day, around), open_headings))


def _is_over(heading: Node, day: When, around: Around) -> bool:
    """Return whether a heading without a mark is that of an earlier day or week."""
    if heading.sort != "heading" or heading.is_marked:
        return False
    moment = read_title(heading.plain.text, around).moment
    is_week = moment is not None and (moment.last - moment.first).days < _WEEK
    return is_week and moment is not None and moment.last < day.first


def with_running_days(nodes: Iterable[Node], place: Place) -> Iterator[tuple[Node, Place]]:
    """Yield nodes with their place: some take their date from the last line that begins with its day.

    A weekday in front of a line is one after that day; lines right below it, up to a blank one, have it.
    """
    last_day: When | None = None
    is_right_below = False
    for node in nodes:
        above, text = place.around.above, node.plain.text
        is_of_heading = last_day and above and last_day.last <= above.last
        is_right_below = is_right_below and node.sort != "heading" and not node.line.after_blank
        moment = None if is_of_heading else last_day
        if node.sort in ("item", "text") and has_weekday_in_front(text) and _WEEKDAY_AND_MARK.match(text):
            moment = week_from(moment)
        elif not is_right_below:
            moment = None
        yield node, place._replace(around=place.around._replace(above=moment)) if moment else place
        if node.sort == "heading":
            last_day = None
        elif node.sort in ("item", "text") and has_date_in_front(text, place.around):
            last_day, is_right_below = split_date(text, place.around).moment, node.sort == "text"


def _has_lines_below(title: NoteTitle, following: NoteLine | None, around: Around) -> bool:
    """Return whether the next line may belong to a heading: it begins with no day outside of its date."""
    moment = title.moment
    if following is None or following.sort == "heading":
        return False
    if moment is None or following.sort != "text" or (moment.last - moment.first).days > _MONTH:
        return True
    day = split_date(following.text, around).moment if has_date_in_front(following.text, around) else None
    return day is None or (moment.first <= day.first and day.last <= moment.last)
