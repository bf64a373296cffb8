"""The curve in the real browser: without scripts, under our policy, on a phone, by name to a screen reader."""

from collections.abc import Callable
from typing import Any

import pytest
from playwright.sync_api import Page, expect

from kontrakt.models import Bruger
from maal.models import Indikator
from maal.typer import Enhed, Segment, Segmentering, Slags, Tilstand
from tests.byggere import byg_afrapportering, byg_kontrakt, byg_maal, byg_punkt, gaa_til, udfyld

UDEN_SCRIPTS = {"java_script_enabled": False}
TELEFON = {"viewport": {"width": 375, "height": 800}}
LISTE, SIDE = "/rapporter/udvikling/", "/rapporter/udvikling/nordjylland/nps/"
OND = "NPS & <script>alert(1)</script> »\"'"


@pytest.fixture
def nps(sekretariat: Bruger, log_in: Callable[[Bruger], None]) -> None:
    """Two contracts with a year between them, a result of each segment in both, one of them preliminary."""
    indikator = Indikator.objects.create(noegle="nps", titel=OND)
    for aar, slags, tilstand in ((2021, Slags.ENDELIG, Tilstand.GODKENDT), (2023, Slags.FORELOEBIG, Tilstand.KLADDE)):
        maal = byg_maal(byg_kontrakt(fra_aar=aar, maal=0))
        felter: dict[str, Any] = {"enhed": Enhed.NPS, "segmentering": Segmentering.HVER, "tekst": f"NPS i {aar}"}
        punkt = byg_punkt(maal, maaltal=70, indikator=indikator, **felter)
        rapport = byg_afrapportering(maal.kontrakt, slags=slags)
        udfyld(rapport, punkt, {Segment.DRIFT: 70, Segment.VAEKST: 84})
        gaa_til(rapport, tilstand)
    log_in(sekretariat)


@pytest.mark.parametrize("context_options", [{}, TELEFON])
@pytest.mark.parametrize("adresse", [LISTE, SIDE])
def test_pages_have_no_accessibility_fault_and_never_scroll_sideways(
    nps: None, page: Page, adresse: str, axe: Callable[[Page], list[str]]
) -> None:
    page.goto(adresse)

    assert axe(page) == []
    assert page.evaluate("document.documentElement.scrollWidth <= window.innerWidth")


@pytest.mark.parametrize("context_options", [UDEN_SCRIPTS, {**UDEN_SCRIPTS, **TELEFON}])
def test_curve_is_one_named_picture_without_scripts(nps: None, page: Page) -> None:
    page.goto(SIDE)

    kurve = page.get_by_role("main").get_by_role("img")
    expect(kurve).to_have_count(1)  # the drawing for the other width is not there to anybody
    expect(kurve).to_have_accessible_name(
        f"{OND}, Erhvervshus Nordjylland Drift: uændret fra 70 i 2021 til 70 i 2023 (foreløbigt). Vækst: uændret fra "
        "84 i 2021 til 84 i 2023 (foreløbigt). Intet resultat i 2022. Måltal: mindst 70 i 2021 og mindst 70 "
        "i 2023."
    )
    expect(page.get_by_role("row").filter(has_text="2022")).to_contain_text("Ingen vedtaget kontrakt i systemet")


@pytest.mark.parametrize("context_options", [{}, {"viewport": {"width": 768, "height": 900}}, TELEFON])
def test_letters_of_the_drawing_are_never_below_twelve_pixels(nps: None, page: Page) -> None:
    page.goto(SIDE)

    hoejde = (
        page.get_by_role("main")
        .get_by_role("img")
        .evaluate(
            """tegning => Math.min(...[...tegning.querySelectorAll("text")].map(
            tekst => parseFloat(getComputedStyle(tekst).fontSize) * tegning.getScreenCTM().a))"""
        )
    )

    assert hoejde >= 12


def test_paper_has_the_wide_drawing(nps: None, page: Page) -> None:
    page.goto(SIDE)
    page.set_viewport_size({"width": 718, "height": 1000})  # A4 with margins of a centimetre

    page.emulate_media(media="print")

    expect(page.locator(".kurve-bred")).to_be_visible()
    expect(page.locator(".kurve-smal")).to_be_hidden()
