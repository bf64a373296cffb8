"""A form of the administration that is sent twice: by a double click, or again when the first answer was lost."""

import pytest
from django.conf import settings
from django.contrib.messages import get_messages
from django.core.files.uploadedfile import SimpleUploadedFile
from django.test import Client

from kontrakt.models import Rammeaftale
from maal.models import Afrapportering, Maal
from tests.administration import felter, ny_side, ret_side
from tests.byggere import byg_afrapportering, byg_kontrakt

pytestmark = pytest.mark.django_db

# The frameworks name the houses that share a target.
GRUNDDATA = [settings.BASE_DIR / "fixtures/grunddata" / navn for navn in ("parter.yaml", "rammeaftaler.yaml")]


def send_to_gange(client: Client, adresse: str, typet: dict[str, str]) -> list[str]:
    """Send a form twice; gives the second answer's errors."""
    client.post(adresse, typet)
    svar = client.post(adresse, typet)
    return [str(fejl) for fejl in svar.context["errors"]]


def test_framework_added_twice_is_one_framework(admin_klient: Client) -> None:
    fejl = send_to_gange(
        admin_klient, ny_side(Rammeaftale), {"titel": "Rammerne 2021-2023", "fra_aar": "2021", "til_aar": "2023"}
    )

    assert Rammeaftale.objects.count() == 1
    assert len(fejl) == 1


def test_goal_added_twice_is_one_goal(admin_klient: Client) -> None:
    kontrakt = byg_kontrakt(maal=0)

    fejl = send_to_gange(
        admin_klient, ny_side(Maal), {"kontrakt": str(kontrakt.pk), "nummer": "1", "titel": "Kendskab"}
    )

    assert Maal.objects.count() == 1
    assert len(fejl) == 1


def test_report_added_twice_is_one_report(admin_klient: Client) -> None:
    kontrakt = byg_kontrakt(maal=1)
    typet = {"kontrakt": str(kontrakt.pk), "aar": "2021", "slags": "foreloebig", "pr_dato": "13.10.2021"}

    fejl = send_to_gange(admin_klient, ny_side(Afrapportering), typet)

    assert len(fejl) == 1
    assert "Der findes allerede en afrapportering af den slags for året pr. den dato." in fejl[0]
    assert Afrapportering.objects.count() == 1


def test_dates_of_a_report_sent_twice_leave_one_trace(admin_klient: Client) -> None:
    rapport = byg_afrapportering(byg_kontrakt(maal=1))
    sendt = felter(admin_klient.get(ret_side(rapport))) | {"frist": "1.11.2021"}
    foer = Afrapportering.history.count()

    svar = [admin_klient.post(ret_side(rapport), sendt).status_code for _ in range(2)]

    assert svar == [302, 302]
    assert Afrapportering.history.count() == foer + 1


def test_loading_confirmed_twice_loads_once_and_says_so(admin_klient: Client) -> None:
    filer = [SimpleUploadedFile(fil.name, fil.read_bytes()) for fil in GRUNDDATA]
    vist = admin_klient.post("/admin/indlaes/", {"filer": filer})

    svar = [admin_klient.post("/admin/indlaes/bekraeft/", felter(vist)) for _ in range(2)]

    beskeder = [str(besked) for besked in get_messages(svar[1].wsgi_request)]
    assert [et.status_code for et in svar] == [302, 302]
    assert beskeder[-1] == "Filerne er allerede indlæst. Intet er ændret."
    historik = Rammeaftale.history
    assert historik.count() == Rammeaftale.objects.count() == 2
