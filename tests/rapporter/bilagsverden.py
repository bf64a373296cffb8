"""Annexes to lay out, made of the shipped contracts by the project's own doors; each a different trial of a writer."""

import datetime
from typing import Any

from django.conf import settings

from kontrakt.models import Bruger, Kontrakt, Rolle
from maal.kontraktfil.indlaes import indlaes_filer
from maal.models import Afrapportering, Maalepunkt
from maal.typer import Enhed, Krav, Opgoerelse, Segment, Segmentering, Slags, Tilstand, Vurdering
from rapporter.bilag.dan import dan_bilag
from rapporter.bilag.indhold import Bilag
from rapporter.excel.aarsrapport import eksporter
from tests.byggere import byg_afrapportering, byg_bruger, byg_kontrakt, byg_maal, byg_punkt, saet_tilstand, udfyld

FIXTURES = settings.BASE_DIR / "fixtures"
DANNET = datetime.datetime(2021, 10, 14, 9, 5, 30, tzinfo=datetime.UTC)
AFSNIT = (
    "Huset har holdt møder med alle kommuner og med de lokale erhvervskontorer, så virksomhederne møder ét fælles "
    "tilbud. Der er fulgt op på hvert møde med en skriftlig aftale om, hvem der gør hvad og hvornår."
)
LANG_TEKST = "\n".join(
    linje
    for nummer in range(1, 31)
    for linje in (f"{nummer}. runde. {AFSNIT}", "", "- Første punkt i runden.", f"- Andet punkt: {AFSNIT}")
)


def indlaes_alt() -> None:
    """Load all shipped basic data and contracts: Nordjylland's report of 13 October 2021 comes with them."""
    indlaes_filer([*sorted(FIXTURES.glob("grunddata/*.yaml")), *sorted(FIXTURES.glob("kontrakter/*.yaml"))])


def byg_bilagene() -> tuple[dict[str, Bilag], dict[str, bytes]]:
    """The annexes, for an administrator, and the workbooks of the same reports.

    - `nordjylland`: the real report, with the changes of 2022. `godkendt`: the same, approved.
    - `midtjylland`: a half-yearly one that nobody has written in, with focus areas under headings.
    - `sjaelland`: a half-yearly one, empty too.
    - `lang`: two målepunkter and a focus area with a text of many thousand characters, and signs of markup.
    - `uden-tal`: a contract without a single figure. `alle-slags`: every unit, demand and verdict.
    """
    indlaes_alt()
    bruger = byg_bruger(Rolle.ADMINISTRATOR, first_name="Anne", last_name="Admin")
    nordjylland = Afrapportering.objects.get(kontrakt__slug="nordjylland-2021")
    rapporter = {
        "nordjylland": nordjylland,
        "midtjylland": _halvaarlig("midtjylland-2025"),
        "sjaelland": _halvaarlig("sjaelland-2025"),
        "lang": byg_lang(bruger),
        "uden-tal": byg_uden_tal(),
        "alle-slags": byg_alle_slags(),
    }
    bilagene = {navn: bilag_af(bruger, rapport) for navn, rapport in rapporter.items()}
    boeger = {navn: eksporter(rapport, eksporteret=DANNET).indhold for navn, rapport in rapporter.items()}
    saet_tilstand(nordjylland, Tilstand.GODKENDT)
    return bilagene | {"godkendt": bilag_af(bruger, nordjylland)}, boeger


def bilag_af(bruger: Bruger, rapport: Afrapportering) -> Bilag:
    """The annex of a report as it is stored now."""
    gemt = Afrapportering.objects.select_related("kontrakt__erhvervshus__kkr").get(pk=rapport.pk)
    return dan_bilag(bruger, gemt, dannet=DANNET)


def byg_lang(bruger: Bruger) -> Afrapportering:
    """A report with texts that fill several pages each."""
    kontrakt = byg_kontrakt("fyn", maal=3, punkter=2, omraader=2)
    rapport = byg_afrapportering(kontrakt)
    foerste, anden, *_ = Maalepunkt.objects.filter(maal__kontrakt=kontrakt).order_by("maal__nummer", "nummer")
    udfyld(rapport, foerste, 85, bruger=bruger, tekst=LANG_TEKST)
    udfyld(rapport, anden, bruger=bruger, tekst="#let x = <w:t> & *fed* _kursiv_ \\ " + "u" * 400, afventer="en måling")
    rapport.indsatsstatusser.filter(indsatsomraade__nummer=1).update(tekst=LANG_TEKST)
    return rapport


def byg_uden_tal() -> Afrapportering:
    """A report on a contract whose målepunkter are all judged in words; nothing but one is written."""
    kontrakt = byg_kontrakt("hovedstaden", maal=0)
    punkter = [byg_punkt(byg_maal(kontrakt, nummer), enhed=Enhed.KVALITATIV) for nummer in (1, 2)]
    rapport = byg_afrapportering(kontrakt, slags=Slags.ENDELIG)
    udfyld(rapport, punkter[0], tekst="Det er gjort.", egen_vurdering=Vurdering.OPFYLDT)
    return rapport


def byg_alle_slags() -> Afrapportering:
    """A report with figures of every kind, halfway through its year."""
    kontrakt = byg_kontrakt("sydjylland", maal=0)
    maal = byg_maal(kontrakt, 1, titel="Tal af enhver slags", beskrivelse="Første afsnit.\n\nAndet afsnit.")
    begge = {Segment.DRIFT: 80, Segment.VAEKST: 80}
    punkter = [
        byg_punkt(maal, 1, segmentering=Segmentering.HVER, maaltal=begge),
        byg_punkt(maal, 2, enhed=Enhed.NPS, maaltal=70),
        byg_punkt(maal, 3, enhed=Enhed.PROCENTPOINT, krav=Krav.HOEJST, maaltal=5),
        byg_punkt(maal, 4, enhed=Enhed.ANTAL, opgoerelse=Opgoerelse.AKKUMULERET, maaltal=1680),
        byg_punkt(maal, 5, enhed=Enhed.FAKTOR, krav=Krav.OVER, maaltal="2.50"),
        byg_punkt(maal, 6, krav=Krav.INDEN_FOR, maaltal=50, tolerance=10),
        byg_punkt(maal, 7, enhed=Enhed.ANTAL, maaltal=None),
    ]
    rapport = byg_afrapportering(kontrakt, slags=Slags.HALVAARLIG, pr_dato=datetime.date(2021, 6, 30))
    udfyld(rapport, punkter[0], {Segment.DRIFT: "75.5", Segment.VAEKST: 81}, kilde="Husets egen måling")
    for punkt, tal in zip(punkter[2:], ("4.2", "1200", "2.25", "44.25", "12345"), strict=True):
        udfyld(rapport, punkt, tal)
    sat: dict[str, Any] = {
        "tilsidesat_vurdering": Vurdering.DELVIST_OPFYLDT,
        "begrundelse": "Få svar.\nNy måling følger.",
    }
    udfyld(rapport, punkter[1], -12, **sat)
    return rapport


def _halvaarlig(slug: str) -> Afrapportering:
    kontrakt = Kontrakt.objects.get(slug=slug)
    return byg_afrapportering(kontrakt, slags=Slags.HALVAARLIG, pr_dato=datetime.date(kontrakt.fra_aar, 6, 30))
