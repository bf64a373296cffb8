"""The pages ask the database as often on a large site as on a small one: users, contracts and history all grown."""

from dataclasses import dataclass
from datetime import date
from typing import Any

import pytest
from django.db import connection
from django.test import Client
from django.utils import timezone
from pytest_django import DjangoAssertNumQueries

from kontrakt.models import Bruger, National, Rolle
from maal.models import Afrapportering, Maalepunkt, Status
from tests.byggere import byg_afrapportering, byg_kontrakt, byg_rammeaftale, udfyld

pytestmark = pytest.mark.django_db

MAAL, OMRAADER = 7, 2


@dataclass(frozen=True)
class Omfang:
    """How much there is: users, contracts with a report each, versions of every status."""

    brugere: int
    kontrakter: int
    udgaver: int


LILLE, STORT = Omfang(2, 2, 1), Omfang(200, 60, 20)


def byg(omfang: Omfang) -> Afrapportering:
    """Build a site of that size, every status written by another user; gives the report on the last contract."""
    brugere = Bruger.objects.bulk_create(
        Bruger(username=f"laeser-{nr}", first_name="Læser", last_name=str(nr), rolle=Rolle.LAESER, national=National.KL)
        for nr in range(omfang.brugere)
    )
    rammeaftale = byg_rammeaftale(1950, 2020)
    for nr in range(omfang.kontrakter):
        kontrakt = byg_kontrakt(fra_aar=1950 + nr, maal=MAAL, omraader=OMRAADER, rammeaftale=rammeaftale)
        rapport = byg_afrapportering(kontrakt, pr_dato=date(1950 + nr, 10, 13))
        for punkt in Maalepunkt.objects.filter(maal__kontrakt=kontrakt):
            udfyld(rapport, punkt, 79, tekst="Der er vejledt flere virksomheder end året før.")
    _skriv_historik(omfang, brugere)
    with connection.cursor() as cursor:
        cursor.execute("ANALYZE")  # else PostgreSQL plans as if the tables were empty, which they were a moment ago
    return rapport


def _skriv_historik(omfang: Omfang, brugere: list[Bruger]) -> None:
    """Give every status its versions, each by another user."""
    statusser = list(Status.objects.order_by())
    for nr, status in enumerate(statusser):
        status.opdateret_af, status.version = brugere[nr % len(brugere)], omfang.udgaver
    Status.objects.bulk_update(statusser, ["opdateret_af", "version"], batch_size=200)
    model: Any = Status.history.model
    felter = [felt.attname for felt in model.tracked_fields if felt.attname != "version"]
    model.objects.bulk_create(
        [
            model(
                **{felt: getattr(status, felt) for felt in felter},
                version=version,
                resultater={"": "79.0000"},
                history_date=timezone.now(),
                history_user=brugere[(nr + version) % len(brugere)],
                history_type="~",
            )
            for nr, status in enumerate(statusser)
            for version in range(2, omfang.udgaver + 1)  # the first is there: it was saved
        ],
        batch_size=1_000,
    )


@pytest.mark.parametrize("rolle", ["administrator", "sekretariat"])
@pytest.mark.parametrize("omfang", [LILLE, STORT], ids=["lille", "stort"])
def test_pages_ask_as_often_with_200_users_60_contracts_and_20_versions_of_every_status(
    omfang: Omfang, rolle: str, request: pytest.FixtureRequest, django_assert_num_queries: DjangoAssertNumQueries
) -> None:
    client = Client()
    client.force_login(request.getfixturevalue(rolle))
    rapport = byg(omfang)
    kontrakt = f"/kontrakter/{rapport.kontrakt.slug}/"
    punkt = Maalepunkt.objects.filter(maal__kontrakt=rapport.kontrakt)[0]
    assert Status.history.count() == omfang.kontrakter * MAAL * omfang.udgaver

    for adresse, antal in (
        ("/", 10),
        (kontrakt, 13),
        (f"{kontrakt}afrapportering/{rapport.pk}/", 11),
        (f"{kontrakt}afrapportering/{rapport.pk}/maalepunkt/{punkt.pk}/historik/", 7),
        (f"{kontrakt}afrapportering/{rapport.pk}/excel/", 12),
    ):
        with django_assert_num_queries(antal, info=adresse):
            assert client.get(adresse).status_code == 200
