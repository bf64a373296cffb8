"""The sheets of an .xlsx, as `regneark` has them, read without laying out what the file only claims to hold.

openpyxl's own ways pad every gap with cells and make a cell of each place in a merged range or a link's, so that a file
of a few hundred bytes could fill the memory. Its parser of one sheet gives the cells that are there.
"""

import re
import warnings
from collections.abc import Callable, Collection, Iterator
from io import BytesIO
from typing import Any, TypeVar
from zipfile import BadZipFile, ZipFile

from openpyxl import load_workbook
from openpyxl.styles.numbers import BUILTIN_FORMATS, BUILTIN_FORMATS_MAX_SIZE
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
    Procenttal,
    Raekke,
    Vaerdi,
    kun_fyldte,
)

MAKS_UDPAKKET = 10_000_000  # bytes of all parts together; twenty years of 98 municipalities are a tenth of it
MAKS_DELE = 500
FOR_STOR = "Filen er for stor, når den pakkes ud. Gem kun arket med tallene, og vælg filen igen."
ULAESELIG = f"Filen er beskadiget eller ikke en Excel-projektmappe. {SOM_XLSX}"
_ERKLAERING = re.compile(rb"<\0?!\0?D\0?O\0?C\0?T\0?Y\0?P\0?E")  # in UTF-8 and UTF-16

# What a number format says in other ways than by its signs: quoted, escaped, padding, and in brackets.
_UDEN_BETYDNING = re.compile(r'"[^"]*"|\\.|_.|\*.|\[[^\]]*\]')


L = TypeVar("L", bound="_Arklaeser")


class _Arklaeser(WorkSheetParser):
    """With what a formula gave, and not the formula."""

    def parse_formula(self, element: Any) -> Formel:
        """The value that was saved beside it."""
        gav = element.findtext(VALUE_TAG) if element.get("t", "n") == "n" else None
        return Formel(float(gav) if gav else None)


class _Resultatlaeser(_Arklaeser):
    """Tells a number that is shown as per cent from one that is not; the number that a formula gave is that number."""

    procentformater: dict[int, bool]  # by the style's number, whether it is plainly one

    def parse_cell(self, element: Any) -> dict[str, Any]:
        """A cell, with its value as what it is shown as."""
        celle: dict[str, Any] = super().parse_cell(element)
        stil, vaerdi = celle["style_id"], celle["value"]
        if isinstance(vaerdi, Formel):
            if vaerdi.gav is None or stil in self.date_formats:
                celle["value"] = Formel(None)
                return celle
            celle["value"] = vaerdi = vaerdi.gav
        if stil in self.procentformater and type(vaerdi) in (int, float):
            celle["value"] = Procenttal(vaerdi, self.procentformater[stil])
        return celle


def laes_xlsx(indhold: bytes) -> list[Ark]:
    """Read the sheets that are shown; raise `Arkfejl` (Danish) for a file that is no plain workbook, or too large."""
    return _laes(indhold, _ark, {"visible"})


def laes_skema(indhold: bytes) -> list[Ark]:
    """Read every sheet, the hidden ones too, as `laes_xlsx`; but figures come as what they are shown as.

    One shown as per cent is a `Procenttal`, and a formula is the number that it gave; a `Formel` is one that gave none.
    """
    return _laes(indhold, _skemaark, {"visible", "hidden", "veryHidden"})


def _laes(indhold: bytes, laes_ark: Callable[[Any, Any], Ark], synlighed: Collection[str]) -> list[Ark]:
    try:
        with ZipFile(BytesIO(indhold)) as pakke:
            _kontroller_pakken(pakke)
    except BadZipFile as grund:
        raise Arkfejl(ULAESELIG) from grund
    try:
        with warnings.catch_warnings():
            _uden_erklaeringer(indhold)
            warnings.simplefilter("ignore")  # of drawings and rules that openpyxl leaves out, as we do
            bog = load_workbook(BytesIO(indhold), read_only=True, keep_links=False)
            return [laes_ark(bog, blad) for blad in bog.worksheets if blad.sheet_state in synlighed]
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
        raise Arkfejl(FOR_STOR)
    if "xl/vbaProject.bin" in navne:
        raise Arkfejl(ANDRE_SLAGS["xlsm"])
    if "xl/workbook.bin" in navne:
        raise Arkfejl(ANDRE_SLAGS["xlsb"])
    if "content.xml" in navne and "mimetype" in navne:
        raise Arkfejl(ANDRE_SLAGS["ods"])


def _uden_erklaeringer(indhold: bytes) -> None:
    """Raise `Arkfejl` for a part that declares a document type: no workbook does, and by one a text can be let grow."""
    with ZipFile(BytesIO(indhold)) as pakke:
        if any(_ERKLAERING.search(pakke.read(del_)) for del_ in pakke.infolist()):
            raise Arkfejl(ULAESELIG)


def _ark(bog: Any, blad: Any) -> Ark:
    return _med(_laeser(_Arklaeser, bog, blad), blad)


def _skemaark(bog: Any, blad: Any) -> Ark:
    laeser = _laeser(_Resultatlaeser, bog, blad)
    formater = {nr: _talformat(bog, stil.numFmtId) for nr, stil in enumerate(bog._cell_styles)}
    laeser.procentformater = {nr: _er_procent(tekst) for nr, tekst in formater.items() if _naevner_procent(tekst)}
    return _med(laeser, blad)


def _talformat(bog: Any, nr: int) -> str:
    """A number format by its number; General when the file does not say."""
    if nr < BUILTIN_FORMATS_MAX_SIZE:
        return BUILTIN_FORMATS.get(nr, "General")
    egne = bog._number_formats
    return egne[nr - BUILTIN_FORMATS_MAX_SIZE] if nr - BUILTIN_FORMATS_MAX_SIZE < len(egne) else "General"


def _naevner_procent(talformat: str) -> bool:
    return "%" in _UDEN_BETYDNING.sub("", talformat)


def _er_procent(talformat: str) -> bool:
    """Whether every number is shown by it as a hundred times itself: one % in each of its parts for numbers."""
    dele = _UDEN_BETYDNING.sub("", talformat).split(";")[:3]
    return all(del_.count("%") == 1 for del_ in dele if del_)


def _laeser(slags: type[L], bog: Any, blad: Any) -> L:
    return slags(
        blad._get_source(),
        blad._shared_strings,
        epoch=bog.epoch,
        date_formats=bog._date_formats,
        timedelta_formats=bog._timedelta_formats,
    )


def _med(laeser: _Arklaeser, blad: Any) -> Ark:
    """The sheet with what a reader finds in it."""
    raekker = kun_fyldte(_raekker(laeser))
    omraader = laeser.merged_cells.mergeCell if laeser.merged_cells else []
    return Ark(blad.title, raekker, [_flettet(omraade.ref) for omraade in omraader])


def _raekker(laeser: _Arklaeser) -> Iterator[Raekke]:
    tegn = 0  # of the texts together: a file holds a shared one once, and may name it in each of its cells
    for nr, celler in laeser.parse():
        fyldte: dict[int, Vaerdi] = {}
        for celle in celler:
            vaerdi = celle["value"]
            tegn += len(vaerdi) if isinstance(vaerdi, str) else 0
            if tegn > MAKS_UDPAKKET:
                raise Arkfejl(FOR_STOR)
            if vaerdi is None or (isinstance(vaerdi, str) and not vaerdi.strip()):
                continue
            fyldte[celle["column"]] = Fejlcelle(vaerdi) if celle["data_type"] == "e" else vaerdi
        yield nr, fyldte


def _flettet(ref: str) -> Flettet:
    omraade = CellRange(ref)
    return Flettet(ref, range(omraade.min_row, omraade.max_row + 1), range(omraade.min_col, omraade.max_col + 1))
