"""The record of a home that cannot be written to: a copy in memory, with the captures in the spool."""

from collections.abc import Callable

from django.db import DatabaseError

from vividmap.services.actor import Actor
from vividmap.services.capture.spool_ingest import ingest_spool
from vividmap.services.home import database
from vividmap.services.storage import memory_copy
from vividmap.services.storage.obstacles import find_obstacle


def open_copy(error: Exception, find_actor: Callable[[], Actor]) -> tuple[Actor, str]:
    """Have this thread read a copy in memory; return the actor in it, and what is in the way.

    Raises Refused or `error` where that has another cause than the home's surroundings, as damage is.
    """
    obstacle = find_obstacle(error) if database.record_location().is_file else None
    if obstacle is None:
        raise database.describe_failure(error) if isinstance(error, DatabaseError) else error
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
