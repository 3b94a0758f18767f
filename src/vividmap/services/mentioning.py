"""One name put into an entry, or taken out of it, in a change that was begun; its others stay as they are."""

from collections.abc import Iterable
from datetime import date

from vividmap.core.record import MentionSort
from vividmap.services.work import Work
from vividmap.store.models import Item, Mention


def put(work: Work, row: Item, sort: MentionSort, target: Item, on: date | None = None) -> None:
    """Let an entry name something, after all else that it names."""
    before = work.snapshot(row)
    last = row.mentions.order_by("position").last()
    Mention.objects.create(
        owner=row.owner,
        source=row,
        position=last.position + 1 if last else 0,
        sort=sort,
        written=target.handle,
        on=on,
        target=target,
    )
    row.edited_at = work.actor.now
    work.bump(row, before)


def take(work: Work, row: Item, doomed: Iterable[Mention]) -> None:
    """Let an entry name some things no more."""
    before = work.snapshot(row)
    row.mentions.filter(pk__in=[one.pk for one in doomed]).delete()
    row.edited_at = work.actor.now
    work.bump(row, before)
