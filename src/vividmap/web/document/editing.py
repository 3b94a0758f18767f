"""The running document edited as a whole, by the rules of `vividmap edit`."""

from dataclasses import dataclass, replace
from typing import Any, NamedTuple

from django.http import HttpResponse
from django.shortcuts import redirect, render
from django.views.decorators.http import require_http_methods

from vividmap.services import documents
from vividmap.services.errors import Conflict, Refused
from vividmap.services.plans import Plan, changed, spoken, summary, verb
from vividmap.web import staging
from vividmap.web.door import Notice, Request

_FORM = "document"
_SHOWN = 300


@dataclass(frozen=True)
class Draft:
    """An edit on its way: what it began from, and what was looked at last."""

    base: str
    text: str = ""
    plan: Plan | None = None


@dataclass(frozen=True)
class Line:
    """One thing that an edit will do, in the words of the terminal."""

    verb: str
    kind: str
    handle: str
    when: str
    text: str
    names: str
    line: int


class Wrong(NamedTuple):
    """A line that has to be mended first: where it stands, why, and what it says."""

    line: int
    message: str
    said: str


@require_http_methods(["GET", "HEAD", "POST"])
def edit(request: Request) -> HttpResponse:
    """Show the document to edit; show what an edited one changes; then do it."""
    if request.method == "POST":
        return _posted(request)
    text = documents.export(request.actor)
    return _page(request, staging.put(request.visit, _FORM, Draft(text)), text)


def _posted(request: Request) -> HttpResponse:
    key, text = request.POST.get("key", ""), request.POST.get("text", "").replace("\r\n", "\n")
    draft: Draft | None = staging.get(request.visit, _FORM, key)
    if draft is None:
        why = (
            "This was opened too long ago, so what it began from is not known any more. Nothing was changed."
        )
        return _page(request, "", text, why=f"{why} Copy your text and open the document again.", status=409)
    if request.POST.get("do") == "apply" and draft.plan is not None and draft.text == text:
        return _apply(request, key, draft, draft.plan)
    return _look(request, key, replace(draft, text=text))


def _look(request: Request, key: str, draft: Draft, why: str = "", status: int = 200) -> HttpResponse:
    plan = documents.plan_edited(request.actor, draft.base, draft.text)
    staging.put(request.visit, _FORM, replace(draft, plan=plan), key)
    return _page(request, key, draft.text, plan, why=why, status=422 if plan.problems else status)


def _apply(request: Request, key: str, draft: Draft, plan: Plan) -> HttpResponse:
    def still() -> bool:
        return documents.plan_edited(request.actor, draft.base, draft.text) == plan

    try:
        documents.apply(request.actor, plan, "edit document", still=still)
    except Conflict as error:
        why = f"Nothing was changed: {error}. This is what is left to do."
        return _look(request, key, draft, why, status=409)
    except Refused as error:
        return _page(request, key, draft.text, plan, why=f"Nothing was changed: {error}.", status=422)
    staging.drop(request.visit, _FORM, key)
    request.visit.notice = Notice(f"Applied: {summary(plan)}." if plan.steps else "Applied.")
    return redirect("document")


def _page(  # noqa: PLR0913 - all that differs
    request: Request, key: str, text: str, plan: Plan | None = None, *, why: str = "", status: int = 200
) -> HttpResponse:
    lines = lines_of(plan) if plan else []
    said: dict[str, Any] = {
        "key": key,
        "text": text,
        "why": why,
        "problems": _wrong(plan, text)[:20] if plan else (),
        "more_problems": max(0, len(plan.problems) - 20) if plan else 0,
        "looked": plan is not None,
        "lines": lines[:_SHOWN],
        "more": max(0, len(lines) - _SHOWN),
        "profile": ["name" if name == "text" else spoken(name) for name in plan.profile] if plan else (),
        "summary": summary(plan) if plan else "",
        "does_something": plan is not None and not plan.problems and not plan.does_nothing,
    }
    return render(request, "document/edit.html", said, status=status)


def _wrong(plan: Plan, text: str) -> list[Wrong]:
    lines = text.split("\n")
    return [
        Wrong(one.line, one.message, lines[one.line - 1] if 0 < one.line <= len(lines) else "")
        for one in plan.problems
    ]


def lines_of(plan: Plan) -> list[Line]:
    """Return what a plan will do, line by line, without what stays the same."""
    return [
        Line(
            verb=verb(step),
            kind=step.draft.kind,
            handle=step.draft.handle,
            when=str(step.draft.when or ""),
            text=step.draft.text,
            names=step.why if step.what == "left" else ", ".join(changed(step)),
            line=0 if step.what == "delete" else step.draft.place,
        )
        for step in plan.steps
        if step.what != "same"
    ]
