"""The real files of `fixtures/`, loaded as a person loads them."""

from collections.abc import Generator

import pytest
from django.conf import settings
from django.db import transaction
from pytest_django.plugin import DjangoDbBlocker

from maal.kontraktfil.indlaes import indlaes_filer

FIXTURES = settings.BASE_DIR / "fixtures"


@pytest.fixture(scope="module")
def indlaeste(django_db_setup: None, django_db_blocker: DjangoDbBlocker) -> Generator[None]:
    """All basic data and all contracts in the database, loaded once a module and rolled back after it.

    A test marked `django_db` runs in a savepoint inside it, so what one test changes the next does not see.
    """
    with django_db_blocker.unblock(), transaction.atomic():
        indlaes_filer(sorted(FIXTURES.glob("*/*.yaml")))
        yield
        transaction.set_rollback(True)
