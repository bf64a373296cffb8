"""The second step: an app with codes, spare codes, and whom it is required of."""

import re
import time
from typing import Any

import pytest
from allauth.mfa.models import Authenticator
from allauth.mfa.recovery_codes.internal.auth import RecoveryCodes
from allauth.mfa.totp.internal.auth import TOTP, format_hotp_value, hotp_value
from django.core import mail
from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext
from pytest_django import Settings

from kontrakt.konto import FOR_MANGE, FORKERT_KODE
from kontrakt.models import Bruger, Rolle
from tests.administration import ret, ret_side
from tests.byggere import byg_bruger

pytestmark = pytest.mark.django_db

ADGANGSKODE = "en lang adgangskode"
NOEGLE = "JBSWY3DPEHPK3PXP"


@pytest.fixture
def bruger(db: None) -> Bruger:
    """A secretariat with a known password and an e-mail address."""
    return byg_bruger(Rolle.SEKRETARIAT, password=ADGANGSKODE, email="kirsten@eksempel.dk")


def kode(noegle: str, trin: int = 0) -> str:
    """What an app with this key shows now, or so many half minutes from now."""
    return format_hotp_value(hotp_value(noegle, int(time.time()) // 30 + trin))


def log_ind(client: Client) -> Any:
    """The first step."""
    return client.post("/log-ind/?next=/konto/", {"login": "sekretariat-nordjylland", "password": ADGANGSKODE})


def andet_trin(client: Client, koden: str) -> Any:
    """The second step."""
    return client.post("/log-ind/to-trin/", {"code": koden})


def er_inde(client: Client) -> bool:
    """Whether anybody is logged in."""
    return "_auth_user_id" in client.session


def tilfoej_app(client: Client) -> str:
    """Log in, confirm the password, and add an app; its key."""
    log_ind(client)
    assert client.get("/konto/app/")["Location"].startswith("/konto/bekraeft/?next=")
    svar = client.post("/konto/bekraeft/?next=/konto/app/", {"password": ADGANGSKODE})
    assert svar["Location"] == "/konto/app/"
    html = client.get("/konto/app/").content.decode()
    noegle = re.findall(r'class="totrin-noegle">(\w+)<', html)[0]
    svar = client.post("/konto/app/", {"code": kode(noegle)})
    assert svar["Location"] == "/konto/reservekoder/"
    return noegle


def test_app_is_added_and_asked_for_at_the_next_log_in(client: Client, bruger: Bruger) -> None:
    noegle = tilfoej_app(client)
    client.post("/log-ud/")

    svar = log_ind(client)
    assert (svar["Location"], er_inde(client)) == ("/log-ind/to-trin/", False)
    assert client.get("/konto/").status_code == 302
    svar = andet_trin(client, kode(noegle, 1))

    assert (svar["Location"], client.session["_auth_user_id"]) == ("/konto/", str(bruger.pk))


def test_app_is_shown_as_a_picture_within_the_page(client: Client, bruger: Bruger) -> None:
    log_ind(client)
    client.post("/konto/bekraeft/", {"password": ADGANGSKODE})

    html = client.get("/konto/app/").content.decode()

    assert re.findall(r'<svg role="img" aria-label="QR-kode" [^>]*><path d="M4,4', html)
    assert "data:image" not in html


@pytest.mark.django_db(transaction=True)  # the e-mail is sent when it is saved for good
def test_added_app_is_told_by_email_and_gives_spare_codes(client: Client, bruger: Bruger) -> None:
    tilfoej_app(client)

    assert [brev.subject for brev in mail.outbox] == ["Ny app til Resultatkontrakt"]
    koder = re.findall(r"<li>(\d{8})</li>", client.get("/konto/reservekoder/").content.decode())
    assert len(set(koder)) == 10
    fil = client.get("/konto/reservekoder/hent/")
    assert fil["Content-Type"].startswith("text/plain")
    assert fil.content.decode().split() == koder


def test_code_is_refused_when_wrong_and_when_used(client: Client, bruger: Bruger) -> None:
    TOTP.activate(bruger, NOEGLE)
    log_ind(client)
    koden = kode(NOEGLE)
    assert andet_trin(client, "000000").context["form"].errors["code"] == [FORKERT_KODE]
    andet_trin(client, koden)
    client.post("/log-ud/")

    log_ind(client)

    assert andet_trin(client, koden).context["form"].errors["code"] == [FORKERT_KODE]
    assert not er_inde(client)


def test_codes_cannot_be_guessed(client: Client, bruger: Bruger) -> None:
    TOTP.activate(bruger, NOEGLE)
    for _ in range(5):
        log_ind(client)
        andet_trin(client, "000000")

    assert andet_trin(client, kode(NOEGLE)).context["form"].errors["code"] == [FOR_MANGE]


def test_spare_code_works_once(bruger: Bruger) -> None:
    TOTP.activate(bruger, NOEGLE)
    reservekode = RecoveryCodes.activate(bruger).get_unused_codes()[0]

    inde = []
    for _ in range(2):
        client = Client()
        log_ind(client)
        andet_trin(client, reservekode)
        inde.append(er_inde(client))

    assert inde == [True, False]


def test_new_spare_codes_end_the_old_ones(client: Client, bruger: Bruger) -> None:
    tilfoej_app(client)
    gamle = Authenticator.objects.get(type="recovery_codes").wrap().get_unused_codes()

    assert client.post("/konto/reservekoder/nye/")["Location"] == "/konto/reservekoder/"

    nye = Authenticator.objects.get(type="recovery_codes").wrap().get_unused_codes()
    assert (len(nye), set(nye) & set(gamle)) == (10, set())


def test_app_is_removed_with_its_spare_codes_and_is_told_by_email(client: Client, bruger: Bruger) -> None:
    tilfoej_app(client)

    svar = client.post("/konto/app/fjern/", follow=True)

    assert "Appen er fjernet." in svar.content.decode()
    assert Authenticator.objects.count() == 0
    assert mail.outbox[-1].subject == "En app til Resultatkontrakt er fjernet"


@pytest.mark.django_db(transaction=True)
def test_change_is_made_though_no_email_can_be_sent(
    client: Client, bruger: Bruger, settings: Settings, caplog: pytest.LogCaptureFixture
) -> None:
    settings.EMAIL_BACKEND, settings.EMAIL_PORT = "django.core.mail.backends.smtp.EmailBackend", 9

    tilfoej_app(client)

    assert Authenticator.objects.filter(user=bruger, type="totp").exists()
    assert caplog.messages.count("The e-mail about a change of an account could not be sent") == 1
    caplog.clear()


def test_database_alone_gives_no_codes_away(bruger: Bruger) -> None:
    TOTP.activate(bruger, NOEGLE)
    RecoveryCodes.activate(bruger)

    gemt = {trin.type: trin.data.get("secret") or trin.data["seed"] for trin in Authenticator.objects.all()}

    assert all(tekst.startswith("gAAAA") for tekst in gemt.values())  # Fernet's mark
    assert NOEGLE not in gemt["totp"]


def test_second_step_saved_with_another_secret_key_opens_nothing(
    client: Client, bruger: Bruger, settings: Settings
) -> None:
    TOTP.activate(bruger, NOEGLE)
    reservekode = RecoveryCodes.activate(bruger).get_unused_codes()[0]
    settings.SECRET_KEY = "en helt anden"

    for koden in (kode(NOEGLE), reservekode, kode("")):
        log_ind(client)
        assert andet_trin(client, koden).context["form"].errors["code"] == [FORKERT_KODE]
    assert not er_inde(client)


def test_second_step_of_one_user_is_nothing_to_another(client: Client, bruger: Bruger, laeser: Bruger) -> None:
    TOTP.activate(laeser, NOEGLE)

    assert log_ind(client)["Location"] == "/konto/"


def test_administrator_takes_away_what_a_user_has_lost(admin_klient: Client, bruger: Bruger) -> None:
    TOTP.activate(bruger, NOEGLE)
    RecoveryCodes.activate(bruger)
    html = admin_klient.get(ret_side(bruger)).content.decode()
    assert "App med koder" in html
    assert NOEGLE not in html

    svar = ret(admin_klient, ret_side(bruger), {f"authenticator_set-{nummer}-DELETE": "on" for nummer in range(2)})

    assert svar.status_code == 302
    assert Authenticator.objects.count() == 0


def test_administrator_cannot_add_a_second_step_to_a_user(admin_klient: Client, bruger: Bruger) -> None:
    html = admin_klient.get(f"/admin/kontrakt/bruger/{bruger.pk}/change/").content.decode()

    assert 'name="authenticator_set-MAX_NUM_FORMS" value="0"' in html


def test_page_of_the_account_costs_no_more_with_a_second_step(client: Client, bruger: Bruger) -> None:
    antal = []
    for _ in range(2):
        client.force_login(bruger)
        with CaptureQueriesContext(connection) as queries:
            client.get("/konto/")
        antal.append(len(queries))
        TOTP.activate(bruger, NOEGLE) if len(antal) == 1 else None

    assert antal == [4, 4]  # session, user, the steps, and whether there are any
