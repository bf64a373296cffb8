"""A count laid out by municipality, beside the population of the year before."""

import datetime
from decimal import Decimal

import pytest
from pytest_django.fixtures import DjangoAssertNumQueries

from kommuner.models import Folketal, Vejledning, Vejledningstal
from kommuner.spredning import KanIkkeBeregnes, Regel
from kommuner.typer import Afvigelse, Grundlag, Niveau, Placering, Vejledningsslags
from kommuner.vejledningstabel import Vejledningstabel, hent_vejledningstabeller, spredning_af
from kontrakt.models import Kommune
from tests.byggere import byg_hus, byg_kommune

pytestmark = pytest.mark.django_db

REGEL = Regel(Niveau.KOMMUNE, Grundlag.FAKTISK, Afvigelse.RELATIV, Decimal(10))


@pytest.fixture
def kommuner() -> list[Kommune]:
    """Two municipalities whose Danish order is not that of their codes or letters."""
    return [byg_kommune("0849", "Aabybro"), byg_kommune("0810", "Øster Brønderslev")]


def byg_tal(kommuner: list[Kommune], *antal: dict[str, int], pr_dato: datetime.date) -> Vejledningstal:
    tal = Vejledningstal.objects.create(erhvervshus=byg_hus(), pr_dato=pr_dato)
    for kommune, egne in zip(kommuner, antal, strict=True):
        Vejledning.objects.create(vejledningstal=tal, kommune=kommune, **egne)
    return tal


def tabel(tal: Vejledningstal) -> Vejledningstabel:
    return hent_vejledningstabeller([tal.pk])[tal.pk]


@pytest.fixture
def tal(kommuner: list[Kommune]) -> Vejledningstal:
    for kommune, antal in zip(kommuner, (1000, 3000), strict=True):
        Folketal.objects.create(kommune=kommune, aar=2024, antal=antal)
        Folketal.objects.create(kommune=kommune, aar=2025, antal=7)
    foerste, anden = {"vaekst": 3, "drift": 0, "kollektive": 40}, {"vaekst": 5, "drift": 2, "kollektive": 1}
    return byg_tal(kommuner, foerste, anden, pr_dato=datetime.date(2025, 6, 30))


def test_municipalities_stand_in_danish_order(tal: Vejledningstal) -> None:
    assert [raekke.navn for raekke in tabel(tal).raekker] == ["Øster Brønderslev", "Aabybro"]


def test_population_is_that_of_the_year_before(tal: Vejledningstal) -> None:
    vist = tabel(tal)

    assert (vist.folketal_aar, [raekke.folketal for raekke in vist.raekker]) == (2024, [3000, 1000])


def test_individual_courses_are_added_but_never_with_participants(tal: Vejledningstal) -> None:
    vist = tabel(tal)

    assert [raekke.individuelle for raekke in vist.raekker] == [7, 3]
    assert (vist.individuelle, vist.sum(Vejledningsslags.KOLLEKTIVE)) == (10, 41)


def test_what_is_not_counted_is_not_zero(tal: Vejledningstal) -> None:
    vist = tabel(tal)

    assert vist.talte == (Vejledningsslags.VAEKST, Vejledningsslags.DRIFT, Vejledningsslags.KOLLEKTIVE)
    assert (vist.sum(Vejledningsslags.DRIFT), vist.sum(Vejledningsslags.HENVISNINGER)) == (2, None)


def test_row_of_the_table_counts_as_the_row_of_the_database(tal: Vejledningstal) -> None:
    i_databasen = {raekke.kommune.navn: raekke.individuelle for raekke in tal.vejledninger.all()}

    assert {raekke.navn: raekke.individuelle for raekke in tabel(tal).raekker} == i_databasen


def test_spread_is_that_of_the_individual_courses(tal: Vejledningstal) -> None:
    spredning = spredning_af(tabel(tal), REGEL)

    assert [(post.navn, post.maaltal, post.antal, post.placering) for post in spredning.poster] == [
        ("Øster Brønderslev", Decimal("7.5"), 7, Placering.INDEN_FOR),
        ("Aabybro", Decimal("2.5"), 3, Placering.OVER),
    ]


def test_spread_without_population_names_the_municipality_and_the_day(
    tal: Vejledningstal, kommuner: list[Kommune]
) -> None:
    kommuner[0].folketal.filter(aar=2024).delete()

    with pytest.raises(KanIkkeBeregnes, match=r"^Folketal 1\. januar 2024 mangler for Aabybro\.$"):
        spredning_af(tabel(tal), REGEL)


def test_spread_of_participants_alone_is_refused(kommuner: list[Kommune]) -> None:
    for kommune in kommuner:
        Folketal.objects.create(kommune=kommune, aar=2024, antal=1000)
    tal = byg_tal(kommuner, {"kollektive": 4}, {"kollektive": 5}, pr_dato=datetime.date(2025, 12, 31))

    with pytest.raises(KanIkkeBeregnes, match=r"^Vejledningstallene har ingen individuelle forløb\.$"):
        spredning_af(tabel(tal), REGEL)


def test_counts_are_fetched_in_one_query_however_many(
    tal: Vejledningstal, kommuner: list[Kommune], django_assert_num_queries: DjangoAssertNumQueries
) -> None:
    andre = [byg_tal(kommuner, {"drift": 1}, {"drift": 2}, pr_dato=datetime.date(2025, 1, dag)) for dag in (1, 2, 3)]

    with django_assert_num_queries(1):
        hent_vejledningstabeller([tal.pk])
    with django_assert_num_queries(1):
        fundet = hent_vejledningstabeller([tal.pk, *(andet.pk for andet in andre)])

    assert list(fundet) == [tal.pk, *(andet.pk for andet in andre)]
