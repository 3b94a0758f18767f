"""A capture from the page: kept as any capture is, then taken in with whatever else waits."""

import os
from threading import Lock
from uuid import UUID

from django.db import DatabaseError

from vividmap import paths, spool
from vividmap.core.text import UnreadableText, clean
from vividmap.services import capture, status
from vividmap.services.actor import Actor
from vividmap.services.errors import Invalid, Refused

LONGEST = 100_000
VERBS = ("log", "skill")

# Requests run side by side, and two that take in the same files would only get in each other's way.
_one_at_a_time = Lock()


def keep(verb: str, text: str, sample: Actor | None = None) -> UUID:
    """Make a text durable and return the id of the entry to be. Raises Invalid; Refused: not kept.

    Who looks at the `sample` record adds to that, past the spool, which is the person's own.
    """
    if verb not in VERBS:
        raise Invalid(f"{verb!r} is not something to capture; it is one of {', '.join(VERBS)}", "verb")
    if len(text) > LONGEST:
        raise Invalid(
            f"This is {len(text):,} characters long, and an entry takes {LONGEST:,}. "
            "Keep the whole of it in a file, and its gist with a link here.",
            "text",
        )
    try:
        said = clean(text)
    except UnreadableText as error:
        raise Invalid(f"Not kept: {error}.", "text") from error
    if not said:
        raise Invalid("There is nothing to keep yet. One line is enough.", "text")
    made = spool.new(verb, said)
    if sample is not None:
        return capture.add(sample, made)
    try:
        spool.keep([made])
    except spool.NotKept as error:
        raise Refused(f"Not kept. {error}") from error
    return UUID(made.id)


def take_in(actor: Actor) -> str:
    """Make entries of all that waits; return why it could not be done, "" if it could.

    What waits is safe, whatever the database says: so this is for telling, not for giving up.
    """
    with _one_at_a_time:
        try:
            if capture.take_in(actor).entries:
                status.keep_up(actor)
        except (DatabaseError, OSError, paths.BadHome) as error:
            return str(error)
    return ""


def waits(uid: UUID) -> bool:
    """Tell whether a capture is kept and not yet taken in."""
    return os.path.exists(os.path.join(paths.spool(), f"{uid}{spool.SUFFIX}"))


def set_aside() -> int:
    """Return how many captures could not be read and were put into quarantine."""
    return len(spool.quarantined())
