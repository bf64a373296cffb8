"""A file from Excel, or a CSV file, read to plain rows whose cells know their address. Pure; knows no municipalities.

What a cell says is never computed or guessed here: a formula and an error stand as what they are, for the reader of the
rows to refuse by address.
"""

import csv
import re
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from datetime import date, time, timedelta
from io import StringIO
from pathlib import PurePath

from openpyxl.utils import get_column_letter

from kontrakt.dansk import vis_tal

MAKS_BYTES = 1_000_000
MAKS_RAEKKER = 5_000  # with something in them
ENDELSER = ("xlsx", "csv", "txt", "tsv")
SOM_XLSX = "Åbn den i Excel eller LibreOffice, og gem den som Excel-projektmappe (.xlsx)."
ANDRE_SLAGS = {  # known, so that one is told what to do, and never read
    "xls": f"Filen er i Excels gamle format (.xls). {SOM_XLSX}",
    "xlsm": f"Filen kan rumme makroer (.xlsm). {SOM_XLSX}",
    "xlsb": f"Filen er en binær projektmappe (.xlsb). {SOM_XLSX}",
    "ods": f"Filen er fra LibreOffice eller OpenOffice (.ods). {SOM_XLSX}",
}
ADGANGSKODE = "Filen er beskyttet med adgangskode. Fjern adgangskoden i Excel, og gem filen igen."
_ZIP, _OLE = b"PK\x03\x04", b"\xd0\xcf\x11\xe0"
_KRYPTERET = "EncryptedPackage".encode("utf-16-le")  # the part of an OLE file that a protected .xlsx lies in
_SKILLETEGN = (";", "\t", ",")
_STYRETEGN = re.compile(r"[\x00-\x08\x0e-\x1f\x7f]")


@dataclass(frozen=True)
class Cellefejl:
    """What is wrong, and where: `B7`, `linje 7, kolonne 2`, or empty when it is the whole file; `plads` sorts."""

    sted: str
    tekst: str
    plads: tuple[int, int] = (0, 0)

    def __str__(self) -> str:
        return f"{self.sted[0].upper()}{self.sted[1:]}: {self.tekst}" if self.sted else self.tekst


class Arkfejl(Exception):  # noqa: N818 - fejl is Danish for error
    """A file that cannot be read at all; `fejl` says in Danish why."""

    def __init__(self, tekst: str, sted: str = "") -> None:
        self.fejl = Cellefejl(sted, tekst)
        super().__init__(str(self.fejl))


@dataclass(frozen=True)
class Formel:
    """A cell with a formula, and the number that it gave when the file was saved; None when that is not known."""

    gav: int | float | None


@dataclass(frozen=True)
class Fejlcelle:
    """A cell that shows an error, such as #REF!."""

    tekst: str


@dataclass(frozen=True)
class Procenttal:
    """A number that its format shows as per cent: 0.715 as 71,5 %; not `sikker` when it is so only at times."""

    tal: int | float
    sikker: bool = True


Vaerdi = (
    str | bool | int | float | date | time | timedelta | Formel | Fejlcelle | Procenttal
)  # a date may be a datetime
Raekke = tuple[int, Mapping[int, Vaerdi]]  # its number, and what stands in its columns (from 1); no cell is empty


@dataclass(frozen=True)
class Flettet:
    """A merged range, by its first and last row and column."""

    sted: str
    raekker: range
    kolonner: range


@dataclass(frozen=True)
class Ark:
    """A sheet: the rows that have something in them, and the merged ranges. A CSV file is a sheet without a name."""

    navn: str
    raekker: Sequence[Raekke]
    flettede: Sequence[Flettet] = ()

    def sted(self, raekke: int, kolonne: int) -> str:
        """The address of a cell, as its program shows it."""
        if not self.navn:
            return f"linje {raekke}, kolonne {kolonne}"
        return f"{get_column_letter(kolonne)}{raekke}"


def kontroller_slags(filnavn: str, indhold: bytes) -> str:
    """Give the ending that the file is to be read by, one of `ENDELSER`; raise `Arkfejl` for another kind of file."""
    endelse = PurePath(filnavn).suffix.lower().removeprefix(".")
    if len(indhold) > MAKS_BYTES:
        raise Arkfejl(f"Filen fylder {vis_tal(len(indhold) // 1000)} kB. Den må højst fylde 1 MB. Del den op.")
    if not indhold.strip():
        raise Arkfejl("Filen er tom.")
    if indhold.startswith(_OLE):
        raise Arkfejl(ADGANGSKODE if _KRYPTERET in indhold else ANDRE_SLAGS["xls"])
    if endelse in ANDRE_SLAGS:
        raise Arkfejl(ANDRE_SLAGS[endelse])
    if endelse not in ENDELSER:
        raise Arkfejl("Filen skal være en Excel-projektmappe (.xlsx) eller en CSV-fil (.csv).")
    if endelse == "xlsx" and not indhold.startswith(_ZIP):
        raise Arkfejl(f"Filen hedder .xlsx, men er ikke en Excel-projektmappe. {SOM_XLSX}")
    if endelse != "xlsx" and indhold.startswith(_ZIP):
        raise Arkfejl(f"Filen hedder .{endelse}, men er en pakket fil. Er den fra Excel, skal den ende på .xlsx.")
    return endelse


def laes_csv(indhold: bytes) -> Ark:
    """Read UTF-8, Unicode text from Excel or Windows-1252, with the most frequent of semicolon, tab and comma."""
    tekst = _tekst(indhold)
    skilletegn = max(_SKILLETEGN, key=tekst.count)
    laeser = csv.reader(StringIO(tekst, newline=""), delimiter=skilletegn, strict=True)
    raekker: list[Raekke] = []
    linje = 1
    try:
        for celler in laeser:
            raekker.append((linje, {nr: celle for nr, celle in enumerate(celler, start=1) if celle.strip()}))
            linje = laeser.line_num + 1
    except csv.Error as grund:
        raise Arkfejl("Her kan filen ikke læses. Kontrollér anførselstegnene.", f"linje {linje}") from grund
    return Ark("", kun_fyldte(raekker))


def kun_fyldte(raekker: Iterable[Raekke]) -> list[Raekke]:
    """The rows that have something in them; raise `Arkfejl` when they are too many."""
    fyldte: list[Raekke] = []
    for raekke in raekker:
        if raekke[1]:
            fyldte.append(raekke)
        if len(fyldte) > MAKS_RAEKKER:
            raise Arkfejl(f"Filen har mere end {vis_tal(MAKS_RAEKKER)} rækker. Del den op.")
    return fyldte


def _tekst(indhold: bytes) -> str:
    if indhold.startswith((b"\xff\xfe", b"\xfe\xff")):
        tekst = indhold.decode("utf-16", errors="replace")
    else:
        try:
            tekst = indhold.decode("utf-8-sig")
        except UnicodeDecodeError:
            tekst = indhold.decode("cp1252", errors="replace")
    if "\ufffd" in tekst or _STYRETEGN.search(tekst):
        raise Arkfejl("Filen har tegn, som ikke er tekst. Er det den rigtige fil?")
    return tekst
