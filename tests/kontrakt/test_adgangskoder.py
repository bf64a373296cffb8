"""What a password may be: long, of any characters, and not one that everybody uses."""

import pytest
from django.contrib.auth.password_validation import validate_password
from django.core.exceptions import ValidationError

from kontrakt.models import Rolle
from tests.byggere import byg_bruger

pytestmark = pytest.mark.django_db

FOR_LANG = "Adgangskoden må højst være på 128 tegn."


@pytest.mark.parametrize(
    "adgangskode", ["korrekt hest batteri", "åæø😀" * 3, "x" * 64 + " " * 20 + "y", "kun små bogstaver", "q9" * 64]
)
def test_long_password_of_any_characters_is_taken(adgangskode: str) -> None:
    validate_password(adgangskode, byg_bruger(Rolle.LAESER))


@pytest.mark.parametrize(
    ("adgangskode", "besked"),
    [
        ("q9" * 64 + "x", FOR_LANG),
        ("q9" * 500_000, FOR_LANG),
        ("kort kode 1", "Denne adgangskode er for kort. Den skal indeholde mindst 12 tegn."),
        ("1q2w3e4r5t6y", "Denne adgangskode er for almindelig."),
        ("202120222023", "Denne adgangskode er udelukkende numerisk."),
        ("sekretariat-nord", "Din adgangskode minder for meget om din/dit brugernavn."),
    ],
)
def test_password_that_is_too_long_short_or_common_is_refused(adgangskode: str, besked: str) -> None:
    bruger = byg_bruger(Rolle.SEKRETARIAT)

    with pytest.raises(ValidationError) as fejl:
        validate_password(adgangskode, bruger)

    assert besked in fejl.value.messages
