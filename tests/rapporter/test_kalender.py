"""A person's calendar: what is in it for whom, what a calendar program needs, and who can open it."""

from datetime import date, timedelta
from typing import Any

import pytest
from django.contrib.sessions.models import Session
from django.test import Client, override_settings
from django.urls import reverse
from icalendar import Calendar
from pytest_django import DjangoAssertNumQueries

from kontrakt.models import Bruger, Frekvens, Kontrakttilstand, Rolle
from kontrakt.paamindelser import kalendernoegle, lav_kalenderadresse, luk_kalender
from maal.typer import Slags, Tilstand
from tests.byggere import byg_afrapportering, byg_bruger, byg_kontrakt, byg_rammeaftale, gaa_til
from tests.kontrakt.test_logning import anmodninger, logfil  # noqa: F401 - a fixture

pytestmark = pytest.mark.django_db

# Contracts far ahead, so that no test depends on the day it is run
FREMTID = {"fra_aar": 2060, "til_aar": 2060}


def byg_fremtid(hus: str = "nordjylland", **felter: Any) -> Any:
    """A contract whose deadlines lie far ahead."""
    return byg_kontrakt(hus, maal=1, **{**FREMTID, "rammeaftale": byg_rammeaftale(2060, 2062), **felter})


def adresse(bruger: Bruger) -> str:
    """The address of the user's calendar, which is opened."""
    lav_kalenderadresse(bruger_id=bruger.pk)
    bruger.refresh_from_db()
    return reverse("rapporter:kalender", args=[kalendernoegle(bruger)])


def hent(bruger: Bruger) -> bytes:
    """The calendar as its program gets it, without a log-in."""
    svar = Client().get(adresse(bruger))
    assert svar.status_code == 200
    return svar.content


def begivenheder(bruger: Bruger) -> list[Any]:
    """The events of the user's calendar, read back by the library."""
    return list(Calendar.from_ical(hent(bruger)).walk("VEVENT"))


def om(bruger: Bruger) -> list[str]:
    """What the user's events are about."""
    return [str(en["SUMMARY"]) for en in begivenheder(bruger)]


def test_deadline_is_an_all_day_event_with_ground_and_link(sekretariat: Bruger) -> None:
    byg_fremtid()

    (en,) = begivenheder(sekretariat)

    assert en["SUMMARY"] == "Frist: endelig afrapportering 2060, Erhvervshus Nordjylland"
    assert (en["DTSTART"].dt, en["DTEND"].dt) == (date(2061, 6, 30), date(2061, 7, 1))
    assert en["DTSTART"].params["VALUE"] == "DATE"  # a day, not a midnight in some time zone
    assert en["UID"] == "nordjylland-2060-endelig-2060@resultatkontrakt"
    assert en["DTSTAMP"].dt.utcoffset() == timedelta(0)
    assert en["TRANSP"] == "TRANSPARENT"
    assert en["URL"] == "http://testserver/kontrakter/nordjylland-2060/"
    assert en["DESCRIPTION"] == (
        "Rammeaftalen, afsnit 8: erhvervshuset afrapporterer årligt og senest i andet kvartal til KKR, KL og "
        "Erhvervsstyrelsen om målene for det foregående år.\n\n"
        "Resultatkontrakt 2060, Erhvervshus Nordjylland: http://testserver/kontrakter/nordjylland-2060/"
    )
    assert list(en.walk("VALARM")) == []


def test_calendar_says_what_it_is_and_how_often_to_fetch_it(sekretariat: Bruger) -> None:
    kalender: Any = Calendar.from_ical(hent(sekretariat))

    assert {navn: str(kalender[navn].to_ical(), "utf-8") for navn in kalender} == {
        "PRODID": "-//Resultatkontrakt//Frister//DA",
        "VERSION": "2.0",
        "METHOD": "PUBLISH",
        "NAME": "Frister for resultatkontrakter",
        "X-WR-CALNAME": "Frister for resultatkontrakter",
        "X-WR-TIMEZONE": "Europe/Copenhagen",
        "REFRESH-INTERVAL": "PT12H",
        "X-PUBLISHED-TTL": "PT12H",
    }
    assert b"\r\nREFRESH-INTERVAL;VALUE=DURATION:PT12H\r\n" in hent(sekretariat)


def test_file_is_folded_as_the_standard_asks_and_keeps_danish_letters(sekretariat: Bruger) -> None:
    byg_fremtid(frekvens=Frekvens.HALVAARLIG)

    fil = hent(sekretariat)

    linjer = fil.split(b"\r\n")
    assert b"\n" not in b"".join(linjer)
    assert max(map(len, linjer)) <= 75
    assert linjer[-1] == b""
    assert "halvårlig".encode() in fil


def test_event_is_the_same_when_its_day_is_moved_and_gone_when_it_is_met(sekretariat: Bruger) -> None:
    kontrakt = byg_fremtid()
    (foer,) = begivenheder(sekretariat)

    rapport = byg_afrapportering(kontrakt, slags=Slags.ENDELIG, frist=date(2061, 9, 1))
    (efter,) = begivenheder(sekretariat)

    assert (efter["UID"], efter["DTSTART"].dt) == (foer["UID"], date(2061, 9, 1))
    rapport.pr_dato = date(2020, 12, 31)  # a meeting in the past
    rapport.save()
    gaa_til(rapport, Tilstand.GODKENDT)
    assert len(begivenheder(sekretariat)) == 1
    gaa_til(rapport, Tilstand.SENDT)
    assert begivenheder(sekretariat) == []


@pytest.mark.parametrize(
    ("person", "huse"),
    [
        ("administrator", {"Midtjylland", "Nordjylland"}),
        ("sekretariat", {"Nordjylland"}),
        ("direktoer", {"Nordjylland"}),
        ("fremmed_direktoer", {"Midtjylland"}),
        ("laeser", {"Midtjylland", "Nordjylland"}),
    ],
)
def test_calendar_has_the_contracts_that_the_person_may_see(
    person: str, huse: set[str], request: pytest.FixtureRequest
) -> None:
    byg_fremtid()
    byg_fremtid("midtjylland")

    assert {en.rpartition(" ")[2] for en in om(request.getfixturevalue(person))} == huse


@pytest.mark.parametrize("tilstand", [Tilstand.KLADDE, Tilstand.INDSENDT])
def test_reader_cannot_tell_by_the_calendar_that_there_is_a_draft(tilstand: Tilstand, laeser: Bruger) -> None:
    kontrakt = byg_fremtid()
    byg_fremtid("sjaelland", tilstand=Kontrakttilstand.UDKAST)
    uden = om(laeser)

    byg_afrapportering(kontrakt, slags=Slags.ENDELIG, frist=date(2061, 5, 1), pr_dato=date(2060, 12, 31))
    byg_afrapportering(kontrakt, pr_dato=date(2060, 3, 31), frist=date(2060, 5, 1))
    kontrakt.afrapporteringer.update(tilstand=tilstand)

    assert om(laeser) == uden == ["Frist: endelig afrapportering 2060, Erhvervshus Nordjylland"]
    assert [en["DTSTART"].dt for en in begivenheder(laeser)] == [date(2061, 6, 30)]


def test_reader_has_no_deadline_of_what_is_there_to_be_read(laeser: Bruger) -> None:
    byg_afrapportering(byg_kontrakt(maal=1), slags=Slags.ENDELIG, tilstand=Tilstand.GODKENDT)

    assert om(laeser) == []


def test_address_needs_no_session_and_makes_none(sekretariat: Bruger) -> None:
    svar = Client().get(adresse(sekretariat))

    assert svar.headers["Content-Type"] == "text/calendar; charset=utf-8"
    assert {"private", "no-store"} <= set(svar.headers["Cache-Control"].split(", "))
    assert svar.headers["Referrer-Policy"] == "no-referrer"
    assert (svar.cookies, Session.objects.count()) == ({}, 0)


@override_settings(KRAEV_TOTRIN=frozenset({"sekretariat"}))
def test_address_opens_also_in_the_browser_of_who_lacks_a_second_step(sekretariat: Bruger, client: Client) -> None:
    client.force_login(sekretariat)

    assert client.get(adresse(sekretariat)).status_code == 200


def test_new_address_closes_the_old_and_a_closed_one_opens_nothing(sekretariat: Bruger) -> None:
    gammel, ny = adresse(sekretariat), adresse(sekretariat)
    assert [Client().get(en).status_code for en in (gammel, ny)] == [404, 200]

    luk_kalender(bruger_id=sekretariat.pk)

    sekretariat.refresh_from_db()
    assert Client().get(ny).status_code == 404
    assert kalendernoegle(sekretariat) == ""


def test_calendar_of_who_is_no_longer_active_is_closed(sekretariat: Bruger) -> None:
    vej = adresse(sekretariat)
    Bruger.objects.update(is_active=False)

    assert Client().get(vej).status_code == 404


def test_key_cannot_be_made_or_changed_by_others(
    sekretariat: Bruger, django_assert_num_queries: DjangoAssertNumQueries
) -> None:
    vej = adresse(sekretariat)
    anden = byg_bruger(Rolle.DIREKTOER, kalender=sekretariat.kalender)
    noegle = kalendernoegle(sekretariat)
    fremmed = kalendernoegle(anden).partition(".")[0] + "." + noegle.partition(".")[2]
    with override_settings(SECRET_KEY="en anden hemmelighed"):
        gaettet = kalendernoegle(sekretariat)

    with django_assert_num_queries(0):
        for proevet in (
            f"/kalender/{fremmed}/",
            f"/kalender/{gaettet}/",
            "/kalender/x/",
            "/kalender/æ.ø/",
            f"{vej[:-1]}x/",
            "/kalender/../",
        ):
            assert Client().get(proevet).status_code == 404, proevet
    assert Client().get(vej).status_code == 200


def test_key_is_not_in_the_log(sekretariat: Bruger, logfil: Any) -> None:  # noqa: F811 - the fixture
    vej = adresse(sekretariat)

    Client().get(vej)
    luk_kalender(bruger_id=sekretariat.pk)
    Client().get(vej)

    assert [(linje["path"], linje["status"], linje["user_id"]) for linje in anmodninger(logfil)] == [
        ("/kalender/…/", 200, None),
        ("/kalender/…/", 404, None),
    ]
    assert vej.split("/")[2] not in logfil.getvalue()


@pytest.mark.parametrize("antal", [2, 12])
@pytest.mark.parametrize("rolle", ["administrator", "laeser"])
def test_queries_do_not_grow_with_the_contracts(
    antal: int, rolle: str, request: pytest.FixtureRequest, django_assert_num_queries: DjangoAssertNumQueries
) -> None:
    vej = adresse(request.getfixturevalue(rolle))
    for aar in range(2001, 2001 + antal):
        byg_afrapportering(byg_kontrakt(fra_aar=aar, maal=1, rammeaftale=byg_rammeaftale(2001, 2030)))

    with django_assert_num_queries(3):
        svar = Client().get(vej)

    assert len(Calendar.from_ical(svar.content).walk("VEVENT")) == antal
