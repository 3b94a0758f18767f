"""Import of a framework, uploaded or built in: previewed line by line, then imported as one change."""

from dataclasses import dataclass, replace
from typing import Any

from django.http import HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.views.decorators.http import require_http_methods, require_POST

from vividmap.core.english.phrasing import as_sentence
from vividmap.services.errors import Conflict, Refused
from vividmap.services.transfer import framework_import
from vividmap.services.transfer.framework_import import FrameworkPlan
from vividmap.services.transfer.plans import exclude_places, summarize
from vividmap.web import preview_store, request_params
from vividmap.web.frameworks import view_models
from vividmap.web.request import Notice, Request
from vividmap.web.transfer.import_views import MAX_MEGABYTES, PASTED_TEXT, decode_text, read_upload

_FORM = "framework"
MAX_LINES = 2_000
MAX_LABELS = 24


@dataclass(frozen=True)
class FrameworkPreview:
    """What was uploaded, under which names, and what its import would do."""

    text: str
    file: str
    name: str
    level: str
    coming: FrameworkPlan


@require_http_methods(["GET", "HEAD", "POST"])
def import_form(request: Request) -> HttpResponse:
    """Show the form, read a framework or a ladder for a preview, or show that preview."""
    if request.method == "POST":
        return _upload(request)
    key = request.GET.get("look", "")
    preview: FrameworkPreview | None = preview_store.load(request.visit, _FORM, key)
    if preview is not None:
        if level := request.GET.get("level", "").strip():
            preview = _with_level(request, preview, level)
            preview_store.save(request.visit, _FORM, preview, key)
        return _preview(request, key, preview)
    return _form_page(request, error=preview_store.EXPIRED_MESSAGE if key else "", status=409 if key else 200)


def _with_level(request: Request, preview: FrameworkPreview, level: str) -> FrameworkPreview:
    """Return a preview that reads one of its headings as a level; unchanged if it has no such heading."""
    if level not in preview.coming.reading.possible_levels:
        return preview
    coming = framework_import.plan_import(request.actor, preview.text, preview.file, preview.name, level)
    return replace(preview, level=level, coming=coming)


def _upload(request: Request) -> HttpResponse:
    text = request_params.form_text(request.POST, "text")
    name, ladder = request.POST.get("name", "").strip(), request.POST.get("ladder", "")
    level = request.POST.get("level", "").strip()
    try:
        if ladder:
            file, framework_text = f"{ladder}.md", framework_import.read_ladder(ladder)
        else:
            file_name, data = read_upload(request, text)
            file, framework_text = (
                ("" if file_name == PASTED_TEXT else file_name),
                decode_text(file_name, data),
            )
        coming = framework_import.plan_import(request.actor, framework_text, file, name, level)
    except Refused as error:
        field = "text" if text.strip() and not request.FILES else "file"
        return _form_page(
            request,
            {"text": text, "name": name, "level": level, "field": field},
            as_sentence(str(error)),
            status=422,
        )
    key = preview_store.save(
        request.visit, _FORM, FrameworkPreview(framework_text, file, name, level, coming)
    )
    return redirect(f"{reverse('frameworks-import')}?look={key}")


def _form_page(
    request: Request, values: dict[str, str] | None = None, error: str = "", status: int = 200
) -> HttpResponse:
    context = {
        "field": "file",
        "text": "",
        "name": "",
        "level": "",
        **(values or {}),
        "error": error,
        "max_megabytes": MAX_MEGABYTES,
    }
    return render(request, "frameworks/import.html", context, status=status)


def _preview(
    request: Request, key: str, preview: FrameworkPreview, message: str = "", status: int = 200
) -> HttpResponse:
    coming = preview.coming
    lines = list(view_models.import_lines(preview.text, coming))
    context: dict[str, Any] = {
        "key": key,
        "name": coming.reading.framework.name,
        "is_new": coming.plan.steps[0].action == "add",
        "unchanged_reason": coming.plan.steps[0].reason if coming.plan.steps[0].action == "left" else "",
        "format_name": coming.reading.shape,
        "possible_levels": coming.reading.possible_levels[:MAX_LABELS],
        "message": message,
        "lines": lines[:MAX_LINES],
        "more_lines": max(0, len(lines) - MAX_LINES),
        "summary": summarize(replace(coming.plan, steps=coming.plan.steps[1:])),
        "lost_count": sum(line.sort == "lost" for line in lines),
        "missing_criteria": coming.missing_criteria,
        "has_effect": not coming.plan.is_empty,
    }
    return render(request, "frameworks/preview.html", context, status=status)


@require_POST
def apply(request: Request) -> HttpResponse:
    """Import what was previewed, without the lines ticked to be left out."""
    key, leave = request.POST.get("key", ""), request.POST.getlist("leave")
    preview: FrameworkPreview | None = preview_store.load(request.visit, _FORM, key)
    if preview is None:
        return _form_page(request, error=preview_store.EXPIRED_MESSAGE, status=409)

    def again() -> FrameworkPlan:
        return framework_import.plan_import(
            request.actor, preview.text, preview.file, preview.name, preview.level
        )

    plan = exclude_places(preview.coming.plan, request_params.parse_numbers(leave), "you left it out")
    try:
        row = framework_import.apply_import(
            request.actor, replace(preview.coming, plan=plan), lambda: again() == preview.coming
        )
    except Conflict as error:
        fresh = replace(preview, coming=again())
        preview_store.save(request.visit, _FORM, fresh, key)
        message = f"Nothing was imported: {error}. This is the updated preview."
        return _preview(request, key, fresh, message, status=409)
    except Refused as error:
        return _preview(request, key, preview, f"Nothing was imported: {error}.", status=422)
    preview_store.discard(request.visit, _FORM, key)
    name = preview.coming.reading.framework.name
    notice_text = f"Imported {name}: {summarize(plan)}."
    request.visit.notice = Notice(notice_text, undo=not plan.is_empty, back=reverse("frameworks"))
    return redirect("frameworks-one", row.handle) if row else redirect("frameworks")
