"""Who sees which contract, and who may report on it."""

import pytest
from django.http import Http404

from kontrakt.adgang import er_administrator, maa_afrapportere
from kontrakt.models import Kontrakt, Kontrakttilstand, Rolle
from kontrakt.opslag import hent_kontrakt
from tests.byggere import byg_bruger, byg_kontrakt

pytestmark = pytest.mark.django_db


@pytest.fixture
def kontrakter() -> list[Kontrakt]:
    """An agreed contract and a draft of Nordjylland, and an agreed one of Midtjylland."""
    return [
        byg_kontrakt(maal=0),
        byg_kontrakt(maal=0, fra_aar=2022, tilstand=Kontrakttilstand.UDKAST),
        byg_kontrakt("midtjylland", maal=0),
    ]


SER = {
    Rolle.SEKRETARIAT: {"nordjylland-2021", "nordjylland-2022"},
    Rolle.DIREKTOER: {"nordjylland-2021", "nordjylland-2022"},
    Rolle.LAESER: {"nordjylland-2021", "midtjylland-2021"},
    Rolle.ADMINISTRATOR: {"nordjylland-2021", "nordjylland-2022", "midtjylland-2021"},
}


@pytest.mark.parametrize("rolle", Rolle)
def test_each_role_sees_its_own_contracts_only(kontrakter: list[Kontrakt], rolle: Rolle) -> None:
    bruger = byg_bruger(rolle)

    assert {kontrakt.slug for kontrakt in Kontrakt.objects.synlige_for(bruger)} == SER[rolle]
    for kontrakt in kontrakter:
        if kontrakt.slug in SER[rolle]:
            assert hent_kontrakt(bruger, kontrakt.slug) == kontrakt
        else:
            with pytest.raises(Http404):
                hent_kontrakt(bruger, kontrakt.slug)


@pytest.mark.parametrize("rolle", Rolle)
def test_deactivated_user_sees_and_may_nothing(kontrakter: list[Kontrakt], rolle: Rolle) -> None:
    bruger = byg_bruger(rolle, is_active=False)

    assert list(Kontrakt.objects.synlige_for(bruger)) == []
    assert not any(maa_afrapportere(bruger, kontrakt) for kontrakt in kontrakter)
    assert not er_administrator(bruger)


@pytest.mark.parametrize(
    ("rolle", "egen", "andens"),
    [
        (Rolle.SEKRETARIAT, True, False),
        (Rolle.DIREKTOER, True, False),
        (Rolle.LAESER, False, False),
        (Rolle.ADMINISTRATOR, True, True),
    ],
)
def test_reporting_is_for_the_parties(kontrakter: list[Kontrakt], rolle: Rolle, egen: bool, andens: bool) -> None:
    bruger = byg_bruger(rolle)

    assert (maa_afrapportere(bruger, kontrakter[0]), maa_afrapportere(bruger, kontrakter[2])) == (egen, andens)


def test_secretariat_of_a_kkr_with_two_houses_sees_both_and_a_director_only_one() -> None:
    for hus in ("fyn", "sydjylland"):
        byg_kontrakt(hus, maal=0)
    sekretariat = byg_bruger(Rolle.SEKRETARIAT, "syddanmark")
    direktoer = byg_bruger(Rolle.DIREKTOER, "fyn")

    assert {k.slug for k in Kontrakt.objects.synlige_for(sekretariat)} == {"fyn-2021", "sydjylland-2021"}
    assert {k.slug for k in Kontrakt.objects.synlige_for(direktoer)} == {"fyn-2021"}
