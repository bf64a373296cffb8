"""The main job in the real browser: filling in a report by keyboard, on a phone, and with scripts switched off."""

from collections.abc import Callable

import pytest
from playwright.sync_api import Dialog, Page, expect

from kontrakt.models import Bruger
from maal.models import Afrapportering, Maalepunkt, Resultat, Status
from maal.typer import Enhed, Segment, Segmentering, Tilstand
from tests.byggere import byg_afrapportering, byg_kontrakt, byg_maal, byg_punkt, gaa_til, udfyld
from tests.maal.siden import side

TELEFON = {"viewport": {"width": 375, "height": 800}}
UDEN_SCRIPTS = {"java_script_enabled": False}


@pytest.fixture
def rapport(sekretariat: Bruger, log_in: Callable[[Bruger], None]) -> Afrapportering:
    """A report with every kind of entry: goal 2 refers to goal 1, goal 3 awaits, goal 4 is set aside."""
    kontrakt = byg_kontrakt(maal=0, omraader=2)
    byg_punkt(byg_maal(kontrakt, 1), segmentering=Segmentering.HVER, metode="Spørges.", opgoeres_af="Erhvervsstyrelsen")
    byg_punkt(byg_maal(kontrakt, 2), enhed=Enhed.KVALITATIV)
    byg_punkt(byg_maal(kontrakt, 3), enhed=Enhed.ANTAL, maaltal=600)
    byg_punkt(byg_maal(kontrakt, 4))
    rapport = byg_afrapportering(kontrakt)
    foerste, andet, tredje, fjerde = Maalepunkt.objects.order_by("maal__nummer")
    udfyld(rapport, foerste, {Segment.DRIFT: 75, Segment.VAEKST: 81})
    udfyld(rapport, andet, henviser_til=foerste.maal)
    udfyld(rapport, tredje, afventer="Erhvervsstyrelsen")
    udfyld(rapport, fjerde, 79, tilsidesat_vurdering="opfyldt", begrundelse="Afrundet")
    log_in(sekretariat)
    return rapport


def open_folders(page: Page) -> None:
    """Open everything that is folded away."""
    for folder in page.locator("details").all():
        if folder.get_attribute("open") is None:
            folder.locator("summary").click()


def test_report_is_filled_in_by_keyboard_alone_and_the_verdict_follows(rapport: Afrapportering, page: Page) -> None:
    page.goto(side(rapport))
    punkt = page.get_by_role("article", name="Målepunkt 1.1")
    expect(punkt.locator(".maalepunkt-vurdering")).to_contain_text("Delvist opfyldt")

    punkt.get_by_label("Resultat, drift").focus()
    page.keyboard.press("Control+A")
    page.keyboard.type("80,5 %")
    page.keyboard.press("Tab")  # vækst
    page.keyboard.press("Tab")
    page.keyboard.type("Begge segmenter er nu med.")
    expect(punkt.get_by_text("Ikke gemt")).to_be_visible()
    page.keyboard.press("Tab")  # the folder with the rarely used fields
    page.keyboard.press("Enter")
    page.keyboard.press("Tab")
    page.keyboard.type("Kundemålingen")
    for _ in range(6):  # afventer, se mål, tilsidesæt, begrundelse, metode, the button
        page.keyboard.press("Tab")
    expect(punkt.get_by_role("button", name="Gem Mål 1.1")).to_be_focused()
    page.keyboard.press("Enter")

    expect(punkt.locator(".maalepunkt-vurdering")).to_have_text("Foreløbig vurdering Opfyldt", use_inner_text=True)
    expect(punkt.locator("[data-gemt]")).to_contain_text("Vurdering: Opfyldt.")
    expect(punkt.get_by_role("button", name="Gem Mål 1.1")).to_be_focused()
    expect(page.locator("#oplaesning")).to_contain_text("Vurdering: Opfyldt.")
    status = Status.objects.get(maalepunkt__maal__nummer=1)
    assert (status.tekst, status.kilde) == ("Begge segmenter er nu med.", "Kundemålingen")


def test_verdicts_follow_without_a_new_page_in_the_goal_the_overview_and_the_goals_that_refer(
    rapport: Afrapportering, page: Page
) -> None:
    page.goto(side(rapport))
    page.evaluate("window.samme = true")

    page.get_by_label("Resultat, drift").fill("80")
    page.keyboard.press("Enter")

    for anker in ("maal-1-vurdering", "maal-1-vurdering-menu", "maalepunkt-2-1-vurdering", "maal-2-vurdering"):
        expect(page.locator(f"#{anker} .vurdering")).to_have_text("Opfyldt", use_inner_text=True)
    expect(page.locator("#taelling li").first).to_have_text("3 Opfyldt", use_inner_text=True)
    assert page.evaluate("window.samme")


def test_refused_input_keeps_what_was_typed_and_leads_to_the_mistake(rapport: Afrapportering, page: Page) -> None:
    page.goto(side(rapport))
    punkt = page.get_by_role("article", name="Målepunkt 3.1")

    punkt.get_by_label("Resultat").fill("1.5")
    punkt.get_by_label("Status", exact=True).fill("En lang forklaring")
    punkt.get_by_role("button", name="Gem Mål 3.1").click()

    expect(punkt.get_by_role("alert")).to_be_focused()
    expect(punkt.get_by_role("alert")).to_contain_text("Mener du 15, så skriv det uden punktum.")
    expect(punkt.get_by_label("Resultat")).to_have_value("1.5")
    expect(punkt.get_by_label("Status", exact=True)).to_have_value("En lang forklaring")
    punkt.get_by_role("alert").get_by_role("link").click()
    expect(punkt.get_by_label("Resultat")).to_be_focused()


def test_leaving_with_unsaved_text_warns_and_after_saving_does_not(rapport: Afrapportering, page: Page) -> None:
    spurgt: list[str] = []

    def bliv(dialog: Dialog) -> None:
        spurgt.append(dialog.type)
        dialog.dismiss()

    page.on("dialog", bliv)
    page.goto(side(rapport))
    tekst = page.get_by_role("article", name="Målepunkt 3.1").get_by_label("Status", exact=True)

    tekst.press_sequentially("Ikke gemt endnu")
    page.get_by_role("link", name="Kontrakter").first.click()
    expect(tekst).to_have_value("Ikke gemt endnu")
    assert spurgt == ["beforeunload"]

    page.get_by_role("button", name="Gem Mål 3.1").click()
    expect(page.locator("#maalepunkt-3-1 [data-gemt]")).to_be_visible()
    page.get_by_role("link", name="Kontrakter").first.click()
    expect(page.get_by_role("heading", level=1)).not_to_contain_text("afrapportering")
    assert spurgt == ["beforeunload"]


@pytest.mark.parametrize("context_options", [UDEN_SCRIPTS])
def test_without_scripts_a_save_leads_back_to_the_maalepunkt(rapport: Afrapportering, page: Page) -> None:
    page.goto(side(rapport))
    punkt = page.get_by_role("article", name="Målepunkt 1.1")

    punkt.get_by_label("Resultat, drift").fill("80")
    punkt.get_by_role("button", name="Gem Mål 1.1").click()

    assert page.url.endswith(f"{side(rapport)}#maalepunkt-1-1")
    expect(page.get_by_role("status").first).to_contain_text("Mål 1.1 er gemt.")
    expect(punkt.locator(".maalepunkt-vurdering")).to_have_text("Foreløbig vurdering Opfyldt", use_inner_text=True)
    expect(punkt).to_contain_text("af sekretariat-nordjylland")
    assert Resultat.objects.get(status__maalepunkt__maal__nummer=1, segment="drift").vaerdi == 80


@pytest.mark.parametrize("context_options", [UDEN_SCRIPTS | TELEFON])
def test_without_scripts_refused_input_stands_as_it_was_typed(rapport: Afrapportering, page: Page) -> None:
    page.goto(side(rapport))
    punkt = page.get_by_role("article", name="Målepunkt 3.1")

    punkt.get_by_label("Resultat").fill("mange")
    punkt.get_by_role("button", name="Gem Mål 3.1").click()

    expect(punkt.get_by_role("alert")).to_be_in_viewport()
    expect(punkt.get_by_label("Resultat")).to_have_value("mange")
    expect(punkt.get_by_label("Afventer tal fra")).to_have_value("Erhvervsstyrelsen")


@pytest.mark.parametrize("context_options", [TELEFON, UDEN_SCRIPTS | TELEFON])
def test_phone_needs_no_scrolling_sideways(rapport: Afrapportering, page: Page) -> None:
    page.goto(side(rapport))
    open_folders(page)

    assert page.evaluate("document.documentElement.scrollWidth") == 375


@pytest.mark.parametrize("context_options", [{}, TELEFON])
def test_report_has_no_accessibility_fault(
    rapport: Afrapportering, page: Page, axe: Callable[[Page], list[str]]
) -> None:
    page.goto(side(rapport))
    open_folders(page)
    assert axe(page) == []

    page.get_by_label("Resultat, drift").fill("mange")
    page.keyboard.press("Enter")
    expect(page.get_by_role("alert")).to_be_visible()
    assert axe(page) == []


def test_report_to_read_and_a_new_one_have_no_accessibility_fault(
    rapport: Afrapportering, page: Page, axe: Callable[[Page], list[str]]
) -> None:
    page.goto(f"/kontrakter/{rapport.kontrakt.slug}/afrapportering/ny/")
    assert axe(page) == []

    gaa_til(rapport, Tilstand.GODKENDT)
    page.goto(side(rapport))
    expect(page.get_by_role("button", name="Gem")).to_have_count(0)
    assert axe(page) == []


def test_report_is_started_by_keyboard(rapport: Afrapportering, page: Page) -> None:
    page.goto(f"/kontrakter/{rapport.kontrakt.slug}/afrapportering/ny/")

    page.get_by_label("År").focus()
    page.keyboard.press("Tab")
    page.keyboard.type("End")  # picks »Endelig«
    page.keyboard.press("Tab")
    page.keyboard.type("31.12.2021")
    page.keyboard.press("Enter")

    expect(page.get_by_role("heading", level=1)).to_have_text("Endelig afrapportering pr. 31. december 2021")
    assert Afrapportering.objects.latest("pk").statusser.count() == 4
