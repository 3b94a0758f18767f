"""In: a file or a pasted text is looked at, shown line by line, and taken in as one step."""

from collections.abc import Sequence
from dataclasses import dataclass, replace
from typing import Any

from django.core.files.uploadedfile import InMemoryUploadedFile
from django.http import HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.views.decorators.http import require_http_methods, require_POST

from vividmap.formats.notes import Fate
from vividmap.services import archives, documents, home, intake
from vividmap.services.archives import Coming
from vividmap.services.errors import Conflict, Invalid, Refused
from vividmap.services.files import is_archive
from vividmap.services.plans import Plan, summary, without
from vividmap.web import asked, staging
from vividmap.web.door import Notice, Request
from vividmap.web.transfer import shape

LARGEST = 32
"""The largest file that is taken, in MiB; what is larger comes in by the command."""

PASTED = "the text"
"""What a text is called that is no file."""
_FORM = "import"
_SHOWN = 2_000
_LEFT_OUT = "you left it out"


@dataclass(frozen=True)
class Staged:
    """What was handed in and what taking it in would do; an archive has `coming`, all else a `plan`."""

    name: str
    data: bytes
    plan: Plan | None = None
    fates: tuple[Fate, ...] = ()
    coming: Coming | None = None

    @property
    def text(self) -> str:
        """Return what a document says."""
        return self.data.decode("utf-8-sig")


@require_http_methods(["GET", "HEAD", "POST"])
def look(request: Request) -> HttpResponse:
    """Ask for a file or a text; take one to look at; show what it will do."""
    if request.method == "POST":
        return _hand_in(request)
    key = request.GET.get("look", "")
    staged: Staged | None = staging.get(request.visit, _FORM, key)
    if staged is not None:
        return _preview(request, key, staged)
    error = staging.GONE if key else ""
    return _ask(request, error=error, status=409 if error else 200)


def _hand_in(request: Request) -> HttpResponse:
    text = request.POST.get("text", "").replace("\r\n", "\n")
    intake.take_in(request.actor)
    try:
        name, data = given(request, text)
        staged = _staged(request, name, data)
    except Refused as error:
        field = "text" if text.strip() and not request.FILES else "file"
        return _ask(request, text, str(error), field, status=422)
    key = staging.put(request.visit, _FORM, staged)
    return redirect(f"{reverse('import')}?look={key}")


def given(request: Request, text: str) -> tuple[str, bytes]:
    """Return the name and the bytes of a file that was handed in, or of a text. Raises Invalid."""
    file = request.FILES.get("file")
    too_large = f"This is larger than {LARGEST} MiB. Take it in from a terminal: vividmap import FILE"
    if isinstance(file, InMemoryUploadedFile) and file.size:
        if file.size > LARGEST * 2**20:
            raise Invalid(too_large)
        return file.name or "the file", file.read()
    if text.strip():
        return PASTED, text.encode()
    # What was larger than any file may be never got as far as being one.
    if int(request.META.get("CONTENT_LENGTH") or 0) > LARGEST * 2**20:
        raise Invalid(too_large)
    raise Invalid("Choose a file that has something in it, or paste some text.")


def _staged(request: Request, name: str, data: bytes) -> Staged:
    """Read what was handed in. Raises Refused for what is no text, or says nothing that can be read."""
    text = decoded(name, data)
    if is_archive(name, data):
        return Staged(name, data, coming=archives.plan(request.actor, data))
    plan, fates = documents.plan_import(request.actor, text)
    return Staged(name, data, plan, tuple(fates))


def decoded(name: str, data: bytes) -> str:
    """Return the text of what was handed in. Raises Invalid."""
    if b"\0" in data:
        raise Invalid(
            f"{name} is not text in UTF-8: it holds NUL at byte {data.index(0) + 1}. Save it as text."
        )
    try:
        return data.decode("utf-8-sig")
    except UnicodeDecodeError as error:
        raise Invalid(f"{name} is not UTF-8 at byte {error.start + 1}; convert it and try again.") from error


def _ask(
    request: Request, text: str = "", error: str = "", field: str = "file", status: int = 200
) -> HttpResponse:
    said = {"text": text, "error": error, "field": field, "largest": LARGEST}
    return render(request, "transfer/import.html", said, status=status)


def _preview(request: Request, key: str, staged: Staged, why: str = "", status: int = 200) -> HttpResponse:
    lines = _lines(staged)
    problems = staged.plan.problems if staged.plan else ()
    said: dict[str, Any] = {
        "key": key,
        "name": staged.name,
        "why": why,
        "problems": problems[:20],
        "more_problems": max(0, len(problems) - 20),
        "lines": lines[:_SHOWN],
        "more": max(0, len(lines) - _SHOWN),
        "summary": _summary(staged),
        "lost": sum(line.sort == "lost" for line in lines),
        "coming": staged.coming,
        "does_something": _does_something(staged),
    }
    return render(request, "transfer/preview.html", said, status=status)


def _lines(staged: Staged) -> Sequence[shape.Line]:
    if staged.coming is not None:
        return list(shape.archive(staged.coming))
    if staged.plan is None or staged.plan.problems:
        return ()
    if staged.fates:
        return list(shape.foreign(staged.text, staged.plan, staged.fates))
    return list(shape.ours(staged.plan))


def _summary(staged: Staged) -> str:
    if staged.coming is None:
        return summary(staged.plan) if staged.plan else ""
    known = f", {staged.coming.known} here already" if staged.coming.known else ""
    return f"{len(staged.coming.new)} new{known}"


def _does_something(staged: Staged) -> bool:
    if staged.coming is not None:
        return bool(staged.coming.new)
    return staged.plan is not None and not staged.plan.problems and not staged.plan.does_nothing


@require_POST
def apply(request: Request) -> HttpResponse:
    """Take in what was looked at, without what was ticked to be left out."""
    key, leave = request.POST.get("key", ""), frozenset(request.POST.getlist("leave"))
    staged: Staged | None = staging.get(request.visit, _FORM, key)
    if staged is None:
        return _ask(request, error=staging.GONE, status=409)
    try:
        notice = _take_in(request, staged, leave)
    except Conflict as error:
        again = _staged(request, staged.name, staged.data)
        staging.put(request.visit, _FORM, again, key)
        why = f"Nothing was imported: {error}. This is what it would do now."
        return _preview(request, key, again, why, status=409)
    except Refused as error:
        return _preview(request, key, staged, f"Nothing was imported: {error}.", status=422)
    home.tune()
    staging.drop(request.visit, _FORM, key)
    request.visit.notice = notice
    return redirect("document")


def _take_in(request: Request, staged: Staged, leave: frozenset[str]) -> Notice:
    if staged.coming is not None:
        taken = archives.take_in(request.actor, staged.data, leave)
        items = "1 item" if taken.added == 1 else f"{taken.added} items"
        # What made an empty record whole brought its own history: there is no one step to take back.
        return Notice(f"Imported {items} from {staged.name}.", undo=bool(leave) or not staged.coming.whole)
    assert staged.plan is not None  # noqa: S101 - what has no archive has a plan
    plan = without(staged.plan, asked.numbers(leave), _LEFT_OUT)
    if plan.does_nothing:
        return Notice("Nothing was imported: all of it was left out, or here already.", undo=False)

    def still() -> bool:
        return documents.plan_import(request.actor, staged.text)[0] == staged.plan

    verb = "import notes" if staged.fates else "import document"
    documents.apply(request.actor, plan, verb, still=still)
    return Notice(f"Imported from {staged.name}: {summary(replace(plan, steps=_done(plan)))}.")


def _done(plan: Plan) -> tuple[Any, ...]:
    return tuple(step for step in plan.steps if step.what in ("add", "change"))
