"""What a count must be like; the door's tests (tests/maal/test_vejledning.py) have every rule in its place."""

from datetime import date

import pytest
from hypothesis import given
from hypothesis import strategies as st

from kommuner.typer import Vejledningsslags
from kommuner.vejledningsregler import MAKS_ANTAL, Raekke, Vejledningsfejl, datofejl, find_fejl

VAEKST, DRIFT = Vejledningsslags.VAEKST, Vejledningsslags.DRIFT
I_DAG = date(2025, 6, 30)
NAVNE = [f"Kommune {nr}" for nr in range(1, 8)]


def test_error_has_its_cells_and_what_is_said_at_each() -> None:
    tal: dict[str, Raekke] = {"Samsø": {VAEKST: 1, DRIFT: None}, "Skive": {VAEKST: 2, DRIFT: 3}}

    assert find_fejl(I_DAG, tal, list(tal), I_DAG) == [
        Vejledningsfejl(
            "Drift mangler for Samsø. Skriv et tal for alle kommuner, også når det er 0, eller lad kolonnen være tom.",
            (("Samsø", DRIFT),),
            "Mangler.",
        )
    ]


@pytest.mark.parametrize(
    ("mangler", "navnes"),
    [
        (1, "Kommune 1"),
        (2, "Kommune 1 og Kommune 2"),
        (5, "Kommune 1, Kommune 2, Kommune 3, Kommune 4 og Kommune 5"),
        (7, "Kommune 1, Kommune 2, Kommune 3, Kommune 4 og 3 andre"),
    ],
)
def test_few_municipalities_are_named_and_of_many_the_first(mangler: int, navnes: str) -> None:
    tal = {navn: {VAEKST: 1} for navn in [*NAVNE[mangler:], "Samsø"]}

    [fejl] = find_fejl(I_DAG, tal, [*NAVNE, "Samsø"], I_DAG)

    assert fejl.tekst == f"{navnes} mangler. Alle husets kommuner skal have en række."


@pytest.mark.parametrize(
    ("pr_dato", "gaar"),
    [(date(2018, 12, 31), False), (date(2019, 1, 1), True), (I_DAG, True), (date(2025, 7, 1), False)],
)
def test_day_lies_between_the_houses_beginning_and_today(pr_dato: date, gaar: bool) -> None:
    assert (datofejl(pr_dato, I_DAG) == []) == gaar


@given(st.dictionaries(st.sampled_from(NAVNE), st.integers(-2, MAKS_ANTAL + 2) | st.none()))
def test_one_kind_is_right_when_all_have_a_figure_within_the_limits(antal: dict[str, int | None]) -> None:
    fejl = find_fejl(I_DAG, {navn: {VAEKST: et} for navn, et in antal.items()}, NAVNE, I_DAG)

    rigtig = set(antal) == set(NAVNE) and all(et is not None and 0 <= et <= MAKS_ANTAL for et in antal.values())
    assert (fejl == []) == rigtig
