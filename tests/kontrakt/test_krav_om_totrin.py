"""A second step can be required of a role (KRAEV_TOTRIN): then nothing else can be done before one has it."""

import re

import pytest
from allauth.mfa.models import Authenticator
from allauth.mfa.recovery_codes.internal.auth import RecoveryCodes
from allauth.mfa.totp.internal.auth import TOTP
from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext
from django.urls import get_resolver, resolve
from pytest_django import Settings

from kontrakt.miljoe import ROLLER
from kontrakt.models import Bruger, Rolle
from kontrakt.totrin import AABNE
from tests.byggere import byg_bruger
from tests.test_huset import own_addresses

pytestmark = pytest.mark.django_db

ADRESSER = sorted(
    {
        re.sub("<.*?>", "1", adresse.replace("<pr_dato>", "2025-12-31"))
        for adresse in own_addresses(get_resolver().url_patterns)
    }
)
LUKKEDE = [adresse for adresse in ADRESSER if resolve(adresse).view_name not in AABNE]


@pytest.fixture
def klient(client: Client, settings: Settings) -> Client:
    """The browser of an administrator, of whom a second step is required."""
    settings.KRAEV_TOTRIN = {"administrator"}
    client.force_login(byg_bruger(Rolle.ADMINISTRATOR))
    return client


def test_doors_are_found() -> None:
    assert (len(ADRESSER) - len(LUKKEDE), "/" in LUKKEDE, "/admin/" in LUKKEDE) == (len(AABNE), True, True)


def test_roles_of_the_environment_are_those_of_the_users() -> None:
    assert sorted(ROLLER) == sorted(Rolle.values)


@pytest.mark.parametrize("vej", LUKKEDE)
def test_every_other_door_leads_to_the_account(klient: Client, vej: str) -> None:
    for metode in ("get", "post"):
        svar = getattr(klient, metode)(vej)
        assert (svar.status_code, svar.headers["Location"]) == (302, "/konto/")


@pytest.mark.parametrize("vej", ["/admin/", "/admin/kontrakt/bruger/", "/admin/logout/", "/admin/findes-ikke/"])
def test_administration_leads_to_the_account(klient: Client, vej: str) -> None:
    assert klient.get(vej).headers["Location"] == "/konto/"


def test_open_doors_lead_only_to_a_second_step_and_out(klient: Client) -> None:
    assert "Din rolle kræver to-trinsbekræftelse" in klient.get("/konto/").content.decode()
    assert klient.get("/konto/app/").status_code == 200
    assert klient.get("/konto/adgangsnoegler/tilfoej/").status_code == 200
    assert klient.post("/log-ud/", follow=True).redirect_chain == [("/logget-ud/", 302)]


def test_part_of_a_page_leads_the_whole_page_to_the_account(klient: Client) -> None:
    svar = klient.get("/", headers={"HX-Request": "true"})

    assert (svar.status_code, svar.headers["HX-Redirect"]) == (200, "/konto/")
    assert svar.content == b""


def test_who_has_a_second_step_comes_in_until_it_is_gone(klient: Client) -> None:
    administrator = Bruger.objects.get()
    RecoveryCodes.activate(administrator)  # a spare alone is no second step
    assert klient.get("/").status_code == 302

    TOTP.activate(administrator, "JBSWY3DPEHPK3PXP")
    assert klient.get("/").status_code == 200
    assert "Din rolle kræver" not in klient.get("/konto/").content.decode()

    Authenticator.objects.all().delete()
    assert klient.get("/").status_code == 302


def test_other_roles_and_who_is_not_logged_in_are_left_alone(klient: Client, laeser: Bruger) -> None:
    klient.force_login(laeser)
    assert klient.get("/").status_code == 200
    assert Client().get("/log-ind/").status_code == 200


def test_requirement_costs_one_query_and_only_those_it_is_for(client: Client, settings: Settings) -> None:
    antal = []
    for kraevet in ("", "laeser", "administrator"):
        settings.KRAEV_TOTRIN = {kraevet} - {""}
        administrator = Bruger.objects.filter(rolle=Rolle.ADMINISTRATOR).first() or byg_bruger(Rolle.ADMINISTRATOR)
        Authenticator.objects.get_or_create(user=administrator, type="totp", defaults={"data": {}})
        client.force_login(administrator)
        with CaptureQueriesContext(connection) as queries:
            client.get("/admin/jsi18n/")
        antal.append(len(queries))

    assert antal == [2, 2, 3]
