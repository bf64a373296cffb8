"""Log-in through the organisation's own provider: a real one, in a process of its own."""

from typing import Any

import pytest
from allauth.account.models import EmailAddress
from allauth.mfa.totp.internal.auth import TOTP
from allauth.socialaccount.models import SocialAccount
from django.test import Client
from pytest_django import Settings

from kontrakt.models import Bruger, Haendelse, Haendelsesslags, Rolle
from kontrakt.udbyder import bekraeftet_email
from tests.byggere import byg_bruger
from tests.udbyder.fixtures import Udbyder

pytestmark = [pytest.mark.django_db, pytest.mark.slow]

KNAP = "Log ind med Eksempel Kommune"


@pytest.fixture
def kirsten(db: None) -> Bruger:
    """A user whose address the provider knows."""
    return byg_bruger(Rolle.SEKRETARIAT, email="kirsten@eksempel.dk", password="en lang adgangskode")


def log_ind(client: Client, udbyder: Udbyder, brugernavn: str = "kirsten", **felter: str) -> Any:
    """Press the button, log in at the provider, and come back."""
    svar = client.post("/log-ind/organisation/", felter)
    assert svar["Location"].startswith(f"{udbyder.adresse}/o/authorize/?")
    return client.get(udbyder.log_ind(svar["Location"], brugernavn))


def grund(svar: Any) -> str:
    """What the page says of why nobody was logged in."""
    assert (svar.status_code, svar.templates[0].name) == (403, "kontrakt/ikke_logget_ind.html")
    assert "_auth_user_id" not in svar.client.session
    text: str = svar.context["grund"]
    return text


def test_user_with_the_verified_address_is_logged_in_and_led_on(
    client: Client, udbyder: Udbyder, kirsten: Bruger
) -> None:
    svar = log_ind(client, udbyder, next="/konto/")

    assert (svar.status_code, svar["Location"]) == (302, "/konto/")
    assert client.session["_auth_user_id"] == str(kirsten.pk)


def test_log_in_changes_nothing_in_the_user_and_keeps_no_connection(
    client: Client, udbyder: Udbyder, kirsten: Bruger
) -> None:
    log_ind(client, udbyder)

    kirsten.refresh_from_db()
    assert kirsten.check_password("en lang adgangskode")
    assert (kirsten.username, kirsten.email) == ("sekretariat-nordjylland", "kirsten@eksempel.dk")
    assert Bruger.objects.count() == 1
    assert (SocialAccount.objects.count(), EmailAddress.objects.count()) == (0, 0)


def test_address_of_the_organisations_own_domain_counts_as_verified_as_entra_says_it(
    client: Client, udbyder: Udbyder, kirsten: Bruger
) -> None:
    log_ind(client, udbyder, "som-entra")

    assert client.session["_auth_user_id"] == str(kirsten.pk)


@pytest.mark.parametrize("brugernavn", ["ubekraeftet", "siger-intet", "to-personer"])
def test_address_that_is_not_verified_opens_nothing(
    client: Client, udbyder: Udbyder, kirsten: Bruger, brugernavn: str
) -> None:
    assert grund(log_ind(client, udbyder, brugernavn)) == (
        "Udbyderen oplyser ikke en bekræftet e-mailadresse om dig. Kontakt din administrator."
    )


def test_unknown_address_makes_no_user(client: Client, udbyder: Udbyder, kirsten: Bruger) -> None:
    assert grund(log_ind(client, udbyder, "fremmed")) == (
        "Der er ingen bruger med e-mailadressen fremmed@eksempel.dk. "
        "Kontakt din administrator, hvis du skal have adgang."
    )
    assert Bruger.objects.count() == 1
    afvist = Haendelse.objects.get(slags=Haendelsesslags.LOG_IND_AFVIST)
    assert (afvist.bruger, afvist.beskrivelse) == (None, "Gennem organisationens eget log-in.")


def test_inactive_user_is_as_unknown(client: Client, udbyder: Udbyder, kirsten: Bruger) -> None:
    Bruger.objects.update(is_active=False)

    assert grund(log_ind(client, udbyder)).startswith("Der er ingen bruger med e-mailadressen kirsten@eksempel.dk.")


def test_address_of_two_users_opens_neither(client: Client, udbyder: Udbyder, kirsten: Bruger) -> None:
    byg_bruger(Rolle.LAESER, email="kirsten@eksempel.dk")

    assert grund(log_ind(client, udbyder)).startswith("Flere brugere har e-mailadressen kirsten@eksempel.dk.")


def test_user_whose_address_was_changed_is_shut_out_at_once(client: Client, udbyder: Udbyder, kirsten: Bruger) -> None:
    log_ind(client, udbyder)
    Bruger.objects.update(email="kirsten.ny@eksempel.dk")

    assert grund(log_ind(Client(), udbyder)).startswith("Der er ingen bruger")


def test_second_step_of_ours_is_asked_for_all_the_same(client: Client, udbyder: Udbyder, kirsten: Bruger) -> None:
    TOTP.activate(kirsten, "JBSWY3DPEHPK3PXP")

    assert log_ind(client, udbyder)["Location"] == "/log-ind/to-trin/"
    assert "_auth_user_id" not in client.session


def test_required_second_step_is_the_providers_business(
    client: Client, udbyder: Udbyder, kirsten: Bruger, settings: Settings
) -> None:
    settings.KRAEV_TOTRIN = {"sekretariat"}

    log_ind(client, udbyder)

    assert client.get("/").status_code == 200


def test_button_stands_on_the_log_in_page_and_the_policy_lets_it_lead_there(client: Client, udbyder: Udbyder) -> None:
    svar = client.get("/log-ind/?next=/konto/")

    assert KNAP in svar.content.decode()
    assert f"form-action 'self' {udbyder.adresse}" in svar["Content-Security-Policy"].split("; ")


def test_without_a_provider_there_is_no_button_and_no_door(client: Client) -> None:
    assert "organisation" not in client.get("/log-ind/").content.decode()
    assert client.post("/log-ind/organisation/").status_code == 404
    assert client.get("/log-ind/organisation/svar/").status_code == 404


def test_link_to_the_door_leads_to_our_own_log_in_page(client: Client, udbyder: Udbyder) -> None:
    assert client.get("/log-ind/organisation/")["Location"] == "/log-ind/"


def test_answer_to_a_question_never_asked_here_opens_nothing(client: Client, udbyder: Udbyder, kirsten: Bruger) -> None:
    svar = client.post("/log-ind/organisation/")
    tilbage = udbyder.log_ind(svar["Location"], "kirsten")

    assert grund(Client().get(tilbage)).startswith("Noget gik galt undervejs.")


def test_address_of_another_site_is_not_led_to(client: Client, udbyder: Udbyder, kirsten: Bruger) -> None:
    assert log_ind(client, udbyder, next="https://eksempel.dk/")["Location"] == "/"


def test_connecting_by_a_crafted_address_is_only_a_log_in(client: Client, udbyder: Udbyder, kirsten: Bruger) -> None:
    client.force_login(byg_bruger(Rolle.LAESER))

    svar = client.post("/log-ind/organisation/?process=connect", {"process": "connect"})
    client.get(udbyder.log_ind(svar["Location"], "kirsten"))

    assert client.session["_auth_user_id"] == str(kirsten.pk)
    assert SocialAccount.objects.count() == 0


def test_user_who_stops_at_the_provider_is_told_so(client: Client, udbyder: Udbyder) -> None:
    sted = client.post("/log-ind/organisation/")["Location"]
    state = dict(par.split("=") for par in sted.partition("?")[2].split("&"))["state"]

    svar = client.get("/log-ind/organisation/svar/", {"error": "access_denied", "state": state})

    assert grund(svar) == "Du afbrød. Prøv igen, eller log ind med brugernavn og adgangskode."


def test_provider_that_does_not_answer_gives_a_page(
    client: Client, udbyder: Udbyder, settings: Settings, caplog: pytest.LogCaptureFixture
) -> None:
    app = settings.SOCIALACCOUNT_PROVIDERS["openid_connect"]["APPS"][0]
    for server in ("http://127.0.0.1:9", f"{udbyder.adresse}/findes-ikke"):
        app["settings"]["server_url"] = server

        svar = client.post("/log-ind/organisation/")

        assert svar.status_code == 503
        assert svar.context["grund"].startswith("Udbyderen svarer ikke, som den skal.")
    assert "Service Unavailable: /log-ind/organisation/" in caplog.messages
    caplog.clear()


@pytest.mark.parametrize(
    ("data", "email"),
    [
        ({"id_token": {"sub": "1", "email": "A@b.dk", "email_verified": True}}, "a@b.dk"),
        ({"id_token": {"sub": "1", "email": "a@b.dk", "email_verified": "true"}}, "a@b.dk"),
        ({"id_token": {"sub": "1", "email": "a@b.dk", "xms_edov": "1"}}, "a@b.dk"),
        ({"id_token": {"sub": "1"}, "userinfo": {"sub": "1", "email": "a@b.dk", "email_verified": True}}, "a@b.dk"),
        # the two stand in different answers, so that the one does not speak of the other
        ({"id_token": {"sub": "1", "email_verified": True}, "userinfo": {"sub": "1", "email": "a@b.dk"}}, ""),
        ({"id_token": {"sub": "1", "email": "a@b.dk", "email_verified": "false"}}, ""),
        ({"id_token": {"sub": "1", "email": "", "email_verified": True}}, ""),
        ({}, ""),
    ],
)
def test_verified_address_is_read_from_one_answer(data: dict[str, Any], email: str) -> None:
    assert bekraeftet_email(data) == email
