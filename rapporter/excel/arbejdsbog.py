"""Write rows as an .xlsx that people open, filter and print as it stands. Knows nothing of what the rows mean.

Give `skriv` the sheets: a `Tabelark` is an Excel table, a `Noegleark` a front page of names and values. The same input
always gives the same bytes. What a value is stored and shown as: see `celler`.
"""

from collections.abc import Iterable, Mapping, Sequence
from datetime import UTC
from io import BytesIO
from types import MappingProxyType
from typing import cast
from zipfile import ZipFile

from openpyxl import Workbook
from openpyxl.cell import Cell
from openpyxl.packaging.core import DocumentProperties
from openpyxl.styles import Font
from openpyxl.utils import get_column_letter
from openpyxl.utils.indexed_list import IndexedList
from openpyxl.worksheet.dimensions import RowDimension
from openpyxl.worksheet.header_footer import HeaderFooterItem
from openpyxl.worksheet.page import PageMargins
from openpyxl.worksheet.properties import PageSetupProperties
from openpyxl.worksheet.table import Table, TableStyleInfo
from openpyxl.worksheet.worksheet import Worksheet
from openpyxl.writer.excel import ExcelWriter

from rapporter.excel.ark import Ark, Egenskaber, Kolonne, Noegleark, Tabelark, efterse
from rapporter.excel.celler import SKRIFT, Celleformat, Celler, Farve, Rolle, Vaerdi, antal_linjer, mindste_bredde, rens
from rapporter.pakke import stabil

LINJEHOEJDE = 13  # points, for Arial 10
MAKS_HOEJDE = 409  # points; Excel's highest row
MAKS_LINJER = 28  # what fits in the highest row, with room for a poor guess
MAKS_BREDDE = 60  # characters; wider for one long text, and the page shrinks on paper until none of it can be read
FILTERKNAP = 4  # characters that the filter's button hides in a heading
FED = 1  # characters that a column holds less of bold text
RAEKKER_PAA_EN_SIDE = 55  # a front page of so many rows is still read with ease when shrunk to one A4 across


def skriv(ark: Sequence[Ark], egenskaber: Egenskaber, palet: Mapping[str, Farve] = MappingProxyType({})) -> bytes:
    """Give the sheets as the bytes of an .xlsx, in the order given.

    `palet` has a colour for every word that stands in a VURDERING. Raises `ValueError` for a name that Excel refuses or
    that is used twice, for a row whose length is not the columns', and what `Celler.celle` raises for a value.
    """
    return som_bytes(byg(ark, egenskaber, Celler(palet)))


def byg(ark: Sequence[Ark], egenskaber: Egenskaber, celler: Celler) -> Workbook:
    """Give the sheets as a workbook that can be worked on before it is written; raises as `skriv`."""
    efterse(ark)
    bog = _tom_bog()
    for et_ark in ark:
        blad = bog.create_sheet(et_ark.navn)
        if isinstance(et_ark, Tabelark):
            _skriv_tabelark(blad, et_ark, celler)
        else:
            _skriv_noegleark(blad, et_ark, celler)
        _saet_side_op(blad, egenskaber.titel)
    bog.properties = _dokumentegenskaber(egenskaber)
    return bog


def _tom_bog() -> Workbook:
    """Give a workbook without sheets whose own font, in which column widths are measured, is that of the cells."""
    bog = Workbook()
    bog.remove(bog.worksheets[0])
    skrift = Font(name=SKRIFT, size=10)
    bog._fonts = IndexedList([skrift])  # type: ignore[attr-defined]  # not in the stubs, nor the next
    bog._named_styles["Normal"].font = skrift  # type: ignore[attr-defined]
    return bog


def _skriv_tabelark(blad: Worksheet, ark: Tabelark, celler: Celler) -> None:
    formater = [kolonne.format for kolonne in ark.kolonner]
    raekker = ark.raekker or [[None] * len(formater)]  # Excel repairs a table that has a heading only
    kolonnevis = zip(*raekker, *ark.sumraekker, strict=True)
    bredder = [_bredde(kolonne, vaerdier) for kolonne, vaerdier in zip(ark.kolonner, kolonnevis, strict=True)]
    _saet_bredder(blad, bredder)
    if ark.overskrift:
        _tilfoej_titel(blad, ark.overskrift, celler)
    hoved = [celler.celle(blad, kolonne.titel, Celleformat.TEKST, Rolle.HOVED) for kolonne in ark.kolonner]
    _tilfoej(blad, hoved, [bredde - FILTERKNAP for bredde in bredder])
    for raekke in raekker:
        _tilfoej(blad, [celler.celle(blad, *par, Rolle.KROP) for par in zip(raekke, formater, strict=True)], bredder)
    if ark.sumraekker:
        blad.append([])  # keeps Excel from taking the sums into the table
    for raekke in ark.sumraekker:
        sum_ = [celler.celle(blad, *par, Rolle.SUM) for par in zip(raekke, formater, strict=True)]
        _tilfoej(blad, sum_, [bredde - FED for bredde in bredder])
    foerste = hoved[0].row
    tabel = Table(displayName=ark.tabelnavn, ref=f"A{foerste}:{hoved[-1].column_letter}{foerste + len(raekker)}")
    tabel.tableStyleInfo = TableStyleInfo("TableStyleLight1", showRowStripes=True)  # a cell's own colour covers it
    blad.add_table(tabel)
    blad.freeze_panes = f"A{foerste + 1}"
    blad.print_title_rows = f"{foerste}:{foerste}"


def _skriv_noegleark(blad: Worksheet, ark: Noegleark, celler: Celler) -> None:
    _saet_bredder(blad, ark.bredder)
    _tilfoej_titel(blad, ark.overskrift, celler)
    for afsnit in ark.afsnit:
        blad.append([celler.celle(blad, afsnit.overskrift, Celleformat.TEKST, Rolle.AFSNIT)])
        for felt in afsnit.felter:
            navn = celler.celle(blad, felt.navn, felt.navneformat, Rolle.NAVN)
            vaerdi = celler.celle(blad, felt.vaerdi, felt.format, Rolle.OPLYSNING)
            _tilfoej(blad, [navn, vaerdi], [ark.bredder[0] - FED, ark.bredder[1]])
        blad.append([])


def _bredde(kolonne: Kolonne, vaerdier: Iterable[Vaerdi]) -> float:
    """Give the width asked for, or more, up to MAKS_BREDDE, where a heading's word, a number or a long text needs it.

    The end of a text that does not fit in the highest row of that width is read in the cell itself.
    """
    laengste_ord = max(map(len, kolonne.titel.split())) + FILTERKNAP
    behov = max(mindste_bredde(vaerdi, MAKS_LINJER) for vaerdi in vaerdier)
    return max(kolonne.bredde, min(max(behov, laengste_ord), MAKS_BREDDE))


def _saet_bredder(blad: Worksheet, bredder: Iterable[float]) -> None:
    for nr, bredde in enumerate(bredder, start=1):
        blad.column_dimensions[get_column_letter(nr)].width = bredde


def _tilfoej_titel(blad: Worksheet, titel: str, celler: Celler) -> None:
    blad.append([celler.celle(blad, titel, Celleformat.TEKST, Rolle.TITEL)])
    blad.row_dimensions[1].height = 2 * LINJEHOEJDE
    blad.append([])


class _Forslagshoejde(RowDimension):
    """A height that Excel starts from and fits anew when the row is edited; openpyxl would fix it for good."""

    @property
    def customHeight(self) -> bool:  # noqa: N802 - openpyxl's name
        return False


def _tilfoej(blad: Worksheet, celler: list[Cell], bredder: Sequence[float]) -> None:
    """Append a row as high as its longest text."""
    blad.append(celler)
    tekster = ((celle, bredde) for celle, bredde in zip(celler, bredder, strict=True) if celle.data_type == "s")
    linjer = max((antal_linjer(str(celle.value), bredde) for celle, bredde in tekster), default=1)
    if linjer > 1:
        nr = celler[0].row
        blad.row_dimensions[nr] = _Forslagshoejde(blad, index=nr, ht=min(linjer * LINJEHOEJDE + 2, MAKS_HOEJDE))


def _saet_side_op(blad: Worksheet, titel: str) -> None:
    """Landscape A4 with a footer: a front page on one page, a table one page wide and as many high as it takes."""
    blad.sheet_view.showGridLines = False
    blad.page_setup.orientation = "landscape"
    blad.page_setup.paperSize = int(blad.PAPERSIZE_A4)
    blad.sheet_properties.pageSetUpPr = PageSetupProperties(fitToPage=True)
    paa_en_side = not blad.tables and blad.max_row <= RAEKKER_PAA_EN_SIDE
    blad.page_setup.fitToWidth, blad.page_setup.fitToHeight = 1, int(paa_en_side)
    blad.page_margins = PageMargins(left=0.4, right=0.4, top=0.5, bottom=0.7, header=0.3, footer=0.3)
    fod = cast(HeaderFooterItem, blad.oddFooter)
    fod.left.text = rens(titel)[:100].replace("&", "&&")  # Excel repairs a footer of over 255 characters
    fod.right.text = "&A, side &P af &N"  # nothing in the middle, where a long title ends


def _dokumentegenskaber(egenskaber: Egenskaber) -> DocumentProperties:
    oprettet = egenskaber.oprettet
    oprettet = (oprettet.astimezone(UTC) if oprettet.tzinfo else oprettet).replace(tzinfo=None, microsecond=0)
    return DocumentProperties(
        title=rens(egenskaber.titel),
        creator=rens(egenskaber.forfatter),
        lastModifiedBy=rens(egenskaber.forfatter),
        subject=rens(egenskaber.emne),
        language="da-DK",
        created=oprettet,
        modified=oprettet,
    )


def som_bytes(bog: Workbook) -> bytes:
    """Give the file without the time of writing, which `Workbook.save` would put in its properties and in the zip."""
    raa = BytesIO()
    ExcelWriter(bog, ZipFile(raa, "w")).save()
    return stabil(raa.getvalue())
