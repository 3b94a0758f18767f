"""The models have other class names; the tables, columns and rows stay as they are."""

import django.db.models.deletion
from django.db import migrations, models

_TABLES = {
    "ItemRow": ("Item", "store_item"),
    "MentionRow": ("Mention", "store_mention"),
    "ItemChange": ("Touched", "store_touched"),
}


class Migration(migrations.Migration):
    """Changes Django's picture of the database alone."""

    dependencies = (("store", "0004_places"),)
    operations = (
        migrations.SeparateDatabaseAndState(
            state_operations=[
                operation
                for new_name, (old_name, table) in _TABLES.items()
                for operation in (
                    migrations.RenameModel(old_name, new_name),
                    migrations.AlterModelTable(new_name, table),
                )
            ]
            + [
                migrations.AlterField(
                    "itemchange",
                    "change",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.CASCADE,
                        related_name="item_changes",
                        to="store.change",
                    ),
                )
            ]
        ),
    )
