"""The error pages: Danish, in the site's look, and the one for a broken server without anything that could break."""

import re

import pytest
from django.template.loader import get_template
from django.test import Client

from kontrakt.models import Bruger


def heading(html: str) -> list[str]:
    """The page's top headings."""
    return re.findall(r"<h1>(.*?)</h1>", html)


@pytest.mark.parametrize(
    ("template", "expected"),
    [
        ("400.html", "Anmodningen kunne ikke læses"),
        ("403.html", "Du har ikke adgang"),
        ("403_csrf.html", "Siden har været åben for længe"),
        ("404.html", "Siden findes ikke"),
        ("500.html", "Der er sket en fejl"),
    ],
)
def test_error_page_is_made_without_request_and_context_processors(template: str, expected: str) -> None:
    html = get_template(template).render()

    assert heading(html) == [expected]
    assert f"<title>{expected} – Resultatkontrakt</title>" in html


@pytest.mark.django_db
def test_unknown_address_gives_our_page(client: Client) -> None:
    client.force_login(Bruger.objects.create_user("laeser"))

    response = client.get("/findes-ikke/")

    assert response.status_code == 404
    assert heading(response.content.decode()) == ["Siden findes ikke"]
    assert "laeser, Læser" in response.content.decode()


@pytest.mark.django_db
def test_form_that_was_open_too_long_gives_our_page() -> None:
    response = Client(enforce_csrf_checks=True).post("/log-ind/", {"username": "x", "password": "y"})

    assert response.status_code == 403
    assert heading(response.content.decode()) == ["Siden har været åben for længe"]


@pytest.mark.django_db
def test_page_frame_has_no_inline_script_or_style(client: Client) -> None:
    client.force_login(Bruger.objects.create_user("laeser"))

    html = client.get("/adgangskode/").content.decode()

    assert re.findall(r"<script(?![^>]* src=)|<style|\sstyle=|\son[a-z]+=", html) == []
    assert re.findall(r'(?:src|<link[^>]* href)="(?!/static/)[^"]*"', html) == []
