"""What takes its time says so in the real browser: once, with how long it has taken, and until the answer is there.

Playwright asks the page nothing while an answer is awaited; so the page itself notes what it shows (`NOTER`).
"""

import time
from collections.abc import Callable
from typing import Any

import pytest
from playwright.sync_api import Page, Route, expect

from kontrakt.models import Bruger
from tests.byggere import byg_kontrakt

pytestmark = pytest.mark.django_db(transaction=True)
NAVN = "alle-resultatkontrakter-2021.xlsx"
NOTER = """
sessionStorage.noter = "[]";
new MutationObserver(() => {
  const noter = JSON.parse(sessionStorage.noter);
  const [viser, bar, laest] = [".vent", ".vent progress", ".vent-oplaesning"].map((del) => document.querySelector(del));
  noter.push([viser?.textContent ?? "", bar?.getAttribute("aria-label") ?? "", laest.textContent]);
  sessionStorage.noter = JSON.stringify(noter);
  window.vist ??= viser?.cloneNode(true);
}).observe(document.body, {childList: true, subtree: true, characterData: true});
"""


@pytest.fixture(autouse=True)
def inde(administrator: Bruger, log_in: Callable[[Bruger], None]) -> None:
    """The administrator is logged in, and there is a contract to fetch."""
    byg_kontrakt(maal=1)
    log_in(administrator)


@pytest.fixture
def spurgt(page: Page) -> list[str]:
    """What is asked for: the workbook and the files' preview, which take almost two seconds."""
    spurgt: list[str] = []

    def vent(route: Route) -> None:
        spurgt.append(route.request.url)
        time.sleep(1.8)
        route.continue_()

    page.route("**/rapporter/samlet/excel/?hentning=*", vent)
    page.route("**/admin/indlaes/", lambda route: vent(route) if route.request.method == "POST" else route.continue_())
    return spurgt


def noter(page: Page) -> list[list[str]]:
    """What the page has shown and said, each state once, in order."""
    alle: list[list[str]] = page.evaluate("JSON.parse(sessionStorage.noter)")
    return [nu for foer, nu in zip([[], *alle], alle, strict=False) if nu != foer]


def vaelg_fil(page: Page) -> None:
    """Choose a file to be loaded."""
    fil = {"name": "kontrakt.yaml", "mimeType": "text/yaml", "buffer": b"kontrakt: x\n"}
    page.get_by_label("Filer:").set_input_files(fil)  # type: ignore[arg-type]


def klik_igen(page: Page, hvad: str) -> None:
    """Click once more while it is waited for."""
    page.evaluate("(hvad) => setTimeout(() => document.querySelector(hvad).click(), 900)", hvad)


@pytest.mark.parametrize("context_options", [{"viewport": {"width": bredde, "height": 800}} for bredde in (1280, 375)])
def test_download_that_takes_its_time_says_so_until_the_file_comes(
    page: Page, spurgt: list[str], axe: Callable[[Page], list[str]]
) -> None:
    page.goto("/rapporter/samlet/")
    page.evaluate(NOTER)
    klik_igen(page, "a[data-vent]")
    with page.expect_download() as hentet:
        page.get_by_role("link", name="Hent som Excel").click()
    expect(page.locator(".vent")).to_have_count(0)

    tekst = "Arbejdsbogen laves …"
    assert hentet.value.suggested_filename == NAVN
    assert noter(page)[:2] == [[tekst, tekst, tekst], [f"{tekst} 1 sek.", tekst, tekst]]
    assert noter(page)[-1] == ["", "", ""]
    assert len(spurgt) == 1
    assert "hentning" not in page.evaluate("document.cookie")
    knap = page.get_by_role("link", name="Hent som Excel")
    assert (knap.get_attribute("href"), knap.get_attribute("aria-disabled")) == ("/rapporter/samlet/excel/", None)

    page.evaluate("document.querySelector('a[data-vent]').after(vist)")  # as it was while it waited
    assert axe(page) == []
    assert page.evaluate("document.documentElement.scrollWidth <= window.innerWidth")


def test_form_that_takes_its_time_says_so_and_is_sent_once(page: Page, spurgt: list[str]) -> None:
    page.goto("/admin/indlaes/")
    vaelg_fil(page)
    page.evaluate(NOTER)
    klik_igen(page, "form[data-vent] [type=submit]")
    page.get_by_role("button", name="Vis ændringer").click()

    expect(page.get_by_text("Intet er ændret.")).to_be_visible()
    tekst = "Filerne læses …"
    assert noter(page)[:2] == [[tekst, tekst, tekst], [f"{tekst} 1 sek.", tekst, tekst]]
    assert len(spurgt) == 1


def test_page_that_is_come_back_to_waits_no_more(page: Page) -> None:
    page.goto("/rapporter/samlet/")
    page.evaluate("addEventListener('click', (event) => event.preventDefault())")  # the answer never comes
    page.get_by_role("link", name="Hent som Excel").click()
    expect(page.get_by_role("progressbar")).to_be_visible()

    page.evaluate("dispatchEvent(new PageTransitionEvent('pageshow', {persisted: true}))")

    expect(page.get_by_role("progressbar")).to_have_count(0)


def test_form_whose_answer_never_comes_can_be_sent_again(page: Page) -> None:
    page.clock.install()
    page.goto("/admin/indlaes/")
    vaelg_fil(page)
    page.evaluate("addEventListener('submit', (event) => event.preventDefault())")
    page.get_by_role("button", name="Vis ændringer").click()
    page.clock.run_for(1000)
    expect(page.get_by_role("progressbar")).to_be_visible()

    page.clock.run_for(120_000)

    expect(page.get_by_role("progressbar")).to_have_count(0)
    expect(page.locator("form[data-vent] [aria-disabled]")).to_have_count(0)


def test_what_is_done_at_once_is_not_spoken_of(page: Page) -> None:
    page.goto("/kommuner/")
    page.evaluate(NOTER)

    with page.expect_download():
        page.get_by_role("link", name="Hent som Excel").click()
    expect(page.locator("a[data-vent][aria-disabled]")).to_have_count(0)

    assert noter(page) == []


@pytest.mark.parametrize("context_options", [{"java_script_enabled": False}])
def test_without_scripts_the_file_is_fetched_as_ever(page: Page, context_options: dict[str, Any]) -> None:
    page.goto("/rapporter/samlet/")

    with page.expect_download() as hentet:
        page.get_by_role("link", name="Hent som Excel").click()

    assert hentet.value.suggested_filename == NAVN
