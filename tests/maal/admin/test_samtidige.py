"""Administrators who save the same number at the same instant: one of them gets it, the others are told in the form."""

from concurrent.futures import ThreadPoolExecutor
from threading import Barrier

import pytest
from django.db import connection
from django.test import Client

from kontrakt.models import Kontrakt, Rolle
from maal.models import Maal
from tests.administration import ny_side
from tests.byggere import byg_bruger, byg_kontrakt

ANTAL = 6


def gem(kontrakt: Kontrakt, client: Client, start: Barrier) -> tuple[int, bool]:
    """Send a new goal when all are ready; the status, and whether the form says that the number is taken."""
    try:
        start.wait()
        svar = client.post(
            ny_side(Maal), {"kontrakt": kontrakt.pk, "nummer": "1", "titel": "Kendskab", "beskrivelse": ""}
        )
        return svar.status_code, "Kontrakten har allerede et mål med det nummer." in svar.content.decode()
    finally:
        connection.close()


@pytest.mark.django_db(transaction=True)
def test_number_that_many_save_at_once_is_saved_once() -> None:
    kontrakt, administrator = byg_kontrakt(maal=0), byg_bruger(Rolle.ADMINISTRATOR)
    klienter = [Client() for _ in range(ANTAL)]
    for client in klienter:
        client.force_login(administrator)
        client.get(ny_side(Maal))
    start = Barrier(ANTAL)

    with ThreadPoolExecutor(ANTAL) as traade:
        svar = list(traade.map(lambda client: gem(kontrakt, client, start), klienter))

    assert sorted(svar) == [(200, True)] * (ANTAL - 1) + [(302, False)]
    assert Maal.objects.count() == 1
