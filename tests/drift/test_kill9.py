"""A few kills on the database that the tests run on; `make kill9` does a hundred."""

from pathlib import Path

import pytest

from tests.drift.databaser import ny_database
from tests.drift.kill9 import proev
from tests.drift.vaert import Vaert


@pytest.mark.slow
def test_killed_server_has_lost_nothing_it_answered_as_saved_and_loaded_all_or_nothing(tmp_path: Path) -> None:
    with ny_database(tmp_path) as database:
        fejl, antal = proev(Vaert(database, tmp_path / "vaert", arbejdere=2), gange=4)

    assert fejl == []
    assert antal["kill of the server"] == 4
    assert antal["gemt"] >= 4  # somebody had been answered before each kill
