"""Two people in two browsers on the same status: both versions side by side, and a save that is a choice."""

from collections.abc import Callable, Generator

import pytest
from django.conf import settings
from django.test import Client
from playwright.sync_api import Browser, Locator, Page, expect
from pytest_django.live_server_helper import LiveServer

from kontrakt.models import Bruger
from maal.models import Afrapportering, Indsatsstatus, Maalepunkt, Status
from tests.byggere import byg_afrapportering, byg_kontrakt, udfyld
from tests.maal.siden import side

TELEFON = {"viewport": {"width": 375, "height": 800}}
UDEN_SCRIPTS = {"java_script_enabled": False}


@pytest.fixture
def rapport(sekretariat: Bruger, log_in: Callable[[Bruger], None]) -> Afrapportering:
    """A report on one målepunkt and a focus area, with a status that both begin with."""
    rapport = byg_afrapportering(byg_kontrakt(maal=1, omraader=1))
    udfyld(rapport, Maalepunkt.objects.get(), 70, tekst="Huset har holdt seks møder.", bruger=sekretariat)
    log_in(sekretariat)
    return rapport


@pytest.fixture
def den_anden(browser: Browser, live_server: LiveServer, direktoer: Bruger, rapport: Afrapportering) -> Generator[Page]:
    """The director's own browser, with the same report open."""
    context = browser.new_context(base_url=live_server.url, locale="da-DK")
    context.set_default_timeout(10_000)  # milliseconds
    client = Client()
    client.force_login(direktoer)
    session = client.cookies[settings.SESSION_COOKIE_NAME].value
    context.add_cookies([{"name": settings.SESSION_COOKIE_NAME, "value": session, "url": live_server.url}])
    page = context.new_page()
    page.goto(side(rapport))
    yield page
    context.close()


def punkt(page: Page) -> Locator:
    """The part of the page with målepunkt 1.1."""
    return page.get_by_role("article", name="Målepunkt 1.1")


def skriv(page: Page, tekst: str, resultat: str) -> None:
    """Write in målepunkt 1.1 and save."""
    punkt(page).get_by_label("Status", exact=True).fill(tekst)
    punkt(page).get_by_label("Resultat", exact=True).fill(resultat)
    punkt(page).get_by_role("button", name="Gem Mål 1.1").click()


def test_second_to_save_sees_both_versions_and_writes_them_together_by_keyboard(
    rapport: Afrapportering, den_anden: Page, page: Page
) -> None:
    page.goto(side(rapport))
    skriv(den_anden, "Huset har holdt syv møder.", "75")
    expect(punkt(den_anden).locator("[data-gemt]")).to_contain_text("Gemt")

    skriv(page, "Huset har holdt seks møder og et stormøde.", "70")

    overskrift = punkt(page).get_by_role("heading", name="Ikke gemt endnu")
    expect(overskrift).to_be_focused()
    expect(overskrift).to_have_text("Ikke gemt endnu: direktoer-nordjylland har gemt, mens du skrev")
    felt = page.get_by_role("group", name="Status")
    expect(felt.locator("del")).to_contain_text(["syv"])
    expect(felt.locator("ins").first).to_contain_text("seks")
    expect(punkt(page).locator(".konflikt-flettet")).to_contain_text("ændret af direktoer-nordjylland")
    page.keyboard.press("Tab")
    page.keyboard.press("Space")
    expect(felt.get_by_label("Det gemte, skrevet af direktoer-nordjylland")).to_be_checked()
    page.keyboard.press("ArrowDown")
    expect(felt.get_by_label("Mit, som det står i feltet herunder")).to_be_checked()
    page.keyboard.press("Tab")
    page.keyboard.press("Control+A")
    page.keyboard.type("Huset har holdt syv møder og et stormøde.")
    punkt(page).get_by_role("button", name="Gem det samlede").press("Enter")

    expect(punkt(page).locator("[data-gemt]")).to_contain_text("Gemt")
    status = Status.objects.get()
    assert (status.tekst, status.version) == ("Huset har holdt syv møder og et stormøde.", 3)
    assert status.resultater.get().vaerdi == 75


def test_save_without_a_choice_leads_back_to_the_choice_with_the_text_untouched(
    rapport: Afrapportering, den_anden: Page, page: Page
) -> None:
    page.goto(side(rapport))
    skriv(den_anden, "Direktørens", "75")
    expect(punkt(den_anden).locator("[data-gemt]")).to_contain_text("Gemt")
    skriv(page, "Min", "71")

    punkt(page).get_by_role("button", name="Gem det samlede").click()

    expect(punkt(page)).to_contain_text("Vælg en af de to udgaver i hvert felt, før du gemmer.")
    expect(page.get_by_role("heading", name="Ikke gemt endnu")).to_be_focused()
    expect(punkt(page).get_by_label("Ret i dit: status")).to_have_value("Min")
    assert Status.objects.get().tekst == "Direktørens"


def test_saved_version_is_kept_by_choice_and_the_page_no_longer_warns(
    rapport: Afrapportering, den_anden: Page, page: Page
) -> None:
    page.goto(side(rapport))
    skriv(den_anden, "Direktørens", "75")
    expect(punkt(den_anden).locator("[data-gemt]")).to_contain_text("Gemt")
    skriv(page, "Min", "70")

    punkt(page).get_by_role("link", name="Behold det gemte, og slet mit").click()

    expect(punkt(page).locator("[data-gemt]")).to_have_text("Det gemte er beholdt.")
    expect(punkt(page).get_by_label("Status", exact=True)).to_have_value("Direktørens")
    page.reload()
    expect(punkt(page).get_by_label("Status", exact=True)).to_have_value("Direktørens")
    assert Status.objects.get().version == 2


@pytest.mark.parametrize("context_options", [UDEN_SCRIPTS, UDEN_SCRIPTS | TELEFON])
def test_without_scripts_the_conflict_is_a_page(rapport: Afrapportering, den_anden: Page, page: Page) -> None:
    page.goto(side(rapport))
    skriv(den_anden, "Direktørens", "75")
    expect(punkt(den_anden).locator("[data-gemt]")).to_contain_text("Gemt")
    skriv(page, "Min", "70")

    expect(page.get_by_role("heading", name="Ikke gemt endnu")).to_be_in_viewport()
    page.get_by_role("group", name="Status").get_by_label("Mit, som det står i feltet herunder").check()
    punkt(page).get_by_role("button", name="Gem det samlede").click()

    expect(page.get_by_role("status").first).to_contain_text("Mål 1.1 er gemt.")
    assert (Status.objects.get().tekst, Status.objects.get().resultater.get().vaerdi) == ("Min", 75)


def test_focus_area_asks_too(rapport: Afrapportering, den_anden: Page, page: Page) -> None:
    page.goto(side(rapport))
    for browser, tekst in ((den_anden, "Direktørens"), (page, "Min")):
        omraade = browser.locator("#indsatsomraade-1")
        omraade.get_by_label("Status", exact=True).fill(tekst)
        omraade.get_by_role("button", name="Gem indsatsområde 1").click()
        expect(omraade.locator("[data-gemt], [data-konflikt]")).to_be_visible()

    omraade = page.locator("#indsatsomraade-1")
    omraade.get_by_label("Mit, som det står i feltet herunder").check()
    omraade.get_by_role("button", name="Gem det samlede").click()

    expect(omraade.locator("[data-gemt]")).to_contain_text("Gemt")
    assert Indsatsstatus.objects.get().tekst == "Min"


@pytest.mark.parametrize("context_options", [{}, TELEFON])
def test_conflict_has_no_accessibility_fault_and_needs_no_scrolling_sideways(
    rapport: Afrapportering, den_anden: Page, page: Page, axe: Callable[[Page], list[str]]
) -> None:
    page.goto(side(rapport))
    skriv(den_anden, "Huset har holdt syv møder, og 120 virksomheder har deltaget.", "75")
    expect(punkt(den_anden).locator("[data-gemt]")).to_contain_text("Gemt")
    skriv(page, "Huset har holdt seks møder, og 118 virksomheder har deltaget i dem.", "71")
    expect(page.get_by_role("heading", name="Ikke gemt endnu")).to_be_focused()

    assert axe(page) == []
    bredde = page.evaluate("[document.documentElement.scrollWidth, window.innerWidth]")
    assert bredde[0] <= bredde[1]
