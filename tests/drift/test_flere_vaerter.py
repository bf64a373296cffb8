"""Two hosts with two workers each on one database: whoever is known to one is known to the other."""

from collections.abc import Generator
from pathlib import Path
from typing import Any

import pytest

from tests.drift.databaser import ny_database
from tests.drift.fyld import KODE
from tests.drift.klient import Klient
from tests.drift.storm import GEMT, formularer, gem
from tests.drift.vaert import Vaert

pytestmark = pytest.mark.slow


@pytest.fixture(scope="module")
def vaerter(tmp_path_factory: pytest.TempPathFactory) -> Generator[tuple[Vaert, Vaert, Any]]:
    """Two hosts at work, and what there is to work on."""
    mappe: Path = tmp_path_factory.mktemp("vaerter")
    with ny_database(mappe) as database:
        a, b = (Vaert(database, mappe / navn, arbejdere=2) for navn in "ab")
        a.manage("migrate", "--verbosity", "0")
        grundlag = a.fyld("storm", "2")
        a.start()
        b.start()
        yield a, b, grundlag
        a.stop()
        b.stop()


def test_log_in_on_one_host_saves_on_the_other_and_log_out_there_ends_it_here(
    vaerter: tuple[Vaert, Vaert, Any],
) -> None:
    a, b, grundlag = vaerter
    her = Klient(a.adresse)
    her.log_ind(grundlag["brugere"][0], KODE)
    der = her.paa(b.adresse)

    forsoeg, _ = gem(der, formularer(der.hent(grundlag["rapport"]))[0], "Skrevet på den anden vært.", "79")

    assert forsoeg.udfald == GEMT
    assert "Skrevet på den anden vært." in her.hent(grundlag["rapport"]).tekst
    der.send("/log-ud/", der.hent("/").formular("/log-ud/").felter)
    assert "/log-ind/" in her.hent(grundlag["rapport"]).adresse


def test_wrong_passwords_are_counted_on_both_hosts_together(vaerter: tuple[Vaert, Vaert, Any]) -> None:
    a, b, grundlag = vaerter
    navn = grundlag["brugere"][1]

    for nr in range(5):  # too many together, and on neither host alone
        Klient((a, b)[nr % 2].adresse).log_ind(navn, "forkert kode")
    svar = [Klient(vaert.adresse).log_ind(navn, KODE) for vaert in (a, b)]

    assert ["prøvet for mange gange" in et.tekst for et in svar] == [True, True]
