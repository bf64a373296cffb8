"""The door for funding keys: whole or not at all."""

import pytest
from django.core.exceptions import ValidationError

from kommuner.models import Bidrag, Fordelingsnoegle
from kommuner.noegler import gem_noegle
from kontrakt.models import Kommune, Kontrakt
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
