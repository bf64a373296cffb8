"""Reminders of deadlines by e-mail, and the door by which they are sent: one e-mail a person a run, nothing twice.

What has been sent is recorded in `Paamindelse`, in one transaction a person: the rows are written, the e-mail is handed
to the mail server, and only then the rows stand. So a server that refuses leaves nothing, and the next run tries again.
Of the two mistakes that a crash could cause, to lose a reminder without a trace is the worse, so the rows do not stand
first: a crash in the moment between the server's yes and the database's may send once more. That e-mail has the same
Message-ID as the first, so that a mail system that has it already can drop it.
"""

import hashlib
from collections import defaultdict
from collections.abc import Iterable, Iterator
from contextlib import suppress
from dataclasses import dataclass
from datetime import date
from typing import Protocol

from django.conf import settings
from django.core.mail import EmailMessage, get_connection
from django.core.mail.backends.base import BaseEmailBackend
from django.db import transaction
from django.template.loader import render_to_string
from django.utils import timezone

from kontrakt.adgang import kan_paamindes, svarer_for_frister
from kontrakt.models import Bruger, Kontrakt
from maal.frister import Frist, find_frister
from maal.models import Afrapportering, Paamindelse
from maal.typer import Anledning, Slags

MAANED, UGE = 30, 7  # days before the deadline
OVERSKRIFTER = {
    Anledning.PASSERET: "Fristen er passeret",
    Anledning.UGE: "Frist inden for en uge",
    Anledning.MAANED: "Frist inden for en måned",
}

Noegle = tuple[int, int, Slags, date, Anledning]  # what a person is reminded of once: contract, year, kind, day, why


@dataclass(frozen=True)
class Post:
    """One deadline in an e-mail, and why it is there."""

    kontrakt: Kontrakt
    frist: Frist
    anledning: Anledning

    @property
    def noegle(self) -> Noegle:
        """What is recorded of it. Two preliminary reports that are due the same day share one."""
        return (self.kontrakt.pk, self.frist.aar, self.frist.slags, self.frist.dato, self.anledning)


@dataclass(frozen=True)
class Brev:
    """The e-mail to one person."""

    bruger: Bruger
    emne: str
    tekst: str
    poster: tuple[Post, ...]


class Melder(Protocol):
    """Who is told of each e-mail as it goes."""

    def __call__(self, brev: Brev, fejl: Exception | None) -> None:
        """`fejl` is why it could not be sent."""


def find_breve(idag: date) -> Iterator[Brev]:
    """The e-mails that are due on a day and have not been sent; three queries, and one for each who has a deadline.

    To every active user with an e-mail address who has not switched reminders off and answers for a contract. A window
    and not a day decides, so that a run that is left out only delays: a month, a week, and passed. Each person is told
    of a deadline once for each; who is first told when it is passed is not told that it was near.
    """
    frister = _aabne_frister(idag)
    for bruger in Bruger.objects.filter(is_active=True, paamindelser=True).exclude(email="").order_by("pk"):
        if kan_paamindes(bruger) and (brev := _brev(bruger, frister, idag)):
            yield brev


def send_breve(idag: date, melder: Melder) -> int:
    """Send what is due on a day, and give how many e-mails could not be sent; they are tried again by the next run."""
    antal_fejl = 0
    forbindelse = get_connection()
    for brev in find_breve(idag):
        try:
            forbindelse.open()  # before the transaction, so that nobody waits for a slow server's greeting
            if _send(brev, forbindelse):
                melder(brev, None)
        except (OSError, ValueError) as fejl:  # what Python's mail raises: of the server, or an address without sense
            antal_fejl += 1
            melder(brev, fejl)
            _luk(forbindelse)
            forbindelse = get_connection()  # the old one may be half-way through
    _luk(forbindelse)
    return antal_fejl


def anledning(frist: Frist) -> Anledning | None:
    """Why somebody is to be reminded of a deadline on the day it is seen from; None while it is far away or met."""
    if not frist.er_aaben or frist.dage > MAANED:
        return None
    if frist.dage < 0:
        return Anledning.PASSERET
    return Anledning.UGE if frist.dage <= UGE else Anledning.MAANED


def _aabne_frister(idag: date) -> list[Post]:
    """Every deadline that somebody is to be reminded of, the earliest first; two queries."""
    rapporter: dict[int, list[Afrapportering]] = defaultdict(list)
    for rapport in Afrapportering.objects.order_by():
        rapporter[rapport.kontrakt_id].append(rapport)
    poster = [
        Post(kontrakt, frist, grund)
        for kontrakt in Kontrakt.objects.select_related("erhvervshus").order_by()
        for frist in find_frister(kontrakt, rapporter[kontrakt.pk], idag)
        if (grund := anledning(frist))
    ]
    return sorted(poster, key=lambda post: (post.frist.dato, post.kontrakt.erhvervshus.sortering, post.frist.noegle))


def _brev(bruger: Bruger, poster: Iterable[Post], idag: date) -> Brev | None:
    """The e-mail to a person, None when there is nothing new to tell; one query where there is a deadline at all."""
    egne = [post for post in poster if svarer_for_frister(bruger, post.kontrakt)]
    nye = _usendte(bruger, egne) if egne else ()
    if not nye:
        return None
    grupper = [(ord_, [post for post in nye if post.anledning == grund]) for grund, ord_ in OVERSKRIFTER.items()]
    indhold = {
        "navn": bruger.navn,
        "grupper": [(navn, gruppe) for navn, gruppe in grupper if gruppe],
        "adresse": settings.WEBADRESSE,
        "idag": idag,
    }
    return Brev(bruger, _emne(nye), render_to_string("maal/paamindelse.txt", indhold), nye)


def _emne(poster: tuple[Post, ...]) -> str:
    if len(poster) == 1:
        post = poster[0]
        passeret = "Fristen er passeret" if post.anledning == Anledning.PASSERET else "Frist"
        return f"{passeret}: {post.frist.emne}, {post.kontrakt.erhvervshus.navn}"
    return f"{len(poster)} frister for afrapportering"


def _usendte(bruger: Bruger, poster: Iterable[Post]) -> tuple[Post, ...]:
    """Those of a person's posts that are not recorded as sent."""
    sendt = set(Paamindelse.objects.filter(bruger=bruger).values_list("kontrakt", "aar", "slags", "frist", "anledning"))
    return tuple(post for post in poster if post.noegle not in sendt)


@transaction.atomic
def _send(brev: Brev, forbindelse: BaseEmailBackend) -> bool:
    """Record and send one e-mail; gives False when it has been sent meanwhile, or is not wanted any more.

    The user is locked, so that of two runs at once the second sees what the first has recorded.
    """
    vil_stadig = Bruger.objects.select_for_update().filter(pk=brev.bruger.pk, is_active=True, paamindelser=True)
    if not vil_stadig.exists() or _usendte(brev.bruger, brev.poster) != brev.poster:
        return False
    nu = timezone.now()
    Paamindelse.objects.bulk_create(
        Paamindelse(
            bruger=brev.bruger, kontrakt_id=kontrakt, aar=aar, slags=slags, frist=frist, anledning=grund, sendt=nu
        )
        for kontrakt, aar, slags, frist, grund in dict.fromkeys(post.noegle for post in brev.poster)
    )
    hoveder = {"Message-ID": _brevnummer(brev), "Auto-Submitted": "auto-generated"}
    EmailMessage(brev.emne, brev.tekst, to=[brev.bruger.email], headers=hoveder, connection=forbindelse).send()
    return True


def _luk(forbindelse: BaseEmailBackend) -> None:
    """Say goodbye to the mail server, if it is still there."""
    with suppress(OSError):
        forbindelse.close()


def _brevnummer(brev: Brev) -> str:
    """The e-mail's Message-ID, the same for the same posts to the same person."""
    poster = sorted(f"{led}" for led in (post.noegle for post in brev.poster))
    aftryk = hashlib.sha256(repr((brev.bruger.pk, poster)).encode()).hexdigest()[:32]
    return f"<paamindelse.{aftryk}@{settings.DEFAULT_FROM_EMAIL.rpartition('@')[2].rstrip('>')}>"
