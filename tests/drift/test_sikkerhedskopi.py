"""The drill: a copy of a database that people write in, laid back in an empty one, holds every row."""

import stat
import subprocess
import sys
import time
from collections.abc import Generator
from pathlib import Path

import pytest

from tests.drift.databaser import alle_raekker, klager, ny_database, spoerg
from tests.drift.vaert import PROJEKT, Vaert

pytestmark = pytest.mark.slow


@pytest.fixture(scope="module")
def vaert(tmp_path_factory: pytest.TempPathFactory) -> Generator[Vaert]:
    """A host whose database holds the real contracts, and a report that people have begun."""
    mappe = tmp_path_factory.mktemp("vaert")
    with ny_database(mappe) as database:
        vaert = Vaert(database, mappe)
        vaert.manage("migrate", "--verbosity", "0")
        vaert.fyld("kontrakter")
        yield vaert


@pytest.fixture
def ny_vaert(tmp_path: Path) -> Generator[Vaert]:
    """A host with an empty database."""
    with ny_database(tmp_path) as database:
        yield Vaert(database, tmp_path / "ny")


def kopier_mens_der_skrives(vaert: Vaert, kopi: Path) -> int:
    """Take a copy while a process saves statuses; gives how many it had saved when the copy was done."""
    stop = kopi.with_suffix(".stop")
    with subprocess.Popen(  # noqa: S603 - our own code in our own interpreter
        [sys.executable, "-m", "tests.drift.fyld", "skriv", stop],
        cwd=PROJEKT,
        env=vaert.miljoe,
        stdout=subprocess.DEVNULL,
    ) as skriver:
        while not stop.with_suffix(".skriver").exists():
            assert skriver.poll() is None
            time.sleep(0.01)
        vaert.manage("sikkerhedskopi", kopi)
        assert skriver.poll() is None  # it wrote all the time
        stop.touch()
    assert skriver.returncode == 0
    return len(skrevne_numre(vaert))


def skrevne_numre(vaert: Vaert) -> list[int]:
    """The numbers of the saves that the history holds."""
    tekster = spoerg(vaert.database, "SELECT tekst FROM maal_historicalstatus WHERE tekst LIKE 'Skrevet som nr. %'")
    return sorted(int(str(tekst).rpartition(" ")[2]) for (tekst,) in tekster)


def test_copy_taken_while_people_write_holds_the_saves_up_to_one_moment(
    vaert: Vaert, ny_vaert: Vaert, tmp_path: Path
) -> None:
    gemt_i_alt = kopier_mens_der_skrives(vaert, tmp_path / "kopi")

    ny_vaert.manage("genopret", tmp_path / "kopi")

    numre = skrevne_numre(ny_vaert)
    assert klager(ny_vaert.database) == []
    assert numre == list(range(1, len(numre) + 1))
    assert 0 < len(numre) < gemt_i_alt
    staar = spoerg(ny_vaert.database, "SELECT tekst FROM maal_status WHERE tekst LIKE 'Skrevet som nr. %'")
    assert len(staar) == len({int(str(tekst).rpartition(" ")[2]) for (tekst,) in staar} & set(numre))


def test_copy_laid_back_holds_every_row_and_gives_the_same_excel_byte_for_byte(
    vaert: Vaert, ny_vaert: Vaert, tmp_path: Path
) -> None:
    vaert.manage("sikkerhedskopi", tmp_path / "kopi")
    ny_vaert.manage("genopret", tmp_path / "kopi")

    assert alle_raekker(ny_vaert.database) == alle_raekker(vaert.database)
    assert klager(ny_vaert.database) == []
    assert "No migrations to apply" in ny_vaert.manage("migrate")
    assert "Databasen er i orden." in ny_vaert.manage("kontroller")
    filer = vaert.fyld("eksport", vaert.mappe)["filer"]
    assert len(filer) == 3
    assert ny_vaert.fyld("eksport", ny_vaert.mappe)["filer"] == filer
    for fil in filer:
        assert (ny_vaert.mappe / fil).read_bytes() == (vaert.mappe / fil).read_bytes()


def test_copy_is_refused_where_it_would_replace_something(vaert: Vaert, tmp_path: Path) -> None:
    kopi = tmp_path / "kopi"
    vaert.manage("sikkerhedskopi", kopi)
    foer = kopi.read_bytes()

    assert "findes allerede. Vælg et andet navn." in vaert.manage("sikkerhedskopi", kopi, fejl=True)
    assert "Databasen i DATABASE_URL er ikke tom." in vaert.manage("genopret", kopi, fejl=True)
    assert kopi.read_bytes() == foer
    assert stat.S_IMODE(kopi.stat().st_mode) == 0o600  # all that the database holds: for its owner only
    assert [fil.name for fil in tmp_path.iterdir() if "ufaerdig" in fil.name] == []


def test_damaged_copy_is_not_laid_back(vaert: Vaert, ny_vaert: Vaert, tmp_path: Path) -> None:
    kopi = tmp_path / "kopi"
    vaert.manage("sikkerhedskopi", kopi)
    kopi.write_bytes(kopi.read_bytes()[: kopi.stat().st_size // 2])

    ny_vaert.manage("genopret", kopi, fejl=True)

    assert alle_raekker(ny_vaert.database) == {}


def test_file_that_is_no_copy_is_not_laid_back(ny_vaert: Vaert, tmp_path: Path) -> None:
    kopi = tmp_path / "kopi"
    kopi.write_text("Ikke en kopi.")

    assert "er ikke en sikkerhedskopi af en " in ny_vaert.manage("genopret", kopi, fejl=True)
    assert alle_raekker(ny_vaert.database) == {}
