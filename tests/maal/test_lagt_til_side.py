"""What is sent without JavaScript after the session has ended, and comes back after the log-in."""

import re
from typing import Any

import pytest
from django.test import Client

from kontrakt.models import Bruger
from maal.lagt_til_side import MAKS_ANTAL, MAKS_TEGN, NOEGLE
from maal.models import Afrapportering, Maalepunkt, Status
from tests.byggere import byg_afrapportering, byg_kontrakt, udfyld
from tests.maal.siden import gem_url, side, tekst

pytestmark = pytest.mark.django_db

MIN_TEKST = "Linje 1\n<b>Linje 2"


@pytest.fixture
def rapport() -> Afrapportering:
    """A report on seven målepunkter."""
    return byg_afrapportering(byg_kontrakt())


@pytest.fixture
def punkt(rapport: Afrapportering) -> Maalepunkt:
    """The målepunkt 1.1."""
    return Maalepunkt.objects.get(maal__nummer=1)


def afsender_paa(client: Client, rapport: Afrapportering) -> str:
    """How the forms of the page name their user."""
    fundet = re.search(r'name="bruger" value="([^"]+)"', client.get(side(rapport)).content.decode())
    assert fundet
    return fundet[1]


def send_for_sent(client: Client, person: Bruger, rapport: Afrapportering, punkt: Maalepunkt, **felter: Any) -> Any:
    """Open the page as a user, let the session end, and save; gives the answer."""
    client.force_login(person)
    navn = afsender_paa(client, rapport)
    client.session.flush()
    return client.post(gem_url(rapport, punkt), {"version": 0, "tekst": MIN_TEKST, "bruger": navn, **felter})


def test_text_stands_in_the_report_after_the_log_in_and_is_saved_from_there(
    client: Client, sekretariat: Bruger, rapport: Afrapportering, punkt: Maalepunkt
) -> None:
    svar = send_for_sent(client, sekretariat, rapport, punkt, resultat="81")
    client.force_login(sekretariat)

    html = client.get(side(rapport)).content.decode()

    assert "Når du logger ind igen her, står det i felterne" in svar.content.decode()
    assert "Det, du skrev, er sat ind igen" in tekst(html, "maalepunkt-1-1")
    assert "Linje 1\n&lt;b&gt;Linje 2</textarea>" in html
    assert 'name="resultat" value="81"' in html
    client.post(gem_url(rapport, punkt), {"version": 0, "resultat": "81", "tekst": MIN_TEKST})
    assert Status.objects.get(maalepunkt=punkt).tekst == MIN_TEKST
    assert "sat ind igen" not in client.get(side(rapport)).content.decode()


def test_text_is_for_its_writer_only(
    client: Client, sekretariat: Bruger, direktoer: Bruger, rapport: Afrapportering, punkt: Maalepunkt
) -> None:
    send_for_sent(client, sekretariat, rapport, punkt)
    client.force_login(direktoer)

    html = client.get(side(rapport)).content.decode()

    assert "sat ind igen" not in html
    assert "Linje 2" not in html


def test_text_that_somebody_has_overtaken_shows_the_conflict_when_it_is_saved(
    client: Client, sekretariat: Bruger, direktoer: Bruger, rapport: Afrapportering, punkt: Maalepunkt
) -> None:
    send_for_sent(client, sekretariat, rapport, punkt)
    udfyld(rapport, punkt, tekst="Direktørens", bruger=direktoer)
    client.force_login(sekretariat)

    html = client.get(side(rapport)).content.decode()
    konflikt = client.post(gem_url(rapport, punkt), {"version": 0, "tekst": MIN_TEKST}).content.decode()

    assert 'name="version" value="0" id="maalepunkt-1-1-version"' in html
    assert "Ikke gemt endnu" in tekst(konflikt, "maalepunkt-1-1")
    assert Status.objects.get(maalepunkt=punkt).tekst == "Direktørens"


def test_text_is_given_up_by_a_link(
    client: Client, sekretariat: Bruger, rapport: Afrapportering, punkt: Maalepunkt
) -> None:
    send_for_sent(client, sekretariat, rapport, punkt)
    client.force_login(sekretariat)

    client.get(gem_url(rapport, punkt))
    beholdt = "sat ind igen" in client.get(side(rapport)).content.decode()
    client.get(gem_url(rapport, punkt), {"behold": "ja"})

    assert beholdt
    assert "sat ind igen" not in client.get(side(rapport)).content.decode()


@pytest.mark.parametrize("felter", [{"bruger": ""}, {"bruger": "1"}, {"tekst": "a" * (MAKS_TEGN + 1)}])
def test_forged_and_too_long_text_is_shown_but_not_kept(
    client: Client, sekretariat: Bruger, rapport: Afrapportering, punkt: Maalepunkt, felter: dict[str, str]
) -> None:
    svar = send_for_sent(client, sekretariat, rapport, punkt, **felter)

    assert svar.status_code == 403
    assert "Kopiér det herfra" in svar.content.decode()
    assert NOEGLE not in client.session


def test_only_the_last_few_are_kept(client: Client, sekretariat: Bruger, rapport: Afrapportering) -> None:
    client.force_login(sekretariat)
    navn = afsender_paa(client, rapport)
    client.session.flush()

    for punkt in Maalepunkt.objects.order_by("maal__nummer"):
        client.post(gem_url(rapport, punkt), {"version": 0, "tekst": MIN_TEKST, "bruger": navn})

    client.force_login(sekretariat)
    html = client.get(side(rapport)).content.decode()
    assert html.count("Det, du skrev, er sat ind igen") == MAKS_ANTAL


@pytest.mark.parametrize("htmx", [True, False])
def test_page_opened_by_one_user_is_not_saved_as_another(
    client: Client, sekretariat: Bruger, direktoer: Bruger, rapport: Afrapportering, punkt: Maalepunkt, htmx: bool
) -> None:
    client.force_login(sekretariat)
    navn = afsender_paa(client, rapport)
    client.force_login(direktoer)

    felter = {"version": 0, "tekst": MIN_TEKST, "bruger": navn}
    svar = client.post(gem_url(rapport, punkt), felter, headers={"HX-Request": "true"} if htmx else {})

    assert svar.status_code == 403
    assert "Du er nu logget ind som en anden" in svar.content.decode()
    assert "&lt;b&gt;Linje 2" in svar.content.decode()
    assert Status.objects.get(maalepunkt=punkt).tekst == ""
