"""A spread in the report, in the real browser: one click makes the newest count the result, and Enter does not."""

from collections.abc import Callable

import pytest
from playwright.sync_api import Page, expect

from kommuner.models import Vejledningstal
from kontrakt.models import Bruger
from maal.models import Afrapportering, Maalepunkt, Status
from maal.typer import Vurdering
from tests.byggere import byg_afrapportering, udfyld
from tests.maal.siden import side
from tests.maal.spredt import JUNI, byg_spredningspunkt, byg_tal

pytestmark = pytest.mark.django_db(transaction=True)

TELEFON = {"viewport": {"width": 375, "height": 800}}
UDEN_SCRIPTS = {"java_script_enabled": False}
KNAP = "Brug vejledningstal pr. 30. juni 2021 som resultat"


@pytest.fixture
def tal(db: None) -> Vejledningstal:
    """A count by which Læsø is under the band and Aalborg over it."""
    byg_spredningspunkt()
    return byg_tal(27, 4, 65, pr_dato=JUNI)


@pytest.fixture
def rapport(tal: Vejledningstal, sekretariat: Bruger, log_in: Callable[[Bruger], None]) -> Afrapportering:
    """A report whose spread the secretariat has judged by itself, seen by it."""
    rapport = byg_afrapportering(Maalepunkt.objects.get().maal.kontrakt)
    udfyld(rapport, Maalepunkt.objects.get(), egen_vurdering=Vurdering.OPFYLDT, bruger=sekretariat)
    log_in(sekretariat)
    return rapport


@pytest.mark.parametrize("context_options", [{}, UDEN_SCRIPTS], ids=["htmx", "no scripts"])
def test_one_click_saves_the_count_and_what_is_typed(rapport: Afrapportering, tal: Vejledningstal, page: Page) -> None:
    page.goto(side(rapport))
    page.get_by_label("Status").fill("Læsø inviteres.")

    page.get_by_role("button", name=KNAP).click()

    resultat = page.get_by_role("region", name="Resultat fra vejledningstal pr. 30. juni 2021")
    expect(resultat).to_contain_text("Læsø: under spændet (4; mindst 8,6) – inviteres til dialog")
    expect(page.get_by_label("Resultat fra vejledningstal", exact=True)).to_have_value(str(tal.pk))
    expect(page.get_by_role("button", name=KNAP)).to_have_count(0)
    status = Status.objects.get()
    assert (status.vejledningstal, status.tekst, status.egen_vurdering) == (tal, "Læsø inviteres.", "")


def test_click_is_answered_aloud_and_every_verdict_of_the_page_follows(rapport: Afrapportering, page: Page) -> None:
    page.goto(side(rapport))

    page.get_by_role("button", name=KNAP).press("Enter")

    expect(page.locator("#oplaesning")).to_contain_text("Vurdering: Delvist opfyldt.")
    expect(page.locator("[data-gemt]")).to_be_focused()
    expect(page.locator("#maal-1-vurdering-menu")).to_have_text("Delvist opfyldt")
    expect(page.locator("#taelling")).to_contain_text("1 Delvist opfyldt")


@pytest.mark.parametrize("context_options", [{}, UDEN_SCRIPTS], ids=["htmx", "no scripts"])
def test_enter_in_a_field_saves_without_taking_the_count(rapport: Afrapportering, page: Page) -> None:
    page.goto(side(rapport))
    page.get_by_text("Kilde, afventer, se mål").click()

    page.get_by_label("Tallets kilde").fill("CRM")
    page.get_by_label("Tallets kilde").press("Enter")

    expect(page.get_by_role("link", name="Historik (2)")).to_be_visible()
    status = Status.objects.get()
    assert (status.kilde, status.vejledningstal, status.egen_vurdering) == ("CRM", None, Vurdering.OPFYLDT)


@pytest.mark.parametrize("context_options", [{}, TELEFON], ids=["desktop", "phone"])
def test_offer_and_result_have_no_accessibility_fault_and_fit(
    rapport: Afrapportering, page: Page, axe: Callable[[Page], list[str]]
) -> None:
    page.goto(side(rapport))
    assert axe(page) == []

    page.get_by_role("button", name=KNAP).click()
    expect(page.get_by_role("region", name="Resultat fra vejledningstal pr. 30. juni 2021")).to_be_visible()

    assert axe(page) == []
    assert page.evaluate("document.documentElement.scrollWidth <= innerWidth")
