"""Loading population in the real browser: chosen, seen, confirmed; and accessible on the way."""

from collections.abc import Callable

import pytest
from playwright.sync_api import Page, expect

from kommuner.folketal import gem_folketal
from kommuner.models import Folketal
from kontrakt.models import Bruger
from tests.byggere import byg_kommune
from tests.kommuner.folketalsfiler import LANG, NAVNE

pytestmark = pytest.mark.django_db(transaction=True)


@pytest.fixture(autouse=True)
def inde(administrator: Bruger, log_in: Callable[[Bruger], None]) -> None:
    """The administrator is logged in, and the municipalities of the file are there; one has a number already."""
    log_in(administrator)
    kommuner = [byg_kommune(kode, navn) for kode, navn in NAVNE.items()]
    gem_folketal(folketal={2025: {kommuner[1]: 3_000}})


def vaelg(page: Page, tekst: str) -> None:
    """Choose a file with that text, as the web page gives it."""
    page.get_by_label("Fil:").set_input_files(
        {"name": "folk1a.csv", "mimeType": "text/csv", "buffer": tekst.encode("cp1252")}
    )
    page.get_by_role("button", name="Vis ændringer").click()


@pytest.mark.parametrize("context_options", [{"viewport": {"width": bredde, "height": 800}} for bredde in (1280, 375)])
def test_file_is_chosen_refused_chosen_anew_seen_and_saved(
    page: Page, complaints: list[str], axe: Callable[[Page], list[str]]
) -> None:
    faults: list[str] = []

    def undersoeg() -> None:
        assert complaints == []
        faults.extend(axe(page))
        complaints.clear()  # axe itself copies the style sheets that Django's forms.css imports, which the policy stops
        assert page.evaluate("document.documentElement.scrollWidth <= window.innerWidth")

    page.goto("/admin/")
    page.get_by_role("link", name="Indlæs folketal fra Danmarks Statistik").click()
    undersoeg()
    vaelg(page, LANG.replace("3669", "x"))
    expect(page.get_by_text("1 fejl. Intet er ændret.")).to_be_visible()
    undersoeg()
    vaelg(page, LANG + "Hele landet;2025K1;1\n")
    expect(page.get_by_role("row", name="Samsø 3.000 3.669")).to_be_visible()
    undersoeg()
    page.get_by_role("button", name="Indlæs").click()

    expect(page.get_by_text("Folketal er indlæst for 1. januar 2024 og 2025. Antal ændringer: 6.")).to_be_visible()
    assert Folketal.objects.get(aar=2025, kommune__navn="Samsø").antal == 3_669
    assert faults == []
