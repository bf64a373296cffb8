"""The whole way of a report in the real browser: by director and secretariat, on a phone and without scripts."""

from collections.abc import Callable

import pytest
from playwright.sync_api import Page, expect

from kontrakt.models import Bruger
from maal.models import Afrapportering, Maalepunkt
from maal.typer import Tilstand
from tests.byggere import byg_afrapportering, byg_kontrakt, gaa_til, udfyld
from tests.maal.siden import side

TELEFON = {"viewport": {"width": 375, "height": 800}}
UDEN_SCRIPTS = {"java_script_enabled": False}
SKRIDT = {
    Tilstand.KLADDE: ("direktoer", ["indsend"]),
    Tilstand.INDSENDT: ("sekretariat", ["send-tilbage", "godkend"]),
    Tilstand.GODKENDT: ("sekretariat", ["send", "genaabn"]),
    Tilstand.SENDT: ("sekretariat", ["genaabn"]),
}


@pytest.fixture
def rapport(direktoer: Bruger, sekretariat: Bruger) -> Afrapportering:
    """A draft in which one målepunkt is filled in, one awaits figures, one is missing, and so is the focus area."""
    rapport = byg_afrapportering(byg_kontrakt(maal=3, omraader=1))
    foerste, andet, _ = Maalepunkt.objects.order_by("maal__nummer")
    udfyld(rapport, foerste, 81, bruger=direktoer)
    udfyld(rapport, andet, afventer="Erhvervsstyrelsen", bruger=direktoer)
    return rapport


def indsend(page: Page) -> None:
    """Sign off from the report's page, though something is missing."""
    page.get_by_role("link", name="Indsend til KKR-sekretariatet").click()
    page.get_by_role("checkbox").check()
    page.get_by_role("button", name="Indsend til KKR-sekretariatet").click()
    expect(page.get_by_role("status").first).to_contain_text("Afrapporteringen er indsendt til KKR-sekretariatet.")


def test_director_signs_off_with_something_missing_only_when_it_is_confirmed(
    rapport: Afrapportering,
    page: Page,
    log_in: Callable[[Bruger], None],
    direktoer: Bruger,
    axe: Callable[[Page], list[str]],
) -> None:
    log_in(direktoer)
    page.goto(side(rapport))

    page.get_by_role("link", name="Indsend til KKR-sekretariatet").click()
    expect(page.get_by_role("list", name="Det mangler")).to_contain_text("Mål 3.1")
    expect(page.get_by_role("list", name="Det mangler")).to_contain_text("Indsatsområde 1")
    expect(page.get_by_role("list", name="Det afventer andres tal")).to_contain_text("Erhvervsstyrelsen")
    page.get_by_role("button", name="Indsend til KKR-sekretariatet").click()
    expect(page.get_by_role("alert")).to_contain_text("Sæt kryds")
    assert axe(page) == []
    page.get_by_role("checkbox").check()
    page.get_by_role("button", name="Indsend til KKR-sekretariatet").click()

    expect(page.get_by_role("status").first).to_contain_text("Afrapporteringen er indsendt til KKR-sekretariatet.")
    expect(page.get_by_role("button", name="Gem")).to_have_count(0)
    assert axe(page) == []


def test_report_is_sent_back_read_by_the_house_and_sent_in_again(
    rapport: Afrapportering,
    page: Page,
    log_in: Callable[[Bruger], None],
    direktoer: Bruger,
    sekretariat: Bruger,
    axe: Callable[[Page], list[str]],
) -> None:
    gaa_til(rapport, Tilstand.INDSENDT)
    log_in(sekretariat)
    page.goto("/")
    page.get_by_role("link", name="Godkend den foreløbige afrapportering 2021").first.click()
    page.get_by_role("link", name="Send tilbage til erhvervshuset").click()
    page.get_by_role("button", name="Send tilbage til erhvervshuset").click()
    expect(page.get_by_role("alert")).to_contain_text("Skriv, hvad erhvervshuset skal rette.")
    page.get_by_label("Bemærkning til erhvervshuset").fill("Tag mål 3 med.\nOg indsatsområdet.")
    page.get_by_role("button", name="Send tilbage til erhvervshuset").click()
    expect(page.get_by_role("status").first).to_contain_text("sendt tilbage")

    log_in(direktoer)
    page.goto("/")
    page.get_by_role("link", name="Ret den foreløbige afrapportering 2021").first.click()
    expect(page.get_by_role("heading", name="Sendt tilbage af KKR-sekretariatet")).to_be_visible()
    expect(page.get_by_text("Tag mål 3 med.").first).to_be_visible()
    assert axe(page) == []
    indsend(page)


def test_secretariat_approves_sends_and_reopens(
    rapport: Afrapportering,
    page: Page,
    log_in: Callable[[Bruger], None],
    sekretariat: Bruger,
    axe: Callable[[Page], list[str]],
) -> None:
    gaa_til(rapport, Tilstand.INDSENDT)
    log_in(sekretariat)
    page.goto(side(rapport))

    page.get_by_role("link", name="Godkend").click()
    page.get_by_label("KKR-mødets dato").fill("12.10.2021")
    page.get_by_role("button", name="Godkend").click()
    expect(page.get_by_role("alert")).to_contain_text("KKR-mødets dato")
    expect(page.get_by_label("KKR-mødets dato")).to_have_value("12.10.2021")
    page.get_by_label("KKR-mødets dato").fill("19. november 2021")
    page.get_by_role("button", name="Godkend").click()
    expect(page.get_by_role("status").first).to_contain_text("Afrapporteringen er godkendt og låst.")
    assert axe(page) == []
    page.get_by_role("link", name="Registrér som sendt").click()
    page.get_by_label("Sendt den").fill("1.12.2021")
    page.get_by_role("button", name="Registrér som sendt").click()
    expect(page.get_by_role("region", name="Forløb")).to_contain_text("1. december 2021")
    page.get_by_role("link", name="Genåbn").click()
    page.get_by_label("Begrundelse").fill("Et tal var forkert.")
    page.get_by_role("button", name="Genåbn").click()
    expect(page.get_by_role("heading", name="Genåbnet af KKR-sekretariatet")).to_be_visible()
    expect(page.get_by_role("region", name="Forløb").get_by_role("listitem")).to_have_count(5)
    assert axe(page) == []


@pytest.mark.parametrize("context_options", [TELEFON, {}])
@pytest.mark.parametrize("tilstand", SKRIDT)
def test_each_step_has_no_accessibility_fault_and_fits_the_screen(
    rapport: Afrapportering,
    page: Page,
    log_in: Callable[[Bruger], None],
    axe: Callable[[Page], list[str]],
    tilstand: Tilstand,
    request: pytest.FixtureRequest,
) -> None:
    gaa_til(rapport, tilstand)
    hvem, skridt = SKRIDT[tilstand]
    log_in(request.getfixturevalue(hvem))
    bredde = page.viewport_size["width"] if page.viewport_size else 0

    for vej in (side(rapport), *(f"{side(rapport)}{navn}/" for navn in skridt)):
        page.goto(vej)
        assert axe(page) == []
        assert page.evaluate("document.documentElement.scrollWidth") == bredde


@pytest.mark.parametrize("context_options", [UDEN_SCRIPTS | TELEFON])
def test_without_scripts_what_is_refused_stands_as_it_was_typed_and_the_step_is_taken(
    rapport: Afrapportering, page: Page, log_in: Callable[[Bruger], None], sekretariat: Bruger
) -> None:
    gaa_til(rapport, Tilstand.INDSENDT)
    log_in(sekretariat)
    page.goto(side(rapport))

    page.get_by_role("link", name="Godkend").click()
    page.get_by_label("KKR-mødets dato").fill("i går")
    page.get_by_role("button", name="Godkend").click()
    expect(page.get_by_label("KKR-mødets dato")).to_have_value("i går")
    page.get_by_label("KKR-mødets dato").fill("19.11.2021")
    page.get_by_role("button", name="Godkend").click()

    expect(page.get_by_role("status").first).to_contain_text("Afrapporteringen er godkendt og låst.")
    assert Afrapportering.objects.get().tilstand == Tilstand.GODKENDT
