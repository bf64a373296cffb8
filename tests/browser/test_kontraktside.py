"""The contract page in the real browser: on a phone, by keyboard, without scripts."""

from collections.abc import Callable

import pytest
from playwright.sync_api import Page, expect

from kommuner.noegler import gem_noegle
from kontrakt.models import Bruger, Indsatsomraade, Kommune, Kommunetype, Kontrakt, Kontrakttilstand
from maal.models import Maalepunkt
from maal.typer import Segment, Segmentering
from tests.byggere import byg_afrapportering, byg_kontrakt, byg_maal, byg_punkt, udfyld

TELEFON = {"viewport": {"width": 375, "height": 800}}


@pytest.fixture
def kontrakt(sekretariat: Bruger, log_in: Callable[[Bruger], None]) -> Kontrakt:
    """A two-year contract with everything that the page can show."""
    kontrakt = byg_kontrakt(fra_aar=2022, til_aar=2023, maal=2, forgaenger=byg_kontrakt(maal=1))
    byg_punkt(
        byg_maal(kontrakt, 3), 1, segmentering=Segmentering.HVER, metode="Spørges.", opgoeres_af="Erhvervsstyrelsen"
    )
    Indsatsomraade.objects.create(kontrakt=kontrakt, nummer=1, titel="Forsvar", afsnit="6.a", beskrivelse="Ord.")
    navne = {"0825": "Læsø", "0851": "Aalborg"}
    kommuner = [
        Kommune.objects.create(
            kode=kode, navn=navn, erhvervshus=kontrakt.erhvervshus, type=Kommunetype.LAND, region="Nordjylland"
        )
        for kode, navn in navne.items()
    ]
    for aar in (2022, 2023):
        gem_noegle(kontrakt=kontrakt, aar=aar, i_alt=41_001, bidrag=dict(zip(kommuner, (1_000, 40_000), strict=True)))
    udfyld(
        byg_afrapportering(kontrakt),
        Maalepunkt.objects.get(maal__nummer=3),
        {Segment.DRIFT: 75, Segment.VAEKST: 81},
    )
    log_in(sekretariat)
    return kontrakt


@pytest.mark.parametrize("context_options", [{}, TELEFON])
def test_contract_page_has_no_accessibility_fault(
    kontrakt: Kontrakt, page: Page, axe: Callable[[Page], list[str]]
) -> None:
    page.goto(f"/kontrakter/{kontrakt.slug}/")
    page.get_by_text("Metode").click()

    assert axe(page) == []


def test_draft_has_no_accessibility_fault(kontrakt: Kontrakt, page: Page, axe: Callable[[Page], list[str]]) -> None:
    udkast = byg_kontrakt(fra_aar=2024, maal=1, tilstand=Kontrakttilstand.UDKAST)

    page.goto(f"/kontrakter/{udkast.slug}/")

    assert axe(page) == []


@pytest.mark.parametrize("context_options", [TELEFON])
def test_contract_page_on_a_phone_scrolls_the_funding_key_by_keyboard_and_never_the_page(
    kontrakt: Kontrakt, page: Page
) -> None:
    page.goto(f"/kontrakter/{kontrakt.slug}/")
    noegle = page.get_by_role("region", name="Fordelingsnøgle")

    noegle.focus()
    page.keyboard.press("ArrowRight")

    page.wait_for_function("element => element.scrollLeft > 0", arg=noegle.element_handle())
    assert page.evaluate("document.documentElement.scrollWidth") == 375


@pytest.mark.parametrize("context_options", [{"java_script_enabled": False}])
def test_contract_page_unfolds_the_method_and_leads_to_the_report_without_scripts(
    kontrakt: Kontrakt, page: Page
) -> None:
    page.goto(f"/kontrakter/{kontrakt.slug}/")

    expect(page.get_by_text("Opgøres af Erhvervsstyrelsen.")).to_be_hidden()
    page.get_by_text("Metode").click()
    expect(page.get_by_text("Opgøres af Erhvervsstyrelsen.")).to_be_visible()
    page.get_by_role("link", name="Foreløbig 2022 pr. 13. oktober 2022", exact=True).click()

    expect(page.get_by_role("heading", level=1)).to_have_text("Foreløbig afrapportering pr. 13. oktober 2022")


def test_contract_page_is_worked_by_keyboard(kontrakt: Kontrakt, page: Page) -> None:
    page.goto(f"/kontrakter/{kontrakt.slug}/")

    page.get_by_role("link", name="Underskrifter").focus()
    page.keyboard.press("Enter")
    expect(page.get_by_role("heading", name="Underskrifter")).to_be_in_viewport()
    page.locator("summary").focus()
    page.keyboard.press("Enter")
    expect(page.get_by_text("Opgøres af Erhvervsstyrelsen.")).to_be_visible()
    page.get_by_role("link", name="Start ny afrapportering").focus()
    page.keyboard.press("Enter")

    page.wait_for_url(f"**/kontrakter/{kontrakt.slug}/afrapportering/ny/")
