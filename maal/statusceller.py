"""What one cell of a workbook that was filled in says: a result or a text, or in Danish why it says neither. Pure.

What a spreadsheet shows is read by the page's own function: a number is written as Danish first. It is held to the 15
digits that a spreadsheet shows and computes with, so that 71,499999999999986 is 71,5; a figure that then has more
decimals than the page takes is refused, never rounded.
"""

import re
from decimal import Decimal
from math import isfinite

from kommuner.regneark import Fejlcelle, Formel, Procenttal, Vaerdi
from kontrakt.dansk import MAKS_DECIMALER, MAKS_HELTALSCIFRE, Talfejl, vis_tal
from maal.enheder import MAKS_CIFRE, laes_vaerdi
from maal.typer import Enhed
from maal.udfyldning import er_tvetydigt

_STYRETEGN = re.compile(r"[\x00-\x08\x0b-\x1f\x7f-\x9f]|_x(?:00[01][0-9A-F]|007F)_")  # also as Excel writes them
# In a cell a text with a point is as often from a program that is not set to Danish: 1.234 is then 1,234.
_TUSIND_ELLER_DECIMALER = re.compile(r"[+\-−–]?[1-9][0-9]{0,2}\.[0-9]{3}")

MAKS_VIST = 24  # characters of a number


class Cellegrund(ValueError):  # noqa: N818 - the word says it
    """Why a cell cannot be used; `str()` is the Danish message for the user."""


def laes_resultat(vaerdi: Vaerdi | None, enhed: Enhed) -> Decimal | None:
    """The figure in a cell, in the målepunkt's unit; None when it is empty. Raises `Cellegrund`."""
    if vaerdi is None:
        return None
    _ingen_fejl(vaerdi)
    try:
        return laes_vaerdi(_skrevet(vaerdi, enhed), enhed)
    except Talfejl as grund:
        raise Cellegrund(str(grund)) from grund


def laes_tekst(vaerdi: Vaerdi | None) -> str:
    """The text in a cell, as the page would keep it. Raises `Cellegrund`."""
    if vaerdi is None:
        return ""
    _ingen_fejl(vaerdi)
    if isinstance(vaerdi, bool):
        raise Cellegrund("Cellen er et ja eller nej (SAND/FALSK). Skriv en tekst.")
    if isinstance(vaerdi, int | float | Procenttal):
        raise Cellegrund("Cellen er et tal og ikke en tekst. Skriv en tekst, eller sæt en apostrof foran tallet.")
    if not isinstance(vaerdi, str):
        raise Cellegrund("Cellen er en dato eller et klokkeslæt. Skriv en tekst, eller sæt en apostrof foran.")
    return ren_tekst(vaerdi)


def ren_tekst(tekst: str) -> str:
    """A text with the line breaks that are stored, and nothing around it. Raises `Cellegrund`."""
    ren = tekst.replace("_x000D_\n", "\n").replace("_x000D_", "\n").replace("\r\n", "\n").replace("\r", "\n").strip()
    if _STYRETEGN.search(ren):
        raise Cellegrund("Teksten har usynlige styretegn. Skriv den igen, eller skriv den på siden.")
    return ren


def _skrevet(vaerdi: Vaerdi, enhed: Enhed) -> str:
    """What a cell shows, as a person would type it on the page."""
    if isinstance(vaerdi, str):
        if enhed != Enhed.ANTAL and _TUSIND_ELLER_DECIMALER.fullmatch(ren := vaerdi.strip()):
            raise Cellegrund(
                f"»{ren}« kan læses på to måder. Skriv {ren.replace('.', ',')} med komma eller {ren.replace('.', '')} "
                "uden punktum."
            )
        return vaerdi
    if isinstance(vaerdi, bool):
        raise Cellegrund("Cellen er et ja eller nej (SAND/FALSK). Skriv et tal.")
    if isinstance(vaerdi, Procenttal):
        if not vaerdi.sikker:
            raise Cellegrund("Cellens talformat viser kun nogle tal som procent. Vælg talformatet Standard.")
        return f"{_dansk(_tal(vaerdi.tal) * 100)} %"
    if not isinstance(vaerdi, int | float):
        raise Cellegrund("Cellen er en dato eller et klokkeslæt. Vælg talformatet Standard, og skriv tallet, fx 12,5.")
    tal = _tal(vaerdi)
    if er_tvetydigt(tal, enhed):
        vist, gange_hundrede = _kort(tal), _kort(tal * 100)
        raise Cellegrund(
            f"{vist} kan være {vist} og kan være {gange_hundrede} %. Skriv »{vist} %« eller »{gange_hundrede} %«, "
            "med procenttegn, eller skriv resultatet på siden."
        )
    return _dansk(tal)


def _tal(tal: int | float) -> Decimal:
    """The number that a spreadsheet shows."""
    if isinstance(tal, float) and not isfinite(tal):
        raise Cellegrund("Cellen er ikke et tal.")
    if abs(tal) >= 10**MAKS_HELTALSCIFRE:
        raise Cellegrund(f"Tallet er for stort. Skriv højst {MAKS_HELTALSCIFRE} cifre før kommaet.")
    if isinstance(tal, int):
        return Decimal(tal)
    return Decimal(f"{tal:.{MAKS_CIFRE}g}")


def _dansk(tal: Decimal) -> str:
    if tal != round(tal, MAKS_DECIMALER):
        grund = f"Afrund tallet i regnearket til højst {MAKS_DECIMALER} decimaler."
        raise Cellegrund(f"{_kort(tal)} har for mange decimaler. {grund}")
    return vis_tal(tal)


def _kort(tal: Decimal) -> str:
    """A number in a message, cut so that a message stays a message."""
    vist = vis_tal(tal)
    return vist if len(vist) <= MAKS_VIST else f"{vist[:MAKS_VIST]}…"


def _ingen_fejl(vaerdi: Vaerdi) -> None:
    if isinstance(vaerdi, Formel):
        raise Cellegrund("Cellen har en formel uden et gemt tal. Kopiér den, og indsæt den igen som værdi.")
    if isinstance(vaerdi, Fejlcelle):
        raise Cellegrund(f"Cellen viser fejlen {vaerdi.tekst}. Ret den i regnearket.")
