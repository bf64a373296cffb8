"""SQLite as the site uses it in production."""

from pathlib import Path

from tests.drift.databaser import ny_database
from tests.drift.vaert import Vaert


def test_saved_is_on_the_disk_before_it_is_answered_and_writers_wait_for_each_other(tmp_path: Path) -> None:
    with ny_database(tmp_path, postgres=False) as database:
        opsat = Vaert(database, tmp_path / "vaert").fyld("sqlite")

    # 2 is FULL: with 1, NORMAL, the last saves before a power failure would be lost
    assert opsat == {"journal_mode": "wal", "synchronous": 2, "foreign_keys": 1, "busy_timeout": 20_000}
