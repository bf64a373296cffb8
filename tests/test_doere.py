"""Every door, tried by everybody: each address of the project with each method, against the answer it must give.

An address that is not in the table fails the test, so a new page cannot be forgotten. The administration's own
addresses are tried in `tests/kontrakt/test_admin.py` and its neighbours.
"""

from collections.abc import Iterator
from dataclasses import dataclass
from urllib.parse import unquote

import pytest
from django.test import Client
from django.urls import URLPattern, URLResolver, get_resolver, reverse

from kontrakt.models import Bruger, Kontrakt, Rolle
from maal.models import Afrapportering, Maalepunkt, Status
from maal.typer import Oprindelse
from tests.byggere import byg_afrapportering, byg_bruger, byg_kontrakt

pytestmark = pytest.mark.django_db

ANONYM, SEKRETARIAT, DIREKTOER, LAESER, ADMINISTRATOR = "anonym", "sekretariat", "direktoer", "laeser", "administrator"
FREMMED_SEKRETARIAT, FREMMED_DIREKTOER = "fremmed_sekretariat", "fremmed_direktoer"
ALLE = (ANONYM, SEKRETARIAT, DIREKTOER, LAESER, ADMINISTRATOR, FREMMED_SEKRETARIAT, FREMMED_DIREKTOER)
SKRIVERE = (SEKRETARIAT, DIREKTOER, ADMINISTRATOR)

OK, VIDERE, FORBUDT, FINDES_IKKE, FORKERT_METODE = 200, 302, 403, 404, 405
Svar = dict[str, int]


def svar(ellers: int, **undtagelser: int) -> Svar:
    """The answer to each person: `ellers`, and for those named another. Who is not logged in is sent to log in."""
    return {ANONYM: VIDERE} | {person: undtagelser.get(person, ellers) for person in ALLE if person != ANONYM}


FOR_SKRIVERE = dict.fromkeys(SKRIVERE, OK)
TIL_SIDEN = dict.fromkeys(SKRIVERE, VIDERE)
FOR_ALLE = dict.fromkeys(ALLE, OK)
INTET = dict.fromkeys(ALLE, FORKERT_METODE)
PAA_VEJ_IND_OG_UD = {"account_logout", "mfa_authenticate", "mfa_login_webauthn"}
UDEN_UDBYDER = dict.fromkeys(ALLE, FINDES_IKKE)
INTET_FOR_INDLOGGEDE = svar(FORKERT_METODE)

# name of the address → what GET answers, what POST (of an empty form) answers
DOERE: dict[str, tuple[Svar, Svar]] = {
    "sundhed": (FOR_ALLE, INTET),
    "account_login": (svar(VIDERE) | {ANONYM: OK}, svar(VIDERE) | {ANONYM: OK}),
    "account_logout": (dict.fromkeys(ALLE, VIDERE), dict.fromkeys(ALLE, VIDERE)),
    "logget_ud": (FOR_ALLE, INTET),
    # The second step of a log-in, and the two other ways in: nothing to do here for who comes out of the blue.
    "mfa_authenticate": (svar(VIDERE), svar(VIDERE)),
    "mfa_login_webauthn": (svar(VIDERE), svar(VIDERE)),
    "openid_connect_login": (UDEN_UDBYDER, UDEN_UDBYDER),
    "openid_connect_callback": (UDEN_UDBYDER, UDEN_UDBYDER),
    # These users have no password: who has none is led to get one by e-mail.
    "account_change_password": (svar(VIDERE), svar(VIDERE)),
    "account_set_password": (svar(VIDERE), svar(VIDERE)),
    "account_reset_password": (FOR_ALLE, FOR_ALLE),
    "account_reset_password_done": (FOR_ALLE, INTET),
    "account_reset_password_from_key": (FOR_ALLE, FOR_ALLE),  # with a link that does not work
    "account_reset_password_from_key_done": (FOR_ALLE, INTET),
    "mfa_index": (svar(OK), INTET_FOR_INDLOGGEDE),
    # Nobody can confirm who has neither password nor second step.
    "account_reauthenticate": (svar(FORBUDT), svar(FORBUDT)),
    "mfa_reauthenticate": (svar(FORBUDT), svar(FORBUDT)),
    "mfa_reauthenticate_webauthn": (svar(FORBUDT), svar(FORBUDT)),
    "mfa_activate_totp": (svar(OK), svar(OK)),
    "mfa_deactivate_totp": (svar(FINDES_IKKE), svar(FINDES_IKKE)),
    "mfa_view_recovery_codes": (svar(FINDES_IKKE), INTET_FOR_INDLOGGEDE),
    "mfa_generate_recovery_codes": (svar(OK), svar(OK)),
    "mfa_download_recovery_codes": (svar(FINDES_IKKE), svar(FINDES_IKKE)),
    "mfa_list_webauthn": (svar(VIDERE), svar(VIDERE)),
    "mfa_add_webauthn": (svar(OK), svar(OK)),
    # The key of somebody else.
    "mfa_edit_webauthn": (svar(FINDES_IKKE), svar(FINDES_IKKE)),
    "mfa_remove_webauthn": (svar(FINDES_IKKE), svar(FINDES_IKKE)),
    "rapporter:oversigt": (svar(OK), INTET_FOR_INDLOGGEDE),
    # A reader sees every agreed contract, and no draft of a report.
    "rapporter:kontrakt": (svar(FINDES_IKKE, **FOR_SKRIVERE, laeser=OK), INTET_FOR_INDLOGGEDE),
    "rapporter:aarsrapport": (svar(FINDES_IKKE, **FOR_SKRIVERE), INTET_FOR_INDLOGGEDE),
    "maal:afrapportering": (svar(FINDES_IKKE, **FOR_SKRIVERE), INTET_FOR_INDLOGGEDE),
    "maal:ny_afrapportering": (
        svar(FINDES_IKKE, **FOR_SKRIVERE, laeser=FORBUDT),
        svar(FINDES_IKKE, **FOR_SKRIVERE, laeser=FORBUDT),
    ),
    # Who comes to a save by a link or a reload, as after a new log-in, is led to the report. Who is logged out and
    # saves without JavaScript gets a page with what they wrote.
    "maal:gem_maalepunkt": (svar(FINDES_IKKE, **TIL_SIDEN), svar(FINDES_IKKE, **FOR_SKRIVERE) | {ANONYM: FORBUDT}),
    # Who may not enter the administration is sent to its log-in, which refuses.
    "maal:indlaes": (svar(VIDERE, administrator=OK), svar(VIDERE, administrator=OK)),
    "maal:bekraeft_indlaes": (svar(VIDERE), svar(VIDERE)),
    "maal:gem_indsatsomraade": (
        svar(FINDES_IKKE, **TIL_SIDEN),
        svar(FINDES_IKKE, **FOR_SKRIVERE) | {ANONYM: FORBUDT},
    ),
    # The history of what is approved shows drafts: never to a reader.
    "maal:maalepunkt_historik": (svar(FINDES_IKKE, **FOR_SKRIVERE), INTET_FOR_INDLOGGEDE),
    "maal:indsatsomraade_historik": (svar(FINDES_IKKE, **FOR_SKRIVERE), INTET_FOR_INDLOGGEDE),
    # A version that is not there: nothing is written yet.
    "maal:gendan_maalepunkt": (svar(FINDES_IKKE), svar(FINDES_IKKE)),
    "maal:gendan_indsatsomraade": (svar(FINDES_IKKE), svar(FINDES_IKKE)),
}


def adresser(moenstre: list[URLPattern | URLResolver], rum: str = "") -> Iterator[str]:
    """The names of all addresses outside the administration."""
    for moenster in moenstre:
        if isinstance(moenster, URLPattern):
            yield f"{rum}{moenster.name}"
        elif moenster.app_name != "admin":
            yield from adresser(moenster.url_patterns, f"{moenster.app_name}:" if moenster.app_name else rum)


@dataclass
class Hus:
    """A contract with a report in draft, and the arguments that lead to each address in it."""

    kontrakt: Kontrakt
    rapport: Afrapportering

    def vej(self, navn: str) -> str:
        """The address of a name, with the contract's own arguments."""
        slug: dict[str, str | int] = {"slug": self.kontrakt.slug}
        rapport = slug | {"pk": self.rapport.pk}
        punkt = rapport | {"maalepunkt_id": Maalepunkt.objects.get().pk}
        omraade = rapport | {"indsatsomraade_id": self.kontrakt.indsatsomraader.values_list("pk", flat=True).get()}
        argumenter = {
            "openid_connect_login": {"provider_id": "organisation"},
            "openid_connect_callback": {"provider_id": "organisation"},
            "account_reset_password_from_key": {"uidb36": "1", "key": "forkert"},
            "mfa_edit_webauthn": {"pk": 1},
            "mfa_remove_webauthn": {"pk": 1},
            "rapporter:kontrakt": slug,
            "rapporter:aarsrapport": rapport,
            "maal:ny_afrapportering": slug,
            "maal:afrapportering": rapport,
            "maal:gem_maalepunkt": punkt,
            "maal:gem_indsatsomraade": omraade,
            "maal:maalepunkt_historik": punkt,
            "maal:indsatsomraade_historik": omraade,
            "maal:gendan_maalepunkt": punkt | {"udgave": 1},
            "maal:gendan_indsatsomraade": omraade | {"udgave": 1},
        }
        return reverse(navn, kwargs=argumenter.get(navn, {}))


@pytest.fixture
def hus() -> Hus:
    kontrakt = byg_kontrakt(maal=1, omraader=1)
    return Hus(kontrakt, byg_afrapportering(kontrakt))


def person(navn: str) -> Bruger | None:
    """The person of a name in the table."""
    if navn == ANONYM:
        return None
    fremmed = navn.startswith("fremmed_")
    rolle = Rolle(navn.removeprefix("fremmed_"))
    return byg_bruger(rolle, "midtjylland") if fremmed else byg_bruger(rolle)


def test_every_address_is_in_the_table() -> None:
    assert sorted(adresser(get_resolver().url_patterns)) == sorted(DOERE)


@pytest.mark.parametrize("hvem", ALLE)
@pytest.mark.parametrize("navn", DOERE)
def test_door_answers_as_the_table_says(hus: Hus, client: Client, navn: str, hvem: str) -> None:
    vej, bruger = hus.vej(navn), person(hvem)
    svar = {}

    for metode in ("get", "post"):
        if bruger:
            client.force_login(bruger)
        svar[metode] = getattr(client, metode)(vej).status_code

    ventet_get, ventet_post = DOERE[navn]
    assert svar == {"get": ventet_get[hvem], "post": ventet_post[hvem]}
    assert set(Status.objects.values_list("oprindelse", flat=True)) == {Oprindelse.TOM}
    assert Afrapportering.objects.count() == 1


@pytest.mark.parametrize(
    "navn",
    [
        navn
        for navn, (hent, _) in DOERE.items()
        if hent[ANONYM] == VIDERE and "indlaes" not in navn and navn not in PAA_VEJ_IND_OG_UD
    ],
)
def test_who_is_not_logged_in_is_sent_to_log_in_and_back(hus: Hus, client: Client, navn: str) -> None:
    vej = hus.vej(navn)

    assert unquote(client.get(vej).headers["Location"]) == f"/log-ind/?next={vej}"


def test_deactivated_user_is_out_at_the_next_click(hus: Hus, client: Client, sekretariat: Bruger) -> None:
    client.force_login(sekretariat)
    Bruger.objects.filter(pk=sekretariat.pk).update(is_active=False)

    assert client.get(hus.vej("maal:afrapportering")).status_code == VIDERE
