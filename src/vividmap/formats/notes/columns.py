"""Which column of a table says what: by its head, and where heads do not decide, by its content."""

import re
from collections.abc import Callable, Sequence
from functools import cached_property
from typing import NamedTuple

from vividmap.core.lazy_dataclass import dataclass
from vividmap.core.lazy_pattern import lazy_pattern
from vividmap.core.record import Evidence, Gap, Goal, Item, Person, Skill, SkillEntry
from vividmap.formats.notes.column_heads import has_head_label, is_deed_head, is_rating_head
from vividmap.formats.notes.dating import Around, read_date, undecided_date_in
from vividmap.formats.notes.deeds import has_result, is_deed
from vividmap.formats.notes.labels import is_address_list
from vividmap.formats.notes.names import is_given_name, is_name
from vividmap.formats.notes.plain import to_plain
from vividmap.formats.notes.sections import SECTIONS
from vividmap.formats.notes.titles import find_section

_TEXT_LABELS: dict[type[Item], tuple[str, ...]] = {
    Skill: ("skill", "name", "text"),
    Person: ("name",),
    Goal: ("goal", "text"),
    Gap: ("gap", "tags", "text", "skill"),
}
_NEVER_TEXT = ("people", "link", "tags", "scope", "state", "role", "team", "date")
_SHARE_AT_LEAST = 0.5
_MOST_DATES = 0.6
_OF_DEEDS, _OF_UNKNOWN = 2, 4
"""The rank of a column of which its content alone, or neither head nor content, says that it tells deeds."""
_RATING = lazy_pattern(
    r"(?P<stars>[*★⭐✭✯🌟]\ufe0f?(?:\s?[*★⭐✭✯🌟]\ufe0f?){0,9})\s?[☆✩]{0,9}"
    r"|(?P<number>\d{1,2}(?:[.,]\d)?)\s?(?:/\s?(?:5|10)|\s?(?:stars?|sterne?))?",
    re.IGNORECASE,
)
_OUT_OF = lazy_pattern(r"\d{1,2}(?:[.,]\d)?\s?/\s?(?:5|10)")
_LETTER = lazy_pattern(r"[^\W\d_]")


@dataclass(frozen=True)
class Column:
    """One column: its place, its head, and its cells, "" for an empty one."""

    at: int
    head: str
    cells: tuple[str, ...]

    @cached_property
    def values(self) -> list[str]:
        """Return the cells that are not empty, without markup."""
        return [to_plain(cell).text for cell in self.cells if cell]

    def share(self, holds: Callable[[str], object]) -> float:
        """Return for how much of its values something holds, from 0 to 1."""
        return sum(bool(holds(value)) for value in self.values) / len(self.values) if self.values else 0

    def share_of_all(self, holds: Callable[[str], object]) -> float:
        """Return for how much of its cells something holds, the empty ones among them."""
        return self.share(holds) * len(self.values) / (len(self.cells) or 1)

    def has_label(self, *tables: str) -> bool:
        """Return whether its head is a label of one of these tables."""
        return has_head_label(self.head, tables)


class Columns(NamedTuple):
    """Which columns say what. `labels` gives a column's label where its content, not its head, says it."""

    text: int
    labels: dict[int, str]
    kind: int | None = None
    rating: int | None = None
    fallbacks: tuple[int, ...] = ()
    """Where the text of a row without one may stand, the likeliest first."""


def find_columns(columns: Sequence[Column], kind: type[Item], around: Around) -> Columns:
    """Return which column says what."""
    labels: dict[int, str] = {}
    date_column = _date_column(columns, around)
    if date_column is not None:
        labels[date_column] = "date"
    rating = next((column.at for column in columns if _is_rating(column)), None)
    kind_column = next((column.at for column in columns if _is_of_kinds(column)), None)
    known_places = {date_column, rating, kind_column}
    is_work = kind in (Evidence, SkillEntry)
    for column in columns:
        if column.at not in known_places and not _is_known(column) and (label := _label_by_content(column)):
            labels[column.at] = label
    open_columns = [column for column in columns if column.at not in known_places and column.at not in labels]
    ranking = _rank_deeds(open_columns, kind) if is_work else _rank_names(open_columns, kind)
    text = ranking[0] if ranking else _last_resort(columns, known_places)
    if kind is Evidence and not any(column.has_label("outcome") for column in columns):
        results = [
            column
            for column in open_columns
            if column is not text and column.share(has_result) > _SHARE_AT_LEAST
        ]
        labels |= {column.at: "outcome" for column in results[:1]}
    fallbacks = [column.at for column in ranking if column.at not in labels]
    return Columns(text.at, labels, kind_column, rating, tuple(fallbacks))


def rating_of(cell: str) -> float:
    """Return how many stars a cell gives, 0 for none: "***", "★★★☆☆", "4/5"."""
    match = _RATING.fullmatch(cell.strip().strip("`\\").replace("\\*", "*"))
    if not match:
        return 0
    if match["stars"]:
        return float(len(re.findall(r"[*★⭐✭✯🌟]", match["stars"])))
    return float(match["number"].replace(",", "."))


def _date_column(columns: Sequence[Column], around: Around) -> int | None:
    """Return the column that holds dates: by its head, else by its content."""
    for column in columns:
        if column.has_label("date") and column.share(
            lambda value: read_date(value, around) or undecided_date_in(value)
        ):
            return column.at
    return next(
        (column.at for column in columns if column.share(lambda value: read_date(value, around)) > 0.6), None
    )


def _is_rating(column: Column) -> bool:
    """Return whether a column rates the lines: by stars, or by numbers below a head that says so."""
    if not column.values or column.share(rating_of) < 1:
        return False
    has_marks = column.share(lambda value: not value[:1].isdigit() or _OUT_OF.fullmatch(value)) == 1
    return is_rating_head(column.head) or (has_marks and not column.has_label("outcome"))


def _is_of_kinds(column: Column) -> bool:
    """Return whether the values of a column are sections: "win", "learning"."""
    is_all = column.share(lambda value: find_section(value) in SECTIONS) == 1
    return column.has_label("tags") and len(column.values) > 1 and is_all


def _is_known(column: Column) -> bool:
    return is_deed_head(column.head) or column.has_label("text", "outcome", "project", *_NEVER_TEXT)


def _label_by_content(column: Column) -> str:
    """Return the label of a column whose head says nothing: links or people."""
    if column.share(is_address_list) > _SHARE_AT_LEAST:
        return "link"
    is_person = column.share(lambda value: is_name(value) and is_given_name(value.split()[0]))
    return "with" if is_person > _SHARE_AT_LEAST else ""


def _rank_deeds(columns: Sequence[Column], kind: type[Item]) -> list[Column]:
    """Return the columns that may say what was done, the likeliest first, never by their length."""
    extra = ("skill", "learning", "feedback") if kind is SkillEntry else ()
    possible = [column for column in columns if _can_tell_deeds(column) or column.has_label(*extra)]
    return sorted(possible, key=lambda column: (*_unlikeliness(column, extra), column.at))


def _can_tell_deeds(column: Column) -> bool:
    if column.has_label("outcome") and not is_deed_head(column.head) and not column.has_label("text"):
        return False
    is_other = column.has_label(*_NEVER_TEXT) and not column.has_label("text")
    return column.share(_LETTER.search) > 0 and not is_other


def _unlikeliness(column: Column, extra: Sequence[str]) -> tuple[int, float]:
    """Return how little a column looks like what was done: by its head, then by its content."""
    if is_deed_head(column.head):
        return 0, 0
    tells_deeds = column.share(is_deed) >= _SHARE_AT_LEAST
    if column.has_label("text", *extra) and not column.has_label("project"):
        return (1 if tells_deeds else 3), 0
    # Each row says what was done, as a rule from a capital on; not each says what came of it.
    likeliness = 2 * column.share_of_all(bool) + column.share_of_all(is_deed)
    likeliness += column.share_of_all(lambda value: value[0].isupper()) / 2 - column.share_of_all(has_result)
    if tells_deeds:
        return _OF_DEEDS, -likeliness
    return _OF_UNKNOWN + column.has_label("project"), -likeliness


def _rank_names(columns: Sequence[Column], kind: type[Item]) -> list[Column]:
    """Return the columns that may name the items of a kind, the likeliest first."""
    by_label = [
        column for table in _TEXT_LABELS.get(kind, ("text",)) for column in columns if column.has_label(table)
    ]
    never = ("outcome", *_NEVER_TEXT)
    other_columns = [
        column for column in columns if not column.has_label(*never) and column.share(_LETTER.search) > 0
    ]
    return list(dict.fromkeys((*by_label, *other_columns)))


def _last_resort(columns: Sequence[Column], known_places: set[int | None]) -> Column:
    """Return the column with the text of a table in which none says what was done."""
    other_columns = [
        column for column in columns if column.at not in known_places and column.share(_LETTER.search) > 0
    ]
    by_head = [column for column in other_columns if column.has_label("outcome")]
    return (by_head or other_columns or list(columns))[0]
