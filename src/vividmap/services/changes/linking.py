"""Verbs for unresolved names: link one name, or all names that have one meaning."""

from collections.abc import Sequence
from typing import NamedTuple

from vividmap.core.record import MENTION_KINDS
from vividmap.core.text import slug
from vividmap.services.actor import Actor
from vividmap.services.changes import entries
from vividmap.services.changes.change_set import ChangeSet, open_change_set
from vividmap.services.changes.write_lock import takes_turn
from vividmap.services.errors import NotFound
from vividmap.store import item_rows
from vividmap.store.models import ItemRow, MentionRow


class LinkedName(NamedTuple):
    """A name that was linked: the item that it is in, the name as written, and its target."""

    source: ItemRow
    name: str
    target: ItemRow


@takes_turn
def link_name(actor: Actor, name: str, handle: str, sources: Sequence[str] = ()) -> list[LinkedName]:
    """Link an unresolved name to the item with a handle, in some items or in all, as one change.

    Raises NotFound if the name is not unresolved anywhere.
    """
    target = entries.find_item(actor, handle)
    key = slug(name.strip().lstrip("#@!"))
    within = {entries.find_item(actor, source).uid for source in sources}
    mentions = [
        mention
        for mention in item_rows.pending_mentions(actor.owner)
        if slug(mention.written) == key
        and target.kind in MENTION_KINDS[mention.sort]  # type: ignore[index]
        and (not within or mention.source_id in within)
    ]
    if not mentions:
        raise NotFound(f"no {target.kind} named {name!r} is unresolved")
    with open_change_set(actor, "link") as changes:
        return [_link_mention(changes, mention, target) for mention in mentions]


@takes_turn
def link_known_names(actor: Actor) -> list[LinkedName]:
    """Link every unresolved name that has exactly one meaning, as one change."""
    with open_change_set(actor, "link") as changes:
        resolved_mentions = [
            (mention, _resolve_mention(changes, mention))
            for mention in item_rows.pending_mentions(actor.owner)
        ]
        return [
            _link_mention(changes, mention, target)
            for mention, target in resolved_mentions
            if target is not None
        ]


def _resolve_mention(changes: ChangeSet, mention: MentionRow) -> ItemRow | None:
    target = changes.names.resolve(mention.sort, mention.written)  # type: ignore[arg-type]
    return item_rows.by_id(changes.owner, target) if target else None


def _link_mention(changes: ChangeSet, mention: MentionRow, target: ItemRow) -> LinkedName:
    """Link one unresolved name; a touchpoint without a person gets the person as its parent."""
    row = item_rows.by_id(changes.owner, mention.source_id)
    assert row is not None  # noqa: S101 - just read
    before = changes.snapshot(row)
    if row.kind == "touchpoint" and row.parent_id is None and mention.sort == "person":
        row.parent_id = target.uid
        mention.delete()
    else:
        mention.target = target
        mention.save(update_fields=["target"])
    changes.log_mention_change(row, before)
    return LinkedName(row, mention.written, target)
