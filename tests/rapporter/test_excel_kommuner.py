"""The workbooks of the municipalities' pages, opened again."""

import datetime
from io import BytesIO
from typing import Any

import pytest
from openpyxl import Workbook, load_workbook

from kommuner.models import Folketal
from kontrakt.models import Bruger, Haendelse, Haendelsesslags
from maal.typer import Vurdering
from tests.byggere import byg_kontrakt
from tests.rapporter.excelark import raekker
from tests.rapporter.kommuneverden import (
    byg_endelig,
    byg_forloeb,
    byg_kommuner,
    byg_noegle,
    byg_punkt_2021,
    log_in,
)

pytestmark = pytest.mark.django_db

ALLE, LAESOE = "/kommuner/excel/", "/kommuner/0825/excel/"
ENDELIG = datetime.date(2021, 12, 31)
PR_DATO = datetime.datetime(2021, 12, 31)  # noqa: DTZ001 - as Excel has it
UNDER = "Under spændet, inviter til dialog"


@pytest.fixture
def nordjylland(db: None) -> None:
    """The three with keys of two years and a count that an approved report rests on."""
    byg_kommuner()
    byg_noegle(byg_kontrakt(fra_aar=2020, maal=0), 2020, Læsø=100, Aalborg=700)
    punkt = byg_punkt_2021()
    byg_noegle(punkt.maal.kontrakt, 2021)
    byg_endelig(punkt, byg_forloeb(ENDELIG, 20, 8, 80, kollektive=3))


def hent(bruger: Bruger, adresse: str, **valg: str) -> Workbook:
    """The workbook behind an address."""
    svar = log_in(bruger).get(adresse, valg)
    assert svar.status_code == 200
    return load_workbook(BytesIO(svar.getvalue()))


def tabel(bog: Workbook, ark: str) -> list[tuple[Any, ...]]:
    """The rows of a sheet's table."""
    return list(raekker(bog, ark, fra=4))


def test_list_has_what_the_page_has(nordjylland: None, sekretariat: Bruger) -> None:
    bog = hent(sekretariat, ALLE)
    titel, _, hoved, *indhold = raekker(bog, "Kommuner")

    assert titel[0] == "Kommuner. Indbyggere 1. januar 2022. Kilde: Danmarks Statistik, FOLK1A."
    assert hoved == (
        *("Kode", "Kommune", "Erhvervshus", "By/land", "Indbyggere", "Nøgleår", "Bidrag i kr.", "Kr. pr. indbygger"),
        *("Andel af nøglen", "Opgjort pr.", "Individuelle forløb", "Spredning"),
    )
    hus = "Erhvervshus Nordjylland"
    assert indhold == [
        ("0810", "Brønderslev", hus, "Bykommune", 2000, 2021, 200_000, 100, 0.2, PR_DATO, 20, "7.1: Inden for spændet"),
        ("0825", "Læsø", hus, "Landkommune", 1000, 2021, 80_000, 80, 0.08, PR_DATO, 8, f"7.1: {UNDER}"),
        ("0851", "Aalborg", hus, "Bykommune", 7000, 2021, 720_000, 102.86, 0.72, PR_DATO, 80, "7.1: Over spændet"),
    ]


def test_list_honours_the_filter(nordjylland: None, sekretariat: Bruger) -> None:
    assert [raekke[1] for raekke in tabel(hent(sekretariat, ALLE, type="land"), "Kommuner")] == ["Læsø"]


def test_list_without_keys_and_counts_is_empty_there(sekretariat: Bruger) -> None:
    byg_kommuner(aar=[])

    assert tabel(hent(sekretariat, ALLE), "Kommuner")[1] == (
        *("0825", "Læsø", "Erhvervshus Nordjylland", "Landkommune"),
        *(None,) * 8,
    )


def test_workbook_of_a_municipality_has_its_sheets_and_says_whose_it_is(nordjylland: None, sekretariat: Bruger) -> None:
    bog = hent(sekretariat, LAESOE)
    forside = {raekke[0]: raekke[1] for raekke in raekker(bog, "Kommune") if raekke[0]}

    assert bog.sheetnames == ["Kommune", "Bidrag", "Vejledning", "Spredning", "Afrapporteringer"]
    assert {navn: vaerdi for navn, vaerdi in forside.items() if navn != "Eksporteret"} == {
        "Læsø": None,
        "Om kommunen": None,
        "Kommune": "Læsø (0825)",
        "Erhvervshus": "Erhvervshus Nordjylland",
        "KKR": "KKR Nordjylland",
        "By/land": "Landkommune",
        "Indbyggere 1. januar 2022": 1000,
        "Eksporteret af": "sekretariat-nordjylland",
        "Kilde: Danmarks Statistik, FOLK1A": None,
    }


def test_contributions_of_a_municipality(nordjylland: None, sekretariat: Bruger) -> None:
    Folketal.objects.create(kommune_id=Folketal.objects.get(antal=1000, aar=2020).kommune_id, aar=2019, antal=800)

    assert tabel(hent(sekretariat, LAESOE), "Bidrag") == [
        (2021, 80_000, 1000, 80, 0.08, 2020, -20_000, -0.2, None),
        (2020, 100_000, 800, 125, 0.1, None, None, None, None),
    ]


def test_guidance_of_a_municipality_says_what_is_not_counted(nordjylland: None, sekretariat: Bruger) -> None:
    ikke = "Ikke opgjort"

    assert tabel(hent(sekretariat, LAESOE), "Vejledning") == [
        (2021, PR_DATO, 8, ikke, ikke, ikke, 3, ikke, 8, 1000, 8, 0.0741, 0.1),
    ]


def test_spread_of_a_municipality(nordjylland: None, sekretariat: Bruger) -> None:
    (raekke,) = tabel(hent(sekretariat, LAESOE), "Spredning")

    assert raekke[:10] == (2021, PR_DATO, "Mål 7.1", "Kommunen", 8, 10, 9, 11, -2, UNDER)
    assert raekke[10].startswith("Vurderes for hver kommune. Der fordeles kontraktens måltal")


def test_spread_that_cannot_be_computed_says_why(nordjylland: None, sekretariat: Bruger) -> None:
    Folketal.objects.filter(aar=2020, antal=7000).delete()

    (raekke,) = tabel(hent(sekretariat, LAESOE), "Spredning")

    assert raekke[4:10] == (*(None,) * 5, "Folketal 1. januar 2020 mangler for Aalborg.")


def test_reports_of_the_house(nordjylland: None, sekretariat: Bruger) -> None:
    (raekke,) = tabel(hent(sekretariat, LAESOE), "Afrapporteringer")

    assert raekke[:4] == (2021, "Endelig", PR_DATO, "Godkendt")
    assert dict(zip(Vurdering, raekke[4:], strict=True)) == {
        vurdering: int(vurdering == Vurdering.DELVIST_OPFYLDT) for vurdering in Vurdering
    }


def test_municipality_without_anything_says_so_on_each_sheet(sekretariat: Bruger) -> None:
    byg_kommuner(aar=[])
    bog = hent(sekretariat, LAESOE)

    assert [list(raekker(bog, navn, fra=3)) for navn in bog.sheetnames[1:]] == [
        [("Der er ingen fordelingsnøgle med kommunen.",)],
        [("Der er ingen vejledningstal for kommunen.",)],
        [("Der er ingen geografisk spredning at vurdere.",)],
        [("Der er ingen afrapporteringer fra huset.",)],
    ]


def test_reader_gets_nothing_of_what_is_not_approved(nordjylland: None, laeser: Bruger) -> None:
    byg_forloeb(datetime.date(2022, 6, 30), 1, 2, 3)

    assert [raekke[0] for raekke in tabel(hent(laeser, LAESOE), "Vejledning")] == [2021]
    assert [raekke[9:11] for raekke in tabel(hent(laeser, ALLE), "Kommuner")][1] == (PR_DATO, 8)


@pytest.mark.parametrize(
    ("adresse", "fil", "genstand"),
    [(ALLE, "kommuner.xlsx", "Kommuner"), (LAESOE, "kommune-0825.xlsx", "Læsø")],
)
def test_fetching_is_logged(nordjylland: None, sekretariat: Bruger, adresse: str, fil: str, genstand: str) -> None:
    svar = log_in(sekretariat).get(adresse)
    log_in(sekretariat).head(adresse)

    assert svar.headers["Content-Disposition"] == f'attachment; filename="{fil}"'
    eksporter = Haendelse.objects.filter(slags=Haendelsesslags.EKSPORT)
    assert list(eksporter.values_list("bruger", "genstand", "beskrivelse")) == [(sekretariat.pk, genstand, fil)]
