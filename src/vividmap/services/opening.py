"""The record of a home that cannot be written to: a copy in memory, with the captures in the spool."""

from collections.abc import Callable

from django.db import DatabaseError

from vividmap import paths
from vividmap.services.actor import Actor
from vividmap.services.changes import write_lock
from vividmap.services.errors import Locked, Refused
from vividmap.services.home import database
from vividmap.services.storage import memory_copy
from vividmap.services.storage.obstacles import find_obstacle

FAILURES = (Refused, DatabaseError, OSError, paths.BadHome)
"""What a home that cannot be used raises."""


def open_or_copy(
    open_record: Callable[[], None], find_actor: Callable[[], Actor], patience: float | None
) -> tuple[Actor, str]:
    """Open the record; where its home cannot be written to, have this thread read a copy in memory.

    Return the actor, and what is in the way, "" if nothing is. `patience` is how many seconds whoever only
    reads waits for a program that holds the database; None waits as usual, and then raises Locked. Raises
    one of FAILURES for any other cause.
    """
    try:
        if patience is not None:
            write_lock.connect_within(patience)
        open_record()
        return find_actor(), ""
    except FAILURES as error:
        if patience is None and isinstance(error, Locked):
            raise
        return open_copy(error, find_actor)


def open_copy(error: Exception, find_actor: Callable[[], Actor]) -> tuple[Actor, str]:
    """Have this thread read a copy in memory; return the actor in it, and what is in the way.

    Raises Refused or `error` if the cause is not the home's surroundings but, for example, damage.
    """
    obstacle = find_obstacle(error) if database.record_location().is_file else None
    if obstacle is None:
        raise database.describe_failure(error) if isinstance(error, DatabaseError) else error
    from vividmap.services.capture.spool_ingest import ingest_spool  # noqa: PLC0415 - few commands need it

    memory_copy.open_copy()
    try:
        database.migrate_copy()
        actor = find_actor()
        ingest_spool(actor, keep_files=True)
    except BaseException:
        memory_copy.close_copy()
        raise
    memory_copy.refuse_writes(str(obstacle))
    return actor, str(obstacle)
