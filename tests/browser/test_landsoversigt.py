"""The houses side by side in a browser: accessible, and on a phone the table scrolls in its own frame by keyboard."""

from collections.abc import Callable

import pytest
from playwright.sync_api import Page

from kontrakt.models import Bruger
from maal.typer import Segment, Tilstand
from tests.byggere import byg_faellesmaaltal, byg_hus, byg_indikator
from tests.rapporter.landsverden import HUSE, KENDSKAB, NPS, UNGE, byg_aar, rapporter

SIDE = "/rapporter/landsoversigt/2022/"
TELEFON = {"viewport": {"width": 375, "height": 800}}


@pytest.fixture
def oversigten(page: Page, sekretariat: Bruger, log_in: Callable[[Bruger], None]) -> Page:
    """The page of a secretariat: one house has reported, the own has a draft, and four have no contract."""
    for hus in HUSE:
        byg_hus(hus)
    rapporter(byg_aar("fyn"), {KENDSKAB: 51, UNGE: 90, NPS: {Segment.DRIFT: 71, Segment.VAEKST: 69}})
    rapporter(byg_aar("nordjylland"), {UNGE: 119}, tilstand=Tilstand.KLADDE)
    byg_faellesmaaltal(byg_indikator(UNGE), 2022, {"fyn": 94, "nordjylland": 119})
    log_in(sekretariat)
    page.goto(SIDE)
    return page


@pytest.mark.parametrize("context_options", [{}, TELEFON], ids=["desktop", "phone"])
def test_page_is_accessible_and_no_wider_than_the_screen(oversigten: Page, axe: Callable[[Page], list[str]]) -> None:
    assert axe(oversigten) == []
    assert oversigten.evaluate("document.documentElement.scrollWidth") == oversigten.evaluate("window.innerWidth")


@pytest.mark.parametrize("context_options", [TELEFON], ids=["phone"])
def test_table_scrolls_by_keyboard_and_its_first_column_stays(oversigten: Page) -> None:
    ramme = oversigten.get_by_role("region", name="Målene hus for hus")
    foerste = ramme.get_by_role("rowheader", name="Kendskab til erhvervshuset")
    foer = foerste.bounding_box()

    ramme.focus()
    for _ in range(5):
        oversigten.keyboard.press("ArrowRight")
    oversigten.wait_for_timeout(500)  # it scrolls smoothly

    efter = foerste.bounding_box()
    assert ramme.evaluate("ramme => ramme.scrollLeft") > 100
    assert foer is not None
    assert efter is not None
    assert efter["x"] == pytest.approx(foer["x"], abs=2)
