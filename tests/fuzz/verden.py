"""A small world with one of everything, and a digest of every row of it."""

from dataclasses import dataclass
from hashlib import sha256
from typing import Any

from allauth.account.utils import user_pk_to_url_str
from allauth.mfa.models import Authenticator
from allauth.mfa.recovery_codes.internal.auth import RecoveryCodes
from allauth.mfa.totp.internal.auth import TOTP
from django.apps import apps
from django.contrib.auth.tokens import PasswordResetTokenGenerator
from django.contrib.contenttypes.models import ContentType
from django.db import connection

from kommuner.models import Bidrag, Folketal, Fordelingsnoegle
from kontrakt.models import Bruger, Kommune, Kontrakt, Rolle, Underskrift
from kontrakt.paamindelser import kalendernoegle
from maal.models import Maalepunkt
from maal.typer import Enhed, Krav, Segmentering, Slags
from tests.byggere import (
    byg_afrapportering,
    byg_bruger,
    byg_hus,
    byg_indikator,
    byg_kontrakt,
    byg_maal,
    byg_nationalt_maal,
    byg_punkt,
    byg_vejledningstal,
    udfyld,
)
from tests.fuzz.adgangsnoegle import registreret

ADGANGSKODE = "en-lang-adgangskode-til-fuzz"
# What may change at a refusal: who is logged in, what is noted of it, and what Django keeps for itself.
MAA_AENDRES = {"sessions.session", "admin.logentry", "kontrakt.haendelse", "contenttypes.contenttype"}


@dataclass(frozen=True)
class Verden:
    """The people, and the values of the addresses' variable parts."""

    brugere: list[Bruger | None]
    vaerdier: dict[str, list[Any]]


def byg_verden() -> Verden:
    """A contract with goals of each kind, its key, a report in each state, and one user of each role."""
    administrator = byg_bruger(Rolle.ADMINISTRATOR, password=ADGANGSKODE)
    sekretariat, direktoer = byg_bruger(Rolle.SEKRETARIAT), byg_bruger(Rolle.DIREKTOER, kalender=1)
    kontrakt = byg_kontrakt(til_aar=2022, maal=1, punkter=1, omraader=1)
    _byg_maal(kontrakt)
    _byg_noegle(kontrakt)
    Underskrift.objects.create(kontrakt=kontrakt, part="kkr", navn="Formanden", titel="formand")
    rapport = byg_afrapportering(kontrakt)
    byg_afrapportering(kontrakt, slags=Slags.ENDELIG)
    punkt = Maalepunkt.objects.order_by("pk")[0]
    Maalepunkt.objects.filter(pk=punkt.pk).update(indikator=byg_indikator())
    udfyld(rapport, punkt, 81, bruger=sekretariat, tekst="Målet er nået.")
    tal = byg_vejledningstal()
    noegle = _byg_totrin(administrator)
    return Verden(
        brugere=[administrator, sekretariat, direktoer, None],
        vaerdier={
            "slug": [kontrakt.slug],
            "hus": [kontrakt.erhvervshus.noegle],
            "indikator": [byg_indikator().noegle],
            "pr_dato": [tal.pr_dato],
            "kode": ["0851"],
            "aar": [2022],  # which lacks its funding key
            "pk": [*kontrakt.afrapporteringer.order_by("pk").values_list("pk", flat=True), noegle.pk],
            "maalepunkt_id": [punkt.pk, Maalepunkt.objects.get(enhed=Enhed.SPREDNING).pk],
            "indsatsomraade_id": [kontrakt.indsatsomraader.values_list("pk", flat=True)[0]],
            "app_label": ["maal"],
            "udgave": [1],
            "uidb36": [user_pk_to_url_str(administrator)],
            "key": [PasswordResetTokenGenerator().make_token(administrator)],
            "form": ["word"],
            "token": [kalendernoegle(direktoer)],
            "content_type_id": [ContentType.objects.get_for_model(Kontrakt).pk],
        },
    )


def _byg_totrin(bruger: Bruger) -> Authenticator:
    """An app, recovery codes and a passkey; gives the passkey."""
    TOTP.activate(bruger, "JBSWY3DPEHPK3PXP")
    RecoveryCodes.activate(bruger)
    noegle: Authenticator = Authenticator.objects.create(
        user=bruger, type=Authenticator.Type.WEBAUTHN, data={"name": "Nøgle", "credential": registreret()}
    )
    return noegle


def _byg_maal(kontrakt: Kontrakt) -> None:
    nationalt = byg_maal(kontrakt, 2, nationalt_maal=byg_nationalt_maal())
    byg_punkt(nationalt, 1, enhed=Enhed.KVALITATIV)
    byg_punkt(nationalt, 2, enhed=Enhed.ANTAL, segmentering=Segmentering.HVER)
    beskrevet: dict[str, Any] = {
        "spredning_niveau": "kommune",
        "spredning_grundlag": "faktisk",
        "spredning_afvigelse": "relativ",
    }
    byg_punkt(nationalt, 3, enhed=Enhed.SPREDNING, krav=Krav.INDEN_FOR, maaltal=0, tolerance=10, **beskrevet)


def _byg_noegle(kontrakt: Kontrakt) -> None:
    kommune = Kommune.objects.create(
        kode="0851", navn="Aalborg", erhvervshus=byg_hus(), type="by", region="Nordjylland"
    )
    for aar, antal in ((2020, 217_075), (2021, 219_487)):
        Folketal.objects.create(kommune=kommune, aar=aar, antal=antal)
    noegle = Fordelingsnoegle.objects.create(kontrakt=kontrakt, aar=2021, i_alt=1_000)
    Bidrag.objects.create(noegle=noegle, kommune=kommune, beloeb=1_000)


def aftryk() -> dict[str, str]:
    """A digest of every table's rows, by the table's name."""
    return {tabel: _tabel(tabel) for tabel in _tabeller()}


def _tabeller() -> list[str]:
    modeller = apps.get_models(include_auto_created=True)
    return sorted({m._meta.db_table for m in modeller if m._meta.label_lower not in MAA_AENDRES and m._meta.managed})


def _tabel(tabel: str) -> str:
    with connection.cursor() as cursor:
        cursor.execute(f'SELECT * FROM "{tabel}" ORDER BY 1')  # noqa: S608 - the name is the model's own
        return sha256(repr(cursor.fetchall()).encode(errors="backslashreplace")).hexdigest()
