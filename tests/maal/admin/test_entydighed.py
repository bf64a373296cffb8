"""What may stand only once, where a part of it is shown without a field: refused by the form, never by the database."""

import datetime
from typing import Any

import pytest
from django.db.models import Model
from django.test import Client

from maal.models import Maal, Maalepunkt, NationaltMaal
from maal.typer import Slags
from tests.administration import felter, ret, ret_side
from tests.byggere import byg_afrapportering, byg_kontrakt, byg_maal, byg_nationalt_maal

pytestmark = pytest.mark.django_db


def afvist(client: Client, objekt: Model, typet: dict[str, Any]) -> list[str]:
    """Change an object to what must be refused; gives the form's message once it is sure that nothing is lost."""
    foer = type(objekt)._default_manager.filter(pk=objekt.pk).values().get()
    svar = ret(client, ret_side(objekt), typet)
    assert svar.status_code == 200
    assert felter(svar) | typet == felter(svar)
    assert type(objekt)._default_manager.filter(pk=objekt.pk).values().get() == foer
    return list(svar.context["adminform"].form.non_field_errors())


def test_number_of_another_goal_in_the_contract_is_refused(admin_klient: Client) -> None:
    maal = byg_kontrakt(maal=2).maal.get(nummer=2)

    besked = afvist(admin_klient, maal, {"nummer": "1", "titel": "Ny titel"})

    assert besked == ["Kontrakten har allerede et mål med det nummer."]


def test_national_goal_that_the_contract_has_already_is_refused(admin_klient: Client) -> None:
    national = byg_nationalt_maal()
    kontrakt = byg_kontrakt(maal=0)
    byg_maal(kontrakt, 1, nationalt_maal=national)
    maal = byg_maal(kontrakt, 2)

    besked = afvist(admin_klient, maal, {"nationalt_maal": str(national.pk)})

    assert besked == ["Kontrakten har allerede det nationale mål."]


def test_number_of_another_national_goal_is_refused(admin_klient: Client) -> None:
    byg_nationalt_maal("kendskab", nummer=1)
    andet = byg_nationalt_maal("tilfredshed", nummer=2)

    besked = afvist(admin_klient, andet, {"nummer": "1", "titel": "Ny titel"})

    assert besked == ["Rammeaftalen har allerede et nationalt mål med det nummer."]


def test_date_of_another_report_is_refused(admin_klient: Client) -> None:
    kontrakt = byg_kontrakt(maal=1)
    foerste = byg_afrapportering(kontrakt, slags=Slags.FORELOEBIG, pr_dato=datetime.date(2021, 6, 30))
    anden = byg_afrapportering(kontrakt, slags=Slags.FORELOEBIG, pr_dato=datetime.date(2021, 10, 13))

    besked = afvist(admin_klient, anden, {"pr_dato": f"{foerste.pr_dato:%d.%m.%Y}"})

    assert besked == ["Der findes allerede en afrapportering af den slags for året pr. den dato."]


def test_maalepunkter_cannot_swap_numbers_in_one_go(admin_klient: Client) -> None:
    maal = byg_kontrakt(maal=1, punkter=2).maal.get()
    typet = {"maalepunkter-0-nummer": "2", "maalepunkter-1-nummer": "1"}

    svar = ret(admin_klient, ret_side(maal), typet)

    assert "Målet har allerede et målepunkt med det nummer." in svar.content.decode()
    assert felter(svar) | typet == felter(svar)


def test_targets_cannot_take_each_others_years_in_one_go(admin_klient: Client) -> None:
    maal = byg_kontrakt(fra_aar=2021, til_aar=2022, maal=1).maal.get()
    typet = {"maalepunkter-0-maaltal-0-aar": "2022", "maalepunkter-0-maaltal-1-aar": "2021"}

    svar = ret(admin_klient, ret_side(maal), typet)

    assert "Målepunktet har allerede et måltal for det år og segment." in svar.content.decode()
    assert felter(svar) | typet == felter(svar)


def test_new_maalepunkt_can_take_the_number_of_one_that_is_deleted_at_the_same_time(admin_klient: Client) -> None:
    maal = byg_kontrakt(maal=1, punkter=2).maal.get()
    nyt = {"nummer": "2", "tekst": "Nyt", "enhed": "kvalitativ", "opgoerelse": "niveau"}
    tomt = {"maaltal-TOTAL_FORMS": "0", "maaltal-INITIAL_FORMS": "0"}
    typet = {f"maalepunkter-2-{navn}": vaerdi for navn, vaerdi in (nyt | tomt).items()}

    svar = ret(admin_klient, ret_side(maal), {"maalepunkter-TOTAL_FORMS": "3", "maalepunkter-1-DELETE": "on", **typet})

    assert svar.status_code == 302
    assert Maalepunkt.objects.get(nummer=2).tekst == "Nyt"


def test_numbers_that_are_free_are_saved(admin_klient: Client) -> None:
    maal, national = byg_kontrakt(maal=1).maal.get(), byg_nationalt_maal()

    svar = [ret(admin_klient, ret_side(objekt), {"nummer": "9"}) for objekt in (maal, national)]

    assert [s.status_code for s in svar] == [302, 302]
    assert (Maal.objects.get().nummer, NationaltMaal.objects.get().nummer) == (9, 9)


def test_row_that_stands_there_twice_is_named_in_danish(admin_klient: Client) -> None:
    maal = byg_kontrakt(maal=1).maal.get()
    typet = {"maalepunkter-0-maaltal-1-aar": "2021", "maalepunkter-0-maaltal-1-vaerdi": "70"}

    svar = ret(admin_klient, ret_side(maal), typet)

    assert "Der står to måltal med samme år og segment." in svar.content.decode()
    assert "Rækken står der to gange. Ret den ene." in svar.content.decode()
    assert felter(svar) | typet == felter(svar)
