"""Guidance by municipality from a file of Excel or CSV, every error at once by the address of its cell. Pure.

Above the headings may stand titles, below the rows sums (*I alt*) and, after an empty row or a sum, notes. A sum is
held against its rows. A file may have many dates and houses. What is not surely right is refused: a formula, a number
that is not whole, a spelling of a municipality that is only nearly right.
"""

import csv
from collections.abc import Collection, Mapping, Sequence
from dataclasses import dataclass, field
from datetime import date
from io import StringIO

from kommuner.kommunenavne import Kommuneopslag
from kommuner.regneark import Arkfejl, Cellefejl, kontroller_slags, laes_csv
from kommuner.typer import Vejledningsslags
from kommuner.vejledningskolonner import DATO, KOMMUNE, find_tabel
from kommuner.vejledningslaesning import Kommuneinfo, Laesning
from kommuner.xlsx import laes_xlsx

Antal = Mapping[Vejledningsslags, int | None]


@dataclass(frozen=True, slots=True)
class Filpost:
    """One municipality's figures to a day; a kind that the file has no column for is left out, an empty one is None.

    `skrevet` is the municipality as the file wrote it, or its code once that is sure.
    """

    skrevet: str
    kode: str
    pr_dato: date
    antal: Antal


@dataclass(frozen=True)
class Vejledningsfil:
    """A file that can be used; `forslag` are spellings that the user must say yes to first, each with its code."""

    ark: str
    slags: tuple[Vejledningsslags, ...]
    poster: tuple[Filpost, ...]
    forslag: Mapping[str, str] = field(default_factory=dict)


class Vejledningsfilfejl(Exception):  # noqa: N818 - fejl is Danish for error
    """A file that cannot be used; `fejl` is what is wrong with it, in the order of its cells.

    `fil` is the file as it would be read, when nothing but yes to its suggestions is missing.
    """

    def __init__(self, fejl: Sequence[Cellefejl], fil: Vejledningsfil | None = None) -> None:
        self.fejl = tuple(sorted(fejl, key=lambda en: en.plads))
        self.fil = fil
        super().__init__("\n".join(map(str, self.fejl)))


def laes_vejledningsfil(
    filnavn: str,
    indhold: bytes,
    *,
    kommuner: Mapping[str, Kommuneinfo],
    huse: Collection[str],
    i_dag: date,
    pr_dato: date | None = None,
    ark: str = "",
) -> Vejledningsfil:
    """Read a file; raise `Vejledningsfilfejl` with everything that is wrong.

    `kommuner` are all municipalities by code in Danish order, `huse` the keys of the houses the user may count for.
    `pr_dato` holds for a file without a column of days, and `ark` names the sheet where several have a table.
    """
    try:
        slags = kontroller_slags(filnavn, indhold)
        tabel = find_tabel(laes_xlsx(indhold) if slags == "xlsx" else [laes_csv(indhold)], ark)
    except Arkfejl as grund:
        raise Vejledningsfilfejl([grund.fejl]) from grund
    opslag = Kommuneopslag({kode: info.navn for kode, info in kommuner.items()})
    laesning = Laesning(tabel, kommuner, huse, opslag, i_dag, pr_dato)
    laesning.laes()
    poster = [
        Filpost(raekke.skrevet, raekke.kode, raekke.pr_dato, raekke.antal)
        for raekke in laesning.raekker
        if raekke.kode and raekke.pr_dato
    ]
    fil = Vejledningsfil(tabel.ark.navn, tuple(tabel.slags), tuple(poster), laesning.forslag)
    if laesning.fejl or laesning.spoergsmaal:
        raise Vejledningsfilfejl([*laesning.spoergsmaal, *laesning.fejl], None if laesning.fejl else fil)
    return fil


def som_csv(fil: Vejledningsfil) -> bytes:
    """The rows that were read, as a file that is read alike; a spelling that is not sure stays as it was written."""
    ud = StringIO()
    skriver = csv.writer(ud, delimiter=";")
    skriver.writerow([KOMMUNE, DATO, *(slags.label for slags in fil.slags)])
    for post in fil.poster:
        antal = [post.antal[slags] for slags in fil.slags]
        skriver.writerow([post.skrevet, post.pr_dato.isoformat(), *("" if et is None else et for et in antal)])
    return ud.getvalue().encode()
