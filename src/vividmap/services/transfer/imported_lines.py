"""Which lines of a file were imported before, recognised by the id that is derived from each line."""

from collections.abc import Mapping
from uuid import UUID

from vividmap.services.actor import Actor
from vividmap.store.queries import change_log


def find_known_places(actor: Actor, ids: Mapping[int, UUID]) -> dict[int, bool]:
    """Return the places of lines that were imported before, each with whether its item still exists."""
    uids = list(ids.values())
    existing, deleted = change_log.existing_ids(actor.owner, uids), change_log.deleted_ids(actor.owner, uids)
    return {place: uid in existing for place, uid in ids.items() if uid in existing or uid in deleted}
