import hashlib
import os
import subprocess
import sys
from dataclasses import replace
from datetime import UTC, date, datetime, timedelta, timezone
from decimal import Decimal
from io import BytesIO
from pathlib import Path
from xml.etree import ElementTree
from zipfile import ZipFile

import pytest
from openpyxl import Workbook, load_workbook

from rapporter.excel.arbejdsbog import skriv
from rapporter.excel.ark import Afsnit, Ark, Egenskaber, Felt, Kolonne, Noegleark, Tabelark
from rapporter.excel.celler import Celleformat, Farve
from tests.rapporter.excelark import som_libreoffice_viser

PALET = {"Opfyldt": Farve("C8E6C9", "0B3D0F"), "Ikke opfyldt": Farve("F8C9C4", "6B0F0A")}
EGENSKABER = Egenskaber(
    titel="Resultatkontrakt 2021 & status",
    forfatter="KKR Nordjylland",
    emne="Afrapportering pr. 13. oktober 2021",
    oprettet=datetime(2021, 10, 14, 9, 5, tzinfo=UTC),
)
FORSIDE = Noegleark(
    navn="Forside",
    overskrift="Resultatkontrakt 2021",
    afsnit=[
        Afsnit("Periode", [Felt("År", 2021, Celleformat.NUMMER), Felt("Pr.", date(2021, 10, 13), Celleformat.DATO)]),
        Afsnit("Vurderinger", [Felt("Opfyldt", 8, Celleformat.HELTAL, navneformat=Celleformat.VURDERING)]),
    ],
)
MAAL = Tabelark(
    navn="Målopfyldelse",
    tabelnavn="Maalopfyldelse",
    kolonner=[
        Kolonne("Mål", 6, Celleformat.NUMMER),
        Kolonne("Titel", 30),
        Kolonne("Måltal", 10, Celleformat.TAL),
        Kolonne("Andel", 10, Celleformat.PROCENT),
        Kolonne("Opgjort", 20, Celleformat.DATO),
        Kolonne("Vurdering", 14, Celleformat.VURDERING),
    ],
    raekker=[
        (3, "Tilfredshed", Decimal("80"), Decimal("0.8125"), date(2021, 10, 13), "Ikke opfyldt"),
        (12, "=1+1", Decimal("2.50"), Decimal("0.07"), None, "Opfyldt"),
    ],
    overskrift="Målopfyldelse pr. 13. oktober 2021",
)
NOEGLE = Tabelark(
    navn="Fordelingsnøgle",
    tabelnavn="Fordelingsnøgle",
    kolonner=[Kolonne("Kommune", 24), Kolonne("Bidrag", 12, Celleformat.HELTAL)],
    raekker=[("Læsø", 80), ("Aalborg", 1234567)],
    sumraekker=[("Sum", 1234647), ("I alt ifølge kontrakten", 1234648), ("Forskel (afrunding)", -1)],
)


def aaben(*ark: Ark) -> Workbook:
    """Write the sheets and open them again."""
    return load_workbook(BytesIO(skriv(ark, EGENSKABER, PALET)))


def xml(fil: bytes, del_: str) -> str:
    """Give one part of the file as text."""
    with ZipFile(BytesIO(fil)) as zip_:
        return zip_.read(del_).decode()


def fod(fil: bytes, nr: int) -> str | None:
    """Give the footer of a sheet in Excel's own notation."""
    return ElementTree.fromstring(xml(fil, f"xl/worksheets/sheet{nr}.xml")).findtext(".//{*}oddFooter")  # noqa: S314 - ours


def test_table_opens_with_its_values_and_nothing_else() -> None:
    blad = aaben(MAAL)["Målopfyldelse"]

    assert list(blad.iter_rows(values_only=True)) == [
        ("Målopfyldelse pr. 13. oktober 2021", None, None, None, None, None),
        (None,) * 6,
        ("Mål", "Titel", "Måltal", "Andel", "Opgjort", "Vurdering"),
        (3, "Tilfredshed", 80, 0.8125, datetime(2021, 10, 13), "Ikke opfyldt"),  # noqa: DTZ001 - as openpyxl reads
        (12, "=1+1", 2.5, 0.07, None, "Opfyldt"),
    ]


def test_table_s_cells_have_types_and_danish_formats() -> None:
    blad = aaben(MAAL)["Målopfyldelse"]

    assert [(celle.data_type, celle.number_format) for celle in blad[4]] == [
        ("n", "[$-406]0"),
        ("s", "General"),
        ("n", "[$-406]#,##0"),
        ("n", '[$-406]#,##0.00"\u00a0"%'),
        ("d", r"[$-406]d\.\ mmmm\ yyyy"),
        ("s", "General"),
    ]


def test_decimal_is_written_with_its_own_digits() -> None:
    fil = skriv([MAAL], EGENSKABER, PALET)

    assert "<v>0.07</v>" in xml(fil, "xl/worksheets/sheet1.xml")  # openpyxl alone writes 0.07000000000000001


def test_no_text_becomes_a_formula() -> None:
    ark = replace(MAAL, raekker=[(1, tekst, None, None, None, None) for tekst in ("=1+1", "+1", "-1", "@A1", "#N/A")])

    fil = skriv([ark], EGENSKABER, PALET)

    assert "<f>" not in xml(fil, "xl/worksheets/sheet1.xml")
    blad = load_workbook(BytesIO(fil))["Målopfyldelse"]
    assert [blad.cell(nr, 2).data_type for nr in range(4, 9)] == ["s"] * 5
    assert [blad.cell(nr, 2).quotePrefix for nr in range(4, 9)] == [True, True, True, True, False]


def test_excel_table_covers_heading_and_rows_with_filter_and_stripes() -> None:
    tabeller = aaben(MAAL)["Målopfyldelse"].tables

    tabel = tabeller["Maalopfyldelse"]
    assert (list(tabeller), tabel.ref, tabel.autoFilter.ref) == (["Maalopfyldelse"], "A3:F5", "A3:F5")
    assert [kolonne.name for kolonne in tabel.tableColumns] == [kolonne.titel for kolonne in MAAL.kolonner]
    assert (tabel.tableStyleInfo.name, tabel.tableStyleInfo.showRowStripes) == ("TableStyleLight1", True)


def test_table_without_rows_has_one_empty_row() -> None:
    blad = aaben(replace(MAAL, raekker=[]))["Målopfyldelse"]

    assert blad.tables["Maalopfyldelse"].ref == "A3:F4"
    assert [celle.value for celle in blad[4]] == [None] * 6


def test_sums_stand_below_the_table_and_outside_its_filter() -> None:
    blad = aaben(NOEGLE)["Fordelingsnøgle"]

    assert blad.tables["Fordelingsnøgle"].ref == "A1:B3"
    assert list(blad.iter_rows(min_row=4, values_only=True)) == [
        (None, None),
        ("Sum", 1234647),
        ("I alt ifølge kontrakten", 1234648),
        ("Forskel (afrunding)", -1),
    ]
    assert [blad.cell(nr, 2).font.b for nr in (3, 5)] == [False, True]


def test_heading_is_frozen_and_repeated_on_every_page() -> None:
    bog = aaben(MAAL, NOEGLE)

    assert [(blad.freeze_panes, blad.print_title_rows) for blad in bog] == [("A4", "$3:$3"), ("A2", "$1:$1")]


def test_every_sheet_prints_on_landscape_a4_one_page_wide() -> None:
    fil = skriv([FORSIDE, MAAL], EGENSKABER, PALET)

    for nr, blad in enumerate(load_workbook(BytesIO(fil)), start=1):
        side = blad.page_setup
        assert (side.orientation, side.paperSize, side.fitToWidth) == ("landscape", 9, 1)
        assert '<pageSetUpPr fitToPage="1" />' in xml(fil, f"xl/worksheets/sheet{nr}.xml")


def test_front_page_prints_on_one_page_unless_it_is_very_long() -> None:
    lang = replace(FORSIDE, navn="Lang", afsnit=[Afsnit("Mål", [Felt("Opfyldt", f"Mål {nr}") for nr in range(60)])])

    sider_i_hoejden = [blad.page_setup.fitToHeight for blad in aaben(FORSIDE, lang, MAAL)]

    assert sider_i_hoejden == [1, 0, 0]  # 0: as many as it takes


def test_every_sheet_has_a_footer_with_title_sheet_and_page() -> None:
    fil = skriv([FORSIDE, MAAL], EGENSKABER, PALET)

    assert [fod(fil, nr) for nr in (1, 2)] == ["&LResultatkontrakt 2021 && status&R&A, side &P af &N"] * 2


def test_long_title_keeps_the_footer_within_what_excel_reads() -> None:
    fil = skriv([FORSIDE], replace(EGENSKABER, titel="&" * 300), PALET)

    assert fod(fil, 1) == "&L" + "&" * 200 + "&R&A, side &P af &N"


def test_column_has_the_width_asked_for_or_what_its_content_needs() -> None:
    bredder = {"Mål": 30, "Knudepunktsfunktion": 5, "Beløb": 5, "Status": 5}
    kolonner = [Kolonne(titel, bredde, Celleformat.TAL) for titel, bredde in bredder.items()]
    ark = replace(MAAL, kolonner=kolonner, raekker=[("kort", None, 1234567, "x" * 1400)])

    fundet = aaben(ark)["Målopfyldelse"].column_dimensions

    assert [fundet[bogstav].width for bogstav in "ABCD"] == [30, 23, 13, 50]


@pytest.mark.parametrize(("asked_for", "width"), [(28, 60), (90, 90)])
def test_very_long_text_widens_its_column_only_as_far_as_the_print_can_be_read(asked_for: int, width: int) -> None:
    ark = replace(MAAL, kolonner=[Kolonne("Status", asked_for)], raekker=[("Vi er i gang. " * 1100,)])

    blad = aaben(ark)["Målopfyldelse"]

    assert (blad.column_dimensions["A"].width, blad.row_dimensions[4].height) == (width, 409)


def test_row_is_as_high_as_its_longest_text_but_not_fixed() -> None:
    fil = skriv([replace(MAAL, raekker=[(1, "en\nto\ntre", None, None, None, None)])], EGENSKABER, PALET)

    assert '<row r="4" ht="41">' in xml(fil, "xl/worksheets/sheet1.xml")


def test_row_is_never_higher_than_excel_allows() -> None:
    blad = aaben(replace(MAAL, raekker=[(1, "\n" * 50, None, None, None, None)]))["Målopfyldelse"]

    assert blad.row_dimensions[4].height == 409


def test_text_wraps_from_the_top_and_numbers_stand_to_the_right() -> None:
    blad = aaben(MAAL)["Målopfyldelse"]

    sider = [(celle.alignment.horizontal, celle.alignment.vertical, celle.alignment.wrap_text) for celle in blad[4]]
    assert sider[:3] == [("right", "top", None), ("left", "top", True), ("right", "top", None)]


def test_verdict_has_its_colour_in_table_and_on_front_page() -> None:
    bog = aaben(FORSIDE, MAAL)

    assert bog["Målopfyldelse"]["F5"].fill.fgColor.rgb == "00C8E6C9"
    assert bog["Forside"]["A8"].fill.fgColor.rgb == "00C8E6C9"


def test_front_page_opens_with_its_values() -> None:
    blad = aaben(FORSIDE)["Forside"]

    assert [tuple(raekke) for raekke in blad.iter_rows(max_row=8, values_only=True)] == [
        ("Resultatkontrakt 2021", None),
        (None, None),
        ("Periode", None),
        ("År", 2021),
        ("Pr.", datetime(2021, 10, 13)),  # noqa: DTZ001 - as openpyxl reads it
        (None, None),
        ("Vurderinger", None),
        ("Opfyldt", 8),
    ]
    assert [blad.column_dimensions[bogstav].width for bogstav in "AB"] == [34, 90]


def test_document_has_the_properties_given() -> None:
    egenskaber = aaben(FORSIDE).properties

    assert (egenskaber.title, egenskaber.creator) == (EGENSKABER.titel, EGENSKABER.forfatter)
    assert (egenskaber.subject, egenskaber.language) == (EGENSKABER.emne, "da-DK")
    assert egenskaber.created == egenskaber.modified == datetime(2021, 10, 14, 9, 5)  # noqa: DTZ001 - openpyxl's UTC


def test_same_input_gives_the_same_bytes_whatever_time_and_time_zone() -> None:
    samme = datetime(2021, 10, 14, 11, 5, 0, 999, tzinfo=timezone(timedelta(hours=2)))

    fil = skriv([FORSIDE, MAAL, NOEGLE], EGENSKABER, PALET)

    assert skriv([FORSIDE, MAAL, NOEGLE], replace(EGENSKABER, oprettet=samme), PALET) == fil
    with ZipFile(BytesIO(fil)) as zip_:
        assert {(del_.date_time, del_.create_system) for del_ in zip_.infolist()} == {((1980, 1, 1, 0, 0, 0), 0)}


def test_same_input_gives_the_same_bytes_in_another_process() -> None:
    kode = (
        "import hashlib, tests.rapporter.test_arbejdsbog as t;"
        "print(hashlib.sha256(t.skriv([t.FORSIDE, t.MAAL, t.NOEGLE], t.EGENSKABER, t.PALET)).hexdigest())"
    )

    svar = subprocess.run(  # noqa: S603 - our own code in our own interpreter
        [sys.executable, "-c", kode],
        env=os.environ | {"PYTHONHASHSEED": "7"},
        capture_output=True,
        text=True,
        check=True,
    )

    assert svar.stdout.strip() == hashlib.sha256(skriv([FORSIDE, MAAL, NOEGLE], EGENSKABER, PALET)).hexdigest()


@pytest.mark.slow
def test_libreoffice_opens_it_and_shows_danish_numbers_and_dates(tmp_path: Path) -> None:
    fil = skriv([FORSIDE, MAAL, NOEGLE], EGENSKABER, PALET)

    vist = som_libreoffice_viser(fil, ["Forside", "Målopfyldelse", "Fordelingsnøgle"], tmp_path)

    assert vist["Forside"][3:5] == [["År", "2021"], ["Pr.", "13. oktober 2021"]]
    assert vist["Målopfyldelse"][3:] == [
        ["3", "Tilfredshed", "80", "81,25\u00a0%", "13. oktober 2021", "Ikke opfyldt"],
        ["12", "=1+1", "2,50", "7\u00a0%", "", "Opfyldt"],
    ]
    assert vist["Fordelingsnøgle"][1:3] == [["Læsø", "80"], ["Aalborg", "1.234.567"]]
    assert vist["Fordelingsnøgle"][-1] == ["Forskel (afrunding)", "-1"]
