"""Fetching reports: access is part of the look-up, and a report's data comes in a fixed number of queries.

An approved report comes from its picture, as it was frozen; every other as the tables have it now (`maal.levende`).
"""

import logging
from collections.abc import Iterable
from dataclasses import replace

from django.db.models import F, FilteredRelation, Q
from django.http import Http404

from kontrakt.models import Bruger
from maal.billede import hent_billede
from maal.billedformat import Beskadiget, laes_vurderinger
from maal.levende import levende_taellinger, levende_udtraek
from maal.models import Afrapportering
from maal.typer import Tilstand, Vurdering
from maal.udtraek import Udtraek, tael

log = logging.getLogger(__name__)


def hent_afrapportering(bruger: Bruger, slug: str, pk: int) -> Afrapportering:
    """The report of a contract, with its parties; 404 when there is none or the user may not see it."""
    synlige = Afrapportering.objects.synlige_for(bruger)
    try:
        return synlige.select_related("kontrakt__erhvervshus__kkr").get(kontrakt__slug=slug, pk=pk)
    except Afrapportering.DoesNotExist:
        raise Http404("Afrapporteringen findes ikke, eller du har ikke adgang til den.") from None


def udtraek_af(afrapportering: Afrapportering) -> Udtraek:
    """One report as plain data; eight queries at most, however many goals.

    A frozen one has only its id, by which addresses are made, and where it is on its way from the tables. Raises
    `Beskadiget` when its picture is not what was saved.
    """
    billede = hent_billede(afrapportering)
    if billede is None:
        return levende_udtraek(afrapportering)
    return replace(billede.udtraek, id=afrapportering.pk, tilstand=Tilstand(afrapportering.tilstand))


def hent_taellinger(afrapporteringer: Iterable[int]) -> dict[int, dict[Vurdering, int]]:
    """How many målepunkter have each verdict, by the report's id; six queries at most, however many reports.

    A report whose picture is damaged has none, so that the others can be seen.
    """
    gaeldende = FilteredRelation("oejebliksbilleder", condition=Q(oejebliksbilleder__ophaevet__isnull=True))
    rapporter = Afrapportering.objects.filter(pk__in=list(afrapporteringer)).select_related("kontrakt").order_by()
    billede = {"indhold": F("gaeldende__indhold"), "sha256": F("gaeldende__sha256")}
    levende, taellinger = [], {}
    for rapport in rapporter.annotate(gaeldende=gaeldende).annotate(**billede):
        if rapport.indhold is None:
            levende.append(rapport)
            continue
        try:
            taellinger[rapport.pk] = tael(laes_vurderinger(rapport.indhold, rapport.sha256))
        except Beskadiget as fejl:
            log.error("Afrapportering %s: %s", rapport.pk, fejl)
    return taellinger | levende_taellinger(levende)
