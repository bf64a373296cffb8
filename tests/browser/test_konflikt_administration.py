"""Two administrators in the browser: what the first saved stands beside what the second typed."""

from collections.abc import Callable

import pytest
from django.test import Client
from playwright.sync_api import Page, expect

from kontrakt.models import Bruger, Kontrakt
from maal.models import Status
from tests.administration import ret, ret_side
from tests.byggere import byg_afrapportering, byg_kontrakt, udfyld


@pytest.fixture
def kollega(administrator: Bruger, log_in: Callable[[Bruger], None]) -> Client:
    """The same administrator on another machine, and logged in in the browser too."""
    log_in(administrator)
    client = Client()
    client.force_login(administrator)
    return client


def fejl(page: Page, axe: Callable[[Page], list[str]], complaints: list[str]) -> list[str]:
    """What axe finds, but for the empty heading over a row's name, which is Django's own."""
    assert complaints == []
    faults = axe(page)
    complaints.clear()  # axe itself copies the style sheets that Django's forms.css imports, which the policy stops
    return [fault for fault in faults if '<th class="original">' not in fault]


@pytest.mark.parametrize("context_options", [{"viewport": {"width": bredde, "height": 800}} for bredde in (1280, 375)])
def test_contract_changed_meanwhile_is_shown_and_saved_on_purpose(
    kollega: Client, page: Page, axe: Callable[[Page], list[str]], complaints: list[str]
) -> None:
    kontrakt = byg_kontrakt(maal=0, kilde="Første")
    page.goto(ret_side(kontrakt))
    ret(kollega, ret_side(kontrakt), {"kilde": "Kollegaens"})
    page.get_by_label("Kilde").fill("Min")
    page.get_by_role("button", name="Gem", exact=True).click()

    tabel = page.get_by_role("table", name="Her er det, du har skrevet, ikke som det, der nu er gemt")
    expect(tabel.get_by_role("row").nth(1)).to_contain_text("Kollegaens")
    expect(page.get_by_label("Kilde")).to_have_value("Min")
    assert fejl(page, axe, complaints) == []
    page.get_by_role("button", name="Gem", exact=True).click()

    expect(page.locator(".success")).to_be_visible()
    assert Kontrakt.objects.get().kilde == "Min"


def test_status_changed_meanwhile_is_shown_word_by_word(
    kollega: Client, direktoer: Bruger, page: Page, axe: Callable[[Page], list[str]], complaints: list[str]
) -> None:
    rapport = byg_afrapportering(byg_kontrakt(maal=1))
    status = Status.objects.get()
    page.goto(ret_side(status))
    udfyld(rapport, status.maalepunkt, 75, tekst="Seks møder i alt", bruger=direktoer)
    page.get_by_label("Status:").fill("Syv møder i alt")
    page.get_by_role("button", name="Gem", exact=True).click()

    tabel = page.get_by_role("table", name="Forskelle")
    expect(tabel.locator("del")).to_contain_text(["Seks"])
    expect(page.get_by_label("Resultat:")).to_have_value("75")
    assert fejl(page, axe, complaints) == []
    page.get_by_role("button", name="Gem", exact=True).click()

    expect(page.locator(".success")).to_be_visible()
    assert Status.objects.get().tekst == "Syv møder i alt"
