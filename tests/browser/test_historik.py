"""History in a real browser: read, restore, and the administration's pages of it; readable by everybody."""

from collections.abc import Callable

import pytest
from django.urls import reverse
from playwright.sync_api import Page, expect

from kontrakt.models import Bruger
from maal.models import Afrapportering, Maalepunkt, Status
from tests.byggere import byg_afrapportering, byg_kontrakt, udfyld

pytestmark = pytest.mark.django_db(transaction=True)

SMAL, BRED = {"viewport": {"width": 375, "height": 800}}, {"viewport": {"width": 1280, "height": 900}}


@pytest.fixture
def rapport(sekretariat: Bruger, direktoer: Bruger) -> Afrapportering:
    """A report whose only målepunkt is written three times."""
    rapport = byg_afrapportering(byg_kontrakt(maal=1))
    punkt = Maalepunkt.objects.get()
    udfyld(rapport, punkt, 79, tekst="Vi venter på tal fra styrelsen.\n\nDe kommer i november.", afventer="Styrelsen")
    udfyld(rapport, punkt, 81, bruger=direktoer, tekst="Vi har fået tal fra styrelsen.\n\nDe er gode.")
    udfyld(rapport, punkt, "81.5", bruger=sekretariat, tekst="Vi har fået tal fra styrelsen.\n\nDe er meget gode.")
    return rapport


@pytest.mark.parametrize("context_options", [SMAL, BRED], ids=["smal", "bred"])
def test_history_is_read_and_an_earlier_version_restored(
    page: Page,
    log_in: Callable[[Bruger], None],
    axe: Callable[[Page], list[str]],
    rapport: Afrapportering,
    sekretariat: Bruger,
) -> None:
    log_in(sekretariat)
    page.goto(reverse("maal:afrapportering", args=[rapport.kontrakt.slug, rapport.pk]))

    page.get_by_role("link", name="Historik (3) for målepunkt 1.1").click()
    udgave = page.get_by_role("article", name="Udgave 2")
    expect(udgave.locator("del").first).to_have_text("[fjernet: venter på] ")
    assert axe(page) == []
    assert page.evaluate("document.documentElement.scrollWidth <= window.innerWidth")

    page.get_by_role("link", name="Gendan udgave 2").click()
    assert axe(page) == []
    assert page.evaluate("document.documentElement.scrollWidth <= window.innerWidth")
    page.get_by_role("button", name="Gendan udgave 2").click()

    expect(page.get_by_text("Målepunkt 1.1: Udgave 2 er gendannet som udgave 4.")).to_be_visible()
    assert Status.objects.get().tekst == "Vi har fået tal fra styrelsen.\n\nDe er gode."


@pytest.mark.parametrize("context_options", [BRED], ids=["bred"])
def test_history_and_log_of_the_administration_are_readable(
    page: Page,
    log_in: Callable[[Bruger], None],
    axe: Callable[[Page], list[str]],
    rapport: Afrapportering,
    administrator: Bruger,
) -> None:
    log_in(administrator)

    page.goto(reverse("admin:maal_status_history", args=[Status.objects.get().pk]))
    expect(page.locator("#change-history tbody tr")).to_have_count(3)
    assert axe(page) == []

    page.goto(reverse("admin:kontrakt_haendelse_changelist"))
    expect(page.get_by_role("link", name="Hent listen som CSV-fil")).to_be_visible()
    assert axe(page) == []
