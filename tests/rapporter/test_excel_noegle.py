"""The funding key in a report's workbook: in full, live as frozen, and nothing of another contract's draft."""

from io import BytesIO
from typing import Any

import pytest
from openpyxl import load_workbook

from kontrakt.models import Kontrakttilstand
from maal.models import Afrapportering
from maal.typer import Slags, Tilstand
from rapporter.excel.aarsrapport import eksporter
from tests.byggere import byg_afrapportering, byg_kontrakt, saet_tilstand
from tests.rapporter.excelark import EKSPORTERET, raekker
from tests.rapporter.kommuneverden import byg_kommuner, byg_noegle

pytestmark = pytest.mark.django_db

HOVED = (
    *("Kode", "Kommune", "Folketal 1. januar 2021", "Bidrag i 1.000 kr.", "Andel", "Kr. pr. indbygger"),
    *("Bidrag 2021 i 1.000 kr.", "Ændring i 1.000 kr.", "Ændring i %", "Beregnet i 1.000 kr.", "Beregningsmetode"),
)
LAESOE = ("0825", "Læsø", 1000, 80, 0.08, 80, 100, -20, -0.2, 100, "Afviger fra metoden")


@pytest.fixture
def rapport() -> Afrapportering:
    """A report of 2022, whose key departs from the method; the house has a key for 2021 that does not."""
    byg_kommuner()
    byg_noegle(byg_kontrakt(fra_aar=2021, maal=0), 2021, Læsø=100, Aalborg=700)
    kontrakt = byg_kontrakt(fra_aar=2022, maal=1)
    byg_noegle(kontrakt, 2022)
    return byg_afrapportering(kontrakt, slags=Slags.ENDELIG)


def noegleark(rapport: Afrapportering) -> list[tuple[Any, ...]]:
    """The sheet of the key, from its headings on."""
    fil = eksporter(Afrapportering.objects.get(pk=rapport.pk), eksporteret=EKSPORTERET)
    return list(raekker(load_workbook(BytesIO(fil.indhold)), "Fordelingsnøgle", fra=3))


def test_key_has_population_the_previous_key_and_the_method(rapport: Afrapportering) -> None:
    fundet = noegleark(rapport)

    assert (fundet[0], fundet[2]) == (HOVED, LAESOE)


def test_frozen_report_has_the_same_key_whatever_happens_to_it_since(rapport: Afrapportering) -> None:
    foer = noegleark(rapport)
    saet_tilstand(rapport, Tilstand.GODKENDT)
    byg_noegle(rapport.kontrakt, 2022, Læsø=1)

    assert noegleark(rapport) == foer


@pytest.mark.parametrize("tilstand", [Tilstand.KLADDE, Tilstand.GODKENDT])
def test_key_is_never_held_against_one_of_a_contract_that_is_a_draft(
    rapport: Afrapportering, tilstand: Tilstand
) -> None:
    rapport.kontrakt.erhvervshus.kontrakter.filter(fra_aar=2021).update(tilstand=Kontrakttilstand.UDKAST)
    saet_tilstand(rapport, tilstand)

    assert noegleark(rapport)[2][6:9] == (None, None, None)


def test_year_without_a_key_says_so(rapport: Afrapportering) -> None:
    rapport.kontrakt.fordelingsnoegler.all().delete()

    assert noegleark(rapport) == [("Der er ikke indlæst en fordelingsnøgle for 2022.",)]
