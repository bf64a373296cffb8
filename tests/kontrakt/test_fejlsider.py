"""The error pages: Danish, in the site's look, without internals and made of nothing that may be what is broken.

pytest-django runs every test with DEBUG off.
"""

import re
from typing import Any

import pytest
from django.core.exceptions import PermissionDenied
from django.db import connection
from django.http import HttpRequest, HttpResponse
from django.template.loader import get_template
from django.test import Client, override_settings
from django.test.utils import CaptureQueriesContext
from django.urls import include, path

from kontrakt.fejlsider import BAR_SIDE, fejlside
from kontrakt.models import Bruger
from kontrakt.sikkerhed import MAKS_ANMODNING
from kontrakt.urls import handler400, handler403, handler404, handler500  # noqa: F401 - this file is a urlconf too

HEMMELIGT = "kodeord-i-en-fejltekst"


def bryd_sammen(request: HttpRequest) -> HttpResponse:
    """A page with a fault, whose words must not reach the browser."""
    raise RuntimeError(HEMMELIGT)


def naegt(request: HttpRequest) -> HttpResponse:
    """A page that nobody may see."""
    raise PermissionDenied(HEMMELIGT)


def laes(request: HttpRequest) -> HttpResponse:
    """A page that reads what is sent."""
    return HttpResponse(str(len(request.POST)))


urlpatterns = [
    path("bryd-sammen/", bryd_sammen),
    path("naegt/", naegt),
    path("laes/", laes),
    path("", include("kontrakt.urls")),
]


def heading(response: Any) -> list[str]:
    """The page's top headings."""
    return re.findall(r"<h1>(.*?)</h1>", response.content.decode())


@pytest.mark.parametrize(
    ("template", "expected"),
    [
        ("400.html", "Anmodningen kunne ikke læses"),
        ("403.html", "Du har ikke adgang"),
        ("403_csrf.html", "Siden har været åben for længe"),
        ("404.html", "Siden findes ikke"),
        ("405.html", "Siden kan ikke bruges på den måde"),
        ("413.html", "Det, du sendte, fylder for meget"),
        ("500.html", "Der er sket en fejl"),
    ],
)
def test_error_page_is_made_without_request_and_database(template: str, expected: str) -> None:
    html = get_template(template).render()

    assert re.findall(r"<h1>(.*?)</h1>", html) == [expected]
    assert f"<title>{expected} – Resultatkontrakt</title>" in html


@pytest.mark.django_db
def test_unknown_address_gives_our_page_without_a_query(admin_klient: Client) -> None:
    with CaptureQueriesContext(connection) as queries:
        response = admin_klient.get("/findes-ikke/")

    assert (response.status_code, heading(response)) == (404, ["Siden findes ikke"])
    assert len(queries) == 0


@pytest.mark.django_db
def test_id_that_no_database_can_hold_is_an_unknown_address(admin_klient: Client) -> None:
    tal = "9" * 20

    for adresse in (f"/kontrakter/x/afrapportering/{tal}/", f"/admin/r/{tal}/{tal}/"):
        response = admin_klient.get(adresse)

        assert (response.status_code, heading(response)) == (404, ["Siden findes ikke"])


def test_form_that_was_open_too_long_gives_our_page() -> None:
    response = Client(enforce_csrf_checks=True).post("/log-ud/", {"username": "x", "password": "y"})

    assert (response.status_code, heading(response)) == (403, ["Siden har været åben for længe"])


@override_settings(ROOT_URLCONF=__name__)
def test_refused_page_says_nothing_of_the_reason() -> None:
    response = Client().get("/naegt/")

    assert (response.status_code, HEMMELIGT in response.content.decode()) == (403, False)


@override_settings(ROOT_URLCONF=__name__)
def test_fault_gives_our_page_without_its_words(caplog: pytest.LogCaptureFixture) -> None:
    response = Client(raise_request_exception=False).get("/bryd-sammen/", headers={"X-Request-ID": "nummer-17"})

    assert (response.status_code, heading(response)) == (500, ["Der er sket en fejl"])
    assert '<strong class="nummer">nummer-17</strong>' in response.content.decode()
    assert not {HEMMELIGT, "RuntimeError", "Traceback"} & set(re.findall(r"[\w-]+", response.content.decode()))
    assert [record.getMessage() for record in caplog.records] == ["Internal Server Error: /bryd-sammen/"]
    caplog.clear()


def test_page_is_sent_even_when_its_template_fails(caplog: pytest.LogCaptureFixture) -> None:
    response = fejlside(500, "findes-ikke.html")

    assert (response.status_code, response.content.decode()) == (500, BAR_SIDE)
    assert [record.getMessage() for record in caplog.records] == ["The error page of 500 could not be made"]
    caplog.clear()


def test_method_that_an_address_does_not_take_gives_our_page() -> None:
    response = Client().post("/sundhed/")

    assert (response.status_code, response.headers["Allow"]) == (405, "GET, HEAD")
    assert heading(response) == ["Siden kan ikke bruges på den måde"]


@pytest.mark.parametrize(
    ("felter", "grund"),
    [
        ({"tekst": "a" * 2_600_000}, "Request body exceeded settings.DATA_UPLOAD_MAX_MEMORY_SIZE."),
        (dict.fromkeys(map(str, range(5_001)), ""), "The number of GET/POST parameters exceeded"),
    ],
)
@override_settings(ROOT_URLCONF=__name__)
def test_too_large_form_says_so(felter: dict[str, str], grund: str, caplog: pytest.LogCaptureFixture) -> None:
    response = Client().post("/laes/", felter)

    assert (response.status_code, heading(response)) == (413, ["Det, du sendte, fylder for meget"])
    assert [record.getMessage().startswith(grund) for record in caplog.records] == [True]
    caplog.clear()


def test_too_large_request_is_refused_before_it_is_read() -> None:
    response = Client().post("/log-ud/", b"a" * (MAKS_ANMODNING + 1), content_type="application/octet-stream")

    assert (response.status_code, heading(response)) == (413, ["Det, du sendte, fylder for meget"])


@pytest.mark.parametrize(
    "egenskaber",
    [
        {"CONTENT_TYPE": "application/x-www-form-urlencoded; charset=utf-7"},
        {"CONTENT_TYPE": "multipart/form-data; boundary=x; charset=rot13"},
        {"QUERY_STRING": "q=%00"},
        {"HTTP_COOKIE": r'sessionid="abcdefgh\000"'},
        {"CONTENT_LENGTH": "mange"},
        {"PATH_INFO": "/kontrakter/\0/"},
    ],
)
def test_what_nothing_can_read_is_refused(egenskaber: dict[str, str]) -> None:
    response = Client().generic("POST", "/log-ud/", b"x=y", **egenskaber)  # type: ignore[arg-type]

    assert (response.status_code, heading(response)) == (400, ["Anmodningen kunne ikke læses"])


@pytest.mark.django_db
def test_page_frame_has_no_inline_script_or_style(client: Client, administrator: Bruger) -> None:
    client.force_login(administrator)

    html = client.get("/").content.decode()

    assert re.findall(r"<script(?![^>]* src=)|<style|\sstyle=|\son[a-z]+=", html) == []
    assert re.findall(r'(?:src|<link[^>]* href)="(?!/static/)[^"]*"', html) == []
