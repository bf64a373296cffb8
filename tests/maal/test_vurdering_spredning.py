"""The verdict on a geographic spread: municipality by municipality, then as one, whatever order they stand in."""

from decimal import Decimal
from fractions import Fraction

import pytest
from hypothesis import given
from hypothesis import strategies as st

from kommuner.spredning import Kommunetal, Regel, Spredning, beregn_spredning
from kommuner.typer import Afvigelse, Grundlag, Niveau
from maal.typer import Enhed, Krav, Vurdering
from maal.vurdering import Tidspunkt, beregn, samlet_spredning, vurder_maal, vurder_spredning
from tests.maal.grundlag import maalinger, niveau
from tests.maal.test_vurdering import AARET, LETTERS, OKTOBER

ANTAL = {"U": 10, "I": 100, "O": 200}  # under, within and over 90–110, and over 45 halfway through the year
REGEL = Regel(Niveau.KOMMUNE, Grundlag.MAALTAL, Afvigelse.RELATIV, Decimal(10))


def spredning(hvor: str, undervejs: bool = False) -> Spredning:
    """Municipalities as large as each other, by where they lie; each should have 100 courses in the year."""
    kommuner = [Kommunetal(f"{nr}", f"{nr}", "by", 1000, ANTAL[et]) for nr, et in enumerate(hvor)]
    regel = Regel(REGEL.niveau, REGEL.grundlag, REGEL.afvigelse, REGEL.tolerance, total=100 * len(hvor))
    return beregn_spredning(regel, kommuner, Fraction(1, 2) if undervejs else Fraction(1))


@pytest.mark.parametrize(("undervejs", "hver"), [(False, "IOI"), (True, "BPI")])
def test_each_municipality_is_judged_under_within_and_over_the_band(undervejs: bool, hver: str) -> None:
    assert vurder_spredning(spredning("UIO", undervejs)) == tuple(LETTERS[et] for et in hver)


@pytest.mark.parametrize(
    ("hvor", "aaret", "undervejs"),
    [
        ("I", "O", "P"),
        ("III", "O", "P"),
        ("IIU", "D", "B"),
        ("IIO", "D", "B"),
        ("UIO", "D", "B"),
        ("UU", "I", "B"),
        ("UO", "I", "B"),
        ("OO", "I", "I"),
    ],
)
def test_whole_spread_is_met_by_all_partly_by_some_and_not_by_none(hvor: str, aaret: str, undervejs: str) -> None:
    assert samlet_spredning(spredning(hvor)) == LETTERS[aaret]
    assert samlet_spredning(spredning(hvor, undervejs=True)) == LETTERS[undervejs]


@given(st.data(), st.booleans())
def test_verdict_does_not_depend_on_the_order_of_the_municipalities(data: st.DataObject, undervejs: bool) -> None:
    kommuner = data.draw(
        st.lists(st.builds(Kommunetal, folketal=st.integers(1, 400_000), antal=st.integers(0, 800)), min_size=1)
    )
    blandet = data.draw(st.permutations(kommuner))
    regel = data.draw(st.builds(Regel, tolerance=st.decimals(0, 50, places=2), total=st.integers(1, 5_000)))
    if regel.grundlag == Grundlag.FAKTISK and not sum(kommune.antal for kommune in kommuner):
        return
    del_af_aaret = Fraction(1, 3) if undervejs else Fraction(1)

    vurderinger = {samlet_spredning(beregn_spredning(regel, et, del_af_aaret)) for et in (kommuner, blandet)}

    assert len(vurderinger) == 1


def punkt(vurderinger: tuple[Vurdering, ...] | None, maaltal: str | None = "0", **andet: object) -> Vurdering:
    """The verdict on a målepunkt of the year with these municipalities."""
    maaling = maalinger(maaltal, None, tolerance="10")
    grundlag = niveau(*maaling, krav=Krav.INDEN_FOR, enhed=Enhed.SPREDNING, spredning=vurderinger, **andet)
    return beregn(grundlag, AARET)


def test_maalepunkt_takes_the_verdict_of_the_spread_and_not_its_own() -> None:
    assert punkt((Vurdering.OPFYLDT, Vurdering.IKKE_OPFYLDT), egen_vurdering=Vurdering.OPFYLDT) == (
        Vurdering.DELVIST_OPFYLDT
    )


def test_maalepunkt_whose_spread_cannot_be_computed_is_missing_unless_nothing_is_promised_for_the_year() -> None:
    assert punkt(()) == Vurdering.MANGLER
    assert punkt((), maaltal=None) == Vurdering.UDEN_MAALTAL


def test_maalepunkt_that_points_at_no_guidance_keeps_its_own_verdict() -> None:
    assert punkt(None, egen_vurdering=Vurdering.OPFYLDT) == Vurdering.OPFYLDT
    assert punkt(None) == Vurdering.MANGLER


def test_goal_with_a_spread_is_judged_as_with_any_other_maalepunkt() -> None:
    assert vurder_maal([Vurdering.OPFYLDT, samlet_spredning(spredning("IU"))], True) == Vurdering.DELVIST_OPFYLDT


@pytest.mark.parametrize("tidspunkt", [OKTOBER, AARET])
def test_spread_that_is_settled_counts_so_in_every_kind_of_report(tidspunkt: Tidspunkt) -> None:
    vurderinger = vurder_spredning(spredning("II"))
    grundlag = niveau(krav=Krav.INDEN_FOR, enhed=Enhed.SPREDNING, spredning=vurderinger)

    assert beregn(grundlag, tidspunkt) == Vurdering.OPFYLDT
