"""Who sees which counts, and why one may not be changed now. What may not be seen has its own, telling date."""

import datetime

import pytest
from django.core.exceptions import PermissionDenied
from django.http import Http404
from pytest_django import DjangoAssertNumQueries

from kommuner.models import Vejledningstal
from kontrakt.models import Bruger, Kontrakt, Kontrakttilstand, Rolle
from maal.typer import Tilstand
from maal.vejledning_opslag import (
    hent_hus,
    hent_vejledningstal,
    laast_af,
    laaste,
    raekker_af,
    rapporter_med,
    synlige_vejledningstal,
)
from tests.byggere import byg_bruger, byg_kommune, byg_vejledningstal
from tests.maal.vejledningsverden import byg_brug, byg_omraade

pytestmark = pytest.mark.django_db

UBRUGT, KLADDE, INDSENDT, GODKENDT, SENDT = (datetime.date(aar, 12, 31) for aar in range(2021, 2026))
FREMMED = datetime.date(2020, 12, 31)
EGNE = [SENDT, GODKENDT, INDSENDT, KLADDE, UBRUGT]


@pytest.fixture(autouse=True)
def verden() -> None:
    """A count of Nordjylland's in each state of the report that rests on it, one without, and one of another house."""
    byg_omraade()
    byg_kommune("0751", "Aarhus", "midtjylland")
    byg_vejledningstal(pr_dato=UBRUGT)
    for dato, tilstand in zip((KLADDE, INDSENDT, GODKENDT, SENDT), Tilstand, strict=True):
        byg_brug(byg_vejledningstal(pr_dato=dato), tilstand)
    byg_vejledningstal("midtjylland", FREMMED)


def tal(pr_dato: datetime.date) -> Vejledningstal:
    return Vejledningstal.objects.select_related("erhvervshus").get(pr_dato=pr_dato)


@pytest.mark.parametrize(
    ("person", "ses"),
    [
        ("sekretariat", EGNE),
        ("direktoer", EGNE),
        ("fremmed_sekretariat", [FREMMED]),
        ("fremmed_direktoer", [FREMMED]),
        ("laeser", [SENDT, GODKENDT]),
        ("administrator", sorted([*EGNE, FREMMED], reverse=True)),
    ],
)
def test_parties_see_all_their_own_and_readers_what_an_approved_report_rests_on(
    request: pytest.FixtureRequest, person: str, ses: list[datetime.date]
) -> None:
    bruger = request.getfixturevalue(person)

    assert list(synlige_vejledningstal(bruger).order_by("-pr_dato").values_list("pr_dato", flat=True)) == ses


def test_municipality_sees_what_the_other_readers_do() -> None:
    kommune = byg_bruger(Rolle.LAESER, username="kommune", kommune=byg_kommune())

    assert list(synlige_vejledningstal(kommune).values_list("pr_dato", flat=True)) == [SENDT, GODKENDT]


def test_reader_sees_no_count_of_a_contract_that_is_not_agreed(laeser: Bruger) -> None:
    Kontrakt.objects.update(tilstand=Kontrakttilstand.UDKAST)

    assert not synlige_vejledningstal(laeser).exists()


def test_deactivated_user_sees_none(direktoer: Bruger) -> None:
    direktoer.is_active = False

    assert not synlige_vejledningstal(direktoer).exists()


def test_count_is_found_by_house_and_day(laeser: Bruger) -> None:
    assert str(hent_vejledningstal(laeser, "nordjylland", GODKENDT)) == (
        "Erhvervshus Nordjylland: Vejledningstal pr. 31. december 2024"
    )


@pytest.mark.parametrize(("hus", "pr_dato"), [("nordjylland", INDSENDT), ("fyn", GODKENDT), ("midtjylland", GODKENDT)])
def test_count_that_is_not_there_to_the_user_is_404(laeser: Bruger, hus: str, pr_dato: datetime.date) -> None:
    with pytest.raises(Http404):
        hent_vejledningstal(laeser, hus, pr_dato)


def test_house_is_found_by_who_may_count_for_it(
    direktoer: Bruger, fremmed_sekretariat: Bruger, laeser: Bruger, django_assert_num_queries: DjangoAssertNumQueries
) -> None:
    with django_assert_num_queries(2):
        hus = hent_hus(direktoer, "nordjylland")
        assert [kommune.navn for kommune in hus.kommuner.all()] == ["Hjørring", "Rebild", "Aalborg"]
        assert hus.kkr.noegle == "nordjylland"
    with pytest.raises(Http404):
        hent_hus(fremmed_sekretariat, "nordjylland")
    with pytest.raises(PermissionDenied):
        hent_hus(laeser, "nordjylland")


@pytest.mark.parametrize(
    ("person", "laast"),
    [
        ("direktoer", [SENDT, GODKENDT, INDSENDT]),
        ("sekretariat", [SENDT, GODKENDT]),
        ("administrator", [SENDT, GODKENDT]),
    ],
)
def test_count_is_locked_by_reports_that_the_user_may_not_write_in(
    request: pytest.FixtureRequest, person: str, laast: list[datetime.date]
) -> None:
    bruger = request.getfixturevalue(person)

    assert [dato for dato in EGNE if laast_af(bruger, tal(dato))] == laast


def test_reason_names_the_report_and_what_can_be_done(direktoer: Bruger) -> None:
    assert (laast_af(direktoer, tal(INDSENDT)), laast_af(direktoer, tal(SENDT)), laast_af(direktoer, tal(KLADDE))) == (
        "Tallene bruges i endelig afrapportering 2023, Erhvervshus Nordjylland, som er indsendt, og kan ikke ændres. "
        "KKR-sekretariatet kan sende den tilbage.",
        "Tallene bruges i endelig afrapportering 2025, Erhvervshus Nordjylland, som er sendt til KL og "
        "Erhvervsstyrelsen, og kan ikke ændres. KKR-sekretariatet kan genåbne den.",
        "",
    )


def test_nobody_else_may_change_a_count(fremmed_direktoer: Bruger, laeser: Bruger) -> None:
    grund = "Kun erhvervshusets direktør, KKR-sekretariatet og administratorer kan ændre husets vejledningstal."

    assert (laast_af(fremmed_direktoer, tal(UBRUGT)), laast_af(laeser, tal(UBRUGT))) == (grund, grund)


@pytest.mark.parametrize("antal", [1, 5])
def test_reports_and_rows_of_many_counts_take_as_many_queries_as_of_one(
    direktoer: Bruger, django_assert_num_queries: DjangoAssertNumQueries, antal: int
) -> None:
    pks = [tal(dato).pk for dato in EGNE[:antal]]

    with django_assert_num_queries(2):
        rapporter = rapporter_med(pks)
    with django_assert_num_queries(2):
        assert laaste(direktoer, pks)
    with django_assert_num_queries(1):
        raekker = raekker_af(pks)

    assert [str(rapport) for rapport in rapporter[pks[0]]] == ["Endelig afrapportering 2025, Erhvervshus Nordjylland"]
    assert [raekke.kommune.navn for raekke in raekker[pks[0]]] == ["Hjørring", "Rebild", "Aalborg"]
