"""A key that is adopted by many at the same moment is adopted once, and the others are told."""

from concurrent.futures import ThreadPoolExecutor

import pytest
from django.core.exceptions import ValidationError
from django.db import connection

from kommuner.models import Bidrag, Fordelingsnoegle
from kommuner.noegler import vedtag_noegle
from kontrakt.models import Bruger, Haendelse, Haendelsesslags
from tests.noegledata import byg_noeglekontrakt

pytestmark = pytest.mark.django_db(transaction=True)


def test_key_adopted_by_many_at_once_is_the_first_ones_whole(sekretariat: Bruger) -> None:
    kontrakt = byg_noeglekontrakt()
    kommuner = list(kontrakt.erhvervshus.kommuner.order_by("kode"))

    def vedtag(beloeb: int) -> int | str:
        bidrag = dict.fromkeys(kommuner, beloeb)
        try:
            return vedtag_noegle(kontrakt=kontrakt, aar=2023, i_alt=3 * beloeb, bidrag=bidrag, bruger=sekretariat).i_alt
        except ValidationError as fejl:
            return fejl.messages[0]
        finally:
            connection.close()

    with ThreadPoolExecutor(4) as traade:
        svar = list(traade.map(vedtag, (10, 20, 30, 40)))

    [i_alt] = [et_svar for et_svar in svar if isinstance(et_svar, int)]
    assert [et_svar for et_svar in svar if isinstance(et_svar, str)] == [
        "Der findes allerede en fordelingsnøgle for 2023. En administrator kan rette den i administrationen."
    ] * 3
    assert Fordelingsnoegle.objects.get(kontrakt=kontrakt, aar=2023).i_alt == i_alt
    assert list(Bidrag.objects.filter(noegle__aar=2023).values_list("beloeb", flat=True)) == [i_alt // 3] * 3
    assert Haendelse.objects.filter(slags=Haendelsesslags.NOEGLE).count() == 1
