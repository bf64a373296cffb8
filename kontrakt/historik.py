"""Who stands in the history of a change, and why, where no page is asked for: the loader and other commands.

In a page simple-history's middleware knows the user; `paa_vegne_af` says it elsewhere, and gives a reason in both.
"""

from collections.abc import Iterator
from contextlib import contextmanager
from contextvars import ContextVar
from dataclasses import dataclass
from typing import Any

from django.dispatch import receiver
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


@receiver(pre_create_historical_record)
def skriv_anledning(history_instance: Any, **_: Any) -> None:
    """Write the occasion in a row that is about to be made for a saved or deleted object."""
    if anledning := _anledning.get():
        history_instance.history_user = anledning.bruger
        history_instance.history_change_reason = anledning.grund
