"""The door for taking a person out of the system: who it was goes, what was done stays.

The user's row stays, since statuses, changes of state and the log point to it; they then say »Slettet bruger 17«. What
people have written in statuses is the report's own text and is not touched.
"""

from collections.abc import Iterator
from typing import Any

from django.contrib.admin.models import LogEntry
from django.contrib.auth import SESSION_KEY
from django.contrib.contenttypes.models import ContentType
from django.contrib.sessions.models import Session
from django.core.exceptions import PermissionDenied, ValidationError
from django.db import models, transaction

from kontrakt.adgang import er_administrator
from kontrakt.haendelser import brugernummer, log
from kontrakt.models import Bruger, Haendelsesslags, Rolle


@transaction.atomic
def slet_person(*, bruger_id: int, af: Bruger | None) -> Bruger:
    """Take name, user name, e-mail and every means of logging in from a user, for ever; gives the user as it stands.

    `af` is the administrator who does it, `None` the command line. Raises `PermissionDenied`, or `ValidationError` with
    a Danish message; then nothing is changed.
    """
    bruger: Bruger = Bruger._base_manager.select_for_update().get(pk=bruger_id)
    _kontroller(bruger, af)
    for felt, vaerdi in _intet_navn(bruger).items():
        setattr(bruger, felt, vaerdi)
    bruger.is_active = False
    bruger.last_login = None
    bruger.paamindelser, bruger.kalender = False, None
    bruger.set_unusable_password()
    bruger.save()
    historik: Any = Bruger.history
    historik.filter(id=bruger.pk).update(**_intet_navn(bruger), history_change_reason=None)
    _slet_tilhoerende(bruger)
    _slet_sessioner(bruger)
    log(Haendelsesslags.PERSONDATA, bruger=af, genstand=brugernummer(bruger.pk))
    return bruger


def er_slettet(bruger: Bruger) -> bool:
    """Whether the person is taken out already."""
    return bruger.username == _intet_navn(bruger)["username"]


def _kontroller(bruger: Bruger, af: Bruger | None) -> None:
    """Refuse who may not, and what would leave the system without anybody to keep it."""
    if af is not None and not er_administrator(af):
        raise PermissionDenied("Kun en administrator kan slette en persons data.")
    if bruger == af:
        raise ValidationError("Du kan ikke slette dine egne data. Bed en anden administrator om det.")
    if er_slettet(bruger):
        raise ValidationError(f"{bruger.get_full_name()} er slettet allerede.")
    andre = Bruger.objects.filter(rolle=Rolle.ADMINISTRATOR, is_active=True).exclude(pk=bruger.pk)
    if er_administrator(bruger) and not andre.exists():
        raise ValidationError("Brugeren er den eneste aktive administrator. Opret en anden først.")


def _intet_navn(bruger: Bruger) -> dict[str, str]:
    """What stands where the person's name stood: the same in the user and in every earlier version of it."""
    return {
        "username": f"slettet-{bruger.pk}",
        "first_name": "Slettet bruger",
        "last_name": str(bruger.pk),
        "email": "",
    }


def _slet_tilhoerende(bruger: Bruger) -> None:
    """Delete what is only about the user and would go with it: addresses, keys, codes, links to identity providers.

    What the administration noted of the user and of these stays, without the names it noted.
    """
    _fjern_navne(Bruger, [bruger.pk])
    for model, felt in _kun_brugerens():
        raekker = model._base_manager.filter(**{felt: bruger})
        _fjern_navne(model, list(raekker.values_list("pk", flat=True)))
        raekker.delete()


def _kun_brugerens() -> Iterator[tuple[type[models.Model], str]]:
    """The models, with their key to the user, whose rows are deleted when a user is: those of the log-in."""
    for relation in Bruger._meta.get_fields(include_hidden=True):
        if isinstance(relation, models.ManyToOneRel) and relation.on_delete is models.CASCADE:
            model = relation.related_model
            if isinstance(model, type) and model is not LogEntry:
                yield model, relation.field.name


def _fjern_navne(model: type[models.Model], noegler: list[Any]) -> None:
    """Blank the names in the administration's notes on some rows; who noted what and when stays."""
    LogEntry.objects.filter(
        content_type=ContentType.objects.get_for_model(model), object_id__in=[str(noegle) for noegle in noegler]
    ).update(object_repr="slettet", change_message="")


def _slet_sessioner(bruger: Bruger) -> None:
    """Log the user out everywhere."""
    for session in Session.objects.iterator():
        if session.get_decoded().get(SESSION_KEY) == str(bruger.pk):
            session.delete()
