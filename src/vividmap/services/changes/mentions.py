"""Add or remove single mentions of an entry within a change set; its other mentions stay."""

from collections.abc import Iterable
from datetime import date

from vividmap.core.record import MentionSort
from vividmap.services.changes.change_set import ChangeSet
from vividmap.store.models import ItemRow, MentionRow


def add_mention(
    changes: ChangeSet, row: ItemRow, sort: MentionSort, target: ItemRow, on: date | None = None
) -> None:
    """Add a mention as the last one of an entry."""
    before = changes.snapshot(row)
    last = row.mentions.order_by("position").last()
    MentionRow.objects.create(
        owner=row.owner,
        source=row,
        position=last.position + 1 if last else 0,
        sort=sort,
        written=target.handle,
        on=on,
        target=target,
    )
    row.edited_at = changes.actor.now
    changes.log_mention_change(row, before)


def remove_mentions(changes: ChangeSet, row: ItemRow, mentions: Iterable[MentionRow]) -> None:
    """Remove mentions from an entry."""
    before = changes.snapshot(row)
    row.mentions.filter(pk__in=[mention.pk for mention in mentions]).delete()
    row.edited_at = changes.actor.now
    changes.log_mention_change(row, before)
