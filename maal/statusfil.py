"""A workbook that was filled in, read: which cells were changed in it, or all that is wrong with it, by cell. Pure.

Columns are found by their headings and rows by number and segment, so that both may be moved. Nothing but the open
cells may differ from what was fetched: what was changed elsewhere, put in or taken out is refused.
"""

from collections.abc import Sequence
from dataclasses import dataclass

from kommuner.regneark import Ark, Arkfejl, Cellefejl, kontroller_slags
from kommuner.xlsx import laes_skema
from maal.statusark import Arklaesning, Rettelse
from maal.udfyldning import Kendetegn, Skema, Slags
from maal.udfyldningsdata import MAERKE, Datafejl, laes_data

HENT_NY = "Hent en ny fil med »Hent til udfyldning« på afrapporteringens side."
IKKE_HENTET = f"Filen er ikke hentet fra systemet til udfyldning, eller dens skjulte ark »Data« er slettet. {HENT_NY}"
AENDRET = f"Filens skjulte ark »Data« er ændret, så det ikke kan ses, hvad der er skrevet i filen. {HENT_NY}"
AELDRE = f"Filen er hentet fra en anden udgave af systemet og kan ikke læses mere. {HENT_NY}"
KUN_XLSX = "Vælg den Excel-projektmappe (.xlsx), du har hentet til udfyldning. Andre slags filer kan ikke indlæses her."


@dataclass(frozen=True)
class Statusfil:
    """A file that can be used: the report as it was when it was fetched, and what was changed in the file."""

    hentet: Skema
    rettelser: tuple[Rettelse, ...]


class Statusfilfejl(Exception):  # noqa: N818 - fejl is Danish for error
    """A file that cannot be used; `fejl` is all that is wrong with it, in the order of its cells."""

    def __init__(self, fejl: Sequence[Cellefejl]) -> None:
        self.fejl = tuple(fejl)
        super().__init__("\n".join(map(str, self.fejl)))


def laes_statusfil(filnavn: str, indhold: bytes, her: Kendetegn) -> Statusfil:
    """Read a file for a report; raise `Statusfilfejl` with all that is wrong."""
    try:
        if kontroller_slags(filnavn, indhold) != "xlsx":
            raise Arkfejl(KUN_XLSX)
        ark = laes_skema(indhold)
        hentet = _hentet(ark)
    except Arkfejl as grund:
        raise Statusfilfejl([grund.fejl]) from grund
    if fremmed := _fremmed(hentet.kendetegn, her):
        raise Statusfilfejl([Cellefejl("", fremmed)])
    return laes_ark(ark, hentet)


def laes_ark(ark: Sequence[Ark], hentet: Skema) -> Statusfil:
    """What was changed in the sheets since they were fetched; raise `Statusfilfejl` with all that is wrong."""
    fejl: list[Cellefejl] = []
    rettelser: list[Rettelse] = []
    for slags in Slags:
        raekker = [raekke for raekke in hentet.raekker if raekke.slags == slags]
        fundet = next((et for et in ark if et.navn.casefold() == slags.ark.casefold()), None)
        if raekker and fundet is None:
            fejl.append(Cellefejl("", f"Arket »{slags.ark}« mangler eller har fået et andet navn. {HENT_NY}"))
        elif raekker and fundet:
            laesning = Arklaesning(fundet, slags, raekker, hentet.linjer(slags))
            laesning.laes()
            fejl += sorted(laesning.fejl, key=lambda en: en.plads)
            rettelser += laesning.rettelser
    if fejl:
        raise Statusfilfejl(fejl)
    return Statusfil(hentet, tuple(rettelser))


def _hentet(ark: Sequence[Ark]) -> Skema:
    """What the hidden sheet says; raises `Arkfejl`. Two of them, of files put together, say nothing for certain."""
    fundne = [et for et in ark if et.raekker and et.raekker[0][1].get(1) == MAERKE]
    if not fundne:
        raise Arkfejl(IKKE_HENTET)
    try:
        skemaer = [laes_data([celler for _, celler in et.raekker]) for et in fundne]
    except Datafejl as grund:
        raise Arkfejl(AELDRE if grund.aeldre else AENDRET) from grund
    if len(skemaer) > 1:
        raise Arkfejl(AENDRET)
    return skemaer[0]


def _fremmed(fil: Kendetegn, her: Kendetegn) -> str:
    """What is wrong when a file is of another report; empty when it is of this one."""
    if fil.rapport == her.rapport:
        return ""
    if fil.slug != her.slug:
        hvad = f"en anden kontrakt (»{fil.slug}«, og denne er »{her.slug}«)"
    elif fil.aar != her.aar:
        hvad = f"et andet år ({fil.aar}, og denne afrapportering er for {her.aar})"
    else:
        hvad = f"en anden afrapportering (»{fil.i_ord}«, og denne er »{her.i_ord}«)"
    return f"Filen er hentet fra {hvad}. Indlæs den dér, eller hent en ny fil til udfyldning her."
