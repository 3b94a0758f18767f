"""View models of the page of patterns."""

from collections.abc import Iterable
from dataclasses import dataclass
from functools import partial
from itertools import islice
from uuid import UUID

from django.urls import reverse
from django.utils.safestring import SafeString

from vividmap.core.facts.facts import Facts
from vividmap.core.insights import PatternResult, pattern_modules
from vividmap.core.insights.pattern import Insight
from vividmap.core.record import Record
from vividmap.core.vocabulary import SCOPE
from vividmap.web import entry_rows, request_params
from vividmap.web.patterns import tables
from vividmap.web.patterns.pictures import draw_table, draw_tallies, draw_year, legend
from vividmap.web.patterns.tables import EntryLinks, TableView

MAX_SOURCES = 5
"""Entries that are named beneath a sentence; the others are on a page of their own."""
MAX_CALLS = 3
"""Findings to act on that the page begins with; more would be a list and not a call."""


@dataclass(frozen=True)
class SourceLink:
    """An item behind a sentence: what it says in short, and where it is."""

    text: str
    address: str


@dataclass(frozen=True)
class Finding:
    """A sentence, its next step, and the first of what is behind it; `extra_count` are at `entries_url`."""

    text: str
    next_step: str
    is_actionable: bool
    count: int
    sources: tuple[SourceLink, ...]
    extra_count: int
    entries_url: str


@dataclass(frozen=True)
class FindingCall:
    """A finding to act on first: its sentence, its next step, and the one link that does it."""

    name: str
    text: str
    next_step: str
    action: str
    url: str


@dataclass(frozen=True)
class PatternSection:
    """One question with all that is found."""

    name: str
    question: str
    explanation: str
    requirement: str
    is_actionable: bool
    findings: tuple[Finding, ...]
    table: TableView | None
    picture: SafeString
    legend: tuple[tuple[str, str], ...] = ()


def pattern_sections(results: Iterable[PatternResult], facts: Facts) -> list[PatternSection]:
    """Return what patterns found as the sections of the page."""
    item = partial(_item, facts.record, reverse("item", args=["0"])[:-1])
    return [_section(result, facts, EntryLinks(item, entries_at(result.name))) for result in results]


def first_calls(results: Iterable[PatternResult], facts: Facts) -> list[FindingCall]:
    """Return what to act on first: one finding of each pattern, at most three, the most urgent first."""
    urgent = sorted(results, key=lambda result: result.call.order)
    calls = (_call(result, insight, facts) for result in urgent for insight in _first_actionable(result))
    return [*islice(calls, MAX_CALLS)]


def _first_actionable(result: PatternResult) -> Iterable[Insight]:
    return islice((insight for insight in result.pattern.insights if insight.is_actionable), 1)


def _call(result: PatternResult, insight: Insight, facts: Facts) -> FindingCall:
    behind = [facts.record.by_id[uid] for uid in insight.behind if uid in facts.record.by_id]
    is_one = bool(behind) and (len(behind) == 1 or not result.call.is_about_many)
    url = reverse("item", args=[behind[0].handle]) if is_one else f"#{result.name}"
    return FindingCall(result.name, insight.statement, insight.next_step, result.call.label, url)


def entries_at(name: str) -> str:
    """Return the address of what is behind a pattern."""
    return reverse("patterns-entries", args=[name])


def find_sources(
    result: PatternResult, insight_number: int | None, row: str, column: str
) -> tuple[str, tuple[UUID, ...]]:
    """Return what a page of entries is about, and the ids: of a sentence (from 1 on), or of a row and column.

    Without either, all that the sentences rest on.
    """
    insights, table = result.pattern.insights, result.pattern.table
    if insight_number is not None:
        insight = insights[insight_number - 1] if 0 < insight_number <= len(insights) else Insight("")
        return insight.statement, insight.behind
    if row or column:
        return ", ".join(part for part in (row, column) if part), (
            tables.cell_entries(table, row, column) if table else ()
        )
    return "", tuple(dict.fromkeys(uid for insight in insights for uid in insight.behind))


def _section(result: PatternResult, facts: Facts, places: EntryLinks) -> PatternSection:
    pattern = result.pattern
    is_year = pattern.table is not None and pattern.table.chart == "calendar"
    return PatternSection(
        name=result.name,
        question=result.question,
        explanation=result.reason,
        requirement=pattern.needs,
        is_actionable=any(insight.is_actionable for insight in pattern.insights),
        findings=tuple(
            _finding(insight, at, facts, places) for at, insight in enumerate(pattern.insights, 1)
        ),
        table=tables.build_table(pattern.table, places, facts.profile.week_starts) if pattern.table else None,
        picture=_picture(result, facts),
        legend=tuple(legend(("not set", *SCOPE.labels.values()))) if is_year else (),
    )


def _picture(result: PatternResult, facts: Facts) -> SafeString:
    table = result.pattern.table
    if table is not None and table.chart == "calendar":
        return draw_year(facts)
    if result.pattern.tallies:
        return draw_tallies(result.pattern.tallies)
    return draw_table(table)


def _finding(insight: Insight, at: int, facts: Facts, places: EntryLinks) -> Finding:
    items = (
        SourceLink(entry_rows.quote(facts.name(uid)), places.item(uid))
        for uid in insight.behind[:MAX_SOURCES]
    )
    return Finding(
        text=insight.statement,
        next_step=insight.next_step,
        is_actionable=insight.is_actionable,
        count=len(insight.behind),
        sources=tuple(items),
        extra_count=max(0, len(insight.behind) - MAX_SOURCES),
        entries_url=request_params.build_url(places.entries, {"said": at}),
    )


def count_custom_thresholds(facts: Facts) -> int:
    """Return how many thresholds the owner has set."""
    thresholds = (threshold for module in pattern_modules().values() for threshold in module.THRESHOLDS)
    return sum(facts.limit(threshold) != threshold.usual for threshold in thresholds)


def _item(record: Record, prefix: str, uid: UUID) -> str:
    return f"{prefix}{record.by_id[uid].handle}"
