"""The door for funding keys: whole or not at all."""

from typing import Any

import pytest
from django.core.exceptions import PermissionDenied, ValidationError

from kommuner.models import Bidrag, Fordelingsnoegle
from kommuner.noegler import gem_noegle, vedtag_noegle
from kontrakt.models import Bruger, Haendelse, Haendelsesslags, Kommune, Kontrakt
from tests.byggere import byg_hus, byg_kontrakt

pytestmark = pytest.mark.django_db


@pytest.fixture
def kontrakt() -> Kontrakt:
    return byg_kontrakt(maal=1)


@pytest.fixture
def kommuner() -> list[Kommune]:
    """The two municipalities of the contract's house."""
    hus = byg_hus()
    navne = {"0810": "Brønderslev", "0851": "Aalborg"}
    return [
        Kommune.objects.create(kode=kode, navn=navn, erhvervshus=hus, type="by", region="Region Nordjylland")
        for kode, navn in navne.items()
    ]


def bidrag() -> dict[str, int]:
    return dict(Bidrag.objects.values_list("kommune__navn", "beloeb"))


def test_key_is_saved_with_its_contributions(kontrakt: Kontrakt, kommuner: list[Kommune]) -> None:
    noegle = gem_noegle(kontrakt=kontrakt, aar=2021, i_alt=150, bidrag=dict(zip(kommuner, (50, 100), strict=True)))

    assert (noegle.aar, noegle.i_alt) == (2021, 150)
    assert bidrag() == {"Brønderslev": 50, "Aalborg": 100}


def test_key_takes_the_place_of_the_former_one(kontrakt: Kontrakt, kommuner: list[Kommune]) -> None:
    foerste = gem_noegle(kontrakt=kontrakt, aar=2021, i_alt=150, bidrag=dict(zip(kommuner, (50, 100), strict=True)))

    anden = gem_noegle(kontrakt=kontrakt, aar=2021, i_alt=160, bidrag=dict(zip(kommuner, (50, 110), strict=True)))

    assert anden == foerste
    assert list(Fordelingsnoegle.objects.values_list("aar", "i_alt")) == [(2021, 160)]
    assert bidrag() == {"Brønderslev": 50, "Aalborg": 110}


def test_key_without_a_municipality_changes_nothing(kontrakt: Kontrakt, kommuner: list[Kommune]) -> None:
    gem_noegle(kontrakt=kontrakt, aar=2021, i_alt=150, bidrag=dict(zip(kommuner, (50, 100), strict=True)))

    with pytest.raises(ValidationError) as fejl:
        gem_noegle(kontrakt=kontrakt, aar=2021, i_alt=100, bidrag={kommuner[1]: 100})

    assert fejl.value.messages == ["Nøglen mangler Brønderslev. Alle erhvervshusets kommuner skal have et bidrag."]
    assert bidrag() == {"Brønderslev": 50, "Aalborg": 100}


def test_key_for_a_year_outside_the_contract_is_refused(kontrakt: Kontrakt, kommuner: list[Kommune]) -> None:
    with pytest.raises(ValidationError) as fejl:
        gem_noegle(kontrakt=kontrakt, aar=2022, i_alt=150, bidrag=dict(zip(kommuner, (50, 100), strict=True)))

    assert fejl.value.messages == ["2022 er ikke et af kontraktens år (2021)."]
    assert Fordelingsnoegle.objects.count() == 0


def test_municipalities_stand_in_danish_order(kommuner: list[Kommune]) -> None:
    hus = byg_hus()
    for kode, navn in (("0825", "Læsø"), ("0787", "Thisted"), ("0999", "Ærø")):
        Kommune.objects.create(kode=kode, navn=navn, erhvervshus=hus, type="land", region="Region Nordjylland")

    assert [str(kommune) for kommune in Kommune.objects.all()] == ["Brønderslev", "Læsø", "Thisted", "Ærø", "Aalborg"]


def test_adopted_key_is_saved_logged_and_stands_in_the_history_with_the_one_who_did_it(
    kontrakt: Kontrakt, kommuner: list[Kommune], sekretariat: Bruger
) -> None:
    noegle = vedtag_noegle(
        kontrakt=kontrakt,
        aar=2021,
        i_alt=1_151,
        bidrag=dict(zip(kommuner, (50, 1_100), strict=True)),
        bruger=sekretariat,
    )

    assert (noegle.aar, noegle.i_alt, bidrag()) == (2021, 1_151, {"Brønderslev": 50, "Aalborg": 1_100})
    haendelse = Haendelse.objects.get(slags=Haendelsesslags.NOEGLE)
    assert (haendelse.bruger, haendelse.genstand, haendelse.beskrivelse) == (
        sekretariat,
        "Fordelingsnøgle 2021, Erhvervshus Nordjylland",
        "I alt 1.151, sum af bidrag 1.150 (1.000 kr.)",
    )
    historik = [noegle.history.get(), *Bidrag.history.all()]
    assert [(post.history_user, post.history_change_reason) for post in historik] == [
        (sekretariat, "Beregnet og vedtaget")
    ] * 3


def test_key_that_the_year_has_is_never_overwritten_by_one_that_is_adopted(
    kontrakt: Kontrakt, kommuner: list[Kommune], sekretariat: Bruger
) -> None:
    gem_noegle(kontrakt=kontrakt, aar=2021, i_alt=150, bidrag=dict(zip(kommuner, (50, 100), strict=True)))

    with pytest.raises(ValidationError) as fejl:
        vedtag_noegle(
            kontrakt=kontrakt,
            aar=2021,
            i_alt=160,
            bidrag=dict(zip(kommuner, (60, 100), strict=True)),
            bruger=sekretariat,
        )

    assert fejl.value.messages == [
        "Der findes allerede en fordelingsnøgle for 2021. En administrator kan rette den i administrationen."
    ]
    assert bidrag() == {"Brønderslev": 50, "Aalborg": 100}
    assert not Haendelse.objects.filter(slags=Haendelsesslags.NOEGLE).exists()


def test_key_that_is_wrong_is_not_adopted_and_not_logged(
    kontrakt: Kontrakt, kommuner: list[Kommune], sekretariat: Bruger
) -> None:
    with pytest.raises(ValidationError) as fejl:
        vedtag_noegle(kontrakt=kontrakt, aar=2022, i_alt=100, bidrag={kommuner[1]: 100}, bruger=sekretariat)

    assert fejl.value.messages == [
        "2022 er ikke et af kontraktens år (2021).",
        "Nøglen mangler Brønderslev. Alle erhvervshusets kommuner skal have et bidrag.",
    ]
    assert Fordelingsnoegle.objects.count() == 0
    assert not Haendelse.objects.filter(slags=Haendelsesslags.NOEGLE).exists()


@pytest.mark.parametrize("person", ["direktoer", "laeser", "fremmed_sekretariat"])
def test_key_is_adopted_by_the_own_secretariat_and_the_administrator_only(
    kontrakt: Kontrakt, kommuner: list[Kommune], administrator: Bruger, person: str, request: pytest.FixtureRequest
) -> None:
    noeglen: dict[str, Any] = {
        "kontrakt": kontrakt,
        "aar": 2021,
        "i_alt": 150,
        "bidrag": dict(zip(kommuner, (50, 100), strict=True)),
    }

    with pytest.raises(PermissionDenied):
        vedtag_noegle(**noeglen, bruger=request.getfixturevalue(person))
    assert Fordelingsnoegle.objects.count() == 0
    assert vedtag_noegle(**noeglen, bruger=administrator).aar == 2021
