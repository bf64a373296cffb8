"""What a database says of itself, after it has been restored or moved: all that should hold, tried; only reads."""

from collections.abc import Iterator
from typing import Any

from django.apps import apps
from django.db import connection, models
from django.db.models import Exists, ForeignKey, Max, OuterRef

from kontrakt.triggere import afvigelser
from maal.billedformat import Beskadiget, laes
from maal.historik import FIRE_DECIMALER
from maal.models import Afrapportering, Indsatsstatus, Oejebliksbillede, Skrevet, Status
from maal.typer import LAASTE


def fejl_i_databasen() -> Iterator[str]:
    """What is wrong, a Danish sentence each: in the database itself, its triggers, the pictures and the history."""
    yield from _tabeller()
    yield from _henvisninger()
    for trigger in afvigelser(connection):
        yield f"Triggeren {trigger} mangler eller er en anden udgaves. Kør manage.py migrate."
    yield from _billeder()
    yield from _historik(Status)
    yield from _historik(Indsatsstatus)


def _tabeller() -> Iterator[str]:
    """What the database itself finds: SQLite reads every page, index and row; PostgreSQL knows what it never tried."""
    with connection.cursor() as cursor:
        if connection.vendor == "sqlite":
            cursor.execute("PRAGMA integrity_check")
            yield from (f"SQLite: {fund}" for (fund,) in cursor.fetchall() if fund != "ok")
            return
        cursor.execute("SELECT conrelid::regclass::text, conname FROM pg_constraint WHERE NOT convalidated")
        yield from (f"{tabel}: reglen {navn} er ikke efterprøvet." for tabel, navn in cursor.fetchall())
        cursor.execute("SELECT indexrelid::regclass::text FROM pg_index WHERE NOT indisvalid")
        yield from (f"Indekset {navn} er ufuldstændigt. Kør REINDEX." for (navn,) in cursor.fetchall())


def _henvisninger() -> Iterator[str]:
    """Rows that point to a row that is not there, as a load with constraints off can leave them."""
    for model in apps.get_models(include_auto_created=True):
        for felt in model._meta.concrete_fields:
            if not isinstance(felt, ForeignKey) or not felt.db_constraint:  # type: ignore[attr-defined] # not in the stubs
                continue
            findes = felt.related_model._base_manager.filter(**{felt.target_field.attname: OuterRef(felt.attname)})
            uden = model._base_manager.filter(~Exists(findes), **{f"{felt.name}__isnull": False})
            if antal := uden.count():
                yield f"{model._meta.db_table}: antal rækker, hvis {felt.column} ikke findes: {antal}."


def _billeder() -> Iterator[str]:
    for billede in Oejebliksbillede.objects.select_related("afrapportering__kontrakt__erhvervshus").iterator():
        try:
            laes(billede.indhold, billede.sha256)
        except Beskadiget as fejl:
            yield f"{billede}: {fejl}"
    staaende = Oejebliksbillede.objects.filter(afrapportering=OuterRef("pk"), ophaevet__isnull=True)
    rapporter = Afrapportering.objects.select_related("kontrakt__erhvervshus").order_by("pk")
    for rapport in rapporter.filter(~Exists(staaende), tilstand__in=LAASTE):
        yield f"{rapport}: er godkendt uden et øjebliksbillede."
    for rapport in rapporter.filter(Exists(staaende)).exclude(tilstand__in=LAASTE):
        yield f"{rapport}: har et øjebliksbillede, men er ikke godkendt."


def _historik(model: type[Skrevet]) -> Iterator[str]:
    """Statuses whose newest row of history, the one written last, is not what stands there."""
    historik: Any = model.history.model  # type: ignore[attr-defined] # both kinds of status have one
    sidste = historik.objects.order_by().values("id").annotate(sidste=Max("history_id")).values("sidste")
    nyeste = {raekke.id: raekke for raekke in historik.objects.filter(history_id__in=sidste)}
    skrevne: models.QuerySet[Any] = model._default_manager.filter(version__gt=0).order_by("pk")
    for status in skrevne.prefetch_related("resultater") if model is Status else skrevne:
        raekke = nyeste.get(status.pk)
        if raekke is None:
            yield f"{model._meta.db_table} {status.pk}: har ingen historik."
        elif forskelle := list(_forskelle(status, raekke)):
            yield f"{model._meta.db_table} {status.pk}: historikkens nyeste række har en anden {', '.join(forskelle)}."


def _forskelle(status: Any, raekke: Any) -> Iterator[str]:
    """The names of the fields in which a status and a row of its history differ."""
    for felt in raekke.tracked_fields:
        if getattr(status, felt.attname) != getattr(raekke, felt.attname):
            yield felt.name
    if isinstance(status, Status):
        resultater = {str(r.segment): str(r.vaerdi.quantize(FIRE_DECIMALER)) for r in status.resultater.all()}
        if resultater != raekke.resultater:
            yield "resultater"
