"""What every test has: silence is failure, and the last lines say which database and browser were used.

And the people, one of each role. Unless they are `fremmed`, they belong to Nordjylland, as what `tests.byggere` builds.
"""

import logging
import os
import sqlite3
from collections.abc import Generator

import hypothesis
import psycopg
import pytest
from django.test import Client

from kontrakt.models import Bruger, Rolle
from tests.byggere import byg_bruger
from tests.udbyder.fixtures import udbyder, udbyderproces  # noqa: F401 - fixtures

# A property is wrong or right, not slow: a loaded machine must not fail it
hypothesis.settings.register_profile("uden_frist", deadline=None)
hypothesis.settings.load_profile("uden_frist")


@pytest.fixture(autouse=True)
def no_logged_errors(caplog: pytest.LogCaptureFixture) -> Generator[None]:
    """A logged ERROR fails the test; one that expects it asserts on `caplog` and then calls `caplog.clear()`."""
    yield
    records = [record for when in ("setup", "call") for record in caplog.get_records(when)]
    errors = [f"{record.name}: {record.getMessage()}" for record in records if record.levelno >= logging.ERROR]
    if errors:
        pytest.fail("logged as ERROR during the test:\n" + "\n".join(errors), pytrace=False)


@pytest.fixture
def _django_db_helper(_django_db_helper: None) -> Generator[None]:
    """Pytest-django's own, which empties the database after a test that committed; the triggers would refuse that.

    They are made anew when it is empty, by the signal that is sent after every `flush`.
    """
    yield
    from django.db import connection  # noqa: PLC0415 - settings are read only when pytest-django is ready

    from kontrakt.triggere import fjern  # noqa: PLC0415 - as above

    if not connection.in_atomic_block:
        fjern(connection)


@pytest.fixture
def sekretariat(db: None) -> Bruger:
    """The secretariat of the KKR whose contracts are built."""
    return byg_bruger(Rolle.SEKRETARIAT)


@pytest.fixture
def direktoer(db: None) -> Bruger:
    """The director of the house whose contracts are built."""
    return byg_bruger(Rolle.DIREKTOER)


@pytest.fixture
def laeser(db: None) -> Bruger:
    """Somebody who may only read what is agreed and approved."""
    return byg_bruger(Rolle.LAESER)


@pytest.fixture
def administrator(db: None) -> Bruger:
    """Somebody who may do everything."""
    return byg_bruger(Rolle.ADMINISTRATOR)


@pytest.fixture
def admin_klient(client: Client, administrator: Bruger) -> Client:
    """The administrator's browser."""
    client.force_login(administrator)
    return client


@pytest.fixture
def fremmed_sekretariat(db: None) -> Bruger:
    """The secretariat of another KKR."""
    return byg_bruger(Rolle.SEKRETARIAT, "midtjylland")


@pytest.fixture
def fremmed_direktoer(db: None) -> Bruger:
    """The director of another house."""
    return byg_bruger(Rolle.DIREKTOER, "midtjylland")


def database() -> str:
    """The database that the tests run on, with its version."""
    from django.db import connection  # noqa: PLC0415 - settings are read only when pytest-django is ready

    if connection.vendor == "sqlite":
        return f"SQLite {sqlite3.sqlite_version}"
    with psycopg.connect(os.environ["TEST_DATABASE_URL"]) as server:
        return "PostgreSQL {}.{}".format(*divmod(server.info.server_version, 10_000))


def pytest_report_header() -> str:
    """Begin with where the tests run."""
    return f"database: {database()}"


def pytest_terminal_summary(terminalreporter: pytest.TerminalReporter) -> None:
    """Say in one line where the tests ran, so that a run's last lines tell it all."""
    passed = [report for report in terminalreporter.stats.get("passed", []) if report.when == "call"]
    browser = sum(report.nodeid.startswith("tests/browser/") for report in passed)
    terminalreporter.write_line(f"{database()}: {len(passed)} tests passed, {browser} of them in the browser")
    tried = [dict(report.user_properties) for report in passed if "doors" in dict(report.user_properties)]
    if tried:
        doors, addresses = sum(one["doors"] for one in tried), tried[0]["door addresses"]
        terminalreporter.write_line(
            f"doors: {addresses} addresses × {len(tried)} people × 7 methods, by house and state of the report: "
            f"{doors} tried, none unexpected"
        )
