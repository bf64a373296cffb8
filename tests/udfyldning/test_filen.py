"""What is told of a file before any cell of it is read: that it is none of ours, of another time, or tampered with."""

from collections.abc import Callable
from io import BytesIO
from zipfile import ZIP_DEFLATED, ZipFile

import pytest
from django.db import transaction
from hypothesis import assume, given
from hypothesis import strategies as st
from openpyxl import Workbook
from pytest_django.plugin import DjangoDbBlocker

from kommuner.xlsx import ULAESELIG, laes_skema
from maal.statusfil import AELDRE, AENDRET, IKKE_HENTET, KUN_XLSX
from maal.udfyldning import DATAARK
from maal.udfyldningsdata import Datafejl, laes_data
from tests.kommuner.vejledningsfiler import xlsx
from tests.udfyldning.verden import HER, byg_rapport, fejl, hent, med

pytestmark = pytest.mark.django_db  # whose set-up the workbook needs


@pytest.fixture(scope="module")
def fil(django_db_setup: None, django_db_blocker: DjangoDbBlocker) -> bytes:
    """The workbook of a draft with every unit; reading it asks no database."""
    with django_db_blocker.unblock(), transaction.atomic():
        indhold = hent(byg_rapport())
        transaction.set_rollback(True)
    return indhold


def data(ret: Callable[[Workbook], object], fil: bytes) -> list[str]:
    """What is told of a file whose hidden sheet is changed."""
    return fejl(med(fil, ret=ret))


def test_file_that_was_not_fetched_says_where_to_fetch_one(fil: bytes) -> None:
    def slet(bog: Workbook) -> None:
        del bog[DATAARK]

    assert fejl(xlsx([["Nr.", "Resultat"], ["1.1", 5]])) == [IKKE_HENTET]
    assert data(slet, fil) == [IKKE_HENTET]


def test_hidden_sheet_may_be_renamed_and_shown(fil: bytes) -> None:
    def vis(bog: Workbook) -> None:
        bog[DATAARK].sheet_state = "visible"
        bog[DATAARK].title = "Ark9"

    assert data(vis, fil) == []


def test_another_format_is_told_from_tampering(fil: bytes) -> None:
    assert fejl(med(fil, {f"{DATAARK}!B1": "0"})) == [AELDRE]
    assert fejl(med(fil, {f"{DATAARK}!B8": "0"})) == [AENDRET]


def test_hidden_rows_taken_out_are_noticed(fil: bytes) -> None:
    assert data(lambda bog: bog[DATAARK].delete_rows(9), fil) == [AENDRET]
    assert data(lambda bog: bog[DATAARK].delete_rows(4, 20), fil) == [AENDRET]


def test_two_hidden_sheets_say_nothing_for_certain(fil: bytes) -> None:
    assert data(lambda bog: bog.copy_worksheet(bog[DATAARK]), fil) == [AENDRET]


def test_no_cell_of_the_hidden_sheet_can_be_changed_unnoticed(fil: bytes) -> None:
    raekker = [dict(celler) for ark in laes_skema(fil) if ark.navn == DATAARK for _, celler in ark.raekker]
    # Apart from the first row: by it the sheet is found, and its format is told.
    steder = [(nr, kolonne) for nr, celler in enumerate(raekker) for kolonne in range(1, max(celler) + 3) if nr]

    @given(st.sampled_from(steder), st.text(min_size=1) | st.integers() | st.none())
    def proev(sted: tuple[int, int], ny: str | int | None) -> None:
        nr, kolonne = sted
        aendret = {**raekker[nr], kolonne: ny}
        assume(" ".join(str(ny or "").split()) != " ".join(str(raekker[nr].get(kolonne, "")).split()))
        with pytest.raises(Datafejl):
            laes_data([*raekker[:nr], {nr: en for nr, en in aendret.items() if en is not None}, *raekker[nr + 1 :]])

    proev()
    assert laes_data(raekker).kendetegn.rapport == HER.rapport


@pytest.mark.parametrize(
    ("navn", "indhold", "ventet"),
    [
        ("tal.csv", b"Nr.;Resultat\n1.1;5\n", KUN_XLSX),
        ("tal.xls", b"x", "Filen er i Excels gamle format (.xls)."),
        ("tal.xlsm", b"x", "Filen kan rumme makroer (.xlsm)."),
        ("tal.ods", b"x", "Filen er fra LibreOffice eller OpenOffice (.ods)."),
        ("tal.xlsx", b"Nr.;Resultat", "Filen hedder .xlsx, men er ikke en Excel-projektmappe."),
        ("tal.xlsx", b"PK\x03\x04 ikke mere", "Filen er beskadiget eller ikke en Excel-projektmappe."),
        ("tal.xlsx", b"", "Filen er tom."),
        ("tal.xlsx", b"PK\x03\x04" + b"0" * 1_000_001, "Filen fylder 1.000 kB. Den må højst fylde 1 MB."),
        ("tal.docx", b"x", "Filen skal være en Excel-projektmappe (.xlsx) eller en CSV-fil (.csv)."),
    ],
)
def test_other_files_are_told_what_to_do(navn: str, indhold: bytes, ventet: str) -> None:
    (en,) = fejl(indhold, navn=navn)

    assert en.startswith(ventet)


def test_packed_file_that_would_fill_the_memory_is_not_unpacked(fil: bytes) -> None:
    ud = BytesIO()
    with ZipFile(BytesIO(fil)) as kilde, ZipFile(ud, "w", ZIP_DEFLATED) as zip_:
        for navn in kilde.namelist():
            zip_.writestr(navn, kilde.read(navn))
        zip_.writestr("xl/bombe.xml", b"0" * 10_000_001)

    assert fejl(ud.getvalue())[0].startswith("Filen er for stor, når den pakkes ud.")


@pytest.mark.parametrize("kodning", ["utf-8", "utf-16", "utf-16-be"])
def test_text_that_would_grow_when_it_is_read_is_not_read(fil: bytes, kodning: str) -> None:
    ud = BytesIO()
    with ZipFile(BytesIO(fil)) as kilde, ZipFile(ud, "w", ZIP_DEFLATED) as zip_:
        for navn in kilde.namelist():
            zip_.writestr(navn, kilde.read(navn))
        zip_.writestr("xl/ark.xml", f'<!DOCTYPE x [<!ENTITY a "{"A" * 9}">]><x>&a;&a;</x>'.encode(kodning))

    assert fejl(ud.getvalue()) == [ULAESELIG]
