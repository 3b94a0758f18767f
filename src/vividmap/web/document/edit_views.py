"""The running document edited, by the rules of `vividmap edit`: all of it while it is short, else a part."""

from dataclasses import dataclass, replace
from typing import Any, NamedTuple

from django.http import HttpResponse
from django.shortcuts import redirect, render
from django.views.decorators.http import require_http_methods

from vividmap.services.errors import Conflict, Refused
from vividmap.services.transfer import documents
from vividmap.services.transfer.plans import DocumentPlan, changed_fields, field_label, step_verb, summarize
from vividmap.web import preview_store
from vividmap.web.document import parts
from vividmap.web.document.parts import DocumentPart
from vividmap.web.request import Notice, Request
from vividmap.web.request_params import form_text

_FORM = "document"
MAX_LINES = 300


@dataclass(frozen=True)
class DocumentEdit:
    """An edit in progress: the text it began from, the part if it is not the whole, and the last preview."""

    base: str
    part: DocumentPart | None = None
    text: str = ""
    plan: DocumentPlan | None = None


@dataclass(frozen=True)
class PlanLine:
    """One thing that an edit will do, in the words of the terminal."""

    verb: str
    kind: str
    handle: str
    date: str
    text: str
    names: str
    line: int


class ProblemLine(NamedTuple):
    """A line that has to be corrected first: its number, the reason, and its text."""

    line: int
    message: str
    source_line: str


@require_http_methods(["GET", "HEAD", "POST"])
def edit(request: Request) -> HttpResponse:
    """Show the document, or the part that the URL asks for, to edit; preview the changes; then apply them."""
    if request.method == "POST":
        return _handle_post(request)
    _, part = parts.find_open_part(request.owner, request.GET)
    if part:
        text = documents.export_part(request.actor, parts.load_part_items(request.owner, part))
    else:
        text = documents.export_document(request.actor)
    draft = DocumentEdit(text, part, text)
    return _page(request, preview_store.save(request.visit, _FORM, draft), draft)


def _build_plan(request: Request, draft: DocumentEdit) -> DocumentPlan:
    plan = documents.plan_part_edit if draft.part else documents.plan_whole_edit
    return plan(request.actor, draft.base, draft.text)


def _handle_post(request: Request) -> HttpResponse:
    key, text = request.POST.get("key", ""), form_text(request.POST, "text")
    draft: DocumentEdit | None = preview_store.load(request.visit, _FORM, key)
    if draft is None:
        message = "This page was opened too long ago. Nothing was changed."
        message = f"{message} Copy your text and open the document again."
        return _page(request, "", DocumentEdit("", text=text), message=message, status=409)
    if request.POST.get("do") == "apply" and draft.plan is not None and draft.text == text:
        return _apply(request, key, draft, draft.plan)
    return _look(request, key, replace(draft, text=text))


def _look(
    request: Request, key: str, draft: DocumentEdit, message: str = "", status: int = 200
) -> HttpResponse:
    plan = _build_plan(request, draft)
    draft = replace(draft, plan=plan)
    preview_store.save(request.visit, _FORM, draft, key)
    return _page(request, key, draft, message=message, status=422 if plan.problems else status)


def _apply(request: Request, key: str, draft: DocumentEdit, plan: DocumentPlan) -> HttpResponse:
    def is_current() -> bool:
        return _build_plan(request, draft) == plan

    try:
        documents.apply_plan(request.actor, plan, "edit document", is_still_current=is_current)
    except Conflict as error:
        message = f"Nothing was changed: {error}. These changes are left."
        return _look(request, key, draft, message, status=409)
    except Refused as error:
        return _page(request, key, draft, message=f"Nothing was changed: {error}.", status=422)
    preview_store.discard(request.visit, _FORM, key)
    request.visit.notice = Notice(f"Applied: {summarize(plan)}." if plan.steps else "Applied.")
    return redirect(parts.part_url(request.owner, draft.part))


def _page(
    request: Request, key: str, draft: DocumentEdit, *, message: str = "", status: int = 200
) -> HttpResponse:
    plan = draft.plan
    lines = plan_lines(plan) if plan else []
    context: dict[str, Any] = {
        "key": key,
        "part": draft.part,
        "text": draft.text,
        "message": message,
        "problems": _wrong(plan, draft.text)[:20] if plan else (),
        "more_problems": max(0, len(plan.problems) - 20) if plan else 0,
        "has_preview": plan is not None,
        "lines": lines[:MAX_LINES],
        "more_lines": max(0, len(lines) - MAX_LINES),
        "profile": ["name" if name == "text" else field_label(name) for name in plan.profile] if plan else (),
        "summary": summarize(plan) if plan else "",
        "has_effect": plan is not None and not plan.problems and not plan.is_empty,
    }
    return render(request, "document/edit.html", context, status=status)


def _wrong(plan: DocumentPlan, text: str) -> list[ProblemLine]:
    lines = text.split("\n")
    return [
        ProblemLine(
            problem.line, problem.message, lines[problem.line - 1] if 0 < problem.line <= len(lines) else ""
        )
        for problem in plan.problems
    ]


def plan_lines(plan: DocumentPlan) -> list[PlanLine]:
    """Return what a plan will do, line by line, without what stays the same."""
    return [
        PlanLine(
            verb=step_verb(step),
            kind=step.draft.kind,
            handle=step.draft.handle,
            date=str(step.draft.when or ""),
            text=step.draft.text,
            names=step.reason if step.action == "left" else ", ".join(changed_fields(step)),
            line=0 if step.action == "delete" else step.draft.place,
        )
        for step in plan.steps
        if step.action != "same"
    ]
