"""The rows of Målopfyldelse: what stands in them when a status is more than a number and a text."""

import datetime
from decimal import Decimal
from io import BytesIO

import pytest
from openpyxl import load_workbook

from maal.models import Afrapportering, Maalepunkt
from maal.opslag import udtraek_af
from maal.typer import Enhed, Krav, Opgoerelse, Segment, Segmentering, Slags, Vurdering
from rapporter.excel.aarsrapport import eksporter
from rapporter.excel.celler import Vaerdi
from rapporter.excel.maalopfyldelse import KOLONNER, maalopfyldelse, tal
from tests.byggere import Tal, byg_afrapportering, byg_kontrakt, byg_maal, byg_nationalt_maal, byg_punkt, udfyld
from tests.rapporter.excelark import EKSPORTERET

pytestmark = pytest.mark.django_db


def raekker(rapport: Afrapportering) -> list[dict[str, Vaerdi]]:
    """The rows of a report by column."""
    ark = maalopfyldelse(udtraek_af(Afrapportering.objects.get(pk=rapport.pk)), "Målopfyldelse")
    return [dict(zip((kolonne.titel for kolonne in KOLONNER), raekke, strict=True)) for raekke in ark.raekker]


def uddrag(raekke: dict[str, Vaerdi], *kolonner: str) -> tuple[Vaerdi, ...]:
    """Some of a row's values."""
    return tuple(raekke[kolonne] for kolonne in kolonner)


def byg_rapport(**felter: object) -> tuple[Afrapportering, Maalepunkt]:
    """A preliminary report on a contract with one målepunkt."""
    punkt = byg_punkt(byg_maal(byg_kontrakt(maal=0)), **felter)  # type: ignore[arg-type]
    return byg_afrapportering(punkt.maal.kontrakt), punkt


def test_verdict_that_is_set_aside_says_so_and_why_and_what_was_computed() -> None:
    rapport, punkt = byg_rapport()
    udfyld(rapport, punkt, 79, tekst="Færre svar.", tilsidesat_vurdering=Vurdering.OPFYLDT, begrundelse="Målefejl.")

    (raekke,) = raekker(rapport)

    assert uddrag(raekke, "Vurdering", "Status") == (
        "Opfyldt",
        "Den beregnede vurdering »Ikke opfyldt« er tilsidesat: Målefejl.\nFærre svar.",
    )


def test_verdict_set_aside_for_the_whole_stands_in_each_segments_row() -> None:
    rapport, punkt = byg_rapport(segmentering=Segmentering.HVER)
    resultater: dict[Segment, Tal] = {Segment.DRIFT: 79, Segment.VAEKST: 81}
    udfyld(rapport, punkt, resultater, tilsidesat_vurdering=Vurdering.OPFYLDT, begrundelse="Målefejl.")

    assert [uddrag(raekke, "Segment", "Resultat", "Vurdering", "Status") for raekke in raekker(rapport)] == [
        ("Drift", 79, "Opfyldt", "Den beregnede vurdering »Delvist opfyldt« er tilsidesat: Målefejl."),
        ("Vækst", 81, "Opfyldt", "Den beregnede vurdering »Delvist opfyldt« er tilsidesat: Målefejl."),
    ]


def test_awaited_figure_says_from_whom() -> None:
    rapport, punkt = byg_rapport()
    udfyld(rapport, punkt, afventer="Danmarks Statistik")

    (raekke,) = raekker(rapport)

    assert uddrag(raekke, "Vurdering", "Status") == ("Afventer", "Afventer tal fra Danmarks Statistik")


def test_figures_source_stands_after_the_text() -> None:
    rapport, punkt = byg_rapport()
    udfyld(rapport, punkt, 80, tekst="Flere end i fjor.", kilde="Brugerevalueringen")

    assert raekker(rapport)[0]["Status"] == "Flere end i fjor.\nKilde: Brugerevalueringen"


def test_growing_count_behind_its_pace_says_what_was_expected() -> None:
    rapport, punkt = byg_rapport(enhed=Enhed.ANTAL, maaltal=600, opgoerelse=Opgoerelse.AKKUMULERET)
    udfyld(rapport, punkt, 470)

    (raekke,) = raekker(rapport)

    assert uddrag(raekke, "Vurdering", "Status") == ("Bagud", "Forventet pr. 13. oktober 2021: 470,1")


def test_count_that_must_stay_low_is_expected_to_reach_nothing() -> None:
    rapport, punkt = byg_rapport(enhed=Enhed.ANTAL, krav=Krav.HOEJST, maaltal=9, opgoerelse=Opgoerelse.AKKUMULERET)
    udfyld(rapport, punkt, 3)

    (raekke,) = raekker(rapport)

    assert uddrag(raekke, "Krav", "Vurdering", "Status") == ("højst", "På vej", "")


def test_tolerance_stands_with_the_demand() -> None:
    rapport, _ = byg_rapport(krav=Krav.INDEN_FOR, maaltal="43.4", tolerance=10)

    assert uddrag(raekker(rapport)[0], "Krav", "Måltal") == ("inden for ±10\xa0%", Decimal("43.4"))


def test_spread_has_a_demand_and_no_target_of_nought() -> None:
    rapport, _ = byg_rapport(enhed=Enhed.SPREDNING, krav=Krav.INDEN_FOR, maaltal=0, tolerance=10)

    (raekke,) = raekker(rapport)

    assert uddrag(raekke, "Krav", "Måltal", "Enhed") == ("inden for ±10\xa0%", None, "geografisk spredning")


def test_target_of_nought_is_a_number() -> None:
    rapport, _ = byg_rapport(enhed=Enhed.PROCENTPOINT, krav=Krav.OVER, maaltal=0)

    assert uddrag(raekker(rapport)[0], "Krav", "Måltal") == ("over", 0)


def test_year_without_a_target_shows_the_result_and_no_demand() -> None:
    rapport, punkt = byg_rapport(maaltal=None)
    udfyld(rapport, punkt, 60)

    (raekke,) = raekker(rapport)

    assert uddrag(raekke, "Krav", "Måltal", "Resultat", "Vurdering") == ("", None, 60, "Uden måltal")


def test_goal_is_national_or_local() -> None:
    kontrakt = byg_kontrakt(maal=0)
    byg_punkt(byg_maal(kontrakt, 1, nationalt_maal=byg_nationalt_maal()))
    byg_punkt(byg_maal(kontrakt, 2))

    assert [raekke["Type"] for raekke in raekker(byg_afrapportering(kontrakt))] == ["Nationalt", "Lokalt"]


def test_final_report_expects_nothing_any_more() -> None:
    kontrakt = byg_kontrakt(maal=0)
    punkt = byg_punkt(byg_maal(kontrakt), enhed=Enhed.ANTAL, maaltal=600, opgoerelse=Opgoerelse.AKKUMULERET)
    rapport = byg_afrapportering(kontrakt, slags=Slags.ENDELIG, pr_dato=datetime.date(2021, 12, 31))
    udfyld(rapport, punkt, 555)

    (raekke,) = raekker(rapport)

    assert uddrag(raekke, "Vurdering", "Status") == ("Ikke opfyldt", "")


@pytest.mark.parametrize(
    ("gemt", "enhed", "vist"),
    [
        ("75.0000", Enhed.PROCENT, "75"),
        ("69.9000", Enhed.PROCENT, "69.9"),
        ("1680.0000", Enhed.ANTAL, "1680"),
        ("2.5000", Enhed.FAKTOR, "2.50"),
        ("2.1250", Enhed.FAKTOR, "2.125"),
        ("0.0000", Enhed.PROCENTPOINT, "0"),
    ],
)
def test_number_has_the_decimals_that_a_person_writes(gemt: str, enhed: Enhed, vist: str) -> None:
    assert f"{tal(Decimal(gemt), enhed):f}" == vist


@pytest.mark.parametrize("tekst", ["=1+1", "+45 flere", "-3 procentpoint", "@kommunerne"])
def test_status_that_begins_like_a_formula_stays_text(tekst: str) -> None:
    rapport, punkt = byg_rapport()
    udfyld(rapport, punkt, 80, tekst=tekst)

    fil = eksporter(Afrapportering.objects.get(pk=rapport.pk), eksporteret=EKSPORTERET)

    celle = load_workbook(BytesIO(fil.indhold))["Målopfyldelse"]["K4"]
    assert (celle.value, celle.data_type, celle.quotePrefix) == (tekst, "s", True)
