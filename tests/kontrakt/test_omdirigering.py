"""`next` leads only to places on this site, whichever page it is given to."""

from urllib.parse import parse_qs, urlsplit

import pytest
from django.test import Client

from kontrakt.models import Bruger, Rolle
from tests.byggere import byg_bruger

pytestmark = pytest.mark.django_db

ADGANGSKODE = "en-lang-adgangskode-til-proeven"
FREMMEDE = [
    "https://eksempel.org/",
    "//eksempel.org/",
    "///eksempel.org/",
    "/\\eksempel.org/",
    "\\\\eksempel.org/",
    "http:eksempel.org",
    "https:/eksempel.org",
    "javascript:alert(1)",
    "data:text/html,x",
    "https://testserver@eksempel.org/",
    " //eksempel.org/",
    "\t//eksempel.org/",
    "https://testserver.eksempel.org/",
]


@pytest.fixture
def bruger() -> Bruger:
    """Somebody with a password."""
    return byg_bruger(Rolle.SEKRETARIAT, password=ADGANGSKODE)


def maal(client: Client, adresse: str, data: dict[str, str]) -> str:
    """Where the answer to a form leads."""
    svar = client.post(adresse, data)
    assert svar.status_code == 302, adresse
    return svar.headers["Location"]


@pytest.mark.parametrize("fremmed", FREMMEDE)
def test_log_in_stays_on_the_site(client: Client, bruger: Bruger, fremmed: str) -> None:
    assert maal(client, "/log-ind/", {"login": bruger.username, "password": ADGANGSKODE, "next": fremmed}) == "/"


def test_log_in_leads_to_the_page_that_was_asked_for(client: Client, bruger: Bruger) -> None:
    data = {"login": bruger.username, "password": ADGANGSKODE, "next": "/kontrakter/x/?a=b"}

    assert maal(client, "/log-ind/", data) == "/kontrakter/x/?a=b"


@pytest.mark.parametrize("fremmed", FREMMEDE)
def test_who_is_logged_in_already_stays_on_the_site(client: Client, bruger: Bruger, fremmed: str) -> None:
    client.force_login(bruger)

    assert client.get("/log-ind/", {"next": fremmed}).headers["Location"] == "/"


@pytest.mark.parametrize("fremmed", FREMMEDE)
def test_log_out_stays_on_the_site(client: Client, bruger: Bruger, fremmed: str) -> None:
    client.force_login(bruger)

    assert maal(client, "/log-ud/", {"next": fremmed}) == "/logget-ud/"


@pytest.mark.parametrize("fremmed", FREMMEDE)
def test_the_administrations_log_in_leads_to_ours(client: Client, fremmed: str) -> None:
    videre = urlsplit(client.get("/admin/login/", {"next": fremmed}).headers["Location"])

    assert (videre.scheme, videre.netloc, videre.path) == ("", "", "/log-ind/")
    assert parse_qs(videre.query) == {"next": [fremmed]}  # where the log-in judges it, as above


@pytest.mark.parametrize("fremmed", FREMMEDE)
def test_confirming_ones_password_stays_on_the_site(client: Client, bruger: Bruger, fremmed: str) -> None:
    client.force_login(bruger)

    videre = maal(client, "/konto/bekraeft/", {"password": ADGANGSKODE, "next": fremmed})

    assert urlsplit(videre).netloc == urlsplit(videre).scheme == ""
    assert videre.startswith("/")
    assert not videre.startswith(("//", "/\\"))


@pytest.mark.parametrize(
    "sti", ["//eksempel.org", "//eksempel.org/%2f..", "/admin//eksempel.org", "//eksempel.org/admin"]
)
def test_slash_that_is_added_never_leads_away(admin_klient: Client, sti: str) -> None:
    svar = admin_klient.get(sti)

    assert not svar.headers.get("Location", "/").startswith(("//", "http"))
