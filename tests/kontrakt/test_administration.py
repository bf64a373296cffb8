"""The whole administration: who may enter, that every page opens, Danish order and search, and the lists' queries."""

import datetime

import pytest
from django.contrib import admin
from django.db.models import Model
from django.test import Client
from django.urls import reverse
from pytest_django import DjangoAssertNumQueries

from kommuner.models import Bidrag, Fordelingsnoegle
from kontrakt.models import Bruger, Haendelse, Kommune, Kontrakt, Rolle
from maal.models import Afrapportering, Indsatsstatus, Maal, Maalepunkt, NationaltMaal, Status
from tests.administration import liste, ny_side, ret_side
from tests.byggere import (
    byg_afrapportering,
    byg_bruger,
    byg_faellesmaaltal,
    byg_hus,
    byg_indikator,
    byg_kontrakt,
    byg_maal,
    byg_nationalt_maal,
    byg_punkt,
    udfyld,
)

pytestmark = pytest.mark.django_db

MODELLER: list[type[Model]] = sorted(admin.site._registry, key=lambda model: model._meta.label)
UDEN_TILFOEJ = {Haendelse, Maalepunkt, Status, Indsatsstatus}


def byg_kommune(kode: str, navn: str) -> Kommune:
    """A municipality of Nordjylland."""
    return Kommune.objects.create(kode=kode, navn=navn, erhvervshus=byg_hus(), type="land", region="Nordjylland")


def byg_alt(antal: int) -> None:
    """`antal` contracts, each with a key, `antal` goals (national the first), and a report of which all is written."""
    national = byg_nationalt_maal()
    for nummer in range(1, antal + 1):
        indikator = byg_indikator(f"indikator-{nummer}", f"Indikator {nummer}")
        byg_faellesmaaltal(indikator, 2021, {"nordjylland": 100})
    kommuner = [byg_kommune(f"08{nummer:02}", f"Kommune {nummer}") for nummer in range(1, antal + 1)]
    for nummer in range(1, antal + 1):
        kontrakt = byg_kontrakt("nordjylland", 2020 + nummer, maal=0, omraader=antal)
        for maalnummer in range(1, antal + 1):
            maal = byg_maal(kontrakt, maalnummer, nationalt_maal=national if maalnummer == 1 else None)
            byg_punkt(maal, 1)
            byg_punkt(maal, 2, maaltal=None)
        noegle = Fordelingsnoegle.objects.create(kontrakt=kontrakt, aar=kontrakt.fra_aar, i_alt=10)
        for kommune in kommuner:
            Bidrag.objects.create(noegle=noegle, kommune=kommune, beloeb=10)
        bruger = byg_bruger(Rolle.SEKRETARIAT, username=f"sekretariat-{nummer}")
        rapport = byg_afrapportering(kontrakt, bruger=bruger)
        for punkt in Maalepunkt.objects.filter(maal__kontrakt=kontrakt):
            udfyld(rapport, punkt, 80, bruger=bruger)


def adresser() -> list[str]:
    """The index, the loading of files, and every list and empty form."""
    tilfoej = [ny_side(model) for model in MODELLER if model not in UDEN_TILFOEJ]
    return [reverse("admin:index"), reverse("maal:indlaes"), *map(liste, MODELLER), *tilfoej]


def test_anonymous_is_sent_to_log_in_and_back(client: Client) -> None:
    svar = [client.get(adresse, follow=True) for adresse in adresser()]

    assert [s.redirect_chain[-1] for s in svar] == [(f"/log-ind/?next={adresse}", 302) for adresse in adresser()]


@pytest.mark.parametrize("rolle", [Rolle.SEKRETARIAT, Rolle.DIREKTOER, Rolle.LAESER])
def test_other_roles_are_refused_everywhere(client: Client, rolle: Rolle) -> None:
    client.force_login(byg_bruger(rolle))

    svar = {adresse: client.get(adresse, follow=True) for adresse in adresser()}

    assert {s.status_code for s in svar.values()} == {403}
    assert all("<h1>Du har ikke adgang</h1>" in s.content.decode() for s in svar.values())


@pytest.mark.parametrize("rolle", [Rolle.SEKRETARIAT, Rolle.DIREKTOER, Rolle.LAESER])
def test_other_roles_cannot_load_files_by_post(client: Client, rolle: Rolle) -> None:
    client.force_login(byg_bruger(rolle))

    svar = [client.post(reverse(navn), {}, follow=True) for navn in ("maal:indlaes", "maal:bekraeft_indlaes")]

    assert [s.status_code for s in svar] == [403, 403]


def test_inactive_administrator_is_out(client: Client, administrator: Bruger) -> None:
    client.force_login(administrator)
    Bruger.objects.update(is_active=False)

    assert client.get("/admin/", follow=True).redirect_chain[-1] == ("/log-ind/?next=/admin/", 302)


def test_every_page_opens_for_the_administrator(admin_klient: Client) -> None:
    byg_alt(2)

    assert {adresse: admin_klient.get(adresse).status_code for adresse in adresser()} == dict.fromkeys(adresser(), 200)


@pytest.mark.parametrize("model", [model for model in MODELLER if model is not Maalepunkt])
def test_every_form_opens_for_the_administrator(admin_klient: Client, model: type[Model]) -> None:
    byg_alt(2)
    objekt = model._default_manager.first()

    assert objekt is not None
    assert admin_klient.get(ret_side(objekt)).status_code == 200


def test_index_is_in_danish_order_and_leads_to_the_loading_of_files(admin_klient: Client) -> None:
    svar = admin_klient.get("/admin/")

    assert [(a["name"], [m["name"] for m in a["models"]]) for a in svar.context["app_list"]] == [
        ("Kommuner", ["Fordelingsnøgler"]),
        ("Kontrakter", ["Brugere", "Erhvervshuse", "Hændelser", "KKR", "Kommuner", "Kontrakter", "Rammeaftaler"]),
        (
            "Mål og afrapporteringer",
            [
                *("Afrapporteringer", "Fælles måltal", "Indikatorer", "Mål", "Målepunkter", "Nationale mål"),
                *("Statusser", "Statusser på indsatsområder"),
            ],
        ),
    ]
    assert f'href="{reverse("maal:indlaes")}"' in svar.content.decode()
    assert "Resultatkontrakt – administration" in svar.content.decode()


@pytest.mark.parametrize("soegt", ["århus", "Aarhus", "ÅRHUS", "0751"])
def test_search_knows_danish_letters(admin_klient: Client, soegt: str) -> None:
    byg_kommune("0751", "Aarhus")
    byg_kommune("0492", "Ærø")

    svar = admin_klient.get(liste(Kommune), {"q": soegt})

    assert [kommune.navn for kommune in svar.context["cl"].result_list] == ["Aarhus"]


def test_search_wants_every_word_and_treats_signs_as_signs(admin_klient: Client) -> None:
    kontrakt = byg_kontrakt(maal=0)
    byg_maal(kontrakt, 1, titel="Kendskab til 50 %")
    byg_maal(kontrakt, 2, titel="Kendskab til tilbud")

    fundne = [admin_klient.get(liste(Maal), {"q": q}).context["cl"].result_list for q in ("tilbud kendskab", "%", "_")]

    assert [[maal.nummer for maal in resultat] for resultat in fundne] == [[2], [1], []]


def test_lists_are_in_danish_order(admin_klient: Client) -> None:
    for kode, navn in (("0001", "Aabenraa"), ("0002", "Østerby"), ("0003", "Ærø"), ("0004", "Zebra")):
        byg_kommune(kode, navn)

    svar = admin_klient.get(liste(Kommune))

    assert [k.navn for k in svar.context["cl"].result_list] == ["Zebra", "Ærø", "Østerby", "Aabenraa"]


@pytest.mark.parametrize("antal", [1, 3])
@pytest.mark.parametrize(
    ("model", "forespoergsler"),
    [
        (Bruger, 7),
        (Kontrakt, 8),
        (Kommune, 8),
        (Fordelingsnoegle, 7),
        (NationaltMaal, 7),
        (Maal, 8),
        (Maalepunkt, 7),
        (Afrapportering, 8),
        (Status, 7),
        (Indsatsstatus, 7),
    ],
)
def test_list_needs_the_same_queries_at_any_size(
    admin_klient: Client,
    django_assert_num_queries: DjangoAssertNumQueries,
    model: type[Model],
    forespoergsler: int,
    antal: int,
) -> None:
    byg_alt(antal)

    with django_assert_num_queries(forespoergsler):
        svar = admin_klient.get(liste(model))

    assert svar.context["cl"].result_count == model._default_manager.count()


def test_hour_is_written_as_on_the_pages(admin_klient: Client, administrator: Bruger) -> None:
    Bruger.objects.update(last_login=datetime.datetime(2021, 10, 13, 7, 53, tzinfo=datetime.UTC))

    svar = [admin_klient.get(adresse) for adresse in (liste(Bruger), ret_side(administrator))]

    assert ["13. oktober 2021 kl. 09.53" in s.content.decode() for s in svar] == [True, True]
