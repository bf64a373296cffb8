"""What is sent to the loading of files and is no contract file: refused in Danish, and never opened or unfolded."""

import io
import json
import zipfile
from typing import Any

import pytest
from django.contrib.messages import get_messages
from django.core.files.uploadedfile import SimpleUploadedFile
from django.test import Client
from openpyxl import Workbook

from kontrakt.models import Kkr, Kontrakt
from tests.administration import felter

pytestmark = pytest.mark.django_db

VAELG, BEKRAEFT = "/admin/indlaes/", "/admin/indlaes/bekraeft/"
GAMMEL_SIDE = "Siden var for gammel eller ufuldstændig. Vælg filerne igen."


def zipbombe() -> bytes:
    """An archive of some kilobytes that unfolds to a hundred megabytes."""
    fil = io.BytesIO()
    with zipfile.ZipFile(fil, "w", zipfile.ZIP_DEFLATED) as arkiv:
        arkiv.writestr("kontrakt.yaml", b"\0" * 100_000_000)
    return fil.getvalue()


def projektmappe() -> bytes:
    """A workbook."""
    fil = io.BytesIO()
    Workbook().save(fil)
    return fil.getvalue()


@pytest.mark.parametrize("navn", ["kontrakt.xlsx", "kontrakt.zip", "kontrakt.yaml.gz", "kontrakt", "kontrakt.yaml.exe"])
def test_file_of_another_kind_is_refused_by_its_name(admin_klient: Client, navn: str) -> None:
    svar: Any = admin_klient.post(VAELG, {"filer": [SimpleUploadedFile(navn, projektmappe())]})

    besked = f"Filen {navn} er ikke en .yaml- eller .yml-fil. Andre slags kan ikke indlæses."
    assert svar.context["form"].errors == {"filer": [besked]}


@pytest.mark.parametrize("indhold", [zipbombe(), projektmappe()], ids=["zipbombe", "projektmappe"])
def test_archive_under_another_name_is_read_as_text_and_refused(
    admin_klient: Client, indhold: bytes, monkeypatch: pytest.MonkeyPatch
) -> None:
    aabnet: list[object] = []
    monkeypatch.setattr(zipfile.ZipFile, "__init__", lambda *args, **_: aabnet.append(args))

    svar: Any = admin_klient.post(VAELG, {"filer": [SimpleUploadedFile("kontrakt.yaml", indhold)]})

    besked = "Filen er ikke gemt som UTF-8. Gem den igen med tegnsættet UTF-8 i dit tekstprogram."
    assert [fejl.tekst for fejl in svar.context["fejl"]] == [besked]
    assert aabnet == []


@pytest.mark.parametrize(
    "filer",
    [
        "[" * 100_000,
        '{"a":' * 100_000,
        "1" * 5_000,
        "NaN",
        "",
        "null",
        json.dumps({"x.yaml": "\ud800"}),
        '{"x.yaml": 1}',
    ],
)
def test_forged_confirmation_loads_nothing(admin_klient: Client, filer: str) -> None:
    svar = admin_klient.post(BEKRAEFT, {"filer": filer, "aftryk": "x"})

    assert (svar.status_code, svar.headers["Location"]) == (302, VAELG)
    assert [str(besked) for besked in get_messages(svar.wsgi_request)] == [GAMMEL_SIDE]
    assert not Kontrakt.objects.exists()


def test_confirmation_that_is_only_opened_leads_to_the_upload(admin_klient: Client) -> None:
    svar = admin_klient.get(BEKRAEFT)

    assert (svar.status_code, svar.headers["Location"]) == (302, VAELG)


def test_fifty_megabytes_are_refused_unread(admin_klient: Client) -> None:
    svar = admin_klient.post(VAELG, {"filer": [SimpleUploadedFile("stor.yaml", b"a" * 50_000_000)]})

    assert svar.status_code == 413
    assert "En fil, der indlæses, må højst fylde 1 MB" in svar.content.decode()


def test_files_as_large_as_they_may_be_travel_through_the_form(admin_klient: Client) -> None:
    filer = [
        SimpleUploadedFile(f"{navn}.yaml", f"kkr:\n- noegle: {navn}\n  navn: KKR {navn}\n".encode().ljust(749_000))
        for navn in ("a", "b")
    ]

    liste = admin_klient.post(VAELG, {"filer": filer})
    svar = admin_klient.post(BEKRAEFT, felter(liste))

    assert (svar.status_code, svar.headers["Location"]) == (302, "/admin/")
    assert Kkr.objects.count() == 2


def test_too_large_file_and_a_wrong_one_of_the_same_name_are_both_named(admin_klient: Client) -> None:
    filer = [
        SimpleUploadedFile("a.yaml", b"a" * 1_000_001),
        SimpleUploadedFile("a.yaml", b"kontrakt:\n  erhvervshus: nordjylland\nmaal:\n- nummer: en\n"),
    ]

    svar: Any = admin_klient.post(VAELG, {"filer": filer})

    beskeder = [fejl.tekst for fejl in svar.context["fejl"]]
    assert beskeder[0] == "Filen fylder 1,0 MB. En kontraktfil må højst fylde 1 MB."
    assert "»en« er ikke et tal. Skriv tallet med komma før decimaler og punktum ved tusinder, fx 1.234,5." in beskeder
