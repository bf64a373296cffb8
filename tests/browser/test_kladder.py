"""What is typed stays in the browser until it is saved: after a crash or an expired log-in, and for its writer only."""

from collections.abc import Callable

import pytest
from playwright.sync_api import BrowserContext, Dialog, Locator, Page, expect

from kontrakt.models import Bruger
from maal.models import Afrapportering, Maalepunkt, Status
from maal.typer import Tilstand
from tests.byggere import byg_afrapportering, byg_kontrakt, udfyld
from tests.maal.siden import side

KODE = "en lang adgangskode"
NOEGLER = "Object.keys(localStorage).filter((noegle) => noegle.startsWith('kladde:'))"


@pytest.fixture
def rapport(sekretariat: Bruger, log_in: Callable[[Bruger], None]) -> Afrapportering:
    """A report on two målepunkter, and the secretariat logged in."""
    sekretariat.set_password(KODE)
    sekretariat.save()
    log_in(sekretariat)
    return byg_afrapportering(byg_kontrakt(maal=2))


def punkt(page: Page) -> Locator:
    """Målepunkt 1.1."""
    return page.get_by_role("article", name="Målepunkt 1.1")


def status(page: Page) -> Locator:
    """The field with its status."""
    return punkt(page).get_by_label("Status", exact=True)


def skriv(page: Page, rapport: Afrapportering, tekst: str) -> None:
    """Type without saving, and wait till the browser has it."""
    page.goto(side(rapport))
    status(page).press_sequentially(tekst)
    for _ in range(100):  # Playwright's own waiting would need eval, which the content security policy forbids
        if page.evaluate(NOEGLER):
            return
        page.wait_for_timeout(50)  # milliseconds
    pytest.fail("the browser did not keep what was typed")


def tag_fanen_ned(page: Page, context: BrowserContext) -> Page:
    """Close the tab as a crash does, without any question, and open another."""
    page.close(run_before_unload=False)
    return context.new_page()


def test_text_is_put_back_after_a_crash_and_saved(rapport: Afrapportering, page: Page, context: BrowserContext) -> None:
    skriv(page, rapport, "En lang forklaring")
    ny = tag_fanen_ned(page, context)

    ny.goto(side(rapport))

    expect(status(ny)).to_have_value("En lang forklaring")
    expect(punkt(ny)).to_contain_text("Du har tekst, der ikke er gemt, fra")
    expect(punkt(ny).get_by_text("Ikke gemt", exact=True)).to_be_visible()
    punkt(ny).get_by_role("button", name="Gem Mål 1.1").click()
    expect(punkt(ny).locator("[data-gemt]")).to_contain_text("Gemt")
    assert ny.evaluate(NOEGLER) == []
    assert Status.objects.get(maalepunkt__maal__nummer=1).tekst == "En lang forklaring"


def test_text_that_is_put_back_can_be_deleted(rapport: Afrapportering, page: Page, context: BrowserContext) -> None:
    skriv(page, rapport, "Forkert")
    ny = tag_fanen_ned(page, context)
    ny.goto(side(rapport))

    punkt(ny).get_by_role("button", name="Slet teksten, og vis det gemte").click()

    expect(status(ny)).to_have_value("")
    assert ny.evaluate(NOEGLER) == []
    ny.reload()
    expect(status(ny)).to_have_value("")


def test_text_typed_against_an_older_version_shows_the_conflict_when_it_is_saved(
    rapport: Afrapportering, direktoer: Bruger, page: Page, context: BrowserContext
) -> None:
    skriv(page, rapport, "Min")
    ny = tag_fanen_ned(page, context)
    udfyld(rapport, Maalepunkt.objects.get(maal__nummer=1), 75, tekst="Direktørens", bruger=direktoer)

    ny.goto(side(rapport))
    expect(punkt(ny)).to_contain_text("Andre har gemt noget nyere siden da.")
    punkt(ny).get_by_role("button", name="Gem Mål 1.1").click()

    expect(ny.get_by_role("heading", name="Ikke gemt endnu")).to_be_focused()
    assert Status.objects.get(maalepunkt__maal__nummer=1).tekst == "Direktørens"
    ny = tag_fanen_ned(ny, context)
    ny.goto(side(rapport))
    punkt(ny).get_by_role("button", name="Gem Mål 1.1").click()
    expect(ny.get_by_role("heading", name="Ikke gemt endnu")).to_be_focused()
    expect(punkt(ny).get_by_label("Ret i dit: status")).to_have_value("Min")


def test_another_user_of_the_same_browser_never_sees_it(
    rapport: Afrapportering, direktoer: Bruger, page: Page, context: BrowserContext, log_in: Callable[[Bruger], None]
) -> None:
    skriv(page, rapport, "Kun min")
    ny = tag_fanen_ned(page, context)
    log_in(direktoer)

    ny.goto(side(rapport))

    expect(status(ny)).to_have_value("")
    expect(ny.get_by_text("Du har tekst, der ikke er gemt")).to_have_count(0)


def test_own_log_out_asks_and_then_removes_the_text(rapport: Afrapportering, page: Page) -> None:
    spurgt: list[str] = []
    svar = [False, True]

    def svar_paa(dialog: Dialog) -> None:
        spurgt.append(f"{dialog.type}: {dialog.message[:38]}")
        dialog.accept() if svar.pop(0) else dialog.dismiss()

    page.on("dialog", svar_paa)
    skriv(page, rapport, "Ikke færdig")

    page.get_by_role("button", name="Log ud").click()
    expect(status(page)).to_have_value("Ikke færdig")
    page.get_by_role("button", name="Log ud").click()

    expect(page.get_by_role("heading", level=1)).to_have_text("Du er logget ud")
    assert spurgt == ["confirm: Du har skrevet noget, der ikke er gemt"] * 2
    assert page.evaluate(NOEGLER) == []


def test_expired_log_in_leads_back_to_the_entry_with_the_text(
    rapport: Afrapportering, sekretariat: Bruger, page: Page, context: BrowserContext
) -> None:
    skriv(page, rapport, "Skrevet før kaffen")
    context.clear_cookies(name="sessionid")
    punkt(page).get_by_role("button", name="Gem Mål 1.1").click()

    punkt(page).get_by_role("link", name="Log ind igen her").click()
    page.get_by_label("Brugernavn").fill(sekretariat.username)
    page.get_by_label("Adgangskode").fill(KODE)
    page.get_by_role("button", name="Log ind", exact=True).click()

    expect(status(page)).to_have_value("Skrevet før kaffen")
    assert page.url.endswith(f"{side(rapport)}#maalepunkt-1-1")
    punkt(page).get_by_role("button", name="Gem Mål 1.1").click()
    expect(punkt(page).locator("[data-gemt]")).to_contain_text("Gemt")
    assert Status.objects.get(maalepunkt__maal__nummer=1).tekst == "Skrevet før kaffen"


def test_text_for_a_report_that_is_sent_in_meanwhile_can_be_copied(
    rapport: Afrapportering, direktoer: Bruger, page: Page, context: BrowserContext, log_in: Callable[[Bruger], None]
) -> None:
    log_in(direktoer)
    skriv(page, rapport, "Det nåede ikke med")
    ny = tag_fanen_ned(page, context)
    Afrapportering.objects.update(tilstand=Tilstand.INDSENDT)

    ny.goto(side(rapport))

    expect(ny.get_by_label("Din tekst, der ikke er gemt")).to_have_value("Det nåede ikke med")
    ny.get_by_role("button", name="Slet teksten").click()
    assert ny.evaluate(NOEGLER) == []


def test_text_older_than_fourteen_days_is_gone(rapport: Afrapportering, page: Page, context: BrowserContext) -> None:
    skriv(page, rapport, "Gammel")
    ny = tag_fanen_ned(page, context)
    ny.goto("/")
    ny.evaluate(
        f"{NOEGLER}.forEach((n) => {{ const k = JSON.parse(localStorage[n]); k.tid -= 15 * 24 * 3600 * 1000;"
        " localStorage[n] = JSON.stringify(k); })"
    )

    ny.goto(side(rapport))

    expect(status(ny)).to_have_value("")
    assert ny.evaluate(NOEGLER) == []


def test_page_works_where_the_browser_keeps_nothing(rapport: Afrapportering, page: Page) -> None:
    page.add_init_script("Object.defineProperty(window, 'localStorage', { get() { throw new Error('forbudt'); } })")
    page.goto(side(rapport))

    status(page).press_sequentially("Uden lager")
    punkt(page).get_by_role("button", name="Gem Mål 1.1").click()

    expect(punkt(page).locator("[data-gemt]")).to_contain_text("Gemt")
    assert Status.objects.get(maalepunkt__maal__nummer=1).tekst == "Uden lager"
