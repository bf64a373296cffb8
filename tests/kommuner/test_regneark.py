"""Files that are no workbook, or one that would fill the memory: refused in Danish, with what to do."""

import re
from collections.abc import Mapping
from io import BytesIO
from time import process_time
from zipfile import ZIP_DEFLATED, ZipFile

import pytest
from hypothesis import given
from hypothesis import strategies as st
from openpyxl import Workbook

from kommuner.regneark import MAKS_BYTES, MAKS_RAEKKER, SOM_XLSX
from kommuner.xlsx import MAKS_UDPAKKET, ULAESELIG
from tests.kommuner import vejledningsfiler as filer
from tests.kommuner.vejledningsfiler import TALTE, antal, fejl, laes, tabel, xlsx

ARKET = "xl/worksheets/sheet1.xml"
OLE = b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1" + b"\0" * 500
SEKUNDER = 2  # of the processor's time; each of these files is read in a tenth of it
FOR_STOR = "Filen er for stor, når den pakkes ud. Gem kun arket med tallene, og vælg filen igen."
ADGANGSKODE = "Filen er beskyttet med adgangskode. Fjern adgangskoden i Excel, og gem filen igen."
ODS = f"Filen er fra LibreOffice eller OpenOffice (.ods). {SOM_XLSX}"
XLS = f"Filen er i Excels gamle format (.xls). {SOM_XLSX}"
XLSM = f"Filen kan rumme makroer (.xlsm). {SOM_XLSX}"
XLSB = f"Filen er en binær projektmappe (.xlsb). {SOM_XLSX}"
IKKE_XLSX = f"Filen hedder .xlsx, men er ikke en Excel-projektmappe. {SOM_XLSX}"
IKKE_TEKST = "Filen har tegn, som ikke er tekst. Er det den rigtige fil?"
ANDEN_SLAGS = "Filen skal være en Excel-projektmappe (.xlsx) eller en CSV-fil (.csv)."
PAKKET = "Filen hedder .csv, men er en pakket fil. Er den fra Excel, skal den ende på .xlsx."
BESKYTTET = OLE + "EncryptedPackage".encode("utf-16-le")


def pakket(dele: Mapping[str, bytes]) -> bytes:
    """A zip file."""
    ud = BytesIO()
    with ZipFile(ud, "w", ZIP_DEFLATED) as pakke:
        for navn, indhold in dele.items():
            pakke.writestr(navn, indhold)
    return ud.getvalue()


def dele_af(indhold: bytes) -> dict[str, bytes]:
    """A workbook's parts."""
    with ZipFile(BytesIO(indhold)) as pakke:
        return {navn: pakke.read(navn) for navn in pakke.namelist()}


def med(foer: bytes, xml: bytes, raekker: filer.Raekker = ()) -> bytes:
    """A workbook whose sheet has something more before a tag."""
    dele = dele_af(xlsx(raekker or tabel()))
    assert foer in dele[ARKET]
    return pakket(dele | {ARKET: dele[ARKET].replace(foer, xml + foer)})


@pytest.mark.parametrize(
    ("navn", "indhold", "besked"),
    [
        ("tal.xlsx", OLE, XLS),  # an .xls renamed
        ("tal.xls", OLE, XLS),
        ("tal.xls", b"<table></table>", XLS),
        ("tal.xlsx", b"<table></table>", IKKE_XLSX),
        ("tal.xlsx", b"Kommune;Drift", IKKE_XLSX),
        ("tal.XLSM", b"PK\x03\x04", XLSM),
        ("tal.xlsb", b"PK\x03\x04", XLSB),
        ("tal.ods", b"PK\x03\x04", ODS),
        ("tal.xlsx", BESKYTTET, ADGANGSKODE),
        ("tal.csv", b"PK\x03\x04", PAKKET),
        ("tal.pdf", b"%PDF", ANDEN_SLAGS),
        ("tal", b"Kommune;Drift", ANDEN_SLAGS),
        ("tal.csv", b" \r\n", "Filen er tom."),
        ("tal.csv", b"x" * (MAKS_BYTES + 1000), "Filen fylder 1.001 kB. Den må højst fylde 1 MB. Del den op."),
        ("tal.csv", b"Kommune\0;Drift", IKKE_TEKST),
        ("tal.csv", b"\xff\xfeK", IKKE_TEKST),
        ("tal.csv", b'Kommune;Drift\n"Sam"s;1', "Linje 2: Her kan filen ikke læses. Kontrollér anførselstegnene."),
        ("tal.xlsx", b"PK\x03\x04" + b"\0" * 50, ULAESELIG),
        ("tal.xlsx", pakket({"mimetype": b"x", "content.xml": b"<x/>"}), ODS),  # renamed, as the next two
        ("tal.xlsx", pakket({"xl/vbaProject.bin": b"x"}), XLSM),
        ("tal.xlsx", pakket({"xl/workbook.bin": b"x"}), XLSB),
        ("tal.xlsx", pakket({"word/document.xml": b"<x/>"}), ULAESELIG),
    ],
)
def test_other_file_is_refused_with_what_to_do(navn: str, indhold: bytes, besked: str) -> None:
    assert fejl(indhold, navn) == [besked]


def test_packed_file_with_a_password_is_refused() -> None:
    indhold = re.sub(rb"(PK\x01\x02.{4}).", b"\\1\x01", xlsx(tabel()), flags=re.DOTALL)

    assert fejl(indhold) == [ADGANGSKODE]


def test_empty_sheet_is_refused() -> None:
    to = Workbook()
    to.create_sheet()

    assert fejl(xlsx([])) == ["Arket er tomt."]
    assert fejl(filer.gemt(to)) == ["Filen har ingen synlige ark med indhold."]


def test_file_that_unpacks_to_very_much_is_refused_before_it_is_unpacked() -> None:
    dele = dele_af(xlsx(tabel())) | {"xl/media/billede.png": b"\0" * MAKS_UDPAKKET}
    indhold = pakket(dele)

    assert len(indhold) < 50_000
    assert fejl(indhold) == [FOR_STOR]


def test_file_with_very_many_parts_is_refused() -> None:
    assert fejl(pakket({f"xl/{nr}": b"" for nr in range(501)})) == [FOR_STOR]


def test_file_with_too_many_rows_is_refused() -> None:
    for indhold, navn in ((xlsx([[1]] * (MAKS_RAEKKER + 1)), "tal.xlsx"), (b"x\n" * (MAKS_RAEKKER + 1), "tal.csv")):
        assert fejl(indhold, navn) == ["Filen har mere end 5.000 rækker. Del den op."]


def test_rows_without_anything_in_them_do_not_count() -> None:
    assert antal(laes(xlsx([*tabel(), *[[" "]] * (MAKS_RAEKKER + 1)]))) == TALTE


@pytest.mark.parametrize(
    "indhold",
    [
        med(b"</sheetData>", b'<row r="1048576"><c r="XFD1048576"><v>1</v></c></row>'),
        med(b"<pageMargins", b'<hyperlinks><hyperlink ref="A1:XFD1048576" location="A1"/></hyperlinks>'),
    ],
)
def test_file_that_claims_to_be_huge_is_read_for_what_it_holds(indhold: bytes) -> None:
    start = process_time()

    assert antal(laes(indhold)) == TALTE
    assert process_time() - start < SEKUNDER


def test_merged_range_that_claims_to_be_huge_is_refused_without_being_laid_out() -> None:
    indhold = med(b"<pageMargins", b'<mergeCells count="1"><mergeCell ref="A4:XFD1048576"/></mergeCells>')
    start = process_time()

    assert fejl(indhold) == ["A4:XFD1048576: Cellerne er flettet. Ophæv fletningen, og skriv værdien i hver celle."]
    assert process_time() - start < SEKUNDER


def test_file_whose_words_unfold_without_end_is_refused() -> None:
    dele = dele_af(xlsx(tabel()))
    ord_ = b"".join(b'<!ENTITY a%d "%s">' % (nr + 1, b"&a%d;" % nr * 10) for nr in range(12))
    dele[ARKET] = b'<!DOCTYPE x [<!ENTITY a0 "aaaaaaaaaa">' + ord_ + b"]>" + dele[ARKET].replace(b"<v>", b"<v>&a12;", 1)
    start = process_time()

    assert fejl(pakket(dele)) == [ULAESELIG]
    assert process_time() - start < SEKUNDER


def test_sum_that_a_formula_gave_is_held_against_the_rows() -> None:
    raekke = (
        b'<row r="7"><c r="A7" t="inlineStr"><is><t>I alt</t></is></c><c r="D7"><f>SUM(D4:D5)</f><v>37</v></c></row>'
    )

    assert fejl(med(b"</sheetData>", raekke)) == [
        "D7: Summen af Drift er 37 i filen, men rækkerne giver 277. Ret det, der er forkert."
    ]


GOD = xlsx(tabel())


@given(st.lists(st.tuples(st.integers(0, len(GOD) - 1), st.integers(0, 255)), min_size=1, max_size=20))
def test_damaged_file_is_read_or_refused_and_never_a_fault(skader: list[tuple[int, int]]) -> None:
    indhold = bytearray(GOD)
    for plads, byte in skader:
        indhold[plads] = byte

    assert all(fejl(bytes(indhold)))


@given(st.sampled_from(sorted(dele_af(GOD))), st.binary(max_size=40), st.integers(0, 2_000))
def test_workbook_with_a_damaged_part_is_read_or_refused(navn: str, stump: bytes, plads: int) -> None:
    dele = dele_af(GOD)
    dele[navn] = dele[navn][:plads] + stump + dele[navn][plads + len(stump) :]

    assert all(fejl(pakket(dele)))


@given(st.text(alphabet=';\t,"\n\r=-+123,.Aarhus Kommune Drift', max_size=200))
def test_any_text_as_csv_is_read_or_refused(tekst: str) -> None:
    assert all(fejl(tekst.encode(), "tal.csv"))
