"""The command started twice at once, as by two hosts' timers: everybody gets one e-mail all the same."""

from concurrent.futures import ThreadPoolExecutor
from datetime import date

import pytest
from django.core import mail
from django.db import connection

from kontrakt.models import Rolle
from maal.models import Paamindelse
from maal.paamindelser import send_breve
from tests.byggere import byg_bruger, byg_kontrakt


@pytest.mark.django_db(transaction=True)
def test_runs_at_the_same_moment_remind_each_person_once() -> None:
    byg_kontrakt(maal=1)
    for nr in range(3):
        byg_bruger(Rolle.SEKRETARIAT, username=f"s{nr}", email=f"s{nr}@eksempel.dk")

    def koer(_: int) -> int:
        try:
            return send_breve(date(2022, 6, 28), lambda brev, fejl: None)
        finally:
            connection.close()

    with ThreadPoolExecutor(3) as traade:
        fejl = list(traade.map(koer, range(3)))

    assert fejl == [0, 0, 0]
    assert sorted(til for brev in mail.outbox for til in brev.to) == [f"s{nr}@eksempel.dk" for nr in range(3)]
    assert Paamindelse.objects.count() == 3
