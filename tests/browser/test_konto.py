"""One's own account in the real browser: an app, passkeys in a virtual authenticator, log-in at a provider."""

import re
import time
from collections.abc import Callable
from typing import Any

import pytest
from allauth.mfa.models import Authenticator
from allauth.mfa.totp.internal.auth import format_hotp_value, hotp_value
from django.core import mail
from playwright.sync_api import BrowserContext, Page, expect
from pytest_django.live_server_helper import LiveServer

from kontrakt.models import Bruger, Rolle
from tests.browser.test_log_ind import PHONE, WITHOUT_SCRIPTS
from tests.byggere import byg_bruger
from tests.udbyder.fixtures import ADGANGSKODE as UDBYDERENS
from tests.udbyder.fixtures import Udbyder

pytestmark = pytest.mark.django_db

ADGANGSKODE = "en lang adgangskode"
Axe = Callable[[Page], list[str]]


@pytest.fixture
def bruger(transactional_db: None) -> Bruger:
    """A secretariat with a known password and an e-mail address."""
    return byg_bruger(Rolle.SEKRETARIAT, password=ADGANGSKODE, email="kirsten@eksempel.dk", first_name="Kirsten")


@pytest.fixture
def noegle(context: BrowserContext, page: Page) -> Callable[..., None]:
    """A function that answers for the user at the device: `sig("ja")`, or `sig("nej")` for who stops."""
    cdp = context.new_cdp_session(page)
    cdp.send("WebAuthn.enable")
    indstillinger = {
        "protocol": "ctap2",
        "transport": "internal",
        "hasResidentKey": True,
        "hasUserVerification": True,
        "isUserVerified": True,
        "automaticPresenceSimulation": True,
    }
    enhed = cdp.send("WebAuthn.addVirtualAuthenticator", {"options": indstillinger})["authenticatorId"]

    def sig(svar: str) -> None:
        cdp.send("WebAuthn.setUserVerified", {"authenticatorId": enhed, "isUserVerified": svar == "ja"})

    return sig


def overskrift(page: Page) -> Any:
    """The page's heading."""
    return expect(page.get_by_role("heading", level=1))


def log_ind(page: Page, vej: str = "/konto/") -> None:
    """The first step, on the way to a page."""
    page.goto(vej)
    page.get_by_label("Brugernavn eller e-mail").fill("kirsten@eksempel.dk")
    page.get_by_label("Adgangskode").fill(ADGANGSKODE)
    page.get_by_role("button", name="Log ind", exact=True).click()


def bekraeft(page: Page) -> None:
    """The password once more."""
    overskrift(page).to_have_text("Bekræft, at det er dig")
    page.get_by_label("Adgangskode").fill(ADGANGSKODE)
    page.get_by_role("button", name="Bekræft").click()


def log_ud(page: Page) -> None:
    """Out again."""
    page.get_by_role("button", name="Log ud").click()
    overskrift(page).to_have_text("Du er logget ud")


def tilfoej_noegle(page: Page, alene: bool) -> None:
    """Add a passkey on the account's page."""
    page.get_by_role("link", name="Tilføj en adgangsnøgle").click()
    bekraeft(page)
    page.get_by_label("Navn").fill("Min telefon")
    if alene:
        page.get_by_text("Log ind med nøglen alene").click()
    page.get_by_role("button", name="Tilføj nøglen").click()
    overskrift(page).to_have_text("Reservekoder")


def test_passkey_that_suffices_alone_logs_in_without_a_password(
    bruger: Bruger, page: Page, noegle: Callable[..., None]
) -> None:
    log_ind(page)
    tilfoej_noegle(page, alene=True)
    log_ud(page)

    page.goto("/log-ind/?next=/konto/")
    page.get_by_role("button", name="Log ind med adgangsnøgle").click()

    overskrift(page).to_have_text("Din konto")
    expect(page.get_by_role("row", name="Min telefon")).to_contain_text("log ind alene")


def test_passkey_of_a_user_who_is_no_longer_active_opens_nothing(
    bruger: Bruger, page: Page, noegle: Callable[..., None]
) -> None:
    log_ind(page)
    tilfoej_noegle(page, alene=True)
    Bruger.objects.update(is_active=False)

    page.goto("/log-ind/?next=/konto/")
    page.get_by_role("button", name="Log ind med adgangsnøgle").click()

    expect(page.get_by_role("alert")).to_contain_text("Du blev ikke logget ind. Kontakt din administrator.")
    overskrift(page).to_have_text("Log ind")


def test_passkey_is_the_second_step_of_a_log_in(bruger: Bruger, page: Page, noegle: Callable[..., None]) -> None:
    log_ind(page)
    tilfoej_noegle(page, alene=False)
    log_ud(page)

    log_ind(page)
    overskrift(page).to_have_text("Bekræft log ind")
    page.get_by_role("button", name="Brug en adgangsnøgle").click()

    overskrift(page).to_have_text("Din konto")
    expect(page.get_by_role("row", name="Min telefon")).to_contain_text("andet trin")


def test_passkey_confirms_the_user_and_is_renamed_and_removed(
    bruger: Bruger, page: Page, noegle: Callable[..., None]
) -> None:
    log_ind(page)
    tilfoej_noegle(page, alene=True)
    page.goto("/konto/bekraeft/adgangsnoegle/?next=/konto/")
    page.get_by_role("button", name="Brug din adgangsnøgle").click()
    overskrift(page).to_have_text("Din konto")

    page.get_by_role("link", name="Omdøb Min telefon").click()
    page.get_by_label("Navn").fill("Min gamle telefon")
    page.get_by_role("button", name="Gem").click()
    page.get_by_role("link", name="Fjern Min gamle telefon").click()
    overskrift(page).to_have_text("Fjern adgangsnøglen »Min gamle telefon«")
    page.get_by_role("button", name="Fjern nøglen").click()

    overskrift(page).to_have_text("Din konto")
    expect(page.get_by_role("status").first).to_contain_text("Adgangsnøglen er fjernet.")
    assert Authenticator.objects.count() == 0


def test_passkey_that_is_not_there_is_told_and_the_page_goes_on(
    bruger: Bruger, page: Page, noegle: Callable[..., None], axe: Axe
) -> None:
    log_ind(page)
    tilfoej_noegle(page, alene=True)
    log_ud(page)
    noegle("nej")

    page.goto("/log-ind/")
    page.get_by_role("button", name="Log ind med adgangsnøgle").click()

    expect(page.get_by_role("alert")).to_contain_text("Adgangsnøglen blev ikke brugt")
    assert axe(page) == []
    log_ind(page)
    overskrift(page).to_have_text("Bekræft log ind")


@pytest.mark.parametrize("context_options", [WITHOUT_SCRIPTS])
def test_app_is_added_and_used_without_scripts_and_passkeys_are_not_offered(bruger: Bruger, page: Page) -> None:
    log_ind(page)
    page.get_by_role("link", name="Tilføj en adgangsnøgle").click()
    bekraeft(page)
    expect(page.get_by_text("Adgangsnøgler kræver JavaScript")).to_be_visible()
    expect(page.get_by_role("button", name="Tilføj nøglen")).to_be_hidden()

    page.get_by_role("link", name="tilføje en app").click()
    hemmelighed = page.locator(".totrin-noegle").inner_text()
    page.get_by_label("Kode", exact=True).fill(format_hotp_value(hotp_value(hemmelighed, int(time.time()) // 30)))
    page.get_by_role("button", name="Tilføj appen").click()
    reservekode = page.locator(".reservekoder li").first.inner_text()
    page.get_by_role("button", name="Log ud").click()
    log_ind(page)
    expect(page.get_by_role("button", name="Brug en adgangsnøgle")).to_be_hidden()
    page.get_by_label("Kode", exact=True).fill(reservekode)
    page.get_by_role("button", name="Log ind", exact=True).click()

    expect(page.get_by_text("Du har 9 ubrugte reservekoder.")).to_be_visible()


def test_required_second_step_leads_back_after_a_save_by_htmx(
    bruger: Bruger, page: Page, log_in: Callable[[Bruger], None], settings: Any
) -> None:
    settings.KRAEV_TOTRIN = {"sekretariat"}
    log_in(bruger)
    page.goto("/konto/")
    expect(page.get_by_role("alert")).to_contain_text("Din rolle kræver to-trinsbekræftelse")

    page.evaluate("htmx.ajax('GET', '/', {target: 'main', swap: 'innerHTML'}).then(() => null)")

    expect(page).to_have_url(re.compile(r"/konto/$"))


def test_user_logs_in_at_the_organisations_provider(
    bruger: Bruger, page: Page, udbyder: Udbyder, live_server: LiveServer, complaints: list[str]
) -> None:
    udbyder.send_tilbage_til(f"{live_server.url}/log-ind/organisation/svar/")

    page.goto("/konto/")
    page.get_by_role("button", name="Log ind med Eksempel Kommune").click()
    overskrift(page).to_have_text("Log ind hos udbyderen")
    page.get_by_label("Username").fill("kirsten")
    page.get_by_label("Password").fill(UDBYDERENS)
    page.get_by_role("button", name="Fortsæt").click()

    overskrift(page).to_have_text("Din konto")
    expect(page).to_have_url(f"{live_server.url}/konto/")
    expect(page.locator("header")).to_contain_text("Kirsten, KKR Nordjylland")
    assert {klage.rpartition("?")[0] or klage for klage in complaints} <= {
        f"request to {udbyder.adresse}{vej}" for vej in ("/o/authorize/", "/log-ind-hos-udbyderen/")
    }
    complaints.clear()


@pytest.mark.parametrize("context_options", [{}, PHONE])
def test_pages_before_log_in_have_no_accessibility_fault(bruger: Bruger, page: Page, axe: Axe) -> None:
    for vej in ("/glemt-adgangskode/", "/glemt-adgangskode/sendt/", "/glemt-adgangskode/skiftet/"):
        assert gennemgaa(page, axe, vej) == []
    page.goto("/glemt-adgangskode/")
    page.get_by_label("E-mailadresse").fill("kirsten@eksempel.dk")
    page.get_by_role("button", name="Send link").click()
    overskrift(page).to_have_text("Se i din indbakke")
    link = re.findall(r"http\S+", str(mail.outbox[-1].body))[0]
    assert gennemgaa(page, axe, link) == []
    assert gennemgaa(page, axe, "/glemt-adgangskode/1/forkert/") == []


@pytest.mark.parametrize("context_options", [{}, PHONE])
def test_pages_of_the_account_have_no_accessibility_fault(
    bruger: Bruger, page: Page, axe: Axe, noegle: Callable[..., None]
) -> None:
    log_ind(page)
    assert gennemgaa(page, axe, "/adgangskode/") == []
    assert gennemgaa(page, axe, "/konto/app/") == []
    bekraeft(page)
    page.goto("/konto/")
    page.get_by_role("link", name="Tilføj en adgangsnøgle").click()
    page.get_by_role("button", name="Tilføj nøglen").click()
    overskrift(page).to_have_text("Reservekoder")
    pk = Authenticator.objects.get(type="webauthn").pk
    veje = ["", "app/", "reservekoder/", "reservekoder/nye/", "bekraeft/adgangsnoegle/", "adgangsnoegler/tilfoej/"]
    for vej in [*veje, f"adgangsnoegler/{pk}/omdoeb/", f"adgangsnoegler/{pk}/fjern/"]:
        assert gennemgaa(page, axe, f"/konto/{vej}") == []


def gennemgaa(page: Page, axe: Axe, vej: str) -> list[str]:
    """The faults of a page, with whether it is wider than the screen."""
    page.goto(vej)
    bred = page.evaluate("document.documentElement.scrollWidth > window.innerWidth")
    return axe(page) + ([f"{vej} scrolls sideways"] if bred else [])
