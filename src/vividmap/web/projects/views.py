"""The list of projects, a project's page, and changes to it."""

from collections.abc import Callable
from typing import Any

from django.http import Http404, HttpResponse
from django.shortcuts import redirect, render
from django.views.decorators.http import require_POST, require_safe

from vividmap.core.english.phrasing import as_sentence
from vividmap.core.filter_line import PROJECT_SIGN, FilterTerm
from vividmap.core.project_summary import ProjectSummary, summarize_project
from vividmap.core.projects import project_key
from vividmap.core.record import Evidence
from vividmap.core.search import contains_terms, parse_query
from vividmap.core.vocabulary import PROJECT_STATES
from vividmap.services.actor import today_of
from vividmap.services.changes import projects
from vividmap.services.errors import Refused
from vividmap.services.list_filters import ListFilter
from vividmap.store import queries
from vividmap.store.queries import project_queries
from vividmap.web import entry_rows, list_pages
from vividmap.web.request import Notice, Request

_MAX_NAMES = 20


@require_safe
def project_list(request: Request) -> HttpResponse:
    """Show the filtered projects, the one with the newest entry first."""
    list_filter = list_pages.read_filter(request, "projects", Evidence.kind)
    profile = queries.load_profile(request.owner)
    projects_by_date = project_queries.load_projects(request.owner)
    summaries = [summarize_project(project, profile) for project in projects_by_date]
    return list_pages.render_list(
        request,
        list_filter,
        "projects",
        {"summaries": [summary for summary in summaries if _is_match(summary, list_filter)]},
    )


def _is_match(summary: ProjectSummary, list_filter: ListFilter) -> bool:
    line = list_filter.line
    texts = f"{summary.project.name}\n{summary.note.summary}"
    is_in_state = line.value("state") in ("", summary.note.state)
    return not list_filter.problems and is_in_state and contains_terms(texts, parse_query(line.words))


@require_safe
def page(request: Request, key: str) -> HttpResponse:
    """Show a project: its entries over time, what came of them, and whom and what they name."""
    return _page(request, key)


def _page(request: Request, key: str, error: str = "", status: int = 200) -> HttpResponse:
    project = project_queries.find_project(request.owner, key)
    if project is None:
        raise Http404
    if project.key != key and not error:
        return redirect("projects-page", project.key)
    summary = summarize_project(project, queries.load_profile(request.owner))
    counts = {"People": summary.people, "Skills": summary.skills, "Goals and gaps": summary.goals}
    targets = [target for pairs in counts.values() for target, _ in pairs]
    labels = queries.item_labels(request.owner, [*entry_rows.targets(project.entries), *targets])
    context = {
        "summary": summary,
        "groups": entry_rows.group_by_month(project.entries, today_of(request.actor), labels),
        "mentions": [(title, _named(pairs, labels)) for title, pairs in counts.items()],
        "other_names": [n for n in project_queries.project_names(request.owner) if project_key(n) != key],
        "states": PROJECT_STATES,
        "filter_line": FilterTerm(PROJECT_SIGN, summary.project.key).text,
        "error": error,
    }
    return render(request, "projects/page.html", context, status=status)


def _named(pairs: tuple[tuple[Any, int], ...], labels: entry_rows.Names) -> list[tuple[str, str, int]]:
    """Return the name, the address and the number of entries of what is mentioned most."""
    return [
        (labels[target][0], entry_rows.item_url(labels[target][1]), count)
        for target, count in pairs[:_MAX_NAMES]
        if target in labels
    ]


@require_POST
def rename(request: Request, key: str) -> HttpResponse:
    """Give a project another name."""
    name = request.POST.get("name", "")
    return _apply(request, key, name, lambda: projects.rename_project(request.actor, key, name), "Renamed to")


@require_POST
def merge(request: Request, key: str) -> HttpResponse:
    """Move a project's entries into another."""
    into = request.POST.get("into", "")
    return _apply(
        request, key, into, lambda: projects.merge_projects(request.actor, key, into), "Merged into"
    )


def _apply(request: Request, key: str, target: str, verb: Callable[[], int], label: str) -> HttpResponse:
    try:
        count = verb()
    except Refused as error:
        return _page(request, key, as_sentence(str(error)), 422)
    entries = "1 entry" if count == 1 else f"{count} entries"
    request.visit.notice = Notice(f"{label} {entry_rows.quote(target.strip())}: {entries} changed.")
    return redirect("projects-page", project_key(target.strip().removeprefix("+")))


@require_POST
def describe(request: Request, key: str) -> HttpResponse:
    """Set a project's summary and state."""
    values = {name: request.POST.get(name, "").strip() for name in ("summary", "state")}
    try:
        name = projects.describe_project(request.actor, key, **values)
    except Refused as error:
        return _page(request, key, as_sentence(str(error)), 422)
    request.visit.notice = Notice(f"Saved the summary of {entry_rows.quote(name)}.")
    return redirect("projects-page", key)
