"""The grid of guidance in a real browser: pasted from the clipboard, by the keyboard alone, and without scripts."""

import re
from collections.abc import Callable

import pytest
from playwright.sync_api import BrowserContext, Page, expect
from pytest_django.live_server_helper import LiveServer

from kommuner.models import Vejledningstal
from kontrakt.models import Bruger
from maal.typer import Tilstand
from tests.byggere import byg_vejledningstal
from tests.maal.vejledningsverden import byg_brug, byg_omraade, gem, gemt, gitter

pytestmark = pytest.mark.django_db(transaction=True)
TELEFON = {"viewport": {"width": 375, "height": 800}}
UDEN_SCRIPTS = {"java_script_enabled": False}
KLADDER = "Object.keys(localStorage).filter((navn) => navn.includes('/vejledning/')).length"
FRA_EXCEL = "Aalborg\t1.234\t5\r\nHjørring\t7\t\r\nÅlborg\t9\t9\r\n"


@pytest.fixture(autouse=True)
def siden(direktoer: Bruger, log_in: Callable[[Bruger], None], page: Page) -> None:
    """The director at an empty grid of three municipalities."""
    byg_omraade()
    log_in(direktoer)
    page.goto(gitter())


@pytest.fixture
def udklip(context: BrowserContext, live_server: LiveServer, page: Page) -> Callable[[str], None]:
    """A function that puts a text on the clipboard."""
    context.grant_permissions(["clipboard-read", "clipboard-write"], origin=live_server.url)

    def kopier(tekst: str) -> None:
        page.bring_to_front()
        page.evaluate("tekst => navigator.clipboard.writeText(tekst)", tekst)

    return kopier


def vaerdier(page: Page, slags: str) -> list[str]:
    """What stands in a column, from Hjørring over Rebild to Aalborg."""
    celler = page.get_by_label(re.compile(f", {slags}$")).all()
    return [celle.input_value() for celle in celler]


def indsat(page: Page) -> str:
    """What is said of a paste."""
    return " ".join(page.locator("#indsat").inner_text().split())


def test_block_from_the_clipboard_goes_by_name_and_is_saved(page: Page, udklip: Callable[[str], None]) -> None:
    udklip(FRA_EXCEL.replace("Ålborg\t9\t9", "Rebild\t0\t3").replace("7\t\r", "7\t4\r"))
    page.get_by_label("Hjørring, Vækst").press("Control+V")

    expect(page.locator("#indsat")).to_contain_text("6 celler er udfyldt. Intet er gemt endnu.")
    assert (vaerdier(page, "Vækst"), vaerdier(page, "Drift")) == (["7", "0", "1.234"], ["4", "3", "5"])
    expect(page.locator("tfoot")).to_have_text(re.compile(r"I alt\s*1\.241\s*12\s*1\.253"))
    expect(page.get_by_text("Ikke gemt", exact=True)).to_be_visible()

    page.get_by_role("button", name="Gem tallene").click()
    expect(page.get_by_text("er gemt.")).to_be_visible()
    assert (gemt("vaekst"), gemt("drift")) == ([7, 0, 1_234], [4, 3, 5])


def test_what_does_not_fit_is_read_aloud_and_nothing_is_guessed(page: Page, udklip: Callable[[str], None]) -> None:
    udklip(FRA_EXCEL)
    page.get_by_label("Rebild, Vækst").press("Control+V")

    expect(page.get_by_role("status").filter(has_text="udfyldt")).to_contain_text(
        "Kommunen »Ålborg« kendes ikke. Mente du Aalborg? Rækken er ikke sat ind."
    )
    assert (vaerdier(page, "Vækst"), vaerdier(page, "Drift")) == (["7", "", "1.234"], ["", "", "5"])


def test_figures_alone_go_from_the_cell_and_may_be_undone(page: Page, udklip: Callable[[str], None]) -> None:
    page.get_by_label("Rebild, Drift").fill("9")
    udklip("1\t2\n3\t4\n5\t6\n")
    page.get_by_label("Rebild, Drift").press("Control+V")

    expect(page.locator("#indsat")).to_contain_text("1 række er ikke sat ind: skemaet slutter ved Aalborg.")
    assert (vaerdier(page, "Drift"), vaerdier(page, "Korte forløb")) == (["", "1", "3"], ["", "2", "4"])

    page.get_by_role("button", name="Fortryd indsættelsen").press("Enter")
    assert (vaerdier(page, "Drift"), vaerdier(page, "Korte forløb")) == (["", "9", ""], ["", "", ""])
    expect(page.get_by_label("Rebild, Drift")).to_be_focused()
    assert indsat(page) == "Indsættelsen er fortrudt."


def test_ctrl_z_undoes_a_paste_until_something_is_typed(page: Page, udklip: Callable[[str], None]) -> None:
    udklip("1\n2")
    celle = page.get_by_label("Hjørring, Vækst")
    celle.press("Control+V")
    expect(page.get_by_label("Rebild, Vækst")).to_have_value("2")

    celle.press("Control+Z")

    assert vaerdier(page, "Vækst") == ["", "", ""]


def test_one_figure_is_pasted_as_in_any_field(page: Page, udklip: Callable[[str], None]) -> None:
    udklip("42\r\n")
    page.get_by_label("Aalborg, Henvisninger").press("Control+V")

    assert vaerdier(page, "Henvisninger") == ["", "", "42"]
    assert indsat(page) == ""


def test_paste_that_cannot_reach_the_server_says_so_and_leaves_the_cells(
    page: Page, udklip: Callable[[str], None], complaints: list[str]
) -> None:
    page.route("**/indsaet/", lambda route: route.abort())
    udklip("1\n2")
    page.get_by_label("Hjørring, Vækst").press("Control+V")

    expect(page.locator("#indsat")).to_have_text("Det kunne ikke sættes ind. Er du stadig logget ind, så prøv igen.")
    assert vaerdier(page, "Vækst") == ["", "", ""]
    assert len(complaints) == 1
    complaints.clear()


def test_grid_is_typed_with_the_keyboard_alone(page: Page) -> None:
    page.get_by_label("Hjørring, Vækst").focus()
    page.keyboard.type("1")
    page.keyboard.press("ArrowDown")
    page.keyboard.type("2")
    page.keyboard.press("ArrowDown")
    page.keyboard.type("3")
    page.keyboard.press("ArrowDown")  # the last row is the last
    expect(page.get_by_label("Aalborg, Vækst")).to_be_focused()
    page.keyboard.press("ArrowUp")
    page.keyboard.press("Tab")
    expect(page.get_by_label("Rebild, Drift")).to_be_focused()
    page.keyboard.press("Enter")

    expect(page.get_by_text("er gemt.")).to_be_visible()
    assert gemt() == [1, 2, 3]


def test_refused_grid_leads_from_the_list_to_the_cell(page: Page) -> None:
    page.get_by_label("Hjørring, Vækst").fill("12,5")
    page.get_by_role("button", name="Gem tallene").press("Enter")

    expect(page.locator("[data-module='error-summary']")).to_contain_text("»12,5« skal være et helt tal")
    page.get_by_role("link", name="Hjørring, Vækst").press("Enter")
    expect(page.get_by_label("Hjørring, Vækst")).to_be_focused()
    expect(page.get_by_label("Hjørring, Vækst")).to_have_accessible_description(re.compile("skal være et helt tal"))
    expect(page.get_by_text("Ikke gemt", exact=True)).to_be_visible()


def test_typed_figures_survive_a_closed_tab_and_are_gone_when_saved(page: Page, context: BrowserContext) -> None:
    page.get_by_label("Hjørring, Vækst").press_sequentially("17")
    while not page.evaluate(KLADDER):
        page.wait_for_timeout(50)  # milliseconds
    page.close(run_before_unload=False)
    ny = context.new_page()
    ny.goto("/")
    expect(ny.get_by_text("Du har tekst, der ikke er gemt")).to_have_count(0)  # it is put back where it belongs
    ny.goto(gitter())

    expect(ny.get_by_text("Du har tekst, der ikke er gemt")).to_be_visible()
    expect(ny.get_by_label("Hjørring, Vækst")).to_have_value("17")
    expect(ny.locator("tfoot")).to_contain_text("17")
    for navn in ("Rebild", "Aalborg"):
        ny.get_by_label(f"{navn}, Vækst").fill("0")
    ny.get_by_role("button", name="Gem tallene").click()
    expect(ny.get_by_text("er gemt.")).to_be_visible()
    expect(ny.get_by_text("Du har tekst, der ikke er gemt")).to_have_count(0)
    assert ny.evaluate(KLADDER) == 0


@pytest.mark.parametrize("context_options", [UDEN_SCRIPTS])
def test_without_scripts_a_block_is_put_in_checked_and_saved(page: Page) -> None:
    page.get_by_text("Indsæt fra Excel", exact=True).click()
    page.get_by_label("Det kopierede område").fill("Aalborg\t3\nRebild\t2\nHjørring\t1")
    page.get_by_role("button", name="Sæt ind i skemaet uden at gemme").click()

    expect(page.locator("#indsat")).to_have_text("3 celler er udfyldt. Intet er gemt endnu.")
    assert not Vejledningstal.objects.exists()
    page.get_by_role("button", name="Gem tallene").click()
    expect(page.get_by_text("er gemt.")).to_be_visible()
    assert gemt() == [1, 2, 3]


def test_conflict_is_solved_with_the_keyboard(page: Page, sekretariat: Bruger) -> None:
    gem({"0860": {"vaekst": 5}, "0840": {"vaekst": 6}, "0851": {"vaekst": 7}}, bruger=sekretariat)
    for navn in ("Hjørring", "Rebild", "Aalborg"):
        page.get_by_label(f"{navn}, Vækst").fill("5")
    page.get_by_role("button", name="Gem tallene").press("Enter")

    expect(page.get_by_role("heading", name="Ikke gemt endnu")).to_be_visible()
    page.get_by_role("group", name="Rebild, Vækst").get_by_label("Det gemte: 6").press("Space")
    page.get_by_role("group", name="Aalborg, Vækst").get_by_label("Mit, som det står i skemaet: 5").press("Space")
    page.get_by_role("button", name="Gem tallene").press("Enter")

    expect(page.get_by_text("er gemt.")).to_be_visible()
    assert gemt() == [5, 6, 5]


@pytest.mark.parametrize("context_options", [{}, TELEFON], ids=["desktop", "phone"])
def test_pages_are_accessible_and_no_wider_than_the_screen(
    page: Page, axe: Callable[[Page], list[str]], sekretariat: Bruger
) -> None:
    def er_i_orden() -> None:
        assert axe(page) == []
        assert page.evaluate("document.documentElement.scrollWidth") == page.evaluate("window.innerWidth")

    er_i_orden()
    page.get_by_label("Hjørring, Vækst").fill("x")
    page.get_by_role("button", name="Gem tallene").click()
    expect(page.locator("[data-module='error-summary']")).to_be_visible()
    page.locator("details").evaluate("mere => mere.open = true")
    er_i_orden()
    gem(bruger=sekretariat)
    for navn in ("Hjørring", "Rebild", "Aalborg"):
        page.get_by_label(f"{navn}, Vækst").fill("8")
    page.get_by_role("button", name="Gem tallene").click()
    expect(page.get_by_role("heading", name="Ikke gemt endnu")).to_be_visible()
    er_i_orden()
    page.on("dialog", lambda dialog: dialog.accept())
    byg_brug(Vejledningstal.objects.get(), Tilstand.GODKENDT)
    for adresse in (gitter(), "/vejledning/nordjylland/", "/vejledning/nordjylland/?pr_dato=x"):
        page.goto(adresse)
        er_i_orden()
    byg_vejledningstal(pr_dato=Vejledningstal.objects.get().pr_dato.replace(year=2022))
    page.goto("/vejledning/nordjylland/2022-12-31/slet/")
    er_i_orden()
