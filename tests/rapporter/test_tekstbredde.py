"""How wide a text is, and where its lines begin."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from rapporter.bilag.tekstbredde import linjehoejde, linjestarter, tegnbredder


def brudt(tekst: str, plads: float) -> list[str]:
    """The lines of a text."""
    starter = linjestarter(tekst, tegnbredder(tekst), plads)
    return [tekst[fra:til] for fra, til in zip(starter, [*starter[1:], len(tekst)], strict=True)]


def test_widths_are_those_of_arial() -> None:
    # "Resultatkontrakt 2022" is 194.6 points wide in Arial 20, and 207.9 in bold, as Liberation Sans draws it
    tekst = "Resultatkontrakt 2022"

    assert sum(tegnbredder(tekst)) * 20 == pytest.approx(194.6, rel=0.02)
    assert sum(tegnbredder(tekst, fed=True)) * 20 == pytest.approx(207.9, rel=0.02)


def test_letter_that_arial_lacks_is_given_more_room_than_any_it_has() -> None:
    assert tegnbredder("漢")[0] > max(tegnbredder("WM@%—"))
    assert linjehoejde("漢") > linjehoejde("W")


def test_lines_break_at_spaces_and_keep_them() -> None:
    assert brudt("et to tre", 3.0) == ["et to ", "tre"]


def test_no_break_space_does_not_break() -> None:
    assert brudt("er 75\u00a0%", 2.6) == ["er ", "75\u00a0%"]


def test_word_that_is_too_wide_is_broken_inside() -> None:
    assert brudt("W" * 5, 2.0) == ["WW", "WW", "W"]


def test_word_that_may_break_at_its_signs_is_given_room_for_it() -> None:
    assert len(brudt("W" * 8, 4.0)) == 2
    assert len(brudt("WWW-WWWW", 4.0)) == 4


@given(st.text("abc WM-漢 ", max_size=200), st.floats(1.5, 20))
def test_lines_are_the_whole_text_and_no_wider_than_there_is_room_for(tekst: str, plads: float) -> None:
    linjer = brudt(tekst, plads)

    assert "".join(linjer) == tekst
    assert all(sum(tegnbredder(linje.rstrip(" "))) <= plads + 1e-9 for linje in linjer)
