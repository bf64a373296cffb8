"""Uploading guidance in the real browser: a template filled in, errors by cell, spellings ticked, old and new seen."""

from collections.abc import Callable, Mapping
from io import BytesIO
from pathlib import Path
from typing import Any

import pytest
from openpyxl import load_workbook
from playwright.sync_api import FilePayload, Page, expect

from kontrakt.models import Bruger
from tests.maal.vejledningsverden import byg_omraade, gem, gemt

pytestmark = pytest.mark.django_db(transaction=True)

XLSX = "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet"
BREDDER = [{"viewport": {"width": bredde, "height": 800}} for bredde in (1280, 375)]


@pytest.fixture(autouse=True)
def inde(direktoer: Bruger, log_in: Callable[[Bruger], None]) -> None:
    """The director is logged in, and the house has three municipalities with a count."""
    byg_omraade()
    gem(bruger=direktoer)
    log_in(direktoer)


@pytest.fixture
def undersoeg(page: Page, axe: Callable[[Page], list[str]]) -> Callable[[], None]:
    """A function that finds faults of accessibility, and a page that scrolls sideways."""

    def find() -> None:
        assert axe(page) == []
        assert page.evaluate("document.documentElement.scrollWidth <= window.innerWidth")

    return find


def rettet(skabelon: Path, celler: Mapping[str, Any]) -> FilePayload:
    """The workbook as somebody saves it with some cells changed."""
    bog = load_workbook(BytesIO(skabelon.read_bytes()))
    for sted, vaerdi in celler.items():
        bog.worksheets[0][sted] = vaerdi
    ud = BytesIO()
    bog.save(ud)
    return {"name": "vejledning.xlsx", "mimeType": XLSX, "buffer": ud.getvalue()}


def vaelg(page: Page, fil: FilePayload) -> None:
    """Choose a file and ask what it would change."""
    page.get_by_label("Fil", exact=True).set_input_files(fil)
    page.get_by_role("button", name="Se, hvad der ændres").click()


@pytest.fixture
def skabelon(page: Page) -> Path:
    """The workbook, fetched from the page of the count; the page where a file is chosen is open after it."""
    page.goto("/vejledning/nordjylland/2021-12-31/")
    with page.expect_download() as hentet:
        page.get_by_role("link", name="Hent skabelon til Excel").click()
    page.get_by_role("link", name="indlæses").click()
    return hentet.value.path()


@pytest.mark.parametrize("context_options", BREDDER)
def test_template_is_filled_in_mended_seen_and_saved(page: Page, skabelon: Path, undersoeg: Callable[[], None]) -> None:
    undersoeg()
    vaelg(page, rettet(skabelon, {"D4": 12.5, "E5": "=1+1", "B6": "Norrdjurs", "A6": None}))
    expect(page.get_by_role("heading", name="Der er 5 fejl i filen")).to_be_visible()
    expect(page.get_by_role("row", name="D4 Vækst, Hjørring: 12,5 er ikke et helt tal.")).to_be_visible()
    undersoeg()
    vaelg(page, rettet(skabelon, {"D4": 12, "E4": 1, "E5": 0, "E6": 3}))
    expect(page.get_by_role("row", name="Hjørring Vækst 5 12")).to_be_visible()
    expect(page.get_by_role("row", name="Hjørring Drift ikke talt 1")).to_be_visible()
    undersoeg()
    page.get_by_role("button", name="Gem tallene").click()

    expect(page.get_by_text("Vejledningstallene er gemt.")).to_be_visible()
    assert (gemt(), gemt("drift")) == ([12, 0, 1_234], [1, 0, 3])


@pytest.mark.parametrize("context_options", BREDDER)
def test_spelling_is_ticked_with_the_keyboard_before_it_is_saved(
    page: Page, skabelon: Path, undersoeg: Callable[[], None]
) -> None:
    vaelg(page, rettet(skabelon, {"A6": None, "B6": "Ålborg", "D6": 7}))
    page.get_by_role("button", name="Gem tallene").click()
    expect(page.get_by_role("alert")).to_contain_text("Sæt et flueben ved hver stavemåde")
    undersoeg()
    foer = gemt()
    page.get_by_role("checkbox", name="»Ålborg« er Aalborg").focus()
    page.keyboard.press("Space")
    page.keyboard.press("Tab")
    page.keyboard.press("Enter")

    expect(page.get_by_text("Vejledningstallene er gemt.")).to_be_visible()
    assert (foer, gemt()) == ([5, 0, 1_234], [5, 0, 7])


@pytest.mark.parametrize("context_options", [{"java_script_enabled": False}])
def test_upload_needs_no_scripts(page: Page, skabelon: Path) -> None:
    vaelg(page, rettet(skabelon, {"D6": 8}))
    page.get_by_role("button", name="Gem tallene").click()

    expect(page.get_by_text("Vejledningstallene er gemt.")).to_be_visible()
    assert gemt() == [5, 0, 8]
