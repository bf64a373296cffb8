"""Fetching a report as Excel: who may, what comes, and the links to it."""

from io import BytesIO

import pytest
from django.test import Client
from openpyxl import load_workbook

from kontrakt.models import Bruger
from maal.models import Afrapportering
from maal.typer import Tilstand
from tests.byggere import byg_afrapportering, byg_kontrakt

pytestmark = pytest.mark.django_db

FILNAVN = "nordjylland-2021-foreloebig-2021-10-13.xlsx"


@pytest.fixture
def rapport(db: None) -> Afrapportering:
    """A draft of a report of Nordjylland."""
    return byg_afrapportering(byg_kontrakt())


def adresse(rapport: Afrapportering, slug: str = "nordjylland-2021") -> str:
    """Where the file is."""
    return f"/kontrakter/{slug}/afrapportering/{rapport.pk}/excel/"


def statuskode(client: Client, bruger: Bruger, rapport: Afrapportering) -> int:
    """What a user gets."""
    client.force_login(bruger)
    return client.get(adresse(rapport)).status_code


def test_file_opens_under_a_name_that_says_what_it_is(
    client: Client, direktoer: Bruger, rapport: Afrapportering
) -> None:
    client.force_login(direktoer)

    svar = client.get(adresse(rapport))

    assert svar["Content-Type"] == "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet"
    assert svar["Content-Disposition"] == f'attachment; filename="{FILNAVN}"'
    assert svar["Cache-Control"] == "max-age=0, no-cache, no-store, must-revalidate, private"
    bog = load_workbook(BytesIO(svar.getvalue()))
    assert bog.properties.creator == "direktoer-nordjylland"
    assert bog["Målopfyldelse"].max_row == 3 + 7


def test_own_people_and_the_administrator_get_a_draft(
    client: Client, sekretariat: Bruger, direktoer: Bruger, administrator: Bruger, rapport: Afrapportering
) -> None:
    assert [statuskode(client, person, rapport) for person in (sekretariat, direktoer, administrator)] == [200] * 3


def test_others_do_not_get_a_draft(
    client: Client, fremmed_sekretariat: Bruger, fremmed_direktoer: Bruger, laeser: Bruger, rapport: Afrapportering
) -> None:
    fremmede = (fremmed_sekretariat, fremmed_direktoer, laeser)

    assert [statuskode(client, person, rapport) for person in fremmede] == [404] * 3


def test_reader_gets_what_is_approved(client: Client, laeser: Bruger) -> None:
    rapport = byg_afrapportering(byg_kontrakt(), tilstand=Tilstand.GODKENDT)

    assert statuskode(client, laeser, rapport) == 200


def test_report_is_not_found_under_another_contract(
    client: Client, administrator: Bruger, rapport: Afrapportering
) -> None:
    byg_kontrakt("midtjylland")
    client.force_login(administrator)

    assert client.get(adresse(rapport, "midtjylland-2021")).status_code == 404


def test_who_is_not_logged_in_is_sent_to_log_in(client: Client, rapport: Afrapportering) -> None:
    svar = client.get(adresse(rapport))

    assert (svar.status_code, svar["Location"]) == (302, f"/log-ind/?next={adresse(rapport)}")


def test_file_is_only_read(client: Client, direktoer: Bruger, rapport: Afrapportering) -> None:
    client.force_login(direktoer)

    assert client.post(adresse(rapport)).status_code == 405


@pytest.mark.parametrize("side", ["/kontrakter/nordjylland-2021/", "/kontrakter/nordjylland-2021/afrapportering/{pk}/"])
def test_page_links_to_the_file(client: Client, direktoer: Bruger, rapport: Afrapportering, side: str) -> None:
    client.force_login(direktoer)

    assert f'href="{adresse(rapport)}"' in client.get(side.format(pk=rapport.pk)).content.decode()
