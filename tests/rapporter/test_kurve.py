"""The curve and its drawing: what is joined, what the axis hides, what is said, and that nothing strange gets in."""

import re
from decimal import Decimal
from typing import Any
from xml.etree import ElementTree

import pytest
from hypothesis import given
from hypothesis import strategies as st

from maal.models import Maaltal
from maal.typer import Enhed, Krav, Opgoerelse, Segment, Slags
from rapporter.excel.celler import kontrast
from rapporter.kurve import Kurve, akse, aksetitel, kurver
from rapporter.kurvetegning import AKSEFARVE, BRED, MAALTALSFARVE, SKRIFT, SMAL, TEGN, spec, tegn, tegninger
from rapporter.udvikling import Aarsrapport, Kontraktled
from tests.rapporter.aarene import ALLE, DRIFT, HVER, VAEKST, Resultater, kontrakt, led, raekker, rapport

OND = "</title><script>alert(1)</script>&\"'"


def kurve(resultater: dict[int, int | str], maaltal: dict[int, int | str] | None = None, **felter: Any) -> Kurve:
    """The curve of final results by year, each year a contract of its own like the others."""
    alle: list[Kontraktled] = []
    rapporter: dict[tuple[str, int], Aarsrapport] = {}
    for aar in sorted({*resultater, *(maaltal or {})}):
        et_led = led(kontrakt(aar), {aar: maaltal[aar]} if maaltal and aar in maaltal else None, **felter)
        alle.append(et_led)
        rapporter |= rapport(et_led, aar, {ALLE: resultater[aar]}) if aar in resultater else {}
    (en,) = kurver(raekker(*alle, rapporter=rapporter))
    return en


def stykker(en_kurve: Kurve) -> list[list[int]]:
    """The years that a line joins."""
    numre = {punkt.stykke for punkt in en_kurve.punkter}
    return [[punkt.aar for punkt in en_kurve.punkter if punkt.stykke == nummer] for nummer in sorted(numre)]


def test_line_joins_years_that_follow_each_other_and_never_a_gap() -> None:
    assert stykker(kurve({2021: 40, 2022: 43, 2025: 51, 2026: 50})) == [[2021, 2022], [2025, 2026]]


def test_units_have_a_drawing_each_so_that_no_line_and_no_axis_crosses_them() -> None:
    foer, nu = led(kontrakt(2021), {2021: 45}), led(kontrakt(2022), {2022: 350}, enhed=Enhed.ANTAL)
    rapporter = rapport(foer, 2021, {ALLE: 43}) | rapport(nu, 2022, {ALLE: 365})

    procent, antal = kurver(raekker(foer, nu, rapporter=rapporter))

    assert [(et.enhed, [punkt.vaerdi for punkt in et.punkter], et.aar) for et in (procent, antal)] == [
        (Enhed.PROCENT, [Decimal(43)], (2021, 2022)),
        (Enhed.ANTAL, [Decimal(365)], (2021, 2022)),
    ]
    assert [streg.vaerdi for streg in procent.streger] == [Decimal(45)]
    assert procent.i_ord == "Resultat: 43\xa0% i 2021. Opgjort i en anden enhed i 2022. Måltal: mindst 45\xa0% i 2021."


def test_line_stops_where_a_level_becomes_a_count_and_before_a_count_that_still_grows() -> None:
    niveau = led(kontrakt(2021), enhed=Enhed.ANTAL)
    optaelling: dict[str, Any] = {"enhed": Enhed.ANTAL, "opgoerelse": Opgoerelse.AKKUMULERET}
    to, tre, fire = (led(kontrakt(aar), **optaelling) for aar in (2022, 2023, 2024))
    rapporter = rapport(niveau, 2021, {ALLE: 300}) | rapport(to, 2022, {ALLE: 310}) | rapport(tre, 2023, {ALLE: 320})
    rapporter |= rapport(fire, 2024, {ALLE: 100}, slags=Slags.FORELOEBIG)

    (en,) = kurver(raekker(niveau, to, tre, fire, rapporter=rapporter))

    assert stykker(en) == [[2021], [2022, 2023], [2024]]
    assert [punkt.er_foreloebig for punkt in en.punkter] == [False, False, False, True]


def test_segments_are_a_series_each_and_their_words_say_where_they_went() -> None:
    foerste, anden = (led(kontrakt(aar), {aar: 70}, enhed=Enhed.NPS, **HVER) for aar in (2021, 2024))
    rapporter = rapport(foerste, 2021, {DRIFT: 70, VAEKST: 84}, slags=Slags.FORELOEBIG)
    rapporter |= rapport(anden, 2024, {DRIFT: 72, VAEKST: 80})

    (en,) = kurver(raekker(foerste, anden, rapporter=rapporter))

    assert (en.segmenter, en.har_foreloebige) == ((DRIFT, VAEKST), True)
    assert en.i_ord == (
        "Drift: steget fra 70 i 2021 (foreløbigt) til 72 i 2024. Vækst: faldet fra 84 i 2021 (foreløbigt) til 80 i "
        "2024. Intet resultat i 2022 og 2023. Måltal: mindst 70 i 2021 og mindst 70 i 2024."
    )


def test_promises_are_said_by_their_runs_of_years_and_by_segment_where_these_differ() -> None:
    ens, videre = (led(kontrakt(aar), {aar: 70}, enhed=Enhed.NPS, **HVER) for aar in (2021, 2022))
    hver = led(kontrakt(2023), enhed=Enhed.NPS, **HVER)
    loefter = (
        Maaltal(aar=2023, segment=DRIFT, vaerdi=Decimal(70)),
        Maaltal(aar=2023, segment=VAEKST, vaerdi=Decimal(80)),
    )

    (en,) = kurver(raekker(ens, videre, Kontraktled(hver.kontrakt, hver.punkt, loefter)))

    assert en.i_ord.endswith("Måltal: mindst 70 i 2021–2022, mindst 70 for drift i 2023 og mindst 80 for vækst i 2023.")


def test_band_is_drawn_by_both_its_edges() -> None:
    et_led = led(kontrakt(2021), {2021: 20}, krav=Krav.INDEN_FOR)
    et_led.maaltal[0].tolerance = Decimal(5)

    (en,) = kurver(raekker(et_led))

    assert [streg.vaerdi for streg in en.streger] == [Decimal(15), Decimal(25)]
    assert en.i_ord.startswith("Der er ingen resultater. Måltal: inden for 20")


def test_what_is_judged_in_words_has_no_drawing() -> None:
    spredning = led(kontrakt(2021), {2021: 0}, enhed=Enhed.SPREDNING, krav=Krav.INDEN_FOR)

    assert kurver(raekker(spredning)) == ()


@pytest.mark.parametrize(
    ("enhed", "tal", "graenser", "titel"),
    [
        (Enhed.PROCENT, [70, 84], (0, 100), "Procent (aksen går fra 0 til 100)"),
        (Enhed.NPS, [70, 84], (0, 100), "NPS (aksen går fra 0 til 100)"),
        (Enhed.NPS, [-5, 84], (-100, 100), "NPS (aksen går fra −100 til 100)"),
        (Enhed.ANTAL, [4_000, 5_000], (0, 5_250), "Antal (aksen begynder ved 0)"),
        (Enhed.ANTAL, [0, 0], (0, 1), "Antal (aksen begynder ved 0)"),
        (Enhed.PROCENTPOINT, [-2, 4], (-2, Decimal("4.2")), "Procentpoint (aksen har 0 med)"),
        (Enhed.PROCENTPOINT, [-4, -2], (-4, 0), "Procentpoint (aksen har 0 med)"),
    ],
)
def test_axis_has_zero_on_it_and_says_where_it_goes(
    enhed: Enhed, tal: list[int], graenser: tuple[Decimal | int, Decimal | int], titel: str
) -> None:
    en = kurve(dict(enumerate(tal, start=2021)), enhed=enhed)

    assert aksetitel(en) == titel
    assert akse(en) == (Decimal(graenser[0]), Decimal(graenser[1]))


def test_segments_are_told_apart_without_colour_and_every_mark_is_seen_on_white() -> None:
    assert len({form for _, form, _ in (TEGN[DRIFT], TEGN[VAEKST])}) == 2
    assert len({tuple(moenster) for _, _, moenster in (TEGN[DRIFT], TEGN[VAEKST])}) == 2
    farver = [farve for farve, _, _ in TEGN.values()] + [MAALTALSFARVE, AKSEFARVE]
    assert all(kontrast(farve.lstrip("#"), "FFFFFF") >= 4.5 for farve in farver)


@given(st.dictionaries(st.integers(2015, 2045), st.integers(0, 100), min_size=1), st.sampled_from([BRED, SMAL]))
def test_chart_holds_every_result_once_in_its_year_and_no_words_of_a_person(
    resultater: dict[int, int | str], stoerrelse: tuple[int, int]
) -> None:
    diagram = spec(kurve(resultater, tekst=OND, metode=OND), stoerrelse)

    _, lag = diagram["layer"][-2:]
    assert [(punkt["x"], punkt["y"]) for punkt in lag["data"]["values"]] == sorted(resultater.items())
    assert (diagram["width"], diagram["height"]) == stoerrelse
    assert OND not in str(diagram)
    assert "url" not in str(diagram)  # nothing is to be fetched


def tegnet(titel: str = "Kendskab", segmenter: Resultater | None = None) -> str:
    """A drawing of two years with a preliminary result, targets and a change."""
    felter = HVER if segmenter else {}
    foer, nu = (led(kontrakt(aar), {aar: 45}, tekst=f"Ordlyd {aar}", **felter) for aar in (2021, 2022))
    tal = segmenter or {ALLE: "43.5"}
    rapporter = rapport(foer, 2021, tal) | rapport(nu, 2022, tal, slags=Slags.FORELOEBIG)
    (en,) = kurver(raekker(foer, nu, rapporter=rapporter))
    return tegn(en, BRED, noegle="kurve-1", klasse="kurve-bred", titel=titel)


def test_drawing_is_one_picture_with_a_name_and_words_and_nothing_else_to_a_screen_reader() -> None:
    rod = ElementTree.fromstring(tegnet())  # noqa: S314 - our own

    assert rod.attrib["role"] == "img"
    navne = {barn.attrib["id"]: barn.text for barn in rod if "id" in barn.attrib}
    assert list(navne) == rod.attrib["aria-labelledby"].split()
    navn, ord_ = navne.values()
    assert navn == "Kendskab"
    assert ord_ is not None
    assert ord_.startswith("Resultat: uændret fra 43,5")
    inde = [attribut for barn in rod for et in barn.iter() for attribut in et.attrib]
    assert [attribut for attribut in inde if attribut.startswith("aria") or attribut == "role"] == []


def test_drawing_keeps_to_the_policy_and_a_title_stays_a_text() -> None:
    svg = tegnet(OND, {DRIFT: 70, VAEKST: 84})

    rod = ElementTree.fromstring(svg)  # noqa: S314 - our own
    assert rod[0].text == OND
    assert {et.tag.rpartition("}")[2] for et in rod.iter()} <= {
        "svg",
        "title",
        "desc",
        "g",
        "path",
        "line",
        "rect",
        "text",
    }
    attributter = {attribut for et in rod.iter() for attribut in et.attrib}
    assert {attribut for attribut in attributter if attribut == "style" or attribut.startswith("on")} == set()
    assert "href" not in svg
    assert "url(" not in svg


def test_letters_are_large_enough_and_numbers_danish() -> None:
    foerste = led(kontrakt(2021), {2021: 5_000}, enhed=Enhed.ANTAL)
    (en,) = kurver(raekker(foerste))

    svg = tegn(en, SMAL, noegle="k", klasse="kurve-smal", titel="Antal")

    assert set(re.findall(r'font-size="(\d+)px"', svg)) == {str(SKRIFT)}
    assert ">4.000<" in svg
    assert 'viewBox="0 0 320 300"' in svg


def test_same_input_gives_the_same_drawing_and_ids_are_only_ours() -> None:
    en = kurve({2021: 40, 2022: 43}, {2021: 45})

    (foerste,), (anden,) = tegninger([en], "Kendskab"), tegninger([en], "Kendskab")

    assert (foerste.bred, foerste.smal) == (anden.bred, anden.smal)
    ider = re.findall(r' id="([^"]*)"', foerste.bred + foerste.smal)
    assert ider == ["kurve-1-bred-titel", "kurve-1-bred-ord", "kurve-1-smal-titel", "kurve-1-smal-ord"]
    assert [signatur.tekst for signatur in foerste.signaturer] == ["Resultat"]


def test_preliminary_results_are_hollow() -> None:
    et_led = led(kontrakt(2021))
    (en,) = kurver(raekker(et_led, rapporter=rapport(et_led, 2021, {ALLE: 43}, slags=Slags.FORELOEBIG)))

    assert [punkt["fyld"] for punkt in spec(en, BRED)["layer"][-1]["data"]["values"]] == ["white"]
    assert set(Segment) == set(TEGN)
