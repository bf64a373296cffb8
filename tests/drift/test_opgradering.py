"""A database from the first migrations, full of real contracts, is brought to the newest by `migrate` alone."""

import sys
from collections.abc import Generator
from pathlib import Path

import pytest

from tests.drift.databaser import klager, ny_database
from tests.drift.opgradering import raekker
from tests.drift.vaert import Vaert

pytestmark = pytest.mark.slow


def i_basen(vaert: Vaert, opgave: str) -> str:
    """Do one of the tasks of `tests.drift.opgradering` in the host's database; gives what it prints."""
    return vaert.koer(sys.executable, "-m", "tests.drift.opgradering", opgave)


@pytest.fixture(scope="module")
def opgraderet(tmp_path_factory: pytest.TempPathFactory) -> Generator[Vaert]:
    """A host whose database was filled at the first migrations and then brought to the newest."""
    mappe = tmp_path_factory.mktemp("vaert")
    with ny_database(mappe) as database:
        vaert = Vaert(database, mappe)
        i_basen(vaert, "gammel")
        vaert.manage("migrate", "--verbosity", "0")
        yield vaert


def test_every_row_and_field_of_the_old_database_is_kept(opgraderet: Vaert) -> None:
    assert len(raekker()) == 1253
    assert i_basen(opgraderet, "mistet").splitlines() == []


def test_upgraded_database_is_whole_and_has_nothing_left_to_migrate(opgraderet: Vaert) -> None:
    assert klager(opgraderet.database) == []
    assert "No migrations to apply" in opgraderet.manage("migrate")
    assert "Databasen er i orden." in opgraderet.manage("kontroller")


def test_wordings_from_before_are_the_first_of_the_history(opgraderet: Vaert) -> None:
    assert i_basen(opgraderet, "uden_historik").splitlines() == []


def test_upgraded_report_is_exported_and_can_be_written_in(opgraderet: Vaert, tmp_path: Path) -> None:
    filer = opgraderet.fyld("eksport", tmp_path)["filer"]
    (tmp_path / "stop").touch()

    assert filer == ["midtjylland-2025-halvaarlig-2025-06-30.xlsx", "nordjylland-2021-foreloebig-2021-10-13.xlsx"]
    assert opgraderet.fyld("skriv", tmp_path / "stop") == {"gange": 1}
