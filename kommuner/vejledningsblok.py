"""A block copied from a spreadsheet, laid out on the grid of guidance. Pure; nothing is guessed or silently left out.

Excel copies cells as text: tabs between columns, lines between rows, and quotes around a cell with line breaks in it.
"""

import csv
import io
import re
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from datetime import date

from kommuner.kommunenavne import Kommuneopslag
from kommuner.typer import Vejledningsslags
from kommuner.vejledningskolonner import DATO, KODE, KOMMUNE, OVERSKRIFTER, ren
from kontrakt.dansk import Datofejl, laes_dato, vis_kort_dato

MAKS_TEGN = 200_000
MAKS_RAEKKER = 300  # three times the municipalities of the country; to suggest names takes its time
MAKS_CELLE = 40  # characters of a figure
SUMORD = ("i alt", "ialt", "sum", "total")
_ORD = re.compile(r"(?:[0-9]{3,4}[ -]+)?[^\W\d]{2}\D*")

Celle = tuple[str, Vejledningsslags]  # the municipality's code, and the kind
Raekke = list[str]


@dataclass(frozen=True)
class Skema:
    """The grid that a block is laid on: its day, the house's municipalities by code in its order, every one's name."""

    pr_dato: date
    kommuner: Sequence[str]
    navne: Mapping[str, str]


@dataclass
class Blok:
    """What goes into which cell, as it was written (an empty text empties the cell), and what is to be said of it."""

    celler: dict[Celle, str] = field(default_factory=dict)
    beskeder: list[str] = field(default_factory=list)

    @property
    def kvittering(self) -> str:
        """How much was put in: what is said first."""
        antal = len(self.celler)
        if not antal:
            return "Intet er sat ind."
        return f"{antal} {'celle' if antal == 1 else 'celler'} er udfyldt. Intet er gemt endnu."


@dataclass
class _Kolonner:
    """What the block's columns are: kinds by number, and those that say municipality and day."""

    slags: dict[int, Vejledningsslags] = field(default_factory=dict)
    kommune: int | None = None
    dato: int | None = None


def laes_blok(tekst: str) -> list[Raekke]:
    """The cells of a copied block, trimmed, without the empty rows after it; raise `ValueError` (Danish).

    Empty rows above are empty cells: without them every figure would slide up to another municipality.
    """
    if len(tekst) > MAKS_TEGN:
        raise ValueError("Det, du satte ind, er for stort. Kopiér kun kommunernes rækker.")
    try:
        raekker = [[celle.strip() for celle in r] for r in csv.reader(io.StringIO(tekst, newline=""), "excel-tab")]
    except csv.Error:
        raise ValueError("Det, du satte ind, kan ikke læses. Kopiér det igen fra regnearket.") from None
    fyldte = [nr for nr, raekke in enumerate(raekker) if any(raekke)]
    raekker = raekker[: fyldte[-1] + 1] if fyldte else []
    if not raekker:
        raise ValueError("Der var intet i det, du satte ind. Kopiér kommunernes rækker i regnearket, og prøv igen.")
    if len(raekker) > MAKS_RAEKKER:
        raise ValueError(f"Det, du satte ind, har {len(raekker)} rækker. Kopiér kun kommunernes rækker.")
    if max(map(len, raekker)) == 1:
        return [raekke or [""] for raekke in raekker]  # of a single column an empty cell is copied as an empty line
    return raekker


def laeg_ud(tekst: str, skema: Skema, fra: Celle | None = None) -> Blok:
    """Lay a block out from a cell (the grid's first, if none is given), to the right and down.

    Rows that begin with municipalities go by them, and columns under the names of kinds by those; else by place.
    """
    try:
        raekker = laes_blok(tekst)
    except ValueError as fejl:
        return Blok(beskeder=[str(fejl)])
    blok = Blok()
    fra = fra or (skema.kommuner[0], Vejledningsslags.VAEKST)
    foerste = next(nr for nr, raekke in enumerate(raekker) if any(raekke))
    if any(OVERSKRIFTER.get(ren(celle)) for celle in raekker[foerste]):
        del raekker[:foerste]
        kolonner = _efter_overskrift(blok, raekker.pop(0), raekker, fra[1])
    else:
        kolonner = _uden_overskrift(blok, raekker, skema, fra[1])
    if kolonner.kommune is None:
        koder = _efter_plads(blok, raekker, skema, fra[0])
    else:
        koder = _efter_navn(blok, raekker, kolonner, skema)
    for raekke, kode in zip(raekker, koder, strict=True):
        for nr, slags in kolonner.slags.items():
            if kode and nr < len(raekke):
                blok.celler[kode, slags] = raekke[nr][:MAKS_CELLE]
    return blok


def _efter_overskrift(blok: Blok, hoved: Raekke, raekker: Sequence[Raekke], fra: Vejledningsslags) -> _Kolonner:
    """The columns by the block's first row; says which are left out. Only municipalities are named: figures follow."""
    kolonner = _Kolonner()
    ukendte = []
    for nr, titel in enumerate(hoved):
        kolonne = OVERSKRIFTER.get(ren(titel))
        if kolonne in (KOMMUNE, KODE):
            # The name says it when both stand there; a code is for whom it is easier.
            kolonner.kommune = nr if kolonner.kommune is None or kolonne == KOMMUNE else kolonner.kommune
        elif kolonne == DATO:
            kolonner.dato = nr
        elif isinstance(kolonne, Vejledningsslags) and kolonne not in kolonner.slags.values():
            kolonner.slags[nr] = kolonne
        elif titel or any(_celle(raekke, nr) for raekke in raekker):
            ukendte.append(nr)
    if not kolonner.slags and not any(hoved[nr] for nr in ukendte):
        _fordel(blok, kolonner, ukendte, fra)
    else:
        for nr in ukendte:
            blok.beskeder.append(f"Kolonnen »{hoved[nr][:MAKS_CELLE]}« er ikke en af skemaets og er ikke sat ind.")
    return kolonner


def _uden_overskrift(blok: Blok, raekker: Sequence[Raekke], skema: Skema, fra: Vejledningsslags) -> _Kolonner:
    """The columns by what stands in them: names, with their codes and a day beside them, and figures after that."""
    bredde = max(len(raekke) for raekke in raekker)
    ledende = range(min(3, bredde))
    kolonner = _Kolonner()
    kolonner.kommune = next((nr for nr in ledende if any(_er_ord(_celle(raekke, nr)) for raekke in raekker)), None)
    if kolonner.kommune is None and all(_celle(raekke, 0) in skema.navne for raekke in raekker if any(raekke)):
        kolonner.kommune = 0  # codes as the register writes them, 0751
    if kolonner.kommune is None:
        _fordel(blok, kolonner, range(bredde), fra)
        return kolonner
    opslag = Kommuneopslag(skema.navne)
    koder = [opslag.kendt(_celle(raekke, kolonner.kommune)) for raekke in raekker]
    kendte = [raekke for raekke, kode in zip(raekker, koder, strict=True) if kode]
    kolonner.dato = next((nr for nr in ledende if kendte and all(_dato(_celle(r, nr)) for r in kendte)), None)
    med_kode = [nr for nr in ledende if _er_koder([_celle(raekke, nr) for raekke in raekker], koder)]
    optagne = {kolonner.kommune, kolonner.dato, *med_kode}
    _fordel(blok, kolonner, [nr for nr in range(bredde) if nr not in optagne], fra)
    return kolonner


def _fordel(blok: Blok, kolonner: _Kolonner, numre: Sequence[int], fra: Vejledningsslags) -> None:
    """Give columns the kinds from one on; says how many there are too many of."""
    herfra = list(Vejledningsslags)[list(Vejledningsslags).index(fra) :]
    kolonner.slags.update(zip(numre, herfra, strict=False))
    if (for_mange := len(numre) - len(herfra)) > 0:
        tekst = "1 kolonne er" if for_mange == 1 else f"{for_mange} kolonner er"
        blok.beskeder.append(f"{tekst} ikke sat ind: skemaet slutter ved {herfra[-1].label}.")


def _efter_navn(blok: Blok, raekker: Sequence[Raekke], kolonner: _Kolonner, skema: Skema) -> list[str]:
    """The municipality of each row by its name or code; blank, with a message, where the row is left out."""
    opslag = Kommuneopslag(skema.navne)
    koder: list[str] = []
    for raekke in raekker:
        skrevet = _celle(raekke, kolonner.kommune)
        pr_dato = _dato(_celle(raekke, kolonner.dato))
        kode = opslag.kendt(skrevet) or ""
        if not any(raekke) or ren(skrevet) in SUMORD:
            grund = ""
        elif not kode:
            grund = str(opslag.ukendt(skrevet))
        elif kode not in skema.kommuner:
            grund = f"{skema.navne[kode]} hører ikke til erhvervshuset."
        elif pr_dato and pr_dato != skema.pr_dato:
            grund = f"{skema.navne[kode]} er opgjort pr. {vis_kort_dato(pr_dato)}."
        else:
            grund = f"{skema.navne[kode]} står to gange." if kode in koder else ""
        if grund:
            blok.beskeder.append(f"{grund} Rækken er ikke sat ind.")
        koder.append("" if grund else kode)
    return koder


def _efter_plads(blok: Blok, raekker: Sequence[Raekke], skema: Skema, fra: str) -> list[str]:
    """The municipality of each row by its place; says how many rows are below the grid."""
    herfra = list(skema.kommuner)[skema.kommuner.index(fra) :]
    for_mange = max(len(raekker) - len(herfra), 0)
    if for_mange:
        tekst = "1 række er" if for_mange == 1 else f"{for_mange} rækker er"
        blok.beskeder.append(f"{tekst} ikke sat ind: skemaet slutter ved {skema.navne[herfra[-1]]}.")
    return [*herfra[: len(raekker)], *[""] * for_mange]


def _celle(raekke: Raekke, nr: int | None) -> str:
    return raekke[nr] if nr is not None and nr < len(raekke) else ""


def _er_ord(celle: str) -> bool:
    """Whether a cell holds words, perhaps after a code, and is no day: not a figure, however badly written."""
    return bool(_ORD.fullmatch(celle)) and _dato(celle) is None


def _dato(celle: str) -> date | None:
    try:
        return laes_dato(celle)
    except Datofejl:
        return None


def _er_koder(celler: Sequence[str], koder: Sequence[str | None]) -> bool:
    """Whether a column has the codes of the municipalities that the rows name, with or without the first zero."""
    par = [(celle.zfill(4), kode) for celle, kode in zip(celler, koder, strict=True) if kode]
    return bool(par) and all(celle == kode for celle, kode in par)
