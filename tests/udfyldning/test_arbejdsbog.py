"""The workbook to be filled in: what is open and what is locked, what may be typed, and the same bytes each time."""

from decimal import Decimal
from io import BytesIO
from typing import Any

import pytest
from django.test import Client
from openpyxl import Workbook, load_workbook

from kontrakt.models import Bruger, Haendelse, Haendelsesslags
from maal.models import Afrapportering
from maal.typer import Enhed
from maal.udfyldning import som_tal
from rapporter.excel.udfyldning import udfyldning
from tests.byggere import udfyld
from tests.udfyldning.verden import ARK, HENTET, INDSATSARK, adresse, hent, punkt, rettelser, udtraek

pytestmark = pytest.mark.django_db

FORSIDE = "Vejledning til udfyldning"


@pytest.fixture
def bog(rapport: Afrapportering) -> Workbook:
    """Its workbook."""
    return load_workbook(BytesIO(hent(rapport)))


def aabne(bog: Workbook, ark: str) -> list[str]:
    """The cells that may be typed in."""
    celler = [celle for raekke in bog[ark].iter_rows() for celle in raekke]
    return [celle.coordinate for celle in celler if not celle.protection.locked]


def regel(bog: Workbook, celle: str, ark: str = ARK) -> Any:
    """What a cell may hold."""
    (fundet,) = [en for en in bog[ark].data_validations.dataValidation if celle in en.sqref]
    return fundet


def test_sheets_come_with_a_guide_first_and_what_is_ours_hidden(bog: Workbook) -> None:
    assert [(blad.title, blad.sheet_state) for blad in bog.worksheets] == [
        (FORSIDE, "visible"), (ARK, "visible"), (INDSATSARK, "visible"), ("Lister", "hidden"), ("Data", "hidden")
    ]  # fmt: skip
    assert [blad.protection.sheet for blad in bog.worksheets] == [True] * 5
    assert [blad.protection.password for blad in bog.worksheets] == [None] * 5
    assert bog.security.lockStructure


def test_only_result_status_and_awaited_are_open(bog: Workbook) -> None:
    # 1.1 has two rows, of which the first has the words; 2.1 is judged in words and has no figure.
    assert aabne(bog, ARK) == [
        "G4", "H4", "I4", "G5", "H6", "I6", *(f"{kolonne}{nr}" for nr in range(7, 12) for kolonne in "GHI")
    ]  # fmt: skip
    assert aabne(bog, INDSATSARK) == ["C4", "C5"]
    assert aabne(bog, FORSIDE) == aabne(bog, "Data") == aabne(bog, "Lister") == []


def test_open_cells_are_marked_by_colour_and_by_words(bog: Workbook) -> None:
    blad = bog[ARK]

    assert [celle.value for celle in blad[3]] == [
        "Nr.", "Mål", "Målepunkt", "Segment", "Krav", "Enhed",
        "Resultat (udfyldes)", "Status (udfyldes)", "Afventer tal fra (udfyldes)",
    ]  # fmt: skip
    assert blad["A2"].value == "Skriv kun i de gule felter, i kolonnerne med (udfyldes). Alt andet er låst."
    gule = [c.coordinate for raekke in blad.iter_rows() for c in raekke if c.fill.fgColor.rgb == "00FFF2CC"]
    assert gule == aabne(bog, ARK)


def test_rows_say_what_is_asked_and_what_stands(bog: Workbook) -> None:
    raekker = list(bog[ARK].iter_rows(min_row=4, max_row=7, values_only=True))

    assert raekker[0] == (
        "1.1", "Mål med nummer 1", "Målepunkt nr. 1", "Drift", "mindst 80\u00a0%", "procent", 75, "Målt i maj.", None
    )  # fmt: skip
    assert raekker[1][3:] == ("Vækst", "mindst 80\u00a0%", "procent", 81, None, None)
    assert raekker[2][3:] == ("Alle", "intet måltal", "kvalitativ", "Intet tal. Vurderes på siden.", None, None)


@pytest.mark.parametrize(
    ("celle", "slags", "graenser"),
    [
        ("G4", "decimal", ("0", "100")),
        ("G8", "decimal", ("-100", "100")),
        ("G9", "whole", ("0", "999999999999")),
        ("G10", "decimal", ("0", "999999999999")),
        ("G11", "decimal", ("-999999999999", "999999999999")),
        ("H4", "textLength", ("20000", None)),
    ],
)
def test_cell_takes_only_what_the_page_takes(
    bog: Workbook, celle: str, slags: str, graenser: tuple[str, str | None]
) -> None:
    en = regel(bog, celle)

    assert (en.type, (en.formula1, en.formula2)) == (slags, graenser)
    assert (en.allowBlank, en.showErrorMessage, en.showInputMessage) == (True, True, True)
    assert len(en.prompt) <= 255
    assert len(en.error) <= 255


def test_cell_says_in_danish_what_it_takes(bog: Workbook) -> None:
    en = regel(bog, "G4")

    assert en.promptTitle == "Resultat (procent)"
    assert en.prompt == "Skriv et tal fra 0 til 100, fx 71,5. Er det 1 eller mindre, så skriv % efter."
    assert en.error == "Skriv et tal fra 0 til 100, fx 71,5, eller lad cellen være tom."
    assert regel(bog, "G9").prompt == "Skriv et helt tal på mindst 0, fx 1680."


def test_awaited_is_chosen_from_those_that_occur_or_typed(rapport: Afrapportering) -> None:
    udfyld(rapport, punkt(rapport, "3.1"), afventer="Kundemålingen")
    udfyld(rapport, punkt(rapport, "4.1"), afventer="Danmarks Statistik, afd. 2")
    bog = load_workbook(BytesIO(hent(rapport)))

    en = regel(bog, "I4")

    assert (en.type, en.formula1, en.showErrorMessage) == ("list", "Lister!$A$1:$A$2", False)
    assert [celle.value for celle in bog["Lister"]["A"]] == ["Danmarks Statistik, afd. 2", "Kundemålingen"]


def test_texts_stay_texts_and_figures_keep_their_decimals(rapport: Afrapportering) -> None:
    for nr, (tekst, tal) in enumerate({"=1+1": "33.3333", "+45 12": "-70", "#N/A": "1680"}.items(), start=3):
        udfyld(rapport, punkt(rapport, f"{nr}.1"), tal, tekst=tekst)
    blad = load_workbook(BytesIO(hent(rapport)))[ARK]

    assert [(blad[f"H{nr}"].value, blad[f"H{nr}"].data_type) for nr in (7, 8, 9)] == [
        ("=1+1", "s"), ("+45 12", "s"), ("#N/A", "s")
    ]  # fmt: skip
    assert [(blad[f"G{nr}"].value, blad[f"G{nr}"].number_format) for nr in (7, 8, 9)] == [
        (33.3333, "General"), (-70, "General"), (1680, "[$-406]#,##0")
    ]  # fmt: skip


def test_figure_that_a_number_would_not_say_for_certain_is_text(rapport: Afrapportering) -> None:
    udfyld(rapport, punkt(rapport, "3.1"), "0.5")
    udfyld(rapport, punkt(rapport, "6.1"), "99999999999.9999")
    blad = load_workbook(BytesIO(hent(rapport)))[ARK]

    assert (blad["G7"].value, blad["G10"].value) == ("0,5\u00a0%", 99999999999.9999)
    assert rettelser(hent(rapport)) == {}
    assert som_tal(Decimal("999999999999.9999"), Enhed.FAKTOR) == "999.999.999.999,9999"  # a digit too many


def test_text_that_no_cell_can_hold_is_locked_and_left_alone(rapport: Afrapportering) -> None:
    udfyld(rapport, punkt(rapport, "3.1"), tekst="Bip \x07 og _x0041_")
    bog = load_workbook(BytesIO(hent(rapport)))

    assert bog[ARK]["H7"].value == "Teksten kan ikke stå i et regneark. Ret den på siden."
    assert "H7" not in aabne(bog, ARK)
    assert rettelser(hent(rapport)) == {}


def test_same_report_gives_the_same_bytes(rapport: Afrapportering) -> None:
    assert hent(rapport) == hent(rapport)


def test_workbook_has_a_name_that_says_what_it_is_and_is_logged(
    client: Client, direktoer: Bruger, rapport: Afrapportering
) -> None:
    client.force_login(direktoer)

    svar = client.get(adresse(rapport, "udfyldning/"))

    navn = "nordjylland-2021-foreloebig-2021-10-13-udfyldning.xlsx"
    assert svar["Content-Disposition"] == f'attachment; filename="{navn}"'
    assert load_workbook(BytesIO(svar.getvalue())).properties.creator == direktoer.navn
    assert Haendelse.objects.get(slags=Haendelsesslags.EKSPORT).beskrivelse == navn


def test_report_without_focus_areas_has_no_sheet_of_them(rapport: Afrapportering) -> None:
    rapport.indsatsstatusser.all().delete()
    rapport.kontrakt.indsatsomraader.all().delete()

    fil = udfyldning(udtraek(rapport), hentet=HENTET).indhold

    assert INDSATSARK not in load_workbook(BytesIO(fil)).sheetnames
    assert rettelser(fil) == {}
