"""A day in an address."""

from datetime import date

import pytest

from kontrakt.adresser import Isodato


def test_day_goes_into_an_address_and_out_again() -> None:
    assert Isodato().to_python("2024-02-29") == date(2024, 2, 29)
    assert Isodato().to_url(date(2024, 2, 29)) == "2024-02-29"


@pytest.mark.parametrize("tekst", ["2025-02-29", "0000-01-01", "2025-13-01"])
def test_day_that_is_not_in_the_calendar_is_no_address(tekst: str) -> None:
    with pytest.raises(ValueError, match=r"out of range|must be in|year"):
        Isodato().to_python(tekst)
