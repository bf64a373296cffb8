"""What is too large to be sent: said at the place, with what to do, and nothing of it is lost."""

from collections.abc import Callable

import pytest
from playwright.sync_api import Page, expect

from kontrakt.models import Bruger, Rolle
from kontrakt.sikkerhed import MAKS_ANMODNING
from tests.byggere import byg_bruger

pytestmark = [pytest.mark.django_db(transaction=True), pytest.mark.urls("tests.browser.proeveside")]

FOR_STORT = "a" * (MAKS_ANMODNING + 1)


@pytest.fixture
def form(page: Page, log_in: Callable[[Bruger], None]) -> Page:
    """The page with the form, with far too much typed."""
    log_in(byg_bruger(Rolle.LAESER))
    page.goto("/proeve/")
    page.get_by_label("Status").evaluate(f"field => field.value = 'a'.repeat({len(FOR_STORT)})")
    return page


def test_too_large_save_says_so_and_keeps_the_text(form: Page, complaints: list[str]) -> None:
    form.get_by_role("button", name="Gem").click()

    expect(form.locator("[data-gem-fejl]")).to_contain_text("Ikke gemt – teksten fylder for meget")
    expect(form.locator("[data-gem-fejl]")).to_contain_text("Forkort teksten, og gem igen.")
    assert form.get_by_label("Status").evaluate("field => field.value.length") == len(FOR_STORT)
    assert [complaint for complaint in complaints if "413" not in complaint] == []
    complaints.clear()


@pytest.mark.parametrize("context_options", [{"java_script_enabled": False}])
def test_unknown_page_is_in_danish_without_scripts(page: Page, complaints: list[str]) -> None:
    page.goto("/findes-ikke/")

    expect(page.get_by_role("heading", level=1)).to_have_text("Siden findes ikke")
    page.get_by_role("link", name="Gå til forsiden").click()
    expect(page.get_by_role("heading", level=1)).to_have_text("Log ind")
    complaints.clear()  # the browser itself says that it got 404
