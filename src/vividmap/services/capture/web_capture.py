"""Captures from the web page: spooled first, then ingested with all other spooled captures."""

import os
from datetime import datetime
from threading import Lock
from uuid import UUID

from django.db import DatabaseError

from vividmap import paths, spool
from vividmap.core.text import UnreadableText, clean
from vividmap.formats.document.capture import capture_problems
from vividmap.services.actor import Actor
from vividmap.services.capture import spool_ingest
from vividmap.services.changes import write_lock
from vividmap.services.errors import Invalid, Refused
from vividmap.services.reminders import status

MAX_LENGTH = 100_000
VERBS = ("log", "skill")

# Requests run in parallel; two that ingest the same files would get in each other's way.
_ingest_lock = Lock()


def save_capture(verb: str, text: str, sample: Actor | None = None) -> UUID:
    """Save a text durably and return the id of its future entry. Raises Invalid, Refused if not saved.

    With the `sample` record open, the entry is added to that, without the spool.
    """
    if verb not in VERBS:
        raise Invalid(f"{verb!r} cannot be captured; use one of {', '.join(VERBS)}", "verb")
    if len(text) > MAX_LENGTH:
        raise Invalid(
            f"This is {len(text):,} characters long; an entry can have up to {MAX_LENGTH:,}. "
            "Keep the full text in a file, and save a summary with a link here.",
            "text",
        )
    try:
        clean_text = clean(text)
    except UnreadableText as error:
        raise Invalid(f"Not saved: {error}.", "text") from error
    if not clean_text:
        raise Invalid("There is nothing to save yet. One line is enough.", "text")
    for problem in capture_problems(verb, clean_text, datetime.now().astimezone().date()):
        raise Invalid(f"Not saved. Line {problem.line}: {problem.message}.", "text")
    capture = spool.new_capture(verb, clean_text)
    if sample is not None:
        return spool_ingest.add_capture(sample, capture)
    try:
        spool.save_captures([capture])
    except spool.CaptureNotSaved as error:
        raise Refused(f"Not saved. {error}") from error
    return UUID(capture.id)


def ingest_waiting(actor: Actor) -> str:
    """Ingest the spooled captures; return why that failed, "" if it did not.

    The captures stay in the spool on failure, so the caller shows the reason and goes on.
    """
    try:
        ingest(actor, write_lock.PATIENCE)
    except (Refused, DatabaseError, OSError, paths.BadHome) as error:
        return str(error)
    return ""


def ingest(actor: Actor, patience: float) -> None:
    """Ingest the spooled captures, waiting at most so many seconds for other writers.

    Raises Refused, DatabaseError, OSError, BadHome; the captures stay in the spool then.
    """
    if not spool.waiting_files():
        return
    write_lock.connect_within(patience)
    with _ingest_lock, write_lock.waiting_at_most(patience):
        if spool_ingest.ingest_spool(actor).entries:
            status.refresh_state(actor)


def is_waiting(uid: UUID) -> bool:
    """Return whether a capture is still in the spool."""
    return os.path.exists(os.path.join(paths.spool_folder(), f"{uid}{spool.SUFFIX}"))


def count_quarantined() -> int:
    """Return the number of captures in quarantine."""
    return len(spool.quarantined_files())
