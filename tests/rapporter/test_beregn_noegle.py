"""What a key would be: both ways beside last year's, what cannot be computed, and the workbook."""

from io import BytesIO

import pytest
from django.test import Client
from openpyxl import load_workbook

from kommuner.models import Folketal, Fordelingsnoegle
from kontrakt.models import Bruger, Haendelse, Haendelsesslags, Kommune, Kontrakt
from tests.noegledata import AAR_2022, AAR_2023, AAR_2024, KONTRAKT, byg_noegle, hent, tabel
from tests.rapporter.excelark import raekker

pytestmark = pytest.mark.django_db

VEDTAG = "Vedtag denne nøgle</button>"


def test_previous_keys_printed_total_is_suggested_and_nothing_computed_yet(
    noeglekontrakt: Kontrakt, sekretariat: Bruger
) -> None:
    side = hent(sekretariat, f"{AAR_2023}beregn/")

    assert 'name="i_alt" value="15"' in side
    assert "Nøglen for 2022 er på 15." in side
    assert (tabel(side), VEDTAG in side) == ([], False)


def test_both_keys_stand_side_by_side_against_last_years(noeglekontrakt: Kontrakt, sekretariat: Bruger) -> None:
    side = hent(sekretariat, f"{AAR_2023}beregn/?i_alt=15")

    assert "15.000 kr. fordelt på 3 kommuner" in side
    assert tabel(side) == [
        ["Kommune", "Folketal", "Bidrag 2022", "Hver kommune afrundet for sig", "Nøgle, der går op"],
        ["Bidrag 2023", "Ændring", "Ændring i %", "Kr. pr. indb."] * 2,
        ["Brønderslev", "3.000", "5", "5", "0", "0,00 %", "1,67", "5", "0", "0,00 %", "1,67"],
        ["Læsø *", "1.000", "1", "2", "+1", "+100,00 %", "2,00", "1", "0", "0,00 %", "1,00"],
        ["Aalborg", "6.000", "9", "9", "0", "0,00 %", "1,50", "9", "0", "0,00 %", "1,50"],
        ["Sum af bidrag", "10.000", "15", "16", "+1", "+6,67 %", "1,60", "15", "0", "0,00 %", "1,50"],
        ["Forskel til totalen", "", "0", "+1", "", "", "", "0", "", "", ""],
    ]
    assert "De to måder at afrunde på giver forskellige bidrag for Læsø." in side
    assert "Summen er 16 og ligger 1.000 kr. over totalen på 15." in side
    assert "Summen er præcis totalen, 15." in side
    assert "Folketal 1. januar 2022. Kilde: Danmarks Statistik, FOLK1A." in side


@pytest.mark.parametrize(
    ("tekst", "besked"),
    [
        ("", "Skriv, hvor meget kommunerne skal betale i alt, i 1.000 kr."),
        ("0", "Skriv et tal, der er større end 0."),
        ("-5", "Skriv et tal, der er større end 0."),
        ("45,5", "»45,5« skal være et helt tal, fx 45."),
        ("45.667.000", "Tallet er for stort. Skriv totalen i 1.000 kr., så 45.667 er 45,667 mio. kr."),
        ("mange", "»mange« er ikke et tal."),
    ],
)
def test_total_that_cannot_be_used_is_refused_in_words_and_stays_in_the_field(
    noeglekontrakt: Kontrakt, sekretariat: Bruger, tekst: str, besked: str
) -> None:
    side = hent(sekretariat, f"{AAR_2023}beregn/?i_alt={tekst}")

    assert besked in side
    assert tabel(side) == []
    assert 'aria-invalid="true"' in side


def test_missing_population_is_named_with_its_year_and_nothing_can_be_computed(
    noeglekontrakt: Kontrakt, sekretariat: Bruger
) -> None:
    Folketal.objects.get(aar=2022, kommune__kode="0825").delete()

    side = hent(sekretariat, f"{AAR_2023}beregn/?i_alt=15")

    assert "Folketallet 1. januar 2022 mangler for Læsø. En administrator kan indlæse det fra" in side
    assert ("<form" in side.split("<main")[1], tabel(side)) == (False, [])


def test_year_whose_population_is_not_out_yet_is_missing_for_all_and_leads_who_can_load_it_there(
    noeglekontrakt: Kontrakt, administrator: Bruger, direktoer: Bruger
) -> None:
    adresse = f"{AAR_2024}beregn/"

    assert "Folketallet 1. januar 2023 mangler for alle erhvervshusets kommuner." in hent(direktoer, adresse)
    indlaes = '<a href="/admin/folketal/">Indlæs folketal</a>'
    assert [indlaes in hent(person, adresse) for person in (administrator, direktoer)] == [True, False]


def test_house_without_municipalities_has_nothing_to_compute(noeglekontrakt: Kontrakt, sekretariat: Bruger) -> None:
    Fordelingsnoegle.objects.all().delete()
    Folketal.objects.all().delete()
    Kommune.objects.all().delete()

    assert "Erhvervshuset har ingen kommuner." in hent(sekretariat, f"{AAR_2023}beregn/?i_alt=15")


@pytest.mark.parametrize(
    ("person", "kan"), [("sekretariat", True), ("administrator", True), ("direktoer", False), ("laeser", False)]
)
def test_key_can_be_adopted_by_who_decides_it_and_others_see_what_it_would_be(
    noeglekontrakt: Kontrakt, person: str, kan: bool, request: pytest.FixtureRequest
) -> None:
    side = hent(request.getfixturevalue(person), f"{AAR_2023}beregn/?i_alt=15")

    assert side.count(VEDTAG) == (2 if kan else 0)
    assert ("KKR-sekretariatet kan vedtage nøglen." in side) != kan
    assert len(tabel(side)) == 7


def test_year_that_has_its_key_says_where_it_is_changed(noeglekontrakt: Kontrakt, sekretariat: Bruger) -> None:
    side = hent(sekretariat, f"{AAR_2022}beregn/?i_alt=15")

    assert f'<a href="{AAR_2022}">en fordelingsnøgle for 2022</a>. Den ændres ikke herfra;' in side
    assert VEDTAG not in side


def test_year_after_the_contract_is_computed_but_not_adopted(noeglekontrakt: Kontrakt, sekretariat: Bruger) -> None:
    byg_noegle(noeglekontrakt, 2023, (5, 1, 9))
    side_2023 = hent(sekretariat, AAR_2023)
    assert f'href="{AAR_2024}beregn/">Beregn nøglen for 2024</a>' in side_2023
    Folketal.objects.filter(aar=2022).update(aar=2023)

    side = hent(sekretariat, f"{AAR_2024}beregn/?i_alt=15")

    assert "2024 ligger efter Resultatkontrakt 2022–2023." in side
    assert (len(tabel(side)), VEDTAG in side) == (7, False)


@pytest.mark.parametrize("aar", [2021, 2025, 99999999999999999999])
def test_other_years_are_not_computed(noeglekontrakt: Kontrakt, sekretariat: Bruger, client: Client, aar: int) -> None:
    client.force_login(sekretariat)

    assert client.get(f"{KONTRAKT}fordelingsnoegle/{aar}/beregn/").status_code == 404


def test_proposal_is_fetched_as_a_workbook_and_logged(
    noeglekontrakt: Kontrakt, sekretariat: Bruger, client: Client
) -> None:
    client.force_login(sekretariat)

    svar = client.get(f"{AAR_2023}beregn/excel/?i_alt=15")

    filnavn = "nordjylland-2022-2023-beregnet-fordelingsnoegle-2023.xlsx"
    assert svar["Content-Disposition"] == f'attachment; filename="{filnavn}"'
    fundet = list(raekker(load_workbook(BytesIO(svar.getvalue())), "Beregnet nøgle"))
    assert fundet[0][0] == "Beregnet fordelingsnøgle 2023, Erhvervshus Nordjylland (ikke vedtaget)"
    assert fundet[2:] == [
        (
            "Kode",
            "Kommune",
            "Folketal 1. januar 2022",
            "Bidrag 2022",
            "Hver kommune afrundet for sig: bidrag i 1.000 kr.",
            "Hver kommune afrundet for sig: ændring i 1.000 kr.",
            "Hver kommune afrundet for sig: ændring i %",
            "Hver kommune afrundet for sig: kr. pr. indbygger",
            "Nøgle, der går op: bidrag i 1.000 kr.",
            "Nøgle, der går op: ændring i 1.000 kr.",
            "Nøgle, der går op: ændring i %",
            "Nøgle, der går op: kr. pr. indbygger",
        ),
        ("0810", "Brønderslev", 3000, 5, 5, 0, 0, 1.67, 5, 0, 0, 1.67),
        ("0825", "Læsø", 1000, 1, 2, 1, 1, 2, 1, 0, 0, 1),
        ("0851", "Aalborg", 6000, 9, 9, 0, 0, 1.5, 9, 0, 0, 1.5),
        (None,) * 12,
        (None, "Sum af bidrag", 10000, 15, 16, 1, 0.0667, 1.6, 15, 0, 0, 1.5),
        (None, "Total, der er fordelt", None, 15, 15, None, None, None, 15, None, None, None),
        (None, "Forskel", None, 0, 1, None, None, None, 0, None, None, None),
        (None, "Kilde: Danmarks Statistik, FOLK1A", *(None,) * 10),
    ]
    haendelse = Haendelse.objects.get(slags=Haendelsesslags.EKSPORT)
    assert (haendelse.bruger, haendelse.beskrivelse) == (sekretariat, filnavn)


def test_workbook_of_what_cannot_be_computed_leads_to_the_page_that_says_why(
    noeglekontrakt: Kontrakt, sekretariat: Bruger, client: Client
) -> None:
    client.force_login(sekretariat)

    assert client.get(f"{AAR_2023}beregn/excel/?i_alt=x").headers["Location"] == f"{AAR_2023}beregn/?i_alt=x"


def test_first_key_of_a_house_has_neither_suggestion_nor_change(
    noeglekontrakt: Kontrakt, sekretariat: Bruger, client: Client
) -> None:
    Fordelingsnoegle.objects.all().delete()

    side = hent(sekretariat, f"{AAR_2023}beregn/?i_alt=15")
    client.force_login(sekretariat)
    bog = load_workbook(BytesIO(client.get(f"{AAR_2023}beregn/excel/?i_alt=15").getvalue()))

    assert tabel(side)[2] == ["Brønderslev", "3.000", "5", "1,67", "5", "1,67"]
    assert 'value="15"' not in hent(sekretariat, f"{AAR_2023}beregn/")
    assert list(raekker(bog, "Beregnet nøgle"))[3] == ("0810", "Brønderslev", 3000, 5, 1.67, 5, 1.67)
