"""The sheets of an .xlsx, as `regneark` has them, read without laying out what the file only claims to hold.

openpyxl's own ways pad every gap with cells and make a cell of each place in a merged range or a link's, so that a file
of a few hundred bytes could fill the memory. Its parser of one sheet gives the cells that are there.
"""

import warnings
from collections.abc import Iterator
from io import BytesIO
from typing import Any
from zipfile import BadZipFile, ZipFile

from openpyxl import load_workbook
from openpyxl.worksheet._reader import VALUE_TAG, WorkSheetParser
from openpyxl.worksheet.cell_range import CellRange

from kommuner.regneark import (
    ADGANGSKODE,
    ANDRE_SLAGS,
    SOM_XLSX,
    Ark,
    Arkfejl,
    Fejlcelle,
    Flettet,
    Formel,
    Raekke,
    Vaerdi,
    kun_fyldte,
)

MAKS_UDPAKKET = 10_000_000  # bytes of all parts together; twenty years of 98 municipalities are a tenth of it
MAKS_DELE = 500
ULAESELIG = f"Filen er beskadiget eller ikke en Excel-projektmappe. {SOM_XLSX}"


class _Arklaeser(WorkSheetParser):
    """With what a formula gave, and not the formula."""

    def parse_formula(self, element: Any) -> Formel:
        """The value that was saved beside it."""
        gav = element.findtext(VALUE_TAG) if element.get("t", "n") == "n" else None
        return Formel(float(gav) if gav else None)


def laes_xlsx(indhold: bytes) -> list[Ark]:
    """Read the sheets that are shown; raise `Arkfejl` (Danish) for a file that is no plain workbook, or too large."""
    try:
        with ZipFile(BytesIO(indhold)) as pakke:
            _kontroller_pakken(pakke)
    except BadZipFile as grund:
        raise Arkfejl(ULAESELIG) from grund
    try:
        with warnings.catch_warnings():
            warnings.simplefilter("ignore")  # of drawings and rules that openpyxl leaves out, as we do
            bog = load_workbook(BytesIO(indhold), read_only=True, keep_links=False)
            return [_ark(bog, blad) for blad in bog.worksheets if blad.sheet_state == "visible"]
    except Arkfejl:
        raise
    except Exception as grund:  # openpyxl promises none in particular for a file that is made up
        raise Arkfejl(ULAESELIG) from grund


def _kontroller_pakken(pakke: ZipFile) -> None:
    """Raise `Arkfejl` by the list of parts alone; no part is ever unpacked further than the list says."""
    dele = pakke.infolist()
    navne = {del_.filename for del_ in dele}
    if any(del_.flag_bits & 1 for del_ in dele):
        raise Arkfejl(ADGANGSKODE)
    if len(dele) > MAKS_DELE or sum(del_.file_size for del_ in dele) > MAKS_UDPAKKET:
        raise Arkfejl("Filen er for stor, når den pakkes ud. Gem kun arket med tallene, og vælg filen igen.")
    if "xl/vbaProject.bin" in navne:
        raise Arkfejl(ANDRE_SLAGS["xlsm"])
    if "xl/workbook.bin" in navne:
        raise Arkfejl(ANDRE_SLAGS["xlsb"])
    if "content.xml" in navne and "mimetype" in navne:
        raise Arkfejl(ANDRE_SLAGS["ods"])


def _ark(bog: Any, blad: Any) -> Ark:
    laeser = _Arklaeser(
        blad._get_source(),
        blad._shared_strings,
        epoch=bog.epoch,
        date_formats=bog._date_formats,
        timedelta_formats=bog._timedelta_formats,
    )
    raekker = kun_fyldte(_raekker(laeser))
    omraader = laeser.merged_cells.mergeCell if laeser.merged_cells else []
    return Ark(blad.title, raekker, [_flettet(omraade.ref) for omraade in omraader])


def _raekker(laeser: _Arklaeser) -> Iterator[Raekke]:
    for nr, celler in laeser.parse():
        fyldte: dict[int, Vaerdi] = {}
        for celle in celler:
            vaerdi = celle["value"]
            if vaerdi is None or (isinstance(vaerdi, str) and not vaerdi.strip()):
                continue
            fyldte[celle["column"]] = Fejlcelle(vaerdi) if celle["data_type"] == "e" else vaerdi
        yield nr, fyldte


def _flettet(ref: str) -> Flettet:
    omraade = CellRange(ref)
    return Flettet(ref, range(omraade.min_row, omraade.max_row + 1), range(omraade.min_col, omraade.max_col + 1))
