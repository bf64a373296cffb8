"""The houses side by side ask as often with six houses and twenty years as with two houses and one."""

import pytest
from django.test import Client
from pytest_django import DjangoAssertNumQueries

from kontrakt.models import Bruger
from maal.models import Afrapportering
from tests.byggere import byg_faellesmaaltal, byg_indikator, byg_rammeaftale
from tests.rapporter.landsverden import HUSE, UNGE, byg_stort

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
