"""A browser whose every visit is the first: whatever it changes, in the database or in its cookies, is taken back."""

from collections.abc import Generator
from contextlib import contextmanager
from copy import deepcopy
from time import time
from typing import Any

import pytest
from django.core.cache import caches
from django.db import transaction
from django.test import Client

from kontrakt.models import Bruger
from tests.fuzz.verden import aftryk


def klient(bruger: Bruger | None) -> Client:
    """A browser of somebody, or of nobody."""
    client = Client()
    if bruger:
        client.force_login(bruger)
        session = client.session  # as by a password a moment ago, or what is most secret stays shut
        session["account_authentication_methods"] = [{"method": "password", "at": time()}]
        session.save()
    return client


@contextmanager
def besoeg(client: Client) -> Generator[None]:
    """One visit."""
    kager = deepcopy(client.cookies)
    for lager in caches.all():
        lager.clear()  # what limits the number of tries must not hide the form behind it
    with transaction.atomic():
        yield
        transaction.set_rollback(True)
    client.cookies = kager


def spoerg(client: Client, metode: str, adresse: str, foer: dict[str, str]) -> None:
    """Ask the world whose digest is `foer`, and see that it is no fault and changes nothing."""
    with besoeg(client):
        svar: Any = getattr(client, metode)(adresse)
        assert svar.status_code < 500
        assert aftryk() == foer


def sig_intet_nyt(caplog: pytest.LogCaptureFixture) -> None:
    """What Django itself finds suspicious it logs as an error; nothing else may be one."""
    sagt = {record.name for record in caplog.records if record.levelname == "ERROR"}
    assert {navn for navn in sagt if not navn.startswith("django.security.")} == set()
    caplog.clear()
