"""The municipalities' pages and workbooks ask as often with 98 municipalities and 20 years as with 19 and one."""

import pytest
from pytest_django.fixtures import DjangoAssertNumQueries

from kommuner.models import Vejledning
from kontrakt.models import Bruger
from tests.rapporter.kommuneverden import byg_stort, log_in

pytestmark = pytest.mark.django_db


@pytest.mark.parametrize(("antal", "aar"), [(19, 1), (98, 20)])
def test_queries_grow_neither_with_municipalities_nor_years(
    antal: int, aar: int, administrator: Bruger, laeser: Bruger, django_assert_num_queries: DjangoAssertNumQueries
) -> None:
    byg_stort(antal, aar)
    assert Vejledning.objects.count() == antal * aar

    for bruger in (administrator, laeser):
        client = log_in(bruger)
        with django_assert_num_queries(9):
            raekker = client.get("/kommuner/").context["tabel"].rows
        with django_assert_num_queries(10):
            side = client.get("/kommuner/0006/").context["side"]
        with django_assert_num_queries(10):
            assert client.get("/kommuner/excel/").status_code == 200
        with django_assert_num_queries(11):
            assert client.get("/kommuner/0006/excel/").status_code == 200
        assert len(raekker) == antal
        assert all(raekke.record.forloeb and raekke.record.forloeb.pladser for raekke in raekker)
        assert [len(del_) for del_ in (side.bidrag, side.pladser, side.rapporter)] == [aar, aar, aar]
