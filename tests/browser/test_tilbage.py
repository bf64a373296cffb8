"""What the browser shows when somebody comes back to a report: what is saved, and never an old version of it."""

from collections.abc import Callable

import pytest
from playwright.sync_api import Page, expect

from kontrakt.models import Bruger
from maal.models import Afrapportering, Status
from tests.byggere import byg_afrapportering, byg_kontrakt
from tests.maal.siden import side


@pytest.fixture
def rapport(sekretariat: Bruger, log_in: Callable[[Bruger], None], page: Page) -> Afrapportering:
    """A report on two goals, and a secretariat whose browser has been on the site before and so has its cookies."""
    rapport = byg_afrapportering(byg_kontrakt(maal=2))
    log_in(sekretariat)
    page.goto("/adgangskode/")
    return rapport


def test_back_shows_what_was_saved_and_it_can_be_saved_again(rapport: Afrapportering, page: Page) -> None:
    page.goto(side(rapport))
    punkt = page.get_by_role("article", name="Målepunkt 1.1")
    status, resultat = punkt.get_by_label("Status", exact=True), punkt.get_by_label("Resultat")
    gem, gemt = punkt.get_by_role("button", name="Gem Mål 1.1"), punkt.locator("[data-gemt]")
    status.fill("Første tekst")
    resultat.fill("81")
    gem.click()
    expect(gemt).to_contain_text("Vurdering: Opfyldt.")

    page.get_by_role("link", name="Kontrakter").first.click()
    expect(page.get_by_role("heading", level=1)).not_to_contain_text("afrapportering")
    page.go_back()

    expect(status).to_have_value("Første tekst")
    expect(resultat).to_have_value("81")
    expect(punkt.locator(".maalepunkt-vurdering")).to_contain_text("Opfyldt")
    status.fill("Anden tekst")
    gem.click()
    expect(gemt).to_contain_text("Gemt")
    assert Status.objects.get(maalepunkt__maal__nummer=1).tekst == "Anden tekst"


@pytest.mark.parametrize("adresse", ["/", "/kontrakter/nordjylland-2021/"])
def test_back_to_overview_and_contract_shows_the_verdict_as_it_now_is(
    rapport: Afrapportering, page: Page, adresse: str
) -> None:
    page.goto(adresse)
    page.goto(side(rapport))
    punkt = page.get_by_role("article", name="Målepunkt 1.1")
    punkt.get_by_label("Resultat").fill("81")
    punkt.get_by_role("button", name="Gem Mål 1.1").click()
    expect(punkt.locator("[data-gemt]")).to_contain_text("Gemt")

    page.go_back()

    expect(page.locator("main .vurdering", has_text="Opfyldt")).not_to_have_count(0)
