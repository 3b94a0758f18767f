"""The running document edited, by the rules of `vividmap edit`: all of it while it is short, else a part."""

from dataclasses import dataclass, replace
from typing import Any, NamedTuple

from django.http import HttpResponse
from django.shortcuts import redirect, render
from django.views.decorators.http import require_http_methods

from vividmap.services import documents
from vividmap.services.errors import Conflict, Refused
from vividmap.services.plans import Plan, changed, spoken, summary, verb
from vividmap.web import staging
from vividmap.web.document import parts
from vividmap.web.document.parts import Part
from vividmap.web.door import Notice, Request

_FORM = "document"
_SHOWN = 300


@dataclass(frozen=True)
class Draft:
    """An edit on its way: what it began from (a part, where not all of it), and what was looked at last."""

    base: str
    part: Part | None = None
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
    """Show the document, or the part that the URL asks for, to edit; show what that changes; then do it."""
    if request.method == "POST":
        return _posted(request)
    _, part = parts.opened(request.owner, request.GET)
    if part:
        text = documents.export_part(request.actor, parts.read(request.owner, part))
    else:
        text = documents.export(request.actor)
    draft = Draft(text, part, text)
    return _page(request, staging.put(request.visit, _FORM, draft), draft)


def _planned(request: Request, draft: Draft) -> Plan:
    plan = documents.plan_edited_part if draft.part else documents.plan_edited
    return plan(request.actor, draft.base, draft.text)


def _posted(request: Request) -> HttpResponse:
    key, text = request.POST.get("key", ""), request.POST.get("text", "").replace("\r\n", "\n")
    draft: Draft | None = staging.get(request.visit, _FORM, key)
    if draft is None:
        why = (
            "This was opened too long ago, so what it began from is not known any more. Nothing was changed."
        )
        why = f"{why} Copy your text and open the document again."
        return _page(request, "", Draft("", text=text), why=why, status=409)
    if request.POST.get("do") == "apply" and draft.plan is not None and draft.text == text:
        return _apply(request, key, draft, draft.plan)
    return _look(request, key, replace(draft, text=text))


def _look(request: Request, key: str, draft: Draft, why: str = "", status: int = 200) -> HttpResponse:
    plan = _planned(request, draft)
    draft = replace(draft, plan=plan)
    staging.put(request.visit, _FORM, draft, key)
    return _page(request, key, draft, why=why, status=422 if plan.problems else status)


def _apply(request: Request, key: str, draft: Draft, plan: Plan) -> HttpResponse:
    def still() -> bool:
        return _planned(request, draft) == plan

    try:
        documents.apply(request.actor, plan, "edit document", still=still)
    except Conflict as error:
        why = f"Nothing was changed: {error}. This is what is left to do."
        return _look(request, key, draft, why, status=409)
    except Refused as error:
        return _page(request, key, draft, why=f"Nothing was changed: {error}.", status=422)
    staging.drop(request.visit, _FORM, key)
    request.visit.notice = Notice(f"Applied: {summary(plan)}." if plan.steps else "Applied.")
    return redirect(parts.address(request.owner, draft.part))


def _page(request: Request, key: str, draft: Draft, *, why: str = "", status: int = 200) -> HttpResponse:
    plan = draft.plan
    lines = lines_of(plan) if plan else []
    said: dict[str, Any] = {
        "key": key,
        "part": draft.part,
        "text": draft.text,
        "why": why,
        "problems": _wrong(plan, draft.text)[:20] if plan else (),
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
