"""A funding key computed from a total and the population: both ways of rounding, by example and by property."""

from collections.abc import Callable
from fractions import Fraction

import pytest
from hypothesis import given
from hypothesis import strategies as st

from kommuner.fordeling import beregn_noegle, beregn_noegle_der_gaar_op

Beregning = Callable[[int, dict[str, int]], dict[str, int]]
BEGGE = pytest.mark.parametrize("beregn", [beregn_noegle, beregn_noegle_der_gaar_op])

KODER = st.integers(101, 860).map(lambda kode: f"{kode:04}")
FOLKETAL = st.dictionaries(KODER, st.integers(0, 700_000), min_size=1, max_size=98).filter(
    lambda f: sum(f.values()) > 0
)
I_ALT = st.integers(0, 1_000_000)


def eksakt(i_alt: int, folketal: dict[str, int]) -> dict[str, Fraction]:
    """Every municipality's exact share."""
    return {kode: Fraction(i_alt * antal, sum(folketal.values())) for kode, antal in folketal.items()}


def test_row_by_row_half_a_unit_is_rounded_up_and_the_sum_may_miss_the_total() -> None:
    assert beregn_noegle(3, {"0741": 1, "0751": 1}) == {"0741": 2, "0751": 2}
    assert beregn_noegle(10, {"0741": 1, "0727": 1, "0751": 1}) == {"0741": 3, "0727": 3, "0751": 3}


def test_the_one_that_adds_up_gives_what_is_left_to_the_largest_remainder() -> None:
    assert beregn_noegle_der_gaar_op(10, {"0741": 5, "0727": 3, "0751": 3}) == {"0741": 4, "0727": 3, "0751": 3}


def test_the_one_that_adds_up_gives_ties_to_the_lowest_code() -> None:
    folketal = {"0751": 100, "0741": 100, "0727": 100}

    assert beregn_noegle_der_gaar_op(11, folketal) == {"0751": 3, "0741": 4, "0727": 4}


@BEGGE
def test_total_of_nothing_gives_nobody_anything(beregn: Beregning) -> None:
    assert beregn(0, {"0741": 3_600, "0751": 370_000}) == {"0741": 0, "0751": 0}


@BEGGE
def test_one_municipality_pays_it_all(beregn: Beregning) -> None:
    assert beregn(44_815, {"0741": 3_600}) == {"0741": 44_815}


@BEGGE
def test_municipality_where_nobody_lives_pays_nothing(beregn: Beregning) -> None:
    assert beregn(7, {"0741": 0, "0727": 1, "0751": 1})["0741"] == 0


@BEGGE
@pytest.mark.parametrize("folketal", [{}, {"0741": 0}])
def test_area_where_nobody_lives_has_no_key(beregn: Beregning, folketal: dict[str, int]) -> None:
    with pytest.raises(ValueError, match="where nobody lives"):
        beregn(100, folketal)


@given(i_alt=I_ALT, folketal=FOLKETAL)
def test_row_by_row_no_amount_is_more_than_a_half_from_its_exact_share(i_alt: int, folketal: dict[str, int]) -> None:
    bidrag = beregn_noegle(i_alt, folketal)

    assert list(bidrag) == list(folketal)
    afstande = [abs(bidrag[kode] - andel) for kode, andel in eksakt(i_alt, folketal).items()]
    assert max(afstande) <= Fraction(1, 2)


@given(i_alt=I_ALT, folketal=FOLKETAL)
def test_the_one_that_adds_up_sums_to_the_total_and_no_amount_is_a_whole_from_its_share(
    i_alt: int, folketal: dict[str, int]
) -> None:
    bidrag = beregn_noegle_der_gaar_op(i_alt, folketal)

    assert list(bidrag) == list(folketal)
    assert sum(bidrag.values()) == i_alt
    assert max(abs(bidrag[kode] - andel) for kode, andel in eksakt(i_alt, folketal).items()) < 1


@BEGGE
@given(data=st.data(), i_alt=I_ALT, folketal=FOLKETAL)
def test_key_does_not_depend_on_the_order_of_the_rows(
    beregn: Beregning, data: st.DataObject, i_alt: int, folketal: dict[str, int]
) -> None:
    omordnet = dict(data.draw(st.permutations(list(folketal.items()))))

    assert beregn(i_alt, omordnet) == beregn(i_alt, folketal)


@given(i_alt=I_ALT, folketal=FOLKETAL)
def test_both_ways_give_the_same_when_the_rows_happen_to_add_up(i_alt: int, folketal: dict[str, int]) -> None:
    hver_for_sig = beregn_noegle(i_alt, folketal)

    if sum(hver_for_sig.values()) == i_alt:
        assert beregn_noegle_der_gaar_op(i_alt, folketal) == hver_for_sig
