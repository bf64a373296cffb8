"""What holds for every verdict, whatever the figures."""

from dataclasses import replace
from datetime import date
from decimal import Decimal

from hypothesis import given
from hypothesis import strategies as st

from maal.typer import Enhed, Krav, Opgoerelse, Segment, Vurdering
from maal.vurdering import (
    UAFGJORTE,
    Grundlag,
    Maalgrundlag,
    Maaling,
    Tidspunkt,
    beregn,
    find_cirkel,
    forventet,
    vurder_afrapportering,
    vurder_maal,
)

TAL = st.decimals(min_value=-1000, max_value=10_000, places=1, allow_nan=False, allow_infinity=False)
POSITIVE = st.decimals(min_value=0, max_value=1000, places=1, allow_nan=False, allow_infinity=False)
VURDERINGER = st.sampled_from(Vurdering)
MAALINGER = st.builds(Maaling, st.sampled_from(Segment), st.none() | TAL, st.none() | POSITIVE, st.none() | TAL)
NOEGLER = st.integers(1, 6)
TIDSPUNKTER = st.builds(
    Tidspunkt, st.integers(2020, 2028), st.dates(date(2019, 1, 1), date(2029, 12, 31)), endelig=st.booleans()
)


def grundlag(maalinger: st.SearchStrategy[Maaling] = MAALINGER, henviser: bool = False) -> st.SearchStrategy[Grundlag]:
    """Any målepunkt."""
    return st.builds(
        Grundlag,
        enhed=st.sampled_from(Enhed),
        krav=st.none() | st.sampled_from(Krav),
        opgoerelse=st.sampled_from(Opgoerelse),
        maalinger=st.lists(maalinger, max_size=3).map(tuple),
        afventer=st.booleans(),
        egen_vurdering=st.none() | VURDERINGER,
        tilsidesat=st.none() | VURDERINGER,
        henviser_til=st.none() | NOEGLER if henviser else st.none(),
    )


AFRAPPORTERINGER = st.dictionaries(NOEGLER, st.lists(grundlag(henviser=True), max_size=3)).map(
    lambda maal: [Maalgrundlag(noegle, tuple(punkter)) for noegle, punkter in maal.items()]
)


@given(grundlag(), TIDSPUNKTER, st.data())
def test_order_of_segments_does_not_matter(punkt: Grundlag, tidspunkt: Tidspunkt, data: st.DataObject) -> None:
    blandet = replace(punkt, maalinger=tuple(data.draw(st.permutations(punkt.maalinger))))

    assert beregn(blandet, tidspunkt) == beregn(punkt, tidspunkt)


@given(st.lists(VURDERINGER), st.booleans(), st.data())
def test_order_and_repetition_of_maalepunkter_do_not_matter(
    vurderinger: list[Vurdering], endelig: bool, data: st.DataObject
) -> None:
    blandet = data.draw(st.permutations(vurderinger * 2))

    assert vurder_maal(blandet, endelig) == vurder_maal(vurderinger, endelig)


@given(AFRAPPORTERINGER, TIDSPUNKTER, st.data())
def test_order_of_goals_does_not_matter(maal: list[Maalgrundlag], tidspunkt: Tidspunkt, data: st.DataObject) -> None:
    blandet = data.draw(st.permutations(maal))

    assert vurder_afrapportering(blandet, tidspunkt) == vurder_afrapportering(maal, tidspunkt)


RANG = [
    Vurdering.IKKE_OPFYLDT,
    Vurdering.BAGUD,
    Vurdering.DELVIST_OPFYLDT,
    Vurdering.PAA_VEJ,
    Vurdering.OPFYLDT,
]


@given(
    st.lists(st.builds(Maaling, st.just(Segment.ALLE), TAL, st.none(), TAL), min_size=1, max_size=3),
    st.sampled_from([Krav.MINDST, Krav.OVER]),
    st.sampled_from(Opgoerelse),
    TIDSPUNKTER,
    POSITIVE,
)
def test_raising_a_result_never_worsens_the_verdict_on_a_minimum(
    maalinger: list[Maaling], krav: Krav, opgoerelse: Opgoerelse, tidspunkt: Tidspunkt, stigning: Decimal
) -> None:
    foer = Grundlag(Enhed.ANTAL, krav, opgoerelse, tuple(maalinger), afventer=False, egen_vurdering=None)
    assert maalinger[0].resultat is not None
    loeftet = replace(maalinger[0], resultat=maalinger[0].resultat + stigning)
    efter = replace(foer, maalinger=(loeftet, *maalinger[1:]))

    assert RANG.index(beregn(efter, tidspunkt)) >= RANG.index(beregn(foer, tidspunkt))


@given(AFRAPPORTERINGER, TIDSPUNKTER)
def test_final_report_never_says_on_the_way_or_behind(maal: list[Maalgrundlag], tidspunkt: Tidspunkt) -> None:
    vurderet = vurder_afrapportering(maal, replace(tidspunkt, endelig=True))

    sagt = {v for mv in vurderet.values() for p in mv.punkter for v in (mv.vurdering, p.beregnet, p.gaeldende)}
    assert sagt.isdisjoint(UAFGJORTE)


@given(AFRAPPORTERINGER, TIDSPUNKTER)
def test_every_goal_and_maalepunkt_gets_a_verdict(maal: list[Maalgrundlag], tidspunkt: Tidspunkt) -> None:
    vurderet = vurder_afrapportering(maal, tidspunkt)

    assert [(noegle, len(mv.punkter)) for noegle, mv in vurderet.items()] == [(m.noegle, len(m.grundlag)) for m in maal]
    assert Vurdering.MANGLER not in {mv.vurdering for mv in vurderet.values()}  # a goal with a gap waits


@given(TAL, TIDSPUNKTER)
def test_reaching_exactly_the_expected_is_on_the_way_and_just_under_is_behind(
    maaltal: Decimal, tidspunkt: Tidspunkt
) -> None:
    tidspunkt = replace(tidspunkt, endelig=False)
    loftet = forventet(maaltal, tidspunkt).quantize(Decimal("0.1"), "ROUND_CEILING")
    punkt = Grundlag(Enhed.ANTAL, Krav.OVER, Opgoerelse.AKKUMULERET, (), afventer=False, egen_vurdering=None)
    naaet, bagud = (
        replace(punkt, maalinger=(Maaling(Segment.ALLE, maaltal, None, resultat),))
        for resultat in (loftet, loftet - Decimal("0.1"))
    )

    assert beregn(naaet, tidspunkt) in (Vurdering.PAA_VEJ, Vurdering.OPFYLDT)
    assert beregn(bagud, tidspunkt) in (Vurdering.BAGUD, Vurdering.OPFYLDT)


@given(st.dictionaries(NOEGLER, st.sets(NOEGLER, max_size=3)))
def test_find_cirkel_finds_one_exactly_when_a_goal_can_reach_itself(henvisninger: dict[int, set[int]]) -> None:
    naaede = {noegle: set(til) for noegle, til in henvisninger.items()}
    for _ in range(6):
        naaede = {n: til.union(*(naaede.get(t, set()) for t in til)) for n, til in naaede.items()}

    cirkel = find_cirkel(henvisninger)

    assert (cirkel is not None) == any(noegle in til for noegle, til in naaede.items())
    if cirkel:
        assert len(set(cirkel)) == len(cirkel)
        assert all(til in henvisninger[fra] for fra, til in zip(cirkel, (*cirkel[1:], cirkel[0]), strict=True))
