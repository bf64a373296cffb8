"""One's password: changed, forgotten, and what becomes of the sessions that were begun with the old one."""

import re
from collections.abc import Callable
from typing import Any

import pytest
from allauth.account.models import EmailAddress
from django.core import mail
from django.test import Client

from kontrakt.models import Bruger, Rolle
from tests.byggere import byg_bruger

pytestmark = pytest.mark.django_db

GAMMEL, NY = "en lang adgangskode", "en anden lang adgangskode"
EMAIL = "lise@eksempel.dk"
Klient = Callable[[], Client]


@pytest.fixture
def laeser(db: None) -> Bruger:
    """A reader with a known password."""
    return byg_bruger(Rolle.LAESER, password=GAMMEL, email=EMAIL)


@pytest.fixture
def klient(laeser: Bruger) -> Klient:
    """A function that gives another browser in which the reader is logged in."""

    def ny_klient() -> Client:
        client = Client()
        client.force_login(laeser)
        return client

    return ny_klient


def er_inde(client: Client) -> bool:
    """Whether the browser is still logged in."""
    return client.get("/konto/").status_code == 200


def skift(client: Client, **felter: str) -> Any:
    """Post the form."""
    return client.post("/adgangskode/", {"oldpassword": GAMMEL, "password1": NY, "password2": NY, **felter})


def bed_om_link(client: Client, email: str = EMAIL) -> Any:
    """Ask for a new password."""
    return client.post("/glemt-adgangskode/", {"email": email})


def link() -> str:
    """The link in the last e-mail."""
    return re.findall(r"http://testserver(\S+)", str(mail.outbox[-1].body))[0]


def vaelg(client: Client, vej: str, adgangskode: str = NY) -> Any:
    """Follow a link and choose a password."""
    side = client.get(vej, follow=True).redirect_chain[-1][0]
    return client.post(side, {"password1": adgangskode, "password2": adgangskode})


def test_change_keeps_this_session_and_ends_all_others(laeser: Bruger, klient: Klient) -> None:
    her, andetsteds = klient(), klient()

    svar = skift(her)

    laeser.refresh_from_db()
    assert (svar.status_code, svar["Location"]) == (302, "/konto/")
    assert laeser.check_password(NY)
    assert (er_inde(her), er_inde(andetsteds)) == (True, False)


def test_change_is_told_on_the_page_and_by_email(klient: Klient) -> None:
    her = klient()
    skift(her)

    assert "Adgangskoden er skiftet. Du er logget ud alle andre steder." in her.get("/konto/").content.decode()
    (brev,) = mail.outbox
    assert (brev.to, brev.subject) == ([EMAIL], "Din adgangskode til Resultatkontrakt er skiftet")
    assert "fra IP-adressen 127.0.0.1" in str(brev.body)


@pytest.mark.parametrize(
    ("felter", "felt", "fejl"),
    [
        ({"oldpassword": "forkert"}, "oldpassword", "Adgangskoden er forkert. Skriv den, du bruger nu."),
        ({"password2": "noget andet"}, "password2", "Du skal skrive den samme adgangskode hver gang."),
        ({"password1": "kort", "password2": "kort"}, "password1", "Denne adgangskode er for kort."),
    ],
)
def test_change_that_is_refused_says_why_at_the_field(
    laeser: Bruger, klient: Klient, felter: dict[str, str], felt: str, fejl: str
) -> None:
    svar = skift(klient(), **felter)

    assert svar.context["form"].errors[felt][0].startswith(fejl)
    laeser.refresh_from_db()
    assert laeser.check_password(GAMMEL)


def test_administrator_who_changes_a_password_ends_the_users_sessions(
    laeser: Bruger, klient: Klient, admin_klient: Client
) -> None:
    brugerens = klient()

    svar = admin_klient.post(
        f"/admin/kontrakt/bruger/{laeser.pk}/password/",
        {"usable_password": "true", "password1": NY, "password2": NY},
    )

    assert svar.status_code == 302
    assert (er_inde(brugerens), er_inde(admin_klient)) == (False, True)


def test_forgotten_password_is_chosen_anew_by_link_and_ends_all_sessions(laeser: Bruger, klient: Klient) -> None:
    andetsteds, client = klient(), Client()

    assert bed_om_link(client)["Location"] == "/glemt-adgangskode/sendt/"
    assert f"din bruger »{laeser.username}«" in str(mail.outbox[-1].body)
    assert vaelg(client, link())["Location"] == "/glemt-adgangskode/skiftet/"

    laeser.refresh_from_db()
    assert laeser.check_password(NY)
    assert not er_inde(andetsteds)
    assert "_auth_user_id" not in client.session  # the second step is still asked for
    assert mail.outbox[-1].subject == "Din adgangskode til Resultatkontrakt er skiftet"


def test_link_works_once(laeser: Bruger) -> None:
    bed_om_link(Client())
    vejen = link()
    vaelg(Client(), vejen)

    assert "<h1>Linket virker ikke</h1>" in Client().get(vejen).content.decode()


@pytest.mark.parametrize("felt", [{"email": "ny@eksempel.dk"}, {"password": "x"}])
def test_link_dies_when_address_or_password_is_changed(laeser: Bruger, felt: dict[str, str]) -> None:
    bed_om_link(Client())
    Bruger.objects.filter(pk=laeser.pk).update(**felt)

    assert "<h1>Linket virker ikke</h1>" in Client().get(link()).content.decode()


def test_address_that_a_user_had_before_leads_nowhere(laeser: Bruger) -> None:
    bed_om_link(Client())
    laeser.email = "ny@eksempel.dk"
    laeser.save()

    bed_om_link(Client())

    assert "Der er ingen aktiv bruger med den adresse." in str(mail.outbox[-1].body)
    assert EmailAddress.objects.count() == 0  # allauth's own table of addresses is not used


def test_link_is_not_shown_to_other_sites_by_the_address_of_the_page(laeser: Bruger) -> None:
    bed_om_link(Client())

    assert Client().get(link())["Location"] == f"{link().rsplit('/', 2)[0]}/ny/"


def test_user_made_in_the_administration_or_by_command_can_log_in_and_get_a_link(admin_klient: Client) -> None:
    Bruger.objects.create_superuser("chef", "Chef@Eksempel.dk", GAMMEL)

    for navn in ("chef", "chef@eksempel.dk"):
        svar = Client().post("/log-ind/", {"login": navn, "password": GAMMEL})
        assert (svar.status_code, svar["Location"]) == (302, "/")
    bed_om_link(Client(), "chef@eksempel.dk")
    assert "»chef«" in str(mail.outbox[-1].body)


def test_each_user_with_the_address_gets_a_link(laeser: Bruger) -> None:
    byg_bruger(Rolle.DIREKTOER, password=GAMMEL, email=EMAIL)

    bed_om_link(Client())

    assert sorted(re.findall("»(.+?)«", " ".join(str(brev.body) for brev in mail.outbox))) == [
        "direktoer-nordjylland",
        "laeser",
    ]


def test_user_without_a_password_is_led_to_get_one_by_email(client: Client) -> None:
    client.force_login(byg_bruger(Rolle.DIREKTOER))

    assert client.get("/adgangskode/", follow=True).redirect_chain[-1] == ("/glemt-adgangskode/", 302)
