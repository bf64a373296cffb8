"""The report that is filled in, and who does it."""

import pytest
from django.test import Client

from kontrakt.models import Bruger
from maal.models import Afrapportering
from tests.udfyldning.verden import byg_rapport


@pytest.fixture
def rapport(db: None) -> Afrapportering:
    """A draft with every unit."""
    return byg_rapport()


@pytest.fixture
def klient(client: Client, direktoer: Bruger) -> Client:
    """The browser of the house's director."""
    client.force_login(direktoer)
    return client
