"""A person's deadlines as a calendar (iCalendar, RFC 5545) that a calendar program subscribes to.

One all-day event for each deadline that is not met, on the contracts the user may see; what is met goes away. Deadlines
and never results; and to who sees no drafts, nothing that tells whether there is one.
"""

from collections import defaultdict
from collections.abc import Callable
from datetime import date, datetime, timedelta

from icalendar import Calendar, Event

from kontrakt.models import Bruger, Kontrakt
from maal.frister import Frist
from maal.models import Afrapportering
from rapporter.oversigt import aabne_frister, synlige_kontrakter

NAVN = "Frister for resultatkontrakter"
HENTES_IGEN = timedelta(hours=12)


def byg_kalender(bruger: Bruger, *, idag: date, dannet: datetime, adresse: Callable[[Kontrakt], str]) -> bytes:
    """The calendar's file; two queries, however many contracts. `adresse` gives a contract's web address."""
    kalender = Calendar()
    kalender.add("prodid", "-//Resultatkontrakt//Frister//DA")
    kalender.add("version", "2.0")
    kalender.add("method", "PUBLISH")
    kalender.add("name", NAVN)
    kalender.add("x-wr-calname", NAVN)
    kalender.add("x-wr-timezone", "Europe/Copenhagen")
    kalender.add("refresh-interval", HENTES_IGEN, parameters={"VALUE": "DURATION"})
    kalender.add("x-published-ttl", "PT12H")  # the same, for programs older than the standard
    for kontrakt, frist in kalenderfrister(bruger, idag):
        kalender.add_component(_begivenhed(kontrakt, frist, dannet, adresse(kontrakt)))
    return kalender.to_ical()


def kalenderfrister(bruger: Bruger, idag: date) -> list[tuple[Kontrakt, Frist]]:
    """The deadlines that are not met, of the contracts that the user may see, the earliest first; two queries."""
    kontrakter = synlige_kontrakter(bruger)
    rapporter: dict[int, list[Afrapportering]] = defaultdict(list)
    for rapport in Afrapportering.objects.synlige_for(bruger).order_by():
        rapporter[rapport.kontrakt_id].append(rapport)
    fundne = [
        (kontrakt, frist)
        for kontrakt in kontrakter
        for frist in aabne_frister(bruger, kontrakt, rapporter[kontrakt.pk], idag)
    ]
    return sorted(fundne, key=lambda fund: (fund[1].dato, fund[0].erhvervshus.sortering, fund[1].noegle))


def _begivenhed(kontrakt: Kontrakt, frist: Frist, dannet: datetime, adresse: str) -> Event:
    """One deadline: a whole day, which is the same day in every time zone, and on which nobody is busy."""
    begivenhed = Event()
    # The same for as long as the deadline is the same, so that one whose day is moved is moved and not doubled
    begivenhed.add("uid", f"{kontrakt.slug}-{frist.noegle}@resultatkontrakt")
    begivenhed.add("dtstamp", dannet)
    begivenhed.add("dtstart", frist.dato)
    begivenhed.add("dtend", frist.dato + timedelta(days=1))
    begivenhed.add("summary", f"Frist: {frist.emne}, {kontrakt.erhvervshus.navn}")
    begivenhed.add("description", f"{frist.grund}\n\n{kontrakt.titel}, {kontrakt.erhvervshus.navn}: {adresse}")
    begivenhed.add("url", adresse)
    begivenhed.add("transp", "TRANSPARENT")
    return begivenhed
