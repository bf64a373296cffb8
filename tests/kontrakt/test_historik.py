"""Many objects made at once: each gets the row of history that saving it alone would have given it."""

import pytest
from django.utils import timezone

from kontrakt.historik import opret_med_historik, paa_vegne_af
from kontrakt.models import Bruger, Kkr
from tests.byggere import byg_kkr

pytestmark = pytest.mark.django_db


def test_many_objects_have_the_history_that_each_would_have_had(administrator: Bruger) -> None:
    foer = timezone.now()
    with paa_vegne_af(administrator, "Indlæst fra en fil"):
        alene = byg_kkr("sjaelland")
        sammen = [Kkr(noegle=f"kkr-{nr}", navn=f"KKR {nr}") for nr in (1, 2)]
        opret_med_historik(sammen, bruger=administrator)

    felter = ("history_type", "history_user", "history_change_reason")
    den_ene = Kkr.history.filter(id=alene.pk).values_list(*felter).get()
    assert den_ene == ("+", administrator.pk, "Indlæst fra en fil")
    for kkr in sammen:
        raekke = Kkr.history.get(id=kkr.pk)
        assert (raekke.history_type, raekke.history_user_id, raekke.history_change_reason) == den_ene
        assert raekke.instance == kkr
        assert (raekke.noegle, raekke.navn, raekke.sortering) == (kkr.noegle, kkr.navn, kkr.sortering)
        assert foer <= raekke.history_date <= timezone.now()


def test_no_objects_ask_the_database_for_nothing(administrator: Bruger) -> None:
    opret_med_historik([], bruger=administrator)

    assert Kkr.history.count() == 0
