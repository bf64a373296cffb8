"""The sheet of the funding key."""

from decimal import Decimal

import pytest
from openpyxl import Workbook

from kommuner.models import Fordelingsnoegle
from kommuner.noegler import gem_noegle
from kommuner.noegletabel import hent_noegletabel
from kontrakt.models import Kommune, Kommunetype
from rapporter.excel.ark import Afsnit, Noegleark, Tabelark
from rapporter.excel.fordelingsark import fordelingsark
from tests.byggere import byg_kontrakt
from tests.rapporter.excelark import raekker


def test_sheet_with_nothing_to_list_says_so(nordjylland: Workbook) -> None:
    assert list(raekker(nordjylland, "Indsatsområder", fra=3)) == [("Kontrakten har ingen særlige indsatsområder.",)]
    assert list(raekker(nordjylland, "Fordelingsnøgle", fra=3)) == [
        ("Der er ikke indlæst en fordelingsnøgle for 2021.",)
    ]


def test_midtjyllands_funding_key_is_in_danish_order_with_shares_and_the_printed_total(midtjylland: Workbook) -> None:
    fundet = list(raekker(midtjylland, "Fordelingsnøgle"))

    assert fundet[0][0] == "Fordelingsnøgle 2025"
    assert fundet[2] == ("Kode", "Kommune", "Bidrag i 1.000 kr.", "Andel")
    assert (fundet[3], fundet[21]) == (("0710", "Favrskov", 1566, 0.0362), ("0751", "Aarhus", 11642, 0.2688))
    assert fundet[22:] == [
        (None, None, None, None),
        (None, "Sum af bidrag", 43313, 1),
        (None, "Trykt total i kontrakten", 43313, None),
        (None, "Forskel", 0, None),
    ]


@pytest.fixture
def noegle(db: None) -> Fordelingsnoegle:
    """A key of four municipalities whose sum misses the printed total by rounding."""
    kontrakt = byg_kontrakt("midtjylland", 2026, til_aar=2027, maal=0)
    for kode, navn in (("0751", "Aarhus"), ("0825", "Læsø"), ("0741", "Samsø"), ("0492", "Ærø")):
        Kommune.objects.create(
            kode=kode, navn=navn, erhvervshus=kontrakt.erhvervshus, type=Kommunetype.BY, region="Midtjylland"
        )
    beloeb = {kommune: int(kommune.kode) for kommune in Kommune.objects.all()}
    return gem_noegle(kontrakt=kontrakt, aar=2026, i_alt=2810, bidrag=beloeb)


def test_municipalities_stand_in_danish_order_with_aarhus_last(noegle: Fordelingsnoegle) -> None:
    ark = fordelingsark(hent_noegletabel(noegle.kontrakt), 2026)

    assert isinstance(ark, Tabelark)
    assert ark.raekker == [
        ("0825", "Læsø", 825, Decimal("0.2937")),
        ("0741", "Samsø", 741, Decimal("0.2638")),
        ("0492", "Ærø", 492, Decimal("0.1752")),
        ("0751", "Aarhus", 751, Decimal("0.2674")),
    ]


def test_rounding_is_named_beside_the_printed_total(noegle: Fordelingsnoegle) -> None:
    ark = fordelingsark(hent_noegletabel(noegle.kontrakt), 2026)

    assert isinstance(ark, Tabelark)
    afrunding = "Summen ligger 1.000 kr. under den trykte total: hvert bidrag er afrundet for sig til hele 1.000 kr."
    assert ark.sumraekker == [
        (None, "Sum af bidrag", 2809, Decimal("1.0000")),
        (None, "Trykt total i kontrakten", 2810, None),
        (None, f"Forskel. {afrunding}", -1, None),
    ]


def test_another_year_of_the_contract_has_no_key(noegle: Fordelingsnoegle) -> None:
    ark = fordelingsark(hent_noegletabel(noegle.kontrakt), 2027)

    assert isinstance(ark, Noegleark)
    assert ark.afsnit == [Afsnit("Der er ikke indlæst en fordelingsnøgle for 2027.", [])]
