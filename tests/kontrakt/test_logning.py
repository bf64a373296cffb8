"""The log: one JSON object a line with an id for each request, and of a person nothing but the user's id."""

import io
import json
import logging
from collections.abc import Generator
from typing import Any

import pytest
from django.http import HttpRequest, HttpResponse
from django.test import Client, override_settings
from django.urls import include, path

from kontrakt.logning import JsonLinje
from kontrakt.models import Bruger
from kontrakt.urls import handler400, handler403, handler404, handler500  # noqa: F401 - this file is a urlconf too
from maal.models import Maalepunkt, Status
from tests.byggere import byg_afrapportering, byg_kontrakt
from tests.kontrakt.test_settings import PRODUCTION, run
from tests.maal.siden import gem_url

pytestmark = [pytest.mark.django_db, pytest.mark.urls(__name__)]

TASTET = "Ord-som-kun-den-der-skriver-kender"
ADRESSE = "203.0.113.7"  # a documentation address; stands for the browser's


def bryd_sammen(request: HttpRequest) -> HttpResponse:
    """A page with a fault that repeats what was typed, twice over."""
    try:
        raise KeyError(request.GET["q"])
    except KeyError as fejl:
        raise ValueError(request.GET["q"]) from fejl


def nulstil(request: HttpRequest, uidb36: str, key: str) -> HttpResponse:
    """An address whose reader can set a password."""
    return HttpResponse()


urlpatterns = [
    path("bryd-sammen/", bryd_sammen),
    path("nulstil/<uidb36>-<key>/", nulstil),
    path("", include("kontrakt.urls")),
]


@pytest.fixture
def logfil() -> Generator[io.StringIO]:
    """What production would write."""
    fil = io.StringIO()
    handler = logging.StreamHandler(fil)
    handler.setFormatter(JsonLinje())
    rod, anmodning = logging.getLogger(), logging.getLogger("kontrakt.anmodning")
    niveauer = rod.level, anmodning.level
    rod.addHandler(handler)
    rod.setLevel(logging.INFO)
    anmodning.setLevel(logging.NOTSET)
    yield fil
    rod.removeHandler(handler)
    rod.setLevel(niveauer[0])
    anmodning.setLevel(niveauer[1])


def linjer(fil: io.StringIO) -> list[dict[str, Any]]:
    """The lines of the log."""
    return [json.loads(linje) for linje in fil.getvalue().splitlines()]


def anmodninger(fil: io.StringIO) -> list[dict[str, Any]]:
    """The lines of requests, without what differs from run to run."""
    skiftende = {"time", "request_id", "duration_ms"}
    return [
        {navn: vaerdi for navn, vaerdi in linje.items() if navn not in skiftende}
        for linje in linjer(fil)
        if linje["logger"] == "kontrakt.anmodning"
    ]


def test_request_is_one_line_with_what_one_searches_for(
    logfil: io.StringIO, admin_klient: Client, administrator: Bruger
) -> None:
    admin_klient.get("/?hus=nordjylland")

    assert anmodninger(logfil) == [
        {
            "level": "INFO",
            "logger": "kontrakt.anmodning",
            "message": "GET / 200",
            "method": "GET",
            "path": "/",
            "status": 200,
            "user_id": administrator.pk,
        }
    ]
    linje = linjer(logfil)[0]
    assert linje["time"].endswith("+00:00")
    assert linje["duration_ms"] > 0


def test_request_without_log_in_has_no_user(logfil: io.StringIO, client: Client) -> None:
    client.get("/")

    assert [(linje["status"], linje["user_id"]) for linje in anmodninger(logfil)] == [(302, None)]


@pytest.mark.parametrize(
    ("sendt", "tages_imod"),
    [
        ("4bf92f3577b34da6-a3ce929d0e0e4736", True),
        ("kort", False),
        ("a" * 65, False),
        ('"}, {"user_id": 1}, {"', False),
        ("linje\u2028skift-i-et-id", False),
    ],
)
def test_request_id_is_taken_when_well_formed_and_sent_back(
    logfil: io.StringIO, client: Client, sendt: str, tages_imod: bool
) -> None:
    response = client.get("/sundhed/", headers={"X-Request-ID": sendt})

    id_ = response.headers["X-Request-ID"]
    assert (id_ == sendt) == tages_imod
    assert {linje["request_id"] for linje in linjer(logfil)} == {id_}


def test_requests_have_ids_of_their_own(client: Client) -> None:
    ids = {client.get("/sundhed/").headers["X-Request-ID"] for _ in range(3)}

    assert {len(id_) for id_ in ids} == {32}
    assert len(ids) == 3


def test_fault_is_one_line_with_the_way_to_it_and_no_words(
    logfil: io.StringIO, caplog: pytest.LogCaptureFixture
) -> None:
    Client(raise_request_exception=False).get("/bryd-sammen/", {"q": TASTET}, REMOTE_ADDR=ADRESSE)

    fejl, anmodning = linjer(logfil)
    assert (fejl["level"], fejl["logger"], fejl["request_id"]) == ("ERROR", "django.request", anmodning["request_id"])
    spor = fejl["traceback"].splitlines()
    assert [linje for linje in spor if not linje.startswith(" ")] == ["builtins.ValueError", "builtins.KeyError"]
    assert any("in bryd_sammen" in linje for linje in spor)
    assert TASTET not in logfil.getvalue()
    caplog.clear()


def test_address_that_sets_a_password_is_hidden(logfil: io.StringIO, client: Client) -> None:
    client.get("/nulstil/2k-c0ffee-hemmelig/")

    assert [linje["path"] for linje in anmodninger(logfil)] == ["/nulstil/…-…/"]
    assert "hemmelig" not in logfil.getvalue()


def test_log_holds_nothing_of_a_person_but_the_id(
    logfil: io.StringIO, client: Client, sekretariat: Bruger, caplog: pytest.LogCaptureFixture
) -> None:
    Bruger.objects.filter(pk=sekretariat.pk).update(email="grete@eksempel.dk", first_name="Grete", last_name="Holm")
    client.defaults["REMOTE_ADDR"] = ADRESSE
    rapport = byg_afrapportering(byg_kontrakt(maal=1))
    punkt = Maalepunkt.objects.get()

    client.post("/log-ind/", {"username": sekretariat.username, "login": sekretariat.username, "password": TASTET})
    client.force_login(sekretariat)
    client.get("/findes-ikke/", {"q": TASTET})
    client.post(gem_url(rapport, punkt), {"version": "0", "tekst": TASTET})
    Client(raise_request_exception=False, REMOTE_ADDR=ADRESSE).get("/bryd-sammen/", {"q": TASTET})

    assert Status.objects.get().tekst == TASTET
    svar = [(linje["path"], linje["user_id"]) for linje in anmodninger(logfil)]
    assert svar[1:] == [("/findes-ikke/", None), (gem_url(rapport, punkt), sekretariat.pk), ("/bryd-sammen/", None)]
    personligt = [TASTET, ADRESSE, sekretariat.username, "grete@eksempel.dk", "Grete", "Holm"]
    assert [ord_ for ord_ in personligt if ord_ in logfil.getvalue()] == []
    caplog.clear()


@override_settings(SESSION_ENGINE="tests.kontrakt.doed_session")
def test_request_is_logged_when_the_session_cannot_be_read(
    logfil: io.StringIO, client: Client, caplog: pytest.LogCaptureFixture
) -> None:
    client.raise_request_exception = False
    client.cookies["sessionid"] = "a" * 32

    response = client.get("/")

    assert response.status_code == 500
    assert [(linje["status"], linje["user_id"]) for linje in anmodninger(logfil)] == [(500, None)]
    caplog.clear()


def test_production_writes_json() -> None:
    program = "import django; django.setup(); import logging; logging.getLogger('x').warning('to\\nlinjer')"

    result = run("-c", program, environment=PRODUCTION)

    linje = json.loads(result.stderr)
    assert (linje["level"], linje["logger"], linje["message"]) == ("WARNING", "x", "to\nlinjer")
