"""Results of the patterns → plain text for people, JSON for programs.

The JSON is stable: a list with one object per pattern. Items are given by their handles.

    [{"pattern": "cadence", "question": "Am I writing …?", "why": "What is not written …", "needs": "",
      "insights": [{"says": "39 entries in …", "next": "", "calls": false, "behind": ["7f3k", "q2w8"]}],
      "table": {"columns": ["Day", "Entries"], "chart": "calendar",
                "rows": [[{"said": "2026-11-20", "value": null, "behind": []}, …]]},
      "thresholds": [{"name": "thin-month", "value": 3, "usual": 2, "unit": "entries",
                      "says": "A month with …", "source": "The rule of thumb …"}]}]
"""

import json
from collections.abc import Iterable, Iterator, Sequence
from datetime import date
from typing import Any
from uuid import UUID

from vividmap.core.facts.facts import Facts
from vividmap.core.facts.threshold import Threshold
from vividmap.core.insights import PatternResult, pattern_modules
from vividmap.core.insights.pattern import Insight, PatternTable
from vividmap.core.record import Record

MOST_NAMED = 5
"""Handles listed below a sentence of the text; the JSON lists all."""

_FORMATS_BY_UNIT = {
    "days": "day",
    "entries": "entry",
    "gaps": "gap",
    "months": "month",
    "people": "person",
    "skill entries": "skill entry",
    "skills": "skill",
    "updates": "update",
}

CALLS, SAYS = "!", "-"
"""The marker in front of an insight: actionable, or for information."""


def text(results: Iterable[PatternResult], record: Record) -> str:
    """Return results as plain text: for each pattern the question, insights, next steps and handles."""
    return "\n\n".join("\n".join(_lines(evaluated_pattern, record)) for evaluated_pattern in results) + "\n"


def _lines(evaluated_pattern: PatternResult, record: Record) -> Iterator[str]:
    yield f"{evaluated_pattern.name}: {evaluated_pattern.question}"
    yield f"  Why: {evaluated_pattern.reason}"
    if evaluated_pattern.pattern.needs:
        yield f"  {SAYS} {evaluated_pattern.pattern.needs}"
    for insight in evaluated_pattern.pattern.insights:
        yield f"  {CALLS if insight.is_actionable else SAYS} {insight.statement}"
        if insight.next_step:
            yield f"    Next: {insight.next_step}"
        if insight.behind:
            yield f"    {_behind(insight, record)}"


def _behind(insight: Insight, record: Record) -> str:
    handles = " ".join(f"^{handle}" for handle in _handles(insight.behind[:MOST_NAMED], record))
    more_count = len(insight.behind) - MOST_NAMED
    return f"{handles} and {more_count} more" if more_count > 0 else handles


def json_text(results: Iterable[PatternResult], record: Record, today: date) -> str:
    """Return results as indented JSON. `today` is the owner's local date."""
    return json.dumps(plain(results, record, today), ensure_ascii=False, indent=2) + "\n"


def plain(results: Iterable[PatternResult], record: Record, today: date) -> list[dict[str, Any]]:
    """Return results as JSON values; the module's docstring shows the structure."""
    facts = Facts(record, today)
    return [
        {
            "pattern": evaluated_pattern.name,
            "question": evaluated_pattern.question,
            "why": evaluated_pattern.reason,
            "needs": evaluated_pattern.pattern.needs,
            "insights": [_plain_insight(insight, record) for insight in evaluated_pattern.pattern.insights],
            "table": _plain_table(evaluated_pattern.pattern.table, record)
            if evaluated_pattern.pattern.table
            else None,
            "thresholds": [
                _plain_threshold(limit, facts)
                for limit in pattern_modules()[evaluated_pattern.name].THRESHOLDS
            ],
        }
        for evaluated_pattern in results
    ]


def _plain_insight(insight: Insight, record: Record) -> dict[str, Any]:
    behind = _handles(insight.behind, record)
    return {
        "says": insight.statement,
        "next": insight.next_step,
        "calls": insight.is_actionable,
        "behind": behind,
    }


def _plain_table(table: PatternTable, record: Record) -> dict[str, Any]:
    rows = [
        [{"said": cell.text, "value": cell.value, "behind": _handles(cell.behind, record)} for cell in row]
        for row in table.rows
    ]
    return {"columns": list(table.columns), "rows": rows, "chart": table.chart}


def _plain_threshold(limit: Threshold, facts: Facts) -> dict[str, Any]:
    return {
        "name": limit.name,
        "value": facts.limit(limit),
        "usual": limit.usual,
        "unit": limit.unit,
        "says": limit.says,
        "source": limit.source,
    }


def limit_text(limit: Threshold, value: int) -> str:
    """Return a threshold's value with its unit: "6 months", "1 person"."""
    return f"{value} {limit.unit if value != 1 else _FORMATS_BY_UNIT.get(limit.unit, limit.unit)}"


def _handles(ids: Sequence[UUID], record: Record) -> list[str]:
    return [record.by_id[uid].handle for uid in ids]
