"""Which change an undo or a redo would reverse."""

from datetime import datetime
from uuid import UUID

from django.db.models import QuerySet

from vividmap.core.inbox import PROPOSE
from vividmap.store.models import Change, Owner


def last_change(owner: Owner, uid: UUID | None = None) -> Change | None:
    """Return the newest change by hand, or the one with an id, that is neither an undo nor undone."""
    changes = Change.objects.filter(owner=owner, undoes__isnull=True)
    changes = changes.exclude(id__in=_effective_undos(owner).values("undoes"))
    changes = changes.filter(id=uid) if uid else changes.exclude(verb=PROPOSE)
    return changes.order_by("-counter", "-device").first()


def last_undo(owner: Owner) -> Change | None:
    """Return the newest undo that was not redone, None if there is a newer change."""
    by_hand = Change.objects.filter(owner=owner, undoes__isnull=True).exclude(verb=PROPOSE)
    newest = by_hand.order_by("-counter", "-device").first()
    undos = _effective_undos(owner).exclude(undoes__in=_undo_changes(owner).values("id"))
    undos = undos.filter(counter__gt=newest.counter) if newest else undos
    return undos.order_by("-counter", "-device").first()


def _undo_changes(owner: Owner) -> QuerySet[Change]:
    """Return the changes that reverse another: undos and redos."""
    return Change.objects.filter(owner=owner, undoes__isnull=False)


def _effective_undos(owner: Owner) -> QuerySet[Change]:
    """Return the undos and redos that are not reversed."""
    return _undo_changes(owner).exclude(id__in=_undo_changes(owner).values("undoes"))


def last_change_id(owner: Owner, device: str, at: datetime) -> UUID | None:
    """Return the id of the last change on a device at a moment (UTC), None if there is none."""
    changes = Change.objects.filter(owner=owner, device=device, at=at)
    return changes.order_by("-counter").values_list("id", flat=True).first()
