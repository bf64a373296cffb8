"""Funding keys in the real browser: next year's is computed and adopted, by mouse, by keyboard and on a phone."""

from collections.abc import Callable

import pytest
from playwright.sync_api import Page, expect

from kommuner.models import Bidrag, Fordelingsnoegle
from kontrakt.models import Bruger, Kontrakt
from tests.noegledata import AAR_2022, AAR_2023, KONTRAKT, byg_noeglekontrakt

TELEFON = {"viewport": {"width": 375, "height": 800}}


@pytest.fixture
def kontrakt(sekretariat: Bruger, log_in: Callable[[Bruger], None]) -> Kontrakt:
    """A contract for 2022–2023 whose second year lacks its key; the secretariat is logged in."""
    log_in(sekretariat)
    return byg_noeglekontrakt()


@pytest.mark.parametrize("context_options", [{}, {"java_script_enabled": False}])
def test_missing_key_is_computed_from_the_contract_page_and_adopted(kontrakt: Kontrakt, page: Page) -> None:
    page.goto(KONTRAKT)

    page.get_by_role("link", name="Om den manglende nøgle for 2023").click()
    page.get_by_role("link", name="Beregn nøglen for 2023").click()
    page.get_by_label("Bidrag i alt (1.000 kr.)").fill("20")
    page.get_by_role("button", name="Beregn").click()
    expect(page.get_by_role("heading", name="20.000 kr. fordelt på 3 kommuner")).to_be_visible()
    page.get_by_role("button", name="Vedtag denne nøgle: Nøgle, der går op").click()

    expect(page.get_by_text("Fordelingsnøglen for 2023 er vedtaget.")).to_be_visible()
    expect(page.get_by_role("heading", level=1)).to_have_text("Fordelingsnøgle 2023")
    assert page.url.endswith(AAR_2023)
    noegle = Fordelingsnoegle.objects.get(kontrakt=kontrakt, aar=2023)
    bidrag = dict(Bidrag.objects.filter(noegle=noegle).values_list("kommune__navn", "beloeb"))
    assert (noegle.i_alt, bidrag) == (20, {"Brønderslev": 6, "Læsø": 2, "Aalborg": 12})


def test_key_is_computed_and_adopted_by_keyboard(kontrakt: Kontrakt, page: Page) -> None:
    page.goto(f"{AAR_2023}beregn/")

    page.get_by_label("Bidrag i alt (1.000 kr.)").focus()
    page.keyboard.press("Enter")  # the suggestion, last year's total
    page.wait_for_url("**/beregn/?i_alt=15")
    page.get_by_role("button", name="Vedtag denne nøgle: Hver kommune afrundet for sig").focus()
    page.keyboard.press("Enter")

    page.wait_for_url(f"**{AAR_2023}")
    assert Fordelingsnoegle.objects.filter(kontrakt=kontrakt, aar=2023, i_alt=15).exists()


@pytest.mark.parametrize("context_options", [{}, TELEFON])
@pytest.mark.parametrize("adresse", [AAR_2022, AAR_2023, f"{AAR_2023}beregn/?i_alt=15", f"{AAR_2023}beregn/?i_alt=x"])
def test_pages_of_the_key_have_no_accessibility_fault_and_never_scroll_sideways(
    kontrakt: Kontrakt, page: Page, axe: Callable[[Page], list[str]], adresse: str
) -> None:
    page.goto(adresse)

    assert axe(page) == []
    assert page.evaluate("document.documentElement.scrollWidth - window.innerWidth") == 0


@pytest.mark.parametrize("context_options", [TELEFON])
def test_municipalitys_name_stays_in_sight_while_the_table_is_scrolled_by_keyboard(
    kontrakt: Kontrakt, page: Page
) -> None:
    page.goto(AAR_2022)
    region = page.get_by_role("region", name="Kommunernes bidrag")
    navn = page.get_by_role("rowheader", name="Brønderslev")
    foer = navn.bounding_box()

    region.focus()
    for _ in range(5):
        page.keyboard.press("ArrowRight")
    page.wait_for_function("element => element.scrollLeft > 100", arg=region.element_handle())

    efter = navn.bounding_box()
    assert foer is not None
    assert efter is not None
    assert 0 <= efter["x"] <= foer["x"]
