"""The bars: percent of each municipality's own target, the band, and what is told in words."""

from decimal import Decimal
from fractions import Fraction

import pytest

from kommuner.spredning import Kommunetal, Regel, Spredning, beregn_spredning
from kommuner.typer import Afvigelse, Grundlag, Niveau
from rapporter.soejler import Soejle, Soejlediagram, tegn_soejler

HELE_AARET = Fraction(1)


def spredning(
    *antal: int, total: int | None = None, afvigelse: Afvigelse = Afvigelse.RELATIV, gaaet: Fraction = HELE_AARET
) -> Spredning:
    """Municipalities A, B, C … of 1.000 people each, so that all have the same target."""
    grundlag = Grundlag.FAKTISK if total is None else Grundlag.MAALTAL
    regel = Regel(Niveau.KOMMUNE, grundlag, afvigelse, Decimal(10), total)
    kommuner = [Kommunetal(f"{nr:04}", chr(65 + nr), "by", 1000, tal) for nr, tal in enumerate(antal)]
    return beregn_spredning(regel, kommuner, gaaet)


def tegn(en_spredning: Spredning) -> Soejlediagram:
    return tegn_soejler(en_spredning, noegle="kort", titel="Forløb i procent af eget måltal")


def soejler(diagram: Soejlediagram) -> dict[str, Soejle]:
    return {soejle.navn: soejle for soejle in diagram.soejler}


def test_lowest_stands_first_so_that_who_is_to_be_invited_is_on_top() -> None:
    assert [soejle.navn for soejle in tegn(spredning(100, 80, 120)).soejler] == ["B", "A", "C"]


def test_bar_is_percent_of_the_own_target_and_the_count_is_told() -> None:
    diagram = tegn(spredning(80, 100, 120, total=300))  # the scale ends at 125 %: 398 units

    assert [(soejle.antal, soejle.procent, soejle.bredde) for soejle in diagram.soejler] == [
        ("80 af 100,0", "80,0 %", "254.7"),
        ("100 af 100,0", "100,0 %", "318.4"),
        ("120 af 100,0", "120,0 %", "382.1"),
    ]


def test_target_is_one_line_and_the_band_one_span_for_all() -> None:
    diagram = tegn(spredning(80, 100, 120, total=300))

    assert diagram.maaltal == "460.4"
    assert {(soejle.baand, soejle.baand_bredde) for soejle in diagram.soejler} == {("428.6", "63.7")}


def test_band_in_points_is_as_wide_as_the_points_are_of_each_target() -> None:
    regel = Regel(Niveau.KOMMUNE, Grundlag.FAKTISK, Afvigelse.POINT, Decimal(10))
    lille, stor = Kommunetal("1", "Lille", "by", 1000, 1), Kommunetal("2", "Stor", "by", 3000, 3)

    baand = soejler(tegn(beregn_spredning(regel, [lille, stor])))

    # Lille: 25 % of the people, so 10 points are 40 % of its target; Stor: 13,3 %. The scale ends at 150 %.
    assert (baand["Lille"].baand, baand["Lille"].baand_bredde) == ("301.2", "212.3")
    assert (baand["Stor"].baand, baand["Stor"].baand_bredde) == ("372.0", "70.7")


def test_pace_is_drawn_while_the_year_is_not_over() -> None:
    diagram = tegn(spredning(44, 50, total=200, gaaet=Fraction(1, 2)))

    assert (diagram.undervejs, {soejle.krav for soejle in diagram.soejler}) == (True, {"285.3"})  # 45 %
    assert [soejle.tegn for soejle in diagram.soejler] == ["▼", "✓"]


def test_pace_is_not_drawn_when_the_year_is_over() -> None:
    diagram = tegn(spredning(90, 110, total=200))

    assert (diagram.undervejs, {soejle.krav for soejle in diagram.soejler}) == (False, {""})


def test_bar_beyond_the_scale_is_broken_off_and_its_figure_says_how_long_it_is() -> None:
    diagram = soejler(tegn(spredning(500, 0, total=200)))

    assert (diagram["A"].afbrudt, diagram["A"].bredde, diagram["A"].procent) == (True, "398.0", "500,0 %")
    assert (diagram["B"].afbrudt, diagram["B"].bredde, diagram["B"].procent) == (False, "0.0", "0,0 %")


@pytest.mark.parametrize(
    ("antal", "akse"),
    [
        ((100, 100), ["0 %", "25 %", "50 %", "75 %", "100 %", "125 %"]),
        ((60, 140), ["0 %", "25 %", "50 %", "75 %", "100 %", "125 %", "150 %"]),
        ((0, 200), ["0 %", "50 %", "100 %", "150 %", "200 %"]),
        ((0, 999), ["0 %", "50 %", "100 %", "150 %", "200 %"]),
    ],
)
def test_axis_reaches_as_far_as_is_needed_and_never_beyond_double(antal: tuple[int, ...], akse: list[str]) -> None:
    assert [tekst for _, tekst in tegn(spredning(*antal, total=200)).akse] == akse


def test_chart_says_all_of_it_in_words() -> None:
    assert tegn(spredning(80, 100, 120, total=300)).i_ord == (
        "Forløb i procent af eget måltal, lavest øverst. 1 af 3 ligger inden for spændet. Under: A 80,0 %. "
        "Over: C 120,0 %. Alle tal står i tabellen."
    )


def test_municipality_without_people_has_no_bar() -> None:
    regel = Regel(Niveau.KOMMUNE, Grundlag.FAKTISK, Afvigelse.RELATIV, Decimal(10))
    tom, fuld = Kommunetal("1", "Tom", "by", 0, 1), Kommunetal("2", "Fuld", "by", 1000, 9)

    diagram = tegn(beregn_spredning(regel, [tom, fuld]))

    assert [(soejle.navn, soejle.bredde, soejle.procent) for soejle in diagram.soejler] == [
        ("Tom", "0.0", "–"),
        ("Fuld", "286.6", "90,0 %"),
    ]
    assert "Over: Tom uden måltal." in diagram.i_ord


def test_drawing_is_as_high_as_its_rows() -> None:
    diagram = tegn(spredning(1, 2, 3))

    assert (diagram.hoejde, diagram.udsnit) == (44 + 3 * 26, "0 0 760 130")
    assert [soejle.y for soejle in diagram.soejler] == [44, 70, 96]
