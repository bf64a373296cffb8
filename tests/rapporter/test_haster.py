"""What the overview says of deadlines: in each row, above them all, and what a reader is told instead."""

from datetime import date

import pytest

from kontrakt.models import Bruger, Frekvens, Kontrakttilstand
from maal.typer import Slags, Tilstand
from rapporter.oversigt import Oversigtsraekke, haster, nyeste, oversigt, synlige_kontrakter
from tests.byggere import byg_afrapportering, byg_kontrakt, byg_rammeaftale

pytestmark = pytest.mark.django_db


def raekker(bruger: Bruger, idag: date) -> list[Oversigtsraekke]:
    """The rows of all that a user may see."""
    return oversigt(bruger, synlige_kontrakter(bruger), idag)


def viste(bruger: Bruger, idag: date) -> list[tuple[str, bool]]:
    """What the only row says of deadlines, and of each whether it is late."""
    (raekke,) = raekker(bruger, idag)
    return [(linje.tekst, linje.er_forsinket) for linje in raekke.viste_frister]


def test_row_says_all_that_is_late_and_the_next_deadline(sekretariat: Bruger) -> None:
    byg_kontrakt(maal=1, til_aar=2022, frekvens=Frekvens.HALVAARLIG)

    assert viste(sekretariat, date(2022, 7, 1)) == [
        ("1. halvår 2021 skulle være afrapporteret senest 30. juni 2021 (for 12 måneder siden)", True),
        ("2021 skulle være afrapporteret senest 30. juni 2022 (i går)", True),
        ("1. halvår 2022 skulle være afrapporteret senest 30. juni 2022 (i går)", True),
        ("2022 skal afrapporteres senest 30. juni 2023 (om 12 måneder)", False),
    ]


def test_year_that_is_over_is_not_late_before_its_deadline(sekretariat: Bruger) -> None:
    byg_kontrakt(maal=1)

    assert viste(sekretariat, date(2022, 5, 16)) == [
        ("2021 skal afrapporteres senest 30. juni 2022 (om 45 dage)", False)
    ]


def test_row_of_a_contract_that_owes_nothing_or_is_a_draft_has_none(sekretariat: Bruger) -> None:
    byg_afrapportering(byg_kontrakt(maal=1), slags=Slags.ENDELIG, tilstand=Tilstand.SENDT)
    byg_kontrakt(fra_aar=2020, maal=1, rammeaftale=byg_rammeaftale(2020, 2020), tilstand=Kontrakttilstand.UDKAST)

    assert [raekke.frister for raekke in raekker(sekretariat, date(2030, 1, 1))] == [(), ()]


def test_urgent_is_what_is_passed_and_what_falls_within_thirty_days(administrator: Bruger) -> None:
    for hus in ("sjaelland", "midtjylland"):
        byg_kontrakt(hus, maal=0, til_aar=2022)

    foer, haster_nu, passeret = (
        haster(raekker(administrator, dag)) for dag in (date(2022, 5, 30), date(2022, 5, 31), date(2022, 7, 1))
    )

    assert (foer.passeret, foer.snart, foer.naeste and foer.naeste.erhvervshus) == (
        (),
        (),
        "Erhvervshus Midtjylland",
    )
    assert [sag.erhvervshus for sag in haster_nu.snart] == ["Erhvervshus Midtjylland", "Erhvervshus Sjælland"]
    assert [sag.slug for sag in passeret.passeret] == ["midtjylland-2021-2022", "sjaelland-2021-2022"]
    assert (passeret.snart, passeret.flere) == ((), 0)


def test_urgent_has_five_of_a_kind_and_says_how_many_more(sekretariat: Bruger) -> None:
    ramme = byg_rammeaftale(1990, 2020)
    for aar in range(2001, 2008):
        byg_kontrakt(fra_aar=aar, maal=0, rammeaftale=ramme)

    fundet = haster(raekker(sekretariat, date(2007, 6, 20)))

    assert [sag.slug for sag in fundet.passeret] == [f"nordjylland-{aar}" for aar in range(2001, 2006)]
    assert [sag.slug for sag in fundet.snart] == ["nordjylland-2006"]
    assert fundet.flere == 0
    assert haster(raekker(sekretariat, date(2007, 7, 1))).flere == 1


def test_reader_is_told_of_a_passed_deadline_without_reproach_and_of_no_step(laeser: Bruger) -> None:
    byg_kontrakt(maal=1)

    (raekke,) = raekker(laeser, date(2022, 7, 1))

    (linje,) = raekke.viste_frister
    assert linje.tekst == "Endelig afrapportering 2021 er ikke godkendt af KKR endnu"
    assert (linje.er_forsinket, linje.afventer, linje.skridt, raekke.skridt) == (False, "", None, ())


@pytest.mark.parametrize("tilstand", [Tilstand.KLADDE, Tilstand.INDSENDT])
def test_reader_is_told_the_same_whether_or_not_there_is_a_draft_with_a_deadline(
    tilstand: Tilstand, laeser: Bruger
) -> None:
    kontrakt = byg_kontrakt(maal=1)
    uden = raekker(laeser, date(2022, 7, 1))

    byg_afrapportering(kontrakt, slags=Slags.ENDELIG, frist=date(2022, 9, 1), tilstand=tilstand)

    assert raekker(laeser, date(2022, 7, 1)) == uden


def test_reader_is_told_of_no_deadline_of_a_report_that_is_there_to_be_read(laeser: Bruger) -> None:
    byg_afrapportering(byg_kontrakt(maal=1), slags=Slags.ENDELIG, tilstand=Tilstand.GODKENDT)

    assert [raekke.frister for raekke in raekker(laeser, date(2022, 7, 1))] == [()]


def test_reader_begins_with_the_newest_approved(laeser: Bruger) -> None:
    for aar, hus in ((2021, "nordjylland"), (2022, "sjaelland"), (2023, "midtjylland")):
        tilstand = Tilstand.KLADDE if aar == 2023 else Tilstand.GODKENDT
        byg_afrapportering(byg_kontrakt(hus, aar, maal=1), tilstand=tilstand)

    assert [raekke.slug for raekke in nyeste(raekker(laeser, date(2024, 1, 1)))] == [
        "sjaelland-2022",
        "nordjylland-2021",
    ]
