"""»Historik« in the administration: who changed what from what to what, of a thing and of its parts."""

import re
from html import unescape
from typing import Any

import pytest
from django.db.models import Model
from django.test import Client
from django.urls import reverse
from pytest_django import DjangoAssertNumQueries

from kommuner.noegler import gem_noegle
from kontrakt.models import Bruger, Kkr, Kommune, Kontrakt, Part, Underskrift
from maal.models import Afrapportering, Indsatsstatus, Maal, Maalepunkt, Maaltal, Status
from maal.status import gem_indsatsstatus
from tests.administration import ret, ret_side, slet_side
from tests.byggere import byg_afrapportering, byg_hus, byg_kkr, byg_kontrakt, byg_maal, byg_punkt, udfyld

pytestmark = pytest.mark.django_db


@pytest.fixture
def admin_klient(client: Client, administrator: Bruger) -> Client:
    """The administrator's browser."""
    client.force_login(administrator)
    return client


def historik(model: type[Model], pk: object) -> str:
    return reverse(f"admin:{model._meta.app_label}_{model._meta.model_name}_history", args=[pk])


def poster(klient: Client, objekt: Any, pk: object = None) -> list[str]:
    """What each row says, without the time."""
    html = klient.get(historik(type(objekt), pk or objekt.pk)).content.decode()
    raekker = re.findall(r"<tr>\s*<th scope=\"row\">.*?</th>(.*?)</tr>", html, re.DOTALL)
    return [" ".join(unescape(re.sub("<[^>]*>", " ", raekke)).split()) for raekke in raekker]


def test_history_says_who_changed_which_field_from_what_to_what(admin_klient: Client) -> None:
    kkr = byg_kkr()

    ret(admin_klient, ret_side(kkr), {"navn": "KKR Nord"})

    assert poster(admin_klient, kkr) == [
        "administrator Ændret Navn: fra »KKR Nordjylland« til »KKR Nord«",
        "Ingen bruger er nævnt Første udgave Nøgle: nordjylland Navn: KKR Nordjylland",
    ]


def test_save_that_changes_nothing_leaves_no_history(admin_klient: Client) -> None:
    kontrakt = byg_kontrakt(maal=1, omraader=1)
    antal = [model.history.count() for model in (Kontrakt, Maal, Maalepunkt, Maaltal)]

    ret(admin_klient, ret_side(kontrakt), {})
    ret(admin_klient, ret_side(Maal.objects.get()), {})

    assert [model.history.count() for model in (Kontrakt, Maal, Maalepunkt, Maaltal)] == antal


def test_history_of_a_contract_tells_its_signatures(admin_klient: Client) -> None:
    kontrakt = byg_kontrakt(maal=0)
    underskrift = Underskrift.objects.create(kontrakt=kontrakt, part=Part.KKR, navn="Navn", titel="Formand")
    underskrift.delete()

    assert poster(admin_klient, kontrakt)[0] == "Ingen bruger er nævnt Slettet: underskrift: Navn, Formand"
    assert poster(admin_klient, kontrakt)[1].startswith(
        "Ingen bruger er nævnt Første udgave: underskrift: Navn, Formand Kontrakt: Resultatkontrakt 2021, "
    )


def test_history_of_a_goal_tells_its_targets(admin_klient: Client) -> None:
    punkt = byg_punkt(byg_maal(byg_kontrakt(maal=0)), tekst="Tilfredse kunder")
    maaltal = Maaltal.objects.get()

    maaltal.vaerdi += 2
    maaltal.save()

    assert poster(admin_klient, punkt.maal)[0] == (
        "Ingen bruger er nævnt Ændret: måltal: 1.1 Tilfredse kunder, 2021 Måltal: fra »80« til »82«"
    )


def test_history_of_a_funding_key_tells_the_contributions(admin_klient: Client) -> None:
    kontrakt = byg_kontrakt(maal=0)
    kommune = Kommune.objects.create(kode="0851", navn="Aalborg", erhvervshus=byg_hus(), type="by", region="Nord")
    for beloeb in (500, 600):
        noegle = gem_noegle(kontrakt=kontrakt, aar=2021, i_alt=beloeb, bidrag={kommune: beloeb})

    assert sorted(poster(admin_klient, noegle)[:2]) == [
        "Ingen bruger er nævnt Ændret Trykt i alt (1.000 kr.): fra »500« til »600«",
        "Ingen bruger er nævnt Ændret: bidrag: Aalborg: 600 Bidrag (1.000 kr.): fra »500« til »600«",
    ]


def test_history_of_a_status_is_the_reports_own(admin_klient: Client, sekretariat: Bruger) -> None:
    rapport = byg_afrapportering(byg_kontrakt(maal=1, omraader=1))
    udfyld(rapport, Maalepunkt.objects.get(), 79, bruger=sekretariat, tekst="Vi er i gang")
    udfyld(rapport, Maalepunkt.objects.get(), "81.5", bruger=sekretariat, tekst="Vi er i mål")

    assert poster(admin_klient, Status.objects.get()) == [
        "sekretariat-nordjylland Ændret Resultat: fra »79 %« til »81,5 %« "
        "Status: Vi er i [fjernet: gang ] [tilføjet: mål ]",
        "sekretariat-nordjylland Første udgave Resultat: 79 % Status: Vi er i gang",
    ]


def test_history_of_a_focus_areas_status_is_its_words(admin_klient: Client, sekretariat: Bruger) -> None:
    rapport = byg_afrapportering(byg_kontrakt(maal=0, omraader=1))
    omraade = rapport.kontrakt.indsatsomraader.get()
    gem_indsatsstatus(
        afrapportering_id=rapport.pk, indsatsomraade_id=omraade.pk, tekst="I gang", version=0, bruger=sekretariat
    )

    assert poster(admin_klient, Indsatsstatus.objects.get()) == ["sekretariat-nordjylland Første udgave Status: I gang"]


def test_history_of_a_user_holds_no_password(admin_klient: Client, sekretariat: Bruger) -> None:
    sekretariat.set_password("en-ny-adgangskode-7")
    sekretariat.first_name = "Ny"
    sekretariat.save()

    html = admin_klient.get(historik(Bruger, sekretariat.pk)).content.decode()

    assert poster(admin_klient, sekretariat)[0] == "Ingen bruger er nævnt Ændret Fornavn: fra tom til »Ny«"
    assert "dgangskode" not in html.partition('id="change-history"')[2]


def test_history_of_what_is_deleted_can_be_read(admin_klient: Client) -> None:
    kkr = byg_kkr()
    nummer = kkr.pk
    admin_klient.post(slet_side(kkr), {"post": "yes"})

    assert not Kkr.objects.exists()
    assert poster(admin_klient, kkr, nummer)[0] == "administrator Slettet"


@pytest.mark.parametrize("pk", [999, "9" * 40, "rod"])
def test_history_of_what_never_was_is_not_found(admin_klient: Client, pk: object) -> None:
    assert admin_klient.get(historik(Kkr, pk)).status_code == 404


def test_history_is_for_the_administrator(client: Client, sekretariat: Bruger) -> None:
    client.force_login(sekretariat)

    assert client.get(historik(Bruger, sekretariat.pk), follow=True).status_code == 403


def test_history_takes_the_same_queries_whatever_the_size(
    admin_klient: Client, django_assert_num_queries: DjangoAssertNumQueries
) -> None:
    kontrakt = byg_kontrakt(maal=1, punkter=2)
    maal = Maal.objects.get(kontrakt=kontrakt)
    for antal in (2, 60):
        for nummer in range(antal):
            maal.titel = f"Titel {antal}.{nummer}"
            maal.save()
        for del_ in (*Maalepunkt.objects.filter(maal=maal), *Maaltal.objects.filter(maalepunkt__maal=maal)):
            del_.delete()
        byg_punkt(maal)
        with django_assert_num_queries(9):
            svar = admin_klient.get(historik(Maal, maal.pk))

    assert "Side 1 af 2" in svar.content.decode()
    assert Afrapportering.objects.count() == 0
