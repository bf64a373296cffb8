"""The sheets of guidance and spread: there only when a verdict rests on a count, live and from a picture alone."""

from collections.abc import Sequence
from datetime import date
from decimal import Decimal
from io import BytesIO
from pathlib import Path
from typing import Any

import pytest
from openpyxl import load_workbook

from kommuner.models import Folketal, Vejledning
from kommuner.typer import Niveau
from maal.levende import levende_udtraek
from maal.models import Afrapportering
from maal.typer import Slags, Tilstand
from rapporter.excel.aarsrapport import eksporter
from rapporter.excel.ark import Ark, Noegleark, Tabelark
from rapporter.excel.vejledningsark import vejledningsark
from tests.byggere import byg_afrapportering, byg_punkt, saet_tilstand, udfyld
from tests.rapporter.excelark import EKSPORTERET, raekker, som_libreoffice_viser
from tests.rapporter.kommuneverden import byg_forloeb, byg_kommuner, byg_punkt_2021
from tests.rapporter.spredningsverden import byg_spredningspunkt

pytestmark = pytest.mark.django_db

ENDELIG = date(2021, 12, 31)
REGEL = (
    "Vurderes for hver kommune. Der fordeles kontraktens måltal for individuelle forløb efter folketal, inden for "
    "±10\N{NO-BREAK SPACE}% (procent af eget måltal)."
)
INDEN_FOR, UNDER, OVER = "Inden for spændet", "Under spændet, inviter til dialog", "Over spændet"
KILDE = "Kilde: Danmarks Statistik, FOLK1A"


@pytest.fixture(autouse=True)
def kommuner(db: None) -> None:
    """The three of Nordjylland."""
    byg_kommuner()


def byg_rapport(slags: Slags = Slags.ENDELIG, **talt: int) -> Afrapportering:
    """A report that rests on a count of 20, 8 and 80 growth courses; other kinds are alike in all municipalities."""
    punkt = byg_punkt_2021()
    rapport = byg_afrapportering(punkt.maal.kontrakt, slags=slags)
    udfyld(rapport, punkt, vejledningstal=byg_forloeb(rapport.pr_dato, 20, 8, 80, **talt))
    return rapport


def ark_af(rapport: Afrapportering) -> list[Ark]:
    """The sheets of a report as it stands."""
    return vejledningsark(levende_udtraek(Afrapportering.objects.get(pk=rapport.pk)))


def tabel(rapport: Afrapportering, navn: str) -> Tabelark:
    """The sheet of that name."""
    (fundet,) = (ark for ark in ark_af(rapport) if isinstance(ark, Tabelark) and ark.navn == navn)
    return fundet


def titler(ark: Tabelark) -> list[str]:
    """The columns."""
    return [kolonne.titel for kolonne in ark.kolonner]


def tal(tekst: str) -> list[Decimal]:
    """Decimals with the digits they are shown with."""
    return [Decimal(et_tal) for et_tal in tekst.split()]


def i_navnekolonnen(ark: Tabelark) -> list[Any]:
    """What stands below the table beside the codes."""
    return [raekke[1] for raekke in ark.sumraekker]


def test_report_without_a_count_has_neither_sheet() -> None:
    rapport = byg_afrapportering(byg_punkt_2021().maal.kontrakt, slags=Slags.ENDELIG)

    assert ark_af(rapport) == []


def test_guidance_has_the_kinds_that_are_counted_the_individual_total_and_sums() -> None:
    ark = tabel(byg_rapport(kollektive=5, early_warning=1), "Vejledning pr. kommune")

    assert ark.overskrift == "Vejledning pr. kommune, talt op til 31. december 2021"
    assert titler(ark) == [
        *("Kode", "Kommune", "By/land", "Folketal 1. januar 2020"),
        *("Vækst", "Early Warning", "Kollektive deltagere", "Individuelle forløb i alt"),
    ]
    assert ark.raekker == [
        ("0810", "Brønderslev", "Bykommune", 2000, 20, 1, 5, 21),
        ("0825", "Læsø", "Landkommune", 1000, 8, 1, 5, 9),
        ("0851", "Aalborg", "Bykommune", 7000, 80, 1, 5, 81),
    ]
    assert ark.sumraekker == [
        (None, "I alt", None, 10000, 108, 3, 15, 111),
        (None, KILDE, *(None,) * 6),
    ]


def test_count_without_individual_courses_has_no_total_of_them_and_says_that_nothing_can_be_judged() -> None:
    rapport = byg_rapport(kollektive=5)
    Vejledning.objects.update(vaekst=None)

    vejledning, spredning = ark_af(rapport)

    assert isinstance(vejledning, Tabelark)
    assert titler(vejledning)[4:] == ["Kollektive deltagere"]
    assert isinstance(spredning, Noegleark)
    assert [afsnit.overskrift for afsnit in spredning.afsnit] == ["Vejledningstallene har ingen individuelle forløb."]


def test_sum_of_population_is_empty_when_one_is_not_known() -> None:
    rapport = byg_rapport()
    Folketal.objects.filter(kommune__kode="0825", aar=2020).delete()

    ark = tabel(rapport, "Vejledning pr. kommune")

    assert [raekke[3] for raekke in (*ark.raekker, ark.sumraekker[0])] == [2000, None, 7000, None]


def test_spread_has_target_band_deviation_and_verdict_of_each_municipality() -> None:
    ark = tabel(byg_rapport(), "Geografisk spredning")

    assert ark.overskrift == "Geografisk spredning, Mål 7.1, talt op til 31. december 2021"
    assert titler(ark) == [
        *("Kode", "Kommune", "By/land", "Folketal 1. januar 2020", "Andel af folketal"),
        *("Individuelle forløb", "Andel af forløb", "Måltal", "Spændets nedre kant", "Spændets øvre kant"),
        *("Afvigelse fra måltal", "Vurdering"),
    ]
    assert ark.raekker == [
        (
            "0810",
            "Brønderslev",
            "Bykommune",
            2000,
            *tal("0.2000"),
            20,
            *tal("0.1852 20.00 18.00 22.00 0.00"),
            INDEN_FOR,
        ),
        ("0825", "Læsø", "Landkommune", 1000, *tal("0.1000"), 8, *tal("0.0741 10.00 9.00 11.00 -2.00"), UNDER),
        ("0851", "Aalborg", "Bykommune", 7000, *tal("0.7000"), 80, *tal("0.7407 70.00 63.00 77.00 10.00"), OVER),
    ]


def test_spread_says_its_setting_the_result_and_who_is_invited_below() -> None:
    ark = tabel(byg_rapport(), "Geografisk spredning")

    assert ark.sumraekker[0] == (
        *(None, "I alt", None, 10000, Decimal("1.0000"), 108, Decimal("1.0000"), 100),
        *(None, None, None, None),
    )
    assert i_navnekolonnen(ark)[1:] == [
        REGEL,
        "1 af 3 kommuner ligger inden for spændet. Under: Læsø (8; mindst 9,0). Over: Aalborg (80; højst 77,0).",
        "Inviteres til dialog: Læsø",
        KILDE,
    ]


def test_nobody_to_invite_is_said() -> None:
    punkt = byg_punkt_2021()
    rapport = byg_afrapportering(punkt.maal.kontrakt, slags=Slags.ENDELIG)
    udfyld(rapport, punkt, vejledningstal=byg_forloeb(ENDELIG, 20, 10, 70))

    assert "Ingen skal inviteres til dialog" in i_navnekolonnen(tabel(rapport, "Geografisk spredning"))


def test_preliminary_spread_has_what_must_be_reached_by_now() -> None:
    ark = tabel(byg_rapport(Slags.FORELOEBIG), "Geografisk spredning")  # 13 October, day 286 of 365

    kolonne = titler(ark).index("Mindst indtil nu")
    assert [raekke[kolonne] for raekke in ark.raekker] == tal("14.10 7.05 49.36")
    assert [raekke[-1] for raekke in ark.raekker] == [
        "Inden for spændet indtil nu",
        "Inden for spændet indtil nu",
        "Over spændet indtil nu",
    ]


def test_groups_have_no_code_and_a_row_each() -> None:
    punkt = byg_spredningspunkt("nordjylland", niveau=Niveau.BY_LAND, total=100, fra_aar=2021)
    rapport = byg_afrapportering(punkt.maal.kontrakt, slags=Slags.ENDELIG)
    udfyld(rapport, punkt, vejledningstal=byg_forloeb(ENDELIG, 20, 8, 80))

    ark = tabel(rapport, "Geografisk spredning")

    assert titler(ark)[:2] == ["Kommuner", "Folketal 1. januar 2020"]
    assert [(raekke[0], raekke[1], raekke[-1]) for raekke in ark.raekker] == [
        ("Bykommuner", 9000, OVER),
        ("Landkommuner", 1000, UNDER),
    ]
    assert [raekke[0] for raekke in ark.sumraekker][0::3] == ["I alt", "Inviteres til dialog: Landkommuner"]


def test_two_points_and_two_counts_have_a_sheet_each() -> None:
    punkt = byg_punkt_2021()
    felter = ("enhed", "krav", "spredning_niveau", "spredning_grundlag", "spredning_afvigelse")
    andet = byg_punkt(punkt.maal, 2, maaltal=0, tolerance=10, **{felt: getattr(punkt, felt) for felt in felter})
    andet.maaltal.update(spredning_total=100)
    rapport = byg_afrapportering(punkt.maal.kontrakt, slags=Slags.ENDELIG)
    udfyld(rapport, punkt, vejledningstal=byg_forloeb(ENDELIG, 20, 8, 80))
    udfyld(rapport, andet, vejledningstal=byg_forloeb(date(2021, 6, 30), 10, 4, 40))

    assert [ark.navn for ark in ark_af(rapport)] == [
        *("Vejledning pr. 31.12.2021", "Vejledning pr. 30.06.2021"),
        *("Geografisk spredning 7.1", "Geografisk spredning 7.2"),
    ]
    eksporter(rapport, eksporteret=EKSPORTERET)  # names that Excel takes


def arknavne(fil: bytes) -> list[str]:
    """The sheets of a workbook."""
    return load_workbook(BytesIO(fil)).sheetnames


def test_workbook_has_the_sheets_before_the_key_and_the_result_among_the_goals() -> None:
    fil = eksporter(byg_rapport(), eksporteret=EKSPORTERET).indhold

    assert arknavne(fil) == [
        *("Forside", "Målopfyldelse", "Indsatsområder"),
        *("Vejledning pr. kommune", "Geografisk spredning", "Fordelingsnøgle"),
    ]
    (raekke,) = raekker(load_workbook(BytesIO(fil)), "Målopfyldelse", fra=4)
    assert raekke[9:11] == (
        "Delvist opfyldt",
        "1 af 3 kommuner ligger inden for spændet. Under: Læsø (8; mindst 9,0). Over: Aalborg (80; højst 77,0).",
    )


def test_frozen_workbook_is_made_of_the_picture_alone() -> None:
    rapport = byg_rapport()
    saet_tilstand(rapport, Tilstand.GODKENDT)
    foer = eksporter(Afrapportering.objects.get(), eksporteret=EKSPORTERET)

    Folketal.objects.all().delete()

    assert eksporter(Afrapportering.objects.get(), eksporteret=EKSPORTERET) == foer
    assert "Geografisk spredning" in arknavne(foer.indhold)


@pytest.mark.slow
def test_libreoffice_shows_the_sheets_in_danish(tmp_path: Path) -> None:
    fil = eksporter(byg_rapport(), eksporteret=EKSPORTERET).indhold

    vist: dict[str, Sequence[Sequence[str]]] = dict(som_libreoffice_viser(fil, ["Geografisk spredning"], tmp_path))

    assert vist["Geografisk spredning"][4][:9] == [
        *("0825", "Læsø", "Landkommune", "1.000", "10,00\N{NO-BREAK SPACE}%", "8", "7,41\N{NO-BREAK SPACE}%"),
        *("10,00", "9,00"),
    ]
