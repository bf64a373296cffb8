"""The municipalities in the real browser: sorted and filtered, by keyboard, on a phone, on paper, without scripts."""

from collections.abc import Callable
from datetime import date

import pytest
from playwright.sync_api import Page, expect

from kontrakt.models import Bruger, Rolle
from tests.browser.test_oversigt import tab_til
from tests.byggere import byg_bruger, byg_kommune, byg_kontrakt
from tests.rapporter.kommuneverden import byg_endelig, byg_forloeb, byg_kommuner, byg_noegle, byg_punkt_2021

TELEFON = {"viewport": {"width": 375, "height": 800}}
A4 = {"viewport": {"width": 718, "height": 1000}}  # what is left of A4 at 96 dots an inch, with margins of a centimetre
LISTE, SIDE = "/kommuner/", "/kommuner/0825/"


@pytest.fixture
def kommuner(sekretariat: Bruger, log_in: Callable[[Bruger], None]) -> None:
    """Three municipalities with keys, counts and an approved report, and the secretariat logged in."""
    byg_kommuner()
    byg_noegle(byg_kontrakt(fra_aar=2020, maal=0), 2020)
    punkt = byg_punkt_2021()
    byg_noegle(punkt.maal.kontrakt, 2021)
    byg_endelig(punkt, byg_forloeb(date(2021, 12, 31), 20, 8, 80, kollektive=12))
    byg_forloeb(date(2022, 6, 30), 10, 4, 40)
    log_in(sekretariat)


def navne(page: Page) -> list[str]:
    """The municipalities of the table, from above."""
    return [navn.strip() for navn in page.locator("tbody td:nth-child(2)").all_text_contents()]


@pytest.mark.parametrize("context_options", [{}, TELEFON])
@pytest.mark.parametrize("adresse", [LISTE, f"{LISTE}?type=land&sort=-forloeb", SIDE])
def test_pages_have_no_accessibility_fault(
    kommuner: None, page: Page, adresse: str, axe: Callable[[Page], list[str]]
) -> None:
    page.goto(adresse)

    assert axe(page) == []


@pytest.mark.parametrize("context_options", [TELEFON])
@pytest.mark.parametrize("adresse", [LISTE, SIDE])
def test_pages_on_a_phone_scroll_their_tables_and_never_the_page(kommuner: None, page: Page, adresse: str) -> None:
    page.goto(adresse)
    tabel = page.get_by_role("region").last

    tabel.focus()
    page.keyboard.press("ArrowRight")

    page.wait_for_function("element => element.scrollLeft > 0", arg=tabel.element_handle())
    assert page.evaluate("document.documentElement.scrollWidth") == 375


def test_list_is_sorted_and_filtered_and_a_municipality_opened_by_keyboard_alone(kommuner: None, page: Page) -> None:
    page.goto(LISTE)

    tab_til(page, "By/land")
    page.keyboard.type("By")
    tab_til(page, "Vis")
    page.keyboard.press("Enter")
    page.wait_for_url("**/?type=by")
    assert navne(page) == ["Brønderslev", "Aalborg"]
    tab_til(page, "Kommune, sortér stigende")
    page.keyboard.press("Enter")
    page.wait_for_url("**/?type=by&sort=kommune")
    tab_til(page, "Kommune, sortér faldende")
    page.keyboard.press("Enter")
    page.wait_for_url("**/?type=by&sort=-kommune")
    assert navne(page) == ["Aalborg", "Brønderslev"]
    tab_til(page, "Aalborg")
    page.keyboard.press("Enter")

    expect(page.get_by_role("heading", level=1)).to_have_text("Aalborg")


@pytest.mark.parametrize("context_options", [{"java_script_enabled": False}])
def test_list_is_sorted_and_filtered_without_scripts(kommuner: None, page: Page) -> None:
    page.goto(LISTE)

    page.get_by_role("link", name="Individuelle forløb pr. 30.06.2022").click()
    assert navne(page) == ["Læsø", "Brønderslev", "Aalborg"]
    page.get_by_label("By/land").select_option("Landkommune")
    page.get_by_role("button", name="Vis").click()
    assert navne(page) == ["Læsø"]
    page.get_by_role("link", name="Vis alle kommuner").click()
    expect(page.locator("tbody tr")).to_have_count(3)


def test_workbook_of_the_chosen_municipalities_is_fetched(kommuner: None, page: Page) -> None:
    page.goto(f"{LISTE}?type=land")

    with page.expect_download() as hentet:
        page.get_by_role("link", name="Hent som Excel").click()

    assert hentet.value.suggested_filename == "kommuner.xlsx"


def test_municipality_that_logs_in_comes_from_the_menu_to_its_own_page(
    kommuner: None, page: Page, log_in: Callable[[Bruger], None]
) -> None:
    log_in(byg_bruger(Rolle.LAESER, username="laesoe", kommune=byg_kommune("0825")))
    page.goto("/")

    page.get_by_role("link", name="Kommuner").click()

    page.wait_for_url(f"**{SIDE}")
    expect(page.get_by_role("link", name="Kommuner")).to_have_attribute("aria-current", "true")
    expect(page.get_by_role("table", name="Vejledning efter slags").locator("tbody tr")).to_have_count(1)


@pytest.mark.parametrize("context_options", [A4])
@pytest.mark.parametrize("adresse", [LISTE, SIDE])
def test_pages_fit_the_paper_without_menu_and_buttons(kommuner: None, page: Page, adresse: str) -> None:
    page.goto(adresse)

    page.emulate_media(media="print")

    bredder = page.locator("table").evaluate_all("tables => tables.map(table => table.getBoundingClientRect().right)")
    assert len(bredder) == (1 if adresse == LISTE else 5)
    assert [bredde for bredde in bredder if bredde > 718] == []
    expect(page.get_by_role("link", name="Hent som Excel")).to_be_hidden()
    expect(page.get_by_role("navigation")).to_have_count(0)
