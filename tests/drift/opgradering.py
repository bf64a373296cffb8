"""What `test_opgradering` does in the database, in processes of their own: `python -m tests.drift.opgradering OPGAVE`.

`tests/data/foer_opgradering.jsonl` holds every row of a database at the first migration of each app: `fixtures/` whole,
statuses that people had written, and a user of each role.
"""

import json
import sys
from collections.abc import Iterator
from itertools import groupby
from pathlib import Path
from typing import Any

import django

FIL = Path(__file__).parents[1] / "data/foer_opgradering.jsonl"
FOERSTE = [("kontrakt", "0001_initial"), ("kommuner", "0001_initial"), ("maal", "0001_initial")]
FLYTTET = {"kommuner.kommune": "kontrakt.kommune"}


def raekker() -> list[dict[str, Any]]:
    """The rows of that time: model, key and fields."""
    return [json.loads(linje) for linje in FIL.read_text(encoding="utf-8").splitlines()]


def gammel() -> None:
    """Take an empty database to the first migrations, and fill it through the models of that time."""
    from django.core.management.color import no_style  # noqa: PLC0415 - Django is ready first now
    from django.db import connection, transaction  # noqa: PLC0415
    from django.db.migrations.executor import MigrationExecutor  # noqa: PLC0415

    executor = MigrationExecutor(connection)
    modeller = executor.migrate(FOERSTE).apps
    with transaction.atomic():
        for navn, gruppe in groupby(raekker(), key=lambda raekke: raekke["model"]):
            model = modeller.get_model(navn)
            for raekke in gruppe:
                _objekt(model, raekke).save_base(raw=True, force_insert=True)
    with connection.cursor() as markoer:
        for saetning in connection.ops.sequence_reset_sql(no_style(), modeller.get_models()):
            markoer.execute(saetning)


def _objekt(model: Any, raekke: dict[str, Any]) -> Any:
    felter = {felt.name: felt for felt in model._meta.concrete_fields}
    vaerdier = {felter[navn].attname: vaerdi for navn, vaerdi in raekke["fields"].items() if navn in felter}
    return model(pk=raekke["pk"], **vaerdier)


def mistet() -> Iterator[str]:
    """What stood in the old rows and stands no longer, or not as it did, after the migrations."""
    from django.apps import apps  # noqa: PLC0415
    from django.core import serializers  # noqa: PLC0415

    for raekke in raekker():
        model = apps.get_model(FLYTTET.get(raekke["model"], raekke["model"]))
        objekt = model._base_manager.filter(pk=raekke["pk"]).first()
        nu = json.loads(serializers.serialize("json", [objekt]))[0]["fields"] if objekt else {}
        for navn, vaerdi in raekke["fields"].items():
            if nu.get(navn) != vaerdi and not (navn not in nu and vaerdi in (None, "", [])):
                yield f"{raekke['model']} {raekke['pk']}: {navn} was {vaerdi!r}, is {nu.get(navn, 'gone')!r}"


def uden_historik() -> Iterator[str]:
    """Written statuses whose wording the history does not hold, so that the next save would lose it."""
    from kontrakt.models import Bruger, National  # noqa: PLC0415
    from maal.models import Indsatsstatus, Status  # noqa: PLC0415

    skrevne: list[Status | Indsatsstatus] = [*Status.objects.filter(version__gt=0)]
    skrevne += Indsatsstatus.objects.filter(version__gt=0)
    for status in skrevne:
        raekke = status.history.filter(version=status.version, tekst=status.tekst, history_user=status.opdateret_af)
        if isinstance(status, Status):
            raekke = raekke.filter(resultater={r.segment: str(r.vaerdi) for r in status.resultater.all()})
        if not raekke.exists():
            yield f"{type(status).__name__} {status.pk}"
    if not Bruger.history.filter(username="laes", national=National.KL).exists():
        yield "Bruger"


if __name__ == "__main__":
    django.setup()
    if sys.argv[1] == "gammel":
        gammel()
    else:
        sys.stdout.write("\n".join({"mistet": mistet, "uden_historik": uden_historik}[sys.argv[1]]()))
