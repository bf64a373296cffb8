"""Finding a municipality from what people write: known, or unknown with a suggestion, and never guessed."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from kommuner.kommunenavne import KENDTE_STAVEMAADER, Kommuneopslag, UkendtKommune
from kontrakt.dansk import soegetekst
from tests.kommuner.landet import NAVNE

OPSLAG = Kommuneopslag(NAVNE)


def forslag(skrevet: str) -> str | None:
    """The name that is suggested for a text that is not known."""
    with pytest.raises(UkendtKommune) as ukendt:
        OPSLAG.find(skrevet)
    return NAVNE[ukendt.value.forslag] if ukendt.value.forslag else None


def besked(skrevet: str) -> str:
    """What the user is told of a text that is not known."""
    with pytest.raises(UkendtKommune) as ukendt:
        OPSLAG.find(skrevet)
    return str(ukendt.value)


@pytest.mark.parametrize(
    "skrevet",
    ["Aarhus", "aarhus", " AARHUS ", "Aarhus Kommune", "aarhus kommune", "Aarhus\u00a0kommune", "751"],
)
def test_name_and_code_are_found_however_they_are_set(skrevet: str) -> None:
    assert OPSLAG.find(skrevet) == "0751"


def test_code_without_its_zero_is_the_same_code() -> None:
    assert (OPSLAG.find("101"), OPSLAG.find("0101")) == ("0101", "0101")


@given(st.sampled_from(sorted(NAVNE)))
def test_every_municipality_is_found_by_code_and_name(kode: str) -> None:
    assert {OPSLAG.find(kode), OPSLAG.find(NAVNE[kode]), OPSLAG.find(f"{NAVNE[kode].upper()} KOMMUNE")} == {kode}


@pytest.mark.parametrize(
    ("skrevet", "ment"),
    [
        ("Århus", "Aarhus"),  # the quota list of KKR Midtjylland, October 2021
        ("Vesthimmerland", "Vesthimmerlands"),  # the same
        ("Norrdjurs", "Norddjurs"),  # the list of by and land in the rammeaftale 2021–2023
        ("Nordfyn", "Nordfyns"),  # the same
        ("Ålborg", "Aalborg"),
        ("Lyngby Tårbæk", "Lyngby-Taarbæk"),
        ("Ikast Brande", "Ikast-Brande"),
        ("Københavns Kommune", "København"),
        ("Bornholms Regionskommune", "Bornholm"),
        ("Brøndersleb", "Brønderslev"),
        ("Brønderslev-Dronninglund", "Brønderslev"),
        ("Fakse", "Faxe"),
        ("Koebenhavn", "København"),
        ("751 Århus", "Aarhus"),
    ],
)
def test_spelling_that_is_nearly_right_is_asked_about(skrevet: str, ment: str) -> None:
    assert forslag(skrevet) == ment


def test_message_asks_whether_that_is_meant() -> None:
    assert besked(" Århus ") == "Kommunen »Århus« kendes ikke. Mente du Aarhus?"


@pytest.mark.parametrize("skrevet", ["Christiansø", "Region Midtjylland", "I alt", "999", "0851 0751", "x" * 5_000])
def test_what_is_like_no_municipality_has_no_suggestion(skrevet: str) -> None:
    assert forslag(skrevet) is None


def test_message_without_suggestion_says_what_to_write() -> None:
    raad = "Skriv kommunens navn eller dens kode på fire cifre."

    assert besked("Christiansø") == f"Kommunen »Christiansø« kendes ikke. {raad}"
    assert besked("  ") == f"Kommunen mangler. {raad}"
    assert besked("x" * 50) == f"Kommunen »{'x' * 40}…« kendes ikke. {raad}"


def test_two_names_that_are_equally_near_are_not_chosen_between() -> None:
    opslag = Kommuneopslag({"0001": "Sydby", "0002": "Nydby"})

    with pytest.raises(UkendtKommune) as ukendt:
        opslag.find("Rydby")

    assert ukendt.value.forslag is None


def test_known_spellings_are_folded_and_lead_to_municipalities() -> None:
    assert [navn for navn in KENDTE_STAVEMAADER if soegetekst(navn) != navn] == []
    assert set(KENDTE_STAVEMAADER.values()) - set(NAVNE.values()) == set()


@given(st.text(max_size=30))
def test_only_a_code_or_the_name_itself_is_ever_found(skrevet: str) -> None:
    try:
        kode = OPSLAG.find(skrevet)
    except UkendtKommune:
        return

    ren = " ".join(skrevet.split())
    assert ren.zfill(4) == kode or ren.casefold().removesuffix("kommune").strip() == NAVNE[kode].casefold()
