"""A spread's result from guidance in history, restoration and conflict, and what was sent after the session ended."""

import pytest
from django.test import Client
from django.urls import reverse

from kommuner.models import Vejledningstal
from kommuner.typer import Vejledningsslags
from kontrakt.models import Bruger
from maal.models import Afrapportering, Maalepunkt, Status
from maal.typer import Tilstand, Vurdering
from maal.vejledning import Vejledningspost, gem_vejledninger
from tests.byggere import byg_afrapportering, gaa_til, udfyld
from tests.maal.siden import gem_url, side, tekst
from tests.maal.spredt import JUNI, byg_spredningspunkt, byg_tal

pytestmark = pytest.mark.django_db

PUNKT = "maalepunkt-1-1"


@pytest.fixture
def punkt() -> Maalepunkt:
    return byg_spredningspunkt()


@pytest.fixture
def rapport(punkt: Maalepunkt) -> Afrapportering:
    return byg_afrapportering(punkt.maal.kontrakt)


@pytest.fixture
def tal(punkt: Maalepunkt) -> Vejledningstal:
    return byg_tal(30, 10, 60, pr_dato=JUNI)


@pytest.fixture
def klient(client: Client, sekretariat: Bruger) -> Client:
    """The secretariat's browser."""
    client.force_login(sekretariat)
    return client


def adresse(navn: str, rapport: Afrapportering, punkt: Maalepunkt, *udgave: int) -> str:
    return reverse(f"maal:{navn}", args=[rapport.kontrakt.slug, rapport.pk, punkt.pk, *udgave])


@pytest.fixture
def to_udgaver(rapport: Afrapportering, punkt: Maalepunkt, tal: Vejledningstal) -> None:
    """First a count, then an own verdict."""
    udfyld(rapport, punkt, vejledningstal=tal)
    udfyld(rapport, punkt, egen_vurdering=Vurdering.OPFYLDT)


@pytest.mark.usefixtures("to_udgaver")
def test_history_names_the_count(klient: Client, rapport: Afrapportering, punkt: Maalepunkt) -> None:
    html = klient.get(adresse("maalepunkt_historik", rapport, punkt)).content.decode()

    assert "Resultat fra vejledningstal: pr. 30. juni 2021" in tekst(html, "udgave-1", "article")
    assert "Resultat fra vejledningstal: fra »pr. 30. juni 2021« til tom" in tekst(html, "udgave-2", "article")


@pytest.mark.usefixtures("to_udgaver")
def test_earlier_count_is_restored(
    klient: Client, rapport: Afrapportering, punkt: Maalepunkt, tal: Vejledningstal
) -> None:
    vej = adresse("gendan_maalepunkt", rapport, punkt, 1)

    assert "pr. 30. juni 2021" in klient.get(vej).content.decode()
    klient.post(vej, {"version": 2})

    status = Status.objects.get()
    assert (status.vejledningstal, status.egen_vurdering, status.version) == (tal, "", 3)


@pytest.mark.usefixtures("to_udgaver")
def test_count_that_is_deleted_since_cannot_be_restored_and_is_named_so(
    klient: Client, rapport: Afrapportering, punkt: Maalepunkt, tal: Vejledningstal
) -> None:
    tal.delete()

    historik = klient.get(adresse("maalepunkt_historik", rapport, punkt)).content.decode()
    svar = klient.post(adresse("gendan_maalepunkt", rapport, punkt, 1), {"version": 2}).content.decode()

    assert "Resultat fra vejledningstal: tal, der er slettet" in tekst(historik, "udgave-1", "article")
    assert "Udgaven kan ikke gendannes: de vejledningstal, som den bruger, er slettet." in svar
    assert Status.objects.get().version == 2


def test_click_that_comes_second_shows_both_versions_and_is_saved_when_chosen(
    klient: Client, rapport: Afrapportering, punkt: Maalepunkt, tal: Vejledningstal, direktoer: Bruger
) -> None:
    andre = byg_tal(3, 1, 6, pr_dato=JUNI.replace(month=3))
    udfyld(rapport, punkt, vejledningstal=andre, bruger=direktoer)
    sendt = {"version": 0, "tekst": "", "brug_vejledningstal": str(tal.pk)}

    html = klient.post(gem_url(rapport, punkt), sendt, headers={"HX-Request": "true"}).content.decode()

    felt = f"{PUNKT}-konflikt"
    assert "Resultat fra vejledningstal" in tekst(html, felt, "section")
    assert "pr. 30. marts 2021" in tekst(html, felt, "section")
    assert "pr. 30. juni 2021" in tekst(html, felt, "section")
    assert Status.objects.get().vejledningstal == andre
    valgt = {
        "version": 1,
        "foer_version": 0,
        "sammenstoed": "vejledningstal",
        "valg_vejledningstal": "mit",
        "vejledningstal": str(tal.pk),
        "tekst": "",
    }
    klient.post(gem_url(rapport, punkt), valgt, headers={"HX-Request": "true"})
    assert Status.objects.get().vejledningstal == tal


def test_own_verdict_that_comes_second_is_merged_by_taking_one_of_the_two(
    klient: Client, rapport: Afrapportering, punkt: Maalepunkt, tal: Vejledningstal, direktoer: Bruger
) -> None:
    """The two fields were changed by one person each, and cannot stand together: the door says so at the field."""
    udfyld(rapport, punkt, vejledningstal=tal, bruger=direktoer)
    sendt = {"version": 0, "tekst": "", "egen_vurdering": "opfyldt", "vejledningstal": ""}

    html = klient.post(gem_url(rapport, punkt), sendt, headers={"HX-Request": "true"}).content.decode()
    samlet = {**sendt, "version": 1, "sammenstoed": "", "foer_version": 0, "vejledningstal": str(tal.pk)}
    afvist = klient.post(gem_url(rapport, punkt), samlet, headers={"HX-Request": "true"}).content.decode()

    assert f'<input type="hidden" name="vejledningstal" value="{tal.pk}"' in html
    assert "Fjern din egen vurdering, eller fjern tallene." in tekst(afvist, PUNKT)
    assert Status.objects.get().version == 1


def test_click_sent_without_javascript_after_the_session_ended_is_put_back(
    client: Client, rapport: Afrapportering, punkt: Maalepunkt, tal: Vejledningstal, sekretariat: Bruger
) -> None:
    client.force_login(sekretariat)
    html = client.get(side(rapport)).content.decode()
    bruger = html.split('name="bruger" value="')[1].split('"')[0]
    client.logout()

    sendt = {"version": 0, "bruger": bruger, "egen_vurdering": "opfyldt", "brug_vejledningstal": str(tal.pk)}
    client.post(gem_url(rapport, punkt), sendt)
    client.force_login(sekretariat)
    html = client.get(side(rapport)).content.decode()

    valg = html[html.index('name="vejledningstal"') :].split("</select>")[0]
    assert "Det, du skrev, er sat ind igen" in html
    assert f'value="{tal.pk}" selected' in valg


def test_guidance_corrected_after_the_director_signed_off_is_told_to_who_approves(
    klient: Client, rapport: Afrapportering, punkt: Maalepunkt, tal: Vejledningstal, sekretariat: Bruger
) -> None:
    udfyld(rapport, punkt, vejledningstal=tal)
    gaa_til(rapport, Tilstand.INDSENDT)
    vej = reverse("maal:godkend", args=[rapport.kontrakt.slug, rapport.pk])
    foer = klient.get(vej).content.decode()
    rettet = {kommune: {Vejledningsslags.VAEKST: 5} for kommune in tal.erhvervshus.kommuner.all()}

    gem_vejledninger([Vejledningspost(tal.erhvervshus, JUNI, 1, rettet)], bruger=sekretariat)

    efter = klient.get(vej).content.decode()
    assert "Rettet, efter at direktøren indsendte den" not in foer
    assert "Mål 1.1 : vejledningstallene, " in tekst(efter, "main-content", "main")
    assert foer.split('name="set_stand" value="')[1][:64] != efter.split('name="set_stand" value="')[1][:64]
