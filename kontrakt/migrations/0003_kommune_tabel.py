"""The municipalities' table gets its new name, and what the administration has logged of them follows."""

from django.db import migrations


def flyt(fra: str, til: str):
    def udfoer(apps, schema_editor):
        apps.get_model("contenttypes", "ContentType").objects.using(schema_editor.connection.alias).filter(
            app_label=fra, model="kommune"
        ).update(app_label=til)

    return udfoer


class Migration(migrations.Migration):
    dependencies = [
        ("kontrakt", "0002_kommune_flyttes_ned"),
        ("kommuner", "0002_kommune_flyttet"),
        ("contenttypes", "0002_remove_content_type_name"),
    ]

    operations = [
        migrations.AlterModelTable(name="kommune", table=None),
        migrations.RunPython(flyt("kommuner", "kontrakt"), flyt("kontrakt", "kommuner")),
    ]
