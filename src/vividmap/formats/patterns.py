"""What the patterns found → plain text for people, JSON for programs.

The JSON is stable: a list, one object a pattern. Items are named by their handles.

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
from vividmap.core.insights import Found, modules
from vividmap.core.insights.pattern import Insight, Table
from vividmap.core.record import Record

MOST_NAMED = 5
"""Handles beneath a sentence of the text; the JSON names them all."""

_ONE = {
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
"""How a line of the text begins: of what something may be done about, and of what is worth knowing."""


def text(found: Iterable[Found], record: Record) -> str:
    """Return what patterns say as lines to read: the question, each sentence, the next step, the handles."""
    return "\n\n".join("\n".join(_lines(one, record)) for one in found) + "\n"


def _lines(one: Found, record: Record) -> Iterator[str]:
    yield f"{one.name}: {one.question}"
    yield f"  Why: {one.why}"
    if one.pattern.needs:
        yield f"  {SAYS} {one.pattern.needs}"
    for insight in one.pattern.insights:
        yield f"  {CALLS if insight.calls else SAYS} {insight.says}"
        if insight.next:
            yield f"    Next: {insight.next}"
        if insight.behind:
            yield f"    {_behind(insight, record)}"


def _behind(insight: Insight, record: Record) -> str:
    named = " ".join(f"^{one}" for one in _handles(insight.behind[:MOST_NAMED], record))
    more = len(insight.behind) - MOST_NAMED
    return f"{named} and {more} more" if more > 0 else named


def json_text(found: Iterable[Found], record: Record, today: date) -> str:
    """Return what patterns found as JSON, indented."""
    return json.dumps(plain(found, record, today), ensure_ascii=False, indent=2) + "\n"


def plain(found: Iterable[Found], record: Record, today: date) -> list[dict[str, Any]]:
    """Return what patterns found as JSON has it; the module's docstring shows the shape."""
    facts = Facts(record, today)
    return [
        {
            "pattern": one.name,
            "question": one.question,
            "why": one.why,
            "needs": one.pattern.needs,
            "insights": [_plain_insight(said, record) for said in one.pattern.insights],
            "table": _plain_table(one.pattern.table, record) if one.pattern.table else None,
            "thresholds": [_plain_threshold(limit, facts) for limit in modules()[one.name].THRESHOLDS],
        }
        for one in found
    ]


def _plain_insight(said: Insight, record: Record) -> dict[str, Any]:
    behind = _handles(said.behind, record)
    return {"says": said.says, "next": said.next, "calls": said.calls, "behind": behind}


def _plain_table(table: Table, record: Record) -> dict[str, Any]:
    rows = [
        [{"said": cell.said, "value": cell.value, "behind": _handles(cell.behind, record)} for cell in row]
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


def said(limit: Threshold, value: int) -> str:
    """Return a number with what it counts: "6 months", "1 person"."""
    return f"{value} {limit.unit if value != 1 else _ONE.get(limit.unit, limit.unit)}"


def _handles(ids: Sequence[UUID], record: Record) -> list[str]:
    return [record.by_id[uid].handle for uid in ids]
