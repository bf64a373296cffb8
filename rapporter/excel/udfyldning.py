"""*Hent til udfyldning*: a report as a workbook in which results, statuses and what is awaited can be typed.

Everything else is locked, without a password: it guards against slips, and `maal.statusfil` refuses what was changed
all the same. What a cell may hold is said in it, and checked again when the workbook is uploaded.
"""

from collections.abc import Iterable, Iterator, Sequence
from datetime import datetime
from decimal import Decimal
from typing import Literal

from openpyxl import Workbook
from openpyxl.cell import Cell
from openpyxl.styles import Alignment, PatternFill, Protection
from openpyxl.styles.cell_style import StyleArray
from openpyxl.workbook.protection import WorkbookProtection
from openpyxl.worksheet.datavalidation import DataValidation
from openpyxl.worksheet.worksheet import Worksheet

from kontrakt.dansk import vis_tal
from kontrakt.felter import MAKS_TEKST
from maal.enheder import GRAENSER, TILLADTE_ORD
from maal.typer import Enhed
from maal.udfyldning import DATAARK, NR, UDFYLDES, Celle, Felt, Raekke, Skema, Slags, skema, som_tal
from maal.udfyldningsdata import som_data
from maal.udtraek import Udtraek
from rapporter.excel.arbejdsbog import byg, som_bytes
from rapporter.excel.ark import Egenskaber, Kolonne, Tabelark
from rapporter.excel.celler import Celleformat, Celler, Rolle, Vaerdi
from rapporter.excel.maalopfyldelse import tal
from rapporter.excel.udfyldningsvejledning import vejledning
from rapporter.fil import Fil
from rapporter.rapportord import emne, stamnavn

LISTEARK = "Lister"
GUL = "FFF2CC"  # black text on it has a contrast of 18.8
FOERSTE_RAEKKE = 4  # below the title, the line about the yellow cells, and the headings
BREDDER = {
    NR: 8,
    "Mål": 22,
    "Målepunkt": 36,
    "Krav": 18,
    "Enhed": 14,
    "Indsatsområde": 40,
    Felt.RESULTAT.label + UDFYLDES: 16,
    Felt.TEKST.label + UDFYLDES: 60,
    Felt.AFVENTER.label + UDFYLDES: 24,
}
GRAENSE = 999_999_999_999  # of a figure whose unit has no limit: what the page takes


def udfyldning(udtraek: Udtraek, *, hentet: datetime, hentet_af: str = "") -> Fil:
    """The workbook of a report as it stands; `hentet` with time zone. The same input gives the same bytes."""
    indhold = skema(udtraek, hentet)
    slags = [en for en in Slags if any(raekke.slags == en for raekke in indhold.raekker)]
    celler = Celler({})
    egenskaber = Egenskaber(
        titel=f"Til udfyldning. {indhold.titel}",
        forfatter=hentet_af or udtraek.erhvervshus,
        emne=emne(udtraek),
        oprettet=hentet,
    )
    ark = [_ark(indhold, en) for en in slags]
    bog = byg([vejledning(udtraek, indhold, hentet, hentet_af), *ark], egenskaber, celler)
    afventer = sorted({navn for punkt in udtraek.punkter for navn in (punkt.afventer, punkt.opgoeres_af) if navn})
    aabner = _Aabner(bog, len(afventer))
    for en in slags:
        aabner.aabn(bog[en.ark], en, [raekke for raekke in indhold.raekker if raekke.slags == en], indhold.linjer(en))
    _skjult(bog, LISTEARK, ((navn,) for navn in afventer), celler)
    _skjult(bog, DATAARK, som_data(indhold), celler)
    for blad in bog.worksheets:
        blad.protection.sheet = True
        blad.protection.formatColumns = blad.protection.formatRows = blad.protection.autoFilter = False  # allowed
    bog.security = WorkbookProtection(lockStructure=True)
    return Fil(f"{stamnavn(udtraek)}-udfyldning.xlsx", som_bytes(bog))


def _ark(indhold: Skema, slags: Slags) -> Tabelark:
    """A sheet as it stands, all of it locked."""
    kolonner = [
        Kolonne(navn, BREDDER.get(navn, 12), Celleformat.TAL if nr == _resultatkolonne(slags) else Celleformat.TEKST)
        for nr, navn in enumerate(slags.kolonner)
    ]
    raekker = [tuple(_vist(raekke)) for raekke in indhold.raekker if raekke.slags == slags]
    return Tabelark(slags.ark, f"Tabel{slags.capitalize()}", kolonner, raekker, indhold.linjer(slags)[0])


def _resultatkolonne(slags: Slags) -> int | None:
    return next((nr for nr, felt in slags.felter.items() if felt == Felt.RESULTAT), None)


def _vist(raekke: Raekke) -> Iterator[Vaerdi]:
    for celle in raekke.celler:
        yield _tal(celle, raekke.enhed) if isinstance(celle, Decimal) and raekke.enhed else celle or None


def _tal(celle: Decimal, enhed: Enhed) -> Celle | None:
    """A result, with the decimals that the report has; as text where a number would not be read for certain."""
    som_vist = som_tal(celle, enhed)
    return tal(som_vist, enhed) if isinstance(som_vist, Decimal) else som_vist


class _Aabner:
    """Opens the cells that may be typed in, and says what each may hold; each style is made once."""

    def __init__(self, bog: Workbook, antal_afventer: int) -> None:
        self._stile: dict[tuple[object, ...], StyleArray] = {}
        self._liste = f"{LISTEARK}!$A$1:$A${antal_afventer}" if antal_afventer else ""
        self._bog = bog

    def aabn(self, blad: Worksheet, slags: Slags, raekker: Sequence[Raekke], linjer: Sequence[str]) -> None:
        """Open a sheet's cells."""
        blad["A2"].value = linjer[1]
        regler: dict[tuple[Felt, Enhed | None], DataValidation] = {}
        for nr, raekke in enumerate(raekker, start=FOERSTE_RAEKKE):
            for plads, felt in slags.felter.items():
                if felt not in raekke.aabne:
                    continue
                celle = blad.cell(nr, plads + 1)
                assert isinstance(celle, Cell)  # noqa: S101 - nothing is merged
                enhed = raekke.enhed if felt == Felt.RESULTAT else None
                self._aabn(celle, felt, enhed)
                regel = regler.get((felt, enhed))
                if regel is None:
                    regel = regler[felt, enhed] = resultatregel(enhed) if enhed else self._tekstregel(felt)
                    blad.add_data_validation(regel)
                regel.add(celle)

    def _aabn(self, celle: Cell, felt: Felt, enhed: Enhed | None) -> None:
        gammel: StyleArray = celle._style  # type: ignore[attr-defined]  # not in the stubs, nor below
        talformat = _talformat(celle, felt, enhed)
        noegle = (tuple(gammel), talformat)
        if noegle not in self._stile:
            celle.protection = Protection(locked=False)
            celle.fill = PatternFill("solid", fgColor=GUL)
            celle.number_format = talformat
            if felt != Felt.RESULTAT:
                celle.alignment = Alignment("left", "top", wrap_text=True)  # also where nothing stands yet
            self._stile[noegle] = celle._style  # type: ignore[attr-defined]
        celle._style = self._stile[noegle]  # type: ignore[attr-defined]

    def _tekstregel(self, felt: Felt) -> DataValidation:
        """What a text may be; who is awaited is chosen from those that occur, or typed."""
        if felt == Felt.AFVENTER:
            prompt = (
                "Hvem tallet kommer fra, når det ikke er der endnu. Vælg på listen, eller skriv selv. Højst 200 tegn."
            )
            regel = DataValidation("list", self._liste) if self._liste else DataValidation()
            regel.showErrorMessage = False
        else:
            prompt = f"Skriv status med dine egne ord. Der er plads til {vis_tal(MAKS_TEKST)} tegn."
            regel = DataValidation("textLength", operator="lessThanOrEqual", formula1=str(MAKS_TEKST))
            _sig_fejl(regel, f"Teksten er for lang. Der er plads til {vis_tal(MAKS_TEKST)} tegn.")
        return _sig(regel, felt.label, prompt)


def resultatregel(enhed: Enhed) -> DataValidation:
    """What a result in that unit may be: the limits that the page has."""
    mindst, hoejst = GRAENSER[enhed]
    slags: Literal["whole", "decimal"] = "whole" if enhed == Enhed.ANTAL else "decimal"
    ord_ = "et helt tal" if enhed == Enhed.ANTAL else "et tal"
    if mindst is not None and hoejst is not None:
        ord_ += f" fra {vis_tal(mindst)} til {vis_tal(hoejst)}"
    elif mindst is not None:
        ord_ += f" på mindst {vis_tal(mindst)}"
    eksempel = {Enhed.ANTAL: "1680", Enhed.FAKTOR: "2,5", Enhed.NPS: "70"}.get(enhed, "71,5")
    fra, til = (graense if graense is not None else tegn * GRAENSE for graense, tegn in ((mindst, -1), (hoejst, 1)))
    regel = DataValidation(slags, operator="between", formula1=str(fra), formula2=str(til))
    mindre_end_1 = " Er det 1 eller mindre, så skriv % efter." if TILLADTE_ORD[enhed] else ""
    _sig_fejl(regel, f"Skriv {ord_}, fx {eksempel}, eller lad cellen være tom.")
    return _sig(regel, f"Resultat ({enhed.label})", f"Skriv {ord_}, fx {eksempel}.{mindre_end_1}")


def _sig(regel: DataValidation, titel: str, tekst: str) -> DataValidation:
    regel.allow_blank = regel.showInputMessage = True
    regel.promptTitle, regel.prompt = titel, tekst
    return regel


def _sig_fejl(regel: DataValidation, tekst: str) -> None:
    regel.showErrorMessage = True
    regel.errorTitle, regel.error = "Det kan ikke stå her", tekst


def _talformat(celle: Cell, felt: Felt, enhed: Enhed | None) -> str:
    """Text stays text however it begins. A unit that people write % after has no format of its own.

    Then a spreadsheet formats what is typed with % so, and 71,5 % is told from 0,715.
    """
    if felt != Felt.RESULTAT:
        return "@"
    return "General" if enhed and TILLADTE_ORD[enhed] else celle.number_format


def _skjult(bog: Workbook, navn: str, raekker: Iterable[Sequence[str]], celler: Celler) -> None:
    blad = bog.create_sheet(navn)
    blad.sheet_state = "hidden"
    for raekke in raekker:
        blad.append([celler.celle(blad, tekst, Celleformat.TEKST, Rolle.AFSNIT) for tekst in raekke])
