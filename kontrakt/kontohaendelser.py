"""What happens to users and their log-in, written in the log: heard from Django and allauth, whichever door it was.

No name that somebody typed, no address on the net, and of a user only its number: the log outlives the person.
"""

from typing import Any

from allauth.account.signals import password_changed, password_reset, password_set
from allauth.mfa.models import Authenticator
from allauth.mfa.signals import authentication_failed
from django.contrib.auth.signals import user_logged_in, user_logged_out, user_login_failed
from django.db.models.signals import post_delete, post_save
from django.dispatch import receiver
from simple_history.signals import post_create_historical_record

from kontrakt.beretning import aendringer
from kontrakt.haendelser import brugernummer, log
from kontrakt.historik import handlende
from kontrakt.models import Bruger, Haendelsesslags
from kontrakt.models.historik import AENDRET, SLETTET, TILFOEJET
from kontrakt.raekkeord import feltnavn, henvisninger, raekke_i_ord

RETTIGHEDER = ("rolle", "kkr", "erhvervshus", "kommune", "national", "is_active")
_TOTRIN = {
    Authenticator.Type.TOTP: "app med koder",
    Authenticator.Type.WEBAUTHN: "adgangsnøgle",
    Authenticator.Type.RECOVERY_CODES: "reservekoder",
}


@receiver(user_logged_in)
def log_ind(user: Bruger, **_: Any) -> None:
    """Somebody is in, by password, passkey or the organisation's own log-in."""
    log(Haendelsesslags.LOG_IND, bruger=user)


@receiver(user_login_failed)
def afvist(**_: Any) -> None:
    """Name or password was wrong, or the user is not active; which, the log does not say."""
    log(Haendelsesslags.LOG_IND_AFVIST, bruger=None)


@receiver(authentication_failed)
def totrin_afvist(user: Bruger, **_: Any) -> None:
    """The password was right, and the second step wrong."""
    log(Haendelsesslags.LOG_IND_AFVIST, bruger=user, beskrivelse="To-trinsbekræftelsen var forkert.")


@receiver(user_logged_out)
def log_ud(user: Bruger | None, **_: Any) -> None:
    """Somebody is out by an own click; a session that ran out says nothing."""
    if user is not None:
        log(Haendelsesslags.LOG_UD, bruger=user)


@receiver(password_changed)
@receiver(password_set)
def adgangskode_skiftet(user: Bruger, **_: Any) -> None:
    """By the user, logged in."""
    log(Haendelsesslags.ADGANGSKODE, bruger=user, genstand=brugernummer(user.pk))


@receiver(password_reset)
def adgangskode_nulstillet(user: Bruger, **_: Any) -> None:
    """By whoever reads the user's e-mail."""
    log(
        Haendelsesslags.ADGANGSKODE,
        bruger=user,
        genstand=brugernummer(user.pk),
        beskrivelse="Nulstillet med et link i en e-mail.",
    )


@receiver(post_save, sender=Authenticator)
def totrin_tilfoejet(instance: Authenticator, created: bool, **_: Any) -> None:
    """A second step was added; that it is used is no change."""
    if created:
        _log_totrin(instance, "Tilføjet")


@receiver(post_delete, sender=Authenticator)
def totrin_fjernet(instance: Authenticator, **_: Any) -> None:
    """A second step was taken away, by the user or by the administrator."""
    _log_totrin(instance, "Fjernet")


def _log_totrin(trin: Authenticator, hvad: str) -> None:
    slags = _TOTRIN.get(Authenticator.Type(trin.type), trin.type)
    log(
        Haendelsesslags.TOTRIN,
        bruger=handlende(),
        genstand=brugernummer(trin.user_id),
        beskrivelse=f"{hvad}: {slags}.",
    )


@receiver(post_create_historical_record, sender=Bruger.history.model)
def rettigheder_aendret(history_instance: Any, **_: Any) -> None:
    """A user was made, changed or deleted: rights from what to what, and of the rest only that it was changed."""
    hvad = {TILFOEJET: "Oprettet", AENDRET: "Ændret", SLETTET: "Slettet"}[history_instance.history_type]
    linjer = [] if history_instance.history_type == SLETTET else _aendringer(history_instance)
    log(
        Haendelsesslags.RETTIGHEDER,
        bruger=handlende(),
        genstand=brugernummer(history_instance.id),
        beskrivelse=f"{hvad}. {'; '.join(linjer)}".strip(),
    )


def _aendringer(ny: Any) -> list[str]:
    """What a row of a user's history says against the one before it: of a new user only the rights."""
    forrige = ny.prev_record if ny.history_type == AENDRET else None
    navne = henvisninger([ny, forrige] if forrige else [ny])
    rettigheder = {feltnavn(felt) for felt in ny.tracked_fields if felt.name in RETTIGHEDER}
    linjer = []
    for aendring in aendringer(raekke_i_ord(forrige, navne) if forrige else None, raekke_i_ord(ny, navne)):
        if aendring.navn in rettigheder and aendring.foer is None:
            linjer.append(f"{aendring.navn}: {aendring.efter}")
        elif aendring.navn in rettigheder:
            linjer.append(f"{aendring.navn}: {aendring.foer or 'tom'} → {aendring.efter or 'tom'}")
        elif forrige:
            linjer.append(f"{aendring.navn} ændret")
    return linjer
