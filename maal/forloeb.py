"""The door to a report's life: how it is started."""

import datetime

from django.core.exceptions import PermissionDenied
from django.db import transaction

from kontrakt.adgang import maa_afrapportere
from kontrakt.models import Bruger, Kontrakt
from maal.models import Afrapportering, Indsatsstatus, Maalepunkt, Status
from maal.typer import Slags, Tilstand


@transaction.atomic
def start_afrapportering(
    *,
    kontrakt: Kontrakt,
    aar: int,
    slags: Slags,
    pr_dato: datetime.date,
    frist: datetime.date | None = None,
    bruger: Bruger | None,
) -> Afrapportering:
    """Start a report on one contract year; it begins with an empty status for each målepunkt and focus area.

    `bruger=None` is for the file loader. Raises `PermissionDenied`, or `ValidationError` with Danish messages by field.
    """
    if bruger is not None and not maa_afrapportere(bruger, kontrakt):
        raise PermissionDenied("Du har ikke adgang til at afrapportere på kontrakten.")
    # Two people may start the same report at once: the second waits here, and then sees that it exists.
    Kontrakt.objects.select_for_update().get(pk=kontrakt.pk)
    afrapportering = Afrapportering(
        kontrakt=kontrakt, aar=aar, slags=slags, pr_dato=pr_dato, frist=frist, oprettet_af=bruger
    )
    afrapportering.full_clean()
    afrapportering.save()
    tilfoej_tomme_statusser(kontrakt)
    return afrapportering


def tilfoej_tomme_statusser(kontrakt: Kontrakt) -> None:
    """Give the contract's open reports an empty status for each målepunkt and focus area that has none yet.

    Called when a report is started and when a contract gains målepunkter, so that every report names them all.
    """
    punkter = list(Maalepunkt.objects.filter(maal__kontrakt=kontrakt))
    omraader = list(kontrakt.indsatsomraader.all())
    for afrapportering in kontrakt.afrapporteringer.filter(tilstand=Tilstand.KLADDE):
        Status.objects.bulk_create(
            [Status(afrapportering=afrapportering, maalepunkt=punkt) for punkt in punkter], ignore_conflicts=True
        )
        Indsatsstatus.objects.bulk_create(
            [Indsatsstatus(afrapportering=afrapportering, indsatsomraade=omraade) for omraade in omraader],
            ignore_conflicts=True,
        )
