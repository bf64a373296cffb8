"""The municipalities now belong to the ground floor; no table changes here."""

import django.db.models.deletion
from django.db import migrations, models


def peg(model: str) -> migrations.AlterField:
    return migrations.AlterField(
        model_name=model,
        name="kommune",
        field=models.ForeignKey(
            on_delete=django.db.models.deletion.PROTECT,
            related_name=model,
            to="kontrakt.kommune",
            verbose_name="kommune",
        ),
    )


class Migration(migrations.Migration):
    dependencies = [("kommuner", "0001_initial"), ("kontrakt", "0002_kommune_flyttes_ned")]

    operations = [
        migrations.SeparateDatabaseAndState(
            state_operations=[peg("folketal"), peg("bidrag"), migrations.DeleteModel(name="Kommune")]
        ),
    ]
