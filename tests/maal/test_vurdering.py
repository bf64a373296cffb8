"""When a target, a målepunkt and a goal count as met, as tables a contract's reader can follow."""

from collections.abc import Sequence
from datetime import date
from decimal import Decimal
from itertools import chain, combinations

import pytest

from maal.typer import Enhed, Krav, Opgoerelse, Vurdering
from maal.vurdering import Grundlag, Tidspunkt, beregn, forventet, opfylder, vurder_maal, vurder_maaling
from tests.maal.grundlag import antal, egen, maalinger, niveau, tal

O, D, I = Vurdering.OPFYLDT, Vurdering.DELVIST_OPFYLDT, Vurdering.IKKE_OPFYLDT  # noqa: E741 - the tables' letters
P, B = Vurdering.PAA_VEJ, Vurdering.BAGUD
A, M, U = Vurdering.AFVENTER, Vurdering.MANGLER, Vurdering.UDEN_MAALTAL
LETTERS = {"O": O, "D": D, "I": I, "P": P, "B": B, "A": A, "M": M, "U": U}

OKTOBER = Tidspunkt(2021, date(2021, 10, 13), endelig=False)
FEMTEDEL = Tidspunkt(2025, date(2025, 3, 14), endelig=False)  # day 73 of 365
AARET = Tidspunkt(2025, date(2026, 1, 31), endelig=True)


@pytest.mark.parametrize(
    ("krav", "resultat", "maaltal", "tolerance", "opfyldt"),
    [
        (Krav.MINDST, "70", "70", None, True),
        (Krav.MINDST, "69.9", "70", None, False),
        (Krav.MINDST, "69.9999", "70", None, False),
        (Krav.MINDST, "2.50", "2.5", None, True),  # the gearing factor, Sjælland 2025 goal 14
        (Krav.MINDST, "2.49", "2.50", None, False),
        (Krav.MINDST, "45", "45", None, True),  # a baseline of 40 and a rise of 5 procentpoint
        (Krav.MINDST, "44.9", "45", None, False),
        (Krav.OVER, "0", "0", None, False),  # "en mervækst" is more than none
        (Krav.OVER, "0.0001", "0", None, True),
        (Krav.OVER, "-1", "0", None, False),
        (Krav.HOEJST, "5", "5", None, True),
        (Krav.HOEJST, "5.0001", "5", None, False),
        (Krav.INDEN_FOR, "604.8", "672", "67.2", True),  # Aarhus: 10 % of its own 672,0
        (Krav.INDEN_FOR, "739.2", "672", "67.2", True),
        (Krav.INDEN_FOR, "604.7999", "672", "67.2", False),
        (Krav.INDEN_FOR, "739.2001", "672", "67.2", False),
        (Krav.INDEN_FOR, "5", "5", None, True),
        (Krav.INDEN_FOR, "5.1", "5", None, False),
    ],
)
def test_opfylder_compares_exact_decimals(
    krav: Krav, resultat: str, maaltal: str, tolerance: str | None, opfyldt: bool
) -> None:
    assert opfylder(krav, Decimal(resultat), Decimal(maaltal), tal(tolerance)) is opfyldt


def test_forventet_of_600_on_13_october_2021_is_470_1() -> None:
    assert (OKTOBER.dage_gaaet, OKTOBER.dage_i_aar) == (286, 365)
    assert round(forventet(Decimal(600), OKTOBER), 3) == Decimal("470.137")


@pytest.mark.parametrize(
    ("pr_dato", "gaaet"),
    [
        (date(2023, 12, 31), 0),
        (date(2024, 1, 1), 1),
        (date(2024, 2, 29), 60),
        (date(2024, 12, 31), 366),
        (date(2025, 3, 1), 366),
    ],
)
def test_days_gone_stay_within_a_leap_year(pr_dato: date, gaaet: int) -> None:
    tidspunkt = Tidspunkt(2024, pr_dato, endelig=False)

    assert (tidspunkt.dage_gaaet, tidspunkt.dage_i_aar) == (gaaet, 366)


@pytest.mark.parametrize(
    ("krav", "tolerance", "resultat", "undervejs"),
    [
        (Krav.MINDST, None, "100", O),
        (Krav.MINDST, None, "20", P),  # exactly a fifth of 100 after a fifth of the year
        (Krav.MINDST, None, "19.9999", B),
        (Krav.OVER, None, "100.0001", O),
        (Krav.OVER, None, "100", P),
        (Krav.OVER, None, "19", B),
        (Krav.HOEJST, None, "0", P),
        (Krav.HOEJST, None, "100", P),
        (Krav.HOEJST, None, "101", I),
        (Krav.INDEN_FOR, "10", "17", B),
        (Krav.INDEN_FOR, "10", "18", P),  # a fifth of 90, the lower edge
        (Krav.INDEN_FOR, "10", "90", P),
        (Krav.INDEN_FOR, "10", "110", P),
        (Krav.INDEN_FOR, "10", "111", I),
    ],
)
def test_growing_count_of_100_is_judged_by_its_pace_within_the_year(
    krav: Krav, tolerance: str | None, resultat: str, undervejs: Vurdering
) -> None:
    (maaling,) = maalinger("100", resultat, tolerance=tolerance)

    assert vurder_maaling(krav, Opgoerelse.AKKUMULERET, maaling, FEMTEDEL) == undervejs


@pytest.mark.parametrize("opgoerelse", Opgoerelse)
@pytest.mark.parametrize(("resultat", "vurdering"), [("100", O), ("99", I)])
def test_final_report_settles_counts_and_levels_alike(
    opgoerelse: Opgoerelse, resultat: str, vurdering: Vurdering
) -> None:
    (maaling,) = maalinger("100", resultat)

    assert vurder_maaling(Krav.MINDST, opgoerelse, maaling, AARET) == vurdering


@pytest.mark.parametrize(
    ("drift", "vaekst", "vurdering"), [("80", "80", O), ("75", "81", D), ("81", "75", D), ("75", "79.9", I)]
)
@pytest.mark.parametrize("tidspunkt", [OKTOBER, AARET])
def test_level_is_met_only_when_every_segment_is(
    drift: str, vaekst: str, vurdering: Vurdering, tidspunkt: Tidspunkt
) -> None:
    assert beregn(niveau(*maalinger("80", drift, vaekst)), tidspunkt) == vurdering


@pytest.mark.parametrize(
    ("krav", "tolerance", "drift", "vaekst", "vurdering"),
    [
        (Krav.MINDST, None, "100", "100", O),
        (Krav.MINDST, None, "100", "20", P),
        (Krav.MINDST, None, "20", "20", P),
        (Krav.MINDST, None, "100", "19", B),
        (Krav.MINDST, None, "20", "19", B),
        (Krav.MINDST, None, "19", "19", B),
        (Krav.HOEJST, None, "100", "0", P),
        (Krav.HOEJST, None, "101", "0", B),  # one is lost and the other open: neither met nor settled
        (Krav.HOEJST, None, "101", "101", I),
        (Krav.INDEN_FOR, "10", "110", "18", P),
        (Krav.INDEN_FOR, "10", "100", "17", B),
        (Krav.INDEN_FOR, "10", "111", "17", B),
        (Krav.INDEN_FOR, "10", "111", "100", B),
        (Krav.INDEN_FOR, "10", "111", "111", I),
    ],
)
def test_growing_count_in_two_segments_within_the_year(
    krav: Krav, tolerance: str | None, drift: str, vaekst: str, vurdering: Vurdering
) -> None:
    assert beregn(antal(*maalinger("100", drift, vaekst, tolerance=tolerance), krav=krav), FEMTEDEL) == vurdering


@pytest.mark.parametrize(
    ("grundlag", "vurdering"),
    [
        (niveau(*maalinger("80", "90"), afventer=True), A),
        (niveau(*maalinger(None, "90"), afventer=True), A),
        (niveau(krav=None, enhed=Enhed.KVALITATIV, egen_vurdering=O, afventer=True), A),
        (egen(D), D),
        (egen(None), M),
        (egen(I, Enhed.SPREDNING), I),
        (egen(None, Enhed.SPREDNING), M),
        (niveau(*maalinger("80", "90"), egen_vurdering=I), O),  # figures are judged by the figures
        (niveau(*maalinger(None, "61")), U),
        (niveau(*maalinger(None, None)), U),
        (niveau(), U),
        (niveau(*maalinger("80", "90"), krav=None), U),
        (niveau(*maalinger("80", None)), M),
        (niveau(*maalinger("80", "90", None)), M),
        (niveau(*maalinger("80", "70", None)), M),
        (niveau(*maalinger("80", "90"), *maalinger(None, None)), O),
        (niveau(*maalinger(None, "10"), *maalinger("80", "70")), I),
    ],
)
@pytest.mark.parametrize("tidspunkt", [FEMTEDEL, AARET])
def test_maalepunkt_is_awaited_then_own_then_without_target_then_missing_then_computed(
    grundlag: Grundlag, vurdering: Vurdering, tidspunkt: Tidspunkt
) -> None:
    assert beregn(grundlag, tidspunkt) == vurdering


@pytest.mark.parametrize("valgt", [P, B])
def test_own_verdict_that_settles_nothing_is_missing_from_a_final_report(valgt: Vurdering) -> None:
    assert beregn(egen(valgt), FEMTEDEL) == valgt
    assert beregn(egen(valgt), AARET) == M


# What a goal's målepunkter are; the goal's verdict; the same with any awaited or missing among them.
MAALTABEL: Sequence[tuple[str, Vurdering, Vurdering]] = [
    ("", U, A),
    ("O", O, A),
    ("P", P, A),
    ("OP", P, A),
    ("I", I, I),
    ("D", D, D),
    ("DI", D, D),
    ("OI", D, D),
    ("OD", D, D),
    ("ODI", D, D),
    ("B", B, B),
    ("OB", B, B),
    ("DB", B, B),
    ("IB", B, B),
    ("PB", B, B),
    ("IP", B, B),
    ("DP", B, B),
    ("ODB", B, B),
    ("OIB", B, B),
    ("OPB", B, B),
    ("ODP", B, B),
    ("OIP", B, B),
    ("DIB", B, B),
    ("DIP", B, B),
    ("DPB", B, B),
    ("IPB", B, B),
    ("ODIP", B, B),
    ("ODIB", B, B),
    ("ODPB", B, B),
    ("OIPB", B, B),
    ("DIPB", B, B),
    ("ODIPB", B, B),
]
AABNE = [[A], [M], [A, M]]


def test_goal_table_has_every_combination_once() -> None:
    alle = chain.from_iterable(combinations("ODIPB", antal) for antal in range(6))

    assert sorted("".join(sorted(raekke[0])) for raekke in MAALTABEL) == sorted("".join(sorted(k)) for k in alle)


@pytest.mark.parametrize(("bogstaver", "alene", "med_aabne"), MAALTABEL)
def test_goal_within_the_year(bogstaver: str, alene: Vurdering, med_aabne: Vurdering) -> None:
    vurderinger = [LETTERS[bogstav] for bogstav in bogstaver]

    assert vurder_maal(vurderinger, endelig=False) == alene
    assert vurder_maal([*vurderinger, U], endelig=False) == alene
    assert [vurder_maal(vurderinger + aabne, endelig=False) for aabne in AABNE] == [med_aabne] * 3


@pytest.mark.parametrize(("bogstaver", "alene", "med_aabne"), [r for r in MAALTABEL if not set(r[0]) & set("PB")])
def test_goal_in_a_final_report(bogstaver: str, alene: Vurdering, med_aabne: Vurdering) -> None:
    vurderinger = [LETTERS[bogstav] for bogstav in bogstaver]

    assert vurder_maal(vurderinger, endelig=True) == alene
    assert [vurder_maal(vurderinger + aabne, endelig=True) for aabne in [*AABNE, [P], [B]]] == [med_aabne] * 5
