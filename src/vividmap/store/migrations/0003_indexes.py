"""Indexes in which a count, a newest day or a deletion stands whole, so that thousands of rows are not read."""

from django.db import migrations, models


class Migration(migrations.Migration):
    """What a page of a long record asks for."""

    dependencies = (("store", "0002_search"),)
    operations = (
        # `mention_by_target` begins with the same columns and has the pending too.
        migrations.RemoveIndex(model_name="mention", name="mention_pending"),
        migrations.AddIndex(
            model_name="mention",
            index=models.Index(fields=["owner", "sort", "target", "source"], name="mention_by_target"),
        ),
        migrations.AddIndex(
            model_name="item",
            index=models.Index(fields=["owner", "kind", "parent", "first", "last"], name="item_by_parent"),
        ),
        migrations.AddIndex(
            model_name="touched",
            index=models.Index(
                condition=models.Q(after__isnull=True), fields=["owner", "item"], name="touched_gone"
            ),
        ),
    )
