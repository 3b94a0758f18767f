"""Everything that ever changed. History, undo, trash and lost-update checks are all read from here."""

from django.db import models
from django.db.models import Q

from vividmap.store.models.owner import Owner


class Change(models.Model):
    """One thing that somebody did, which can be undone as one step.

    `counter` is larger than every counter that the device had seen: it, never the clock, gives the order.
    """

    id = models.UUIDField(primary_key=True, editable=False)
    owner = models.ForeignKey(Owner, on_delete=models.CASCADE, related_name="+", db_index=False)
    device = models.CharField(max_length=40)
    counter = models.PositiveBigIntegerField()
    at = models.DateTimeField()
    verb = models.CharField(max_length=40)
    undoes = models.UUIDField(null=True)

    class Meta:
        constraints = (models.UniqueConstraint(fields=["owner", "counter", "device"], name="change_order"),)

    def __str__(self) -> str:
        return f"{self.counter} {self.verb}"


class Touched(models.Model):
    """One item in a change: what it was (None: not there) and what it is (None: deleted).

    `version` is the version that was edited, 0 for a new item. The item may be gone: no foreign key.
    `number` is that of the row where this deleted it, and so its place among others if it comes back.
    """

    owner = models.ForeignKey(Owner, on_delete=models.CASCADE, related_name="+", db_index=False)
    change = models.ForeignKey(Change, on_delete=models.CASCADE, related_name="touched")
    item = models.UUIDField()
    handle = models.CharField(max_length=24)
    version = models.PositiveIntegerField()
    number = models.BigIntegerField(null=True)
    before = models.JSONField(null=True)
    after = models.JSONField(null=True)

    class Meta:
        constraints = (models.UniqueConstraint(fields=["owner", "change", "item"], name="touched_once"),)
        indexes = (
            models.Index(fields=["owner", "item"], name="touched_item"),
            models.Index(fields=["owner", "handle"], name="touched_handle"),
            models.Index(fields=["owner", "item"], name="touched_gone", condition=Q(after__isnull=True)),
        )

    def __str__(self) -> str:
        return f"^{self.handle}"
