"""Starting a report from the contract page."""

import pytest
from django.test import Client
from django.urls import reverse

from kontrakt.models import Bruger, Kontrakttilstand
from maal.models import Afrapportering, Status
from tests.byggere import byg_afrapportering, byg_kontrakt

pytestmark = pytest.mark.django_db

ADRESSE = "/kontrakter/nordjylland-2021/afrapportering/ny/"
UDFYLDT = {"aar": "2021", "slags": "foreloebig", "pr_dato": "13. oktober 2021", "frist": "1.11.2021"}


@pytest.fixture
def indlogget(client: Client, sekretariat: Bruger) -> Client:
    """The secretariat's browser."""
    client.force_login(sekretariat)
    return client


@pytest.mark.parametrize(
    ("hvem", "status"),
    [
        ("sekretariat", 200),
        ("direktoer", 200),
        ("administrator", 200),
        ("laeser", 403),
        ("fremmed_sekretariat", 404),
        ("fremmed_direktoer", 404),
    ],
)
def test_ny_is_for_who_may_report(client: Client, hvem: str, status: int, request: pytest.FixtureRequest) -> None:
    byg_kontrakt()
    client.force_login(request.getfixturevalue(hvem))

    assert client.get(ADRESSE).status_code == status
    assert client.post(ADRESSE, UDFYLDT).status_code == (302 if status == 200 else status)
    assert Afrapportering.objects.count() == (1 if status == 200 else 0)


def test_ny_starts_a_report_with_one_empty_status_for_each_maalepunkt(indlogget: Client, sekretariat: Bruger) -> None:
    byg_kontrakt(maal=3, punkter=2)

    svar = indlogget.post(ADRESSE, UDFYLDT, follow=True)

    rapport = Afrapportering.objects.get()
    assert svar.redirect_chain == [(reverse("maal:afrapportering", args=["nordjylland-2021", rapport.pk]), 302)]
    assert "Afrapporteringen er oprettet." in svar.content.decode()
    assert (rapport.oprettet_af, str(rapport.pr_dato), str(rapport.frist)) == (
        sekretariat,
        "2021-10-13",
        "2021-11-01",
    )
    assert Status.objects.filter(tekst="", version=0).count() == 6


def test_ny_refused_keeps_what_was_typed_beside_the_message(indlogget: Client) -> None:
    byg_kontrakt()

    svar = indlogget.post(ADRESSE, {**UDFYLDT, "slags": "endelig", "frist": "snart"})

    html = svar.content.decode()
    assert svar.status_code == 200
    assert "<title>Fejl: Ny afrapportering" in html
    assert 'name="frist" value="snart"' in html
    assert 'name="pr_dato" value="13. oktober 2021"' in html
    assert not Afrapportering.objects.exists()


def test_ny_shows_the_doors_refusal(indlogget: Client) -> None:
    kontrakt = byg_kontrakt()
    byg_afrapportering(kontrakt)

    for_tidligt = indlogget.post(ADRESSE, {**UDFYLDT, "slags": "endelig"}).content.decode()
    igen = indlogget.post(ADRESSE, UDFYLDT).content.decode()

    assert "Opgjort pr.: En endelig afrapportering opgøres tidligst pr. 31. december 2021." in for_tidligt
    assert "Der findes allerede en afrapportering af den slags for året pr. den dato." in igen
    assert Afrapportering.objects.count() == 1


def test_ny_on_a_draft_says_that_it_must_be_agreed_first(indlogget: Client) -> None:
    byg_kontrakt(tilstand=Kontrakttilstand.UDKAST)

    html = indlogget.post(ADRESSE, UDFYLDT).content.decode()

    assert "Kontrakten er et udkast. Der kan afrapporteres, når den er vedtaget." in html


def test_ny_sent_twice_starts_one_report_and_leads_to_it(indlogget: Client) -> None:
    byg_kontrakt()

    svar = [indlogget.post(ADRESSE, UDFYLDT, follow=True) for _ in range(2)]

    rapport = Afrapportering.objects.get()
    assert [et.redirect_chain for et in svar] == [
        [(f"/kontrakter/nordjylland-2021/afrapportering/{rapport.pk}/", 302)]
    ] * 2
    assert "Du har allerede oprettet afrapporteringen. Her er den." in svar[1].content.decode()


def test_ny_that_somebody_else_has_started_leads_to_theirs(indlogget: Client) -> None:
    rapport = byg_afrapportering(byg_kontrakt())

    html = indlogget.post(ADRESSE, UDFYLDT).content.decode()

    link = (
        f'<a href="/kontrakter/nordjylland-2021/afrapportering/{rapport.pk}/">Gå til den afrapportering, der findes</a>'
    )
    assert link in html
