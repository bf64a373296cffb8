"""A real browser: Chromium driven by Playwright against the live server.

`page` is an empty tab whose addresses are relative to the site; `log_in(bruger)` gives it a session without the log-in
page; `axe(page)` gives what the accessibility checker finds. A message on the browser's console (a broken script, a
violation of the content security policy) or a request to another site fails the test.
"""

import os
import shutil
from collections.abc import Callable, Generator
from typing import Any

import pytest
from django.conf import settings
from django.test import Client
from playwright.sync_api import Browser, BrowserContext, ConsoleMessage, Page, Request, sync_playwright
from pytest_django.live_server_helper import LiveServer

from kontrakt.models import Bruger

# Playwright's event loop runs in the tests' thread; the database is nevertheless used from there only synchronously.
os.environ["DJANGO_ALLOW_ASYNC_UNSAFE"] = "true"

FLAGS = [
    "--headless",
    "--no-sandbox",
    "--disable-gpu",
    "--disable-quic",
    "--no-first-run",
    "--disable-background-networking",
    "--disable-component-update",
    "--disable-sync",
]
AXE = settings.BASE_DIR / "node_modules/axe-core/axe.min.js"


def chromium() -> str:
    """The path of Chromium; without one the test is skipped, or fails where all tests are to run (CI)."""
    names = ("chromium", "chromium-browser", "google-chrome")
    path = os.environ.get("CHROMIUM") or next(filter(None, map(shutil.which, names)), None)
    if path:
        return path
    message = "Chromium is not installed: `apt-get install chromium`, or set CHROMIUM to its path"
    if os.environ.get("CI"):
        pytest.fail(message, pytrace=False)
    pytest.skip(message)


@pytest.fixture(scope="session")
def browser() -> Generator[Browser]:
    """One Chromium for all tests of a process."""
    path = chromium()
    with sync_playwright() as playwright:
        browser = playwright.chromium.launch(executable_path=path, args=FLAGS)
        yield browser
        browser.close()


@pytest.fixture
def context_options() -> dict[str, Any]:
    """How the tab is opened; a test overrides it by `parametrize` (`viewport`, `java_script_enabled` …)."""
    return {}


@pytest.fixture
def context(browser: Browser, live_server: LiveServer, context_options: dict[str, Any]) -> Generator[BrowserContext]:
    """A browser without cookies, in Danish, whose relative addresses are the site's."""
    context = browser.new_context(base_url=live_server.url, locale="da-DK", **context_options)
    context.set_default_timeout(10_000)  # milliseconds
    yield context
    context.close()


@pytest.fixture
def complaints() -> Generator[list[str]]:
    """What the browser complained of; a test that expects something asserts on the list and then clears it."""
    complaints: list[str] = []
    yield complaints
    assert complaints == [], "the browser complained"


@pytest.fixture
def page(context: BrowserContext, live_server: LiveServer, complaints: list[str]) -> Page:
    """An empty tab that must stay silent on the console and ask nobody but the site."""

    def hear(message: ConsoleMessage) -> None:
        if message.type in {"error", "warning"}:
            complaints.append(message.text)

    def watch(request: Request) -> None:
        if not request.url.startswith((live_server.url, "data:", "blob:")):
            complaints.append(f"request to {request.url}")

    page = context.new_page()
    page.on("console", hear)
    page.on("pageerror", lambda error: complaints.append(str(error)))
    page.on("request", watch)
    return page


@pytest.fixture
def log_in(context: BrowserContext, live_server: LiveServer) -> Callable[[Bruger], None]:
    """A function that logs a user in by cookie."""

    def log_in_by_cookie(bruger: Bruger) -> None:
        client = Client()
        client.force_login(bruger)
        session = client.cookies[settings.SESSION_COOKIE_NAME].value
        context.add_cookies([{"name": settings.SESSION_COOKIE_NAME, "value": session, "url": live_server.url}])

    return log_in_by_cookie


@pytest.fixture(scope="session")
def axe() -> Callable[[Page], list[str]]:
    """A function that checks a page's accessibility (WCAG A and AA, and axe's best practice) and names each fault."""
    source = AXE.read_text(encoding="utf-8")

    def violations(page: Page) -> list[str]:
        page.evaluate(source)  # a script tag would be stopped by the content security policy
        found = page.evaluate("async () => (await axe.run()).violations")
        return [
            f"{fault['id']} ({fault['impact']}): {fault['help']} – {node['target']} {node['html']}"
            for fault in found
            for node in fault["nodes"]
        ]

    return violations
