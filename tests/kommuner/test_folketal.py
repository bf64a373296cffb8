"""The door for population: a transaction, what it changes by year, its history, and what looks odd."""

from typing import Any

import pytest
from django.core.exceptions import PermissionDenied, ValidationError

from kommuner.folketal import Aarsforskel, Aendring, gem_folketal, indlaes_folketal, store_spring
from kommuner.folketalsformat import Folketalsfejl
from kommuner.models import Folketal
from kontrakt.bekraeft import Kilde
from kontrakt.models import Bruger, Haendelse, Haendelsesslags, Kommune
from tests.byggere import byg_kommune
from tests.kommuner.folketalsfiler import LANG, NAVNE

pytestmark = pytest.mark.django_db

KILDE = Kilde("folk1a.csv", LANG.encode())


@pytest.fixture(autouse=True)
def kommuner() -> list[Kommune]:
    """The municipalities of the files: København, Samsø and Aarhus."""
    return [byg_kommune(kode, navn) for kode, navn in NAVNE.items()]


def gemt() -> list[tuple[int, str, int]]:
    """What the database says."""
    raekker = Folketal.objects.order_by("aar", "kommune__kode")
    return list(raekker.values_list("aar", "kommune__navn", "antal"))


def historik(navn: str) -> list[tuple[Any, ...]]:
    """The history of a municipality's numbers."""
    raekker = Folketal.history.filter(kommune__navn=navn).order_by("history_id")
    return list(raekker.values_list("aar", "antal", "history_type", "history_change_reason", "history_user"))


def test_saving_tells_by_year_what_is_new_what_changes_and_what_stays(kommuner: list[Kommune]) -> None:
    koebenhavn, samsoe, aarhus = kommuner
    gem_folketal(folketal={2024: {koebenhavn: 660_842, samsoe: 3_688}})

    forskelle = gem_folketal(
        folketal={2025: {aarhus: 373_388}, 2024: {koebenhavn: 660_842, samsoe: 3_700, aarhus: 367_095}}
    )

    assert forskelle == (
        Aarsforskel(2024, nye=1, aendrede=(Aendring("Samsø", 3_688, 3_700),), samme=1, i_alt=1_031_637),
        Aarsforskel(2025, nye=1, aendrede=(), samme=0, i_alt=373_388),
    )
    assert [forskel.antal for forskel in forskelle] == [2, 1]
    assert gemt() == [
        (2024, "København", 660_842),
        (2024, "Samsø", 3_700),
        (2024, "Aarhus", 367_095),
        (2025, "Aarhus", 373_388),
    ]


def test_what_is_not_given_is_left_as_it_is(kommuner: list[Kommune]) -> None:
    gem_folketal(folketal={2024: {kommuner[0]: 660_842}, 2025: {kommuner[0]: 667_099}})

    gem_folketal(folketal={2024: {kommuner[1]: 3_688}})

    assert gemt() == [(2024, "København", 660_842), (2024, "Samsø", 3_688), (2025, "København", 667_099)]


@pytest.mark.parametrize("antal", [-1, 10_000_000])
def test_number_that_cannot_be_changes_nothing(kommuner: list[Kommune], antal: int) -> None:
    with pytest.raises(ValidationError) as grund:
        gem_folketal(folketal={2024: {kommuner[0]: 660_842}, 2025: {kommuner[1]: antal}})

    tal = {-1: "−1", 10_000_000: "10.000.000"}[antal]
    assert grund.value.messages == [f"Samsø, 1. januar 2025: {tal} kan ikke være en kommunes folketal."]
    assert gemt() == []


def test_loading_leaves_history_only_of_what_it_changes(administrator: Bruger) -> None:
    indlaes_folketal(KILDE, bruger=administrator)
    indlaes_folketal(KILDE, bruger=administrator)
    indlaes_folketal(Kilde("rettet.csv", LANG.replace("3669", "3670").encode()))

    assert historik("Samsø") == [
        (2024, 3_688, "+", "Indlæst fra folk1a.csv", administrator.pk),
        (2025, 3_669, "+", "Indlæst fra folk1a.csv", administrator.pk),
        (2025, 3_670, "~", "Indlæst fra rettet.csv", None),
    ]


def test_load_is_logged_with_the_file_and_the_number_of_changes(administrator: Bruger) -> None:
    indlaes_folketal(Kilde("/hjem/et/sted/folk1a.csv", KILDE.indhold), bruger=administrator)

    haendelse = Haendelse.objects.filter(slags=Haendelsesslags.INDLAESNING).get()
    assert (haendelse.bruger, haendelse.genstand, haendelse.beskrivelse) == (
        administrator,
        "folk1a.csv",
        "folk1a.csv (Folketal): antal ændringer 6",
    )


def test_rehearsal_tells_the_same_and_saves_nothing() -> None:
    foer = Haendelse.objects.count()

    proevet = indlaes_folketal(KILDE, proev=True)

    assert (gemt(), historik("Samsø"), Haendelse.objects.count()) == ([], [], foer)
    assert proevet == indlaes_folketal(KILDE)
    assert (proevet.navn, proevet.antal, proevet.advarsler, proevet.udeladt) == ("folk1a.csv", 6, (), ())


def test_file_with_an_error_changes_nothing() -> None:
    with pytest.raises(Folketalsfejl):
        indlaes_folketal(Kilde("folk1a.csv", LANG.replace("3669", "x").encode()))

    assert gemt() == []


@pytest.mark.parametrize("hvem", ["sekretariat", "direktoer", "laeser"])
def test_only_an_administrator_loads(hvem: str, request: pytest.FixtureRequest) -> None:
    with pytest.raises(PermissionDenied):
        indlaes_folketal(KILDE, bruger=request.getfixturevalue(hvem))

    assert gemt() == []


@pytest.mark.parametrize(
    ("foer", "nu", "advarsler"),
    [
        (1_000, 1_100, ()),
        (1_000, 900, ()),
        (1_000, 1_101, ("Samsø: 1.000 → 1.101 (10,1 %) fra 1. januar 2024 til 2025. Er det rigtigt?",)),
        (1_000, 899, ("Samsø: 1.000 → 899 (−10,1 %) fra 1. januar 2024 til 2025. Er det rigtigt?",)),
        (0, 5, ("Samsø: 0 → 5 fra 1. januar 2024 til 2025. Er det rigtigt?",)),
    ],
)
def test_change_of_more_than_ten_percent_is_asked_about(
    kommuner: list[Kommune], foer: int, nu: int, advarsler: tuple[str, ...]
) -> None:
    gem_folketal(folketal={2024: {kommuner[0]: 5, kommuner[1]: foer}, 2025: {kommuner[1]: nu}})

    assert store_spring([2025]) == advarsler
    assert store_spring([2024, 2026]) == ()


def test_number_is_held_against_the_year_before_only(kommuner: list[Kommune]) -> None:
    gem_folketal(folketal={2022: {kommuner[1]: 1_000}, 2024: {kommuner[1]: 9_000}})

    assert store_spring([2022, 2024]) == ()


@pytest.mark.parametrize("antal_aar", [1, 18])
def test_loading_asks_as_often_whatever_the_number_of_years(django_assert_num_queries: Any, antal_aar: int) -> None:
    linjer = [f"{kode};{2008 + nr}K1;{100_000 + nr}" for nr in range(antal_aar) for kode in NAVNE]
    kilde = Kilde("folk1a.csv", "\n".join(["OMRÅDE;TID;INDHOLD", *linjer]).encode())

    with django_assert_num_queries(10):
        indlaes_folketal(kilde)
