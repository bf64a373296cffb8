"""Tables on slides: no text is lost, none changes its order, and nothing is taller than its slide."""

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from rapporter.bilag.ombrydning import Afsnit, Celle, Gruppe, Opsaetning, Raekke, Side, Stykke, afsnit_af, ombryd

OPSAETNING = Opsaetning(hoejde=200, bredder=(150.0, 200.0, 80.0), skrift=12, grupper=4)
ORD = st.one_of(
    st.text("abcæøåABCMW0123456789%", min_size=1, max_size=12),
    st.text("Wi-/.,:æ", min_size=20, max_size=60),
    st.sampled_from(["75\u00a0%", "−12,3", "漢字", "🙂", "M" * 400]),
)
TEKSTER = st.lists(st.lists(ORD, max_size=30).map(" ".join), max_size=5).map("\n".join)
RAEKKER = st.tuples(TEKSTER, TEKSTER)
GRUPPER = st.lists(st.lists(RAEKKER, min_size=1, max_size=2), min_size=1, max_size=3)


def celle(tekst: str) -> Celle:
    return Celle(afsnit_af(Stykke(tekst)))


def gruppe(nummer: int, *raekker: tuple[str, str]) -> Gruppe:
    fast = Celle(afsnit_af(Stykke("Opfyldt", fed=True)), farve="DDF7CE", fast=True)
    return Gruppe(f"Mål {nummer}", tuple((celle(foerste), celle(anden), fast) for foerste, anden in raekker))


def ombrudt(*raekker: tuple[str, str], opsaetning: Opsaetning = OPSAETNING) -> list[Side]:
    return ombryd([gruppe(1, *raekker)], opsaetning)


def tegn(sider: list[Side], kolonne: int) -> str:
    """What stands in a column through all slides, without spaces and without the headings that were added."""
    afsnit = [et.tekst for side in sider for raekke in side.raekker for et in raekke[kolonne].afsnit]
    return "".join("".join(et for et in afsnit if not et.endswith("(fortsat)")).split())


def linjer(side: Side, kolonne: int) -> list[str]:
    return [afsnit.tekst for raekke in side.raekker for afsnit in raekke[kolonne].afsnit]


def hoejder(sider: list[Side], opsaetning: Opsaetning = OPSAETNING) -> list[float]:
    return [sum(opsaetning.raekkehoejde(raekke) for raekke in side.raekker) for side in sider]


@settings(max_examples=60)
@given(GRUPPER)
def test_all_text_is_there_in_order_and_no_slide_runs_over(tekster: list[list[tuple[str, str]]]) -> None:
    sider = ombryd([gruppe(nummer, *raekker) for nummer, raekker in enumerate(tekster, start=1)], OPSAETNING)

    for kolonne in (0, 1):
        skrevet = "".join(afsnit for raekker in tekster for raekke in raekker for afsnit in raekke[kolonne])
        assert tegn(sider, kolonne) == "".join(skrevet.split())
    assert [hoejde for hoejde in hoejder(sider) if hoejde > OPSAETNING.hoejde] == []
    assert all(1 <= len(side.navne) <= 4 and side.raekker for side in sider)


@settings(max_examples=30)
@given(RAEKKER)
def test_every_piece_of_a_row_repeats_its_short_cell(raekke: tuple[str, str]) -> None:
    sider = ombrudt(raekke)

    assert {linjer(side, 2)[0] for side in sider} == {"Opfyldt"}


def test_space_after_the_last_word_takes_no_line() -> None:
    # found by the property above: a piece broken off after a space was measured a line too tall
    (afsnit,) = afsnit_af(Stykke("WWWWWWWWWW WWWWWWWWWW" + " " * 9))

    assert len(OPSAETNING.linjer(afsnit, 150)) == 2


def test_groups_that_fit_share_a_slide_but_no_more_than_allowed() -> None:
    sider = ombryd([gruppe(nummer, ("kort", "kort")) for nummer in range(1, 7)], OPSAETNING)

    assert [side.navn for side in sider] == ["Mål 1–4", "Mål 5–6"]


def test_group_is_moved_whole_when_the_slide_has_no_room_for_it() -> None:
    halv = "\n".join(["linje"] * 7)
    sider = ombryd([gruppe(nummer, (halv, "")) for nummer in (1, 2)], OPSAETNING)

    assert [side.navn for side in sider] == ["Mål 1", "Mål 2"]


def test_row_longer_than_a_slide_goes_on_under_a_heading_between_paragraphs() -> None:
    sider = ombrudt(("1.1", "\n".join(f"Afsnit {nummer}" for nummer in range(20))))

    assert [side.navn for side in sider] == ["Mål 1", "Mål 1 (fortsat)"]
    assert linjer(sider[1], 0) == ["Mål 1 (fortsat)"]
    assert linjer(sider[0], 1) + linjer(sider[1], 1) == [f"Afsnit {nummer}" for nummer in range(20)]


def test_second_row_that_begins_on_a_new_slide_is_told_whose_it_is() -> None:
    sider = ombrudt(("\n".join(["linje"] * 11), ""), ("1.2", "\n".join(["status"] * 5)))

    assert [linjer(side, 0)[0] for side in sider] == ["linje", "Mål 1 (fortsat)"]


def test_long_paragraph_is_broken_after_a_sentence() -> None:
    saetning = "Huset har holdt møder med alle kommunerne i området om den fælles indsats."
    sider = ombrudt(("", " ".join([saetning] * 20)))

    assert len(sider) > 1
    assert {linjer(side, 1)[0].strip()[-1] for side in sider} == {"."}


def test_sentence_longer_than_a_slide_is_broken_between_words() -> None:
    sider = ombrudt(("", " ".join(["ordet"] * 200)))

    assert len(sider) > 1
    assert {linjer(side, 1)[0].split()[-1] for side in sider} == {"ordet"}


def test_word_longer_than_a_slide_is_broken_inside() -> None:
    sider = ombrudt(("", "M" * 500))

    assert tegn(sider, 1) == "M" * 500
    assert len(sider) == 3


def test_point_of_a_list_that_is_broken_has_its_sign_once() -> None:
    sider = ombrudt(("", "• " + " ".join(["ordet"] * 200)))
    punkter = [afsnit for side in sider for raekke in side.raekker for afsnit in raekke[1].afsnit]

    assert [punkt.tegn for punkt in punkter] == ["•"] + [""] * (len(sider) - 1)
    assert {punkt.indryk for punkt in punkter} == {True}


@pytest.mark.parametrize(
    ("tekst", "afsnit"),
    [
        ("", []),
        ("\n \n", []),
        ("Et.\r\n\r\nTo.\u2028Tre.", [("", "Et."), ("", "To."), ("", "Tre.")]),
        ("- streg\n• prik\n* stjerne", [("•", "streg"), ("•", "prik"), ("•", "stjerne")]),
        ("-12,3 er et tal", [("", "-12,3 er et tal")]),
        ("med\x0btegn\x00, der\tikke må være der", [("", "medtegn, der ikke må være der")]),
    ],
)
def test_text_becomes_paragraphs(tekst: str, afsnit: list[tuple[str, str]]) -> None:
    assert [(et.tegn, et.tekst) for et in afsnit_af(Stykke(tekst))] == afsnit


def test_pieces_keep_their_look_across_line_breaks() -> None:
    foerste, anden = afsnit_af(Stykke("3.1 ", fed=True), Stykke("Et\nto ", maerke="fjernet"), Stykke("tre"))

    assert foerste == Afsnit((Stykke("3.1 ", fed=True), Stykke("Et", maerke="fjernet")))
    assert anden == Afsnit((Stykke("to ", maerke="fjernet"), Stykke("tre")))


def test_row_is_as_tall_as_its_tallest_cell() -> None:
    raekke: Raekke = (celle("kort"), celle("\n".join(["linje"] * 5)), celle(""))

    assert OPSAETNING.raekkehoejde(raekke) == pytest.approx(5 * (12 * 1.2 + 3) + 2 * 3.6)
