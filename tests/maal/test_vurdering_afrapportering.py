"""A whole report's verdicts: the facts of real reports, goals that refer to each other, verdicts set aside."""

from dataclasses import replace
from datetime import date

import pytest

from maal.typer import Enhed, Krav, Vurdering
from maal.vurdering import (
    Grundlag,
    Maalgrundlag,
    Maalvurdering,
    Punktvurdering,
    Tidspunkt,
    beregn,
    find_cirkel,
    vurder_afrapportering,
)
from tests.maal.grundlag import antal, egen, maalinger, niveau

OKTOBER = Tidspunkt(2021, date(2021, 10, 13), endelig=False)
AARET = Tidspunkt(2021, date(2022, 2, 1), endelig=True)


def henvisning(noegle: int) -> Grundlag:
    """A målepunkt that says »se Mål …« and has nothing of its own."""
    return replace(egen(None), henviser_til=noegle)


def enige(vurdering: Vurdering) -> Punktvurdering:
    """A målepunkt whose computed verdict holds."""
    return Punktvurdering(vurdering, vurdering)


def test_nordjylland_on_13_october_2021() -> None:
    afventer = replace(niveau(*maalinger("70", None)), afventer=True)
    maal = [
        Maalgrundlag(2, (henvisning(10),)),
        Maalgrundlag(3, (niveau(*maalinger("80", "75", "81")), niveau(*maalinger("70", "70", "84"), enhed=Enhed.NPS))),
        Maalgrundlag(4, (niveau(*maalinger("45", "50")),)),
        Maalgrundlag(7, (niveau(*maalinger("65", "71")),)),
        Maalgrundlag(8, (afventer,)),
        Maalgrundlag(10, (egen(Vurdering.PAA_VEJ),)),  # the report has words only; the secretariat must choose
        Maalgrundlag(12, (antal(*maalinger("350", "365")), antal(*maalinger("600", "555")))),
    ]

    vurderet = vurder_afrapportering(maal, OKTOBER)

    assert vurderet == {
        2: Maalvurdering(Vurdering.PAA_VEJ, (enige(Vurdering.PAA_VEJ),)),
        3: Maalvurdering(Vurdering.DELVIST_OPFYLDT, (enige(Vurdering.DELVIST_OPFYLDT), enige(Vurdering.OPFYLDT))),
        4: Maalvurdering(Vurdering.OPFYLDT, (enige(Vurdering.OPFYLDT),)),
        7: Maalvurdering(Vurdering.OPFYLDT, (enige(Vurdering.OPFYLDT),)),
        8: Maalvurdering(Vurdering.AFVENTER, (enige(Vurdering.AFVENTER),)),
        10: Maalvurdering(Vurdering.PAA_VEJ, (enige(Vurdering.PAA_VEJ),)),
        12: Maalvurdering(Vurdering.PAA_VEJ, (enige(Vurdering.OPFYLDT), enige(Vurdering.PAA_VEJ))),
    }
    assert list(vurderet) == [2, 3, 4, 7, 8, 10, 12]


@pytest.mark.parametrize(("resultat", "vurdering"), [("471", Vurdering.PAA_VEJ), ("470", Vurdering.BAGUD)])
def test_600_courses_ask_for_470_1_by_13_october(resultat: str, vurdering: Vurdering) -> None:
    assert beregn(antal(*maalinger("600", resultat)), OKTOBER) == vurdering


def test_target_for_2025_and_2027_leaves_2026_without_one() -> None:
    maaltal = {2025: "55", 2027: "65"}

    vurderinger = [
        beregn(niveau(*maalinger(maaltal.get(aar), "60")), Tidspunkt(aar, date(aar, 12, 31), endelig=True))
        for aar in (2025, 2026, 2027)
    ]

    assert vurderinger == [Vurdering.OPFYLDT, Vurdering.UDEN_MAALTAL, Vurdering.IKKE_OPFYLDT]


def test_a_rise_in_turnover_of_exactly_nothing_is_no_rise() -> None:
    vaekst = [niveau(*maalinger("0", resultat), enhed=Enhed.PROCENTPOINT, krav=Krav.OVER) for resultat in ("0", "0.1")]

    assert [beregn(punkt, AARET) for punkt in vaekst] == [Vurdering.IKKE_OPFYLDT, Vurdering.OPFYLDT]


def test_goal_that_is_referred_to_later_is_resolved_through_several_steps() -> None:
    maal = [
        Maalgrundlag(1, (henvisning(2), niveau(*maalinger("50", "60")))),
        Maalgrundlag(2, (henvisning(3),)),
        Maalgrundlag(3, (niveau(*maalinger("50", "40")),)),
    ]

    vurderet = vurder_afrapportering(maal, AARET)

    assert [vurderet[noegle].vurdering for noegle in (1, 2, 3)] == [
        Vurdering.DELVIST_OPFYLDT,
        Vurdering.IKKE_OPFYLDT,
        Vurdering.IKKE_OPFYLDT,
    ]


def test_set_aside_verdict_holds_while_the_computed_one_stays_beside_it() -> None:
    egne_tal = replace(niveau(*maalinger("70", "69.9")), tilsidesat=Vurdering.OPFYLDT)
    henvist = replace(henvisning(1), tilsidesat=Vurdering.IKKE_OPFYLDT)

    vurderet = vurder_afrapportering([Maalgrundlag(1, (egne_tal,)), Maalgrundlag(2, (henvist,))], AARET)

    assert vurderet == {
        1: Maalvurdering(Vurdering.OPFYLDT, (Punktvurdering(Vurdering.IKKE_OPFYLDT, Vurdering.OPFYLDT),)),
        2: Maalvurdering(Vurdering.IKKE_OPFYLDT, (Punktvurdering(Vurdering.OPFYLDT, Vurdering.IKKE_OPFYLDT),)),
    }


def test_final_report_cannot_set_a_verdict_aside_for_one_that_settles_nothing() -> None:
    punkt = replace(niveau(*maalinger("70", "60")), tilsidesat=Vurdering.PAA_VEJ)

    undervejs, endelig = (vurder_afrapportering([Maalgrundlag(1, (punkt,))], t)[1] for t in (OKTOBER, AARET))

    assert undervejs.punkter == (Punktvurdering(Vurdering.IKKE_OPFYLDT, Vurdering.PAA_VEJ),)
    assert endelig.punkter == (enige(Vurdering.IKKE_OPFYLDT),)


def test_goal_without_maalepunkter_is_without_target() -> None:
    assert vurder_afrapportering([Maalgrundlag(1, ())], AARET) == {1: Maalvurdering(Vurdering.UDEN_MAALTAL, ())}


def test_reference_out_of_the_report_is_missing() -> None:
    assert vurder_afrapportering([Maalgrundlag(1, (henvisning(99),))], AARET) == {
        1: Maalvurdering(Vurdering.AFVENTER, (enige(Vurdering.MANGLER),))
    }


def test_references_in_or_into_a_circle_are_missing_and_the_rest_is_still_judged() -> None:
    opfyldt = niveau(*maalinger("50", "60"))
    maal = [
        Maalgrundlag(1, (henvisning(2),)),
        Maalgrundlag(2, (henvisning(3), opfyldt)),
        Maalgrundlag(3, (henvisning(2),)),
        Maalgrundlag(4, (henvisning(4),)),
        Maalgrundlag(5, (opfyldt,)),
    ]

    vurderet = vurder_afrapportering(maal, AARET)

    venter = Maalvurdering(Vurdering.AFVENTER, (enige(Vurdering.MANGLER),))
    assert vurderet == {
        1: venter,
        2: Maalvurdering(Vurdering.AFVENTER, (enige(Vurdering.MANGLER), enige(Vurdering.OPFYLDT))),
        3: venter,
        4: venter,
        5: Maalvurdering(Vurdering.OPFYLDT, (enige(Vurdering.OPFYLDT),)),
    }


@pytest.mark.parametrize(
    ("henvisninger", "cirkel"),
    [
        ({}, None),
        ({2: [10], 10: []}, None),
        ({1: [3], 2: [3], 3: [4]}, None),
        ({2: [2]}, {(2,)}),
        ({2: [10], 10: [2]}, {(2, 10), (10, 2)}),
        ({9: [1], 1: [2], 2: [3, 8], 3: [1]}, {(1, 2, 3), (2, 3, 1), (3, 1, 2)}),
    ],
)
def test_find_cirkel_names_the_goals_in_the_order_they_refer(
    henvisninger: dict[int, list[int]], cirkel: set[tuple[int, ...]] | None
) -> None:
    fundet = find_cirkel(henvisninger)

    assert fundet is None if cirkel is None else fundet in cirkel
