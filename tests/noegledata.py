"""A house of municipalities with population and funding keys, for the tests of keys and their pages."""

import re
from collections.abc import Mapping, Sequence
from html import unescape

from django.test import Client

from kommuner.models import Folketal
from kommuner.noegler import gem_noegle
from kontrakt.models import Bruger, Kommune, Kommunetype, Kontrakt
from tests.byggere import byg_kontrakt

KOMMUNER = {"0825": "Læsø", "0810": "Brønderslev", "0851": "Aalborg"}  # not in the Danish order
FOLKETAL = {"0825": 1_000, "0810": 3_000, "0851": 6_000}

KONTRAKT = "/kontrakter/nordjylland-2022-2023/"
AAR_2022, AAR_2023, AAR_2024 = (f"{KONTRAKT}fordelingsnoegle/{aar}/" for aar in (2022, 2023, 2024))


def byg_kommuner(kontrakt: Kontrakt, navne: Mapping[str, str] = KOMMUNER) -> list[Kommune]:
    """The municipalities of the contract's house, by code and name."""
    felter = {"erhvervshus": kontrakt.erhvervshus, "type": Kommunetype.LAND, "region": "Region Nordjylland"}
    return [Kommune.objects.create(kode=kode, navn=navn, **felter) for kode, navn in navne.items()]


def byg_folketal(aar: int, antal: Mapping[str, int] = FOLKETAL) -> None:
    """Population on 1 January of a year, by municipality code."""
    kommuner = {kommune.kode: kommune for kommune in Kommune.objects.filter(kode__in=antal)}
    Folketal.objects.bulk_create(
        Folketal(kommune=kommuner[kode], aar=aar, antal=et_antal) for kode, et_antal in antal.items()
    )


def byg_noegle(kontrakt: Kontrakt, aar: int, beloeb: Sequence[int], i_alt: int | None = None) -> None:
    """A key with these contributions in the order of the municipalities' codes; the total is their sum unless given."""
    kommuner = kontrakt.erhvervshus.kommuner.order_by("kode")
    total = sum(beloeb) if i_alt is None else i_alt
    gem_noegle(kontrakt=kontrakt, aar=aar, i_alt=total, bidrag=dict(zip(kommuner, beloeb, strict=True)))


def byg_noeglekontrakt() -> Kontrakt:
    """A contract for 2022–2023 with a key for 2022, an earlier one, and the population of both years' keys."""
    kontrakt = byg_kontrakt(fra_aar=2022, til_aar=2023, maal=0)
    byg_kommuner(kontrakt)
    for aar in (2021, 2022):
        byg_folketal(aar)
    byg_noegle(byg_kontrakt(fra_aar=2021, maal=0), 2021, (4, 1, 8), i_alt=14)
    byg_noegle(kontrakt, 2022, (5, 1, 9))
    return kontrakt


def hent(bruger: Bruger, adresse: str) -> str:
    """A page as text without doubled spaces."""
    client = Client()
    client.force_login(bruger)
    svar = client.get(adresse)
    assert svar.status_code == 200
    return " ".join(unescape(svar.content.decode()).split())


def tabel(side: str) -> list[list[str]]:
    """The cells of a page's table, row by row."""
    raekker = re.findall(r"<tr.*?</tr>", side)
    return [[re.sub(r"<.*?>", "", celle).strip() for celle in re.findall(r"<t[hd].*?</t[hd]>", r)] for r in raekker]
