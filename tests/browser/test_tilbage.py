"""What the browser shows when somebody comes back to a report: what is saved, and never an old version of it.

And without scripts, where a save leaves the page: what is lost is said first, and what was sent too late is shown.
"""

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


@pytest.mark.parametrize(("context_options", "vist"), [({}, False), ({"java_script_enabled": False}, True)])
def test_only_without_scripts_the_page_says_that_each_maalepunkt_is_saved_by_itself(
    rapport: Afrapportering, page: Page, vist: bool
) -> None:
    page.goto(side(rapport))

    advarsel = page.get_by_text("det, du har skrevet i andre målepunkter, går tabt, når du gemmer.")
    expect(advarsel).to_be_visible(visible=vist)


@pytest.mark.parametrize("context_options", [{"java_script_enabled": False}])
def test_without_scripts_text_sent_after_the_session_ended_is_put_back_after_the_log_in(
    rapport: Afrapportering, sekretariat: Bruger, page: Page, complaints: list[str]
) -> None:
    page.goto(side(rapport))
    page.get_by_role("article", name="Målepunkt 1.1").get_by_label("Status", exact=True).fill("En lang forklaring")
    sekretariat.set_password("en lang adgangskode")  # ends the session
    sekretariat.save()

    page.get_by_role("button", name="Gem Mål 1.1").click()

    expect(page.get_by_role("heading", level=1)).to_have_text("Du er blevet logget ud")
    expect(page.get_by_label("Status")).to_have_value("En lang forklaring")
    complaints.clear()  # the browser names the refused save
    page.get_by_role("link", name="Log ind igen").click()
    page.get_by_label("Brugernavn").fill(sekretariat.username)
    page.get_by_label("Adgangskode").fill("en lang adgangskode")
    page.get_by_role("button", name="Log ind").click()
    assert page.url.endswith(f"{side(rapport)}#maalepunkt-1-1")
    punkt = page.get_by_role("article", name="Målepunkt 1.1")
    expect(punkt).to_contain_text("Det, du skrev, er sat ind igen")
    expect(punkt.get_by_label("Status", exact=True)).to_have_value("En lang forklaring")
    punkt.get_by_role("button", name="Gem Mål 1.1").click()
    expect(page.get_by_role("status").first).to_contain_text("Mål 1.1 er gemt.")
    expect(punkt).not_to_contain_text("sat ind igen")
    assert Status.objects.get(maalepunkt__maal__nummer=1).tekst == "En lang forklaring"
