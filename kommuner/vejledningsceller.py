"""What one cell of a file with guidance says: a count, a day or a name, or in Danish why it says none of them. Pure."""

from datetime import date, datetime
from decimal import Decimal
from math import isfinite

from kommuner.regneark import Fejlcelle, Formel, Vaerdi
from kommuner.vejledningsregler import FOERSTE_AAR, MAKS_ANTAL
from kontrakt.dansk import Datofejl, Talfejl, laes_dato, laes_heltal, vis_dato, vis_tal

TOMT_TEGN = ("-", "–", "—", "−", ".", "..")  # how tables print that there is nothing
SKRIV_DAG = "Skriv den dag, der er talt til, fx 31.12.2025."


class Cellegrund(ValueError):  # noqa: N818 - the word says it
    """Why a cell cannot be used; `str()` is the Danish message for the user."""


def laes_antal(vaerdi: Vaerdi) -> int:
    """Give a count; a number that Excel keeps as 12.0 is 12, and a text is read as Danish."""
    _kun_vaerdi(vaerdi)
    if isinstance(vaerdi, bool):
        raise Cellegrund("Cellen er et ja eller nej (SAND/FALSK). Skriv et antal.")
    if isinstance(vaerdi, str):
        antal = _antal_i_tekst(vaerdi)
    elif isinstance(vaerdi, int | float):
        antal = _helt(vaerdi)
    else:
        raise Cellegrund("Cellen er en dato eller et klokkeslæt. Vælg talformatet Standard, og skriv antallet.")
    if antal < 0:
        raise Cellegrund(f"{vis_tal(antal)} er negativt. Et antal kan ikke være under 0.")
    if antal > MAKS_ANTAL:
        raise Cellegrund(f"Tallet er for stort. Det må højst være {vis_tal(MAKS_ANTAL)}.")
    return antal


def laes_dag(vaerdi: Vaerdi, i_dag: date, valgt: date | None) -> date:
    """Give the day that is counted to; `valgt` is the one that the user has chosen for the whole file, if any."""
    _kun_vaerdi(vaerdi)
    if isinstance(vaerdi, datetime):
        dag = vaerdi.date()
    elif isinstance(vaerdi, date):
        dag = vaerdi
    elif isinstance(vaerdi, str):
        try:
            dag = laes_dato(vaerdi)
        except Datofejl as grund:
            raise Cellegrund(str(grund)) from grund
    else:
        raise Cellegrund(f"Cellen er ikke en dato. {SKRIV_DAG}")
    if dag.year < FOERSTE_AAR:
        raise Cellegrund(f"{vis_dato(dag)} ligger før {FOERSTE_AAR}, hvor erhvervshusene begyndte. Ret årstallet.")
    if dag > i_dag:
        raise Cellegrund(f"{vis_dato(dag)} ligger i fremtiden. {SKRIV_DAG}")
    if valgt and dag != valgt:
        raise Cellegrund(f"{vis_dato(dag)} er ikke den dag, du har skrevet på siden ({vis_dato(valgt)}).")
    return dag


def laes_navn(vaerdi: Vaerdi) -> str:
    """Give a name or a code as text; 751 is a code whether Excel keeps it as a number or as text."""
    _kun_vaerdi(vaerdi)
    if isinstance(vaerdi, float) and vaerdi.is_integer():
        return str(int(vaerdi))
    if isinstance(vaerdi, bool) or not isinstance(vaerdi, str | int):
        raise Cellegrund("Cellen er ikke et navn. Skriv kommunens navn eller dens kode på fire cifre.")
    return " ".join(str(vaerdi).split())


def _kun_vaerdi(vaerdi: Vaerdi) -> None:
    if isinstance(vaerdi, Formel):
        raise Cellegrund("Cellen har en formel. Kopiér den, og indsæt den igen som værdi.")
    if isinstance(vaerdi, Fejlcelle):
        raise Cellegrund(f"Cellen viser fejlen {vaerdi.tekst}. Ret den i Excel.")


def _antal_i_tekst(tekst: str) -> int:
    if tekst.strip() in TOMT_TEGN:
        raise Cellegrund(f"»{tekst.strip()}« er ikke et tal. Skriv 0, hvis der ingen var.")
    try:
        return laes_heltal(tekst)
    except Talfejl as grund:
        raise Cellegrund(str(grund)) from grund


def _helt(tal: int | float) -> int:
    """A whole number; Excel keeps every number as binary, and one that is nearly whole is not whole."""
    if isinstance(tal, float) and not isfinite(tal):
        raise Cellegrund("Cellen er ikke et tal.")
    if tal != int(tal):
        raise Cellegrund(f"{vis_tal(Decimal(repr(tal)))} er ikke et helt tal. Skriv antallet uden decimaler.")
    return int(tal)
