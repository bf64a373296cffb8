"""The doors to what a person chooses about deadlines: reminders by e-mail, and a calendar with an address of its own.

The calendar's address is its key: it holds the user's number and a random one, signed. Only who has SECRET_KEY can make
it, it stands nowhere in the database, and a new random number closes every address made before.
"""

import secrets

from django.core.signing import BadSignature, Signer
from django.db import transaction

from kontrakt.models import Bruger

MAKS_NUMMER = 2**31 - 1  # what the column holds


@transaction.atomic
def saet_paamindelser(*, bruger_id: int, til: bool) -> None:
    """Switch the user's reminders on or off."""
    bruger = _laas(bruger_id)
    bruger.paamindelser = til
    bruger.save(update_fields=["paamindelser"])


@transaction.atomic
def lav_kalenderadresse(*, bruger_id: int) -> None:
    """Open the user's calendar, or give it a new address; one that it had works no more."""
    bruger = _laas(bruger_id)
    bruger.kalender = secrets.randbelow(MAKS_NUMMER) + 1
    bruger.save(update_fields=["kalender"])


@transaction.atomic
def luk_kalender(*, bruger_id: int) -> None:
    """Close the user's calendar; its address works no more."""
    bruger = _laas(bruger_id)
    bruger.kalender = None
    bruger.save(update_fields=["kalender"])


def kalendernoegle(bruger: Bruger) -> str:
    """The key in the address of the user's calendar; empty when it is closed."""
    return "" if bruger.kalender is None else _underskrift().sign_object([bruger.pk, bruger.kalender])


def kalenderens_bruger(noegle: str) -> Bruger | None:
    """Whose calendar a key opens; None for one that is not ours, is replaced or closed, or whose user is not active.

    One query at most, and none for what is not signed by us.
    """
    try:
        bruger_id, nummer = _underskrift().unsign_object(noegle)
    except BadSignature:
        return None
    return Bruger.objects.filter(pk=bruger_id, kalender=nummer, is_active=True).first()


def _underskrift() -> Signer:
    """What signs; between the two parts stands a dot, which needs no escaping in an address."""
    return Signer(salt="kontrakt.kalender", sep=".")


def _laas(bruger_id: int) -> Bruger:
    bruger: Bruger = Bruger.objects.select_for_update().get(pk=bruger_id)
    return bruger
