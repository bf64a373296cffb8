"""`manage.py eksporter`: which report, where it is written, and what it answers when it cannot."""

import datetime
from io import StringIO
from pathlib import Path

import pytest
from django.core.management import CommandError, call_command
from docx import Document
from openpyxl import load_workbook

from kontrakt.models import Rolle
from maal.typer import Slags
from tests.byggere import byg_afrapportering, byg_bruger, byg_kontrakt

pytestmark = pytest.mark.django_db

FILNAVN = "nordjylland-2021-foreloebig-2021-10-13.xlsx"


def eksporter(*argumenter: str, ud: Path, overskriv: bool = False) -> str:
    """Run the command; give what it prints."""
    stdout = StringIO()
    call_command("eksporter", *argumenter, ud=ud, overskriv=overskriv, stdout=stdout)
    return stdout.getvalue()


def fejl(*argumenter: str, ud: Path) -> tuple[str, int]:
    """Run the command; give its error and exit status."""
    with pytest.raises(CommandError) as grund:
        eksporter(*argumenter, ud=ud)
    return str(grund.value), grund.value.returncode


def test_report_is_written_in_the_folder_under_its_own_name(tmp_path: Path) -> None:
    byg_afrapportering(byg_kontrakt())

    assert eksporter("nordjylland-2021", "2021", ud=tmp_path) == f"Skrevet: {tmp_path / FILNAVN}\n"
    assert load_workbook(tmp_path / FILNAVN).sheetnames[0] == "Forside"


def test_annex_is_written_in_the_form_asked_for_to_who_it_is_for(tmp_path: Path) -> None:
    byg_afrapportering(byg_kontrakt())
    byg_bruger(Rolle.SEKRETARIAT, username="nina")

    eksporter("nordjylland-2021", "2021", "--form", "word", "--bruger", "nina", ud=tmp_path)

    (fil,) = tmp_path.iterdir()
    assert fil.name == "nordjylland-2021-foreloebig-2021-10-13.docx"
    assert Document(str(fil)).core_properties.author == "nina"


def test_annex_is_not_written_to_nobody(tmp_path: Path) -> None:
    byg_afrapportering(byg_kontrakt())

    svar, status = fejl("nordjylland-2021", "2021", "--form", "pdf", ud=tmp_path)

    assert (svar.split(". ")[1], status) == ("Skriv med --bruger BRUGERNAVN, hvem det er til.", 1)
    assert list(tmp_path.iterdir()) == []


def test_without_a_place_it_is_written_where_one_stands(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    byg_afrapportering(byg_kontrakt())
    monkeypatch.chdir(tmp_path)

    call_command("eksporter", "nordjylland-2021", "2021", stdout=StringIO())

    assert [fil.name for fil in tmp_path.iterdir()] == [FILNAVN]


def test_newest_report_of_the_year_is_written(tmp_path: Path) -> None:
    kontrakt = byg_kontrakt(til_aar=2022)
    for maaned in (9, 12, 6):
        byg_afrapportering(kontrakt, pr_dato=datetime.date(2021, maaned, 1))
    byg_afrapportering(kontrakt, aar=2022)

    eksporter("nordjylland-2021-2022", "2021", ud=tmp_path)

    assert [fil.name for fil in tmp_path.iterdir()] == ["nordjylland-2021-2022-foreloebig-2021-12-01.xlsx"]


def test_final_report_is_written_even_if_another_is_newer(tmp_path: Path) -> None:
    kontrakt = byg_kontrakt()
    byg_afrapportering(kontrakt, slags=Slags.ENDELIG)
    byg_afrapportering(kontrakt, pr_dato=datetime.date(2022, 1, 15))

    eksporter("nordjylland-2021", "2021", ud=tmp_path)

    assert [fil.name for fil in tmp_path.iterdir()] == ["nordjylland-2021-endelig-2021-12-31.xlsx"]


def test_file_that_exists_is_left_alone(tmp_path: Path) -> None:
    byg_afrapportering(byg_kontrakt())
    fil = tmp_path / "min.xlsx"
    fil.write_text("mit arbejde")

    besked = f"{fil} findes allerede. Vælg en anden fil med --ud, eller tilføj --overskriv."
    assert fejl("nordjylland-2021", "2021", ud=fil) == (besked, 1)
    assert fil.read_text() == "mit arbejde"


def test_file_that_exists_is_replaced_when_asked(tmp_path: Path) -> None:
    byg_afrapportering(byg_kontrakt())
    fil = tmp_path / "min.xlsx"
    fil.write_text("det gamle")

    assert eksporter("nordjylland-2021", "2021", ud=fil, overskriv=True) == f"Skrevet: {fil}\n"
    assert load_workbook(fil).sheetnames[0] == "Forside"


def test_folder_that_does_not_exist_is_told(tmp_path: Path) -> None:
    byg_afrapportering(byg_kontrakt())
    fil = tmp_path / "mangler" / "min.xlsx"

    besked = f"{fil} kan ikke skrives. Findes mappen, og må du skrive i den?"
    assert fejl("nordjylland-2021", "2021", ud=fil) == (besked, 1)


def test_unknown_contract_is_told_with_those_that_there_are(tmp_path: Path) -> None:
    byg_kontrakt()
    byg_kontrakt("midtjylland", 2022)

    besked = "Der er ingen kontrakt med navnet »nordjylland«. Kontrakter: midtjylland-2022, nordjylland-2021."
    assert fejl("nordjylland", "2021", ud=tmp_path) == (besked, 1)


def test_year_that_is_not_the_contracts_is_told(tmp_path: Path) -> None:
    byg_kontrakt(til_aar=2022)

    assert fejl("nordjylland-2021-2022", "2023", ud=tmp_path) == (
        "2023 er ikke et af kontraktens år (2021–2022).",
        1,
    )


def test_year_without_a_report_is_told(tmp_path: Path) -> None:
    byg_kontrakt()

    besked = "Der er ingen afrapportering for 2021 i kontrakten Resultatkontrakt 2021, Erhvervshus Nordjylland."
    assert fejl("nordjylland-2021", "2021", ud=tmp_path) == (besked, 1)


def test_as_a_user_only_what_the_user_may_see_is_exported_and_under_the_users_name(tmp_path: Path) -> None:
    byg_afrapportering(byg_kontrakt())
    byg_kontrakt("midtjylland")
    byg_bruger(Rolle.SEKRETARIAT, first_name="Sille", last_name="Sekretær")
    byg_bruger(Rolle.SEKRETARIAT, "midtjylland")
    byg_bruger(Rolle.LAESER)
    spoergsmaal = ("nordjylland-2021", "2021", "--bruger")

    egen = eksporter(*spoergsmaal, "sekretariat-nordjylland", ud=tmp_path)
    andens = fejl(*spoergsmaal, "sekretariat-midtjylland", ud=tmp_path)
    laesers = fejl(*spoergsmaal, "laeser", ud=tmp_path)

    assert egen == f"Skrevet: {tmp_path / FILNAVN}\n"
    assert load_workbook(tmp_path / FILNAVN).properties.creator == "Sille Sekretær"
    assert andens == ("Der er ingen kontrakt med navnet »nordjylland-2021«. Kontrakter: midtjylland-2021.", 1)
    assert laesers[0].startswith("Der er ingen afrapportering for 2021 i kontrakten")


@pytest.mark.parametrize("brugernavn", ["findes-ikke", "sekretariat-nordjylland"])
def test_as_nobody_who_may_log_in_nothing_is_exported(tmp_path: Path, brugernavn: str) -> None:
    byg_afrapportering(byg_kontrakt())
    byg_bruger(Rolle.SEKRETARIAT, is_active=False)

    grund, _ = fejl("nordjylland-2021", "2021", "--bruger", brugernavn, ud=tmp_path)

    assert grund == f"Der er ingen aktiv bruger med brugernavnet »{brugernavn}«."
    assert list(tmp_path.iterdir()) == []
