"""What stands in the database when history begins is the first of the history; else the next change would lose it."""

from django.db import migrations
from django.utils import timezone

APPS = ("kontrakt", "kommuner", "maal")  # all that have history
FORSTAVELSE = "historical"


def begynd(apps, schema_editor):
    base = schema_editor.connection.alias
    modeller = {(model._meta.app_label, model._meta.model_name): model for model in apps.get_models()}
    for (app, navn), historik in modeller.items():
        if app in APPS and navn.startswith(FORSTAVELSE):
            begynd_en(modeller[app, navn.removeprefix(FORSTAVELSE)], historik, base)


def begynd_en(model, historik, base):
    """A row of history for each object that has none; of statuses only the written ones, each with its results."""
    kendte = historik.objects.using(base).values("id")
    objekter = model._base_manager.using(base).exclude(pk__in=kendte)
    faelles = {felt.attname for felt in model._meta.concrete_fields} & {
        felt.attname for felt in historik._meta.concrete_fields
    }
    skrevne = "opdateret" in faelles
    if skrevne:
        objekter = objekter.filter(version__gt=0)
    nu = timezone.now()
    historik.objects.using(base).bulk_create(
        historik(
            **{navn: getattr(objekt, navn) for navn in faelles},
            **({"resultater": resultater(objekt)} if model._meta.model_name == "status" else {}),
            history_date=(skrevne and objekt.opdateret) or nu,
            history_user_id=objekt.opdateret_af_id if skrevne else None,
            history_type="+",
        )
        for objekt in objekter.iterator(chunk_size=500)
    )


def resultater(status):
    return {resultat.segment: f"{resultat.vaerdi:.4f}" for resultat in status.resultater.all()}


class Migration(migrations.Migration):
    dependencies = [
        ("maal", "0002_tilstande_historik_oejebliksbillede"),
        ("kommuner", "0003_historik"),
        ("kontrakt", "0006_bruger_rolle_og_organisation"),
    ]

    operations = [migrations.RunPython(begynd, migrations.RunPython.noop)]
