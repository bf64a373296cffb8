"""A report filled in in Excel, in the real browser: fetched, filled in, errors by cell, conflicts ticked, saved."""

from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest
from playwright.sync_api import FilePayload, Page, expect

from kontrakt.models import Bruger
from maal.models import Afrapportering, Resultat
from tests.byggere import udfyld
from tests.udfyldning.verden import ARK, adresse, byg_rapport, med, punkt

pytestmark = pytest.mark.django_db(transaction=True)

XLSX = "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet"
BREDDER = [{"viewport": {"width": bredde, "height": 800}} for bredde in (1280, 375)]


@pytest.fixture
def rapport(direktoer: Bruger, log_in: Callable[[Bruger], None]) -> Afrapportering:
    """A draft, and its director logged in."""
    log_in(direktoer)
    return byg_rapport()


def vaelg(page: Page, hentet: Path, celler: dict[str, Any]) -> None:
    """Fill in a fetched file, and ask what it would change."""
    fil: FilePayload = {"name": "udfyldt.xlsx", "mimeType": XLSX, "buffer": med(hentet.read_bytes(), celler)}
    page.get_by_label("Fil", exact=True).set_input_files(fil)
    page.get_by_role("button", name="Se, hvad der ændres").click()


@pytest.mark.parametrize("context_options", BREDDER)
def test_report_is_fetched_filled_in_and_uploaded(
    page: Page, rapport: Afrapportering, sekretariat: Bruger, axe: Callable[[Page], list[str]], tmp_path: Path
) -> None:
    def undersoeg() -> None:
        assert axe(page) == []
        assert page.evaluate("document.documentElement.scrollWidth <= window.innerWidth")

    page.goto(adresse(rapport, ""))
    with page.expect_download() as download:
        page.get_by_role("link", name="Hent til udfyldning").click()
    hentet = tmp_path / download.value.suggested_filename
    download.value.save_as(hentet)
    udfyld(rapport, punkt(rapport, "2.1"), tekst="Skrevet på siden imens", bruger=sekretariat)
    page.get_by_role("link", name="Indlæs fra Excel").click()
    undersoeg()

    vaelg(page, hentet, {"G4": "71.5", "G9": -1})
    expect(page.get_by_role("heading", name="Der er 2 fejl i filen")).to_be_visible()
    expect(page.get_by_role("row", name=f"{ARK}!G4")).to_contain_text("Skriv 71,5 med komma")
    undersoeg()

    vaelg(page, hentet, {"G4": "71,5", "G9": 1680, "H6": "Skrevet i filen"})
    expect(page.get_by_role("row", name="Mål 5.1")).to_contain_text("1.680")
    undersoeg()
    page.get_by_role("button", name="Gem ændringerne").click()
    expect(page.get_by_role("alert")).to_contain_text("sæt et flueben")
    undersoeg()
    page.get_by_label("Behold det, der står i systemet").check()
    page.get_by_role("button", name="Gem ændringerne").click()

    expect(page.get_by_text("Filen er indlæst. Ændret: Mål 1.1, Mål 5.1. Beholdt, som de stod: 1.")).to_be_visible()
    assert list(Resultat.objects.order_by("vaerdi").values_list("vaerdi", flat=True)) == [71.5, 81, 1680]
    assert rapport.statusser.get(maalepunkt=punkt(rapport, "2.1")).tekst == "Skrevet på siden imens"
