"""Log-in, log-out and the page head that shows who is logged in."""

import pytest
from django.test import Client
from pytest_django import Settings

from kontrakt.konto import FORKERT
from kontrakt.models import Bruger, Kkr, Rolle
from tests.byggere import byg_bruger

pytestmark = pytest.mark.django_db

ADGANGSKODE = "en lang adgangskode"


@pytest.fixture
def laeser() -> Bruger:
    """A reader with a known password."""
    return byg_bruger(Rolle.LAESER, password=ADGANGSKODE, first_name="Lise", email="Lise@Eksempel.dk")


def log_ind(client: Client, brugernavn: str, adgangskode: str, **felter: str) -> str:
    """Post the log-in form; give the address of the redirect, or the one error when log-in was refused."""
    response = client.post("/log-ind/", {"login": brugernavn, "password": adgangskode, **felter})
    return response["Location"] if response.status_code == 302 else response.context["form"].errors["__all__"][0]


def test_log_in_opens_the_front_page(client: Client, laeser: Bruger) -> None:
    assert log_ind(client, "laeser", ADGANGSKODE) == "/"
    assert client.session["_auth_user_id"] == str(laeser.pk)


@pytest.mark.parametrize("navn", ["LAESER", "lise@eksempel.dk", "LISE@EKSEMPEL.DK", " laeser "])
def test_log_in_is_by_user_name_or_email_address(client: Client, laeser: Bruger, navn: str) -> None:
    assert log_ind(client, navn, ADGANGSKODE) == "/"
    assert client.session["_auth_user_id"] == str(laeser.pk)


def test_log_in_opens_the_page_that_was_asked_for(client: Client, laeser: Bruger) -> None:
    assert client.get("/adgangskode/")["Location"] == "/log-ind/?next=/adgangskode/"
    assert log_ind(client, "laeser", ADGANGSKODE, next="/adgangskode/") == "/adgangskode/"


def test_log_in_never_leads_to_another_site(laeser: Bruger) -> None:
    for vej in ("https://eksempel.dk/", "//eksempel.dk/", "/\\eksempel.dk", "javascript:alert(1)", "http:eksempel.dk"):
        assert log_ind(Client(), "laeser", ADGANGSKODE, next=vej) == "/"


def test_log_in_never_leads_to_another_host_that_we_may_have(laeser: Bruger, settings: Settings) -> None:
    settings.ALLOWED_HOSTS, settings.CSRF_TRUSTED_ORIGINS = ["testserver", ".eksempel.dk"], ["https://a.eksempel.dk"]

    for vej in ("https://andet.eksempel.dk/", "https://a.eksempel.dk/"):
        assert log_ind(Client(), "laeser", ADGANGSKODE, next=vej) == "/"
    assert log_ind(Client(), "laeser", ADGANGSKODE, next="http://testserver/konto/") == "http://testserver/konto/"


def test_log_in_answers_alike_whatever_is_wrong(client: Client, laeser: Bruger) -> None:
    byg_bruger(Rolle.LAESER, username="nedlagt", password=ADGANGSKODE, is_active=False)

    assert log_ind(client, "laeser", "forkert") == FORKERT
    assert log_ind(client, "findes-ikke", ADGANGSKODE) == FORKERT
    assert log_ind(client, "nedlagt", ADGANGSKODE) == FORKERT
    assert "_auth_user_id" not in client.session


def test_log_in_page_sends_whoever_is_logged_in_on(client: Client, laeser: Bruger) -> None:
    client.force_login(laeser)

    assert client.get("/log-ind/")["Location"] == "/"


def test_log_out_ends_the_session_and_says_so(client: Client, laeser: Bruger) -> None:
    client.force_login(laeser)

    response = client.post("/log-ud/", follow=True)

    assert response.redirect_chain == [("/logget-ud/", 302)]
    assert "<h1>Du er logget ud</h1>" in response.content.decode()
    assert "_auth_user_id" not in client.session


def test_log_out_by_a_link_leads_to_the_front_page_still_logged_in(client: Client, laeser: Bruger) -> None:
    client.force_login(laeser)

    assert client.get("/log-ud/").headers["Location"] == "/"
    assert client.session["_auth_user_id"] == str(laeser.pk)


def test_page_head_shows_the_name_and_the_organisation(client: Client) -> None:
    kkr = Kkr.objects.create(noegle="nordjylland", navn="KKR Nordjylland")
    bruger = Bruger.objects.create_user("kkr", rolle=Rolle.SEKRETARIAT, kkr=kkr, first_name="Kirsten", last_name="Kjær")
    client.force_login(bruger)

    html = client.get("/konto/").content.decode()

    assert '<p class="user">Kirsten Kjær, KKR Nordjylland</p>' in html


def test_page_head_shows_the_user_name_of_a_user_without_a_name(client: Client) -> None:
    client.force_login(byg_bruger(Rolle.LAESER, username="uden.navn"))

    assert '<p class="user">uden.navn, KL</p>' in client.get("/konto/").content.decode()


@pytest.mark.parametrize(("rolle", "antal"), [(Rolle.ADMINISTRATOR, 2), (Rolle.LAESER, 0)])
def test_menus_lead_only_administrators_to_the_administration(client: Client, rolle: Rolle, antal: int) -> None:
    client.force_login(byg_bruger(rolle))

    html = client.get("/konto/").content.decode()

    assert html.count('href="/admin/"') == antal  # one in the menu and one in the drawer of a phone


def test_page_foot_links_to_the_accessibility_statement(client: Client) -> None:
    link = '<a href="https://www.was.digst.dk/eksempel" class="function-link">Tilgængelighedserklæring</a>'

    assert link in client.get("/log-ind/").content.decode()


def test_page_foot_has_no_link_when_no_statement_is_named(client: Client, settings: Settings) -> None:
    settings.TILGAENGELIGHEDSERKLAERING_URL = ""

    assert "Tilgængelighedserklæring" not in client.get("/log-ind/").content.decode()
