"""The difference between two wordings: exact, readable, and found in time."""

import time
from itertools import pairwise

import pytest
from hypothesis import example, given
from hypothesis import strategies as st

from kontrakt.tekstforskel import Del, ordforskel

ORD = st.sampled_from(["Målet", "er", "nået", "ikke", "i", "2021", "79,5", "%", ".", ",", "\n", " ", "\r\n", "  ", "é"])
TEKST = st.lists(ORD, max_size=40).map("".join) | st.text(max_size=60)


def sammen(dele: list[Del], *slags: str) -> str:
    return "".join(del_.tekst for del_ in dele if del_.slags in slags)


@given(foer=TEKST, efter=TEKST)
@example(foer="Målet er nået.", efter="Målet er ikke nået.")
def test_ordforskel_gives_both_wordings_back_exactly(foer: str, efter: str) -> None:
    dele = ordforskel(foer, efter)

    assert sammen(dele, "ens", "fjernet") == foer
    assert sammen(dele, "ens", "tilfoejet") == efter
    assert all(del_.tekst for del_ in dele)
    assert all(den_ene.slags != den_naeste.slags for den_ene, den_naeste in pairwise(dele))


@given(tekst=TEKST)
def test_ordforskel_of_the_same_wording_is_alike(tekst: str) -> None:
    assert ordforskel(tekst, tekst) == ([Del("ens", tekst)] if tekst else [])


@pytest.mark.parametrize(
    ("foer", "efter", "dele"),
    [
        (
            "Målet er nået.",
            "Målet er ikke nået.",
            [Del("ens", "Målet er "), Del("tilfoejet", "ikke "), Del("ens", "nået.")],
        ),
        (
            "Tilfredsheden er 79 procent",
            "Tilfredsheden er 81 procent",
            [Del("ens", "Tilfredsheden er "), Del("fjernet", "79"), Del("tilfoejet", "81"), Del("ens", " procent")],
        ),
        (
            "Vi venter på tal.",
            "Vi har fået tal.",
            [Del("ens", "Vi "), Del("fjernet", "venter på"), Del("tilfoejet", "har fået"), Del("ens", " tal.")],
        ),
        (
            "Første afsnit\nAndet afsnit",
            "Første afsnit\n\nAndet afsnit",
            [Del("ens", "Første afsnit\n"), Del("tilfoejet", "\n"), Del("ens", "Andet afsnit")],
        ),
        ("1.417 kurser", "1.500 kurser", [Del("fjernet", "1.417"), Del("tilfoejet", "1.500"), Del("ens", " kurser")]),
        (
            "På 2,50.",
            "På 2,75.",
            [Del("ens", "På "), Del("fjernet", "2,50"), Del("tilfoejet", "2,75"), Del("ens", ".")],
        ),
        ("Na\u030ar", "Na\u030at", [Del("fjernet", "Na\u030ar"), Del("tilfoejet", "Na\u030at")]),
        ("", "Ny", [Del("tilfoejet", "Ny")]),
        ("Gammel", "", [Del("fjernet", "Gammel")]),
    ],
)
def test_ordforskel_marks_whole_words(foer: str, efter: str, dele: list[Del]) -> None:
    assert ordforskel(foer, efter) == dele


def test_ordforskel_of_two_long_different_texts_compares_lines() -> None:
    faelles = "En linje, der står i begge.\n"
    foer = "".join(f"gammel{n} " for n in range(1_500)) + "\n" + faelles + "slut før"
    efter = "".join(f"ny{n} " for n in range(1_500)) + "\n" + faelles + "slut nu"

    assert [del_.tekst for del_ in ordforskel(foer, efter) if del_.slags == "ens"] == [faelles]


@pytest.mark.parametrize(("antal", "ende"), [(1_000, ""), (2_000, "\n")])
def test_ordforskel_of_the_worst_texts_is_found_in_time(antal: int, ende: str) -> None:
    # As many words, or lines, as are compared at all; every other is alike, and each is found by a search of its own.
    foer = "".join(f"{n if n % 2 else 'x'}.{ende}" for n in range(antal))
    efter = "".join(f"{n if n % 2 else 'y'}.{ende}" for n in range(antal))

    start = time.process_time()
    dele = ordforskel(foer, efter)

    assert len(dele) > antal  # they were compared
    assert time.process_time() - start < 3  # seconds; a fifth of one, where nothing else runs
