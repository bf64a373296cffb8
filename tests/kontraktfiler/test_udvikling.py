"""The real contracts through the years: what their documents promise, and the only results that are real."""

from datetime import date

import pytest

from kontrakt.models import Bruger, Rolle
from rapporter.kurve import kurver
from rapporter.udvikling import Aarsraekke
from rapporter.udvikling_opslag import hent_udvikling
from tests.byggere import byg_bruger

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("indlaeste")]

IDAG = date(2026, 5, 1)


def aarene(hus: str, indikator: str, bruger: Bruger | None = None) -> tuple[Aarsraekke, ...]:
    """The years as the administrator sees them, or another."""
    return hent_udvikling(bruger or byg_bruger(Rolle.ADMINISTRATOR), hus, indikator, IDAG).raekker


def i_ord(raekker: tuple[Aarsraekke, ...]) -> list[tuple[int, str, str, str]]:
    """Year, number, target and result of the first segment."""
    return [
        (
            raekke.aar,
            raekke.led.betegnelse if raekke.led else "",
            _tekst(raekke),
            raekke.linjer[0].resultat_i_ord.replace("\u00a0", " "),
        )
        for raekke in raekker
    ]


def _tekst(raekke: Aarsraekke) -> str:
    maaltal = raekke.linjer[0].maaltal
    dele = (maaltal.tekst, maaltal.note, maaltal.fastsat_i) if maaltal else (raekke.uden_maaltal,)
    return "; ".join(filter(None, dele)).replace("\u00a0", " ")


def test_nordjyllands_awareness_has_its_baseline_and_the_target_of_2023_from_the_newest_contract() -> None:
    raekker = aarene("nordjylland", "kendskabsgrad")

    assert i_ord(raekker) == [
        (2021, "1.1", "mindst 45 %; udgangspunkt 40 % + 5 procentpoint", "Afventer kendskabsmålingen"),
        (2022, "1.2", "Uden måltal", "Ikke afrapporteret"),
        (2023, "", "mindst 50 %; fastsat i 2022-kontrakten", "Ingen vedtaget kontrakt i systemet"),
    ]
    assert raekker[1].aendret == (
        "Kan være opgjort anderledes end i 2021-kontrakten. Ændret: ordlyden og beskrivelsen af metoden."
    )


def test_nordjyllands_real_results_of_2021_are_preliminary_and_by_segment() -> None:
    nps, *_ = aarene("nordjylland", "nps")

    assert [(linje.segment.label, linje.resultat_i_ord, linje.vurdering) for linje in nps.linjer] == [
        ("Drift", "70", "opfyldt"),
        ("Vækst", "84", "opfyldt"),
    ]
    assert (nps.er_foreloebig, nps.rapport_i_ord) == (True, "Foreløbig pr. 13. oktober 2021, kladde")


def test_nordjyllands_referrals_stand_against_their_target() -> None:
    raekker = aarene("nordjylland", "benyttet-henvisning")

    assert i_ord(raekker)[0] == (2021, "4.1", "mindst 45 %", "50 %")
    (kurve,) = kurver(raekker)
    assert [(punkt.aar, int(punkt.vaerdi), punkt.er_foreloebig) for punkt in kurve.punkter] == [(2021, 50, True)]


def test_midtjyllands_awareness_goes_over_a_change_of_framework_with_its_gaps() -> None:
    assert i_ord(aarene("midtjylland", "kendskabsgrad")) == [
        (2022, "1.1", "mindst 45 %; stigning på 5 procentpoint", "Kontrakten er et udkast"),
        (2023, "", "mindst 50 %; fastsat i 2022-kontrakten", "Ingen vedtaget kontrakt i systemet"),
        (2024, "", "–", "Ingen vedtaget kontrakt i systemet"),
        (2025, "1.1", "mindst 50 %", "Ikke afrapporteret"),
        (2026, "1.1", "mindst 50 %", "Ikke afrapporteret endnu"),
        (2027, "1.1", "mindst 50 %", "Ikke afrapporteret endnu"),
    ]


def test_reader_sees_the_agreed_contracts_alone_and_no_draft_of_a_report(laeser: Bruger) -> None:
    assert i_ord(aarene("nordjylland", "benyttet-henvisning", laeser))[0][3] == "Ikke afrapporteret"
    assert [raekke.aar for raekke in aarene("midtjylland", "nps", laeser)] == [2025, 2026, 2027]
