"""Import: a file or a pasted text is previewed line by line, then imported as one change."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field, replace
from typing import Any

from django.core.files.uploadedfile import InMemoryUploadedFile
from django.http import HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.views.decorators.http import require_http_methods, require_POST

from vividmap.formats.document import is_ours
from vividmap.formats.notes import Answers, LineResult, NotesQuestion
from vividmap.services.capture import web_capture
from vividmap.services.errors import Conflict, Invalid, Refused
from vividmap.services.files import is_archive
from vividmap.services.home import database
from vividmap.services.transfer import archives, documents, notes_import
from vividmap.services.transfer.archives import ArchivePlan
from vividmap.services.transfer.next_step import period_to_draft
from vividmap.services.transfer.plans import DocumentPlan, exclude_places, summarize
from vividmap.web import preview_store, request_params
from vividmap.web.request import Notice, Request
from vividmap.web.transfer import import_questions, view_models

MAX_MEGABYTES = 32
"""The largest file that is accepted, in MiB; larger ones are imported on the command line."""

PASTED_TEXT = "pasted text"
"""The name of a text that is not a file."""
_FORM = "import"
MAX_LINES = 2_000
_LEFT_OUT = "you left it out"


@dataclass(frozen=True)
class ImportPreview:
    """What was uploaded and what importing it would do; an archive has `coming`, all else a `plan`."""

    name: str
    data: bytes
    plan: DocumentPlan | None = None
    line_results: tuple[LineResult, ...] = ()
    questions: tuple[NotesQuestion, ...] = ()
    answers: Answers = field(default_factory=Answers)
    typed: Mapping[str, str] = field(default_factory=dict)
    """The answers as they were typed, by the name of the field."""
    error: str = ""
    """What is wrong with an answer."""
    coming: ArchivePlan | None = None

    @property
    def text(self) -> str:
        """Return the text of a document."""
        return self.data.decode("utf-8-sig")


@require_http_methods(["GET", "HEAD", "POST"])
def import_form(request: Request) -> HttpResponse:
    """Show the form, read a file or a text for a preview, or show that preview."""
    if request.method == "POST":
        return _upload(request)
    key = request.GET.get("look", "")
    preview: ImportPreview | None = preview_store.load(request.visit, _FORM, key)
    if preview is not None:
        return _preview(request, key, preview)
    error = preview_store.EXPIRED_MESSAGE if key else ""
    return _form_page(request, error=error, status=409 if error else 200)


def _upload(request: Request) -> HttpResponse:
    text = request_params.form_text(request.POST, "text")
    web_capture.ingest_waiting(request.actor)
    try:
        name, data = read_upload(request, text)
        preview = _build_preview(request, name, data)
    except Refused as error:
        field = "text" if text.strip() and not request.FILES else "file"
        return _form_page(request, text, str(error), field, status=422)
    key = preview_store.save(request.visit, _FORM, preview)
    return redirect(f"{reverse('import')}?look={key}")


def read_upload(request: Request, text: str) -> tuple[str, bytes]:
    """Return the name and the bytes of an uploaded file or of a text. Raises Invalid."""
    file = request.FILES.get("file")
    too_large = f"This is larger than {MAX_MEGABYTES} MiB. Import it from a terminal: vividmap import FILE"
    if isinstance(file, InMemoryUploadedFile) and file.size:
        if file.size > MAX_MEGABYTES * 2**20:
            raise Invalid(too_large)
        return file.name or "the file", file.read()
    if text.strip():
        return PASTED_TEXT, text.encode()
    # An upload over the limit never became a file.
    if int(request.META.get("CONTENT_LENGTH") or 0) > MAX_MEGABYTES * 2**20:
        raise Invalid(too_large)
    raise Invalid("Choose a file that is not empty, or paste some text.")


def _build_preview(request: Request, name: str, data: bytes) -> ImportPreview:
    """Return a preview of an upload. Raises Refused if it is no text, or nothing in it can be read."""
    text = decode_text(name, data)
    if is_archive(name, data):
        return ImportPreview(name, data, coming=archives.plan_archive(request.actor, data))
    if is_ours(text):
        return ImportPreview(name, data, documents.plan_import(request.actor, text)[0])
    first = notes_import.plan_notes(request.actor, text, name=name)
    answers = import_questions.suggested_answers(request.actor, first.reading.questions)
    return _with_answers(request, ImportPreview(name, data, questions=first.reading.questions), answers)


def _with_answers(request: Request, preview: ImportPreview, answers: Answers) -> ImportPreview:
    """Return a preview of notes as they read with some answers."""
    notes_plan = notes_import.plan_notes(request.actor, preview.text, name=preview.name, answers=answers)
    return replace(
        preview,
        plan=notes_plan.plan,
        line_results=tuple(notes_plan.reading.line_results),
        answers=answers,
        error="",
    )


@require_POST
def answer(request: Request) -> HttpResponse:
    """Read the answers to the questions, and show what they change."""
    key = request.POST.get("key", "")
    preview: ImportPreview | None = preview_store.load(request.visit, _FORM, key)
    if preview is None:
        return _form_page(request, error=preview_store.EXPIRED_MESSAGE, status=409)
    preview = replace(preview, typed={name: str(value) for name, value in request.POST.items()})
    try:
        answers = import_questions.read_fields(request.actor, preview.questions, request.POST)
        preview = _with_answers(request, preview, answers)
    except Refused as error:
        preview = replace(preview, error=str(error))
    preview_store.save(request.visit, _FORM, preview, key)
    return redirect(f"{reverse('import')}?look={key}")


def decode_text(name: str, data: bytes) -> str:
    """Return the text of an upload. Raises Invalid."""
    if b"\0" in data:
        raise Invalid(f"{name} is not UTF-8 text: it has a NUL at byte {data.index(0) + 1}. Save it as text.")
    try:
        return data.decode("utf-8-sig")
    except UnicodeDecodeError as error:
        raise Invalid(f"{name} is not UTF-8 at byte {error.start + 1}; convert it and try again.") from error


def _form_page(
    request: Request, text: str = "", error: str = "", field: str = "file", status: int = 200
) -> HttpResponse:
    context = {"text": text, "error": error, "field": field, "max_megabytes": MAX_MEGABYTES}
    return render(request, "transfer/import.html", context, status=status)


def _preview(
    request: Request, key: str, preview: ImportPreview, message: str = "", status: int = 200
) -> HttpResponse:
    lines = _lines(preview)
    problems = preview.plan.problems if preview.plan else ()
    context: dict[str, Any] = {
        "key": key,
        "name": preview.name,
        "message": message or preview.error,
        "problems": problems[:20],
        "more_problems": max(0, len(problems) - 20),
        "lines": lines[:MAX_LINES],
        "more_lines": max(0, len(lines) - MAX_LINES),
        "summary": _summary(preview),
        "lost_count": sum(line.sort == "lost" for line in lines),
        "archive": preview.coming,
        "has_effect": _has_effect(preview),
        "question_fields": import_questions.question_fields(
            preview.questions, preview.typed, preview.answers, preview.error
        ),
    }
    return render(request, "transfer/preview.html", context, status=status)


def _lines(preview: ImportPreview) -> Sequence[view_models.ImportLine]:
    if preview.coming is not None:
        return list(view_models.archive_lines(preview.coming))
    if preview.plan is None or preview.plan.problems:
        return ()
    if preview.line_results:
        return list(view_models.notes_lines(preview.text, preview.plan, preview.line_results))
    return list(view_models.document_lines(preview.plan))


def _summary(preview: ImportPreview) -> str:
    if preview.coming is None:
        return summarize(preview.plan) if preview.plan else ""
    known_text = f", {preview.coming.known_count} already here" if preview.coming.known_count else ""
    return f"{len(preview.coming.new)} new{known_text}"


def _has_effect(preview: ImportPreview) -> bool:
    if preview.coming is not None:
        return bool(preview.coming.new)
    return preview.plan is not None and not preview.plan.problems and not preview.plan.is_empty


@require_POST
def apply(request: Request) -> HttpResponse:
    """Import what was previewed, without the lines ticked to be left out."""
    key, leave = request.POST.get("key", ""), frozenset(request.POST.getlist("leave"))
    preview: ImportPreview | None = preview_store.load(request.visit, _FORM, key)
    if preview is None:
        return _form_page(request, error=preview_store.EXPIRED_MESSAGE, status=409)
    try:
        notice = _take_in(request, preview, leave)
    except Conflict as error:
        again = _build_preview(request, preview.name, preview.data)
        if preview.questions:
            again = _with_answers(request, replace(again, typed=preview.typed), preview.answers)
        preview_store.save(request.visit, _FORM, again, key)
        message = f"Nothing was imported: {error}. This is the updated preview."
        return _preview(request, key, again, message, status=409)
    except Refused as error:
        return _preview(request, key, preview, f"Nothing was imported: {error}.", status=422)
    database.analyze_tables()
    preview_store.discard(request.visit, _FORM, key)
    request.visit.notice = notice
    return redirect("document")


def _take_in(request: Request, preview: ImportPreview, leave: frozenset[str]) -> Notice:
    if preview.coming is not None:
        result = archives.import_archive(request.actor, preview.data, leave)
        items = "1 item" if result.added_count == 1 else f"{result.added_count} items"
        # An archive in an empty record brings its own history: there is no single change to undo.
        return Notice(f"Imported {items} from {preview.name}.", undo=bool(leave) or not preview.coming.whole)
    assert preview.plan is not None  # noqa: S101 - what has no archive has a plan
    plan = exclude_places(preview.plan, request_params.parse_numbers(leave), _LEFT_OUT)
    if plan.is_empty:
        return Notice("Nothing was imported: everything was left out or is already here.", undo=False)

    def is_current() -> bool:
        return _plan_again(request, preview) == preview.plan

    verb = "import notes" if preview.line_results else "import document"
    documents.apply_plan(request.actor, plan, verb, is_still_current=is_current)
    text = f"Imported from {preview.name}: {summarize(replace(plan, steps=_applied_steps(plan)))}."
    period = period_to_draft(plan)
    if not period:
        return Notice(text)
    url = f"{reverse('prepare-draft', args=['review'])}?period={period}"
    return Notice(text, next_text="Prepare your review", next_url=url)


def _plan_again(request: Request, preview: ImportPreview) -> DocumentPlan:
    if not preview.line_results:
        return documents.plan_import(request.actor, preview.text)[0]
    return notes_import.plan_notes(
        request.actor, preview.text, name=preview.name, answers=preview.answers
    ).plan


def _applied_steps(plan: DocumentPlan) -> tuple[Any, ...]:
    return tuple(step for step in plan.steps if step.action in ("add", "change"))
