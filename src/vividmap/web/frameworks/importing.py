"""A framework is handed in or a ladder picked, shown line by line, and taken in as one step."""

from dataclasses import dataclass, replace
from typing import Any

from django.http import HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.views.decorators.http import require_http_methods, require_POST

from vividmap.core.saying import sentence
from vividmap.services import frameworks
from vividmap.services.errors import Conflict, Refused
from vividmap.services.frameworks import Coming
from vividmap.services.plans import summary, without
from vividmap.web import asked, staging
from vividmap.web.door import Notice, Request
from vividmap.web.frameworks import shape
from vividmap.web.transfer import importing as transfer

_FORM = "framework"
_SHOWN = 2_000


@dataclass(frozen=True)
class Staged:
    """What was handed in, what its file was called, what to call it, and what taking it in would do."""

    text: str
    file: str
    name: str
    coming: Coming


@require_http_methods(["GET", "HEAD", "POST"])
def look(request: Request) -> HttpResponse:
    """Ask for a framework; take one, or a ladder, to look at; show what it will do."""
    if request.method == "POST":
        return _hand_in(request)
    key = request.GET.get("look", "")
    staged: Staged | None = staging.get(request.visit, _FORM, key)
    if staged is not None:
        return _preview(request, key, staged)
    return _ask(request, error=staging.GONE if key else "", status=409 if key else 200)


def _hand_in(request: Request) -> HttpResponse:
    text = request.POST.get("text", "").replace("\r\n", "\n")
    name, ladder = request.POST.get("name", "").strip(), request.POST.get("ladder", "")
    try:
        if ladder:
            file, said = f"{ladder}.md", frameworks.ladder(ladder)
        else:
            given, data = transfer.given(request, text)
            file, said = ("" if given == transfer.PASTED else given), transfer.decoded(given, data)
        coming = frameworks.plan(request.actor, said, file, name)
    except Refused as error:
        field = "text" if text.strip() and not request.FILES else "file"
        return _ask(request, {"text": text, "name": name, "field": field}, sentence(str(error)), status=422)
    key = staging.put(request.visit, _FORM, Staged(said, file, name, coming))
    return redirect(f"{reverse('frameworks-import')}?look={key}")


def _ask(
    request: Request, said: dict[str, str] | None = None, error: str = "", status: int = 200
) -> HttpResponse:
    shown = {"field": "file", **(said or {}), "error": error, "largest": transfer.LARGEST}
    return render(request, "frameworks/import.html", shown, status=status)


def _preview(request: Request, key: str, staged: Staged, why: str = "", status: int = 200) -> HttpResponse:
    coming = staged.coming
    found = list(shape.lines(staged.text, coming))
    said: dict[str, Any] = {
        "key": key,
        "name": coming.reading.framework.name,
        "is_new": coming.plan.steps[0].what == "add",
        "left": coming.plan.steps[0].why if coming.plan.steps[0].what == "left" else "",
        "understood": coming.reading.shape,
        "why": why,
        "lines": found[:_SHOWN],
        "more": max(0, len(found) - _SHOWN),
        "summary": summary(replace(coming.plan, steps=coming.plan.steps[1:])),
        "lost": sum(line.sort == "lost" for line in found),
        "unsaid": coming.unsaid,
        "does_something": not coming.plan.does_nothing,
    }
    return render(request, "frameworks/preview.html", said, status=status)


@require_POST
def apply(request: Request) -> HttpResponse:
    """Take in what was looked at, without what was ticked to be left out."""
    key, leave = request.POST.get("key", ""), request.POST.getlist("leave")
    staged: Staged | None = staging.get(request.visit, _FORM, key)
    if staged is None:
        return _ask(request, error=staging.GONE, status=409)

    def again() -> Coming:
        return frameworks.plan(request.actor, staged.text, staged.file, staged.name)

    plan = without(staged.coming.plan, asked.numbers(leave), "you left it out")
    try:
        row = frameworks.take_in(
            request.actor, replace(staged.coming, plan=plan), lambda: again() == staged.coming
        )
    except Conflict as error:
        fresh = replace(staged, coming=again())
        staging.put(request.visit, _FORM, fresh, key)
        why = f"Nothing was imported: {error}. This is what it would do now."
        return _preview(request, key, fresh, why, status=409)
    except Refused as error:
        return _preview(request, key, staged, f"Nothing was imported: {error}.", status=422)
    staging.drop(request.visit, _FORM, key)
    name = staged.coming.reading.framework.name
    told = f"Imported {name}: {summary(plan)}."
    request.visit.notice = Notice(told, undo=not plan.does_nothing, back=reverse("frameworks"))
    return redirect("frameworks-one", row.handle) if row else redirect("frameworks")
