"""A spread in the real browser: the map by keyboard and as it is read aloud, on a phone, on paper."""

from collections.abc import Callable

import pytest
from playwright.sync_api import Page, expect

from kommuner.models import Vejledningstal
from kommuner.typer import Grundlag, Niveau
from kontrakt.models import Bruger, Kommune, Rolle
from maal.models import Maalepunkt
from tests.byggere import byg_bruger
from tests.rapporter.spredningsverden import LIVE, byg_midtjylland, byg_omraade, byg_spredningspunkt, byg_tal

TELEFON = {"viewport": {"width": 375, "height": 800}}
GRUPPER = "/vejledning/sjaelland/2025-12-31/spredning/"


@pytest.fixture
def tal(db: None, log_in: Callable[[Bruger], None]) -> Vejledningstal:
    """Midtjylland's municipalities and courses of 2025, seen by its secretariat."""
    tal = byg_midtjylland()
    log_in(byg_bruger(Rolle.SEKRETARIAT, "midtjylland"))
    return tal


@pytest.fixture
def grupper(db: None, log_in: Callable[[Bruger], None]) -> Vejledningstal:
    """Sjælland, where the by- and landkommuner are judged as two groups, one on each side of its band."""
    byg_omraade("sjaelland")
    byg_spredningspunkt("sjaelland", niveau=Niveau.BY_LAND, grundlag=Grundlag.FAKTISK)
    log_in(byg_bruger(Rolle.SEKRETARIAT, "sjaelland"))
    return byg_tal("sjaelland", antal={et.navn: 125 if et.type == "by" else 80 for et in Kommune.objects.all()})


@pytest.mark.parametrize("context_options", [{}, TELEFON], ids=["desktop", "phone"])
def test_page_has_no_accessibility_fault(tal: Vejledningstal, page: Page, axe: Callable[[Page], list[str]]) -> None:
    page.goto(LIVE)

    assert axe(page) == []


@pytest.mark.parametrize("context_options", [{}, TELEFON], ids=["desktop", "phone"])
def test_page_of_groups_has_no_accessibility_fault(
    grupper: Vejledningstal, page: Page, axe: Callable[[Page], list[str]]
) -> None:
    page.goto(GRUPPER)

    assert axe(page) == []


def test_map_is_reached_and_read_by_keyboard_and_leads_to_the_municipality(tal: Vejledningstal, page: Page) -> None:
    page.goto(LIVE)

    page.get_by_role("region", name="Kort over individuelle forløb").focus()
    page.keyboard.press("Tab")
    flise = page.get_by_role(
        "link", name="Favrskov: 84 individuelle forløb. Måltal 90,4, spænd 81,3–99,4. Inden for spændet", exact=True
    )
    expect(flise).to_be_focused()
    assert flise.locator(".flise-flade").evaluate("flade => getComputedStyle(flade).strokeWidth") == "5px"
    for _ in range(11):
        page.keyboard.press("Tab")
    samsoe = page.get_by_role("link", name="Samsø: 5 individuelle forløb. Måltal 6,8, spænd 6,1–7,4. Under spændet")
    expect(samsoe).to_be_focused()
    page.keyboard.press("Enter")

    page.wait_for_url("**/kommuner/0741/")
    expect(page.get_by_role("heading", level=1)).to_contain_text("Samsø")


def test_map_is_read_as_a_list_of_links_in_danish_order(tal: Vejledningstal, page: Page) -> None:
    page.goto(LIVE)
    kort = page.get_by_role("group", name="Kort over individuelle forløb")

    expect(kort.get_by_role("list").get_by_role("listitem")).to_have_count(19)
    navne = [navn.partition(":")[0].strip() for navn in kort.locator("a title").all_text_contents()]

    assert (navne[0], navne[-2:]) == ("Favrskov", ["Viborg", "Aarhus"])
    expect(kort).to_have_accessible_description(
        "Hver kommune er én flise, omtrent hvor den ligger. Fliserne læses i alfabetisk orden."
    )


def test_chart_is_read_as_one_picture_with_its_whole_content_in_words(tal: Vejledningstal, page: Page) -> None:
    page.goto(LIVE)

    expect(page.get_by_role("img", name="15 af 19 ligger inden for spændet. Under: Samsø 73,9 %")).to_be_visible()


def test_no_word_of_the_map_leaves_its_tile(tal: Vejledningstal, page: Page) -> None:
    page.goto(LIVE)

    for_brede = page.locator(".flise").evaluate_all(
        """fliser => fliser.flatMap(flise => [...flise.querySelectorAll('text')]
            .filter(tekst => tekst.getBBox().width > 86)
            .map(tekst => tekst.textContent))"""
    )

    assert for_brede == []


@pytest.mark.parametrize("context_options", [TELEFON])
def test_map_scrolls_in_its_own_frame_on_a_phone_and_keeps_its_letters(tal: Vejledningstal, page: Page) -> None:
    page.goto(LIVE)
    ramme = page.get_by_role("region", name="Kort over individuelle forløb")

    ramme.focus()
    page.keyboard.press("ArrowRight")

    page.wait_for_function("element => element.scrollLeft > 0", arg=ramme.element_handle())
    assert page.evaluate("document.documentElement.scrollWidth") == 375
    assert (
        page.locator(".flise").first.evaluate("flise => flise.querySelector('rect').getBoundingClientRect().width")
        == 88
    )


@pytest.mark.parametrize("context_options", [{}, TELEFON], ids=["desktop", "phone"])
def test_large_letters_enlarge_the_map_too_and_never_widen_the_page(tal: Vejledningstal, page: Page) -> None:
    page.goto(LIVE)
    page.evaluate("document.documentElement.style.fontSize = '125%'")  # twice the design system's own

    assert page.locator(".flise-flade").first.evaluate("flade => flade.getBoundingClientRect().width") >= 176
    assert page.evaluate("document.documentElement.scrollWidth") == page.evaluate("window.innerWidth")


def test_every_verdict_has_its_pattern_as_well_as_its_colour(tal: Vejledningstal, page: Page) -> None:
    page.goto(LIVE)

    def moenster(navn: str) -> str | None:
        return page.locator("a.flise", has_text=navn).locator("rect").last.get_attribute("fill")

    def farve(navn: str) -> str:
        return page.locator("a.flise", has_text=navn).locator(".flise-flade").evaluate("f => getComputedStyle(f).fill")

    navne, sted = ("Samsø", "Viborg", "Aarhus"), f"spredning-{Maalepunkt.objects.get().pk}"
    assert [moenster(navn) for navn in navne] == [f"url(#{sted}-{ord_})" for ord_ in ("under", "inden_for", "over")]
    assert len({farve(navn) for navn in navne}) == 3


def test_paper_holds_map_chart_and_table_without_frames_that_cut(tal: Vejledningstal, page: Page) -> None:
    page.set_viewport_size({"width": 680, "height": 960})  # the width of A4 between its margins
    page.goto(LIVE)
    page.emulate_media(media="print")

    afskaaret = page.locator(".tegneramme").evaluate_all(
        "rammer => rammer.filter(ramme => ramme.querySelector('svg').getBoundingClientRect().right > 680).length"
    )

    assert afskaaret == 0
    assert page.evaluate("document.documentElement.scrollWidth") == 680
    assert page.locator(".flise--under rect").nth(1).evaluate("rect => getComputedStyle(rect).fill").startswith("url(")


@pytest.mark.parametrize("context_options", [{"java_script_enabled": False}])
def test_page_is_whole_without_scripts(tal: Vejledningstal, page: Page) -> None:
    page.goto(LIVE)

    page.get_by_role("link", name="Skive: 61 individuelle forløb").click()

    expect(page.get_by_role("heading", level=1)).to_contain_text("Skive")
