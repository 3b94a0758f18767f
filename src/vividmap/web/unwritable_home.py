"""Pages of a home that cannot be written to: read from a copy in memory; forms say why nothing was saved."""

from collections.abc import Iterator
from datetime import UTC, datetime

from django.http import HttpResponse, HttpResponseBase
from django.shortcuts import render

from vividmap.services import opening
from vividmap.services.actor import Actor, local_actor
from vividmap.services.capture import web_capture
from vividmap.services.changes import write_lock
from vividmap.services.errors import Refused
from vividmap.services.home import database, sample
from vividmap.services.storage import memory_copy
from vividmap.services.storage.obstacles import is_lock_error
from vividmap.web.request import Request

_HIDDEN_FIELDS = ("csrfmiddlewaretoken", "version")


class _HomeState:
    """What this server found out about its home: that it is still to be opened, that others hold a lock."""

    is_unprepared = False
    is_locked = False


_home = _HomeState()


def prepare_record() -> None:
    """Open the record as a server begins; where its home cannot be written to, a later page does so.

    Raises Refused where that is not the cause.
    """
    now = datetime.now(UTC)
    _home.is_unprepared = True
    try:
        opening.open_or_copy(lambda: _prepare(now), lambda: local_actor(now), write_lock.PATIENCE)
    finally:
        memory_copy.close_copy()


def _prepare(now: datetime) -> None:
    database.open_database(now)
    database.analyze_tables()
    sample.remove_sample()  # left by a server that was killed
    _home.is_unprepared = False


def open_for_reading(request: Request) -> None:
    """Open the record for a page and ingest what waits; where that is prevented, let it read a copy."""
    # Whoever holds a lock holds it for a while: the first page waits for it, and those after it do not.
    patience = 0.0 if _home.is_locked else write_lock.PATIENCE
    try:
        write_lock.connect_within(patience)
        if _home.is_unprepared:
            _prepare(datetime.now(UTC))
        web_capture.ingest(request.actor, patience)
    except opening.FAILURES as error:
        _home.is_locked = is_lock_error(error)
        if not _read_copy(request, error):
            request.trouble = str(error)
    else:
        _home.is_locked = False


def _read_copy(request: Request, error: Exception) -> bool:
    """Give a request a copy in memory to read from, and return whether its home is the obstacle."""
    try:
        request.actor, request.obstacle = opening.open_copy(error, request.find_actor)
    except opening.FAILURES:
        return False
    request.owner = request.actor.owner
    return True


def find_reader(now: datetime) -> Actor:
    """Return the home's owner for what only reads, from a copy in memory where need be."""
    return opening.open_or_copy(lambda: None, lambda: local_actor(now), write_lock.PATIENCE)[0]


def answer_failure(request: Request, error: Exception) -> HttpResponseBase | None:
    """Answer a request that failed: from a copy of the record, or with the reason why nothing was saved.

    None where the cause is neither a refusal nor the home's surroundings.
    """
    if isinstance(error, Refused):
        return _refuse(request, error)
    if not isinstance(error, opening.FAILURES) or memory_copy.is_open() or not _read_copy(request, error):
        return None
    for _, files in request.FILES.lists():
        for file in files:
            file.seek(0)
    view, args, kwargs = request.resolver_match  # type: ignore[misc]
    try:
        return view(request, *args, **kwargs)  # type: ignore[no-any-return]
    except Refused as refusal:
        return _refuse(request, refusal)


def _refuse(request: Request, error: Refused) -> HttpResponse:
    reason = str(error)
    context = {
        "reason": f"{reason[:1].upper()}{reason[1:].rstrip('.')}.",
        "typed": "\n\n".join(_typed_texts(request)),
    }
    return render(request, "errors/not_saved.html", context, status=507 if request.obstacle else 409)


def _typed_texts(request: Request) -> Iterator[str]:
    """Yield what was typed into a form, without single words, which are quickly typed again."""
    for name, values in request.POST.lists():
        if name not in _HIDDEN_FIELDS:
            yield from (value for value in values if len(value.split()) > 1)
