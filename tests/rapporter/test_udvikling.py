"""An indicator through the years as plain rows: every year once, the right target, the right reason, no figure more."""

from datetime import date
from decimal import Decimal
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from kontrakt.models import Kontrakttilstand
from maal.models import Maaltal
from maal.typer import Enhed, Krav, Opgoerelse, Segmentering, Slags, Tilstand, Vurdering
from rapporter import udvikling
from rapporter.udvikling import Aarsraekke, Aarsrapport, Kontraktled
from tests.rapporter.aarene import ALLE, DRIFT, HVER, VAEKST, kontrakt, led, raekker, rapport


def maaltal(raekke: Aarsraekke) -> list[tuple[str, str]]:
    """A year's targets in words, and which other contract has them."""
    return [
        (linje.maaltal.tekst.replace("\u00a0", " "), linje.maaltal.fastsat_i)
        for linje in raekke.linjer
        if linje.maaltal
    ]


def resultater(raekke: Aarsraekke) -> list[str]:
    """A year's results, or why there is none."""
    return [linje.resultat_i_ord.replace("\u00a0", " ") for linje in raekke.linjer]


def test_every_year_from_first_to_last_stands_with_the_reason_of_its_gap() -> None:
    af_2022, af_2025, af_2026 = (
        led(kontrakt(2022), {2022: 45, 2023: 50}),
        led(kontrakt(2025)),
        led(kontrakt(2026, 2027)),
    )

    linjerne = raekker(af_2022, af_2025, af_2026, rapporter=rapport(af_2022, 2022, {ALLE: 43}))

    assert {raekke.aar: resultater(raekke) for raekke in linjerne} == {
        2022: ["43 %"],
        2023: [udvikling.INGEN_KONTRAKT],
        2024: [udvikling.INGEN_KONTRAKT],
        2025: [udvikling.IKKE_AFRAPPORTERET],
        2026: [udvikling.IKKE_ENDNU],
        2027: [udvikling.IKKE_ENDNU],
    }
    assert maaltal(linjerne[1]) == [("mindst 50 %", "fastsat i 2022-kontrakten")]
    assert [raekke.uden_maaltal for raekke in linjerne[2:4]] == ["–", udvikling.UDEN_MAALTAL]


def test_contract_that_covers_the_year_wins_over_one_that_promised_it_earlier() -> None:
    _, aaret = raekker(led(kontrakt(2021), {2021: 45, 2022: 50}), led(kontrakt(2022), {2022: 48}))

    assert maaltal(aaret) == [("mindst 48 %", "")]


def test_target_of_a_contract_that_covers_the_year_without_one_is_the_newest_earlier() -> None:
    tredje = Kontraktled(kontrakt(2023))

    aarene = raekker(led(kontrakt(2021), {2023: 50}), led(kontrakt(2022), {2023: 52}), tredje)

    assert maaltal(aarene[2]) == [("mindst 52 %", "fastsat i 2022-kontrakten")]
    assert resultater(aarene[2]) == [udvikling.IKKE_I_KONTRAKTEN]


def test_target_that_only_a_later_contract_restates_is_shown_as_its() -> None:
    aarene = raekker(led(kontrakt(2026, 2027), {2025: 55, 2027: 65}))

    assert [(raekke.aar, maaltal(raekke)) for raekke in aarene] == [
        (2025, [("mindst 55 %", "fastsat i 2026–2027-kontrakten")]),
        (2026, []),
        (2027, [("mindst 65 %", "")]),
    ]


def test_baseline_stands_beside_the_target() -> None:
    et_led = led(kontrakt(2021))
    loefte = Maaltal(aar=2021, vaerdi=Decimal(45), udgangspunkt=Decimal(40), stigning=Decimal(5))

    (aarene,) = raekker(Kontraktled(et_led.kontrakt, et_led.punkt, (loefte,)))

    assert aarene.linjer[0].maaltal is not None
    assert aarene.linjer[0].maaltal.note == "udgangspunkt 40\u00a0% + 5 procentpoint"


def test_target_without_a_segment_holds_for_each_and_results_are_one_a_segment() -> None:
    et_led = led(kontrakt(2021), {2021: 70}, enhed=Enhed.NPS, **HVER)

    (aarene,) = raekker(et_led, rapporter=rapport(et_led, 2021, {DRIFT: 70, VAEKST: 84}))

    assert [(linje.segment, linje.maaltal and linje.maaltal.tekst, linje.resultat) for linje in aarene.linjer] == [
        (DRIFT, "mindst 70", Decimal(70)),
        (VAEKST, "mindst 70", Decimal(84)),
    ]


@pytest.mark.parametrize(
    ("felter", "grund"),
    [
        ({"afventer": "Erhvervsstyrelsen"}, "Afventer Erhvervsstyrelsen"),
        ({"henviser_til": 10}, "Se Mål 10"),
        ({}, udvikling.INTET_RESULTAT),
        ({"enhed": Enhed.KVALITATIV, "krav": None}, udvikling.VURDERET_I_ORD),
        ({"enhed": Enhed.SPREDNING, "vurdering": Vurdering.MANGLER}, udvikling.IKKE_VURDERET),
    ],
)
def test_report_without_a_figure_says_why(felter: dict[str, Any], grund: str) -> None:
    et_led = led(kontrakt(2021))

    (aarene,) = raekker(et_led, rapporter=rapport(et_led, 2021, {ALLE: None}, **felter))

    assert resultater(aarene) == [grund]


def test_draft_contract_a_damaged_report_and_one_without_the_maalepunkt_are_told_apart() -> None:
    uden, beskadiget = led(kontrakt(2021)), led(kontrakt(2022))
    andet = rapport(uden, 2021, {ALLE: 1}, nummer=9)

    aarene = raekker(
        uden,
        beskadiget,
        led(kontrakt(2023, tilstand=Kontrakttilstand.UDKAST)),
        rapporter=andet | {("nord-2022", 2022): Aarsrapport(None)},
    )

    assert [resultater(raekke) for raekke in aarene] == [
        [udvikling.IKKE_I_RAPPORTEN],
        [udvikling.BESKADIGET],
        [udvikling.UDKAST],
    ]


@pytest.mark.parametrize(
    ("slags", "tilstand", "foreloebig", "navn"),
    [
        (Slags.ENDELIG, Tilstand.SENDT, False, "Endelig pr. 31. december 2021"),
        (Slags.ENDELIG, Tilstand.KLADDE, True, "Endelig pr. 31. december 2021, kladde"),
        (Slags.ENDELIG, Tilstand.INDSENDT, True, "Endelig pr. 31. december 2021, indsendt"),
        (Slags.HALVAARLIG, Tilstand.GODKENDT, True, "Halvårlig pr. 31. december 2021"),
    ],
)
def test_result_is_settled_by_an_approved_final_report_alone(
    slags: Slags, tilstand: Tilstand, foreloebig: bool, navn: str
) -> None:
    et_led = led(kontrakt(2021))

    (aarene,) = raekker(et_led, rapporter=rapport(et_led, 2021, {ALLE: 43}, slags=slags, tilstand=tilstand))

    assert (aarene.er_foreloebig, aarene.rapport_i_ord) == (foreloebig, navn)


@pytest.mark.parametrize(
    ("felter", "aendret"),
    [
        ({}, ""),
        ({"tekst": "  Kendskabet\n"}, ""),
        ({"tekst": "Unikke virksomheder"}, "Kan være opgjort anderledes end i 2021-kontrakten. Ændret: ordlyden."),
        ({"krav": Krav.OVER}, "Ændret siden 2021-kontrakten: kravet (mindst → over)."),
        (
            {"enhed": Enhed.NPS, "metode": "Ny", "segmentering": Segmentering.HVER},
            "Opgjort anderledes end i 2021-kontrakten: enheden (procent → NPS), segmenterne (alle under ét → drift og "
            "vækst hver for sig) og beskrivelsen af metoden.",
        ),
        (
            {"opgoerelse": Opgoerelse.AKKUMULERET},
            "Opgjort anderledes end i 2021-kontrakten: opgørelsen (niveau → akkumuleret gennem året).",
        ),
    ],
)
def test_what_a_contract_has_otherwise_is_said_in_its_first_year(felter: dict[str, Any], aendret: str) -> None:
    uden = Kontraktled(kontrakt(2022))

    aarene = raekker(led(kontrakt(2021)), uden, led(kontrakt(2023, 2024), nummer="2.4", **felter))

    assert [raekke.aendret for raekke in aarene] == ["", "", aendret, ""]


def test_year_that_moves_with_the_contract_is_no_other_wording() -> None:
    """As on the page of changes: a later year is a promise of its own."""
    foer, nu = led(kontrakt(2021), tekst="Mål for 2021"), led(kontrakt(2022), tekst="Mål for 2022")
    senere = led(kontrakt(2023), tekst="Mål for 2027")

    aarene = raekker(foer, nu, senere)

    ordlyden = "Kan være opgjort anderledes end i 2022-kontrakten. Ændret: ordlyden."
    assert [raekke.aendret for raekke in aarene] == ["", "", ordlyden]


def test_report_judged_by_another_target_than_the_contract_now_has_says_so() -> None:
    et_led = led(kontrakt(2021), {2021: 45})
    rapporter = rapport(et_led, 2021, {ALLE: 43})
    udtraek = rapporter["nord-2021", 2021].udtraek
    assert udtraek is not None
    object.__setattr__(udtraek.punkter[0].segmenter[0], "maaltal", Decimal(40))

    (aarene,) = raekker(et_led, rapporter=rapporter)

    assert (maaltal(aarene), aarene.linjer[0].gjort_op_mod) == ([("mindst 45 %", "")], "gjort op mod 40\u00a0%")


PERIODER = st.lists(st.tuples(st.integers(1, 3), st.booleans(), st.booleans()), min_size=1, max_size=6)
LOEFTER = st.dictionaries(st.integers(2020, 2040), st.integers(0, 100), max_size=4)


@given(PERIODER, st.data())
def test_every_year_stands_once_and_no_figure_is_invented(
    perioder: list[tuple[int, bool, bool]], data: st.DataObject
) -> None:
    alle: list[Kontraktled] = []
    rapporter: dict[tuple[str, int], Aarsrapport] = {}
    aar = 2020
    for spring, to_aar, med in perioder:
        en_kontrakt = kontrakt(aar + spring, aar + spring + to_aar)
        aar = en_kontrakt.til_aar
        et_led = led(en_kontrakt, data.draw(LOEFTER)) if med else Kontraktled(en_kontrakt)
        alle.append(et_led)
        for et_aar in en_kontrakt.aar if med else ():
            tal = data.draw(st.one_of(st.none(), st.integers(0, 100)))
            rapporter |= rapport(et_led, et_aar, {ALLE: tal})

    aarene = raekker(*alle, rapporter=rapporter, idag=date(2030, 1, 1))

    medtalte = {et for one in alle if one.punkt for et in (*one.kontrakt.aar, *(tal.aar for tal in one.maaltal))}
    assert [raekke.aar for raekke in aarene] == (list(range(min(medtalte), max(medtalte) + 1)) if medtalte else [])
    sagt = {(raekke.aar, linje.resultat) for raekke in aarene for linje in raekke.linjer if linje.resultat is not None}
    meldt = {(et, r.udtraek.punkter[0].segmenter[0].resultat) for (_, et), r in rapporter.items() if r.udtraek}
    assert sagt == {(et, tal) for et, tal in meldt if tal is not None}
    lovet = {(tal.aar, tal.vaerdi) for one in alle for tal in one.maaltal}
    vist = {(raekke.aar, linje.maaltal.vaerdi) for raekke in aarene for linje in raekke.linjer if linje.maaltal}
    assert vist <= lovet
    assert {et for et, _ in vist} == {et for et, _ in lovet}
    assert all(linje.resultat_i_ord for raekke in aarene for linje in raekke.linjer)
