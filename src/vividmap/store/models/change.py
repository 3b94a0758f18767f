"""The change log: history, undo, trash and lost-update checks are read from it."""

from django.db import models
from django.db.models import Q

from vividmap.store.models.owner import Owner


class Change(models.Model):
    """One change, which is undone as one step.

    `counter` is larger than every counter that the device had seen; it gives the order, not the clock.
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


class ItemChange(models.Model):
    """One item in a change: its content before (None: added) and after (None: deleted).

    `version` is the version that was edited, 0 for a new item. No foreign key: the item may be deleted.
    `number` is a deleted row's number, which gives its position in lists when it is restored.
    """

    owner = models.ForeignKey(Owner, on_delete=models.CASCADE, related_name="+", db_index=False)
    change = models.ForeignKey(Change, on_delete=models.CASCADE, related_name="item_changes")
    item = models.UUIDField()
    handle = models.CharField(max_length=24)
    version = models.PositiveIntegerField()
    number = models.BigIntegerField(null=True)
    before = models.JSONField(null=True)
    after = models.JSONField(null=True)

    class Meta:
        db_table = "store_touched"
        constraints = (models.UniqueConstraint(fields=["owner", "change", "item"], name="touched_once"),)
        indexes = (
            models.Index(fields=["owner", "item"], name="touched_item"),
            models.Index(fields=["owner", "handle"], name="touched_handle"),
            models.Index(fields=["owner", "item"], name="touched_gone", condition=Q(after__isnull=True)),
        )

    def __str__(self) -> str:
        return f"^{self.handle}"
