"""The patterns in the words of their page."""

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from functools import partial
from uuid import UUID

from django.urls import reverse

from vividmap.core.facts.facts import Facts
from vividmap.core.insights import PatternResult, pattern_modules
from vividmap.core.insights.pattern import Insight
from vividmap.core.record import Record
from vividmap.formats.patterns import limit_text
from vividmap.web import entry_rows, request_params
from vividmap.web.patterns import tables
from vividmap.web.patterns.tables import EntryLinks, TableView

MAX_SOURCES = 5
"""Entries that are named beneath a sentence; the others are on a page of their own."""


@dataclass(frozen=True)
class SourceLink:
    """An item behind a sentence: what it says in short, and where it is."""

    text: str
    address: str


@dataclass(frozen=True)
class Finding:
    """A sentence, its next step, and the first of what is behind it; `rest` leads to `more`."""

    text: str
    next_step: str
    is_actionable: bool
    count: int
    sources: tuple[SourceLink, ...]
    extra_count: int
    entries_url: str


@dataclass(frozen=True)
class ThresholdLabel:
    """A threshold that decides, and whether the number is the owner's own."""

    name: str
    value_text: str
    is_custom: bool


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
    thresholds: tuple[ThresholdLabel, ...]


def pattern_sections(results: Iterable[PatternResult], facts: Facts) -> list[PatternSection]:
    """Return what patterns found as the sections of the page."""
    item = partial(_item, facts.record, reverse("item", args=["0"])[:-1])
    return [_section(result, facts, EntryLinks(item, entries_at(result.name))) for result in results]


def order_contents(sections: Sequence[PatternSection]) -> list[PatternSection]:
    """Return the sections for the list of contents: those of which something calls first."""
    return sorted(sections, key=lambda section: not section.is_actionable)


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
        thresholds=tuple(_threshold_labels(result.name, facts)),
    )


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


def _threshold_labels(name: str, facts: Facts) -> Iterator[ThresholdLabel]:
    for threshold in pattern_modules()[name].THRESHOLDS:
        value = facts.limit(threshold)
        yield ThresholdLabel(threshold.name, limit_text(threshold, value), value != threshold.usual)


def _item(record: Record, prefix: str, uid: UUID) -> str:
    return f"{prefix}{record.by_id[uid].handle}"
