from collections.abc import Sequence
from dataclasses import replace

import pytest

from rapporter.excel.ark import Ark, Kolonne, Noegleark, Tabelark, efterse

FORSIDE = Noegleark(navn="Forside", overskrift="Resultatkontrakt 2025", afsnit=[])
TABEL = Tabelark(
    navn="Fordelingsnøgle",
    tabelnavn="Nøgle",
    kolonner=[Kolonne("Kommune", 24), Kolonne("Bidrag", 12)],
    raekker=[("Læsø", 80)],
    sumraekker=[("Sum", 80)],
)


def test_workbook_that_excel_can_open_is_let_through() -> None:
    efterse([FORSIDE, TABEL, replace(TABEL, navn="x" * 31, tabelnavn="Mål_tal_2025")])


@pytest.mark.parametrize(
    "navn", ["", " ", "x" * 32, "a[b", "a]b", "a:b", "a*b", "a?b", "a/b", "a\\b", "a\nb", "'a", "a'", "History"]
)
def test_sheet_name_that_excel_refuses_is_refused(navn: str) -> None:
    with pytest.raises(ValueError, match="Excel refuses the sheet name"):
        efterse([replace(FORSIDE, navn=navn)])


@pytest.mark.parametrize("navn", ["", "Mål tal", "1tabel", "a-b", "A1", "xfd12", "R", "c", "R1C1", "x" * 256])
def test_table_name_that_excel_refuses_is_refused(navn: str) -> None:
    with pytest.raises(ValueError, match="Excel refuses the table name"):
        efterse([replace(TABEL, tabelnavn=navn)])


@pytest.mark.parametrize("titel", ["", " Mål", "to\nlinjer", "x" * 256])
def test_heading_that_excel_refuses_is_refused(titel: str) -> None:
    with pytest.raises(ValueError, match="Excel refuses the column heading"):
        efterse([replace(TABEL, kolonner=[Kolonne("Kommune", 24), Kolonne(titel, 12)])])


@pytest.mark.parametrize(
    ("ark", "besked"),
    [
        ([TABEL, replace(FORSIDE, navn="FORDELINGSNØGLE")], "a sheet name that is used twice"),
        ([TABEL, replace(TABEL, navn="Andet", tabelnavn="NØGLE")], "a table name that is used twice"),
        ([replace(TABEL, kolonner=[Kolonne("Navn", 9), Kolonne("NAVN", 9)])], "a column heading that is used twice"),
        ([], "there must be at least one sheet name"),
        ([replace(TABEL, kolonner=[])], "there must be at least one column heading"),
        ([replace(TABEL, raekker=[("Læsø",)])], r"Fordelingsnøgle has 2 columns, but this row not: \('Læsø',\)"),
        ([replace(TABEL, sumraekker=[("Sum", 1, 2)])], "Fordelingsnøgle has 2 columns, but this row not"),
    ],
)
def test_workbook_that_does_not_hang_together_is_refused(ark: Sequence[Ark], besked: str) -> None:
    with pytest.raises(ValueError, match=besked):
        efterse(ark)
