"""One year's key in full: shares, kroner for each inhabitant, the previous key, rows that depart from the method."""

from decimal import Decimal

import pytest
from pydantic import TypeAdapter
from pytest_django import DjangoAssertNumQueries

from kommuner.fordeling import Sumkontrol
from kommuner.models import Bidrag, Folketal, Fordelingsnoegle
from kommuner.noegleside import Forrigenoegle, Noegleraekke, Noegleside, hent_noegleside
from kommuner.typer import Noeglemetode
from kontrakt.models import Bruger, Kontrakt, Kontrakttilstand
from tests.byggere import byg_kontrakt
from tests.noegledata import byg_folketal, byg_kommuner, byg_noegle

pytestmark = pytest.mark.django_db


@pytest.fixture
def kontrakt(db: None) -> Kontrakt:
    """A two-year contract, 2022–2023, whose house has three municipalities with population on 1 January 2021."""
    kontrakt = byg_kontrakt(fra_aar=2022, til_aar=2023, maal=0)
    byg_kommuner(kontrakt)
    byg_folketal(2021)
    return kontrakt


def side(kontrakt: Kontrakt, aar: int = 2022) -> Noegleside:
    """The key of a year that has one."""
    fundet = hent_noegleside(kontrakt, aar)
    assert fundet is not None
    return fundet


def test_key_has_population_shares_previous_amounts_and_what_the_method_gives(kontrakt: Kontrakt) -> None:
    byg_noegle(byg_kontrakt(fra_aar=2020, maal=0), 2020, (20, 5, 55))
    byg_noegle(kontrakt, 2022, (30, 10, 60))

    assert side(kontrakt) == Noegleside(
        slug="nordjylland-2022-2023",
        kontrakt="Resultatkontrakt 2022–2023",
        erhvervshus="Erhvervshus Nordjylland",
        aar=2022,
        raekker=(
            Noegleraekke("0810", "Brønderslev", 30, Decimal(30), 3_000, Decimal(30), 20, 30, 30),
            Noegleraekke("0825", "Læsø", 10, Decimal(10), 1_000, Decimal(10), 5, 10, 10),
            Noegleraekke("0851", "Aalborg", 60, Decimal(60), 6_000, Decimal(60), 55, 60, 60),
        ),
        kontrol=Sumkontrol(sum=100, i_alt=100, antal=3),
        forrige=Forrigenoegle("nordjylland-2020", "Resultatkontrakt 2020", 2020, Sumkontrol(sum=80, i_alt=80, antal=3)),
    )


def test_row_and_sum_have_kroner_for_each_inhabitant_and_the_change(kontrakt: Kontrakt) -> None:
    byg_noegle(byg_kontrakt(fra_aar=2020, maal=0), 2020, (20, 16, 44))
    byg_noegle(kontrakt, 2022, (30, 10, 60))

    fundet = side(kontrakt)

    laesoe = fundet.raekker[1]
    assert (laesoe.kr_pr_indbygger, laesoe.aendring, laesoe.aendring_procent) == (Decimal(10), -6, Decimal("-37.5"))
    assert (fundet.kr_pr_indbygger, fundet.aendring, fundet.aendring_procent) == (Decimal(10), 20, Decimal(25))
    assert (fundet.folketal, fundet.folketalsaar, fundet.beregnet) == (10_000, 2021, 100)


def test_key_that_is_rounded_a_municipality_at_a_time_follows_the_method(kontrakt: Kontrakt) -> None:
    byg_noegle(kontrakt, 2022, (5, 2, 9), i_alt=15)  # 4,5 and 1,5 are rounded up

    assert (side(kontrakt).metode, side(kontrakt).kontrol.difference) == (Noeglemetode.HVER_FOR_SIG, 1)


def test_key_that_was_made_to_add_up_is_known_as_such_and_its_departing_rows_named(kontrakt: Kontrakt) -> None:
    byg_noegle(kontrakt, 2022, (5, 1, 9))

    fundet = side(kontrakt)

    assert fundet.metode == Noeglemetode.GAAR_OP
    assert [(raekke.kommune, raekke.beloeb, raekke.beregnet) for raekke in fundet.afvigende] == [("Læsø", 1, 2)]


def test_key_that_follows_neither_way_names_every_row_that_departs(kontrakt: Kontrakt) -> None:
    byg_noegle(kontrakt, 2022, (29, 12, 59))

    fundet = side(kontrakt)

    assert fundet.metode is None
    assert [raekke.kommune for raekke in fundet.afvigende] == ["Brønderslev", "Læsø", "Aalborg"]


def test_key_without_one_municipalitys_population_gives_no_share_of_it_and_says_whose_is_missing(
    kontrakt: Kontrakt,
) -> None:
    byg_noegle(kontrakt, 2022, (30, 10, 60))
    Folketal.objects.get(kommune__kode="0825").delete()

    fundet = side(kontrakt)

    assert (fundet.mangler_folketal, fundet.folketal, fundet.kr_pr_indbygger) == (("Læsø",), None, None)
    assert (fundet.metode, fundet.afvigende, fundet.beregnet) == (None, (), None)
    assert fundet.raekker == (
        Noegleraekke("0810", "Brønderslev", 30, Decimal(30), 3_000, None, None, None, None),
        Noegleraekke("0825", "Læsø", 10, Decimal(10), None, None, None, None, None),
        Noegleraekke("0851", "Aalborg", 60, Decimal(60), 6_000, None, None, None, None),
    )


def test_first_key_of_a_house_has_no_change(kontrakt: Kontrakt) -> None:
    byg_noegle(kontrakt, 2022, (30, 10, 60))

    fundet = side(kontrakt)

    assert (fundet.forrige, fundet.aendring, fundet.aendring_procent) == (None, None, None)
    assert {(raekke.forrige, raekke.aendring, raekke.aendring_procent) for raekke in fundet.raekker} == {
        (None, None, None)
    }


def test_municipality_that_paid_nothing_before_has_a_change_but_no_percentage(kontrakt: Kontrakt) -> None:
    byg_noegle(kontrakt, 2022, (30, 0, 60))
    byg_noegle(kontrakt, 2023, (30, 10, 60))

    laesoe = side(kontrakt, 2023).raekker[1]

    assert (laesoe.forrige, laesoe.aendring, laesoe.aendring_procent) == (0, 10, None)


def test_municipality_that_was_not_in_the_previous_key_has_no_change(kontrakt: Kontrakt) -> None:
    byg_noegle(kontrakt, 2022, (30, 10, 60))
    byg_noegle(kontrakt, 2023, (30, 10, 60))
    Bidrag.objects.get(noegle__aar=2022, kommune__kode="0825").delete()

    assert [raekke.forrige for raekke in side(kontrakt, 2023).raekker] == [30, None, 60]


def test_second_year_of_a_contract_is_held_against_the_first(kontrakt: Kontrakt) -> None:
    byg_noegle(kontrakt, 2022, (30, 10, 60))
    byg_noegle(kontrakt, 2023, (33, 11, 66))

    forrige = side(kontrakt, 2023).forrige

    assert forrige == Forrigenoegle(
        "nordjylland-2022-2023", "Resultatkontrakt 2022–2023", 2022, Sumkontrol(sum=100, i_alt=100, antal=3)
    )


def test_another_houses_key_is_never_the_previous_one(kontrakt: Kontrakt) -> None:
    andet = byg_kontrakt("midtjylland", 2021, maal=0)
    byg_kommuner(andet, {"0751": "Aarhus"})
    byg_noegle(andet, 2021, (100,))
    byg_noegle(kontrakt, 2022, (30, 10, 60))

    assert side(kontrakt).forrige is None


def test_previous_key_of_a_draft_is_hidden_from_a_reader(kontrakt: Kontrakt, laeser: Bruger) -> None:
    byg_noegle(byg_kontrakt(fra_aar=2020, maal=0), 2020, (20, 5, 55))
    byg_noegle(byg_kontrakt(fra_aar=2021, maal=0, tilstand=Kontrakttilstand.UDKAST), 2021, (25, 9, 58))
    byg_noegle(kontrakt, 2022, (30, 10, 60))

    hos_laeseren = hent_noegleside(kontrakt, 2022, Fordelingsnoegle.objects.synlige_for(laeser))

    assert hos_laeseren is not None
    assert hos_laeseren.forrige is not None
    assert hos_laeseren.forrige.aar == 2020
    assert [raekke.forrige for raekke in hos_laeseren.raekker] == [20, 5, 55]


def test_contract_year_without_a_key_has_none_to_show(kontrakt: Kontrakt) -> None:
    byg_noegle(kontrakt, 2022, (30, 10, 60))

    assert hent_noegleside(kontrakt, 2023) is None


def test_key_is_written_and_read_as_json_without_a_change(kontrakt: Kontrakt) -> None:
    byg_noegle(byg_kontrakt(fra_aar=2021, maal=0), 2021, (1, 1, 1))
    byg_noegle(kontrakt, 2022, (33, 11, 67), i_alt=110)
    form = TypeAdapter(Noegleside)

    assert form.validate_json(form.dump_json(side(kontrakt))) == side(kontrakt)


@pytest.mark.parametrize("antal", [19, 98])
@pytest.mark.parametrize("tidligere", [1, 20])
def test_key_is_fetched_in_four_queries_however_many_municipalities_and_years(
    antal: int, tidligere: int, django_assert_num_queries: DjangoAssertNumQueries
) -> None:
    kontrakt = byg_kontrakt("midtjylland", 2041, maal=0)
    koder = {f"{kode:04}": f"Kommune {kode}" for kode in range(101, 101 + antal)}
    byg_kommuner(kontrakt, koder)
    for aar in range(2041 - tidligere, 2041):
        byg_folketal(aar, dict.fromkeys(koder, 1_000))
        byg_noegle(byg_kontrakt("midtjylland", aar, maal=0), aar, [10] * antal)
    byg_noegle(kontrakt, 2041, [11] * antal)

    with django_assert_num_queries(4):
        fundet = hent_noegleside(kontrakt, 2041)

    assert fundet is not None
    assert fundet.aendring == antal
