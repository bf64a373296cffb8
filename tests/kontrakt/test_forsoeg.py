"""Who guesses learns nothing and is slowed down: one answer to everything, and limits that all hosts count together."""

from typing import Any

import pytest
from django.contrib.auth.hashers import MD5PasswordHasher
from django.core import mail
from django.core.cache import cache
from django.db import connection
from django.test import Client
from pytest_django import Settings

from kontrakt.konto import FOR_MANGE, FORKERT
from kontrakt.models import Rolle
from tests.byggere import byg_bruger

pytestmark = pytest.mark.django_db

ADGANGSKODE = "en lang adgangskode"
NAVNE = ["findes-ikke", "laeser", "nedlagt", "findes-ikke@eksempel.dk", "laeser@eksempel.dk", "nedlagt@eksempel.dk"]


@pytest.fixture(autouse=True)
def brugere(db: None) -> None:
    """A user, and one who is no longer active."""
    byg_bruger(Rolle.LAESER, password=ADGANGSKODE, email="laeser@eksempel.dk")
    byg_bruger(Rolle.LAESER, username="nedlagt", password=ADGANGSKODE, email="nedlagt@eksempel.dk", is_active=False)


@pytest.fixture
def gennemloeb(monkeypatch: pytest.MonkeyPatch) -> list[str]:
    """What takes the time of a log-in: a line for each time a password is hashed."""
    linjer: list[str] = []
    rigtig = MD5PasswordHasher.encode

    def encode(self: MD5PasswordHasher, password: str, salt: str) -> str:
        linjer.append(password)
        return rigtig(self, password, salt)

    monkeypatch.setattr(MD5PasswordHasher, "encode", encode)
    return linjer


def log_ind(navn: str, adgangskode: str = "forkert", **hoveder: str) -> Any:
    """Try to log in from a new browser."""
    return Client(headers=hoveder).post("/log-ind/", {"login": navn, "password": adgangskode})


def side(svar: Any) -> str:
    """The page, without what differs from one time to the next: the token, and the name as it was typed."""
    html = svar.content.decode().replace(svar.context["form"].data.get("login", "-"), "")
    return html.replace(str(svar.context["csrf_token"]), "")


def test_answer_is_one_whatever_is_wrong() -> None:
    svar = [log_ind(navn) for navn in NAVNE] + [
        log_ind("nedlagt", ADGANGSKODE),
        log_ind("nedlagt@eksempel.dk", ADGANGSKODE),
    ]

    assert {(et_svar.status_code, side(et_svar)) for et_svar in svar} == {(200, side(svar[0]))}
    assert svar[0].context["form"].non_field_errors() == [FORKERT]


@pytest.mark.parametrize("navn", NAVNE)
def test_password_is_hashed_once_whoever_is_named(navn: str, gennemloeb: list[str]) -> None:
    log_ind(navn)

    assert gennemloeb == ["forkert"]


@pytest.mark.parametrize("email", [navn for navn in NAVNE if "@" in navn])
def test_forgotten_password_sends_one_email_and_answers_alike(email: str) -> None:
    svar = Client().post("/glemt-adgangskode/", {"email": email})

    assert (svar.status_code, svar["Location"], svar.content) == (302, "/glemt-adgangskode/sendt/", b"")
    (brev,) = mail.outbox
    assert (brev.to, brev.subject) == ([email], "Vælg en ny adgangskode til Resultatkontrakt")
    assert ("http://" in str(brev.body)) == (email == "laeser@eksempel.dk")


def test_sixth_wrong_password_waits_and_so_does_the_right_one() -> None:
    for _ in range(5):
        assert log_ind("laeser").context["form"].non_field_errors() == [FORKERT]

    for adgangskode in ("forkert", ADGANGSKODE):
        assert log_ind("laeser", adgangskode).context["form"].non_field_errors() == [FOR_MANGE]


@pytest.mark.parametrize("adgangskode", ["forkert", ADGANGSKODE])
def test_limit_is_the_same_for_users_that_are_unknown_or_inactive(adgangskode: str) -> None:
    for navn in ("findes-ikke", "nedlagt"):
        svar = [log_ind(navn, adgangskode, X_Forwarded_For="") for _ in range(5)]
        assert svar[-1].context["form"].non_field_errors() == [FORKERT]
        cache_ip_ryddes()
        assert log_ind(navn, adgangskode).context["form"].non_field_errors() == [FOR_MANGE]
        cache_ip_ryddes()


def cache_ip_ryddes() -> None:
    """Forget what was counted by address on the net; what was counted by name stays."""
    cache.delete("allauth:rl:allauth.account:login_failed:10/60/ip:ip:127.0.0.1")


def test_right_password_is_not_counted() -> None:
    for _ in range(12):
        assert log_ind("laeser", ADGANGSKODE).status_code == 302


def test_many_log_ins_from_one_address_get_the_page_of_the_limit() -> None:
    svar = [log_ind("laeser", ADGANGSKODE) for _ in range(31)]

    assert [et_svar.status_code for et_svar in svar] == [302] * 30 + [429]
    assert "<h1>For mange forsøg</h1>" in svar[-1].content.decode()


def test_page_of_the_log_in_is_never_limited() -> None:
    assert {Client().get("/log-ind/").status_code for _ in range(40)} == {200}


@pytest.mark.parametrize(("proxyer", "sidste"), [(0, 10), (1, 20)])
def test_behind_a_proxy_the_users_own_address_is_counted(settings: Settings, proxyer: int, sidste: int) -> None:
    settings.ALLAUTH_TRUSTED_PROXY_COUNT = proxyer
    svar = [
        log_ind(f"navn-{nummer}", **{"X-Forwarded-For": f"10.0.0.{nummer}, 192.0.2.{nummer % 2}"})
        for nummer in range(21)
    ]

    fejl = [et_svar.context["form"].non_field_errors()[0] for et_svar in svar]
    assert fejl.index(FOR_MANGE) == sidste  # what a browser writes itself in front of it counts for nothing


def test_fourth_link_to_one_address_waits() -> None:
    for email in ("laeser@eksempel.dk", "findes-ikke@eksempel.dk"):
        svar = [Client().post("/glemt-adgangskode/", {"email": email}).status_code for _ in range(4)]
        assert svar == [302, 302, 302, 429]
    assert len(mail.outbox) == 6


def test_limits_are_counted_in_the_database_which_all_hosts_share() -> None:
    log_ind("laeser")

    with connection.cursor() as markoer:
        markoer.execute("SELECT COUNT(*) FROM kontrakt_cache")
        assert markoer.fetchone() == (3,)  # log-ins by address, wrong ones by address and by name
