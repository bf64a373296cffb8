"""The cells of an .xlsx: what a value is stored as, how it is shown, and how much room it needs. Knows no domain.

openpyxl is corrected in three places: it makes formulas of texts that begin with `=`, errors of texts like `#N/A`,
and writes one decimal in ten with a tail (`0.07` as `0.07000000000000001`). Here a text is a text, and a number is
written with its own digits.
"""

import re
from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date, datetime
from decimal import Decimal
from enum import Enum

from openpyxl.cell import Cell
from openpyxl.styles import Alignment, Border, Font, PatternFill, Side
from openpyxl.styles.cell_style import StyleArray
from openpyxl.worksheet.worksheet import Worksheet

from rapporter.pakke import uden_forbudte_tegn

Vaerdi = str | int | Decimal | date | datetime | None

MAKS_TEGN = 32_767  # what a cell of Excel holds, in UTF-16 units
SKRIFT = "Arial"  # LibreOffice has one of the same widths, so lines break alike
AFKORTET = " … [afkortet]"
_LIGNER_KODE = re.compile("_(?=x[0-9A-Fa-f]{4}_)")  # Excel reads _x0041_ as A; _x005F_ is its own way to say _
_OMTOLKES = tuple("=+-@'0123456789")  # Excel would read such a text anew when its cell is edited
_DANSK = "[$-406]"
_DATOFORMAT = _DANSK + r"d\.\ mmmm\ yyyy"


class Celleformat(Enum):
    """How a value is shown. A text may stand in any column and an empty cell (`None`) too."""

    TEKST = "text, wrapped"
    NUMMER = "a whole number without separators: a year, a goal's number"
    HELTAL = "a whole number: 1.680"
    TAL = "a number with the decimals it has: Decimal('2.50') is 2,50 and Decimal('75') is 75"
    PROCENT = "a share of one in per cent, with the decimals it has: Decimal('0.125') is 12,5 %"
    DATO = "13. oktober 2021"
    TIDSPUNKT = "13. oktober 2021 kl. 10.42; a datetime without time zone"
    VURDERING = "a word with a colour, looked up in the palette"


_TALFORMATER = frozenset({Celleformat.NUMMER, Celleformat.HELTAL, Celleformat.TAL, Celleformat.PROCENT})


class Rolle(Enum):
    """What a cell is in its sheet; decides font, border and side."""

    KROP = "a value in a table"
    HOVED = "a table's column heading"
    SUM = "a value in a row below a table"
    TITEL = "a sheet's title"
    AFSNIT = "a section's heading on a front page"
    NAVN = "a name on a front page"
    OPLYSNING = "the value beside it"


@dataclass(frozen=True, slots=True)
class Farve:
    """A background and the text on it, each `RRGGBB`; `ValueError` when they do not reach WCAG AA (4.5 : 1)."""

    baggrund: str
    tekst: str

    def __post_init__(self) -> None:
        if (fundet := kontrast(self.baggrund, self.tekst)) < 4.5:
            raise ValueError(f"{self.tekst} on {self.baggrund} has contrast {fundet:.2f}, below 4.5")


def kontrast(farve: str, anden: str) -> float:
    """Give the contrast of two `RRGGBB` colours by WCAG 2.1, from 1 to 21; `ValueError` when one is no colour."""
    lys, moerk = sorted((_lysstyrke(farve), _lysstyrke(anden)), reverse=True)
    return (lys + 0.05) / (moerk + 0.05)


def _lysstyrke(farve: str) -> float:
    if not re.fullmatch("[0-9A-Fa-f]{6}", farve):
        raise ValueError(f"{farve!r} is not a colour written as RRGGBB")
    dele = [channel / 255 for channel in bytes.fromhex(farve)]
    roed, groen, blaa = (del_ / 12.92 if del_ <= 0.04045 else ((del_ + 0.055) / 1.055) ** 2.4 for del_ in dele)
    return 0.2126 * roed + 0.7152 * groen + 0.0722 * blaa


_HOVEDFARVE = Farve("1F3A5F", "FFFFFF")


def rens(tekst: str) -> str:
    """Give the text as a cell can hold it: one kind of line break, no characters that XML forbids.

    A text longer than a cell holds is cut and ends in `AFKORTET`, so that the file opens and the reader sees the cut.
    """
    ren = uden_forbudte_tegn(tekst)
    if "_x" in ren:
        ren = _LIGNER_KODE.sub("_x005F_", ren)
    if len(ren) * 2 > MAKS_TEGN and len(utf16 := ren.encode("utf-16-le")) > MAKS_TEGN * 2:
        ren = utf16[: (MAKS_TEGN - len(AFKORTET)) * 2].decode("utf-16-le", "ignore") + AFKORTET
    return ren


def antal_linjer(tekst: str, bredde: float) -> int:
    """Count the lines a wrapped text takes in a column of that width (digits), rather one too many than too few.

    A letter of running text is narrower than a digit, which leaves room for a word with many capitals.
    """
    plads = max(int(bredde) - 1, 1)
    if len(tekst) <= plads and "\n" not in tekst:
        return 1
    linjer = 0
    for afsnit in tekst.split("\n"):
        linjer, brugt = linjer + 1, 0
        for laengde in map(len, afsnit.split(" ")):
            if brugt and brugt + laengde > plads:
                linjer, brugt = linjer + 1, 0
            if laengde > plads:  # broken inside the word
                linjer, laengde = linjer + (laengde - 1) // plads, (laengde - 1) % plads + 1
            brugt += laengde + 1
    return linjer


def mindste_bredde(vaerdi: Vaerdi, linjer: int) -> float:
    """Give the least column width that shows a number or date whole (Excel shows ### else) and a text in `linjer`."""
    if vaerdi is None:
        return 0
    if isinstance(vaerdi, str):
        return len(vaerdi) / linjer
    if isinstance(vaerdi, date):
        return 28 if isinstance(vaerdi, datetime) else 20
    return len(f"{vaerdi:,}") + 4


class Celler:
    """Makes the cells of one workbook; each style is made once and shared."""

    def __init__(self, palet: Mapping[str, Farve]) -> None:
        self._palet = palet
        self._stile: dict[tuple[object, ...], StyleArray] = {}

    def celle(self, ark: Worksheet, vaerdi: Vaerdi, format_: Celleformat, rolle: Rolle) -> Cell:
        """Give a cell for the next row of `ark`.

        Raises `TypeError` for a value that the format cannot show, `ValueError` for a number that is not finite or not
        whole where it must be, and for a verdict that the palette has no colour for.
        """
        indhold, slags, talformat = _indhold(vaerdi, format_)
        farve = self._farve(indhold, format_, rolle)
        omtolkes = slags == "s" and str(indhold).startswith(_OMTOLKES)
        noegle = (rolle, slags, talformat, farve, omtolkes)
        stil = self._stile.get(noegle)
        if stil is None:
            stil = self._stile[noegle] = _stil(ark, rolle, slags, talformat, farve, omtolkes)
        celle = Cell(ark, 1, 1, style_array=stil)
        celle.value = indhold
        celle.data_type = slags  # openpyxl has guessed from the text; we know
        return celle

    def _farve(self, indhold: object, format_: Celleformat, rolle: Rolle) -> Farve | None:
        if rolle is Rolle.HOVED:
            return _HOVEDFARVE
        if format_ is not Celleformat.VURDERING or indhold is None:
            return None
        if indhold not in self._palet:
            raise ValueError(f"the palette has no colour for {indhold!r}")
        return self._palet[str(indhold)]


def _indhold(vaerdi: Vaerdi, format_: Celleformat) -> tuple[str | date | None, str, str]:
    """Give what openpyxl is to write, as which of its data types, in which number format."""
    if isinstance(vaerdi, str):
        ren = rens(vaerdi)
        return (ren, "s", "General") if ren else (None, "n", "General")
    if vaerdi is None:
        return None, "n", "General"
    if format_ in _TALFORMATER and isinstance(vaerdi, int | Decimal) and not isinstance(vaerdi, bool):
        cifre = f"{vaerdi:f}" if isinstance(vaerdi, Decimal) else str(vaerdi)
        return cifre, "n", _talformat(cifre, format_)
    if format_ is Celleformat.TIDSPUNKT and isinstance(vaerdi, datetime):
        return vaerdi, "d", _DATOFORMAT + r'\ "kl."\ hh\.mm'
    if format_ is Celleformat.DATO and isinstance(vaerdi, date) and not isinstance(vaerdi, datetime):
        return vaerdi, "d", _DATOFORMAT
    raise TypeError(f"{format_.name} cannot show {vaerdi!r}")


def _talformat(cifre: str, format_: Celleformat) -> str:
    """Give a number format with the number's own decimals; LibreOffice shows it in Danish, Excel in the user's way."""
    hele, _, decimaler = cifre.partition(".")
    if not hele.lstrip("-").isdecimal():
        raise ValueError(f"{cifre} is not a finite number")
    antal = len(decimaler)
    if format_ in (Celleformat.NUMMER, Celleformat.HELTAL):
        if decimaler.strip("0"):
            raise ValueError(f"{cifre} is not whole, as {format_.name} is")
        antal = 0
    elif format_ is Celleformat.PROCENT:
        antal = max(antal - 2, 0)
    heltal = "0" if format_ is Celleformat.NUMMER else "#,##0"
    procent = '"\u00a0"%' if format_ is Celleformat.PROCENT else ""
    return _DANSK + heltal + ("." + "0" * antal if antal else "") + procent


def _stil(ark: Worksheet, rolle: Rolle, slags: str, talformat: str, farve: Farve | None, omtolkes: bool) -> StyleArray:
    """Register a style with the workbook; what `Cell` takes is only had from a cell that wears it."""
    bred = rolle in (Rolle.TITEL, Rolle.AFSNIT)
    til_hoejre = slags == "n" and rolle in (Rolle.KROP, Rolle.SUM)
    celle = Cell(ark, 1, 1)
    celle.number_format = talformat
    celle.font = Font(
        name=SKRIFT,
        size={Rolle.TITEL: 14, Rolle.AFSNIT: 11}.get(rolle, 10),
        bold=rolle not in (Rolle.KROP, Rolle.OPLYSNING),
        color=farve.tekst if farve else "000000",
    )
    celle.alignment = Alignment(
        "right" if til_hoejre else "left", "top", wrap_text=slags == "s" and not bred, indent=int(til_hoejre)
    )
    if not bred:
        streg = Side("thin", color="BFBFBF")
        celle.border = Border(top=streg, bottom=streg, left=streg, right=streg)
    if farve:
        celle.fill = PatternFill("solid", fgColor=farve.baggrund)
    celle.quotePrefix = omtolkes  # the cell stays text when somebody edits it
    stil: StyleArray = celle._style  # type: ignore[attr-defined]  # not in the stubs
    return stil
