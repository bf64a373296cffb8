"""What the tests of the exported workbooks share."""

import csv
import datetime
from collections.abc import Iterator
from pathlib import Path
from typing import Any

from openpyxl import Workbook

from tests.rapporter.libreoffice import omdan

EKSPORTERET = datetime.datetime(2021, 10, 14, 9, 5, 30, tzinfo=datetime.UTC)
TITEL = "Foreløbig afrapportering 2021, Erhvervshus Nordjylland, pr. 13. oktober 2021 (kladde)"


def raekker(bog: Workbook, ark: str, fra: int = 1) -> Iterator[tuple[Any, ...]]:
    """The values of a sheet, row by row."""
    yield from bog[ark].iter_rows(min_row=fra, values_only=True)


def som_libreoffice_viser(fil: bytes, arknavne: list[str], mappe: Path) -> dict[str, list[list[str]]]:
    """Every cell of some sheets as LibreOffice shows it; fails when it cannot open the file."""
    som_vist = "csv:Text - txt - csv (StarCalc):59,34,76,1,,0,false,false,true,false,false,-1"  # ; UTF-8, all sheets
    ud = omdan({"bog.xlsx": fil}, som_vist, mappe)

    vist = {}
    for navn in arknavne:
        with (ud / f"bog-{navn}.csv").open(encoding="utf-8", newline="") as aaben:
            vist[navn] = list(csv.reader(aaben, delimiter=";"))
    return vist
