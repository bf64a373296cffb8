"""Houses side by side, for tests and the bench: contracts with national goals, and many years of approved reports."""

from collections.abc import Iterable, Mapping, Sequence
from copy import copy
from dataclasses import replace
from datetime import date
from typing import Any

from django.db.models import QuerySet
from django.db.models.base import ModelState

from kontrakt.models import Kontrakt, Rammeaftale
from kontrakt.models.kontrakt import kontraktslug
from maal.billede import tag_billede
from maal.billedformat import kontrolsum, laes, skriv
from maal.models import (
    Afrapportering,
    Indikator,
    Maal,
    Maalepunkt,
    Maaltal,
    NationaltMaal,
    Oejebliksbillede,
    Resultat,
    Status,
)
from maal.typer import Enhed, Opgoerelse, Segment, Segmentering, Slags, Tilstand
from tests.byggere import (
    GODKENDT,
    Tal,
    byg_afrapportering,
    byg_hus,
    byg_indikator,
    byg_kontrakt,
    byg_maal,
    byg_nationalt_maal,
    byg_punkt,
    byg_rammeaftale,
    gaa_til,
    udfyld,
)

HUSE = ("hovedstaden", "sjaelland", "fyn", "sydjylland", "midtjylland", "nordjylland")
UNGE, KENDSKAB, NPS = "unge-virksomheder", "kendskabsgrad", "nps"
TITLER = {UNGE: "Vejledte virksomheder under tre år", KENDSKAB: "Kendskab til erhvervshuset", NPS: "NPS"}
Svar = Mapping[str, Tal | Mapping[Segment, Tal]]  # a report's results by measure
GRUPPE = 60  # contracts written at a time


def nationale(rammeaftale: Rammeaftale) -> dict[str, NationaltMaal]:
    """The framework's three goals, made at the first call: 1 ivaerksaettere, 2 kendskab, 3 tilfredshed."""
    for noegle in ("ivaerksaettere", "kendskab", "tilfredshed"):
        if not rammeaftale.nationale_maal.filter(noegle=noegle).exists():
            byg_nationalt_maal(noegle, rammeaftale=rammeaftale)
    return {et.noegle: et for et in rammeaftale.nationale_maal.all()}


def byg_aar(hus: str, aar: int = 2022, *, unge: Tal | None = 100, **felter: object) -> Kontrakt:
    """A contract of a year with the three national goals, numbered backwards, and a local one.

    1 tilfredshed has NPS for each segment, 2 kendskab a share and what only this house says, 3 the young companies.
    """
    kontrakt = byg_kontrakt(hus, aar, maal=0, **felter)  # type: ignore[arg-type]
    maal = nationale(kontrakt.rammeaftale)
    tilfredshed = byg_maal(kontrakt, 1, titel="Tilfredse kunder", nationalt_maal=maal["tilfredshed"])
    byg_punkt(tilfredshed, indikator=_indikator(NPS), enhed=Enhed.NPS, segmentering=Segmentering.HVER, maaltal=70)
    kendskab = byg_maal(kontrakt, 2, titel="Kendskab", nationalt_maal=maal["kendskab"])
    byg_punkt(kendskab, 1, indikator=_indikator(KENDSKAB), maaltal=50)
    byg_punkt(kendskab, 2, enhed=Enhed.KVALITATIV, tekst=f"Kampagne i {hus}")
    ivaerksaettere = byg_maal(kontrakt, 3, titel="Iværksættere", nationalt_maal=maal["ivaerksaettere"])
    antal: dict[str, Any] = {"enhed": Enhed.ANTAL, "opgoerelse": Opgoerelse.AKKUMULERET}
    byg_punkt(ivaerksaettere, indikator=_indikator(UNGE), maaltal=unge, tekst="Unge virksomheder", **antal)
    byg_punkt(byg_maal(kontrakt, 4, titel="Lokalt mål"), tekst="Lokalt målepunkt")
    return kontrakt


def rapporter(
    kontrakt: Kontrakt,
    svar: Svar,
    tilstand: Tilstand = Tilstand.GODKENDT,
    slags: Slags = Slags.ENDELIG,
    pr_dato: date | None = None,
) -> Afrapportering:
    """A report with results by measure, in a state."""
    rapport = byg_afrapportering(kontrakt, slags=slags, pr_dato=pr_dato)
    for noegle, resultat in svar.items():
        udfyld(rapport, Maalepunkt.objects.get(maal__kontrakt=kontrakt, indikator__noegle=noegle), resultat)
    gaa_til(rapport, tilstand)
    return rapport


def byg_stort(huse: Sequence[str], foerste: int, antal: int, *, kladde: bool = False) -> None:
    """A contract and an approved report of each house and year, written in bulk as copies of the first.

    With `kladde` the last house's report of the last year is a draft.
    """
    rammeaftale = byg_rammeaftale(foerste, foerste + antal - 1)
    skabelon = byg_aar(huse[0], foerste, rammeaftale=rammeaftale)
    resultater: Svar = {UNGE: 90, KENDSKAB: 51, NPS: {Segment.DRIFT: 71, Segment.VAEKST: 69}}
    rapport = rapporter(skabelon, resultater, tilstand=Tilstand.KLADDE)
    aarene = [(hus, foerste + nr) for nr in range(antal) for hus in huse][1:]
    for nr in range(0, len(aarene), GRUPPE):
        _kopier_kontrakt(rapport, [_kontrakt(skabelon, hus, aar) for hus, aar in aarene[nr : nr + GRUPPE]])
    frosne = Afrapportering.objects.filter(kontrakt__rammeaftale=rammeaftale).order_by("pk")
    frosne = frosne.filter(pk__lt=frosne.reverse()[0].pk) if kladde else frosne
    frosne.update(tilstand=Tilstand.GODKENDT)
    billede = tag_billede(rapport, GODKENDT, kkr_moede=GODKENDT.date())
    resten = list(frosne.exclude(pk=rapport.pk).select_related("kontrakt__erhvervshus"))
    for nr in range(0, len(resten), GRUPPE):
        _frys(billede, resten[nr : nr + GRUPPE])


def _kontrakt(skabelon: Kontrakt, hus: str, aar: int) -> Kontrakt:
    return Kontrakt(
        slug=kontraktslug(hus, aar, aar),
        erhvervshus=byg_hus(hus),
        rammeaftale=skabelon.rammeaftale,
        fra_aar=aar,
        til_aar=aar,
        tilstand=skabelon.tilstand,
    )


def _kopier_kontrakt(rapport: Afrapportering, kontrakter: list[Kontrakt]) -> None:
    """Save contracts with the goals, targets, report and figures of the report's own."""
    skabelon = rapport.kontrakt_id
    nye = {skabelon: list(Kontrakt.objects.bulk_create(kontrakter))}
    maal = _kopier(Maal.objects.filter(kontrakt=skabelon), "kontrakt", nye)
    punkter = _kopier(Maalepunkt.objects.filter(maal__kontrakt=skabelon), "maal", maal)
    _kopier(Maaltal.objects.filter(maalepunkt__maal__kontrakt=skabelon), "maalepunkt", punkter, kontrakter)
    rapporterne = _kopier(Afrapportering.objects.filter(pk=rapport.pk), "kontrakt", nye, kontrakter)
    statusser = _kopier(Status.objects.filter(afrapportering=rapport), "afrapportering", rapporterne, punkter=punkter)
    _kopier(Resultat.objects.filter(status__afrapportering=rapport), "status", statusser)


def _kopier(
    raekker: "QuerySet[Any]",
    felt: str,
    over: Mapping[int, Sequence[Any]],
    kontrakter: Sequence[Kontrakt] = (),
    punkter: Mapping[int, Sequence[Any]] | None = None,
) -> dict[int, list[Any]]:
    """Each row once for each of the new ones above it, by the row's id; rows of a year take that of their contract."""
    kopier: dict[int, list[Any]] = {}
    for raekke in raekker.order_by("pk"):
        kopier[raekke.pk] = []
        for nr, foraelder in enumerate(over[getattr(raekke, f"{felt}_id")]):
            ny = copy(raekke)
            ny._state = ModelState()
            ny.pk = None
            setattr(ny, felt, foraelder)
            if kontrakter:
                ny.aar = kontrakter[nr].fra_aar
            if hasattr(ny, "pr_dato"):
                ny.pr_dato = date(ny.aar, 12, 31)
            if punkter:
                ny.maalepunkt = punkter[raekke.maalepunkt_id][nr]
            kopier[raekke.pk].append(ny)
    raekker.model._default_manager.bulk_create([ny for nye in kopier.values() for ny in nye])
    return kopier


def _frys(skabelon: Oejebliksbillede, rapporterne: Iterable[Afrapportering]) -> None:
    """Give reports the picture of the first, as of their own year and house."""
    billede = laes(skabelon.indhold, skabelon.sha256)
    billeder = []
    for rapport in rapporterne:
        hus, slug = rapport.kontrakt.erhvervshus.navn, rapport.kontrakt.slug
        egne = replace(billede.udtraek, id=rapport.pk, pr_dato=rapport.pr_dato, aar=rapport.aar)
        udtraek = replace(egne, slug=slug, erhvervshus=hus)
        indhold = skriv(replace(billede, udtraek=udtraek))
        billeder.append(
            Oejebliksbillede(afrapportering=rapport, indhold=indhold, sha256=kontrolsum(indhold), taget=GODKENDT)
        )
    Oejebliksbillede.objects.bulk_create(billeder)


def _indikator(noegle: str) -> Indikator:
    return byg_indikator(noegle, TITLER[noegle])
