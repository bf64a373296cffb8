"""A finished file as an answer: sent whole and by pieces, and told of to the page that waits for it."""

from io import BytesIO

import pytest
from django.conf import settings
from django.test import Client
from openpyxl import load_workbook

from kontrakt.models import Bruger
from tests.byggere import byg_afrapportering, byg_kontrakt

pytestmark = pytest.mark.django_db
TOKEN = "0123456789abcdef"


@pytest.fixture
def adresse(client: Client, sekretariat: Bruger) -> str:
    """Where a report's workbook is fetched, by the secretariat, who is logged in."""
    rapport = byg_afrapportering(byg_kontrakt())
    client.force_login(sekretariat)
    return f"/kontrakter/nordjylland-2021/afrapportering/{rapport.pk}/excel/"


def test_length_is_said_before_the_file_comes(client: Client, adresse: str) -> None:
    svar = client.get(adresse)

    assert svar.streaming
    assert int(svar["Content-Length"]) == len(svar.getvalue())


def test_asking_for_the_size_alone_gives_the_length_and_nothing_else(client: Client, adresse: str) -> None:
    svar = client.head(adresse)

    assert int(svar["Content-Length"]) > 10_000
    assert svar.getvalue() == b""


def test_page_that_waits_is_told_by_a_cookie_that_lasts_a_minute(client: Client, adresse: str) -> None:
    svar = client.get(adresse, {"hentning": TOKEN}, secure=True)

    kage = svar.cookies[f"hentning-{TOKEN}"]
    assert (kage.value, kage["max-age"], kage["path"], kage["samesite"]) == ("1", 60, "/", "Lax")
    assert (kage["secure"], kage["httponly"], kage["domain"]) == (True, "", "")  # the page reads it
    assert load_workbook(BytesIO(svar.getvalue())).sheetnames[0] == "Forside"


@pytest.mark.parametrize(
    "token", ["", "kort", "a" * 33, "0123456789ab;x=1", "0123456789\r\nx: 1", "æøåæøåæøåæ", "12345678 "]
)
def test_anything_but_a_token_gives_the_file_and_no_cookie(client: Client, adresse: str, token: str) -> None:
    svar = client.get(adresse, {"hentning": token})

    assert svar.status_code == 200
    assert set(svar.cookies) <= {settings.SESSION_COOKIE_NAME}
