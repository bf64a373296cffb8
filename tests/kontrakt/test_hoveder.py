"""The security headers, on every page that the site has, whoever asks; and no template with anything inline."""

import re
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest
from django.conf import settings
from django.test import Client

from kontrakt.sikkerhed import NAEGTET
from tests.fuzz.adresser import alle_adresser, udfyldte
from tests.fuzz.klient import besoeg, klient
from tests.fuzz.verden import byg_verden

HOVEDER = {
    "X-Content-Type-Options": "nosniff",
    "X-Frame-Options": "DENY",
    "Referrer-Policy": "same-origin",
    "Permissions-Policy": NAEGTET,
    "Cross-Origin-Opener-Policy": "same-origin",
    "Cross-Origin-Resource-Policy": "same-origin",
}
STRENGT = {
    "default-src": "'self'",
    "base-uri": "'self'",
    "frame-ancestors": "'none'",
    "object-src": "'none'",
}
INDLEJRET = re.compile(
    r"<script(?![^>]*\ssrc=)(?![^>]*type=\"application/json\")|<style\b|\sstyle\s*=|\son[a-z]+\s*=|javascript:"
)


def politik(hoved: str) -> dict[str, str]:
    """The directives of a content security policy."""
    return dict(del_.split(" ", 1) for del_ in hoved.split("; "))


def fejl(svar: Any, navn: str) -> Iterator[str]:
    """What an answer lacks, or has and must not have."""
    egne = {"Referrer-Policy": "no-referrer"} if navn == "rapporter:kalender" else {}  # its address is its key
    yield from (hoved for hoved, vaerdi in (HOVEDER | egne).items() if svar.headers.get(hoved) != vaerdi)
    csp = politik(svar.headers["Content-Security-Policy"])
    yield from (del_ for del_, vaerdi in STRENGT.items() if csp.get(del_) != vaerdi)
    if csp["form-action"].split()[0] != "'self'" or "unsafe" in str(csp):
        yield str(csp)
    if "no-store" not in svar.headers["Cache-Control"] and navn != "admin:jsi18n":  # words, and no data
        yield svar.headers["Cache-Control"]
    if svar.headers["Content-Type"].startswith("text/html") and (fund := INDLEJRET.search(svar.content.decode())):
        yield fund[0]


@pytest.mark.django_db
def test_every_page_has_the_headers_and_nothing_inline_and_is_kept_nowhere() -> None:
    verden = byg_verden()
    fundne, proevet = {}, 0

    for bruger in (verden.brugere[0], None):
        client = klient(bruger)
        for adresse in alle_adresser():
            with besoeg(client):
                svar = client.get(udfyldte(adresse, verden.vaerdier)[0])
            fundne[adresse.navn] = list(fejl(svar, adresse.navn))
            proevet += 1

    assert {navn: fund for navn, fund in fundne.items() if fund} == {}
    assert proevet == 2 * len(alle_adresser()) > 200


@pytest.mark.parametrize("mappe", ["templates", "kontrakt", "maal", "kommuner", "rapporter"])
def test_template_has_nothing_inline(mappe: str) -> None:
    skabeloner: list[Path] = sorted((settings.BASE_DIR / mappe).rglob("*.html"))

    fundne = {sti.name: fund[0] for sti in skabeloner if (fund := INDLEJRET.search(sti.read_text(encoding="utf-8")))}

    assert fundne == {}
    assert mappe != "templates" or len(skabeloner) > 50


def test_cookies_are_sent_to_this_site_alone() -> None:
    assert (settings.SESSION_COOKIE_SAMESITE, settings.CSRF_COOKIE_SAMESITE) == ("Lax", "Lax")
    assert settings.SESSION_COOKIE_HTTPONLY
    assert settings.SESSION_COOKIE_DOMAIN is settings.CSRF_COOKIE_DOMAIN is None


@pytest.mark.django_db
def test_static_file_has_the_headers_too(client: Client) -> None:
    svar = client.get("/static/img/ikon.svg")
    svar.close()  # the file, which a browser would have read to its end

    assert svar.status_code == 200
    assert {navn: svar.headers.get(navn) for navn in HOVEDER} == HOVEDER
    assert politik(svar.headers["Content-Security-Policy"])["default-src"] == "'self'"
