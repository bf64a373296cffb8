"""What the script promises whoever types a status: nothing typed is lost, and nothing is saved twice."""

import re
from collections.abc import Callable

import pytest
from playwright.sync_api import BrowserContext, Dialog, Page, Route, expect

from kontrakt.models import Bruger, Rolle
from tests.byggere import byg_bruger

pytestmark = [pytest.mark.django_db(transaction=True), pytest.mark.urls("tests.browser.proeveside")]


@pytest.fixture
def form(page: Page, log_in: Callable[[Bruger], None]) -> Page:
    """The page with the form, opened by a reader."""
    log_in(byg_bruger(Rolle.LAESER))
    page.goto("/proeve/")
    return page


@pytest.fixture
def dialogs(form: Page) -> list[str]:
    """The kinds of question that the browser asks from now on; each is answered with yes."""
    kinds: list[str] = []

    def answer(dialog: Dialog) -> None:
        kinds.append(dialog.type)
        dialog.accept()

    form.on("dialog", answer)
    return kinds


def hold_saves(page: Page) -> list[Route]:
    """Keep every save on its way; the test lets each go by `continue_()`."""
    held: list[Route] = []
    page.route("**/proeve/", lambda route: held.append(route) if route.request.method == "POST" else route.continue_())
    return held


def test_form_says_not_saved_from_the_first_letter_until_it_is_saved(form: Page) -> None:
    expect(form.get_by_text("Ikke gemt")).to_be_hidden()

    form.get_by_label("Status").press_sequentially("A")
    expect(form.get_by_text("Ikke gemt")).to_be_visible()

    form.get_by_role("button", name="Gem").click()
    expect(form.locator("[data-gemt]")).to_have_text("Gemt kl. 10.42")
    expect(form.get_by_text("Ikke gemt")).to_be_hidden()
    expect(form.get_by_label("Status")).to_have_value("A")


def test_saved_answer_is_read_aloud_and_leaves_the_focus_at_the_button(form: Page) -> None:
    form.get_by_label("Status").fill("Tekst")
    form.get_by_role("button", name="Gem").press("Enter")

    expect(form.locator("#oplaesning")).to_have_text("Gemt kl. 10.42")
    expect(form.get_by_role("button", name="Gem")).to_be_focused()


def test_leaving_asks_while_something_is_unsaved(form: Page, dialogs: list[str]) -> None:
    form.get_by_label("Status").press_sequentially("A")

    form.reload()

    assert dialogs == ["beforeunload"]


def test_leaving_does_not_ask_when_all_is_saved(form: Page, dialogs: list[str]) -> None:
    form.get_by_label("Status").press_sequentially("A")
    form.get_by_role("button", name="Gem").click()
    expect(form.locator("[data-gemt]")).to_be_visible()

    form.reload()

    assert dialogs == []


def test_refused_answer_keeps_the_text_and_leads_to_the_field(form: Page) -> None:
    form.get_by_label("Resultat").fill("mange")
    form.get_by_role("button", name="Gem").click()

    summary = form.locator("[data-module='error-summary']")
    expect(summary).to_be_focused()
    expect(form.get_by_text("Ikke gemt")).to_be_visible()
    expect(form.get_by_label("Resultat")).to_have_value("mange")
    summary.get_by_role("link").click()
    expect(form.get_by_label("Resultat")).to_be_focused()


def test_two_clicks_save_once(form: Page) -> None:
    held = hold_saves(form)
    form.get_by_role("button", name="Gem").click()
    expect(form.get_by_role("button", name="Gem")).to_have_attribute("aria-disabled", "true")

    form.get_by_label("Resultat").press("Enter")
    form.evaluate("document.getElementById('proeve').requestSubmit()")

    held[0].continue_()
    expect(form.locator("[data-gemt]")).to_be_visible()
    expect(form.get_by_role("button", name="Gem")).not_to_have_attribute("aria-disabled", "true")
    assert len(held) == 1


def test_text_typed_while_saving_stays_and_counts_as_unsaved(form: Page) -> None:
    held = hold_saves(form)
    form.get_by_label("Status").fill("Første")
    form.get_by_role("button", name="Gem").click()
    form.get_by_label("Status").fill("Første og anden")

    held[0].continue_()

    expect(form.locator("[data-gemt]")).to_have_count(1)
    expect(form.get_by_label("Status")).to_have_value("Første og anden")
    expect(form.get_by_text("Ikke gemt")).to_be_visible()


def test_lost_connection_is_told_and_the_text_stays(form: Page, context: BrowserContext, complaints: list[str]) -> None:
    form.get_by_label("Status").fill("Tekst")
    context.set_offline(True)
    form.get_by_role("button", name="Gem").click()

    expect(form.get_by_role("alert")).to_contain_text("Dine ændringer står stadig i felterne. Prøv igen.")
    expect(form.get_by_label("Status")).to_have_value("Tekst")
    complaints.clear()  # the browser names the lost request

    context.set_offline(False)
    form.get_by_role("button", name="Gem").click()
    expect(form.locator("[data-gemt]")).to_be_visible()
    expect(form.get_by_role("alert")).to_have_count(0)


@pytest.mark.parametrize(
    ("status", "besked"),
    [
        (500, "Dine ændringer står stadig i felterne. Prøv igen."),
        (404, "kopiér dem, før du genindlæser siden."),
        (403, "kopiér dem, før du genindlæser siden."),
    ],
)
def test_error_from_the_server_is_told_with_what_helps_and_the_text_stays(
    form: Page, complaints: list[str], status: int, besked: str
) -> None:
    form.route("**/proeve/", lambda route: route.fulfill(status=status, body="<!doctype html><h1>Fejl</h1>"))
    form.get_by_label("Status").fill("Tekst")
    form.get_by_role("button", name="Gem").click()

    expect(form.get_by_role("alert")).to_contain_text("Ikke gemt")
    expect(form.get_by_role("alert")).to_contain_text(besked)
    expect(form.get_by_label("Status")).to_have_value("Tekst")
    complaints.clear()  # the browser names the refused request


def test_text_of_somebody_who_lost_access_stays_with_what_to_do(form: Page, complaints: list[str]) -> None:
    form.get_by_label("Resultat").fill("403")
    form.get_by_role("button", name="Gem").click()

    expect(form.get_by_role("alert")).to_contain_text("din adgang er ændret")
    expect(form.get_by_label("Resultat")).to_have_value("403")
    complaints.clear()  # the browser names the refused request


def test_text_survives_a_log_out_and_is_saved_after_a_new_log_in(form: Page, context: BrowserContext) -> None:
    form.get_by_label("Status").fill("Tekst")
    context.clear_cookies(name="sessionid")
    form.get_by_role("button", name="Gem").click()

    expect(form.get_by_role("alert")).to_contain_text("du er blevet logget ud")
    expect(form.get_by_role("link", name="Log ind igen her")).to_have_attribute("href", re.compile("next=/proeve/$"))
    expect(form.get_by_label("Status")).to_have_value("Tekst")

    bruger = Bruger.objects.get()
    bruger.set_password("en lang adgangskode")
    bruger.save()
    fane = context.new_page()
    fane.goto("/log-ind/?next=/proeve/")
    fane.get_by_label("Brugernavn").fill("laeser")
    fane.get_by_label("Adgangskode").fill("en lang adgangskode")
    fane.get_by_role("button", name="Log ind", exact=True).click()
    expect(fane.get_by_role("heading", level=1)).to_have_text("Prøveside")
    form.get_by_role("button", name="Gem").click()
    expect(form.locator("[data-gemt]")).to_be_visible()


@pytest.mark.parametrize("context_options", [{"java_script_enabled": False}])
def test_form_saves_without_scripts(form: Page) -> None:
    form.get_by_label("Status").fill("Tekst")
    form.get_by_role("button", name="Gem").click()

    expect(form.get_by_role("heading", level=1)).to_have_text("Prøveside")
    expect(form.locator("[data-gemt]")).to_have_text("Gemt kl. 10.42")
    expect(form.get_by_label("Status")).to_have_value("Tekst")
