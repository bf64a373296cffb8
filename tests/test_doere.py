"""Every door, tried by everybody: each address with each method, at the own and another house, in each report state.

The tables in `tests/doere/` say what must be answered. An address that is not in them fails the test, so that a new
page cannot be forgotten; and whatever is not marked there as a change must write nothing in the database.
"""

import logging
import re
from collections.abc import Callable, Iterator
from http.cookies import SimpleCookie
from typing import Any
from urllib.parse import unquote

import pytest
from django.db import connection, transaction
from django.test import Client

from kontrakt.models import Bruger
from tests.doere import administration, tabel
from tests.doere.verden import METODER, PERSONER, Sted, adresser, byg_person, byg_verden, kolonne, sendes, veje

pytestmark = pytest.mark.django_db

TABEL = tabel.udfoldet() | administration.udfoldet()

SKRIVNING = re.compile(r'(?:INSERT (?:OR IGNORE )?INTO|UPDATE|DELETE FROM) "(\w+)"')
# Who is logged in, how often somebody tried, and the log itself are written by being refused.
UDENFOR = {"django_session", "kontrakt_cache", "kontrakt_haendelse"}


class Skrivninger:
    """Which tables were written to."""

    def __init__(self) -> None:
        self.tabeller: set[str] = set()

    def __call__(self, execute: Callable[..., Any], sql: str, *andet: Any) -> Any:
        if (fund := SKRIVNING.match(sql)) and fund[1] not in UDENFOR:
            self.tabeller.add(fund[1])
        return execute(sql, *andet)


@pytest.fixture(autouse=True)
def quiet() -> Iterator[None]:
    """Thousands of refusals would each be logged with a traceback; an ERROR still fails the test."""
    logging.disable(logging.WARNING)
    yield
    logging.disable(logging.NOTSET)


def log_ind(client: Client, person: str) -> None:
    """Log a person in; one of them is deactivated afterwards."""
    if bruger := byg_person(person):
        client.force_login(bruger)
        Bruger.objects.filter(pk=bruger.pk, username="deaktiveret").update(is_active=False)


def bank_paa(client: Client, metode: str, vej: str, sendt: dict[str, str]) -> str:
    """Knock once, and undo it: the answer as the tables write it."""
    skrevet = Skrivninger()
    with connection.execute_wrapper(skrevet), transaction.atomic():
        svar = client.post(vej, sendt) if metode == "POST" else client.generic(metode, vej)
        transaction.set_rollback(True)
    return kode(svar) + ("!" if skrevet.tabeller else "")


def kode(svar: Any) -> str:
    """A status, or where it leads when that is to log in."""
    hen = svar.headers.get("Location", "")
    if hen.startswith("/log-ind/?next="):
        return "ind"
    return "admin-ind" if hen.startswith("/admin/login/?next=") else str(svar.status_code)


def test_every_address_is_in_the_tables() -> None:
    assert sorted({navn for navn, _, _ in TABEL}) == sorted({navn for navn, *_ in adresser()})


@pytest.mark.parametrize("person", PERSONER)
def test_every_door_answers_as_the_tables_say(
    client: Client, person: str, record_property: Callable[[str, object], None]
) -> None:
    steder = byg_verden()
    log_ind(client, person)
    kager = {navn: kage.value for navn, kage in client.cookies.items()}
    uventet, antal = [], 0

    for navn, sted, vej in veje(steder):
        sendt = sendes(navn, sted)
        for metode in METODER:
            client.cookies = SimpleCookie(kager)
            svar = bank_paa(client, metode, vej, sendt)
            ventet = TABEL.get((navn, metode, sted.tilstand), {}).get(kolonne(person, sted.hus), "not in the tables")
            antal += 1
            if svar != ventet:
                uventet.append(f"{metode} {vej} ({sted.hus}, {sted.tilstand}): {svar}; the tables say {ventet}")

    record_property("doors", antal)
    record_property("door addresses", len(list(adresser())))
    assert uventet == []


def test_who_is_not_logged_in_is_sent_to_log_in_and_back(client: Client) -> None:
    sted: Sted = byg_verden()[0]
    ventes = {navn for (navn, metode, _), svar in TABEL.items() if metode == "GET" and svar["anonym"] == "ind"}

    for navn, _, vej in veje([sted]):
        if navn in ventes - {"admin:login"}:
            log_ind_side, _, tilbage = client.get(vej).headers["Location"].partition("?next=")
            assert (log_ind_side, unquote(tilbage)) == ("/log-ind/", vej)
