"""Two people start the same report at the same moment: one of them gets it, the other is told that it exists."""

from concurrent.futures import ThreadPoolExecutor
from datetime import date

import pytest
from django.core.exceptions import ValidationError
from django.db import connection

from kontrakt.models import Kontrakt
from maal.forloeb import start_afrapportering
from maal.models import Afrapportering
from maal.typer import Slags
from tests.byggere import byg_kontrakt


@pytest.mark.django_db(transaction=True)
def test_report_started_by_many_at_once_is_started_once() -> None:
    kontrakt = byg_kontrakt(maal=2)

    def start(_: int) -> list[str]:
        try:
            start_afrapportering(
                kontrakt=Kontrakt.objects.get(pk=kontrakt.pk),
                aar=2021,
                slags=Slags.FORELOEBIG,
                pr_dato=date(2021, 10, 13),
                bruger=None,
            )
        except ValidationError as fejl:
            return fejl.messages
        else:
            return []
        finally:
            connection.close()

    with ThreadPoolExecutor(4) as traade:
        svar = list(traade.map(start, range(4)))

    findes = ["Der findes allerede en afrapportering af den slags for året pr. den dato."]
    assert sorted(svar) == [[], findes, findes, findes]
    assert Afrapportering.objects.get().statusser.count() == 2
