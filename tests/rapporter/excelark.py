"""What the tests of the exported workbooks share."""

import csv
import datetime
import os
import shutil
import subprocess
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest
from openpyxl import Workbook

EKSPORTERET = datetime.datetime(2021, 10, 14, 9, 5, 30, tzinfo=datetime.UTC)
TITEL = "Foreløbig afrapportering 2021, Erhvervshus Nordjylland, pr. 13. oktober 2021 (kladde)"


def raekker(bog: Workbook, ark: str, fra: int = 1) -> Iterator[tuple[Any, ...]]:
    """The values of a sheet, row by row."""
    yield from bog[ark].iter_rows(min_row=fra, values_only=True)


def som_libreoffice_viser(fil: bytes, arknavne: list[str], mappe: Path) -> dict[str, list[list[str]]]:
    """Every cell of some sheets as LibreOffice shows it; fails when it cannot open the file."""
    soffice = shutil.which("soffice")
    if soffice is None:
        (pytest.fail if os.environ.get("CI") else pytest.skip)("LibreOffice (soffice) is not installed")
    (mappe / "bog.xlsx").write_bytes(fil)
    som_vist = "csv:Text - txt - csv (StarCalc):59,34,76,1,,0,false,false,true,false,false,-1"  # ; UTF-8, all sheets
    profil = f"-env:UserInstallation=file://{mappe}/profil"

    subprocess.run(  # noqa: S603 - the program found on the path, with our own file
        [soffice, profil, "--headless", "--convert-to", som_vist, "bog.xlsx"],
        cwd=mappe,
        check=True,
        capture_output=True,
        timeout=120,
    )

    vist = {}
    for navn in arknavne:
        with (mappe / f"bog-{navn}.csv").open(encoding="utf-8", newline="") as aaben:
            vist[navn] = list(csv.reader(aaben, delimiter=";"))
    return vist
