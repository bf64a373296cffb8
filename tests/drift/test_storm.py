"""A small storm on the database that the tests run on; `make storm` runs the large one."""

from collections import Counter
from pathlib import Path

import pytest

from tests.drift.databaser import ny_database
from tests.drift.storm import GEMT, KONFLIKT, fejl, storm
from tests.drift.vaert import Vaert


@pytest.mark.slow
def test_saves_of_many_at_once_are_each_saved_or_a_shown_conflict_and_the_history_holds_the_saved(
    tmp_path: Path,
) -> None:
    with ny_database(tmp_path) as database:
        vaert = Vaert(database, tmp_path / "vaert")

        forsoeg = storm(vaert, processer=4, gange=25)

        assert fejl(vaert, forsoeg) == []
    antal = Counter(et.udfald for et in forsoeg)
    assert antal.total() == 100
    assert set(antal) == {GEMT, KONFLIKT}
