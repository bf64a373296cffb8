"""Fetching reports: access is part of the look-up, and a report's data comes in a fixed number of queries.

An approved report comes from its picture, as it was frozen; every other as the tables have it now (`maal.levende`).
"""

import logging
from collections.abc import Iterable
from dataclasses import dataclass, replace
from datetime import date
from typing import Any

from django.db.models import F, FilteredRelation, OuterRef, Q, QuerySet, Subquery, prefetch_related_objects
from django.http import Http404

from kontrakt.adgang import maa_godkende, maa_indsende, maa_se_historik, maa_sende
from kontrakt.models import Bruger, Kontrakt
from maal.billede import hent_billede
from maal.billedformat import Beskadiget, laes, laes_vurderinger
from maal.levende import levende_taellinger, levende_udtraek, levende_udtraekkene, maal_og_punkter
from maal.models import Afrapportering, Tilstandsskift
from maal.typer import Slags, Tilstand, Vurdering
from maal.udtraek import Frosset, Udtraek, tael

log = logging.getLogger(__name__)


def hent_afrapportering(bruger: Bruger, slug: str, pk: int) -> Afrapportering:
    """The report of a contract, with its parties; 404 when there is none or the user may not see it."""
    synlige = Afrapportering.objects.synlige_for(bruger)
    try:
        return synlige.select_related("kontrakt__erhvervshus__kkr").get(kontrakt__slug=slug, pk=pk)
    except Afrapportering.DoesNotExist:
        raise Http404("Afrapporteringen findes ikke, eller du har ikke adgang til den.") from None


def samme_afrapportering(
    kontrakt: Kontrakt, *, aar: int, slags: Slags, pr_dato: date, **_: object
) -> Afrapportering | None:
    """The report that stands in the way of a new one: the year's final one, or another of the kind as of that day."""
    rapporter = kontrakt.afrapporteringer.filter(aar=aar, slags=slags).select_related("oprettet_af")
    return (rapporter if slags == Slags.ENDELIG else rapporter.filter(pr_dato=pr_dato)).first()


def udtraek_af(afrapportering: Afrapportering) -> Udtraek:
    """One report as plain data; eight queries at most, however many goals.

    A frozen one has only its id, by which addresses are made, and where it is on its way from the tables. Raises
    `Beskadiget` when its picture is not what was saved.
    """
    billede = hent_billede(afrapportering)
    if billede is None:
        return levende_udtraek(afrapportering)
    return replace(billede.udtraek, id=afrapportering.pk, tilstand=Tilstand(afrapportering.tilstand))


def hent_indikatorer(afrapportering: Afrapportering) -> dict[str, str]:
    """The keys of what can be followed through the years, by the målepunkt's number: `{"1.1": "kendskabsgrad"}`.

    Asks nothing when `udtraek_af` has just fetched the contract's goals; a frozen report has no need of them otherwise,
    and costs two queries.
    """
    prefetch_related_objects([afrapportering], *maal_og_punkter())
    return {
        f"{maal.nummer}.{punkt.nummer}": punkt.indikator.noegle
        for maal in afrapportering.kontrakt.maal.all()
        for punkt in maal.maalepunkter.all()
        if punkt.indikator
    }


@dataclass(frozen=True)
class Forloeb:
    """A report's way as a user may know it: the steps taken, oldest first, and what KKR's secretariat last said."""

    skift: tuple[Tilstandsskift, ...]
    bemaerkning: Tilstandsskift | None


def vis_forloeb(bruger: Bruger, rapport: Afrapportering) -> Forloeb:
    """The way of a report; one query.

    A reader knows the approval that stands and what came after it: what was sent back and why is between the parties.
    """
    skift = tuple(rapport.tilstandsskift.select_related("bruger__kkr", "bruger__erhvervshus", "bruger__kommune"))
    if not maa_se_historik(bruger, rapport):
        godkendt = max((nr for nr, et in enumerate(skift) if et.til == Tilstand.GODKENDT), default=len(skift))
        return Forloeb(skift[godkendt:], None)
    sidste = skift[-1] if skift else None
    return Forloeb(skift, sidste if sidste and rapport.er_kladde else None)


def med_sidste_skridt(rapporter: QuerySet[Afrapportering]) -> QuerySet[Afrapportering]:
    """Reports with `kom_fra`: the state that the newest step took each from; none where none is taken."""
    skridt = Tilstandsskift.objects.filter(afrapportering=OuterRef("pk")).order_by("-tidspunkt", "-pk")
    return rapporter.annotate(kom_fra=Subquery(skridt.values("fra")[:1]))


def venter_paa(bruger: Bruger, rapport: Afrapportering) -> str:
    """What in a report of `med_sidste_skridt` awaits the user, in a word or two; empty when nothing does.

    Its contract must be fetched with the house. A draft that nobody has sent in yet awaits nobody in particular.
    """
    if maa_godkende(bruger, rapport):
        return "Til godkendelse"
    if maa_sende(bruger, rapport):
        return "Godkendt og ikke sendt"
    kom_fra = rapport.kom_fra  # type: ignore[attr-defined] # annotated by med_sidste_skridt
    if maa_indsende(bruger, rapport) and kom_fra:
        return "Sendt tilbage" if kom_fra == Tilstand.INDSENDT else "Genåbnet"
    return ""


def hent_taellinger(afrapporteringer: Iterable[int]) -> dict[int, dict[Vurdering, int]]:
    """How many målepunkter have each verdict, by the report's id; seven queries at most, however many reports.

    A report whose picture is damaged has none, so that the others can be seen.
    """
    rapporter = Afrapportering.objects.filter(pk__in=list(afrapporteringer)).select_related("kontrakt").order_by()
    levende, taellinger = [], {}
    for rapport in _med_billede(rapporter):
        if rapport.indhold is None:
            levende.append(rapport)
            continue
        try:
            taellinger[rapport.pk] = tael(laes_vurderinger(rapport.indhold, rapport.sha256))
        except Beskadiget as fejl:
            log.error("Afrapportering %s: %s", rapport.pk, fejl)
    return taellinger | levende_taellinger(levende)


def hent_udtraekkene(afrapporteringer: Iterable[int]) -> dict[int, Udtraek]:
    """Reports as plain data, by id; ten queries at most, however many reports and goals.

    As with `udtraek_af`, a frozen one is as it was approved. One whose picture is damaged is left out, and the log has
    it as an error, so that the others can be seen; whoever shows them must say that it is missing. Only ids of reports
    that the user may see are given here: the caller has narrowed them.
    """
    rapporter = Afrapportering.objects.filter(pk__in=list(afrapporteringer)).order_by()
    levende, udtraekkene = [], {}
    for rapport in _med_billede(rapporter.select_related("kontrakt__erhvervshus__kkr")):
        if rapport.indhold is None:
            levende.append(rapport)
            continue
        try:
            billede = laes(rapport.indhold, rapport.sha256)
        except Beskadiget as fejl:
            log.error("Afrapportering %s: %s", rapport.pk, fejl)
            continue
        frosset = Frosset(billede.taget, billede.kkr_moede, rapport.sha256)
        udtraekkene[rapport.pk] = replace(
            billede.udtraek, id=rapport.pk, tilstand=Tilstand(rapport.tilstand), frosset=frosset
        )
    return udtraekkene | {udtraek.id: udtraek for udtraek in levende_udtraekkene(levende)}


def _med_billede(rapporter: QuerySet[Afrapportering]) -> "QuerySet[Any]":
    """Reports with the text and checksum of their standing picture; both None for one that is not frozen."""
    gaeldende = FilteredRelation("oejebliksbilleder", condition=Q(oejebliksbilleder__ophaevet__isnull=True))
    billede = {"indhold": F("gaeldende__indhold"), "sha256": F("gaeldende__sha256")}
    return rapporter.annotate(gaeldende=gaeldende).annotate(**billede)
