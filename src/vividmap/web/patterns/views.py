"""The page of patterns, and the pages of what is behind them."""

from collections.abc import Sequence
from datetime import date

from django.http import Http404, HttpResponse
from django.shortcuts import render
from django.views.decorators.http import require_safe

from vividmap.core import insights
from vividmap.core.facts.facts import Facts
from vividmap.core.record import Item, Record
from vividmap.services import record_cache
from vividmap.services.actor import date_at
from vividmap.web import request_params
from vividmap.web.patterns import view_models
from vividmap.web.request import Request
from vividmap.web.search.view_models import SearchResult, related_ids, search_result

PAGE_SIZE = 100
"""Entries on one page of them."""


@require_safe
def patterns(request: Request) -> HttpResponse:
    """Show what the record says, question by question."""
    record = record_cache.load_record(request.actor)
    day = date_at(request.actor.now, record.profile.time_zone)
    facts = Facts(record, day)
    results = insights.evaluate_facts(facts)
    sections = view_models.pattern_sections(results, facts)
    context = {
        "sections": sections,
        "calls": view_models.first_calls(results, facts),
        "custom_count": view_models.count_custom_thresholds(facts),
        "has_findings": any(section.findings for section in sections),
        "has_charts": any(section.table and section.table.chart for section in sections),
    }
    return render(request, "patterns/patterns.html", context)


@require_safe
def entries(request: Request, name: str) -> HttpResponse:
    """List what is behind a sentence (`?said=`), or behind a row and a column of a pattern's table."""
    if name not in insights.pattern_modules():
        raise Http404
    record = record_cache.load_record(request.actor)
    day = date_at(request.actor.now, record.profile.time_zone)
    (result,) = insights.evaluate_patterns(record, day, (name,))
    params = {key: request.GET.get(key, "") for key in ("said", "row", "column")}
    number = (request_params.parse_number(params["said"]) or 0) if params["said"] else None
    about, behind = view_models.find_sources(result, number, params["row"], params["column"])
    start = min(
        (request_params.page_number(request) - 1) * PAGE_SIZE,
        max(0, len(behind) - 1) // PAGE_SIZE * PAGE_SIZE,
    )
    page = start // PAGE_SIZE + 1
    context = {
        "question": result.question,
        "name": name,
        "about": about,
        "rows": _rows(record, [record.by_id[uid] for uid in behind[start : start + PAGE_SIZE]], day),
        "count": len(behind),
        "previous_url": request_params.build_url(request.path, params, page=page - 1) if start else "",
        "next_url": request_params.build_url(request.path, params, page=page + 1)
        if start + PAGE_SIZE < len(behind)
        else "",
    }
    return render(
        request, "patterns/entries.html", context, status=200 if behind or not any(params.values()) else 404
    )


def _rows(record: Record, items: Sequence[Item], day: date) -> list[SearchResult]:
    linked_items = (record.by_id[uid] for uid in related_ids(items) if uid in record.by_id)
    names = {item.id: (item.text, item.handle) for item in linked_items}
    return [search_result(item, (), day, names) for item in items]
