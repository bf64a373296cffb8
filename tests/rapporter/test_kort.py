"""The tile-grid map: where tiles and words go, for a house's area and for the country."""

import re

import pytest
from django.template.loader import render_to_string

from kommuner.typer import Placering
from rapporter.kort import MAKS_TEGN, Forklaring, Kommunefelt, Kort, flisekort, kortnavn, tegn_kort
from tests.kommuner.landet import HUSE, MIDTJYLLAND, NAVNE

UNDER, INDEN_FOR, OVER = Placering.UNDER, Placering.INDEN_FOR, Placering.OVER


def felt(navn: str, placering: Placering | None = INDEN_FOR, tal: str = "7") -> Kommunefelt:
    kode = next(kode for kode, fundet in NAVNE.items() if fundet == navn)
    return Kommunefelt(kode, navn, tal, f"{tal} individuelle forløb", f"/kommuner/{kode}/", placering)


def kort(*felter: Kommunefelt) -> Kort:
    return tegn_kort(felter, noegle="kort", titel="Kort")


def test_every_municipality_has_a_tile_and_nobody_else() -> None:
    assert set(flisekort()) == set(NAVNE)


def test_no_two_municipalities_share_a_tile() -> None:
    assert len(set(flisekort().values())) == 98


def test_every_name_stands_whole_on_at_most_two_lines_that_fit_the_tile() -> None:
    linjer = {navn: kortnavn(navn) for navn in NAVNE.values()}

    assert {navn: brudt for navn, brudt in linjer.items() if len(brudt) > 2 or max(map(len, brudt)) > MAKS_TEGN} == {}
    samlet = {navn: "".join(brudt) for navn, brudt in linjer.items()}
    assert {navn for navn, tekst in samlet.items() if tekst.replace("-", "") != navn.replace("-", "")} == set()


@pytest.mark.parametrize(
    ("navn", "linjer"),
    [
        ("Samsø", ("Samsø",)),
        ("Skanderborg", ("Skanderborg",)),
        ("Ringkøbing-Skjern", ("Ringkøbing-", "Skjern")),
        ("Frederikshavn", ("Frederiks-", "havn")),
        ("Vesthimmerlands", ("Vesthimmer-", "lands")),
        ("Mariagerfjord", ("Mariager-", "fjord")),
        ("Overordentligt", ("Overordent-", "ligt")),
    ],
)
def test_long_name_is_broken_at_its_hyphen_or_before_its_last_part(navn: str, linjer: tuple[str, ...]) -> None:
    assert kortnavn(navn) == linjer


def test_tiles_are_read_in_danish_order() -> None:
    tegnet = kort(felt("Aarhus"), felt("Aabenraa"), felt("Ærø"), felt("Skive"))

    assert [flise.navn.partition(":")[0] for flise in tegnet.fliser] == ["Skive", "Ærø", "Aabenraa", "Aarhus"]


def test_tile_tells_its_municipality_figure_verdict_and_where_it_leads() -> None:
    (flise,) = kort(felt("Samsø", UNDER, "5")).fliser

    assert (flise.navn, flise.tal, flise.tegn, flise.klasse, flise.adresse) == (
        "Samsø: 5 individuelle forløb", "5", "▼", "under", "/kommuner/0741/",
    )  # fmt: skip


def test_every_verdict_has_a_sign_and_a_look_of_its_own() -> None:
    tegnet = kort(felt("Odder", UNDER), felt("Skive", INDEN_FOR), felt("Viborg", OVER), felt("Aarhus", None))

    assert [(flise.tegn, flise.klasse) for flise in tegnet.fliser] == [
        ("▼", "under"), ("✓", "inden_for"), ("▲", "over"), ("", "uden"),
    ]  # fmt: skip


def test_legend_has_every_verdict_with_how_many() -> None:
    tegnet = kort(felt("Odder", UNDER), felt("Skive"), felt("Viborg"))

    assert tegnet.forklaringer == (
        Forklaring("under", "▼", "Under spændet", 1),
        Forklaring("inden_for", "✓", "Inden for spændet", 2),
        Forklaring("over", "▲", "Over spændet", 0),
    )


def test_map_without_verdicts_has_no_legend() -> None:
    assert kort(felt("Odder", None)).forklaringer == ()


def test_map_is_zoomed_to_its_municipalities() -> None:
    midtjylland = kort(*(felt(NAVNE[kode]) for kode in MIDTJYLLAND))  # columns 1 to 6, rows 4 to 8

    assert midtjylland.udsnit == f"{94 - 4} {82 * 4 - 4} {6 * 94 - 6 + 8} {5 * 82 - 6 + 8}"
    assert midtjylland.bredde == "56.6rem"


@pytest.mark.parametrize("hus", ["alle", *sorted(set(HUSE.values()))])
def test_every_tile_lies_inside_the_drawing_and_apart_from_the_others(hus: str) -> None:
    tegnet = kort(*(felt(NAVNE[kode]) for kode in NAVNE if hus in ("alle", HUSE[kode])))

    x, y, bredde, hoejde = map(int, tegnet.udsnit.split())
    steder = [tuple(map(int, re.findall(r"\d+", flise.sted))) for flise in tegnet.fliser]
    assert all(x < left and left + 88 < x + bredde and y < top and top + 76 < y + hoejde for left, top in steder)
    assert len(set(steder)) == len(steder)


def test_municipality_without_a_tile_is_named_beside_the_map() -> None:
    tegnet = kort(felt("Odder"), Kommunefelt("0999", "Nyby", "7", "7 individuelle forløb", "/kommuner/0999/", UNDER))

    assert ([flise.navn for flise in tegnet.fliser], tegnet.uden_flise) == (["Odder: 7 individuelle forløb"], "Nyby")
    assert render_to_string("rapporter/_kort.html", {"kort": tegnet}).count("Ikke på kortet: Nyby. Se tabellen.") == 1


def test_map_of_nothing_is_empty() -> None:
    assert kort().fliser == ()
