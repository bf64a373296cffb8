"""The overview in the real browser: on a phone, by keyboard, without scripts."""

from collections.abc import Callable
from datetime import date

import pytest
from playwright.sync_api import Page, expect

from kontrakt.models import Bruger, Kontrakttilstand
from maal.models import Maalepunkt
from tests.byggere import byg_afrapportering, byg_kontrakt, udfyld

TELEFON = {"viewport": {"width": 375, "height": 800}}


@pytest.fixture
def kontrakter(administrator: Bruger, log_in: Callable[[Bruger], None]) -> None:
    """Three contracts of two houses: one with a late report that has several verdicts, one without, one draft."""
    rapport = byg_afrapportering(byg_kontrakt(maal=4), frist=date(2021, 11, 1))
    for punkt, resultat in zip(Maalepunkt.objects.order_by("maal__nummer"), (80, 79), strict=False):
        udfyld(rapport, punkt, resultat)
    byg_kontrakt(fra_aar=2022, til_aar=2023, maal=1)
    byg_kontrakt("sjaelland", maal=1, tilstand=Kontrakttilstand.UDKAST)
    log_in(administrator)


@pytest.mark.parametrize("context_options", [{}, TELEFON])
def test_overview_has_no_accessibility_fault(kontrakter: None, page: Page, axe: Callable[[Page], list[str]]) -> None:
    page.goto("/?hus=nordjylland")

    assert axe(page) == []


@pytest.mark.parametrize("context_options", [TELEFON])
def test_overview_on_a_phone_scrolls_its_table_by_keyboard_and_never_the_page(kontrakter: None, page: Page) -> None:
    page.goto("/")
    tabel = page.get_by_role("region", name="Kontrakter med seneste afrapportering")

    tabel.focus()
    page.keyboard.press("ArrowRight")

    page.wait_for_function("element => element.scrollLeft > 0", arg=tabel.element_handle())
    assert page.evaluate("document.documentElement.scrollWidth") == 375


def test_overview_is_filtered_and_a_contract_opened_by_keyboard_alone(kontrakter: None, page: Page) -> None:
    page.goto("/")

    tab_til(page, "Erhvervshus")
    page.keyboard.type("Erhvervshus N")
    tab_til(page, "Vis")
    page.keyboard.press("Enter")
    page.wait_for_url("**/?hus=nordjylland**")
    tab_til(page, "Erhvervshus Nordjylland 2022–2023")
    page.keyboard.press("Enter")

    expect(page.get_by_role("heading", level=1)).to_have_text("Resultatkontrakt 2022–2023")


@pytest.mark.parametrize("context_options", [{"java_script_enabled": False}])
def test_overview_is_filtered_and_sorted_without_scripts(kontrakter: None, page: Page) -> None:
    page.goto("/")

    page.get_by_role("link", name="År , sortér stigende", exact=True).click()
    page.get_by_label("Erhvervshus").select_option("Erhvervshus Nordjylland")
    page.get_by_role("button", name="Vis").click()

    expect(page.locator("tbody tr td:nth-child(2)")).to_have_text(["2021", "2022–2023"])
    page.get_by_role("link", name="Vis alle kontrakter").click()
    expect(page.locator("tbody tr")).to_have_count(3)


def tab_til(page: Page, navn: str, hoejst: int = 40) -> None:
    """Press Tab until the element with that label or text has the focus."""
    for _ in range(hoejst):
        page.keyboard.press("Tab")
        tekst = page.evaluate("(document.activeElement.labels?.[0] ?? document.activeElement).textContent.trim()")
        if " ".join(tekst.split()) == navn:
            return
    pytest.fail(f"{navn} is not reached by {hoejst} times Tab", pytrace=False)
