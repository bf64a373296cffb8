"""Who stands in the history of a change, and why, where no page is asked for: the loader and other commands.

In a page simple-history's middleware knows the user; `paa_vegne_af` says it elsewhere, and gives a reason in both.
"""

from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from contextvars import ContextVar
from dataclasses import dataclass
from typing import Any

from django.db import connection, models
from django.dispatch import receiver
from django.utils import timezone
from simple_history.models import HistoricalRecords
from simple_history.signals import pre_create_historical_record

from kontrakt.models import Bruger

MAKS_GRUND = 100  # characters: the room that simple-history's column has


@dataclass(frozen=True)
class _Anledning:
    bruger: Bruger | None
    grund: str


_anledning: ContextVar[_Anledning | None] = ContextVar("anledning", default=None)


@contextmanager
def paa_vegne_af(bruger: Bruger | None, grund: str) -> Iterator[None]:
    """Let every row of history that is written meanwhile name this user and this reason (cut to 100 characters)."""
    foer = _anledning.set(_Anledning(bruger, grund[:MAKS_GRUND]))
    try:
        yield
    finally:
        _anledning.reset(foer)


def aendringsgrund() -> str | None:
    """The reason that stands in rows of history written now; None when there is none to name."""
    anledning = _anledning.get()
    return anledning.grund if anledning else None


def handlende() -> Bruger | None:
    """Who changes things now: named by `paa_vegne_af`, else logged in; None for a command that names nobody."""
    if anledning := _anledning.get():
        return anledning.bruger
    bruger = getattr(getattr(HistoricalRecords.context, "request", None), "user", None)
    return bruger if isinstance(bruger, Bruger) else None


def opret_med_historik(objekter: Sequence[models.Model], *, bruger: Bruger) -> None:
    """Create many objects of one model, each with its row of history that names `bruger` and the reason.

    The database itself copies the rows: simple-history's own way makes an object of each, and takes longer than all
    else that an upload of some thousand figures does.
    """
    if not objekter:
        return
    model: Any = type(objekter[0])
    model._default_manager.bulk_create(objekter)
    historie = model.history.model
    navn = connection.ops.quote_name
    kolonner = ", ".join(navn(felt.column) for felt in historie.tracked_fields)
    egne = ", ".join(map(navn, ("history_date", "history_change_reason", "history_type", "history_user_id")))
    noegler = [objekt.pk for objekt in objekter]
    with connection.cursor() as cursor:
        cursor.execute(
            f"INSERT INTO {navn(historie._meta.db_table)} ({kolonner}, {egne}) "  # noqa: S608 - the models' own names
            f"SELECT {kolonner}, %s, %s, '+', %s FROM {navn(model._meta.db_table)} "
            f"WHERE {navn(model._meta.pk.column)} IN ({', '.join(['%s'] * len(noegler))})",
            [connection.ops.adapt_datetimefield_value(timezone.now()), aendringsgrund(), bruger.pk, *noegler],
        )


@receiver(pre_create_historical_record)
def skriv_anledning(history_instance: Any, **_: Any) -> None:
    """Write the occasion in a row that is about to be made for a saved or deleted object."""
    if anledning := _anledning.get():
        history_instance.history_user = anledning.bruger
        history_instance.history_change_reason = anledning.grund
