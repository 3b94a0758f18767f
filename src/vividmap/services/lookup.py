"""Which item of the record a handle or a name means."""

from collections.abc import Sequence

from vividmap.core import handles
from vividmap.core.english.phrasing import with_article
from vividmap.core.names import Names
from vividmap.core.record import MENTION_KINDS, Item, MentionSort
from vividmap.services.actor import Actor
from vividmap.services.errors import NotFound
from vividmap.store import queries
from vividmap.store.queries import change_log
from vividmap.store.queries.change_log import LoggedItem


def find_item(actor: Actor, handle: str, *kinds: str) -> Item:
    """Return the owner's item with a handle, of one of `kinds` if any. Raises NotFound."""
    item = queries.find_item(actor.owner, handle)
    if item is None:
        raise explain_missing(actor, handle)
    if kinds and item.kind not in kinds:
        raise explain_kind(item.handle, item.kind, kinds)
    return item


def explain_missing(actor: Actor, handle: str) -> NotFound:
    """Return the error for a handle that no item has; the item may be in the trash."""
    deleted = change_log.trash(actor.owner, handle)
    hint = f". It is in the trash: vividmap restore {deleted[0].handle}" if deleted else ""
    return NotFound(f"there is no item ^{handles.normalize(handle)} in this record{hint}")


def explain_kind(handle: str, kind: str, kinds: Sequence[str]) -> NotFound:
    """Return the error for the handle of an item of a kind that is none of the wanted ones."""
    return NotFound(f"^{handle} is {with_article(kind)}, not {' or '.join(map(with_article, kinds))}")


def item_history(actor: Actor, handle: str) -> list[LoggedItem]:
    """Return all changes of an item, deleted or not, the newest first. Raises NotFound."""
    item = queries.find_item(actor.owner, handle)
    deleted = next(iter(change_log.trash(actor.owner, handle)), None)
    if item is None and deleted is None:
        raise NotFound(f"there has never been an item ^{handles.normalize(handle)} in this record")
    uid = item.id if item else deleted.item  # type: ignore[union-attr]
    return change_log.item_history(actor.owner, uid)


def find_by_name(actor: Actor, sort: MentionSort, name: str) -> Item:
    """Return the item that a handle or name means. Raises NotFound with suggestions."""
    names = Names(queries.nameable_items(actor.owner))
    uid = names.resolve(sort, name.removeprefix("^"))
    item = names.get(uid) if uid else None
    if item is not None:
        return item
    item = queries.find_item(actor.owner, name)
    if item is not None and item.kind in MENTION_KINDS[sort]:
        return item
    offers = ", ".join(f"{similar.text} (^{similar.handle})" for similar in names.offer(sort, name))
    kinds = " or ".join(MENTION_KINDS[sort])
    is_ambiguous = len(names.find_candidates(sort, name)) > 1
    problem = (
        f"{name!r} matches more than one {kinds} here"
        if is_ambiguous
        else f"there is no {kinds} {name!r} here"
    )
    suggestion = f". Did you mean {offers}?" if offers else ", and none with a similar name"
    raise NotFound(f"{problem}{suggestion}")
