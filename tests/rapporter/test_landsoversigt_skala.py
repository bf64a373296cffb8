"""The houses side by side ask as often with six houses and twenty years as with two houses and one."""

from datetime import date

import pytest
from django.test import Client
from pytest_django import DjangoAssertNumQueries

from kontrakt.models import Bruger
from maal.models import Afrapportering
from maal.typer import Enhed, Krav, Tilstand
from tests.byggere import (
    byg_faellesmaaltal,
    byg_indikator,
    byg_kommune,
    byg_punkt,
    byg_rammeaftale,
    byg_vejledningstal,
    udfyld,
)
from tests.rapporter.landsverden import HUSE, UNGE, byg_aar, byg_stort, rapporter

pytestmark = pytest.mark.django_db


@pytest.mark.parametrize(("huse", "antal"), [(HUSE[:2], 1), (HUSE, 20)], ids=["2 houses, 1 year", "6 houses, 20 years"])
@pytest.mark.parametrize(("kladde", "hvem", "antal_svar"), [(False, "laeser", 12), (True, "administrator", 14)])
def test_page_and_workbook_ask_as_often_whatever_the_size(
    huse: tuple[str, ...],
    antal: int,
    kladde: bool,
    hvem: str,
    antal_svar: int,
    request: pytest.FixtureRequest,
    django_assert_num_queries: DjangoAssertNumQueries,
) -> None:
    byg_stort(huse, 2001, antal, kladde=kladde)
    aar = 2000 + antal
    byg_faellesmaaltal(byg_indikator(UNGE), aar, dict.fromkeys(huse, 100), byg_rammeaftale(2001, aar))
    bruger: Bruger = request.getfixturevalue(hvem)
    client = Client()
    client.force_login(bruger)
    assert Afrapportering.objects.count() == len(huse) * antal

    with django_assert_num_queries(antal_svar):
        oversigt = client.get(f"/rapporter/landsoversigt/{aar}/").context["oversigt"]
    with django_assert_num_queries(antal_svar + 1):  # that it was fetched stands in the log
        client.get(f"/rapporter/landsoversigt/{aar}/excel/")

    sidste = huse[-1]
    assert [kolonne.er_kladde for kolonne in oversigt.huse] == [
        kladde and hus.noegle == sidste for hus in oversigt.huse
    ]
    assert len(oversigt.grupper) == 3


def test_page_asks_fifteen_times_at_most_also_when_a_draft_rests_on_guidance(
    sekretariat: Bruger, django_assert_num_queries: DjangoAssertNumQueries
) -> None:
    rapporter(byg_aar("fyn"), {UNGE: 90})
    kontrakt = byg_aar("nordjylland")
    byg_kommune()
    punkt = byg_punkt(
        kontrakt.maal.get(nummer=1),
        2,
        enhed=Enhed.SPREDNING,
        krav=Krav.INDEN_FOR,
        maaltal=0,
        tolerance=10,
        spredning_niveau="kommune",
        spredning_grundlag="faktisk",
        spredning_afvigelse="relativ",
    )
    kladde = rapporter(kontrakt, {}, tilstand=Tilstand.KLADDE)
    udfyld(kladde, punkt, vejledningstal=byg_vejledningstal(pr_dato=date(2022, 12, 31)))
    client = Client()
    client.force_login(sekretariat)

    with django_assert_num_queries(15):
        svar = client.get("/rapporter/landsoversigt/2022/")

    assert svar.context["oversigt"].huse[1].er_kladde
