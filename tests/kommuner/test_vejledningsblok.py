"""A block from a spreadsheet laid out on the grid: everything lands where it belongs, or it is said."""

from datetime import date

import pytest
from hypothesis import given
from hypothesis import strategies as st

from kommuner.typer import Vejledningsslags
from kommuner.vejledningsblok import MAKS_RAEKKER, Blok, Skema, laeg_ud, laes_blok

VAEKST, DRIFT, KORTE, EARLY, KOLLEKTIVE, HENVISNINGER = Vejledningsslags
NAVNE = {"0860": "Hjørring", "0840": "Rebild", "0851": "Aalborg", "0751": "Aarhus"}
SKEMA = Skema(date(2025, 12, 31), ["0860", "0840", "0851"], NAVNE)


def ud(tekst: str, fra: tuple[str, Vejledningsslags] | None = None) -> dict[str, str]:
    """The cells that a block fills, with nothing to be said of it: by `kode slags`."""
    blok = laeg_ud(tekst, SKEMA, fra)
    assert blok.beskeder == []
    return celler(blok)


def celler(blok: Blok) -> dict[str, str]:
    return {f"{kode} {slags}": tekst for (kode, slags), tekst in blok.celler.items()}


def test_figures_go_right_and_down_from_the_cell() -> None:
    assert ud("1\t2\n3\t4", ("0840", DRIFT)) == {
        "0840 drift": "1",
        "0840 korte_forloeb": "2",
        "0851 drift": "3",
        "0851 korte_forloeb": "4",
    }


def test_figures_begin_in_the_first_cell_when_none_is_given() -> None:
    assert ud("1\t2") == {"0860 vaekst": "1", "0860 drift": "2"}


@pytest.mark.parametrize("tekst", ["1\n2", "1\r\n2\r\n", "1\n2\n\n", " 1 \n 2 ", '"1"\n"2"'])
def test_line_ends_empty_rows_after_and_quotes_make_no_difference(tekst: str) -> None:
    assert ud(tekst) == {"0860 vaekst": "1", "0840 vaekst": "2"}


def test_empty_cell_at_the_top_does_not_move_the_others_up() -> None:
    assert ud("\r\n1\r\n2\r\n") == {"0860 vaekst": "", "0840 vaekst": "1", "0851 vaekst": "2"}
    assert ud("\t\r\n1\t2\r\n") == {
        "0860 vaekst": "",
        "0860 drift": "",
        "0840 vaekst": "1",
        "0840 drift": "2",
    }


def test_empty_cell_of_a_single_column_empties() -> None:
    assert ud("1\n\n2") == {"0860 vaekst": "1", "0840 vaekst": "", "0851 vaekst": "2"}


@pytest.mark.parametrize("tekst", ["\nKommune\tVækst\nRebild\t5", "\n\nRebild\t5", "\t\n0840\t5"])
def test_empty_rows_above_headings_and_names_are_passed_over(tekst: str) -> None:
    assert ud(tekst) == {"0840 vaekst": "5"}


def test_figures_stay_as_they_are_written() -> None:
    assert ud("1.234\t12,5\tca. 7") == {
        "0860 vaekst": "1.234",
        "0860 drift": "12,5",
        "0860 korte_forloeb": "ca. 7",
    }


def test_empty_cell_empties_and_a_missing_one_leaves() -> None:
    assert ud("1\t\t3\n4") == {
        "0860 vaekst": "1",
        "0860 drift": "",
        "0860 korte_forloeb": "3",
        "0840 vaekst": "4",
    }


def test_what_is_outside_the_grid_is_said() -> None:
    blok = laeg_ud("1\t2\t3\n4\t5\t6", SKEMA, ("0851", KOLLEKTIVE))

    assert celler(blok) == {"0851 kollektive": "1", "0851 henvisninger": "2"}
    assert blok.beskeder == [
        "1 kolonne er ikke sat ind: skemaet slutter ved Henvisninger.",
        "1 række er ikke sat ind: skemaet slutter ved Aalborg.",
    ]
    assert blok.kvittering == "2 celler er udfyldt. Intet er gemt endnu."


def test_rows_go_by_the_municipality_in_whatever_order() -> None:
    assert ud("Aalborg\t1\nHJØRRING kommune\t2\n0840\t3", ("0851", DRIFT)) == {
        "0851 drift": "1",
        "0860 drift": "2",
        "0840 drift": "3",
    }


def test_code_and_day_beside_the_name_are_no_figures() -> None:
    tekst = "851\tAalborg\t31.12.2025\t7\n840\tRebild\t31.12.2025\t8"
    assert ud(tekst) == {"0851 vaekst": "7", "0840 vaekst": "8"}
    assert ud("Aalborg\t851\t7\nRebild\t840\t8") == {"0851 vaekst": "7", "0840 vaekst": "8"}


def test_codes_alone_name_municipalities_when_written_in_full() -> None:
    assert ud("0851\t7\n0840\t8") == {"0851 vaekst": "7", "0840 vaekst": "8"}
    assert ud("851\t7") == {"0860 vaekst": "851", "0860 drift": "7"}  # may as well be figures


def test_unknown_municipality_is_named_and_never_guessed() -> None:
    blok = laeg_ud("Ålborg\t1\nRebild\t2\nAarhus\t3\nUtopia\t4\nRebild\t5", SKEMA)

    assert celler(blok) == {"0840 vaekst": "2"}
    assert blok.beskeder == [
        "Kommunen »Ålborg« kendes ikke. Mente du Aalborg? Rækken er ikke sat ind.",
        "Aarhus hører ikke til erhvervshuset. Rækken er ikke sat ind.",
        "Kommunen »Utopia« kendes ikke. Skriv kommunens navn eller dens kode på fire cifre. Rækken er ikke sat ind.",
        "Rebild står to gange. Rækken er ikke sat ind.",
    ]


def test_code_and_name_in_one_cell_are_asked_about() -> None:
    blok = laeg_ud("0851 Aalborg\t1", SKEMA)

    assert (celler(blok), blok.beskeder) == (
        {},
        ["Kommunen »0851 Aalborg« kendes ikke. Mente du Aalborg? Rækken er ikke sat ind."],
    )


def test_sum_row_is_passed_over() -> None:
    assert ud("Rebild\t2\nI alt\t2\nSum:\t2") == {"0840 vaekst": "2"}


def test_headings_say_which_column_is_which() -> None:
    assert ud("Kommune\tKode\tOpgjort pr.\tDrift\tVækst\nRebild\t840\t31.12.2025\t5\t6") == {
        "0840 drift": "5",
        "0840 vaekst": "6",
    }
    assert ud("Drift\tVækst\n5\t6", ("0840", HENVISNINGER)) == {"0840 drift": "5", "0840 vaekst": "6"}


def test_unknown_heading_is_said_and_its_column_left_out() -> None:
    blok = laeg_ud("Kommune\tVækst\tI alt\nRebild\t6\t7", SKEMA)

    assert celler(blok) == {"0840 vaekst": "6"}
    assert blok.beskeder == ["Kolonnen »I alt« er ikke en af skemaets og er ikke sat ind."]


def test_row_of_another_day_is_said_and_left_out() -> None:
    blok = laeg_ud("Kommune\tOpgjort pr.\tVækst\nRebild\t30.6.2025\t6", SKEMA)

    assert (celler(blok), blok.kvittering) == ({}, "Intet er sat ind.")
    assert blok.beskeder == ["Rebild er opgjort pr. 30.06.2025. Rækken er ikke sat ind."]


@pytest.mark.parametrize(
    ("tekst", "besked"),
    [
        ("", "Der var intet i det, du satte ind. Kopiér kommunernes rækker i regnearket, og prøv igen."),
        ("\t\n\t\n", "Der var intet i det, du satte ind. Kopiér kommunernes rækker i regnearket, og prøv igen."),
        ("1\n" * (MAKS_RAEKKER + 1), "Det, du satte ind, har 301 rækker. Kopiér kun kommunernes rækker."),
        ("1" * 200_001, "Det, du satte ind, er for stort. Kopiér kun kommunernes rækker."),
        ("1" * 150_000, "Det, du satte ind, kan ikke læses. Kopiér det igen fra regnearket."),
    ],
)
def test_block_that_cannot_be_used_says_so(tekst: str, besked: str) -> None:
    blok = laeg_ud(tekst, SKEMA)

    assert (blok.celler, blok.beskeder) == ({}, [besked])


@given(st.text(alphabet=st.sampled_from('01\t\n\r",;. HjørringAalborgKommuneVækst'), max_size=200))
def test_no_text_breaks_it_and_every_cell_is_one_of_the_grid(tekst: str) -> None:
    blok = laeg_ud(tekst, SKEMA)

    assert {kode for kode, _ in blok.celler} <= set(SKEMA.kommuner)
    assert blok.celler or blok.beskeder or any(any(raekke) for raekke in laes_blok(tekst))
