"""Files with guidance for the tests: a small country of two houses, and tables laid out as people lay them out."""

import csv
from collections.abc import Callable, Mapping, Sequence
from datetime import date
from io import BytesIO, StringIO
from typing import Any

from openpyxl import Workbook
from openpyxl.worksheet.worksheet import Worksheet

from kommuner.vejledningsfil import Vejledningsfil, Vejledningsfilfejl, laes_vejledningsfil
from kommuner.vejledningslaesning import Kommuneinfo

I_DAG = date(2026, 1, 15)
NYTAAR = date(2025, 12, 31)
MIDTJYLLAND, NORDJYLLAND = "Erhvervshus Midtjylland", "Erhvervshus Nordjylland"
KOMMUNER = {
    "0707": Kommuneinfo("Norddjurs", "midtjylland", MIDTJYLLAND),
    "0741": Kommuneinfo("Samsø", "midtjylland", MIDTJYLLAND),
    "0851": Kommuneinfo("Aalborg", "nordjylland", NORDJYLLAND),
    "0751": Kommuneinfo("Aarhus", "midtjylland", MIDTJYLLAND),
}
HOVED = ["Kommune", "Opgjort pr.", "Vækst", "Drift"]

Raekker = Sequence[Sequence[Any]]


def tabel(**aendret: Any) -> list[list[Any]]:
    """Titles, headings in row 3 and Midtjylland's three municipalities in rows 4–6; `B5=…` puts something in a cell."""
    raekker: list[list[Any]] = [
        ["Vejledte virksomheder 2025"],
        [],
        list(HOVED),
        ["Norddjurs", NYTAAR, 12, 30],
        ["Samsø", NYTAAR, 0, 7],
        ["Aarhus", NYTAAR, 120, 240],
    ]
    for sted, vaerdi in aendret.items():
        raekker[int(sted[1:]) - 1][ord(sted[0]) - ord("A")] = vaerdi
    return raekker


def xlsx(raekker: Raekker, efter: Callable[[Worksheet], Any] | None = None) -> bytes:
    """A workbook with one sheet, "Tal"; `efter` may do something to it before it is saved."""
    bog = Workbook()
    ark = bog.worksheets[0]
    ark.title = "Tal"
    for raekke in raekker:
        ark.append(list(raekke))
    if efter:
        efter(ark)
    return gemt(bog)


def gemt(bog: Workbook) -> bytes:
    """A workbook's bytes."""
    ud = BytesIO()
    bog.save(ud)
    return ud.getvalue()


def som_csv(raekker: Raekker, skilletegn: str = ";", tegnsaet: str = "utf-8") -> bytes:
    """The same as CSV, the dates in Danish."""
    ud = StringIO()
    skriver = csv.writer(ud, delimiter=skilletegn)
    skriver.writerows([f"{c:%d.%m.%Y}" if isinstance(c, date) else c for c in raekke] for raekke in raekker)
    return ud.getvalue().encode(tegnsaet)


def laes(indhold: bytes, navn: str = "tal.xlsx", **valg: Any) -> Vejledningsfil:
    """Read a file for somebody who may count for Midtjylland."""
    faste: dict[str, Any] = {"kommuner": KOMMUNER, "huse": {"midtjylland"}, "i_dag": I_DAG}
    return laes_vejledningsfil(navn, indhold, **(faste | valg))


def fejl(indhold: bytes, navn: str = "tal.xlsx", **valg: Any) -> list[str]:
    """All that is wrong with a file, as the user reads it; empty when nothing is."""
    try:
        laes(indhold, navn, **valg)
    except Vejledningsfilfejl as grund:
        return [str(en) for en in grund.fejl]
    return []


def antal(fil: Vejledningsfil) -> dict[tuple[str, date], list[int | None]]:
    """The figures of a file by municipality and day, in the order of the kinds."""
    return {(post.kode, post.pr_dato): [*_udfyldt(post.antal)] for post in fil.poster}


def _udfyldt(tal: Mapping[Any, int | None]) -> list[int | None]:
    return list(tal.values())


TALTE = {("0707", NYTAAR): [12, 30], ("0741", NYTAAR): [0, 7], ("0751", NYTAAR): [120, 240]}
