"""The page of patterns, and the pages of what is behind them."""

from collections.abc import Sequence
from datetime import date

from django.http import Http404, HttpResponse
from django.shortcuts import render
from django.views.decorators.http import require_safe

from vividmap.core import insights
from vividmap.core.facts.facts import Facts
from vividmap.core.record import Item, Record
from vividmap.services import memory
from vividmap.services.actor import date_at
from vividmap.web import asked
from vividmap.web.door import Request
from vividmap.web.patterns import shape
from vividmap.web.search.shape import Result, ids, result

MOST = 100
"""Entries on one page of them."""


@require_safe
def patterns(request: Request) -> HttpResponse:
    """Show what the record says, question by question."""
    record = memory.record(request.actor)
    day = date_at(request.actor.now, record.profile.time_zone)
    shown = shape.sections(insights.patterns(record, day), Facts(record, day))
    said = {
        "sections": shown,
        "contents": shape.contents(shown),
        "any": any(one.said for one in shown),
        "charted": any(one.table and one.table.chart for one in shown),
    }
    return render(request, "patterns/page.html", said)


@require_safe
def entries(request: Request, name: str) -> HttpResponse:
    """List what is behind a sentence (`?said=`), or behind a row and a column of a pattern's table."""
    if name not in insights.modules():
        raise Http404
    record = memory.record(request.actor)
    day = date_at(request.actor.now, record.profile.time_zone)
    (found,) = insights.patterns(record, day, (name,))
    wanted = {key: request.GET.get(key, "") for key in ("said", "row", "column")}
    number = (asked.number(wanted["said"]) or 0) if wanted["said"] else None
    about, behind = shape.behind(found, number, wanted["row"], wanted["column"])
    start = min((asked.page(request) - 1) * MOST, max(0, len(behind) - 1) // MOST * MOST)
    page = start // MOST + 1
    said = {
        "question": found.question,
        "name": name,
        "about": about,
        "rows": _rows(record, [record.by_id[uid] for uid in behind[start : start + MOST]], day),
        "count": len(behind),
        "earlier": asked.address(request.path, wanted, page=page - 1) if start else "",
        "later": asked.address(request.path, wanted, page=page + 1) if start + MOST < len(behind) else "",
    }
    return render(
        request, "patterns/entries.html", said, status=200 if behind or not any(wanted.values()) else 404
    )


def _rows(record: Record, items: Sequence[Item], day: date) -> list[Result]:
    named = (record.by_id[uid] for uid in ids(items) if uid in record.by_id)
    names = {one.id: (one.text, one.handle) for one in named}
    return [result(one, (), day, names) for one in items]
