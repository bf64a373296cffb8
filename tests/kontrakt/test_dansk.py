"""Danish numbers, dates and order: nothing is guessed, and what is printed can be typed back."""

import re
from datetime import UTC, date, datetime
from decimal import Decimal

import pytest
from hypothesis import given
from hypothesis import strategies as st

from kontrakt import dansk

TAL = st.decimals(min_value=-(10**12) + 1, max_value=10**12 - 1, places=4, allow_nan=False, allow_infinity=False)


@pytest.mark.parametrize(
    ("tekst", "tal"),
    [
        ("71,5", "71.5"),
        ("1.680", "1680"),
        ("1680", "1680"),
        ("1.234,5", "1234.5"),
        ("1.234.567,25", "1234567.25"),
        ("−12,3", "-12.3"),
        ("-12,3", "-12.3"),
        ("–12,3", "-12.3"),
        ("+2,5", "2.5"),
        ("-0", "0"),
        ("0,0001", "0.0001"),
        (" \t71,5\n", "71.5"),
        ("\N{NO-BREAK SPACE}71,5\N{NARROW NO-BREAK SPACE}", "71.5"),
        ("999999999999,9999", "999999999999.9999"),
    ],
)
def test_laes_tal_reads_danish_numbers(tekst: str, tal: str) -> None:
    assert dansk.laes_tal(tekst) == Decimal(tal)
    assert str(dansk.laes_tal(tekst)) == tal


@pytest.mark.parametrize(
    ("tekst", "decimaltal", "helt_tal"),
    [("1.5", "1,5", "15"), ("71.5", "71,5", "715"), ("12.34", "12,34", "1234"), ("−1.6801", "−1,6801", "−16801")],
)
def test_laes_tal_names_both_readings_of_a_doubtful_point(tekst: str, decimaltal: str, helt_tal: str) -> None:
    with pytest.raises(dansk.Talfejl) as fejl:
        dansk.laes_tal(tekst)

    assert str(fejl.value) == (
        f"»{tekst}« kan læses på to måder. Skriv {decimaltal} med komma eller {helt_tal} uden punktum."
    )
    assert dansk.laes_tal(decimaltal) != dansk.laes_tal(helt_tal)


@pytest.mark.parametrize(
    "tekst",
    [
        *["NaN", "Infinity", "1e5", "1E5", "٣", "５", "½", "tolv", "--5", "- 5", "1 680", "1_000", "0x10", "71 %"],
        *["0.5", "012.345", "1.234.5", "1,234.5", "1,5,2", "5,", ",5", "1680.", ".", "1..000", "12.34,5"],
    ],
)
def test_laes_tal_refuses_what_is_not_a_danish_number(tekst: str) -> None:
    with pytest.raises(dansk.Talfejl) as fejl:
        dansk.laes_tal(tekst)

    assert str(fejl.value) == (
        f"»{tekst}« er ikke et tal. Skriv tallet med komma før decimaler og punktum ved tusinder, fx 1.234,5."
    )


@pytest.mark.parametrize(
    ("tekst", "besked"),
    [
        ("", "Skriv et tal, fx 71,5."),
        (" \N{NO-BREAK SPACE}", "Skriv et tal, fx 71,5."),
        ("1234567890123", "»1234567890123« er for stort. Skriv højst 12 cifre før kommaet."),
        ("1.234.567.890.123", "»1.234.567.890.123« er for stort. Skriv højst 12 cifre før kommaet."),
        ("1,23456", "»1,23456« har for mange decimaler. Skriv højst 4 cifre efter kommaet."),
    ],
)
def test_laes_tal_says_what_to_write_instead(tekst: str, besked: str) -> None:
    with pytest.raises(dansk.Talfejl) as fejl:
        dansk.laes_tal(tekst)

    assert str(fejl.value) == besked


def test_laes_tal_quotes_only_the_start_of_a_long_text() -> None:
    with pytest.raises(dansk.Talfejl, match=f"^»{'x' * 40}…« er ikke et tal"):
        dansk.laes_tal("x" * 100_000)


@given(TAL)
def test_laes_tal_reads_back_what_vis_tal_prints(tal: Decimal) -> None:
    assert dansk.laes_tal(dansk.vis_tal(tal)) == tal


@given(st.text(alphabet="0123456789.,-− %e\N{NO-BREAK SPACE}", max_size=12))
def test_laes_tal_never_turns_a_point_into_a_comma(tekst: str) -> None:
    """Whatever is accepted has the digits that were typed, and a fraction only where a comma was typed."""
    try:
        tal = dansk.laes_tal(tekst)
    except dansk.Talfejl:
        return
    hele, _, decimaler = re.sub(r"[^0-9,]", "", tekst).partition(",")
    assert abs(tal) == Decimal(f"{hele}.{decimaler}")


@pytest.mark.parametrize(("tekst", "tal"), [("365", 365), ("1.680", 1680), ("1.680,0", 1680), ("−3", -3)])
def test_laes_heltal_reads_whole_numbers(tekst: str, tal: int) -> None:
    assert dansk.laes_heltal(tekst) == tal


def test_laes_heltal_refuses_a_fraction() -> None:
    with pytest.raises(dansk.Talfejl) as fejl:
        dansk.laes_heltal(" 365,5")

    assert str(fejl.value) == "»365,5« skal være et helt tal, fx 365."


@pytest.mark.parametrize(("tekst", "ment"), [("1,000", "1000"), ("45,667", "45667"), ("−12,000", "−12000")])
def test_laes_heltal_does_not_take_an_english_thousand_for_one(tekst: str, ment: str) -> None:
    with pytest.raises(dansk.Talfejl) as fejl:
        dansk.laes_heltal(tekst)

    assert str(fejl.value) == f"»{tekst}« er ikke et helt tal. Mener du {ment}, så skriv det uden komma."


def test_laes_heltal_offers_no_fraction_for_a_full_stop() -> None:
    with pytest.raises(dansk.Talfejl) as fejl:
        dansk.laes_heltal("1.5")

    assert str(fejl.value) == "»1.5« er ikke et helt tal. Mener du 15, så skriv det uden punktum."


@pytest.mark.parametrize(
    "tekst", ["71,5", "71,5 %", "71,5%", "71,5\N{NO-BREAK SPACE}%", "71,5 pct", "71,5 pct.", "71,5 PROCENT"]
)
def test_laes_tal_med_enhed_takes_every_word_for_percent(tekst: str) -> None:
    assert dansk.laes_tal_med_enhed(tekst, dansk.PROCENTORD) == Decimal("71.5")


@pytest.mark.parametrize("tekst", ["5 procentpoint", "5 pct.point", "5pp", "5 %", "+5 pp", "5"])
def test_laes_tal_med_enhed_takes_both_kinds_when_both_are_allowed(tekst: str) -> None:
    assert dansk.laes_tal_med_enhed(tekst, dansk.PROCENTORD | dansk.PROCENTPOINTORD) == 5


@pytest.mark.parametrize(
    ("tekst", "enheder", "opgoeres_i", "besked"),
    [
        ("71 %", (), "antal", "Målepunktet opgøres i antal; skriv tallet uden »%«."),
        ("71 Pct.", (), "", "Enheden passer ikke her; skriv tallet uden »Pct.«."),
        (
            "5 procentpoint",
            dansk.PROCENTORD,
            "procent",
            "Målepunktet opgøres i procent; skriv tallet uden »procentpoint«.",
        ),
        ("%", dansk.PROCENTORD, "procent", "Skriv et tal, fx 71,5."),
        ("1.5 %", dansk.PROCENTORD, "", "»1.5« kan læses på to måder. Skriv 1,5 med komma eller 15 uden punktum."),
    ],
)
def test_laes_tal_med_enhed_refuses_another_unit(
    tekst: str, enheder: frozenset[str], opgoeres_i: str, besked: str
) -> None:
    with pytest.raises(dansk.Talfejl) as fejl:
        dansk.laes_tal_med_enhed(tekst, enheder, opgoeres_i=opgoeres_i)

    assert str(fejl.value) == besked


@pytest.mark.parametrize(
    ("tal", "decimaler", "tekst"),
    [
        (Decimal("1234.5"), None, "1.234,5"),
        (Decimal("80.0000"), None, "80"),
        (Decimal("2.50"), None, "2,5"),
        (Decimal("2.50"), 2, "2,50"),
        (Decimal("-12.3"), None, "−12,3"),
        (Decimal("470.1369863"), 1, "470,1"),
        (Decimal("0.25"), 1, "0,3"),
        (Decimal("-0.04"), 1, "0,0"),
        (Decimal("2.5"), 0, "3"),
        (Decimal("1E+3"), None, "1.000"),
        (Decimal("1E-7"), None, "0,0000001"),
        (Decimal("-0"), None, "0"),
        (39009, None, "39.009"),
        (1234567, None, "1.234.567"),
        (100, None, "100"),
    ],
)
def test_vis_tal_prints_danish_numbers(tal: Decimal | int, decimaler: int | None, tekst: str) -> None:
    assert dansk.vis_tal(tal, decimaler) == tekst


@pytest.mark.parametrize(
    "tekst",
    [
        *["13. oktober 2021", "13 Oktober 2021", "13.\N{NO-BREAK SPACE}oktober\N{NO-BREAK SPACE}2021"],
        *["13.10.2021", "13-10-2021", "13/10-2021", "13/10 2021", " 2021-10-13 "],
    ],
)
def test_laes_dato_reads_the_ways_a_date_is_written(tekst: str) -> None:
    assert dansk.laes_dato(tekst) == date(2021, 10, 13)


@pytest.mark.parametrize(
    ("tekst", "besked"),
    [
        ("", "»« er ikke en dato. Skriv fx 13.10.2021."),
        ("31.02.2021", "»31.02.2021« findes ikke i kalenderen. Skriv dag, måned og år, fx 13.10.2021."),
        ("29. februar 2021", "»29. februar 2021« findes ikke i kalenderen. Skriv dag, måned og år, fx 13.10.2021."),
        ("10/13-2021", "»10/13-2021« findes ikke i kalenderen. Skriv dag, måned og år, fx 13.10.2021."),
        ("00.10.2021", "»00.10.2021« findes ikke i kalenderen. Skriv dag, måned og år, fx 13.10.2021."),
        ("13.10.21", "»13.10.21« mangler årets fire cifre. Skriv fx 13.10.2021."),
        ("13. oktober 21", "»13. oktober 21« mangler årets fire cifre. Skriv fx 13.10.2021."),
        ("13. auguſt 2021", "»13. auguſt 2021« er ikke en dato. Skriv fx 13.10.2021."),
        ("13.10.0021", "»13.10.0021« er ikke en dato. Skriv fx 13.10.2021."),
        ("i morgen", "»i morgen« er ikke en dato. Skriv fx 13.10.2021."),
    ],
)
def test_laes_dato_says_why_a_date_is_refused(tekst: str, besked: str) -> None:
    with pytest.raises(dansk.Datofejl) as fejl:
        dansk.laes_dato(tekst)

    assert str(fejl.value) == besked


@given(st.dates(min_value=date(1000, 1, 1), max_value=date(2999, 12, 31)))
def test_laes_dato_reads_back_every_printed_date(dato: date) -> None:
    assert dansk.laes_dato(dansk.vis_dato(dato)) == dato
    assert dansk.laes_dato(dansk.vis_kort_dato(dato)) == dato
    assert dansk.laes_dato(dato.isoformat()) == dato


def test_dates_are_printed_in_danish() -> None:
    tidspunkt = datetime(2021, 3, 1, 9, 5, tzinfo=UTC)

    assert dansk.vis_dato(tidspunkt.date()) == "1. marts 2021"
    assert dansk.vis_kort_dato(tidspunkt.date()) == "01.03.2021"
    assert dansk.vis_tidspunkt(tidspunkt) == "1. marts 2021 kl. 09.05"


def test_sorteringsnoegle_gives_danish_order() -> None:
    navne = ["Zebra", "Ærø", "Øst", "Aabenraa", "Århus", "Aarhus"]
    blandet = navne[::-1]

    assert sorted(blandet, key=dansk.sorteringsnoegle) == navne


def test_sorteringsnoegle_ranks_figures_before_letters_and_a_short_name_before_a_longer() -> None:
    navne = ["2. kvartal", "Ny", "Ny By", "Nyborg", "Ålborg", "Ålborg Øst", "Ålborgensisk"]
    blandet = navne[::-1]

    assert sorted(blandet, key=dansk.sorteringsnoegle) == navne


@pytest.mark.parametrize(
    ("den_ene", "den_anden"),
    [
        ("ÆRØ", "ärö"),
        ("Idé", "ide"),
        ("Müller", "MULLER"),
        ("A\N{COMBINING RING ABOVE}s", "ås"),
        (" Nord-fyn ", "nord fyn"),
    ],
)
def test_sorteringsnoegle_sees_no_difference_in_case_accents_and_separators(den_ene: str, den_anden: str) -> None:
    assert dansk.sorteringsnoegle(den_ene) == dansk.sorteringsnoegle(den_anden)


@given(st.text())
def test_sorteringsnoegle_is_pairs_of_digits_that_every_collation_orders_alike(tekst: str) -> None:
    noegle = dansk.sorteringsnoegle(tekst)

    assert re.fullmatch(r"([0-9]{2})+", noegle)


@given(st.text(alphabet="abcdefghijklmnopqrstuvwxyzæøåAÆØÅ -", max_size=30))
def test_sorteringsnoegle_needs_at_most_four_characters_a_letter_and_two(tekst: str) -> None:
    assert len(dansk.sorteringsnoegle(tekst)) <= 4 * len(tekst) + 2


@pytest.mark.parametrize("tekst", ["århus", "Aarhus", "ÅRHUS", " AArhus ", "A\N{COMBINING RING ABOVE}rhus"])
def test_soegetekst_folds_every_spelling_of_aarhus_alike(tekst: str) -> None:
    assert dansk.soegetekst(tekst) == "århus"


def test_soegetekst_keeps_danish_letters_apart() -> None:
    assert dansk.soegetekst("Ærø  og Øst, Idé") == "ærø og øst, ide"
