"""Dates and entries as all pages show them."""

from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass
from datetime import date, datetime, tzinfo
from functools import cache
from itertools import groupby
from uuid import UUID

from django.urls import reverse

from vividmap.core import when
from vividmap.core.entry_results import result_in_text, result_of
from vividmap.core.item_marks import describe_mark
from vividmap.core.projects import project_key
from vividmap.core.record import MENTION_SIGNS, Evidence, Item, Mention, SkillEntry
from vividmap.core.vocabulary import GOAL_KIND, SCOPE, SCOPES, SKILL_KIND
from vividmap.core.when import WEEKDAYS, When

LONGEST_IN_LIST = 420
"""A list shows texts up to so many characters whole; of longer ones, the first three quarters as many."""
SCOPE_LABELS = {value: label.lower() for value, label in SCOPE.labels.items()}
PRACTICE_LABELS = {value: label.lower() for value, label in SKILL_KIND.labels.items()}
GOAL_LABELS = {value: label.lower() for value, label in GOAL_KIND.labels.items()}

Names = Mapping[UUID, tuple[str, str]]
"""The present names of items, and their handles, by id."""


@dataclass(frozen=True)
class Day:
    """A date: short for the gutter, machine-readable, and in full."""

    short: str
    machine: str
    full: str


@dataclass(frozen=True)
class Link:
    """Something named in an entry: its sign, what it is called now, its handle ("" while it is pending)."""

    sign: str
    name: str
    handle: str

    @property
    def address(self) -> str:
        """Where its page is, "" while it is pending."""
        return item_url(self.handle) if self.handle else ""


@dataclass(frozen=True)
class EntryRow:
    """One entry.

    `result` is the outcome that was read from its text. `scope_bars` has a bar for each scope, filled or
    not; `labels` are words, `links` what it names.
    """

    handle: str
    kind: str
    day: Day
    text: str
    outcome: str
    result: str
    project: str
    scope_bars: tuple[bool, ...]
    scope_label: str
    labels: tuple[str, ...]
    links: tuple[Link, ...]
    is_strong: bool

    @property
    def head(self) -> str:
        """The text as far as a list shows it, cut between words where it is long."""
        if len(self.text) <= LONGEST_IN_LIST:
            return self.text
        shortest = LONGEST_IN_LIST * 3 // 4
        return self.text[:shortest].rpartition(" ")[0] or self.text[:shortest]

    @property
    def rest(self) -> str:
        """What a list shows of the text only when asked for more."""
        return self.text[len(self.head) :].strip()

    @property
    def project_key(self) -> str:
        """The part of its project's address, "" without one."""
        return project_key(self.project)

    @property
    def has_partial_result(self) -> bool:
        """Whether the result that is read is a part of the text, and so worth pointing out in a list."""
        return bool(self.result) and self.result != self.text

    @property
    def address(self) -> str:
        """Where its page is."""
        return item_url(self.handle)


def item_url(handle: str) -> str:
    """Return the URL of an item's page; `reverse` is called once for all rows of a page."""
    return f"{_items()}{handle}"


@cache
def _items() -> str:
    return reverse("item", args=["_"]).removesuffix("_")


def targets(items: Iterable[Item]) -> list[UUID]:
    """Return the ids of all that some items link to."""
    return list({mention.target for item in items for mention in item.mentions if mention.target})


def entry_row(item: Item, today: date, names: Names) -> EntryRow:
    """Return an item as a row of a list."""
    scope = item.scope if isinstance(item, Evidence) else ""
    return EntryRow(
        handle=item.handle,
        kind=item.kind,
        day=format_day(item.when, today),
        text=item.text,
        outcome=item.outcome if isinstance(item, Evidence) else "",
        result=_result_in_text(item),
        project=item.project if isinstance(item, Evidence | SkillEntry) else "",
        scope_bars=tuple(at <= SCOPES.index(scope) for at in range(len(SCOPES))) if scope else (),
        scope_label=SCOPE_LABELS.get(scope, ""),
        labels=tuple(_notes(item)),
        links=tuple(dict.fromkeys(links(item.mentions, names))),
        is_strong=isinstance(item, Evidence) and bool(item.strong),
    )


def _result_in_text(item: Item) -> str:
    result = result_in_text(item) if isinstance(item, Evidence) else None
    return result.text if result else ""


def confidentiality_label(item: Item) -> Iterator[str]:
    """Yield "private" or "internal" for an item that is marked so, with the words that mark it."""
    if mark := describe_mark(item):
        yield mark


def _notes(item: Item) -> Iterator[str]:
    yield from confidentiality_label(item)
    if isinstance(item, Evidence | SkillEntry):
        if item.category:
            yield PRACTICE_LABELS[item.category] if isinstance(item, SkillEntry) else item.category
        yield from item.tags
    if isinstance(item, Evidence) and result_of(item) is None:
        yield "no outcome yet"
    if raw_date := getattr(item, "date_as_written", ""):
        yield f"date not understood: {quote(raw_date)}"
    addresses: tuple[str, ...] = getattr(item, "links", ())
    if item.body or addresses:
        yield "¶ more"


def links(mentions: Iterable[Mention], names: Names) -> Iterator[Link]:
    """Yield the skills, people and goals that are named, by their names now, the pending as written."""
    for sort, sign in MENTION_SIGNS.items():
        for mention in mentions:
            if mention.sort == sort:
                name, handle = (
                    names.get(mention.target, (mention.name, "")) if mention.target else (mention.name, "")
                )
                yield Link(sign, name, handle)


def group_by_month(items: Iterable[Item], today: date, names: Names) -> list[tuple[str, list[EntryRow]]]:
    """Return dated items, newest first, as rows beneath the months that they belong to."""
    groups = groupby(items, key=lambda item: heading(item.when))
    return [(month, [entry_row(item, today, names) for item in month_items]) for month, month_items in groups]


def heading(moment: When | None) -> str:
    """Return the month that an entry stands under."""
    if moment is None:
        return "Undated"
    if moment.is_rough:
        name = when.describe_when(moment)
        return name[:1].upper() + name[1:]  # "About Q3 2026": only the first letter changes
    return when.month_name(moment.last)


def month_of(day: date) -> tuple[int, int]:
    """Return a day's year and month."""
    return day.year, day.month


def weekday_heading(day: date) -> str:
    """Return a day as a heading: "Monday, 16 November"."""
    return f"{WEEKDAYS[day.weekday()].capitalize()}, {day.day} {month(day)}"


def month(day: date) -> str:
    """Return the name of a day's month."""
    return when.month_name(day).split()[0]


def format_day(moment: When | None, today: date) -> Day:
    """Return a date for the gutter: short, with the year if it is not today's."""
    if moment is None:
        return Day("undated", "", "undated")
    first, last = moment.first, moment.last
    machine = last.isoformat()
    year = "" if last.year == today.year else f" {last.year}"
    if moment.about:
        return Day(f"~ {_about(moment, year)}", machine, when.describe_when(moment))
    if month_of(first) != month_of(last):
        return Day(f"to {last.day} {month(last)[:3]}{year}", machine, when.describe_when(moment))
    days = f"{first.day}" if first == last else f"{first.day}–{last.day}"
    return Day(f"{days} {month(last)[:3]}{year}", machine, when.describe_when(moment))


def _about(moment: When, year: str) -> str:
    """Return a rough date, short, and no more exact than it is: "Mar", "Q3", "H1 2025", "2025"."""
    if not moment.is_rough:
        return f"{month(moment.last)[:3]}{year}"
    part = when.describe_when(moment).removeprefix("about ").partition(" ")[0]
    if part[0] in "QH":
        return f"{part}{year}"
    whole_year = part == f"{moment.last.year:04}"
    return part if whole_year else f"{month(moment.first)[:3]}–{month(moment.last)[:3]}{year}"


def format_age(days: int) -> str:
    """Return a number of days as one says it: "3 wks"."""
    if days < 2:
        return ("today", "yesterday")[days]
    for limit, unit, length in ((14, "days", 1), (61, "wks", 7), (730, "mo", 30.44)):
        if days < limit:
            return f"{int(days / length)} {unit}"
    return f"{int(days / 365.25)} yrs"


def quote(text: str) -> str:
    """Return the beginning of a text in quotes, to name it in a sentence."""
    return f"“{text if len(text) <= 60 else text[:59].rstrip() + '…'}”"


def format_time(at: datetime, zone: tzinfo | None) -> str:
    """Return a moment as a clock in a time zone showed it; None is the machine's zone."""
    return f"{at.astimezone(zone):%-d %B %Y, %H:%M}"
