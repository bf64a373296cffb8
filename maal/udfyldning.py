"""The workbook in which a report is filled in: what its rows and cells are, which of them are open, and what it is of.

Pure: `rapporter.excel.udfyldning` draws it, and `maal.statusfil` reads it again. A hidden sheet tells which report it
is of and what stood in each cell when it was fetched, so that what was changed in the file is known apart from what
somebody has saved meanwhile.
"""

import re
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from datetime import date, datetime
from decimal import Decimal
from enum import StrEnum

from kontrakt.dansk import vis_dato
from maal.enheder import MAKS_CIFRE, TILLADTE_ORD, krav_i_ord, vis_vaerdi
from maal.typer import Enhed, Segment
from maal.typer import Slags as Rapportslags
from maal.udtraek import Indsatsudtraek, Punktudtraek, Segmentudtraek, Udtraek

FORMAT = "1"  # another number when the workbook is laid out otherwise: older files are then refused
DATAARK = "Data"
UDFYLDES = " (udfyldes)"
NR, SEGMENT = "Nr.", "Segment"
MAKS_TEGN = 32_000  # of a text that is put in a cell, in UTF-16 units; Excel holds a little more
UDEN_TAL = "Intet tal. Vurderes på siden."
KAN_IKKE_STAA = "Teksten kan ikke stå i et regneark. Ret den på siden."


class Felt(StrEnum):
    """What a cell is open for; the name of the form's field on the page."""

    RESULTAT = "resultat"
    TEKST = "tekst"
    AFVENTER = "afventer"

    @property
    def label(self) -> str:
        """The field as the user reads it."""
        return {Felt.RESULTAT: "Resultat", Felt.TEKST: "Status", Felt.AFVENTER: "Afventer tal fra"}[self]


class Slags(StrEnum):
    """The two sheets that are filled in; the value is what the hidden sheet calls them."""

    PUNKT = "punkt"
    INDSATS = "indsats"

    @property
    def ark(self) -> str:
        """The sheet's name."""
        return {Slags.PUNKT: "Udfyldning", Slags.INDSATS: "Indsatsområder"}[self]

    @property
    def kolonner(self) -> tuple[str, ...]:
        """The sheet's headings; those of open columns end in `UDFYLDES`."""
        aabne = {felt: felt.label + UDFYLDES for felt in Felt}
        if self == Slags.INDSATS:
            return (NR, "Indsatsområde", aabne[Felt.TEKST])
        return (NR, "Mål", "Målepunkt", SEGMENT, "Krav", "Enhed", *aabne.values())

    @property
    def noeglepladser(self) -> tuple[int, ...]:
        """The places of the columns that a row is found by."""
        return tuple(nr for nr, kolonne in enumerate(self.kolonner) if kolonne in (NR, SEGMENT))

    @property
    def felter(self) -> dict[int, Felt]:
        """The open columns by their place, from 0."""
        return {
            nr: felt for nr, kolonne in enumerate(self.kolonner) for felt in Felt if kolonne == felt.label + UDFYLDES
        }


_SAERTEGN = re.compile("[\x00-\x08\x0b-\x1f\x7f-\x9f\ud800-\udfff\ufffe\uffff]")  # XML forbids most of them

Celle = str | Decimal  # empty where nothing stands; a result in the målepunkt's unit


@dataclass(frozen=True)
class Raekke:
    """One row as it was fetched: what it is of, and its cells; `aabne` are the fields that may be typed in."""

    slags: Slags
    id: int
    version: int
    segment: Segment
    enhed: Enhed | None
    aabne: tuple[Felt, ...]
    celler: tuple[Celle, ...]

    @property
    def noegle(self) -> tuple[str, ...]:
        """What a row is found by, wherever it stands: its number, and its segment."""
        return tuple(str(self.celler[plads]) for plads in self.slags.noeglepladser)

    @property
    def laaste(self) -> dict[int, Celle]:
        """The cells that are not open, by their place from 0."""
        felter = self.slags.felter
        return {nr: celle for nr, celle in enumerate(self.celler) if felter.get(nr) not in self.aabne}

    def staar(self, felt: Felt) -> Celle:
        """What stood in an open cell."""
        return next(self.celler[nr] for nr, et in self.slags.felter.items() if et == felt)


@dataclass(frozen=True)
class Kendetegn:
    """Which report a workbook is of, and when it was fetched (ISO). Raises `ValueError` for what no report can be."""

    slug: str
    aar: str
    slags: str
    pr_dato: str
    hentet: str = ""

    def __post_init__(self) -> None:
        """Refuse a kind or a date that is none: a made-up file may say anything."""
        Rapportslags(self.slags)
        date.fromisoformat(self.pr_dato)

    @property
    def rapport(self) -> tuple[str, ...]:
        """The report, apart from when the workbook was fetched."""
        return (self.slug, self.aar, self.slags, self.pr_dato)

    @property
    def i_ord(self) -> str:
        """Which of a contract's reports it is: `Foreløbig afrapportering 2021 pr. 13. oktober 2021`."""
        pr_dato = vis_dato(date.fromisoformat(self.pr_dato))
        return f"{Rapportslags(self.slags).label} afrapportering {self.aar} pr. {pr_dato}"


@dataclass(frozen=True)
class Skema:
    """A whole workbook to be filled in; `linjer` stand above each table and are part of what is held fast."""

    kendetegn: Kendetegn
    titel: str
    raekker: tuple[Raekke, ...]

    def linjer(self, slags: Slags) -> tuple[str, str]:
        """What stands above a table, a line in each row from the first."""
        return (
            f"{slags.ark}. {self.titel}",
            "Skriv kun i de gule felter, i kolonnerne med (udfyldes). Alt andet er låst.",
        )


def skema(udtraek: Udtraek, hentet: datetime | None = None) -> Skema:
    """The workbook of a report as it stands."""
    kendetegn = Kendetegn(
        udtraek.slug,
        str(udtraek.aar),
        str(udtraek.slags),
        udtraek.pr_dato.isoformat(),
        hentet.isoformat(timespec="seconds") if hentet else "",
    )
    titel = (
        f"{udtraek.slags.label} afrapportering {udtraek.aar}, {udtraek.erhvervshus}, pr. {vis_dato(udtraek.pr_dato)}"
    )
    punkter = [raekke for maal in udtraek.maal for punkt in maal.punkter for raekke in _punktraekker(maal.titel, punkt)]
    return Skema(kendetegn, titel, (*punkter, *(_indsatsraekke(indsats) for indsats in udtraek.indsatser)))


def er_tvetydigt(vaerdi: Decimal, enhed: Enhed) -> bool:
    """Whether a bare number could be meant as a share of one: 0.5 is 0,5 % and may be what is left of 50 %.

    A spreadsheet keeps 50 % as 0.5, and shows it as such when its cell is not formatted for per cent.
    """
    return bool(TILLADTE_ORD.get(enhed)) and 0 < abs(vaerdi) <= 1


def som_tal(vaerdi: Decimal, enhed: Enhed) -> Celle:
    """A result as its cell has it: a number, or as text where a number would not be read back for certain."""
    ren = vaerdi.normalize() if vaerdi else Decimal(0)
    if er_tvetydigt(ren, enhed) or len(ren.as_tuple().digits) > MAKS_CIFRE:
        return vis_vaerdi(vaerdi, enhed)
    return ren


def kan_staa_i_celle(tekst: str) -> bool:
    """Whether a spreadsheet keeps a text as it is: no characters that XML forbids, no escapes, and not too long."""
    return tekst == _uden_saertegn(tekst) and len(tekst.encode("utf-16-le")) <= 2 * MAKS_TEGN


def _uden_saertegn(tekst: str) -> str:
    return _SAERTEGN.sub("", tekst).replace("_x", "_ x").replace("x005F_", "x005F _")


def _punktraekker(titel: str, punkt: Punktudtraek) -> Iterator[Raekke]:
    for nr, segment in enumerate(punkt.segmenter):
        har_tal = punkt.enhed.er_tal and punkt.spredning is None
        tekster, aabne = _tekster({Felt.TEKST: punkt.status, Felt.AFVENTER: punkt.afventer}, nr == 0)
        faste = (
            punkt.betegnelse,
            titel,
            punkt.tekst,
            str(segment.segment.label),
            krav_i_ord(punkt.krav, punkt.enhed, segment.maaltal, segment.tolerance) or "intet måltal",
            str(punkt.enhed.label),
        )
        yield Raekke(
            slags=Slags.PUNKT,
            id=punkt.id,
            version=punkt.version,
            segment=segment.segment,
            enhed=punkt.enhed,
            aabne=(*([Felt.RESULTAT] if har_tal else []), *aabne),
            celler=(*map(_fast, faste), _resultat(punkt, segment), *tekster),
        )


def _indsatsraekke(indsats: Indsatsudtraek) -> Raekke:
    tekster, aabne = _tekster({Felt.TEKST: indsats.status}, er_foerste=True)
    celler = (str(indsats.nummer), _fast(indsats.titel), *tekster)
    return Raekke(Slags.INDSATS, indsats.id, indsats.version, Segment.ALLE, None, aabne, celler)


def _tekster(staar: Mapping[Felt, str], er_foerste: bool) -> tuple[tuple[str, ...], tuple[Felt, ...]]:
    """The cells of texts, and which are open: on a målepunkt's first row, those whose text a spreadsheet keeps."""
    if not er_foerste:
        return tuple("" for _ in staar), ()
    aabne = tuple(felt for felt, tekst in staar.items() if kan_staa_i_celle(tekst))
    return tuple(tekst if felt in aabne else KAN_IKKE_STAA for felt, tekst in staar.items()), aabne


def _fast(tekst: str) -> str:
    """A text that is not to be changed, as far as a spreadsheet can hold it."""
    return _uden_saertegn(tekst)[: MAKS_TEGN // 2]


def _resultat(punkt: Punktudtraek, segment: Segmentudtraek) -> Celle:
    """The result; where there is no figure to type, why."""
    if punkt.spredning is not None:
        return f"Hentes fra vejledningstal pr. {vis_dato(punkt.spredning.vejledning.pr_dato)}."
    if not punkt.enhed.er_tal:
        return UDEN_TAL
    return "" if segment.resultat is None else segment.resultat
