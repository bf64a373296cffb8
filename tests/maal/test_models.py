"""Rules of goals, targets and reports: Danish text from `clean()`, and the database's own refusal behind it."""

from datetime import date
from decimal import Decimal

import pytest
from django.core.exceptions import ValidationError
from django.db import IntegrityError, models

from kontrakt.models import Kontrakttilstand
from maal.models import Afrapportering, Maal, Maalepunkt, Maaltal, Status
from maal.typer import Enhed, Krav, Segment, Segmentering, Slags, Vurdering
from tests.byggere import (
    byg_afrapportering,
    byg_kontrakt,
    byg_maal,
    byg_nationalt_maal,
    byg_punkt,
    byg_rammeaftale,
    udfyld,
)

pytestmark = pytest.mark.django_db


def fejl_i(objekt: models.Model) -> dict[str, list[str]]:
    """What `clean()` says of an object."""
    with pytest.raises(ValidationError) as fejl:
        objekt.clean()
    return fejl.value.message_dict


def test_national_goal_of_another_framework_is_refused() -> None:
    andet = byg_nationalt_maal(rammeaftale=byg_rammeaftale(2024, 2027))
    maal = byg_maal(byg_kontrakt(maal=0), nationalt_maal=andet)

    assert fejl_i(maal) == {"nationalt_maal": ["Målet hører ikke til Rammeaftale 2021–2023."]}


def test_predecessor_must_stand_in_the_previous_contract() -> None:
    forrige = byg_kontrakt(maal=1)
    maal = byg_maal(byg_kontrakt(maal=0, fra_aar=2022), forgaenger=forrige.maal.get())

    assert fejl_i(maal) == {"forgaenger": ["Målet skal stå i den forrige kontrakt."]}


def test_national_goal_stands_once_in_a_contract() -> None:
    kontrakt, kendskab = byg_kontrakt(maal=0), byg_nationalt_maal()
    byg_maal(kontrakt, 1, nationalt_maal=kendskab)

    with pytest.raises(IntegrityError):
        byg_maal(kontrakt, 2, nationalt_maal=kendskab)


def test_part_must_be_of_an_earlier_maalepunkt_of_the_same_goal() -> None:
    kontrakt = byg_kontrakt(maal=2)
    punkt, fremmed = Maalepunkt.objects.filter(maal__kontrakt=kontrakt).order_by("maal__nummer")

    for helhed in (punkt, fremmed):
        punkt.del_af = helhed
        assert fejl_i(punkt) == {"del_af": ["Vælg et tidligere målepunkt under samme mål."]}


@pytest.mark.parametrize(("enhed", "krav"), [(Enhed.KVALITATIV, Krav.MINDST), (Enhed.PROCENT, "")])
def test_demand_belongs_to_figures_only(enhed: Enhed, krav: str) -> None:
    maal = byg_maal(byg_kontrakt(maal=0))

    with pytest.raises(IntegrityError):
        Maalepunkt.objects.create(maal=maal, nummer=1, tekst="x", enhed=enhed, krav=krav)


@pytest.mark.parametrize(
    ("felter", "fejl"),
    [
        ({"aar": 2024}, {"aar": ["2024 ligger uden for Rammeaftale 2021–2023."]}),
        ({"segment": Segment.VAEKST}, {"segment": ["Målepunktet opgøres ikke for det segment."]}),
        (
            {"tolerance": Decimal(10)},
            {"tolerance": ["Tolerance hører sammen med kravet »inden for«: angiv begge eller ingen af dem."]},
        ),
    ],
)
def test_target_that_cannot_be_is_refused(felter: dict[str, object], fejl: dict[str, list[str]]) -> None:
    punkt = byg_punkt(byg_maal(byg_kontrakt(maal=0)), segmentering=Segmentering.DRIFT, maaltal=None)
    maaltal = Maaltal(**{"maalepunkt": punkt, "aar": 2021, "vaerdi": Decimal(80), **felter})

    assert fejl_i(maaltal) == fejl


def test_target_of_a_qualitative_maalepunkt_is_refused() -> None:
    punkt = byg_punkt(byg_maal(byg_kontrakt(maal=0)), enhed=Enhed.KVALITATIV)

    assert fejl_i(Maaltal(maalepunkt=punkt, aar=2021, vaerdi=Decimal(1))) == {
        "vaerdi": ["Et kvalitativt målepunkt har ingen måltal."]
    }


def test_target_of_a_later_framework_year_is_allowed() -> None:
    punkt = byg_punkt(byg_maal(byg_kontrakt(maal=0)))

    Maaltal(maalepunkt=punkt, aar=2023, vaerdi=Decimal(50)).clean()


def test_baseline_and_rise_must_give_the_target() -> None:
    punkt = byg_punkt(byg_maal(byg_kontrakt(maal=0)), maaltal=None)
    felter = {"maalepunkt": punkt, "udgangspunkt": Decimal(40), "stigning": Decimal(5)}
    Maaltal.objects.create(aar=2021, vaerdi=Decimal(45), **felter)

    with pytest.raises(IntegrityError):
        Maaltal.objects.create(aar=2022, vaerdi=Decimal(46), **felter)


@pytest.mark.parametrize(
    ("felter", "fejl"),
    [
        ({"aar": 2022}, {"aar": ["2022 er ikke et af kontraktens år (2021)."]}),
        (
            {"pr_dato": date(2020, 12, 31)},
            {"pr_dato": ["Datoen ligger før 2021, som afrapporteringen handler om."]},
        ),
        (
            {"slags": Slags.ENDELIG, "pr_dato": date(2021, 12, 30)},
            {"pr_dato": ["En endelig afrapportering opgøres tidligst pr. 31. december 2021."]},
        ),
        (
            {"pr_dato": date(2099, 6, 1)},
            {"pr_dato": ["Datoen ligger mere end 3 år efter 2021. Kontrollér årstallet."]},
        ),
        ({"frist": date(2021, 10, 12)}, {"frist": ["Fristen ligger før den dato, tallene er gjort op."]}),
    ],
)
def test_report_that_cannot_be_is_refused(felter: dict[str, object], fejl: dict[str, list[str]]) -> None:
    kontrakt = byg_kontrakt(maal=0)
    grund = {"kontrakt": kontrakt, "aar": 2021, "slags": Slags.FORELOEBIG, "pr_dato": date(2021, 10, 13)}

    assert {felt: fejl_i(Afrapportering(**{**grund, **felter}))[felt] for felt in fejl} == fejl


def test_year_has_one_final_report() -> None:
    kontrakt = byg_kontrakt(maal=0)
    byg_afrapportering(kontrakt, slags=Slags.ENDELIG)

    with pytest.raises(ValidationError) as fejl:
        byg_afrapportering(kontrakt, slags=Slags.ENDELIG, pr_dato=date(2022, 1, 15))

    assert fejl.value.messages == ["Der findes allerede en endelig afrapportering for året."]


def test_report_on_a_draft_is_refused() -> None:
    udkast = byg_kontrakt(maal=0, tilstand=Kontrakttilstand.UDKAST)
    rapport = Afrapportering(kontrakt=udkast, aar=2021, slags=Slags.FORELOEBIG, pr_dato=date(2021, 10, 13))

    with pytest.raises(ValidationError) as fejl:
        rapport.clean()

    assert fejl.value.messages == ["Kontrakten er et udkast. Der kan afrapporteres, når den er vedtaget."]


def test_contract_with_a_report_cannot_be_deleted() -> None:
    kontrakt = byg_kontrakt(maal=1)
    byg_afrapportering(kontrakt)

    with pytest.raises(models.ProtectedError):
        kontrakt.delete()


def test_goal_with_a_written_status_cannot_be_deleted_and_one_with_an_empty_can() -> None:
    kontrakt = byg_kontrakt(maal=2)
    rapport = byg_afrapportering(kontrakt)
    foerste, anden = kontrakt.maal.all()
    udfyld(rapport, foerste.maalepunkter.get(), 81)

    with pytest.raises(models.ProtectedError):
        foerste.delete()
    anden.delete()

    assert list(Maal.objects.all()) == [foerste]


@pytest.mark.parametrize(
    "felter",
    [{"tilsidesat_vurdering": Vurdering.OPFYLDT}, {"afventer": "Danmarks Statistik", "henviser_til_id": 1}],
    ids=["set_aside_without_reason", "awaiting_and_referring"],
)
def test_database_refuses_a_status_that_contradicts_itself(felter: dict[str, object]) -> None:
    kontrakt = byg_kontrakt(maal=1)
    byg_afrapportering(kontrakt)
    if "henviser_til_id" in felter:
        felter = {**felter, "henviser_til_id": kontrakt.maal.get().pk}

    with pytest.raises(IntegrityError):
        Status.objects.update(**felter)
