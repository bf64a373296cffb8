"""Three municipalities of Nordjylland with round figures; and as many houses, municipalities and years as one likes."""

from collections.abc import Iterable
from datetime import date

from django.test import Client

from kommuner.models import Bidrag, Folketal, Fordelingsnoegle, Vejledning, Vejledningstal
from kommuner.noegler import gem_noegle
from kontrakt.models import Bruger, Kommune, Kommunetype, Kontrakt
from maal.models import Afrapportering, Maalepunkt
from maal.typer import Slags, Tilstand
from tests.byggere import (
    byg_afrapportering,
    byg_hus,
    byg_rammeaftale,
    byg_vejledningstal,
    gaa_til,
    udfyld,
)
from tests.rapporter.spredningsverden import byg_spredningspunkt

FOLKETAL = {"Brønderslev": 2_000, "Læsø": 1_000, "Aalborg": 7_000}  # every 1 January
KODER = {"Brønderslev": "0810", "Læsø": "0825", "Aalborg": "0851"}
BIDRAG = {"Brønderslev": 200, "Læsø": 80, "Aalborg": 720}  # 1.000 kr.


def log_in(bruger: Bruger) -> Client:
    """A browser where the user is logged in."""
    client = Client()
    client.force_login(bruger)
    return client


def byg_kommuner(hus: str = "nordjylland", aar: Iterable[int] = range(2020, 2023)) -> None:
    """The three municipalities, Læsø a landkommune, with the same population every year."""
    for navn, antal in FOLKETAL.items():
        kommune = Kommune.objects.create(
            kode=KODER[navn],
            navn=navn,
            erhvervshus=byg_hus(hus),
            type=Kommunetype.LAND if navn == "Læsø" else Kommunetype.BY,
            region="Region Nordjylland",
        )
        Folketal.objects.bulk_create(Folketal(kommune=kommune, aar=et_aar, antal=antal) for et_aar in aar)


def byg_noegle(kontrakt: Kontrakt, aar: int, **bidrag: int) -> None:
    """A key of the three (1.000 kr.), by name where it is not as usual."""
    beloeb = {kommune: {**BIDRAG, **bidrag}[kommune.navn] for kommune in Kommune.objects.all()}
    gem_noegle(kontrakt=kontrakt, aar=aar, i_alt=sum(beloeb.values()), bidrag=beloeb)


def byg_forloeb(pr_dato: date, broenderslev: int, laesoe: int, aalborg: int, **slags: int) -> Vejledningstal:
    """A count of growth courses in the three; other kinds are alike in all of them."""
    antal = {"0810": broenderslev, "0825": laesoe, "0851": aalborg}
    raekker = {kode: {"vaekst": et, **slags} for kode, et in antal.items()}
    return byg_vejledningstal("nordjylland", pr_dato, antal=raekker)


def byg_punkt_2021() -> Maalepunkt:
    """The contract of 2021, whose målepunkt 7.1 demands each municipality's part of 100 courses within 10 %."""
    return byg_spredningspunkt("nordjylland", total=100, fra_aar=2021)


def byg_endelig(punkt: Maalepunkt, tal: Vejledningstal, tilstand: Tilstand = Tilstand.GODKENDT) -> Afrapportering:
    """A final report whose spread is judged from a count."""
    rapport = byg_afrapportering(punkt.maal.kontrakt, slags=Slags.ENDELIG)
    udfyld(rapport, punkt, vejledningstal=tal)
    gaa_til(rapport, tilstand)
    return rapport


def byg_stort(antal: int, aar: int) -> None:
    """So many municipalities in six houses, with population, keys, counts and approved reports of so many years."""
    huse = [byg_hus(navn) for navn in ("nordjylland", "midtjylland", "sjaelland", "hovedstaden", "fyn", "sydjylland")]
    typer = list(Kommunetype)
    kommuner = Kommune.objects.bulk_create(
        Kommune(kode=f"{nr:04}", navn=f"Kommune {nr}", erhvervshus=huse[nr % 6], type=typer[nr % 2], region="R")
        for nr in range(1, antal + 1)
    )
    byg_rammeaftale(2000, 2030)
    for et_aar in range(2001, 2001 + aar):
        Folketal.objects.bulk_create(Folketal(kommune=k, aar=et_aar - 1, antal=1000 + int(k.kode)) for k in kommuner)
        for hus in huse:
            egne = [kommune for kommune in kommuner if kommune.erhvervshus == hus]
            _byg_husets_aar(hus.noegle, egne, et_aar)


def _byg_husets_aar(hus: str, kommuner: list[Kommune], aar: int) -> None:
    punkt = byg_spredningspunkt(hus, fra_aar=aar)
    kontrakt = punkt.maal.kontrakt
    noegle = Fordelingsnoegle.objects.create(kontrakt=kontrakt, aar=aar, i_alt=100 * len(kommuner))
    Bidrag.objects.bulk_create(Bidrag(noegle=noegle, kommune=kommune, beloeb=100) for kommune in kommuner)
    tal = Vejledningstal.objects.create(erhvervshus=kontrakt.erhvervshus, pr_dato=date(aar, 12, 31))
    Vejledning.objects.bulk_create(Vejledning(vejledningstal=tal, kommune=kommune, vaekst=9) for kommune in kommuner)
    byg_endelig(punkt, tal)
