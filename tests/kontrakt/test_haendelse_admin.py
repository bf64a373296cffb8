"""The log in the administration: searched, filtered and exported by the administrator, and changed by nobody."""

import csv
from datetime import datetime
from io import StringIO
from typing import Any

import pytest
from django.test import Client
from django.urls import reverse
from django.utils import timezone
from pytest_django import DjangoAssertNumQueries

from kontrakt.csvfil import uden_formel
from kontrakt.haendelser import log
from kontrakt.models import Bruger, Haendelse, Haendelsesslags

pytestmark = pytest.mark.django_db

LISTE = "admin:kontrakt_haendelse_changelist"
EKSPORT = "admin:kontrakt_haendelse_eksport"


@pytest.fixture
def admin_klient(client: Client, administrator: Bruger) -> Client:
    """The administrator's browser."""
    client.force_login(administrator)
    return client


@pytest.fixture(autouse=True)
def haendelser(sekretariat: Bruger) -> None:
    """A load without a user, and an export by one."""
    log(Haendelsesslags.INDLAESNING, bruger=None, genstand="nordjylland-2021.yaml", beskrivelse="=1+1")
    log(Haendelsesslags.EKSPORT, bruger=sekretariat, genstand="Foreløbig afrapportering 2021")


def raekker(svar: Any) -> list[list[str]]:
    """The cells of an exported file, without the time."""
    tekst = b"".join(svar.streaming_content).decode()
    assert tekst.startswith("\ufeffTidspunkt;Hvad;")
    return [raekke[1:] for raekke in csv.reader(StringIO(tekst), delimiter=";")][1:]


def test_list_is_searched_and_filtered(admin_klient: Client, sekretariat: Bruger) -> None:
    soegt = admin_klient.get(reverse(LISTE), {"q": "nordjylland-2021.yaml"}).content.decode()
    filtreret = admin_klient.get(
        reverse(LISTE), {"slags__exact": "eksport", "bruger__id__exact": str(sekretariat.pk)}
    ).content.decode()

    assert "1 hændelse" in soegt
    assert "1 hændelse" in filtreret


@pytest.mark.parametrize(
    ("periode", "tidspunkter"),
    [
        ("2025", ["2025-12-31 23:59:59"]),
        ("2026", ["2026-01-01 00:00:00", "2026-11-30 23:59:59", "2026-12-01 00:00:00"]),
        ("2026-01", ["2026-01-01 00:00:00"]),
        ("2026-11", ["2026-11-30 23:59:59"]),
        ("2026-12", ["2026-12-01 00:00:00"]),
        ("2024", []),
        ("rod", []),
    ],
)
def test_list_is_narrowed_to_a_year_or_a_month_in_danish_time(
    admin_klient: Client, periode: str, tidspunkter: list[str]
) -> None:
    for tid in ("2025-12-31 23:59:59", "2026-01-01 00:00:00", "2026-11-30 23:59:59", "2026-12-01 00:00:00"):
        Haendelse.objects.create(
            tidspunkt=timezone.make_aware(datetime.fromisoformat(tid)), slags=Haendelsesslags.TILSTAND
        )

    svar = admin_klient.get(reverse(LISTE), {"periode": periode, "slags__exact": "tilstand"})

    fundne = [f"{timezone.localtime(h.tidspunkt):%Y-%m-%d %H:%M:%S}" for h in svar.context["cl"].result_list]
    assert sorted(fundne) == tidspunkter


def test_export_at_an_address_that_makes_no_sense_leads_to_the_list(admin_klient: Client) -> None:
    svar = admin_klient.get(reverse(EKSPORT), {"tidspunkt__gte": "rod"})

    assert (svar.status_code, svar["Location"]) == (302, reverse(LISTE))


def test_list_links_to_the_user_it_is_about(admin_klient: Client, sekretariat: Bruger) -> None:
    html = admin_klient.get(reverse(LISTE), {"slags__exact": "rettigheder"}).content.decode()

    side = reverse("admin:kontrakt_bruger_change", args=[sekretariat.pk])
    assert f'<a href="{side}">Bruger {sekretariat.pk}</a>' in html


def test_nobody_adds_changes_or_deletes(admin_klient: Client) -> None:
    haendelse = Haendelse.objects.order_by("pk").first()
    assert haendelse is not None
    antal = Haendelse.objects.count()

    assert admin_klient.get(reverse("admin:kontrakt_haendelse_add")).status_code == 403
    for navn in ("change", "delete"):
        svar = admin_klient.post(reverse(f"admin:kontrakt_haendelse_{navn}", args=[haendelse.pk]), {"post": "yes"})
        assert svar.status_code == 403
    admin_klient.post(reverse(LISTE), {"action": "delete_selected", "_selected_action": haendelse.pk, "post": "yes"})

    assert Haendelse.objects.count() == antal


def test_export_holds_the_filtered_list_and_is_logged(
    admin_klient: Client, administrator: Bruger, sekretariat: Bruger
) -> None:
    svar = admin_klient.get(reverse(EKSPORT), {"slags__exact": "eksport"})

    navn = "sekretariat-nordjylland"
    assert raekker(svar) == [["Eksport", str(sekretariat.pk), navn, "Foreløbig afrapportering 2021", ""]]
    seneste = Haendelse.objects.latest("pk")
    assert (seneste.slags, seneste.bruger, seneste.genstand) == (Haendelsesslags.EKSPORT, administrator, "Loggen")
    assert seneste.beskrivelse == "CSV-fil med antal hændelser: 1."


def test_export_holds_no_formula(admin_klient: Client) -> None:
    svar = admin_klient.get(reverse(EKSPORT), {"slags__exact": "indlaesning"})

    assert raekker(svar) == [["Indlæsning", "", "", "nordjylland-2021.yaml", "'=1+1"]]


@pytest.mark.parametrize("celle", ["=A1", "+1", "-1", "@SUM(A1)", "\t=A1", " =A1", "＝A1"])
def test_cell_that_a_spreadsheet_would_compute_stays_text(celle: str) -> None:
    assert uden_formel(celle) == f"'{celle}"


def test_export_is_for_the_administrator_alone(client: Client, direktoer: Bruger) -> None:
    client.force_login(direktoer)

    assert client.get(reverse(EKSPORT)).status_code == 302  # to where the administration begins, which refuses
    assert client.get(reverse(EKSPORT), follow=True).status_code == 403
    assert not Haendelse.objects.filter(genstand="Loggen").exists()


def test_list_takes_the_same_queries_whatever_the_size(
    admin_klient: Client, sekretariat: Bruger, django_assert_num_queries: DjangoAssertNumQueries
) -> None:
    for antal in (1, 20):
        for _ in range(antal):
            log(Haendelsesslags.EKSPORT, bruger=sekretariat)
        with django_assert_num_queries(6):
            admin_klient.get(reverse(LISTE))
