"""A small picture for a pattern's tile, as SVG: one glance at what its table says in full.

Colours come from classes, so that both themes and print have their own. The table behind a tile says the
same for whoever does not see the picture.
"""

from collections import defaultdict
from collections.abc import Callable, Iterable, Iterator, Sequence
from datetime import date
from functools import cache
from html import escape
from itertools import accumulate
from unicodedata import combining, east_asian_width

from django.utils.safestring import SafeString, mark_safe

from vividmap.core.facts.facts import Facts
from vividmap.core.insights.pattern import Cell, PatternTable, Tally
from vividmap.core.record import Evidence
from vividmap.core.vocabulary import SCOPES

_SIZE, _GAP = 13, 3
_STEP = _SIZE + _GAP
_MONTHS = 12
_HIGHEST = 6
"""The most squares drawn for one month; a month with more says how many."""
_YEAR_HEIGHT = _HIGHEST * _STEP + 14
"""The height of the columns of `draw_year`, with a line for a number above them."""
_TALLY_LOOKS = ("reach-3", "reach-1", "still")
_MAX_ROWS = 7
_ACROSS = 14
_MAX_COLUMNS = 8
_MATRIX_LABEL_WIDTH = 172
_LABEL_WIDTH = 152
_BAR_WIDTH = 118
_REACH = {scope: f"reach-{rank}" for rank, scope in enumerate(SCOPES, 1)}


def draw_year(facts: Facts) -> SafeString:
    """Return the last twelve months: a square per piece of evidence, darker for reach, dotted if strong.

    A younger record has as many months as there are since it began.
    """
    months: dict[int, list[Evidence]] = defaultdict(list)
    for entry in facts.recent_evidence:
        if entry.when and not entry.when.is_rough:
            months[_months_ago(entry.when.last, facts.today)].append(entry)
    if not any(months[ago] for ago in range(_MONTHS)):
        return mark_safe("")
    count = min(_MONTHS, _months_ago(facts.first_day, facts.today) + 1)
    parts = list(_month_columns(months, facts.today, count))
    return _svg(count * (_STEP + 10) + 6, _YEAR_HEIGHT + 18, parts)


def _months_ago(day: date, today: date) -> int:
    return (today.year - day.year) * 12 + today.month - day.month


def _month_columns(months: dict[int, list[Evidence]], today: date, count: int) -> Iterator[str]:
    base = _YEAR_HEIGHT
    for place, ago in enumerate(reversed(range(count))):
        x = 6 + place * (_STEP + 10)
        entries = sorted(months[ago], key=lambda entry: _REACH.get(entry.scope, "reach-0"), reverse=True)
        number = (today.month - ago - 1) % 12 + 1
        yield _text(x + _SIZE / 2, base + 14, date(2000, number, 1).strftime("%b")[:3], "middle")
        if len(entries) > _HIGHEST:
            yield _text(x + _SIZE / 2, 10, str(len(entries)), "middle", "count")
        for height, entry in enumerate(entries[:_HIGHEST]):
            y = base - (height + 1) * _STEP
            yield _square(x, y, _REACH.get(entry.scope, "reach-0"))
            if entry.strong:
                yield f'<circle class="star" cx="{x + _SIZE / 2}" cy="{y + _SIZE / 2}" r="2.5"/>'


def draw_tallies(tallies: Sequence[Tally]) -> SafeString:
    """Return a square per entry, those of the first sort first, with how many there are of each."""
    looks = [look for look, tally in zip(_TALLY_LOOKS, tallies, strict=False) for _ in range(tally.count)]
    if not looks:
        return mark_safe("")
    rows = [looks[first : first + _ACROSS] for first in range(0, len(looks), _ACROSS)][:_MAX_ROWS]
    squares = [
        _square(x * _STEP, y * _STEP, look) for y, row in enumerate(rows) for x, look in enumerate(row)
    ]
    words = " · ".join(f"{tally.count} {tally.label}" for tally in tallies)
    height = len(rows) * _STEP
    return _svg(_ACROSS * _STEP, height + 18, [*squares, _text(0, height + 13, words)])


def draw_table(table: PatternTable | None) -> SafeString:
    """Return a picture of a table by its chart; "" if it has no numbers."""
    if table is None or not table.rows:
        return mark_safe("")
    return _PICTURES.get(table.chart, _bars)(table)


def _stack(table: PatternTable) -> SafeString:
    """Draw a column per row: all but the last two series are reach, darkest at the bottom."""
    rows = table.rows[-_MAX_COLUMNS:]
    tallest = max((sum(cell.value or 0 for cell in row[1:]) for row in rows), default=0) or 1
    height = _HIGHEST * _STEP
    parts = []
    for place, (name, *cells) in enumerate(rows):
        x, y = place * 34, float(height)
        for rank, cell in reversed(list(enumerate(cells))):
            size = (cell.value or 0) / tallest * (height - 16)
            y -= size
            reach = (rank + 1) % len(cells)
            parts.append(
                f'<rect class="reach-{reach}" x="{x}" y="{y:.1f}" width="24" height="{size:.1f}"/>'
                if size
                else ""
            )
        parts.append(_text(x + 12, height + 14, name.text[:2], "middle"))
        parts.append(_text(x + 12, y - 4, f"{sum(cell.value or 0 for cell in cells):g}", "middle", "count"))
    return _svg(len(rows) * 34, height + 18, parts)


def _matrix(table: PatternTable) -> SafeString:
    """Draw a square per cell of the newest columns; hatched where the cell says that nothing changed."""
    rows = table.rows[:_MAX_ROWS]
    columns = range(max(1, len(table.columns) - _MAX_COLUMNS), len(table.columns))
    highest = max((row[n].value or 0 for row in rows for n in columns), default=0) or 1
    parts = []
    for line, row in enumerate(rows):
        y = line * _STEP
        parts.append(_text(0, y + 11, _fit(row[0].text, _MATRIX_LABEL_WIDTH)))
        parts += [
            _square(_MATRIX_LABEL_WIDTH + at * _STEP, y, _shade(row[n], highest))
            for at, n in enumerate(columns)
        ]
    return _svg(_MATRIX_LABEL_WIDTH + len(columns) * _STEP, len(rows) * _STEP, parts)


def _shade(cell: Cell, highest: float) -> str:
    if cell.text == "same":  # the word that the pattern of gaps has for what has not moved
        return "still"
    share = (cell.value or 0) / highest
    return (
        "reach-0"
        if not share
        else "reach-1"
        if share <= 1 / 3
        else "reach-2"
        if share <= 2 / 3
        else "reach-3"
    )


def _bars(table: PatternTable) -> SafeString:
    """Draw a bar per row by the first column of numbers."""
    numbered = [
        n for n in range(1, len(table.columns)) if any(row[n].value is not None for row in table.rows)
    ]
    if not numbered:
        return mark_safe("")
    rows = table.rows[:_MAX_ROWS]
    if len({row[0].text for row in rows}) < len(rows):
        return mark_safe("")
    longest = max((row[numbered[0]].value or 0 for row in rows), default=0) or 1
    parts = []
    for place, row in enumerate(rows):
        y, value = place * _STEP, row[numbered[0]].value or 0
        width = max(value / longest * _BAR_WIDTH, 1 if value else 0)
        parts.append(_text(0, y + 11, _fit(row[0].text, _LABEL_WIDTH)))
        parts.append(
            f'<rect class="reach-2" x="{_LABEL_WIDTH}" y="{y + 2}" width="{width:.1f}" height="{_SIZE - 4}"/>'
        )
        parts.append(_text(_LABEL_WIDTH + width + 5, y + 11, row[numbered[0]].text, "start", "count"))
    return _svg(_LABEL_WIDTH + _BAR_WIDTH + 40, len(rows) * _STEP, parts)


def _flow(table: PatternTable) -> SafeString:
    """Draw the connections that lead to a goal or a gap as bars, the widest first."""
    totals: dict[str, float] = defaultdict(float)
    for row in table.rows:
        totals[row[1].text.partition(": ")[2] or row[1].text] += row[2].value or 0
    widest = sorted(totals.items(), key=lambda total: -total[1])[:_MAX_ROWS]
    rows = tuple((Cell(name), Cell(f"{count:g}", count)) for name, count in widest)
    return _bars(PatternTable(("To", "Entries"), rows))


_PICTURES: dict[str, Callable[[PatternTable], SafeString]] = {
    "stack": _stack,
    "matrix": _matrix,
    "flow": _flow,
}


def _svg(width: float, height: float, parts: Iterable[str]) -> SafeString:
    return mark_safe(  # noqa: S308 - every text in it is escaped
        f'<svg class="small-picture" viewBox="0 0 {width:g} {height:g}" width="{width:g}" height="{height:g}"'
        f' aria-hidden="true">{"".join(parts)}</svg>'
    )


def _square(x: float, y: float, look: str) -> str:
    return f'<rect class="{look}" x="{x:g}" y="{y:g}" width="{_SIZE}" height="{_SIZE}" rx="2"/>'


def _text(x: float, y: float, text: str, anchor: str = "start", look: str = "") -> str:
    return f'<text class="{look}" x="{x:g}" y="{y:g}" text-anchor="{anchor}">{escape(text)}</text>'


def _fit(text: str, label_width: int) -> str:
    """Return a label, cut where it would overlap what is beside it, since SVG does not cut text."""
    width = label_width - 8
    if sum(map(_letter_width, text)) <= width:
        return text
    ends = accumulate(map(_letter_width, text), initial=_letter_width("…"))
    return f"{text[: max(0, sum(end <= width for end in ends) - 1)].rstrip()}…"


@cache
def _letter_width(letter: str) -> float:
    """Return about how wide a letter of a label is: its size is 11 pixels, in Inter or a font like it."""
    if combining(letter):
        return 0
    if east_asian_width(letter) in "WF" or letter in "mwMW@%—…":
        return 11
    return 3.8 if letter in "fijlrtI.,:;'’|!()[] " else 8 if letter.isupper() else 6.5


def legend(names: Sequence[str]) -> list[tuple[str, str]]:
    """Return the class and the label of each reach, for the legend of `draw_year`."""
    return [(f"reach-{rank}", name) for rank, name in enumerate(names)]
