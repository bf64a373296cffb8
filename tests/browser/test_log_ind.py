"""Log-in and log-out in the real browser."""

from collections.abc import Callable

import pytest
from playwright.sync_api import Page, expect

from kontrakt.models import Bruger

pytestmark = pytest.mark.django_db


@pytest.fixture
def laeser(transactional_db: None) -> Bruger:
    """A reader with a known password."""
    return Bruger.objects.create_user("laeser", password="en lang adgangskode")


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
    page.get_by_role("button", name="Log ind").click()

    expect(page.get_by_role("alert")).to_contain_text("Du blev ikke logget ind")
    expect(page.get_by_label("Brugernavn")).to_have_value("laeser")


@pytest.mark.parametrize("context_options", [{}, {"viewport": {"width": 375, "height": 800}}])
def test_log_in_page_has_no_accessibility_fault(
    live_server: object, page: Page, axe: Callable[[Page], list[str]]
) -> None:
    page.goto("/log-ind/")

    assert axe(page) == []
