"""The contract page and the overview when the newest report's spread takes its result from guidance."""

import pytest
from django.test import Client
from pytest_django import DjangoAssertNumQueries

from kontrakt.models import Bruger
from maal.models import Maal, Maalepunkt
from tests.byggere import byg_afrapportering, byg_kontrakt, byg_maal, byg_punkt, udfyld
from tests.maal.spredt import JUNI, byg_spredningspunkt, byg_tal

pytestmark = pytest.mark.django_db


@pytest.fixture
def klient(client: Client, sekretariat: Bruger) -> Client:
    """The secretariat's browser."""
    client.force_login(sekretariat)
    return client


@pytest.mark.parametrize("maal", [1, 20])
def test_pages_ask_at_most_fourteen_times(
    maal: int, klient: Client, django_assert_num_queries: DjangoAssertNumQueries
) -> None:
    kontrakt = byg_spredningspunkt().maal.kontrakt
    for nummer in range(2, maal + 1):
        byg_punkt(byg_maal(kontrakt, nummer))
    kontrakt.forgaenger = byg_kontrakt(fra_aar=2020, maal=maal)
    kontrakt.save()
    rapport = byg_afrapportering(kontrakt)
    punkt = Maalepunkt.objects.exclude(spredning_niveau="").get()
    udfyld(rapport, punkt, vejledningstal=byg_tal(27, 4, 60, pr_dato=JUNI))

    with django_assert_num_queries(14):
        kontraktside = klient.get(f"/kontrakter/{kontrakt.slug}/").content.decode()
    with django_assert_num_queries(11):
        oversigt = klient.get("/").content.decode()

    assert Maal.objects.filter(kontrakt=kontrakt).count() == maal
    assert "Delvist opfyldt" in kontraktside
    assert "Delvist opfyldt" in oversigt
