"""A session lasts eight hours from the last click, and is written to at most every five minutes."""

from datetime import timedelta

import pytest
from django.contrib.sessions.models import Session
from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext
from django.utils import timezone

from kontrakt.models import Bruger, Rolle
from tests.byggere import byg_bruger

pytestmark = pytest.mark.django_db

OTTE_TIMER = 8 * 60 * 60  # seconds
ADGANGSKODE = "en lang adgangskode"


@pytest.fixture
def klient(client: Client) -> Client:
    """The browser of a reader who has logged in by the page."""
    byg_bruger(Rolle.LAESER, password=ADGANGSKODE)
    client.post("/log-ind/", {"login": "laeser", "password": ADGANGSKODE})
    return client


def saa_lang_tid_gaar(client: Client, minutter: int) -> None:
    """As if the last renewal were so many minutes ago."""
    session = client.session
    session["fornyet"] -= minutter * 60
    session.save()
    Session.objects.update(expire_date=timezone.now() + timedelta(seconds=OTTE_TIMER) - timedelta(minutes=minutter))


def tilbage() -> int:
    """The minutes that the session has left, in the database."""
    return round((Session.objects.get().expire_date - timezone.now()).total_seconds() / 60)


def skrivninger(client: Client) -> int:
    """How many times a click writes."""
    with CaptureQueriesContext(connection) as queries:
        assert client.get("/konto/").status_code == 200
    return sum(query["sql"].startswith(("UPDATE", "INSERT", "DELETE")) for query in queries)


def test_log_in_gives_eight_hours_to_the_session_and_the_cookie(klient: Client) -> None:
    assert klient.cookies["sessionid"]["max-age"] == OTTE_TIMER
    assert tilbage() == 480


def test_click_within_five_minutes_writes_nothing(klient: Client) -> None:
    saa_lang_tid_gaar(klient, 4)

    assert (skrivninger(klient), tilbage()) == (0, 476)


def test_click_after_five_minutes_begins_the_eight_hours_anew(klient: Client) -> None:
    saa_lang_tid_gaar(klient, 6)

    assert (skrivninger(klient), tilbage()) == (1, 480)
    assert klient.cookies["sessionid"]["max-age"] == OTTE_TIMER
    assert skrivninger(klient) == 0


def test_session_ends_after_eight_hours_without_a_click(klient: Client) -> None:
    saa_lang_tid_gaar(klient, 479)
    assert klient.get("/konto/").status_code == 200

    saa_lang_tid_gaar(klient, 481)
    assert klient.get("/konto/")["Location"] == "/log-ind/?next=/konto/"


def test_who_is_not_logged_in_has_no_session(client: Client, administrator: Bruger) -> None:
    client.get("/log-ind/")

    assert (Session.objects.count(), "sessionid" in client.cookies) == (0, False)
