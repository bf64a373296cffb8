"""The overview's rows: what each role sees, which report is the newest."""

from datetime import date
from decimal import Decimal

import pytest

from kontrakt.models import Bruger, Kontrakttilstand
from maal.models import Maalepunkt
from maal.typer import Slags, Tilstand, Vurdering
from rapporter.naeste import Skridt, rapportens_vej
from rapporter.oversigt import (
    Fristlinje,
    Oversigtsraekke,
    SenesteRapport,
    hent_vurderinger,
    oversigt,
    synlige_kontrakter,
)
from tests.byggere import byg_afrapportering, byg_kontrakt, udfyld

pytestmark = pytest.mark.django_db

I_AARET = date(2021, 11, 1)


def raekker(bruger: Bruger, idag: date = I_AARET) -> list[Oversigtsraekke]:
    """The rows of all that a user may see."""
    return oversigt(bruger, synlige_kontrakter(bruger), idag)


def test_row_counts_the_filled_statuses_of_the_newest_report(sekretariat: Bruger) -> None:
    kontrakt = byg_kontrakt(maal=4)
    rapport = byg_afrapportering(kontrakt)
    for punkt in Maalepunkt.objects.all()[:3]:
        udfyld(rapport, punkt, tekst="Vi er i gang.")

    assert raekker(sekretariat) == [
        Oversigtsraekke(
            slug="nordjylland-2021",
            erhvervshus="Erhvervshus Nordjylland",
            hus_sortering=kontrakt.erhvervshus.sortering,
            kkr="KKR Nordjylland",
            periode="2021",
            tilstand=Kontrakttilstand.VEDTAGET,
            seneste=SenesteRapport(
                id=rapport.pk,
                slags=Slags.FORELOEBIG,
                aar=2021,
                pr_dato=date(2021, 10, 13),
                tilstand=Tilstand.KLADDE,
                udfyldt=3,
                antal=4,
            ),
            frister=(
                Fristlinje(
                    tekst="2021 skal afrapporteres senest 30. juni 2022 (om 8 måneder)",
                    dato=date(2022, 6, 30),
                    dage=241,
                    er_forsinket=False,
                    afventer="",
                    skridt=None,
                ),
            ),
            skridt=(
                Skridt(
                    "Fortsæt den foreløbige afrapportering 2021: 3 af 4 målepunkter udfyldt", rapportens_vej(rapport)
                ),
            ),
        )
    ]


def test_verdicts_are_counted_for_the_newest_report_of_each_row(sekretariat: Bruger) -> None:
    kontrakt = byg_kontrakt(maal=4)
    opfyldt, ikke_opfyldt, afventer, _ = Maalepunkt.objects.order_by("maal__nummer")
    rapport = byg_afrapportering(kontrakt)
    udfyld(rapport, opfyldt, 80)
    udfyld(rapport, ikke_opfyldt, "79.9")
    udfyld(rapport, afventer, afventer="Erhvervsstyrelsen")
    udfyld(byg_afrapportering(kontrakt, pr_dato=date(2021, 6, 30)), opfyldt, 79)
    byg_kontrakt(fra_aar=2022)

    assert hent_vurderinger(raekker(sekretariat)) == {
        rapport.pk: (
            (Vurdering.OPFYLDT, 1),
            (Vurdering.IKKE_OPFYLDT, 1),
            (Vurdering.AFVENTER, 1),
            (Vurdering.MANGLER, 1),
        )
    }


def test_contract_without_a_report_has_no_newest_one(sekretariat: Bruger) -> None:
    byg_kontrakt(maal=1)

    (raekke,) = raekker(sekretariat)

    assert (raekke.seneste, raekke.seneste_dato, raekke.andel_udfyldt) == (None, date.min, Decimal(-1))


def test_newest_report_is_that_of_the_latest_year_then_date_and_the_final_one_on_a_shared_date(
    sekretariat: Bruger,
) -> None:
    kontrakt = byg_kontrakt(maal=1, til_aar=2022)
    byg_afrapportering(kontrakt, slags=Slags.ENDELIG, pr_dato=date(2022, 12, 31))
    byg_afrapportering(kontrakt, aar=2022, pr_dato=date(2022, 6, 30))
    endelig = byg_afrapportering(kontrakt, aar=2022, slags=Slags.ENDELIG, pr_dato=date(2022, 12, 31))
    byg_afrapportering(kontrakt, aar=2022, slags=Slags.HALVAARLIG, pr_dato=date(2022, 12, 31))

    (raekke,) = raekker(sekretariat)

    assert raekke.seneste
    assert raekke.seneste.id == endelig.pk


def test_contracts_stand_newest_first_and_houses_in_danish_order(administrator: Bruger) -> None:
    for hus in ("sjaelland", "midtjylland", "nordjylland"):
        byg_kontrakt(hus, maal=0)
    byg_kontrakt("midtjylland", 2022, maal=0)

    assert [raekke.slug for raekke in raekker(administrator)] == [
        "midtjylland-2022",
        "midtjylland-2021",
        "nordjylland-2021",
        "sjaelland-2021",
    ]


@pytest.mark.parametrize(
    ("person", "synlige"),
    [
        ("administrator", {"nordjylland-2021", "nordjylland-2022", "midtjylland-2021"}),
        ("sekretariat", {"nordjylland-2021", "nordjylland-2022"}),
        ("direktoer", {"nordjylland-2021", "nordjylland-2022"}),
        ("fremmed_sekretariat", {"midtjylland-2021"}),
        ("fremmed_direktoer", {"midtjylland-2021"}),
        ("laeser", {"nordjylland-2021", "midtjylland-2021"}),
    ],
)
def test_role_sees_its_own_contracts_and_a_reader_no_drafts(
    person: str, synlige: set[str], request: pytest.FixtureRequest
) -> None:
    byg_kontrakt(maal=0)
    byg_kontrakt(fra_aar=2022, maal=0, tilstand=Kontrakttilstand.UDKAST)
    byg_kontrakt("midtjylland", maal=0)

    assert {raekke.slug for raekke in raekker(request.getfixturevalue(person))} == synlige


def test_reader_gets_the_newest_approved_report_and_never_a_draft(laeser: Bruger) -> None:
    kontrakt = byg_kontrakt(maal=1)
    godkendt = byg_afrapportering(kontrakt, pr_dato=date(2021, 6, 30), tilstand=Tilstand.GODKENDT)
    byg_afrapportering(kontrakt, pr_dato=date(2021, 9, 30), tilstand=Tilstand.INDSENDT)
    byg_afrapportering(kontrakt, pr_dato=date(2021, 10, 13), frist=date(2021, 10, 20))

    (raekke,) = raekker(laeser)

    assert raekke.seneste
    assert (raekke.seneste.id, raekke.skridt) == (godkendt.pk, ())
    assert [linje.tekst for linje in raekke.frister] == ["2021 skal afrapporteres senest 30. juni 2022 (om 8 måneder)"]
