"""The sheet of the funding key."""

from decimal import Decimal

import pytest
from openpyxl import Workbook

from kommuner.models import Folketal, Fordelingsnoegle
from kommuner.noegler import gem_noegle
from kommuner.noegleside import hent_noegleside
from kommuner.noegletabel import hent_noegletabel
from kontrakt.models import Kommune, Kommunetype, Kontrakt
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
    assert fundet[2][:6] == (
        *("Kode", "Kommune", "Folketal 1. januar 2024", "Bidrag i 1.000 kr.", "Andel", "Kr. pr. indbygger"),
    )
    assert fundet[3][:6] == ("0710", "Favrskov", 49377, 1566, 0.0362, 31.72)
    assert fundet[21][:6] == ("0751", "Aarhus", 367095, 11642, 0.2688, 31.71)
    assert [raekke[1:5] for raekke in fundet[23:]] == [
        ("Sum af bidrag", 1365688, 43313, 1),
        ("Trykt total i kontrakten", None, 43313, None),
        ("Forskel", None, 0, None),
        ("Kilde: Danmarks Statistik, FOLK1A", None, None, None),
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


def test_key_in_full_has_population_the_previous_key_and_what_the_method_gives(noeglekontrakt: Kontrakt) -> None:
    ark = fordelingsark(hent_noegletabel(noeglekontrakt), 2022, hent_noegleside(noeglekontrakt, 2022))

    assert isinstance(ark, Tabelark)
    assert (ark.navn, ark.tabelnavn, ark.overskrift) == ("Fordelingsnøgle", "Fordelingsnoegle", "Fordelingsnøgle 2022")
    assert [kolonne.titel for kolonne in ark.kolonner] == [
        "Kode",
        "Kommune",
        "Folketal 1. januar 2021",
        "Bidrag i 1.000 kr.",
        "Andel",
        "Kr. pr. indbygger",
        "Bidrag 2021 i 1.000 kr.",
        "Ændring i 1.000 kr.",
        "Ændring i %",
        "Beregnet i 1.000 kr.",
        "Beregningsmetode",
    ]
    assert ark.raekker == [
        ("0810", "Brønderslev", 3000, 5, *tal("0.3333 1.67"), 4, 1, Decimal("0.2500"), 5, "Følger metoden"),
        ("0825", "Læsø", 1000, 1, *tal("0.0667 1.00"), 1, 0, Decimal("0.0000"), 2, "Afviger fra metoden"),
        ("0851", "Aalborg", 6000, 9, *tal("0.6000 1.50"), 8, 1, Decimal("0.1250"), 9, "Følger metoden"),
    ]
    assert ark.sumraekker == [
        (None, "Sum af bidrag", 10000, 15, *tal("1.0000 1.50"), 13, 2, Decimal("0.1538"), 16, None),
        (None, "Trykt total i kontrakten", None, 15, None, None, 14, None, None, None, None),
        (None, "Forskel", None, 0, None, None, -1, None, None, None, None),
        (None, "Kilde: Danmarks Statistik, FOLK1A", *(None,) * 9),
    ]


def test_key_in_full_leaves_empty_what_is_not_known(noeglekontrakt: Kontrakt) -> None:
    Fordelingsnoegle.objects.get(aar=2021).delete()
    Folketal.objects.filter(kommune__kode="0825").delete()

    ark = fordelingsark(hent_noegletabel(noeglekontrakt), 2022, hent_noegleside(noeglekontrakt, 2022))

    assert isinstance(ark, Tabelark)
    assert ark.kolonner[6].titel == "Forrige bidrag i 1.000 kr."
    assert ark.raekker[1] == ("0825", "Læsø", None, 1, Decimal("0.0667"), *(None,) * 6)
    assert ark.sumraekker[0] == (None, "Sum af bidrag", None, 15, Decimal("1.0000"), *(None,) * 6)
    assert ark.sumraekker[1] == (None, "Trykt total i kontrakten", None, 15, *(None,) * 7)


def tal(tekst: str) -> list[Decimal]:
    """Decimals with the digits they are shown with."""
    return [Decimal(et_tal) for et_tal in tekst.split()]
