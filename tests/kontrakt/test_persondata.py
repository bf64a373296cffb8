"""A person is taken out of the system: no table holds name or address any longer, and the history can be read."""

from datetime import date
from io import StringIO
from typing import Any

import pytest
from allauth.account.models import EmailAddress
from allauth.mfa.models import Authenticator
from allauth.socialaccount.models import SocialAccount
from django.contrib.sessions.models import Session
from django.core.exceptions import PermissionDenied, ValidationError
from django.core.management import CommandError, call_command
from django.db import connection
from django.test import Client
from django.utils import timezone

from kontrakt.models import Bruger, Haendelse, Haendelsesslags, Kontrakt, Rolle
from kontrakt.paamindelser import kalendernoegle, lav_kalenderadresse
from kontrakt.persondata import slet_person
from maal.models import Maalepunkt, Paamindelse, Status
from maal.typer import Anledning, Slags
from tests.administration import liste, ret, ret_side
from tests.byggere import byg_afrapportering, byg_bruger, byg_kontrakt, udfyld

pytestmark = pytest.mark.django_db

PERSON = {"username": "quist", "first_name": "Thorvald", "last_name": "Quist", "email": "thorvald@quist.example"}
SPOR = ("quist", "thorvald")


@pytest.fixture
def quist() -> Bruger:
    """Somebody who has been here: written a status, changed the name once, mistyped the password, is logged in twice.

    With a second step, an address, and a log-in by an organisation's provider, which tells more than it is asked.
    """
    bruger = byg_bruger(Rolle.SEKRETARIAT, **{**PERSON, "last_name": "Quistgaard"})
    bruger.last_name = "Quist"
    bruger.save()
    udfyld(byg_afrapportering(byg_kontrakt(maal=1)), Maalepunkt.objects.get(), 79, bruger=bruger, tekst="Som aftalt.")
    Client().post("/log-ind/", {"login": "quist", "password": "forkert-kode-1"})
    for _ in range(2):
        Client().force_login(bruger)
    EmailAddress.objects.update_or_create(user=bruger, email=PERSON["email"], defaults={"verified": True})
    Authenticator.objects.create(user=bruger, type=Authenticator.Type.TOTP, data={"secret": "hemmelig", "af": "quist"})
    SocialAccount.objects.create(user=bruger, provider="eksempel", uid="quist", extra_data={"name": "Thorvald Quist"})
    return bruger


def tabeller_med(*spor: str) -> dict[str, list[str]]:
    """Every value in the whole database that holds one of the words, by table, in any case of letters."""
    fundet: dict[str, list[str]] = {}
    with connection.cursor() as markoer:
        for tabel in connection.introspection.table_names(markoer):
            markoer.execute(f'SELECT * FROM "{tabel}"')  # noqa: S608 - a table's own name
            vaerdier = [str(vaerdi) for raekke in markoer.fetchall() for vaerdi in raekke]
            if fund := [vaerdi for vaerdi in vaerdier if any(ord_ in vaerdi.lower() for ord_ in spor)]:
                fundet[tabel] = fund
    return fundet


def test_no_table_holds_name_or_address_afterwards(quist: Bruger, admin_klient: Client, administrator: Bruger) -> None:
    ret(admin_klient, ret_side(quist), {"email": "ny@quist.example"})  # the administration notes whom it changed
    assert set(tabeller_med(*SPOR)) == {
        "account_emailaddress",
        "django_admin_log",
        "kontrakt_bruger",
        "kontrakt_historicalbruger",
        "mfa_authenticator",
        "socialaccount_socialaccount",
    }

    slet_person(bruger_id=quist.pk, af=administrator)

    assert tabeller_med(*SPOR) == {}


def test_what_was_written_stays_under_a_number(quist: Bruger, administrator: Bruger, client: Client) -> None:
    slet_person(bruger_id=quist.pk, af=administrator)

    status = Status.objects.get()
    assert (status.tekst, status.opdateret_af) == ("Som aftalt.", quist)
    client.force_login(administrator)
    rapport = status.afrapportering
    side = client.get(f"/kontrakter/{rapport.kontrakt.slug}/afrapportering/{rapport.pk}/").content.decode()
    assert f"Slettet bruger {quist.pk}" in side


def test_name_in_a_statuss_own_text_stays(quist: Bruger, administrator: Bruger) -> None:
    status = Status.objects.get()
    udfyld(status.afrapportering, status.maalepunkt, 80, bruger=administrator, tekst="Ring til Thorvald Quist.")

    slet_person(bruger_id=quist.pk, af=administrator)

    assert {vaerdi for fund in tabeller_med(*SPOR).values() for vaerdi in fund} == {"Ring til Thorvald Quist."}


def test_person_is_out_everywhere_and_cannot_come_in_again(
    quist: Bruger, administrator: Bruger, client: Client
) -> None:
    client.force_login(quist)
    noegle = client.session.session_key
    assert Session.objects.filter(pk=noegle).exists()

    slettet = slet_person(bruger_id=quist.pk, af=administrator)

    assert client.get("/").status_code == 302
    assert not Session.objects.filter(pk=noegle).exists()
    assert (slettet.is_active, slettet.has_usable_password(), slettet.last_login) == (False, False, None)


def test_reminders_end_and_the_calendar_is_closed(quist: Bruger, administrator: Bruger) -> None:
    lav_kalenderadresse(bruger_id=quist.pk)
    quist.refresh_from_db()
    kalender = f"/kalender/{kalendernoegle(quist)}/"
    mindet = {"aar": 2021, "slags": Slags.ENDELIG, "frist": date(2022, 6, 30), "anledning": Anledning.UGE}
    Paamindelse.objects.create(bruger=quist, kontrakt=Kontrakt.objects.get(), sendt=timezone.now(), **mindet)
    assert Client().get(kalender).status_code == 200

    slettet = slet_person(bruger_id=quist.pk, af=administrator)

    assert (slettet.paamindelser, slettet.kalender, Paamindelse.objects.count()) == (False, None, 0)
    assert Client().get(kalender).status_code == 404


def test_event_says_who_did_it_to_which_number(quist: Bruger, administrator: Bruger) -> None:
    slet_person(bruger_id=quist.pk, af=administrator)

    haendelse = Haendelse.objects.get(slags=Haendelsesslags.PERSONDATA)
    assert (haendelse.bruger, haendelse.genstand) == (administrator, f"Bruger {quist.pk}")


def test_only_an_administrator_may(quist: Bruger, sekretariat: Bruger) -> None:
    with pytest.raises(PermissionDenied):
        slet_person(bruger_id=quist.pk, af=sekretariat)

    quist.refresh_from_db()
    assert quist.username == "quist"


def beskeder(fejl: Any) -> list[str]:
    return list(fejl.value.messages)


def test_nobody_is_erased_twice(quist: Bruger, administrator: Bruger) -> None:
    slet_person(bruger_id=quist.pk, af=administrator)

    with pytest.raises(ValidationError) as fejl:
        slet_person(bruger_id=quist.pk, af=administrator)

    assert beskeder(fejl) == [f"Slettet bruger {quist.pk} er slettet allerede."]


def test_administrator_does_not_erase_himself(administrator: Bruger) -> None:
    with pytest.raises(ValidationError) as fejl:
        slet_person(bruger_id=administrator.pk, af=administrator)

    assert beskeder(fejl) == ["Du kan ikke slette dine egne data. Bed en anden administrator om det."]


def test_last_administrator_is_not_erased_by_the_command(administrator: Bruger) -> None:
    byg_bruger(Rolle.ADMINISTRATOR, username="tidligere", is_active=False)

    with pytest.raises(CommandError) as fejl:
        call_command("slet_person", "administrator", "--ja")

    assert str(fejl.value) == "Brugeren er den eneste aktive administrator. Opret en anden først."


def test_command_erases(quist: Bruger) -> None:
    ud = StringIO()

    call_command("slet_person", "quist", "--ja", stdout=ud)

    assert ud.getvalue() == f"Personen er slettet og hedder nu »Slettet bruger {quist.pk}«.\n"
    assert tabeller_med(*SPOR) == {}


def test_command_asks_first(quist: Bruger, monkeypatch: pytest.MonkeyPatch) -> None:
    spurgt: list[str] = []

    def svar(tekst: str) -> str:
        spurgt.append(tekst)
        return "nej"

    monkeypatch.setattr("builtins.input", svar)

    with pytest.raises(CommandError, match=r"^Intet er slettet\.$"):
        call_command("slet_person", "quist")

    assert spurgt == ["Slet persondata for Thorvald Quist? Det kan ikke fortrydes. Skriv ja: "]
    quist.refresh_from_db()
    assert quist.is_active


def test_command_names_a_user_that_is_not_there() -> None:
    with pytest.raises(CommandError) as fejl:
        call_command("slet_person", "ingen", "--ja")

    assert str(fejl.value) == "Der er ingen bruger med brugernavnet »ingen«."


def test_administration_asks_and_then_erases(quist: Bruger, admin_klient: Client) -> None:
    valg = {"action": "slet_persondata", "_selected_action": [quist.pk]}

    spoergsmaal = admin_klient.post(liste(Bruger), valg).content.decode()

    assert "<li>Thorvald Quist (quist), KKR Nordjylland</li>" in spoergsmaal
    quist.refresh_from_db()
    assert quist.is_active

    svar = admin_klient.post(liste(Bruger), valg | {"post": "ja"}, follow=True).content.decode()

    assert f"Persondata er slettet. Brugeren hedder nu »Slettet bruger {quist.pk}«." in svar
    assert tabeller_med(*SPOR) == {}


def test_administration_says_whom_it_could_not_erase(admin_klient: Client, administrator: Bruger) -> None:
    valg = {"action": "slet_persondata", "_selected_action": [administrator.pk], "post": "ja"}

    svar = admin_klient.post(liste(Bruger), valg, follow=True).content.decode()

    assert "Administrator: Du kan ikke slette dine egne data. Bed en anden administrator om det." in svar
