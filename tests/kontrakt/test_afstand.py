"""How far away a day is, in words."""

import pytest

from kontrakt.dansk import vis_afstand


@pytest.mark.parametrize(
    ("dage", "ord_"),
    [
        (0, "i dag"),
        (1, "i morgen"),
        (-1, "i går"),
        (2, "om 2 dage"),
        (-2, "for 2 dage siden"),
        (90, "om 90 dage"),
        (91, "om 3 måneder"),
        (-220, "for 7 måneder siden"),
        (729, "om 24 måneder"),
        (730, "om 2 år"),
        (-1604, "for 4 år siden"),
    ],
)
def test_distance_is_told_in_days_then_months_then_years(dage: int, ord_: str) -> None:
    assert vis_afstand(dage) == ord_
