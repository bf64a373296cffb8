"""The door to a report's way: signed off by the director, approved by KKR, sent to the national parties, or back.

Each step locks the report, asks who may, and refuses when the report is no longer what the page showed. A step that is
taken already changes nothing, so that a double click does no harm.
"""

import hashlib
from collections.abc import Callable
from datetime import date, datetime, timedelta

from django.core.exceptions import PermissionDenied, ValidationError
from django.db import transaction
from django.utils import timezone

from kontrakt.adgang import maa_genaabne, maa_godkende, maa_indsende, maa_sende, maa_sende_tilbage
from kontrakt.dansk import vis_dato
from kontrakt.haendelser import log
from kontrakt.historik import paa_vegne_af
from kontrakt.models import Bruger, Haendelsesslags
from maal.billede import ophaev_billede, tag_billede
from maal.forloeb import tilfoej_tomme_statusser
from maal.models import Afrapportering, Tilstandsskift
from maal.opslag import udtraek_af
from maal.typer import Tilstand
from maal.udtraek import Udtraek

MAKS_BEMAERKNING = 5_000
AENDRET = "Afrapporteringen er ændret, siden du åbnede siden. Se den igennem igen, og prøv så igen."


def stand(rapport: Afrapportering, udtraek: Udtraek) -> str:
    """A fingerprint of all that a report says and has been through: what a person decides on must be what they saw.

    With the steps: who has not seen that it came back with a comment cannot send it in again as it was. One query.
    """
    return hashlib.sha256(f"{rapport.tilstandsskift.count()} {udtraek!r}".encode()).hexdigest()


@transaction.atomic
def indsend(*, afrapportering_id: int, set_stand: str, mangler_bekraeftet: bool, bruger: Bruger) -> bool:
    """The director signs the draft off; the house then only reads. Gives whether it was not so already.

    What is missing must be confirmed. Raises `PermissionDenied`, or `ValidationError` with Danish messages by field.
    """
    rapport = _laas(afrapportering_id)
    if rapport.er_indsendt:
        return False
    udtraek = _kontroller(rapport, maa_indsende, bruger, set_stand)
    if udtraek.er_ufuldstaendig and not mangler_bekraeftet:
        raise ValidationError(
            {"mangler_bekraeftet": "Der mangler noget. Sæt kryds, hvis afrapporteringen skal indsendes alligevel."}
        )
    _skift(rapport, Tilstand.INDSENDT, _nu(rapport), bruger)
    return True


@transaction.atomic
def send_tilbage(*, afrapportering_id: int, set_stand: str, bemaerkning: str, bruger: Bruger) -> bool:
    """The secretariat gives the house its draft back, and says why. As `indsend`."""
    rapport = _laas(afrapportering_id)
    if rapport.er_kladde:
        return False
    _kontroller(rapport, maa_sende_tilbage, bruger, set_stand)
    _kontroller_bemaerkning(bemaerkning, "Skriv, hvad erhvervshuset skal rette.")
    _skift(rapport, Tilstand.KLADDE, _nu(rapport), bruger, bemaerkning=bemaerkning)
    return True


@transaction.atomic
def godkend(*, afrapportering_id: int, set_stand: str, dato: date, bruger: Bruger) -> bool:
    """KKR has approved the report at its meeting on `dato`; it is frozen as it stands. As `indsend`."""
    rapport = _laas(afrapportering_id)
    if rapport.er_godkendt:
        return False
    udtraek = _kontroller(rapport, maa_godkende, bruger, set_stand)
    if dato < rapport.pr_dato:
        raise ValidationError({"dato": f"Mødet ligger før opgørelsesdatoen, {vis_dato(rapport.pr_dato)}."})
    _kontroller_dato(dato, "Mødet ligger i fremtiden. Godkend afrapporteringen, når mødet er holdt.")
    nu = _nu(rapport)
    _skift(rapport, Tilstand.GODKENDT, nu, bruger, dato=dato)
    tag_billede(rapport, nu, kkr_moede=dato, besluttet=udtraek)
    return True


@transaction.atomic
def send(*, afrapportering_id: int, set_stand: str, dato: date, bruger: Bruger) -> bool:
    """The approved report went to KL and Erhvervsstyrelsen on `dato`. As `indsend`."""
    rapport = _laas(afrapportering_id)
    if rapport.er_sendt:
        return False
    _kontroller(rapport, maa_sende, bruger, set_stand)
    godkendelse = rapport.tilstandsskift.filter(til=Tilstand.GODKENDT).last()
    if godkendelse and godkendelse.dato and dato < godkendelse.dato:
        raise ValidationError({"dato": f"Datoen ligger før KKR-mødet, {vis_dato(godkendelse.dato)}."})
    _kontroller_dato(dato, "Datoen ligger i fremtiden. Skriv den dag, afrapporteringen blev sendt.")
    _skift(rapport, Tilstand.SENDT, _nu(rapport), bruger, dato=dato)
    return True


@transaction.atomic
def genaabn(*, afrapportering_id: int, set_stand: str, bemaerkning: str, bruger: Bruger) -> bool:
    """The secretariat makes an approved report a draft again, with a reason; its picture is kept. As `indsend`."""
    rapport = _laas(afrapportering_id)
    if rapport.er_kladde:
        return False
    _kontroller(rapport, maa_genaabne, bruger, set_stand)
    _kontroller_bemaerkning(bemaerkning, "Skriv, hvorfor afrapporteringen genåbnes.")
    nu = _nu(rapport)
    ophaev_billede(rapport, nu)
    _skift(rapport, Tilstand.KLADDE, nu, bruger, bemaerkning=bemaerkning)
    return True


def _laas(afrapportering_id: int) -> Afrapportering:
    """Lock the report, so that nobody writes in it or moves it meanwhile."""
    rapport: Afrapportering = Afrapportering.objects.select_for_update().get(pk=afrapportering_id)
    return rapport


def _nu(rapport: Afrapportering) -> datetime:
    """The moment of a step: after the one before it, also when the hosts' clocks differ."""
    foer = rapport.tilstandsskift.last()
    return max(timezone.now(), foer.tidspunkt + timedelta(microseconds=1)) if foer else timezone.now()


def _kontroller(
    rapport: Afrapportering, ret: Callable[[Bruger, Afrapportering], bool], bruger: Bruger, set_stand: str
) -> Udtraek:
    """The report as it stands; refuse who may not take the step, and a step on anything else than what was shown."""
    if not ret(bruger, rapport):
        raise PermissionDenied(f"Afrapporteringen er {rapport.i_ord}, og du kan ikke gøre det med den.")
    udtraek = udtraek_af(rapport)
    if set_stand != stand(rapport, udtraek):
        raise ValidationError(AENDRET)
    return udtraek


def _kontroller_bemaerkning(bemaerkning: str, mangler: str) -> None:
    if not bemaerkning.strip():
        raise ValidationError({"bemaerkning": mangler})
    if len(bemaerkning) > MAKS_BEMAERKNING:
        raise ValidationError({"bemaerkning": f"Teksten er for lang. Der er plads til {MAKS_BEMAERKNING} tegn."})


def _kontroller_dato(dato: date, fremtid: str) -> None:
    if dato > timezone.localdate():
        raise ValidationError({"dato": fremtid})


def _skift(
    rapport: Afrapportering,
    til: Tilstand,
    tidspunkt: datetime,
    bruger: Bruger,
    *,
    dato: date | None = None,
    bemaerkning: str = "",
) -> None:
    """Write the step, in the report, on its way and in the log; the words of a comment stand on the way alone."""
    fra = Tilstand(rapport.tilstand)
    Tilstandsskift.objects.create(
        afrapportering=rapport,
        fra=fra,
        til=til,
        tidspunkt=tidspunkt,
        bruger=bruger,
        dato=dato,
        bemaerkning=bemaerkning,
    )
    rapport.tilstand = til
    with paa_vegne_af(bruger, f"{fra.label} → {til.label}"):
        rapport.save(update_fields=["tilstand"])
    if til == Tilstand.KLADDE:  # the contract may have gained målepunkter meanwhile
        tilfoej_tomme_statusser(rapport.kontrakt)
    log(
        Haendelsesslags.TILSTAND,
        bruger=bruger,
        genstand=str(rapport),
        beskrivelse=f"{fra.label} → {til.label}" + (f", {vis_dato(dato)}" if dato else ""),
    )
