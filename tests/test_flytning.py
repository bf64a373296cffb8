"""Moving house: what `dumpdata` writes from SQLite, `loaddata` reads into an empty PostgreSQL, and nothing is lost."""

import json
import os
import subprocess
import sys
from collections.abc import Generator
from pathlib import Path
from typing import Any
from urllib.parse import urlsplit

import psycopg
import pytest
from django.conf import settings
from openpyxl import load_workbook

from tests.postgres import start_server

DATABASE = f"flytning_{os.getpid()}"
RAPPORTER = [
    "midtjylland-2025-endelig-2025-12-31.xlsx",
    "midtjylland-2025-halvaarlig-2025-06-30.xlsx",
    "nordjylland-2021-foreloebig-2021-10-13.xlsx",
]


@pytest.fixture
def server() -> Generator[str]:
    """The address of a PostgreSQL server: the tests' own when they run on one, else one that is started here."""
    if address := os.environ.get("TEST_DATABASE_URL"):
        yield address
    else:
        started = start_server()
        yield started.get_uri()
        started.cleanup()


@pytest.fixture
def tom_postgres(server: str) -> Generator[str]:
    """The address of an empty database on it."""
    with psycopg.connect(server, autocommit=True) as forbindelse:
        forbindelse.execute(f"CREATE DATABASE {DATABASE} TEMPLATE template0 ENCODING 'UTF8'")
        yield urlsplit(server)._replace(path=f"/{DATABASE}").geturl()
        forbindelse.execute(f"DROP DATABASE {DATABASE} WITH (FORCE)")


@pytest.fixture
def flyttet(tom_postgres: str, tmp_path: Path) -> Path:
    """A folder with what the SQLite database held, `kilde/`, and the PostgreSQL database after it, `nyt/`."""
    for opgave, address in (("kilde", f"sqlite:///{tmp_path}/kilde.sqlite3"), ("nyt", tom_postgres)):
        (tmp_path / opgave).mkdir()
        koersel = subprocess.run(  # noqa: S603 - our own code in our own interpreter
            [sys.executable, "-m", "tests.flytning", opgave, tmp_path / opgave],
            cwd=settings.BASE_DIR,
            env=os.environ | {"DJANGO_SETTINGS_MODULE": "kontrakt.settings", "DEBUG": "1", "DATABASE_URL": address},
            capture_output=True,
            text=True,
            check=False,
        )
        assert koersel.returncode == 0, koersel.stderr
    return tmp_path


def celler(fil: Path) -> dict[tuple[str, str], tuple[Any, ...]]:
    """Every cell of a workbook: its value, and how it is shown."""
    return {
        (blad.title, celle.coordinate): (celle.value, celle.data_type, celle.number_format, celle.fill.fgColor.rgb)
        for blad in load_workbook(fil)
        for raekke in blad.iter_rows()
        for celle in raekke
    }


def indhold(fil: Path) -> list[str]:
    """Every row of a dump as text, in an order that does not depend on the database."""
    # A dump writes milliseconds, and a whole second read from one without them: the same moment.
    tekst = fil.read_text().replace('.000Z"', 'Z"')
    return sorted(json.dumps(raekke, ensure_ascii=False, sort_keys=True) for raekke in json.loads(tekst))


@pytest.mark.slow
def test_moved_database_holds_the_same_rows_and_gives_the_same_excel_cell_for_cell(flyttet: Path) -> None:
    foer, efter = flyttet / "kilde", flyttet / "nyt"

    assert indhold(efter / "data.json") == indhold(foer / "data.json")
    modeller = {raekke["model"] for raekke in json.loads((foer / "data.json").read_text())}
    assert {"maal.oejebliksbillede", "kommuner.vejledning", "kommuner.historicalvejledning"} <= modeller
    assert sorted(fil.name for fil in efter.glob("*.xlsx")) == RAPPORTER
    for navn in RAPPORTER:
        assert celler(efter / navn) == celler(foer / navn)
        assert (efter / navn).read_bytes() == (foer / navn).read_bytes()
