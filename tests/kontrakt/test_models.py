"""The parties' and contracts' rules: Danish text from `clean()`, and the database's own refusal behind it."""

from datetime import date

import pytest
from django.core.exceptions import ValidationError
from django.db import IntegrityError
from django.db.models import ProtectedError

from kontrakt.models import Bruger, Kontrakt, Kontrakttilstand, Part, Rammeaftale, Rolle, Underskrift
from tests.byggere import byg_bruger, byg_hus, byg_kkr, byg_kontrakt, byg_rammeaftale

pytestmark = pytest.mark.django_db


def fejl_i(kontrakt: Kontrakt) -> dict[str, list[str]]:
    """What `clean()` says of a contract."""
    with pytest.raises(ValidationError) as fejl:
        kontrakt.clean()
    return fejl.value.message_dict


def test_address_and_title_follow_from_house_and_years() -> None:
    et_aar = byg_kontrakt(maal=0)
    to_aar = byg_kontrakt("midtjylland", 2022, maal=0, til_aar=2023)

    assert (et_aar.slug, et_aar.titel, et_aar.aar) == ("nordjylland-2021", "Resultatkontrakt 2021", (2021,))
    assert (to_aar.slug, to_aar.titel, to_aar.aar) == (
        "midtjylland-2022-2023",
        "Resultatkontrakt 2022–2023",
        (2022, 2023),
    )


def test_contract_outside_its_framework_is_refused() -> None:
    kontrakt = byg_kontrakt(maal=0)
    kontrakt.til_aar = kontrakt.fra_aar = 2024

    assert fejl_i(kontrakt) == {"fra_aar": ["Kontraktens år ligger uden for Rammeaftale 2021–2023."]}


def test_contract_for_a_year_that_is_taken_is_refused() -> None:
    byg_kontrakt(maal=0, til_aar=2022)
    anden = Kontrakt(erhvervshus=byg_hus(), rammeaftale=byg_rammeaftale(), fra_aar=2022, til_aar=2022)

    assert fejl_i(anden) == {
        "til_aar": ["Resultatkontrakt 2021–2022 dækker allerede et af årene for Erhvervshus Nordjylland."]
    }


def test_predecessor_must_be_an_older_contract_of_the_same_house() -> None:
    kontrakt = byg_kontrakt(maal=0, fra_aar=2022)
    tekst = "Den forrige kontrakt skal være en ældre kontrakt med samme erhvervshus."

    for forkert in (byg_kontrakt("midtjylland", maal=0), byg_kontrakt(maal=0, fra_aar=2023)):
        kontrakt.forgaenger = forkert
        assert fejl_i(kontrakt) == {"forgaenger": [tekst]}


@pytest.mark.parametrize(
    "felter",
    [
        {"fra_aar": 2021, "til_aar": 2023},
        {"fra_aar": 2022, "til_aar": 2021},
        {"tilstand": Kontrakttilstand.UDKAST, "vedtaget_dato": date(2021, 1, 1)},
    ],
    ids=["three_years", "backwards", "draft_with_date"],
)
def test_database_refuses_a_contract_that_cannot_be(felter: dict[str, object]) -> None:
    with pytest.raises(IntegrityError):
        byg_kontrakt(maal=0, **felter)  # type: ignore[arg-type]


def test_draft_has_no_signature() -> None:
    udkast = byg_kontrakt(maal=0, tilstand=Kontrakttilstand.UDKAST)

    with pytest.raises(ValidationError) as fejl:
        Underskrift(kontrakt=udkast, part=Part.KKR).clean()

    assert fejl.value.messages == ["Et udkast har ingen underskrifter. Sæt kontrakten til vedtaget først."]


def test_house_and_framework_with_contracts_cannot_be_deleted() -> None:
    byg_kontrakt(maal=0)

    for brugt in (byg_hus(), byg_kkr(), byg_rammeaftale()):
        with pytest.raises(ProtectedError):
            brugt.delete()


def test_framework_covers_its_years_only() -> None:
    rammeaftale = Rammeaftale(fra_aar=2021, til_aar=2023)

    assert [aar for aar in range(2019, 2026) if rammeaftale.daekker(aar)] == [2021, 2022, 2023]


def test_danish_order_is_kept_by_the_database() -> None:
    for noegle in ("sjaelland", "hovedstaden", "midtjylland", "nordjylland"):
        byg_hus(noegle)
    byg_hus().__class__.objects.filter(noegle="sjaelland").get()

    navne = [hus.navn.removeprefix("Erhvervshus ") for hus in byg_hus().__class__.objects.all()]

    assert navne == ["Hovedstaden", "Midtjylland", "Nordjylland", "Sjælland"]


@pytest.mark.parametrize(
    ("rolle", "kkr", "hus"),
    [
        (Rolle.SEKRETARIAT, False, False),
        (Rolle.SEKRETARIAT, True, True),
        (Rolle.DIREKTOER, False, False),
        (Rolle.DIREKTOER, True, False),
        (Rolle.LAESER, True, False),
        (Rolle.ADMINISTRATOR, False, True),
        ("ukendt", False, False),
    ],
)
def test_database_refuses_a_role_without_its_organisation(rolle: str, kkr: bool, hus: bool) -> None:
    with pytest.raises(IntegrityError):
        Bruger.objects.create_user(
            "x", rolle=rolle, kkr=byg_kkr() if kkr else None, erhvervshus=byg_hus() if hus else None
        )


def test_only_the_administrator_is_staff_and_superuser() -> None:
    brugere = [byg_bruger(rolle) for rolle in Rolle]

    assert {bruger.rolle for bruger in brugere if bruger.is_staff} == {Rolle.ADMINISTRATOR}
    assert {bruger.rolle for bruger in brugere if bruger.is_superuser} == {Rolle.ADMINISTRATOR}


def test_createsuperuser_makes_an_administrator() -> None:
    assert Bruger.objects.create_superuser("chef").rolle == Rolle.ADMINISTRATOR
