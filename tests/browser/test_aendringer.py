"""The page of changes in the real browser: on a phone, by keyboard, without scripts."""

from collections.abc import Callable

import pytest
from playwright.sync_api import Page, expect

from kontrakt.models import Bruger, Indsatsomraade, Kontrakt, Kontrakttilstand
from maal.typer import Aendring
from tests.byggere import byg_kontrakt, byg_maal, byg_punkt

TELEFON = {"viewport": {"width": 375, "height": 800}}


@pytest.fixture
def kontrakt(sekretariat: Bruger, log_in: Callable[[Bruger], None]) -> Kontrakt:
    """A contract with everything that the page can show, and two others to compare it with."""
    forrige = byg_kontrakt(maal=2, omraader=1, tilstand=Kontrakttilstand.UDKAST)
    kontrakt = byg_kontrakt(fra_aar=2022, maal=0, forgaenger=forrige)
    felter = {"forgaenger": forrige.maal.get(nummer=1), "aendring": Aendring.UAENDRET}
    maal = byg_maal(kontrakt, 3, titel="Et andet navn", beskrivelse="En ny beskrivelse.", **felter)
    byg_punkt(maal, 1, tekst="Målepunkt nr. 1, som er ændret", maaltal=85, metode="Spørges.")
    byg_punkt(maal, 2, tekst="Noget helt nyt")
    Indsatsomraade.objects.create(kontrakt=kontrakt, nummer=1, titel="Forsvar", beskrivelse="Ord.")
    byg_kontrakt(fra_aar=2023, maal=1)
    log_in(sekretariat)
    return kontrakt


@pytest.mark.parametrize("context_options", [{}, TELEFON])
def test_page_of_changes_has_no_accessibility_fault_and_fits_the_screen(
    kontrakt: Kontrakt, page: Page, axe: Callable[[Page], list[str]]
) -> None:
    page.goto(f"/kontrakter/{kontrakt.slug}/aendringer/")

    assert axe(page) == []
    assert page.evaluate("document.documentElement.scrollWidth <= innerWidth")


@pytest.mark.parametrize("context_options", [{"java_script_enabled": False}])
def test_another_contract_is_chosen_by_keyboard_and_without_scripts(kontrakt: Kontrakt, page: Page) -> None:
    page.goto(f"/kontrakter/{kontrakt.slug}/aendringer/")
    page.get_by_label("Sammenlign med").select_option(label="Resultatkontrakt 2023")
    page.get_by_role("button", name="Vis").press("Enter")

    expect(page.get_by_role("heading", level=1)).to_have_text("Ændringer fra 2023 til 2022")
    page.get_by_role("link", name="Et andet navn").press("Enter")
    assert page.url.endswith("#maal-3")
