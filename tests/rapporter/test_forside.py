"""The front page of real reports: whose, of when, in which state, who and when, and how the goals stand."""

import datetime
import re

import pytest
from django.conf import settings
from openpyxl import Workbook

from kontrakt.models import Bruger
from maal.models import Afrapportering, Maalepunkt
from maal.opslag import udtraek_af
from maal.templatetags.maal import maerkat
from maal.typer import Slags, Tilstand, Vurdering
from rapporter.excel.ark import Felt
from rapporter.excel.celler import Celleformat, Vaerdi
from rapporter.excel.forside import PALET, forside
from tests.byggere import byg_afrapportering, byg_kontrakt, udfyld
from tests.rapporter.excelark import EKSPORTERET, TITEL, raekker


def test_front_page_tells_whose_report_it_is_and_how_it_stands(nordjylland: Workbook) -> None:
    fundet = list(raekker(nordjylland, "Forside"))

    assert fundet[:9] == [
        (TITEL, None),
        (None, None),
        ("Kontrakten", None),
        ("Kontrakt", "Resultatkontrakt 2021"),
        ("KKR", "KKR Nordjylland"),
        ("Erhvervshus", "Erhvervshus Nordjylland"),
        ("Periode", "2021"),
        (None, None),
        ("Afrapporteringen", None),
    ]
    assert fundet[9:14] == [
        ("Slags", "Foreløbig. Vurderingerne er foreløbige, indtil året er gjort endeligt op."),
        ("År", 2021),
        ("Opgjort pr.", datetime.datetime(2021, 10, 13)),  # noqa: DTZ001 - as openpyxl reads a date
        ("Frist", "Ikke fastsat"),
        ("Tilstand", "Kladde"),
    ]


def test_front_page_counts_verdicts_and_lists_the_goals(nordjylland: Workbook) -> None:
    fundet = list(raekker(nordjylland, "Forside"))
    start = fundet.index(("Målepunkternes vurdering (et målepunkt med to segmenter tæller én gang)", None))

    assert fundet[start + 1 : start + 10] == [
        *[("Opfyldt", 4), ("Delvist opfyldt", 1), ("Ikke opfyldt", 0), ("På vej", 1), ("Bagud", 0), ("Afventer", 4)],
        *[("Uden måltal", 0), ("Mangler", 11), ("Målepunkter i alt", 21)],
    ]
    assert fundet[start + 11] == ("Målenes samlede vurdering", None)
    assert fundet[start + 14] == ("Delvist opfyldt", "Mål 3: Kvalitet, kompetencer og virksomhedernes tilfredshed")
    assert len(fundet) == start + 12 + 12


def test_front_page_tells_who_exported_it_when_on_a_danish_clock(nordjylland: Workbook) -> None:
    fundet = dict(raekker(nordjylland, "Forside"))

    assert fundet["Eksporteret"] == datetime.datetime(2021, 10, 14, 11, 5)  # noqa: DTZ001 - Excel has no time zones
    assert fundet["Eksporteret af"] == "Nina Nord"
    assert fundet["Senest gemt af"] == "Fra en indlæst fil"


def felter(rapport: Afrapportering) -> dict[str, Vaerdi]:
    """The names and values of a report's front page."""
    ark = forside(udtraek_af(Afrapportering.objects.get(pk=rapport.pk)), "Titel", EKSPORTERET, "")
    return {felt.navn: felt.vaerdi for afsnit in ark.afsnit for felt in afsnit.felter}


@pytest.mark.django_db
def test_front_page_names_the_person_who_saved_last(sekretariat: Bruger) -> None:
    sekretariat.first_name, sekretariat.last_name = "Kirsten", "Kjær"
    sekretariat.save()
    rapport = byg_afrapportering(byg_kontrakt())
    udfyld(rapport, Maalepunkt.objects.all()[0], 80)
    udfyld(rapport, Maalepunkt.objects.all()[1], 80, bruger=sekretariat)

    assert felter(rapport)["Senest gemt af"] == "Kirsten Kjær"


@pytest.mark.django_db
def test_front_page_of_an_empty_report_says_that_nobody_has_filled_it_in() -> None:
    fundet = felter(byg_afrapportering(byg_kontrakt()))

    assert fundet["Senest gemt"] == "Endnu ikke udfyldt"
    assert fundet.keys().isdisjoint({"Senest gemt af", "Eksporteret af"})


@pytest.mark.django_db
def test_front_page_of_a_final_report_says_nothing_of_preliminary() -> None:
    frist = datetime.date(2022, 3, 1)

    fundet = felter(byg_afrapportering(byg_kontrakt(), slags=Slags.ENDELIG, tilstand=Tilstand.GODKENDT, frist=frist))

    assert (fundet["Slags"], fundet["Tilstand"], fundet["Frist"]) == ("Endelig", "Godkendt", frist)


@pytest.mark.django_db
def test_goals_verdict_stands_in_colour_before_its_title() -> None:
    rapport = byg_afrapportering(byg_kontrakt(maal=1))
    udfyld(rapport, Maalepunkt.objects.get(), 80)

    ark = forside(udtraek_af(rapport), "Titel", EKSPORTERET, "")

    assert ark.afsnit[-1].felter == [
        Felt("Opfyldt", "Mål 1: Mål med nummer 1", navneformat=Celleformat.VURDERING),
    ]


@pytest.mark.parametrize("vurdering", Vurdering)
def test_verdict_has_the_colours_of_its_badge_on_the_page(vurdering: Vurdering) -> None:
    badge = maerkat(vurdering)
    klasse = re.search(r"badge-\w+|vurdering--neutral", badge)
    designsystem = settings.BASE_DIR / "node_modules/dkfds/dist/css/dkfds-virkdk.css"
    stilark = [designsystem, settings.BASE_DIR / "static/css/resultatkontrakt.css"]

    assert klasse
    regler = "".join(fil.read_text(encoding="utf-8") for fil in stilark)
    regel = re.search(rf"\.badge\.{klasse[0]}\s*{{([^}}]*)}}", regler)
    assert regel
    farver = re.findall("#([0-9a-f]+)", regel[1])
    baggrund, tekst = PALET[vurdering.label].baggrund, PALET[vurdering.label].tekst
    assert farver == [tekst.lower(), baggrund.lower()]
