"""What log-in needs: the table of the cache, which all hosts share, and e-mail addresses in small letters."""

from django.core.management import call_command
from django.db import migrations
from django.db.models.functions import Lower

TABEL = "kontrakt_cache"


def opret_tabel(apps, schema_editor):
    call_command("createcachetable", TABEL, database=schema_editor.connection.alias, verbosity=0)


def fjern_tabel(apps, schema_editor):
    schema_editor.execute(f"DROP TABLE {schema_editor.quote_name(TABEL)}")


def smaa_bogstaver(apps, schema_editor):
    apps.get_model("kontrakt", "Bruger").objects.update(email=Lower("email"))


class Migration(migrations.Migration):
    dependencies = [("kontrakt", "0006_bruger_rolle_og_organisation")]
    # allauth reads all users; by a manager of ours it would ask for columns that a later migration makes.
    run_before = [("account", "0001_initial")]
    operations = [
        migrations.AlterModelManagers(name="bruger", managers=[]),
        migrations.RunPython(opret_tabel, fjern_tabel),
        migrations.RunPython(smaa_bogstaver, migrations.RunPython.noop),
    ]
