"""The one next step: for each role, at each place on a report's way."""

from datetime import date

import pytest

from kontrakt.models import Bruger, Frekvens
from maal.models import Maalepunkt
from maal.typer import Slags, Tilstand
from rapporter.oversigt import oversigt, synlige_kontrakter
from tests.byggere import byg_afrapportering, byg_kontrakt, udfyld

pytestmark = pytest.mark.django_db

NYTAAR = date(2022, 1, 1)
PERSONER = ("sekretariat", "direktoer", "administrator", "laeser", "fremmed_sekretariat", "fremmed_direktoer")


def skridt(bruger: Bruger, idag: date = NYTAAR) -> list[str]:
    """The words of the user's next steps with the only contract."""
    return [et.tekst for raekke in oversigt(bruger, synlige_kontrakter(bruger), idag) for et in raekke.skridt]


def hver(request: pytest.FixtureRequest) -> dict[str, list[str]]:
    """The next steps of everybody who has one."""
    alle = {navn: skridt(request.getfixturevalue(navn)) for navn in PERSONER}
    return {navn: ord_ for navn, ord_ in alle.items() if ord_}


def test_parties_begin_the_final_report_when_the_year_is_over(sekretariat: Bruger) -> None:
    byg_kontrakt(maal=1)

    assert skridt(sekretariat, date(2021, 12, 31)) == []
    assert skridt(sekretariat) == ["Start den endelige afrapportering 2021"]


def test_half_year_can_be_begun_in_june_and_is_filled_in_beforehand(sekretariat: Bruger) -> None:
    byg_kontrakt(maal=1, frekvens=Frekvens.HALVAARLIG)

    (raekke,) = oversigt(sekretariat, synlige_kontrakter(sekretariat), date(2021, 6, 1))

    (et,) = raekke.skridt
    assert et.tekst == "Start den halvårlige afrapportering 2021"
    assert et.vej == ("/kontrakter/nordjylland-2021/afrapportering/ny/?aar=2021&slags=halvaarlig&pr_dato=30.06.2021")


KLADDE = ["Fortsæt den endelige afrapportering 2021: 0 af 1 målepunkter udfyldt"]
VEJEN = {
    Tilstand.KLADDE: {"sekretariat": KLADDE, "direktoer": KLADDE, "administrator": KLADDE},
    Tilstand.INDSENDT: {"sekretariat": ["Godkend den endelige afrapportering 2021"]},
    Tilstand.GODKENDT: {"sekretariat": ["Send den endelige afrapportering 2021"]},
    Tilstand.SENDT: {},
}


@pytest.mark.parametrize("tilstand", Tilstand)
def test_step_goes_to_whose_turn_it_is(tilstand: Tilstand, request: pytest.FixtureRequest) -> None:
    byg_afrapportering(byg_kontrakt(maal=1), slags=Slags.ENDELIG, tilstand=tilstand)

    assert hver(request) == VEJEN[tilstand]


def test_draft_where_everything_is_filled_in_is_the_directors_to_sign(request: pytest.FixtureRequest) -> None:
    rapport = byg_afrapportering(byg_kontrakt(maal=1), slags=Slags.ENDELIG)
    udfyld(rapport, Maalepunkt.objects.get(), 80)

    assert hver(request) == {"direktoer": ["Indsend den endelige afrapportering 2021"]}


def test_most_urgent_comes_first_and_a_draft_without_a_deadline_last(direktoer: Bruger) -> None:
    kontrakt = byg_kontrakt(maal=1, til_aar=2022)
    byg_afrapportering(kontrakt, aar=2022, pr_dato=date(2022, 3, 31))
    assert skridt(direktoer) == ["Start den endelige afrapportering 2021"]

    byg_afrapportering(kontrakt, slags=Slags.ENDELIG, tilstand=Tilstand.SENDT)
    assert skridt(direktoer) == ["Fortsæt den foreløbige afrapportering 2022: 0 af 1 målepunkter udfyldt"]
