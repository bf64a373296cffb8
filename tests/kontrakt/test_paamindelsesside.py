"""`Påmindelser og kalender`: what each role is offered, and that each switch changes one's own and nothing else."""

import pytest
from django.test import Client
from django.urls import reverse

from kontrakt.models import Bruger, Rolle
from kontrakt.paamindelser import kalendernoegle, lav_kalenderadresse
from tests.administration import ret, ret_side
from tests.byggere import byg_bruger

pytestmark = pytest.mark.django_db

SIDE = reverse("paamindelser")


@pytest.fixture
def grete(client: Client) -> Bruger:
    """A director who is logged in."""
    bruger = byg_bruger(Rolle.DIREKTOER, email="grete@eksempel.dk")
    client.force_login(bruger)
    return bruger


def tryk(client: Client, navn: str) -> str:
    """Press a button, and read the page that it leads to."""
    return client.post(reverse(navn), follow=True).content.decode()


def test_account_leads_to_the_page(client: Client, grete: Bruger) -> None:
    assert f'href="{SIDE}"' in client.get("/konto/").content.decode()


def test_reminders_are_switched_off_and_on(client: Client, grete: Bruger) -> None:
    assert "De sendes til grete@eksempel.dk." in client.get(SIDE).content.decode()

    efter = tryk(client, "paamindelser_fra")
    grete.refresh_from_db()
    assert "Påmindelser er slået fra. Du får ikke flere." in efter
    assert (grete.paamindelser, grete.kalender) == (False, None)

    efter = tryk(client, "paamindelser_til")
    grete.refresh_from_db()
    assert "Påmindelser er slået til." in efter
    assert grete.paamindelser


def test_who_has_no_email_address_is_told_so(client: Client, direktoer: Bruger) -> None:
    client.force_login(direktoer)

    assert "du har ingen e-mailadresse her" in client.get(SIDE).content.decode()


@pytest.mark.parametrize("person", ["laeser", "administrator"])
def test_who_has_no_deadlines_is_offered_the_calendar_alone(
    person: str, client: Client, request: pytest.FixtureRequest
) -> None:
    client.force_login(request.getfixturevalue(person))

    side = client.get(SIDE).content.decode()

    assert "Påmindelser sendes kun til KKR-sekretariater og erhvervshusenes direktører" in side
    assert reverse("paamindelser_fra") not in side
    assert "Åbn kalenderen" in side


def test_calendar_is_opened_renewed_and_closed(client: Client, grete: Bruger) -> None:
    adresser = []
    for _ in range(2):
        side = tryk(client, "kalender_ny")
        grete.refresh_from_db()
        adresser.append(f"http://testserver/kalender/{kalendernoegle(grete)}/")
        assert f">{adresser[-1]}</textarea>" in side
        assert client.get(adresser[-1]).status_code == 200
    assert adresser[0] != adresser[1]

    side = tryk(client, "kalender_luk")

    grete.refresh_from_db()
    assert grete.kalender is None
    assert "Din kalender er lukket, og dens adresse virker ikke mere." in side
    assert "/kalender/" not in side.replace(reverse("kalender_ny"), "")


def test_change_is_of_ones_own_alone(client: Client, grete: Bruger, sekretariat: Bruger) -> None:
    for navn in ("paamindelser_fra", "kalender_ny"):
        tryk(client, navn)

    sekretariat.refresh_from_db()
    assert (sekretariat.paamindelser, sekretariat.kalender) == (True, None)


@pytest.mark.parametrize("navn", ["paamindelser_til", "paamindelser_fra", "kalender_ny", "kalender_luk"])
def test_link_or_reload_changes_nothing_and_shows_the_page(navn: str, client: Client, grete: Bruger) -> None:
    svar = client.get(reverse(navn))

    assert (svar.status_code, svar.headers["Location"]) == (302, SIDE)
    grete.refresh_from_db()
    assert (grete.paamindelser, grete.kalender) == (True, None)


def test_form_from_elsewhere_is_refused(grete: Bruger) -> None:
    fremmed = Client(enforce_csrf_checks=True)
    fremmed.force_login(grete)

    assert fremmed.post(reverse("kalender_ny")).status_code == 403


def test_administrator_sees_and_switches_a_users_reminders_and_never_the_calendars_address(
    admin_klient: Client, direktoer: Bruger
) -> None:
    lav_kalenderadresse(bruger_id=direktoer.pk)
    direktoer.refresh_from_db()
    side = ret_side(direktoer)

    vist = admin_klient.get(side).content.decode()
    historik = admin_klient.get(side.replace("change", "history")).content.decode()

    assert "Påmindelser om frister" in vist
    assert "Brugeren får en mail, når en frist nærmer sig eller er passeret." in vist
    assert kalendernoegle(direktoer) not in vist + historik
    assert "kalenderadressens nummer" not in vist

    ret(admin_klient, side, {"paamindelser": ""})

    direktoer.refresh_from_db()
    assert not direktoer.paamindelser
    assert kalendernoegle(direktoer)
