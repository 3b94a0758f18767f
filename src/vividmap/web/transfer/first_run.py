"""What an empty record shows instead of entries."""

from typing import Any

from vividmap.services.actor import SAMPLE, Actor
from vividmap.store import queries
from vividmap.web.transfer.import_views import MAX_MEGABYTES


def first_run(actor: Actor) -> dict[str, Any] | None:
    """Return what the first run shows; None where the record has something in it."""
    if actor.owner.name == SAMPLE or set(queries.count_by_kind(actor.owner)) - {"profile"}:
        return None
    return {"max_megabytes": MAX_MEGABYTES}
