"""Deletion in the administration: what is written is never lost, and what is empty is no hindrance."""

from typing import Any

import pytest
from django.db.models import Model
from django.test import Client

from kontrakt.models import Indsatsomraade, Kontrakt
from maal.models import Afrapportering, Indsatsstatus, Maal, Maalepunkt, Maaltal, Status
from maal.status import gem_indsatsstatus
from maal.typer import Tilstand
from tests.administration import liste, ret, ret_side, slet_side
from tests.byggere import byg_afrapportering, byg_kontrakt, gaa_til, udfyld

pytestmark = pytest.mark.django_db

GRUND = "kan ikke slettes, for det ville tage dette med, som skal bevares"


@pytest.fixture
def kontrakt() -> Kontrakt:
    """A contract of one goal with two målepunkter and one focus area."""
    return byg_kontrakt(maal=1, punkter=2, omraader=1)


@pytest.fixture
def maal(kontrakt: Kontrakt) -> Maal:
    """Its goal."""
    return kontrakt.maal.get()


@pytest.fixture
def rapport(kontrakt: Kontrakt) -> Afrapportering:
    """An open report on the contract, with nothing written."""
    return byg_afrapportering(kontrakt)


def alt() -> list[object]:
    """Everything that may be deleted."""
    modeller: tuple[type[Model], ...] = (
        Kontrakt, Indsatsomraade, Maal, Maalepunkt, Maaltal, Afrapportering, Status, Indsatsstatus
    )  # fmt: skip
    return [list(model._default_manager.order_by("pk").values()) for model in modeller]


def sendt(svar: Any) -> str:
    """The page as text."""
    return str(svar.content.decode())


def slet_valgte(client: Client, model: type[Model]) -> Any:
    """Delete all of a list with the action, confirmed."""
    valgte = list(model._default_manager.values_list("pk", flat=True))
    return client.post(liste(model), {"action": "delete_selected", "_selected_action": valgte, "post": "yes"})


def test_goal_with_a_written_status_cannot_be_deleted(
    admin_klient: Client, maal: Maal, rapport: Afrapportering
) -> None:
    udfyld(rapport, maal.maalepunkter.all()[0], 80)
    foer = alt()

    en = admin_klient.post(slet_side(maal), {"post": "yes"})
    flere = slet_valgte(admin_klient, Maal)
    punkter = slet_valgte(admin_klient, Maalepunkt)

    assert f"»Mål 1: Mål med nummer 1« {GRUND}" in sendt(en)
    assert f"Det, du har valgt, {GRUND}" in sendt(flere)
    assert f"Det, du har valgt, {GRUND}" in sendt(punkter)
    assert "Status på 1.1 Målepunkt nr. 1" in sendt(en)
    assert "Status på 1.2" not in sendt(en)
    assert alt() == foer


def test_maalepunkt_with_a_written_status_cannot_be_deleted_on_the_goals_page(
    admin_klient: Client, maal: Maal, rapport: Afrapportering
) -> None:
    udfyld(rapport, maal.maalepunkter.all()[0], 80)
    foer = alt()

    svar = ret(admin_klient, ret_side(maal), {"maalepunkter-0-DELETE": "on"})

    assert "status Status på 1.1 Målepunkt nr. 1" in sendt(svar)
    assert alt() == foer


def test_goal_with_empty_statuses_and_parts_is_deleted_with_them(
    admin_klient: Client, maal: Maal, rapport: Afrapportering
) -> None:
    foerste, andet = maal.maalepunkter.all()
    Maalepunkt.objects.filter(pk=andet.pk).update(del_af=foerste)

    svar = admin_klient.post(slet_side(maal), {"post": "yes"})

    assert svar.status_code == 302
    assert [Maal.objects.count(), Maalepunkt.objects.count(), Maaltal.objects.count(), Status.objects.count()] == [
        0
    ] * 4


def test_maalepunkt_with_an_empty_status_is_deleted_on_the_goals_page(
    admin_klient: Client, maal: Maal, rapport: Afrapportering
) -> None:
    svar = ret(admin_klient, ret_side(maal), {"maalepunkter-1-DELETE": "on"})

    assert svar.status_code == 302
    assert list(rapport.statusser.values_list("maalepunkt__nummer", flat=True)) == [1]


def test_report_with_a_written_status_cannot_be_deleted(
    admin_klient: Client, maal: Maal, rapport: Afrapportering
) -> None:
    udfyld(rapport, maal.maalepunkter.all()[0], 80)
    foer = alt()

    en = admin_klient.post(slet_side(rapport), {"post": "yes"})
    flere = slet_valgte(admin_klient, Afrapportering)

    assert f"»Foreløbig afrapportering 2021, Erhvervshus Nordjylland« {GRUND}" in sendt(en)
    assert f"Det, du har valgt, {GRUND}" in sendt(flere)
    assert alt() == foer


def test_report_with_a_written_focus_area_cannot_be_deleted(
    admin_klient: Client, kontrakt: Kontrakt, rapport: Afrapportering
) -> None:
    omraade = kontrakt.indsatsomraader.get()
    gem_indsatsstatus(
        afrapportering_id=rapport.pk, indsatsomraade_id=omraade.pk, tekst="I gang", version=0, bruger=None
    )
    foer = alt()

    rapporten = admin_klient.post(slet_side(rapport), {"post": "yes"})
    omraadet = ret(admin_klient, ret_side(kontrakt), {"indsatsomraader-0-DELETE": "on"})

    assert GRUND in sendt(rapporten)
    assert "Status på indsatsområde 1" in sendt(omraadet)
    assert alt() == foer


@pytest.mark.parametrize("flere", [False, True])
def test_report_with_nothing_written_is_deleted(
    admin_klient: Client, kontrakt: Kontrakt, rapport: Afrapportering, flere: bool
) -> None:
    if flere:
        slet_valgte(admin_klient, Afrapportering)
    else:
        admin_klient.post(slet_side(rapport), {"post": "yes"})

    assert [Afrapportering.objects.count(), Status.objects.count(), Indsatsstatus.objects.count()] == [0, 0, 0]
    assert Maalepunkt.objects.count() == 2


@pytest.mark.parametrize("tilstand", [Tilstand.INDSENDT, Tilstand.GODKENDT, Tilstand.SENDT])
def test_report_that_is_on_its_way_cannot_be_deleted_even_empty(
    admin_klient: Client, rapport: Afrapportering, tilstand: Tilstand
) -> None:
    gaa_til(rapport, tilstand)
    foer = alt()

    en = admin_klient.post(slet_side(rapport), {"post": "yes"})
    slet_valgte(admin_klient, Afrapportering)

    assert en.status_code == 403
    assert alt() == foer


def test_focus_area_with_an_empty_status_is_deleted(
    admin_klient: Client, kontrakt: Kontrakt, rapport: Afrapportering
) -> None:
    svar = ret(admin_klient, ret_side(kontrakt), {"indsatsomraader-0-DELETE": "on"})

    assert svar.status_code == 302
    assert [Indsatsomraade.objects.count(), Indsatsstatus.objects.count(), Status.objects.count()] == [0, 0, 2]


@pytest.mark.parametrize("flere", [False, True])
def test_contract_that_is_reported_on_cannot_be_deleted(
    admin_klient: Client, kontrakt: Kontrakt, rapport: Afrapportering, flere: bool
) -> None:
    foer = alt()

    svar = slet_valgte(admin_klient, Kontrakt) if flere else admin_klient.post(slet_side(kontrakt), {"post": "yes"})

    assert GRUND in sendt(svar)
    assert "Foreløbig afrapportering 2021, Erhvervshus Nordjylland" in sendt(svar)
    assert alt() == foer


def test_contract_without_reports_is_deleted_with_all_under_it(admin_klient: Client, kontrakt: Kontrakt) -> None:
    svar = admin_klient.post(slet_side(kontrakt), {"post": "yes"})

    assert svar.status_code == 302
    assert alt() == [[]] * 8


@pytest.mark.parametrize("model", [Status, Indsatsstatus])
def test_status_cannot_be_deleted_by_itself(admin_klient: Client, rapport: Afrapportering, model: type[Model]) -> None:
    status = model._default_manager.first()
    assert status is not None
    foer = alt()

    svar = admin_klient.post(slet_side(status), {"post": "yes"})
    slet_valgte(admin_klient, model)

    assert svar.status_code == 403
    assert alt() == foer
