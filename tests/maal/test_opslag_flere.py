"""Several reports as plain data: each as it is alone, and in as many queries for three as for one."""

import pytest
from django.db import connection
from pytest_django import DjangoAssertNumQueries

from kontrakt.triggere import fjern
from maal.models import Afrapportering, Maalepunkt, Oejebliksbillede
from maal.opslag import hent_udtraekkene, udtraek_af
from maal.typer import Slags, Tilstand
from tests.byggere import byg_afrapportering, byg_kontrakt, gaa_til, udfyld

pytestmark = pytest.mark.django_db


def byg(hus: str, tilstand: Tilstand, slags: Slags = Slags.FORELOEBIG) -> Afrapportering:
    """A report with something written, in a state."""
    kontrakt = byg_kontrakt(hus, maal=2, omraader=1)
    rapport = byg_afrapportering(kontrakt, slags=slags)
    udfyld(rapport, Maalepunkt.objects.filter(maal__kontrakt=kontrakt)[0], 81, tekst="Status")
    gaa_til(rapport, tilstand)
    return rapport


def test_each_report_is_as_it_is_alone_live_approved_or_sent() -> None:
    tilstande = {"fyn": Tilstand.KLADDE, "hovedstaden": Tilstand.INDSENDT, "midtjylland": Tilstand.GODKENDT}
    rapporter = [byg(hus, tilstand) for hus, tilstand in {**tilstande, "nordjylland": Tilstand.SENDT}.items()]

    udtraekkene = hent_udtraekkene(rapport.pk for rapport in rapporter)

    assert udtraekkene == {et.pk: udtraek_af(Afrapportering.objects.get(pk=et.pk)) for et in rapporter}
    assert [udtraekkene[et.pk].frosset is None for et in rapporter] == [True, True, False, False]
    assert [udtraekkene[et.pk].tilstand for et in rapporter] == list(Tilstand)


def test_frozen_report_is_as_it_was_approved_whatever_happened_since() -> None:
    rapport = byg("nordjylland", Tilstand.GODKENDT)
    fjern(connection)
    rapport.kontrakt.maal.update(titel="Et andet mål")

    assert [maal.titel for maal in hent_udtraekkene([rapport.pk])[rapport.pk].maal] == [
        "Mål med nummer 1",
        "Mål med nummer 2",
    ]


def test_report_whose_picture_is_damaged_is_left_out_and_logged(caplog: pytest.LogCaptureFixture) -> None:
    rask, syg = byg("fyn", Tilstand.GODKENDT), byg("nordjylland", Tilstand.GODKENDT)
    fjern(connection)
    Oejebliksbillede.objects.filter(afrapportering=syg).update(indhold="{}")

    udtraekkene = hent_udtraekkene([rask.pk, syg.pk])

    assert list(udtraekkene) == [rask.pk]
    assert [record.getMessage() for record in caplog.records] == [
        f"Afrapportering {syg.pk}: Det gemte øjebliksbillede er beskadiget: kontrolsummen passer ikke."
    ]
    caplog.clear()


@pytest.mark.parametrize("huse", [("fyn",), ("fyn", "hovedstaden", "midtjylland")], ids=["1", "3"])
@pytest.mark.parametrize(("tilstand", "antal"), [(Tilstand.KLADDE, 8), (Tilstand.GODKENDT, 1)])
def test_queries_are_the_same_for_one_report_and_three(
    tilstand: Tilstand, antal: int, huse: tuple[str, ...], django_assert_num_queries: DjangoAssertNumQueries
) -> None:
    rapporter = [byg(hus, tilstand).pk for hus in huse]

    with django_assert_num_queries(antal):
        udtraekkene = hent_udtraekkene(rapporter)

    assert len(udtraekkene) == len(huse)


def test_no_reports_ask_nothing(django_assert_num_queries: DjangoAssertNumQueries) -> None:
    with django_assert_num_queries(0):
        assert hent_udtraekkene([]) == {}
