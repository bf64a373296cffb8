"""All houses and years as one workbook: flat rows that can be filtered, for the administrator alone."""

from collections import defaultdict
from datetime import date, datetime
from io import BytesIO
from typing import Any

import pytest
from django.db import connection
from django.test import Client
from openpyxl import Workbook, load_workbook
from pytest_django import DjangoAssertNumQueries

from kontrakt.models import Bruger, Haendelse, Haendelsesslags, Kontrakt, Kontrakttilstand
from kontrakt.triggere import fjern
from maal.models import Maalepunkt, Oejebliksbillede
from maal.typer import Krav, Segment, Segmentering, Slags, Tilstand
from tests.byggere import (
    byg_afrapportering,
    byg_indikator,
    byg_kontrakt,
    byg_maal,
    byg_nationalt_maal,
    byg_punkt,
    byg_rammeaftale,
    saet_tilstand,
    udfyld,
)
from tests.noegledata import byg_noeglekontrakt

pytestmark = pytest.mark.django_db

SIDE, EXCEL = "/rapporter/samlet/", "/rapporter/samlet/excel/"

DRIFT = {
    "Erhvervshus": "Erhvervshus Nordjylland",
    "KKR": "KKR Nordjylland",
    "Rammeaftale": "2021–2023",
    "Kontrakt": "Resultatkontrakt 2021",
    "År": 2021,
    "Afrapportering": "Endelig",
    "Opgjort pr.": datetime.fromisoformat("2021-12-31"),
    "Tilstand": "Kladde",
    "Gælder for året": "Ja",
    "Mål": 3,
    "Målets titel": "Tilfredshed",
    "Type": "Nationalt",
    "Nationalt mål": "Tilfredshed",
    "Indikator": "Meget tilfredse",
    "Målepunkt": "3.2",
    "Målepunktets tekst": "Andel meget tilfredse",
    "Segment": "Drift",
    "Krav": "mindst",
    "Måltal": 80,
    "Resultat": 75.5,
    "Enhed": "procent",
    "Vurdering": "Ikke opfyldt",
    "Status": "Målepunktet samlet: Delvist opfyldt\nMålt i juni.\nKilde: Egen måling",
}


def hent(client: Client, valg: str = "") -> Workbook:
    return load_workbook(BytesIO(client.get(EXCEL + valg).getvalue()))


def raekker(bog: Workbook, ark: str = "Måltal og resultater") -> list[dict[str, Any]]:
    """The rows of a sheet by column, without the empty cells."""
    hoved, *resten = bog[ark].iter_rows(values_only=True)
    return [
        {str(navn): celle for navn, celle in zip(hoved, raekke, strict=True) if celle is not None} for raekke in resten
    ]


@pytest.fixture
def client(client: Client, administrator: Bruger) -> Client:
    """The administrator's browser."""
    client.force_login(administrator)
    return client


def test_row_has_whose_figure_it_is_what_it_is_and_how_it_is_judged(client: Client) -> None:
    kontrakt = byg_kontrakt(maal=0)
    maal = byg_maal(kontrakt, 3, titel="Tilfredshed", nationalt_maal=byg_nationalt_maal("tilfredshed"))
    punkt = byg_punkt(
        maal,
        2,
        tekst="Andel meget tilfredse",
        indikator=byg_indikator("tilfredse", "Meget tilfredse"),
        segmentering=Segmentering.HVER,
        maaltal={Segment.DRIFT: 80, Segment.VAEKST: 85},
    )
    rapport = byg_afrapportering(kontrakt, slags=Slags.ENDELIG)
    udfyld(rapport, punkt, {Segment.DRIFT: "75.5", Segment.VAEKST: 90}, tekst="Målt i juni.", kilde="Egen måling")

    drift, vaekst = raekker(hent(client))

    assert drift == DRIFT
    assert (vaekst["Segment"], vaekst["Måltal"], vaekst["Resultat"]) == ("Vækst", 85, 90)


def test_every_report_of_every_house_and_year_is_there_and_the_one_that_holds_is_marked(client: Client) -> None:
    for hus, aar in (("nordjylland", 2022), ("midtjylland", 2021)):
        byg_afrapportering(byg_kontrakt(hus, aar, maal=1))
    midtjylland, kontrakt = Kontrakt.objects.order_by("fra_aar")
    byg_afrapportering(midtjylland, slags=Slags.HALVAARLIG, pr_dato=date(2021, 6, 30), tilstand=Tilstand.GODKENDT)
    byg_afrapportering(kontrakt, slags=Slags.ENDELIG, tilstand=Tilstand.GODKENDT)
    byg_afrapportering(kontrakt, pr_dato=date(2023, 2, 1), tilstand=Tilstand.INDSENDT)  # does not settle the year

    fundet = [
        (raekke["Erhvervshus"], raekke["År"], raekke["Afrapportering"], raekke["Tilstand"], raekke["Gælder for året"])
        for raekke in raekker(hent(client))
    ]

    assert fundet == [
        ("Erhvervshus Midtjylland", 2021, "Halvårlig", "Godkendt", "Ja"),
        ("Erhvervshus Midtjylland", 2021, "Foreløbig", "Kladde", "Nej"),  # newer, and it may still be empty
        ("Erhvervshus Nordjylland", 2022, "Foreløbig", "Kladde", "Nej"),
        ("Erhvervshus Nordjylland", 2022, "Foreløbig", "Indsendt", "Nej"),
        ("Erhvervshus Nordjylland", 2022, "Endelig", "Godkendt", "Ja"),
    ]


def test_contract_year_without_a_report_has_its_targets(client: Client) -> None:
    kontrakt = byg_kontrakt(maal=0, til_aar=2022)
    begge = Segmentering.HVER
    byg_punkt(byg_maal(kontrakt), maaltal=50, tolerance=10, aar=2022, krav=Krav.INDEN_FOR, segmentering=begge)
    byg_afrapportering(kontrakt)

    uden = [raekke for raekke in raekker(hent(client)) if raekke["Tilstand"] == "Ikke afrapporteret"]

    assert [(r["År"], r["Segment"], r["Krav"], r["Måltal"]) for r in uden] == [
        (2022, "Drift", "inden for ±10\xa0%", 50),
        (2022, "Vækst", "inden for ±10\xa0%", 50),
    ]
    assert [set(r) & {"Opgjort pr.", "Resultat", "Vurdering", "Gælder for året"} for r in uden] == [set(), set()]


def test_draft_contract_is_told_from_one_that_nobody_has_reported_on(client: Client) -> None:
    byg_kontrakt(maal=1, tilstand=Kontrakttilstand.UDKAST)

    bog = hent(client)

    for ark in ("Måltal og resultater", "Afrapporteringer"):
        assert [raekke["Tilstand"] for raekke in raekker(bog, ark)] == ["Kontrakten er et udkast"]


def test_approved_report_is_as_it_was_approved(client: Client) -> None:
    kontrakt = byg_kontrakt(maal=1)
    rapport = byg_afrapportering(kontrakt)
    udfyld(rapport, Maalepunkt.objects.get(), 90)
    saet_tilstand(rapport, Tilstand.GODKENDT)
    kontrakt.maal.update(titel="Et andet navn")

    (raekke,) = raekker(hent(client))

    assert (raekke["Målets titel"], raekke["Resultat"]) == ("Mål med nummer 1", 90)


def test_national_goal_has_one_name_in_all_frameworks(client: Client) -> None:
    for fra_aar, titel in ((2021, "Kendskab"), (2024, "Kendskab til erhvervshusene")):
        ramme = byg_rammeaftale(fra_aar, fra_aar + 2)
        nationalt = byg_nationalt_maal("kendskab", rammeaftale=ramme, titel=titel)
        byg_punkt(byg_maal(byg_kontrakt(fra_aar=fra_aar, maal=0, rammeaftale=ramme), nationalt_maal=nationalt))

    assert {raekke["Nationalt mål"] for raekke in raekker(hent(client))} == {"Kendskab til erhvervshusene"}


def test_reports_sheet_counts_verdicts(client: Client) -> None:
    kontrakt = byg_kontrakt(maal=3)
    rapport = byg_afrapportering(kontrakt, slags=Slags.ENDELIG, frist=date(2022, 6, 30))
    udfyld(rapport, Maalepunkt.objects.get(maal__nummer=1), 90)
    byg_kontrakt("midtjylland", maal=1)

    uden, med = raekker(hent(client), "Afrapporteringer")

    assert uden["Tilstand"] == "Ikke afrapporteret"
    assert (med["Opfyldt"], med["Mangler"], med["Bagud"], med["Målepunkter i alt"]) == (1, 2, 0, 3)
    assert med["Frist"].date() == date(2022, 6, 30)


def test_damaged_report_is_left_out_and_said_to_be(client: Client, caplog: pytest.LogCaptureFixture) -> None:
    rapport = byg_afrapportering(byg_kontrakt(maal=1))
    saet_tilstand(rapport, Tilstand.GODKENDT)
    fjern(connection)
    Oejebliksbillede.objects.filter(afrapportering=rapport).update(sha256="0" * 64)

    bog = hent(client)

    (raekke,) = raekker(bog, "Afrapporteringer")
    assert raekke["Bemærkning"] == "Den godkendte udgave er beskadiget, så tallene er ikke med."
    assert raekker(bog) == [{}]
    assert [post.levelname for post in caplog.records if post.name == "maal.opslag"] == ["ERROR"]
    caplog.clear()


def test_contracts_and_funding_keys_have_their_sheets(client: Client) -> None:
    byg_noeglekontrakt()
    byg_kontrakt("fyn", maal=2, punkter=3, tilstand=Kontrakttilstand.UDKAST)

    bog = hent(client)

    fyn = raekker(bog, "Kontrakter")[0]
    assert (fyn["Erhvervshus"], fyn["Tilstand"], fyn["Mål"], fyn["Heraf nationale"], fyn["Målepunkter"]) == (
        "Erhvervshus Fyn", "Udkast", 2, 0, 6,
    )  # fmt: skip
    andele: dict[int, float] = defaultdict(float)
    for raekke in raekker(bog, "Fordelingsnøgler"):
        andele[raekke["År"]] += raekke["Andel"]
    assert andele == pytest.approx({2021: 1, 2022: 1}, abs=0.001)


def test_focus_areas_have_their_sheet(client: Client) -> None:
    rapport = byg_afrapportering(byg_kontrakt(maal=0, omraader=2))
    rapport.indsatsstatusser.filter(indsatsomraade__nummer=2).update(tekst="Der er holdt møder.")

    fundet = raekker(hent(client), "Indsatsområder")

    assert [(raekke["Nr."], raekke.get("Status")) for raekke in fundet] == [(1, None), (2, "Der er holdt møder.")]


@pytest.mark.parametrize(
    ("valg", "aarene"),
    [
        ("", [2021, 2022, 2024]),
        ("?fra=2022", [2022, 2024]),
        ("?til=2022", [2021, 2022]),
        ("?fra=2022&til=2022", [2022]),
        ("?ramme=2024", [2024]),
        ("?ramme=2021&fra=2022", [2022]),
        ("?ramme=1999&fra=x", [2021, 2022, 2024]),
    ],
)
def test_framework_and_years_narrow_page_and_workbook_alike(client: Client, valg: str, aarene: list[int]) -> None:
    byg_kontrakt(maal=1, til_aar=2022)
    byg_kontrakt(fra_aar=2024, maal=1, rammeaftale=byg_rammeaftale(2024, 2027))

    bog, side = hent(client, valg), client.get(SIDE + valg)

    assert sorted({raekke["År"] for raekke in raekker(bog)}) == aarene
    assert side.context["aar"] == aarene


def test_years_the_wrong_way_round_get_a_message(client: Client) -> None:
    byg_kontrakt(maal=1, til_aar=2022)

    assert "Vælg 2022 eller et senere år." in client.get(SIDE + "?fra=2022&til=2021").content.decode()


def test_without_a_contract_there_is_nothing_to_fetch(client: Client) -> None:
    assert "Der er ingen kontrakter" in client.get(SIDE).content.decode()
    assert client.get(EXCEL).status_code == 404


def test_fetching_stands_in_the_log_and_asking_for_the_size_does_not(client: Client) -> None:
    byg_kontrakt(maal=1)
    client.head(EXCEL)
    hent(client)

    (haendelse,) = Haendelse.objects.filter(slags=Haendelsesslags.EKSPORT)
    assert haendelse.beskrivelse == "alle-resultatkontrakter-2021.xlsx"


@pytest.mark.parametrize("antal", [1, 3])
def test_workbook_asks_as_often_however_many_contracts(
    client: Client, antal: int, django_assert_num_queries: DjangoAssertNumQueries
) -> None:
    for hus in ("nordjylland", "midtjylland", "fyn")[:antal]:
        for aar in (2021, 2022):
            kontrakt = byg_kontrakt(hus, aar, maal=2, omraader=1)
            byg_afrapportering(kontrakt)
            byg_afrapportering(kontrakt, slags=Slags.ENDELIG, tilstand=Tilstand.GODKENDT)

    with django_assert_num_queries(16):
        hent(client)


@pytest.mark.parametrize("rolle", ["sekretariat", "direktoer", "laeser"])
def test_others_are_refused(rolle: str, client: Client, request: pytest.FixtureRequest) -> None:
    byg_kontrakt(maal=1)
    client.force_login(request.getfixturevalue(rolle))

    assert [client.get(adresse).status_code for adresse in (SIDE, EXCEL)] == [403, 403]
