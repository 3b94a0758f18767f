"""Items of any kind, and the names in them, one row each."""

from django.db import models
from django.db.models import Q

from vividmap.core.record import KINDS, MENTION_SORTS
from vividmap.store.models.field_text import FieldText
from vividmap.store.models.owner import Owner


class ItemRow(models.Model):
    """One item of the record: an entry, a person, a skill, a goal, a gap, an update.

    Values that all kinds have are columns; the others are in `fields`, whose names and values
    are declared and checked in `core.record`; empty values are not stored. `number` is for the full-text
    index, which needs integers; `uid` is the id. Deleted items are in the change log only.
    """

    number = models.BigAutoField(primary_key=True)
    uid = models.UUIDField(unique=True, editable=False)
    owner = models.ForeignKey(Owner, on_delete=models.CASCADE, related_name="+", db_index=False)
    kind = models.CharField(max_length=16)
    handle = models.CharField(max_length=24)
    version = models.PositiveIntegerField(default=1)
    created_at = models.DateTimeField()
    edited_at = models.DateTimeField()
    parent = models.ForeignKey(
        "self", to_field="uid", null=True, on_delete=models.CASCADE, related_name="+", db_column="parent"
    )
    text = models.TextField()
    body = models.TextField(blank=True)
    first = models.DateField(null=True)
    last = models.DateField(null=True)
    about = models.BooleanField(default=False)
    fields = models.JSONField(default=dict)
    words = models.TextField(blank=True)

    class Meta:
        db_table = "store_item"
        constraints = (
            models.UniqueConstraint(fields=["owner", "handle"], name="item_handle"),
            models.UniqueConstraint(fields=["owner"], condition=Q(kind="profile"), name="item_one_profile"),
            models.CheckConstraint(condition=Q(kind__in=sorted(KINDS)), name="item_kind"),
            models.CheckConstraint(
                condition=Q(first__isnull=True, last__isnull=True)
                | Q(first__isnull=False, last__isnull=False, first__lte=models.F("last")),
                name="item_dates",
            ),
        )
        indexes = (
            models.Index(fields=["owner", "kind", "last"], name="item_by_date"),
            # What a count or a newest day asks for stands in the index: thousands of rows are not read.
            models.Index(fields=["owner", "kind", "parent", "first", "last"], name="item_by_parent"),
            models.Index("owner", FieldText("fields", key="project"), "kind", name="item_by_project"),
        )

    def __str__(self) -> str:
        return f"{self.kind} ^{self.handle}"


class MentionRow(models.Model):
    """A name in an item and its target; None is an unresolved name."""

    owner = models.ForeignKey(Owner, on_delete=models.CASCADE, related_name="+", db_index=False)
    source = models.ForeignKey(
        ItemRow, to_field="uid", on_delete=models.CASCADE, related_name="mentions", db_column="source"
    )
    position = models.PositiveIntegerField()
    sort = models.CharField(max_length=12)
    written = models.TextField()
    on = models.DateField(null=True)
    target = models.ForeignKey(
        ItemRow, to_field="uid", null=True, on_delete=models.SET_NULL, related_name="+", db_column="target"
    )

    class Meta:
        db_table = "store_mention"
        constraints = (
            models.UniqueConstraint(fields=["owner", "source", "position"], name="mention_position"),
            models.CheckConstraint(condition=Q(sort__in=MENTION_SORTS), name="mention_sort"),
        )
        indexes = (models.Index(fields=["owner", "sort", "target", "source"], name="mention_by_target"),)

    def __str__(self) -> str:
        return f"{self.sort} {self.written}"
