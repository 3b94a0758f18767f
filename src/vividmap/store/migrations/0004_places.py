"""Where a deleted row stood, so that it comes back there."""

from django.db import migrations, models


class Migration(migrations.Migration):
    """The number of a deleted row is kept with its deletion. What was deleted before this comes back last."""

    dependencies = (("store", "0003_indexes"),)
    operations = (
        migrations.AddField(model_name="touched", name="number", field=models.BigIntegerField(null=True)),
    )
