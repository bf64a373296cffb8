"""Log-in and log-out in the real browser."""

from collections.abc import Callable

import pytest
from playwright.sync_api import Page, expect

from kontrakt.models import Bruger, Rolle
from tests.byggere import byg_bruger

PHONE = {"viewport": {"width": 375, "height": 740}}
WITHOUT_SCRIPTS = {"java_script_enabled": False}

pytestmark = pytest.mark.django_db


@pytest.fixture
def laeser(transactional_db: None) -> Bruger:
    """A reader with a known password."""
    return byg_bruger(Rolle.LAESER, password="en lang adgangskode")


def test_log_in_by_keyboard_opens_the_page_asked_for_and_log_out_ends_it(laeser: Bruger, page: Page) -> None:
    page.goto("/adgangskode/")

    expect(page.get_by_label("Brugernavn")).to_be_focused()
    page.keyboard.type("laeser")
    page.keyboard.press("Tab")
    page.keyboard.type("en lang adgangskode")
    page.keyboard.press("Enter")

    expect(page.get_by_role("heading", level=1)).to_have_text("Skift adgangskode")
    page.get_by_role("button", name="Log ud").click()
    expect(page.get_by_role("heading", level=1)).to_have_text("Du er logget ud")


def test_log_in_with_a_wrong_password_keeps_the_name_and_says_what_is_wrong(laeser: Bruger, page: Page) -> None:
    page.goto("/log-ind/")

    page.get_by_label("Brugernavn").fill("laeser")
    page.get_by_label("Adgangskode").fill("forkert")
    page.get_by_role("button", name="Log ind", exact=True).click()

    expect(page.get_by_role("alert")).to_contain_text("Du blev ikke logget ind")
    expect(page.get_by_label("Brugernavn")).to_have_value("laeser")


@pytest.mark.parametrize("context_options", [{}, PHONE])
def test_log_in_page_has_no_accessibility_fault(laeser: Bruger, page: Page, axe: Callable[[Page], list[str]]) -> None:
    page.goto("/log-ind/")
    assert axe(page) == []

    page.get_by_role("button", name="Log ind", exact=True).click()
    expect(page.get_by_role("alert")).to_be_visible()
    assert axe(page) == []


@pytest.mark.parametrize("context_options", [PHONE])
@pytest.mark.parametrize("address", ["/log-ind/", "/konto/", "/findes-ikke/"])
def test_page_on_a_phone_does_not_scroll_sideways(
    laeser: Bruger, page: Page, log_in: Callable[[Bruger], None], complaints: list[str], address: str
) -> None:
    if address != "/log-ind/":
        log_in(laeser)
    page.goto(address)

    assert page.evaluate("document.documentElement.scrollWidth") == 375
    if address == "/findes-ikke/":
        complaints.clear()  # the browser names the missing page


@pytest.mark.parametrize("context_options", [PHONE])
def test_menu_on_a_phone_opens_closes_and_logs_out(
    laeser: Bruger, page: Page, log_in: Callable[[Bruger], None], axe: Callable[[Page], list[str]]
) -> None:
    log_in(laeser)
    page.goto("/adgangskode/")
    menu = page.get_by_role("dialog", name="Menu")
    expect(menu).to_be_hidden()

    page.get_by_role("button", name="Menu").press("Enter")
    expect(menu.get_by_role("link", name="Kontrakter")).to_be_visible()
    expect(menu).to_contain_text("laeser")
    page.evaluate("Promise.all(document.getAnimations().map((one) => one.finished)).then(() => null)")
    assert axe(page) == []

    page.keyboard.press("Escape")
    expect(menu).to_be_hidden()
    expect(page.get_by_role("button", name="Menu")).to_be_focused()

    page.get_by_role("button", name="Menu").click()
    menu.get_by_role("button", name="Log ud").click()
    expect(page.get_by_role("heading", level=1)).to_have_text("Du er logget ud")


@pytest.mark.parametrize("context_options", [WITHOUT_SCRIPTS, WITHOUT_SCRIPTS | PHONE])
def test_log_in_menu_and_log_out_work_without_scripts(laeser: Bruger, page: Page) -> None:
    page.goto("/adgangskode/")
    page.get_by_label("Brugernavn").fill("laeser")
    page.get_by_label("Adgangskode").fill("en lang adgangskode")
    page.get_by_role("button", name="Log ind", exact=True).click()

    expect(page.get_by_role("heading", level=1)).to_have_text("Skift adgangskode")
    expect(page.get_by_role("navigation", name="Hovedmenu").get_by_role("link", name="Kontrakter")).to_be_visible()
    page.get_by_role("button", name="Log ud").click()
    expect(page.get_by_role("heading", level=1)).to_have_text("Du er logget ud")
