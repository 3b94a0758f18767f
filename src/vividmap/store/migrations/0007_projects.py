"""An index of the labels of projects, so that a shell completes them without reading every entry."""

from django.db import migrations, models

from vividmap.store.models.field_text import FieldText


class Migration(migrations.Migration):
    """What a shell asks for while somebody waits."""

    dependencies = (("store", "0006_candidates"),)
    operations = (
        migrations.AddIndex(
            model_name="itemrow",
            index=models.Index("owner", FieldText("fields", key="project"), "kind", name="item_by_project"),
        ),
    )
