"""Two browsers that send at the same moment, each in a thread with its own connection: one saves, one is asked."""

from collections.abc import Callable
from concurrent.futures import ThreadPoolExecutor
from threading import Barrier
from typing import Any

import pytest
from django.db import connection
from django.test import Client
from django.urls import reverse

from kontrakt.models import Bruger, Kontrakt
from maal.models import Afrapportering, Indsatsstatus, Maalepunkt, Status
from tests.administration import felter, ret_side
from tests.byggere import byg_afrapportering, byg_kontrakt
from tests.maal.siden import gem_url

pytestmark = pytest.mark.django_db(transaction=True)

HTMX = {"HX-Request": "true"}
OMGANGE = 5


@pytest.fixture
def rapport() -> Afrapportering:
    """A report on one målepunkt and a focus area."""
    return byg_afrapportering(byg_kontrakt(maal=1, omraader=1))


def samtidig(afsendelser: list[Callable[[], Any]]) -> list[Any]:
    """Send each in a thread of its own, started together; gives the answers."""
    start = Barrier(len(afsendelser))

    def send(afsendelse: Callable[[], Any]) -> Any:
        start.wait()
        try:
            return afsendelse()
        finally:
            connection.close()

    with ThreadPoolExecutor(len(afsendelser)) as traade:
        return list(traade.map(send, afsendelser))


def klient(bruger: Bruger) -> Client:
    """A browser of its own."""
    client = Client()
    client.force_login(bruger)
    return client


def post(client: Client, adresse: str, typet: dict[str, Any], headers: dict[str, str] | None = None) -> Any:
    """A way to send a form, later."""
    return lambda: client.post(adresse, typet, headers=headers or {})


@pytest.mark.parametrize("slags", ["maalepunkt", "indsatsomraade"])
def test_two_saves_from_the_page_are_one_save_and_one_conflict_each_time(
    rapport: Afrapportering, sekretariat: Bruger, direktoer: Bruger, slags: str
) -> None:
    omraade = rapport.kontrakt.indsatsomraader.get()
    adresse = {
        "maalepunkt": gem_url(rapport, Maalepunkt.objects.get()),
        "indsatsomraade": reverse("maal:gem_indsatsomraade", args=[rapport.kontrakt.slug, rapport.pk, omraade.pk]),
    }[slags]
    klienter = [klient(sekretariat), klient(direktoer)]
    model: type[Status | Indsatsstatus] = Status if slags == "maalepunkt" else Indsatsstatus

    for version in range(OMGANGE):
        svar = samtidig(
            [
                post(en, adresse, {"version": version, "tekst": f"Tekst {version} fra {nr}"}, HTMX)
                for nr, en in enumerate(klienter)
            ]
        )
        konflikter = ["data-konflikt" in et.content.decode() for et in svar]
        assert sorted(konflikter) == [False, True]
        gemt = model._default_manager.get()
        assert (gemt.version, gemt.tekst) == (version + 1, f"Tekst {version} fra {konflikter.index(False)}")


def test_double_click_saves_once_whichever_arrives_first(rapport: Afrapportering, sekretariat: Bruger) -> None:
    adresse = gem_url(rapport, Maalepunkt.objects.get())
    klienter = [klient(sekretariat), klient(sekretariat)]

    svar = samtidig([post(en, adresse, {"version": 0, "tekst": "Samme"}, HTMX) for en in klienter])

    assert ["data-konflikt" in et.content.decode() for et in svar] == [False, False]
    assert Status.objects.get().version == 1


def test_two_saves_in_the_administration_are_one_save_and_one_question(administrator: Bruger) -> None:
    kontrakt = byg_kontrakt(maal=0)
    klienter = [klient(administrator), klient(administrator)]

    for omgang in range(OMGANGE):
        aabne = [felter(en.get(ret_side(kontrakt))) for en in klienter]
        svar = samtidig(
            [
                post(en, ret_side(kontrakt), aaben | {"kilde": f"Kilde {omgang} fra {nr}"})
                for nr, (en, aaben) in enumerate(zip(klienter, aabne, strict=True))
            ]
        )
        koder = [et.status_code for et in svar]
        assert sorted(koder) == [200, 302]
        assert Kontrakt.objects.get().kilde == f"Kilde {omgang} fra {koder.index(302)}"
