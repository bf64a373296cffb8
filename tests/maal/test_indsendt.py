"""A report that is submitted stays as it was signed, whatever the contract gains; sent back, it names everything."""

import datetime

import pytest
from django.test import Client

from kontrakt.models import Bruger, Indsatsomraade
from maal.forloeb import tilfoej_tomme_statusser
from maal.models import Afrapportering, Maalepunkt, Status
from maal.opslag import hent_taellinger, udtraek_af
from maal.skridt import genaabn, godkend, indsend, send_tilbage, stand
from tests.byggere import byg_afrapportering, byg_kontrakt, byg_maal, byg_punkt, udfyld
from tests.maal.siden import gem_url, side

pytestmark = pytest.mark.django_db


def nu(rapport: Afrapportering) -> str:
    """The fingerprint of the report as it stands."""
    rapport = Afrapportering.objects.get(pk=rapport.pk)
    return stand(rapport, udtraek_af(rapport))


def numre(rapport: Afrapportering) -> tuple[list[str], list[int]]:
    """The målepunkter and focus areas that the report names."""
    udtraek = udtraek_af(Afrapportering.objects.get(pk=rapport.pk))
    return [punkt.betegnelse for punkt in udtraek.punkter], [indsats.nummer for indsats in udtraek.indsatser]


@pytest.fixture
def rapport(direktoer: Bruger) -> Afrapportering:
    """A submitted report on a goal and a focus area; since then the contract has gained a målepunkt, goal and area."""
    kontrakt = byg_kontrakt(maal=1, omraader=1)
    rapport = byg_afrapportering(kontrakt)
    udfyld(rapport, Maalepunkt.objects.get(), 81, bruger=direktoer)
    indsend(afrapportering_id=rapport.pk, set_stand=nu(rapport), mangler_bekraeftet=True, bruger=direktoer)
    byg_punkt(kontrakt.maal.get(), 2)
    byg_punkt(byg_maal(kontrakt, 2))
    Indsatsomraade.objects.create(kontrakt=kontrakt, nummer=2, titel="Nyt indsatsområde")
    tilfoej_tomme_statusser(kontrakt)
    return Afrapportering.objects.get(pk=rapport.pk)


def test_submitted_report_does_not_gain_what_the_contract_gains(rapport: Afrapportering) -> None:
    assert numre(rapport) == (["1.1"], [1])
    assert sum(hent_taellinger([rapport.pk])[rapport.pk].values()) == 1
    assert rapport.statusser.count() == 1


def test_page_of_a_submitted_report_shows_and_saves_only_what_is_in_it(
    rapport: Afrapportering, client: Client, sekretariat: Bruger
) -> None:
    client.force_login(sekretariat)
    nyt = Maalepunkt.objects.get(maal__nummer=2)

    html = client.get(side(rapport)).content.decode()
    svar = client.post(gem_url(rapport, nyt), {"version": "0", "resultat": "80", "tekst": ""})

    assert 'id="maalepunkt-1-1"' in html
    assert 'id="maalepunkt-2-1"' not in html
    assert svar.status_code == 404
    assert not Status.objects.filter(maalepunkt=nyt).exists()


def test_report_that_is_sent_back_names_everything(rapport: Afrapportering, sekretariat: Bruger) -> None:
    send_tilbage(afrapportering_id=rapport.pk, set_stand=nu(rapport), bemaerkning="Tag mål 2 med.", bruger=sekretariat)

    assert numre(rapport) == (["1.1", "1.2", "2.1"], [1, 2])


def test_approved_report_that_is_reopened_names_everything(rapport: Afrapportering, sekretariat: Bruger) -> None:
    dato = datetime.date(2021, 11, 19)
    godkend(afrapportering_id=rapport.pk, set_stand=nu(rapport), dato=dato, bruger=sekretariat)
    godkendt = numre(rapport)
    genaabn(afrapportering_id=rapport.pk, set_stand=nu(rapport), bemaerkning="Tag mål 2 med.", bruger=sekretariat)

    assert godkendt == (["1.1"], [1])
    assert numre(rapport) == (["1.1", "1.2", "2.1"], [1, 2])
