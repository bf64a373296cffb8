"""The pages of funding keys: a year's key, a year without, and what a key would be; as text, and how much they ask."""

import pytest
from django.test import Client
from pytest_django import DjangoAssertNumQueries

from kommuner.models import Folketal
from kontrakt.models import Bruger, Kontrakt
from tests.byggere import byg_kontrakt
from tests.noegledata import AAR_2022, AAR_2023, AAR_2024, KONTRAKT, byg_folketal, byg_kommuner, byg_noegle, hent, tabel

pytestmark = pytest.mark.django_db


def test_key_is_shown_with_all_its_figures_and_the_row_that_departs_from_the_method(
    noeglekontrakt: Kontrakt, sekretariat: Bruger
) -> None:
    side = hent(sekretariat, AAR_2022)

    assert tabel(side) == [
        [
            "Kommune",
            "Folketal",
            "Andel af folketal",
            "Bidrag 2022",
            "Andel af nøglen",
            "Kr. pr. indbygger",
            "Bidrag 2021",
            "Ændring i 1.000 kr.",
            "Ændring i %",
            "Efter metoden",
        ],
        ["Brønderslev", "3.000", "30,00 %", "5", "33,33 %", "1,67", "4", "+1", "+25,00 %", "5"],
        ["Læsø", "1.000", "10,00 %", "1", "6,67 %", "1,00", "1", "0", "0,00 %", "Afviger: 2"],
        ["Aalborg", "6.000", "60,00 %", "9", "60,00 %", "1,50", "8", "+1", "+12,50 %", "9"],
        ["Sum af bidrag", "10.000", "100,00 %", "15", "100,00 %", "1,50", "13", "+2", "+15,38 %", "16"],
        ["Trykt total", "", "", "15", "", "", "14", "", "", ""],
        ["Forskel", "", "", "0", "", "", "−1", "", "", ""],
    ]
    assert "Folketal 1. januar 2021. Kilde: Danmarks Statistik, FOLK1A." in side
    assert "2022: Summen af bidragene er den trykte total." in side
    assert "2021: Summen ligger 1.000 kr. under den trykte total" in side
    assert "Derfor afviger 1 af 3 bidrag 1.000 kr. fra metoden." in side


def test_key_leads_to_the_contracts_other_year_and_to_the_previous_key(
    noeglekontrakt: Kontrakt, sekretariat: Bruger
) -> None:
    side = hent(sekretariat, AAR_2022)

    assert f'<a href="{AAR_2023}">Kontraktens nøgle for 2023</a>' in side
    assert (
        '<a href="/kontrakter/nordjylland-2021/fordelingsnoegle/2021/">Forrige nøgle: 2021</a> (Resultatkontrakt 2021)'
        in side
    )


@pytest.mark.parametrize(
    ("bidrag", "ord_"),
    [
        ((5, 2, 9), "Alle 3 bidrag følger metoden."),
        ((6, 1, 8), "3 af 3 bidrag afviger fra metoden."),
    ],
)
def test_key_is_held_against_the_method_in_words(
    noeglekontrakt: Kontrakt, sekretariat: Bruger, bidrag: tuple[int, ...], ord_: str
) -> None:
    byg_noegle(noeglekontrakt, 2023, bidrag, i_alt=15)

    assert ord_ in hent(sekretariat, AAR_2023)


def test_key_without_population_says_whose_is_missing(noeglekontrakt: Kontrakt, sekretariat: Bruger) -> None:
    Folketal.objects.filter(aar=2021, kommune__kode__in=["0825", "0851"]).delete()

    side = hent(sekretariat, AAR_2022)

    assert "Folketallet 1. januar 2021 mangler for Læsø, Aalborg. En administrator kan indlæse det" in side
    assert "Bidragene kan ikke holdes op mod metoden, før alle kommunernes folketal er indlæst." in side
    assert tabel(side)[2] == [
        "Læsø",
        "–",
        "–",
        "1",
        "6,67 %",
        "–",
        "1",
        "0",
        "0,00 %",
    ]


def test_first_key_of_a_house_is_compared_with_none(noeglekontrakt: Kontrakt, sekretariat: Bruger) -> None:
    side = hent(sekretariat, "/kontrakter/nordjylland-2021/fordelingsnoegle/2021/")

    assert "Der er ingen tidligere nøgle at sammenligne med." in side
    assert tabel(side)[0] == [
        "Kommune",
        "Folketal",
        "Andel af folketal",
        "Bidrag 2021",
        "Andel af nøglen",
        "Kr. pr. indbygger",
    ]


@pytest.mark.parametrize(
    ("person", "tilbydes"), [("sekretariat", True), ("administrator", True), ("direktoer", False), ("laeser", False)]
)
def test_year_without_a_key_says_so_and_offers_to_compute_it_to_who_decides_it(
    noeglekontrakt: Kontrakt, person: str, tilbydes: bool, request: pytest.FixtureRequest
) -> None:
    side = hent(request.getfixturevalue(person), AAR_2023)

    assert "Resultatkontrakt 2022–2023 har ingen fordelingsnøgle for 2023 endnu." in side
    assert (f'href="{AAR_2023}beregn/">Beregn nøglen for 2023</a>' in side) == tilbydes
    assert ("Nøglen fastsættes af KKR-sekretariatet" in side) != tilbydes


def test_year_outside_the_contract_has_no_page(noeglekontrakt: Kontrakt, sekretariat: Bruger, client: Client) -> None:
    client.force_login(sekretariat)

    svar = {adresse: client.get(adresse).status_code for adresse in (AAR_2024, f"{KONTRAKT}fordelingsnoegle/2021/")}

    assert svar == {AAR_2024: 404, f"{KONTRAKT}fordelingsnoegle/2021/": 404}


def test_contract_page_leads_to_each_years_key(noeglekontrakt: Kontrakt, laeser: Bruger) -> None:
    side = hent(laeser, KONTRAKT)

    assert f'<a href="{AAR_2022}">Nøglen for 2022 med folketal og ændring</a>' in side
    assert f'<a href="{AAR_2023}">Om den manglende nøgle for 2023</a>' in side


@pytest.mark.parametrize(("kommuner", "aar"), [(19, 1), (98, 20)])
def test_pages_ask_as_often_however_many_municipalities_and_years(
    kommuner: int, aar: int, sekretariat: Bruger, django_assert_num_queries: DjangoAssertNumQueries
) -> None:
    kontrakt = byg_kontrakt(fra_aar=2041, til_aar=2042, maal=0)
    koder = {f"{kode:04}": f"Kommune {kode}" for kode in range(101, 101 + kommuner)}
    byg_kommuner(kontrakt, koder)
    for et_aar in range(2041 - aar, 2041):
        byg_folketal(et_aar, dict.fromkeys(koder, 1_000))
        byg_noegle(byg_kontrakt(fra_aar=et_aar, maal=0), et_aar, [10] * kommuner)
    byg_folketal(2041, dict.fromkeys(koder, 1_000))
    byg_noegle(kontrakt, 2041, [11] * kommuner)
    client = Client()
    client.force_login(sekretariat)
    sider = "/kontrakter/nordjylland-2041-2042/fordelingsnoegle"

    for adresse, antal in (
        (f"{sider}/2041/", 7),
        (f"{sider}/2042/", 5),
        (f"{sider}/2042/beregn/?i_alt=2.000", 8),
        (f"{sider}/2042/beregn/excel/?i_alt=2.000", 9),
    ):
        with django_assert_num_queries(antal, info=adresse):
            assert client.get(adresse).status_code == 200
