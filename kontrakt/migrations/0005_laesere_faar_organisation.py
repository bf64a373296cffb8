"""Readers so far belonged to nobody and saw what a national party sees: they become KL's; the administrator corrects."""

from django.db import migrations


def fyld(apps, schema_editor):
    brugere = apps.get_model("kontrakt", "Bruger").objects.using(schema_editor.connection.alias)
    brugere.filter(rolle="laeser", kommune=None, national="").update(national="kl")


class Migration(migrations.Migration):
    dependencies = [("kontrakt", "0004_organisationer_historik_haendelser")]

    operations = [migrations.RunPython(fyld, migrations.RunPython.noop)]
