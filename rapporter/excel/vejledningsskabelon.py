"""A workbook to be filled in and uploaded: a house's municipalities, and what is saved to a day already."""

from collections.abc import Mapping, Sequence
from datetime import date, datetime

from kommuner.models import Vejledning
from kommuner.typer import Vejledningsslags
from kommuner.vejledningskolonner import DATO, KODE, KOMMUNE
from kontrakt.dansk import vis_dato
from kontrakt.models import Erhvervshus
from rapporter.excel.arbejdsbog import skriv
from rapporter.excel.ark import Egenskaber, Kolonne, Tabelark
from rapporter.excel.celler import Celleformat, Vaerdi
from rapporter.fil import Fil

KOLONNER = (
    Kolonne(KODE, 9),
    Kolonne(KOMMUNE, 24),
    Kolonne(DATO, 22, Celleformat.DATO),
    *(Kolonne(str(slags.label), 16, Celleformat.HELTAL) for slags in Vejledningsslags),
)


def skabelon(hus: Erhvervshus, pr_dato: date, staar: Sequence[Vejledning], *, eksporteret: datetime) -> Fil:
    """The workbook of a house and a day; `hus` with its municipalities, `staar` the rows of the count, if any."""
    pr_kommune: Mapping[int, Vejledning] = {raekke.kommune_id: raekke for raekke in staar}
    raekker: list[tuple[Vaerdi, ...]] = []
    for kommune in hus.kommuner.all():
        raekke = pr_kommune.get(kommune.pk)
        antal = (getattr(raekke, slags) if raekke else None for slags in Vejledningsslags)
        raekker.append((kommune.kode, kommune.navn, pr_dato, *antal))
    titel = f"Vejledningstal pr. {vis_dato(pr_dato)}, {hus}"
    ark = Tabelark("Vejledningstal", "Vejledningstal", KOLONNER, raekker, titel)
    egenskaber = Egenskaber(titel, hus.navn, "Skabelon til at udfylde og indlæse", eksporteret)
    return Fil(f"vejledning-{hus.noegle}-{pr_dato.isoformat()}.xlsx", skriv([ark], egenskaber))
