"""`Påmindelser og kalender` in the real browser: opened by keyboard, on a phone too."""

import re
from collections.abc import Callable

import pytest
from playwright.sync_api import Page, expect

from kontrakt.models import Bruger, Rolle
from tests.byggere import byg_bruger

TELEFON = {"viewport": {"width": 375, "height": 800}}


@pytest.mark.parametrize("context_options", [{}, TELEFON])
@pytest.mark.parametrize("rolle", [Rolle.DIREKTOER, Rolle.LAESER])
def test_page_has_no_accessibility_fault_before_and_after_the_calendar_is_opened(
    rolle: Rolle, page: Page, log_in: Callable[[Bruger], None], axe: Callable[[Page], list[str]], db: None
) -> None:
    log_in(byg_bruger(rolle, email="grete@eksempel.dk"))
    page.goto("/konto/")
    page.get_by_role("link", name="Påmindelser og kalender").click()
    assert axe(page) == []

    page.get_by_role("button", name="Åbn kalenderen").press("Enter")

    expect(page.get_by_label("Kalenderens adresse")).to_have_value(re.compile("/kalender/"))
    assert axe(page) == []
    assert page.evaluate("document.documentElement.scrollWidth") == page.evaluate("window.innerWidth")
