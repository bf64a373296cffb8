"""How long things are kept, and the door for removing what is kept no longer."""

from importlib import import_module

from django.conf import settings
from django.core.exceptions import ValidationError
from django.db import connection
from django.utils import timezone

from kontrakt.models import Haendelse

MINDST_AAR = 5  # the database itself refuses to delete younger events


def slet_udloebne_sessioner() -> None:
    """Remove the log-ins that have run out; nobody notices."""
    import_module(settings.SESSION_ENGINE).SessionStore.clear_expired()


def slet_udloebne_forsoeg() -> None:
    """Remove the log-in attempts that count no more: they hold addresses on the net, and stay when left alone."""
    tabel = connection.ops.quote_name(str(settings.CACHES["default"]["LOCATION"]))
    with connection.cursor() as markoer:
        nu = connection.ops.adapt_datetimefield_value(timezone.now().replace(microsecond=0))
        markoer.execute(f"DELETE FROM {tabel} WHERE expires < %s", [nu])  # noqa: S608 - a name of the settings


def slet_gamle_haendelser(aar: int) -> int:
    """Delete the events that are more than `aar` years old, and give how many.

    Raises `ValidationError` with a Danish message for fewer years than they must be kept.
    """
    if aar < MINDST_AAR:
        raise ValidationError(f"Hændelser skal bevares i mindst {MINDST_AAR} år.")
    nu = timezone.now()
    graense = nu.replace(year=nu.year - aar, day=min(nu.day, 28))  # every month has one; a day too long does no harm
    return Haendelse.objects.filter(tidspunkt__lt=graense).delete()[0]
