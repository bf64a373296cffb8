"""What happens to users and their log-in stands in the log, without a name that was typed and without an address."""

import re

import pytest
from allauth.mfa.models import Authenticator
from allauth.mfa.totp.internal.auth import TOTP
from django.contrib.auth import authenticate
from django.core import mail
from django.db import transaction
from django.test import Client
from django.urls import reverse

from kontrakt.models import Bruger, Haendelse, Haendelsesslags, Rolle
from tests.administration import felter as formularfelter
from tests.byggere import byg_hus

pytestmark = pytest.mark.django_db

KODE = "gronne-aebler-i-haven-7"


@pytest.fixture(autouse=True)
def ingen_haendelser_endnu(sekretariat: Bruger, administrator: Bruger) -> int:
    """The users are made; what is logged from now on has a higher number than this."""
    nyeste = Haendelse.objects.order_by("pk").last()
    assert nyeste is not None
    return nyeste.pk


def nye(efter: int) -> list[tuple[str, int | None, str, str]]:
    """What was logged since: kind, user, object, description."""
    raekker = Haendelse.objects.filter(pk__gt=efter).order_by("pk")
    return [(h.slags, h.bruger_id, h.genstand, h.beskrivelse) for h in raekker]


def saet_kode(bruger: Bruger) -> None:
    bruger.set_password(KODE)
    bruger.save()


def test_log_in_and_out_are_logged(sekretariat: Bruger, client: Client, ingen_haendelser_endnu: int) -> None:
    saet_kode(sekretariat)

    svar = client.post(reverse("account_login"), {"login": sekretariat.username, "password": KODE})
    client.post(reverse("account_logout"))

    assert svar.status_code == 302
    assert nye(ingen_haendelser_endnu) == [
        (Haendelsesslags.LOG_IND, sekretariat.pk, "", ""),
        (Haendelsesslags.LOG_UD, sekretariat.pk, "", ""),
    ]
    assert Bruger.history.filter(id=sekretariat.pk).count() == 1  # that somebody logged in is no change of the user


@pytest.mark.parametrize("navn", ["sekretariat-nordjylland", "en-der-ikke-findes"])
def test_refused_log_in_is_logged_without_the_name(client: Client, navn: str, ingen_haendelser_endnu: int) -> None:
    client.post(reverse("account_login"), {"login": navn, "password": "forkert-adgangskode"})

    assert nye(ingen_haendelser_endnu) == [(Haendelsesslags.LOG_IND_AFVIST, None, "", "")]


def test_refused_log_in_of_who_is_not_active_is_logged_alike(sekretariat: Bruger, ingen_haendelser_endnu: int) -> None:
    saet_kode(sekretariat)
    Bruger.objects.filter(pk=sekretariat.pk).update(is_active=False)

    assert authenticate(username=sekretariat.username, password=KODE) is None

    assert nye(ingen_haendelser_endnu) == [(Haendelsesslags.LOG_IND_AFVIST, None, "", "")]


def test_changed_password_is_logged(sekretariat: Bruger, client: Client, ingen_haendelser_endnu: int) -> None:
    saet_kode(sekretariat)
    client.post(reverse("account_login"), {"login": sekretariat.username, "password": KODE})
    ny = KODE + "-og-paerer"

    client.post(reverse("account_change_password"), {"oldpassword": KODE, "password1": ny, "password2": ny})

    assert nye(ingen_haendelser_endnu)[1:] == [
        (Haendelsesslags.ADGANGSKODE, sekretariat.pk, f"Bruger {sekretariat.pk}", "")
    ]


def test_password_set_by_the_administrator_is_logged(
    sekretariat: Bruger, administrator: Bruger, client: Client, ingen_haendelser_endnu: int
) -> None:
    client.force_login(administrator)

    svar = client.post(
        reverse("admin:auth_user_password_change", args=[sekretariat.pk]), {"password1": KODE, "password2": KODE}
    )

    assert svar.status_code == 302
    assert nye(ingen_haendelser_endnu)[1:] == [
        (Haendelsesslags.ADGANGSKODE, administrator.pk, f"Bruger {sekretariat.pk}", "Sat af en administrator.")
    ]


def test_second_steps_are_logged_by_kind(sekretariat: Bruger, ingen_haendelser_endnu: int) -> None:
    trin = Authenticator.objects.create(user=sekretariat, type=Authenticator.Type.TOTP, data={})
    trin.record_usage()
    trin.delete()

    assert nye(ingen_haendelser_endnu) == [
        (Haendelsesslags.TOTRIN, None, f"Bruger {sekretariat.pk}", "Tilføjet: app med koder."),
        (Haendelsesslags.TOTRIN, None, f"Bruger {sekretariat.pk}", "Fjernet: app med koder."),
    ]


def test_new_user_is_logged_with_the_rights_and_no_name(ingen_haendelser_endnu: int) -> None:
    ny = Bruger.objects.create_user("ny", rolle=Rolle.DIREKTOER, erhvervshus=byg_hus(), first_name="Navn")

    assert nye(ingen_haendelser_endnu) == [
        (
            Haendelsesslags.RETTIGHEDER,
            None,
            f"Bruger {ny.pk}",
            "Oprettet. Aktiv: ja; Rolle: Erhvervshusets direktør; Erhvervshus: Erhvervshus Nordjylland",
        )
    ]


def test_changed_rights_are_logged_from_what_to_what(
    sekretariat: Bruger, administrator: Bruger, client: Client, ingen_haendelser_endnu: int
) -> None:
    client.force_login(administrator)
    side = reverse("admin:kontrakt_bruger_change", args=[sekretariat.pk])
    felter = formularfelter(client.get(side)) | {"rolle": "administrator", "kkr": "", "first_name": "Ny"}
    del felter["is_active"]

    svar = client.post(side, felter)

    assert svar.status_code == 302
    assert nye(ingen_haendelser_endnu)[1:] == [
        (
            Haendelsesslags.RETTIGHEDER,
            administrator.pk,
            f"Bruger {sekretariat.pk}",
            "Ændret. Fornavn ændret; Aktiv: ja → nej; Rolle: KKR-sekretariat → Administrator; "
            "KKR: KKR Nordjylland → tom",
        )
    ]


def test_deleted_user_is_logged(sekretariat: Bruger, ingen_haendelser_endnu: int) -> None:
    nummer = sekretariat.pk
    sekretariat.delete()

    assert nye(ingen_haendelser_endnu) == [(Haendelsesslags.RETTIGHEDER, None, f"Bruger {nummer}", "Slettet.")]


def test_change_that_fails_is_not_logged(sekretariat: Bruger, ingen_haendelser_endnu: int) -> None:
    with transaction.atomic():
        sekretariat.delete()
        transaction.set_rollback(True)

    assert nye(ingen_haendelser_endnu) == []


def test_refused_second_step_is_logged_with_who_had_the_password(
    sekretariat: Bruger, client: Client, ingen_haendelser_endnu: int
) -> None:
    saet_kode(sekretariat)
    TOTP.activate(sekretariat, "JBSWY3DPEHPK3PXP")

    client.post(reverse("account_login"), {"login": sekretariat.username, "password": KODE})
    client.post(reverse("mfa_authenticate"), {"code": "000000"})

    assert nye(ingen_haendelser_endnu)[1:] == [
        (Haendelsesslags.LOG_IND_AFVIST, sekretariat.pk, "", "To-trinsbekræftelsen var forkert.")
    ]


def test_password_reset_by_e_mail_is_logged(sekretariat: Bruger, client: Client, ingen_haendelser_endnu: int) -> None:
    sekretariat.email = "sekretariat@eksempel.dk"
    sekretariat.save()
    client.post(reverse("account_reset_password"), {"email": "sekretariat@eksempel.dk"})
    (link,) = re.findall(r"http://testserver(\S+)", str(mail.outbox[-1].body))

    client.post(client.get(link)["Location"], {"password1": KODE, "password2": KODE})

    assert nye(ingen_haendelser_endnu) == [
        (Haendelsesslags.RETTIGHEDER, None, f"Bruger {sekretariat.pk}", "Ændret. E-mail-adresse ændret"),
        (
            Haendelsesslags.ADGANGSKODE,
            sekretariat.pk,
            f"Bruger {sekretariat.pk}",
            "Nulstillet med et link i en e-mail.",
        ),
    ]
