"""What the goals' floor adds to a contract's page."""

import pytest
from django.test import Client
from django.urls import reverse

from kontrakt.models import Kontrakt, Kontrakttilstand
from maal.models import Indsatsstatus
from maal.typer import Oprindelse
from tests.administration import liste, ret, ret_side
from tests.byggere import byg_afrapportering, byg_kontrakt, byg_maal

pytestmark = pytest.mark.django_db


def test_contract_links_to_goals_keys_and_reports(admin_klient: Client) -> None:
    kontrakt = byg_kontrakt(maal=2)
    byg_afrapportering(kontrakt)

    siden = admin_klient.get(ret_side(kontrakt)).content.decode()
    listen = admin_klient.get(liste(Kontrakt)).content.decode()

    filter_ = f"?kontrakt__id__exact={kontrakt.pk}"
    assert f'<a href="{reverse("admin:maal_maal_changelist")}{filter_}">2 mål</a>' in siden
    assert f'<a href="{reverse("admin:kommuner_fordelingsnoegle_changelist")}{filter_}">0 fordelingsnøgler</a>' in siden
    assert f'<a href="{reverse("admin:maal_afrapportering_changelist")}{filter_}">1 afrapportering</a>' in siden
    assert f'<a href="{reverse("admin:maal_maal_changelist")}{filter_}">2</a>' in listen


def test_links_lead_to_the_contracts_own_goals(admin_klient: Client) -> None:
    kontrakt = byg_kontrakt(maal=2)
    byg_kontrakt("midtjylland", maal=1)

    svar = admin_klient.get(reverse("admin:maal_maal_changelist"), {"kontrakt__id__exact": kontrakt.pk})

    assert list(svar.context["cl"].result_list) == list(kontrakt.maal.all())


def test_open_reports_get_an_empty_status_for_a_new_focus_area(admin_klient: Client) -> None:
    kontrakt = byg_kontrakt(maal=1, omraader=1)
    rapport = byg_afrapportering(kontrakt)
    nyt = {"indsatsomraader-1-nummer": "2", "indsatsomraader-1-titel": "Nyt område"}

    svar = ret(admin_klient, ret_side(kontrakt), {"indsatsomraader-TOTAL_FORMS": "2", **nyt})

    statusser = Indsatsstatus.objects.filter(afrapportering=rapport).order_by("indsatsomraade__nummer")
    assert svar.status_code == 302
    assert list(statusser.values_list("indsatsomraade__titel", "oprindelse")) == [
        ("Indsatsområde nr. 1", Oprindelse.TOM),
        ("Nyt område", Oprindelse.TOM),
    ]


def test_contract_with_reports_cannot_become_a_draft_again(admin_klient: Client) -> None:
    kontrakt = byg_kontrakt(maal=1)
    byg_afrapportering(kontrakt)

    svar = ret(admin_klient, ret_side(kontrakt), {"tilstand": "udkast"})

    fejl = svar.context["adminform"].form.errors
    assert fejl == {"tilstand": ["Kontrakten har afrapporteringer og kan ikke blive et udkast igen."]}
    assert Kontrakt.objects.get().tilstand == Kontrakttilstand.VEDTAGET


def test_predecessor_whose_goals_are_continued_stays(admin_klient: Client) -> None:
    forrige = byg_kontrakt(fra_aar=2021, maal=1)
    kontrakt = byg_kontrakt(fra_aar=2022, maal=0, forgaenger=forrige)
    byg_maal(kontrakt, forgaenger=forrige.maal.get())

    svar = ret(admin_klient, ret_side(kontrakt), {"forgaenger": ""})

    kontrakt.refresh_from_db()
    assert svar.context["adminform"].form.errors == {
        "forgaenger": ["Kontraktens mål fortsætter mål i den forrige kontrakt. Fjern først det."]
    }
    assert kontrakt.forgaenger == forrige
