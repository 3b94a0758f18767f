"""Tables of values before and after: `Metric | Before | After`, `KPI | 2025 | 2026` → one change a row."""

from collections.abc import Sequence
from itertools import product
from typing import NamedTuple

from vividmap.core.lazy_pattern import lazy_pattern
from vividmap.formats.notes.column_heads import has_head_label, languages_of
from vividmap.formats.notes.columns import Column
from vividmap.formats.notes.dating import Around, read_date
from vividmap.formats.notes.names import is_name
from vividmap.formats.notes.vocabulary import key_of, load_table, word_set

_BRACKETS = lazy_pattern(r"[(\[（](?P<unit>[^()\[\]（）]{1,20})[)\]）]")
_PERIOD = lazy_pattern(
    r"(?:(?P<part>[QH][1-4])[ /-]?)?(?P<year>(?:19|20)\d\d)(?:[ /-]?(?P<behind>[QH][1-4]))?|[QH][1-4]"
)
_DIGIT = lazy_pattern(r"\d")
_NUMBER = lazy_pattern(r"[-+−–]?\s?[\d.,\s']*\d")
_SHARE_AT_LEAST = 0.5


class BeforeAfter(NamedTuple):
    """The columns with the earlier and the later values, and their language ("none": unknown)."""

    before: int
    after: int
    language: str
    units: tuple[str, str] = ("", "")
    period: str = ""
    """The period of the later values, if the heads say it."""

    def tell(self, measure: str, earlier: str, later: str) -> str:
        """Return the change of one row as a text: "Kosten pro TB: von 41,20 € auf 29,80 €"."""
        earlier, later = _with_unit(earlier, self.units[0]), _with_unit(later, self.units[1])
        change = load_table("columns")["change"][self.language].format(earlier, later)
        if not earlier or not later:
            change = later
        return f"{measure}: {change}" if measure and change else measure or change


def find_before_after(columns: Sequence[Column], around: Around) -> BeforeAfter | None:
    """Return the columns of a table that hold values before and after; None if it has none."""
    heads = {column.at: _key(column.head) for column in columns}
    firsts = [column for column in columns if languages_of(heads[column.at], "before")]
    seconds = [column for column in columns if languages_of(heads[column.at], "after")]
    for first, second in product(firsts, seconds):
        languages = languages_of(heads[first.at], "before") & languages_of(heads[second.at], "after")
        if first.at == second.at or not languages or not _has_values((first, second), heads, around):
            continue
        other_heads = [column.head for column in columns if column.at not in (first.at, second.at)]
        return BeforeAfter(first.at, second.at, _language(languages, other_heads), _units(first, second))
    return _periods(columns, around)


def _periods(columns: Sequence[Column], around: Around) -> BeforeAfter | None:
    """Return the first and the last of the columns whose heads are years or quarters, in their order."""
    period_columns = [column for column in columns if _PERIOD.fullmatch(column.head.strip())]
    if not 1 < len(period_columns) < len(columns) or not all(
        column.share(_DIGIT.search) > _SHARE_AT_LEAST for column in period_columns
    ):
        return None
    period_columns.sort(key=lambda column: _order(column.head))
    first, last = period_columns[0], period_columns[-1]
    if _order(first.head) == _order(last.head):
        return None
    other_heads = [column.head for column in columns if column not in period_columns]
    period = last.head.strip() if read_date(last.head, around) else ""
    return BeforeAfter(first.at, last.at, _language(frozenset(), other_heads), period=period)


def _order(head: str) -> tuple[str, str]:
    match = _PERIOD.fullmatch(head.strip())
    year, part = (match["year"], match["part"] or match["behind"]) if match else ("", "")
    return year or "", part or ("" if year else head.strip())


def _key(head: str) -> str:
    return key_of(_BRACKETS.sub(" ", head))


def _has_values(pair: Sequence[Column], heads: dict[int, str], around: Around) -> bool:
    """Return whether a pair of columns holds values, and no days and no people."""
    if any(column.share(lambda value: read_date(value, around)) > _SHARE_AT_LEAST for column in pair):
        return False
    is_vague = any(heads[column.at] in word_set("columns", "vague") for column in pair)
    if is_vague:
        return all(column.share(_DIGIT.search) > _SHARE_AT_LEAST for column in pair)
    return any(column.values for column in pair) and all(
        column.share(is_name) <= _SHARE_AT_LEAST or column.share(_DIGIT.search) > _SHARE_AT_LEAST
        for column in pair
    )


def _language(languages: frozenset[str], heads: Sequence[str]) -> str:
    """Return the one of these languages that the other heads are in, else the first; "none" without any."""
    head_languages = {
        language
        for head in heads
        for table in load_table("labels").values()
        for language, value in table.items()
        if _key(head) and _key(head) in map(key_of, value.split(","))
    }
    order = list(load_table("columns")["change"])
    candidates = [
        name for name in order if name in (languages & head_languages or languages or head_languages)
    ]
    return candidates[0] if candidates else "none"


def _units(*columns: Column) -> tuple[str, str]:
    units = [match["unit"] if (match := _BRACKETS.search(column.head)) else "" for column in columns]
    return units[0], units[1]


def _with_unit(value: str, unit: str) -> str:
    return f"{value} {unit}" if unit and _NUMBER.fullmatch(value) else value


def is_measure(column: Column) -> bool:
    """Return whether a column may say what was measured: words, and no date, person, link or difference."""
    is_other = has_head_label(column.head, ("date", "people", "link", "state", "scope", "tags"))
    return not is_other and column.share(lambda value: any(c.isalpha() for c in value)) > _SHARE_AT_LEAST
