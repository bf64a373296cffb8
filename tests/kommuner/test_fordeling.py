"""The sum of a key against the printed total, in 1.000 kr."""

from decimal import ROUND_HALF_UP, Decimal

import pytest
from hypothesis import given
from hypothesis import strategies as st

from kommuner.fordeling import Sumkontrol, andel, kontroller_noegle, sumkontrol


@pytest.mark.parametrize(
    ("beloeb", "i_alt", "forklaring"),
    [
        ([20, 30], 50, ""),
        (
            [20, 29],
            50,
            "Summen ligger 1.000 kr. under den trykte total: hvert bidrag er afrundet for sig til hele 1.000 kr.",
        ),
        (
            [20, 31],
            50,
            "Summen ligger 1.000 kr. over den trykte total: hvert bidrag er afrundet for sig til hele 1.000 kr.",
        ),
        ([20, 28], 50, "Summen ligger 2.000 kr. under den trykte total, mere end afrunding kan forklare."),
    ],
)
def test_difference_is_named(beloeb: list[int], i_alt: int, forklaring: str) -> None:
    assert sumkontrol(beloeb, i_alt).forklaring == forklaring


@given(vaegte=st.lists(st.integers(1, 10**6), min_size=1, max_size=98), i_alt=st.integers(1, 10**6))
def test_contributions_rounded_one_by_one_always_count_as_rounding(vaegte: list[int], i_alt: int) -> None:
    eksakte = [Decimal(i_alt) * vaegt / sum(vaegte) for vaegt in vaegte]
    beloeb = [int(eksakt.quantize(Decimal(1), ROUND_HALF_UP)) for eksakt in eksakte]

    assert sumkontrol(beloeb, i_alt).er_afrunding


@given(antal=st.integers(1, 98), i_alt=st.integers(0, 10**6))
def test_more_than_half_a_row_each_is_no_rounding(antal: int, i_alt: int) -> None:
    for_meget = antal // 2 + 1

    assert not Sumkontrol(sum=i_alt + for_meget, i_alt=i_alt, antal=antal).er_afrunding
    assert not Sumkontrol(sum=i_alt - for_meget, i_alt=i_alt, antal=antal).er_afrunding


def test_share_is_a_fraction_of_the_sum() -> None:
    assert andel(25, 200) == Decimal("0.125")
    assert andel(0, 0) == 0


def test_key_with_every_municipality_and_the_right_sum_has_no_error() -> None:
    assert kontroller_noegle({"Samsø": 117, "Aarhus": 11642}, ["Samsø", "Aarhus"], 11759) == []


def test_key_without_a_municipality_names_it_and_says_nothing_of_the_sum() -> None:
    assert kontroller_noegle({"Aarhus": 11642}, ["Samsø", "Aarhus"], 11759) == [
        "Nøglen mangler Samsø. Alle erhvervshusets kommuner skal have et bidrag."
    ]


def test_key_with_a_foreign_municipality_names_it() -> None:
    assert kontroller_noegle({"Aarhus": 11759, "Thisted": 0}, ["Aarhus"], 11759) == [
        "Thisted hører ikke til erhvervshusets område."
    ]


def test_key_whose_sum_is_wrong_shows_both_figures() -> None:
    assert kontroller_noegle({"Samsø": 117, "Aarhus": 11642}, ["Samsø", "Aarhus"], 11859) == [
        "Summen ligger 100.000 kr. under den trykte total, mere end afrunding kan forklare. "
        "Summen er 11.759, den trykte total 11.859 (1.000 kr.)."
    ]
