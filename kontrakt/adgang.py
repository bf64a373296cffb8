"""Who may do what. The one place with the rules; pages, administration, downloads and commands all ask here."""

from typing import TypeGuard

from django.db.models import QuerySet
from django.http import Http404, HttpRequest
from django_htmx.middleware import HtmxDetails

from kontrakt.models import Bruger, Kontrakt, Rolle


class Foresp(HttpRequest):
    """A request of a user who is logged in, with htmx's details; the type of every page's request."""

    user: Bruger
    htmx: HtmxDetails


def er_bruger(person: object) -> TypeGuard[Bruger]:
    """Whether somebody is a user who may log in at all."""
    return isinstance(person, Bruger) and person.is_active


def er_administrator(bruger: Bruger) -> bool:
    """Whether the user loads contracts and keeps users."""
    return bruger.is_active and bruger.rolle == Rolle.ADMINISTRATOR


def maa_afrapportere(bruger: Bruger, kontrakt: Kontrakt) -> bool:
    """Whether the user may start reports on a contract and write statuses in them.

    The secretariat for its own KKR's contracts, the director for the own house's, the administrator for all. The
    contract must have `erhvervshus` fetched, or one query is made.
    """
    if not bruger.is_active:
        return False
    match bruger.rolle:
        case Rolle.ADMINISTRATOR:
            return True
        case Rolle.SEKRETARIAT:
            return kontrakt.erhvervshus.kkr_id == bruger.kkr_id
        case Rolle.DIREKTOER:
            return kontrakt.erhvervshus_id == bruger.erhvervshus_id
        case _:
            return False


def hent_kontrakt(bruger: Bruger, slug: str, kontrakter: QuerySet[Kontrakt] | None = None) -> Kontrakt:
    """The contract at an address, with its parties; 404 when there is none or the user may not see it.

    `kontrakter` may narrow or prefetch further.
    """
    udvalg = Kontrakt.objects.all() if kontrakter is None else kontrakter
    synlige = udvalg.filter(pk__in=Kontrakt.objects.synlige_for(bruger).values("pk"))
    try:
        return synlige.select_related("erhvervshus__kkr", "rammeaftale", "forgaenger__erhvervshus").get(slug=slug)
    except Kontrakt.DoesNotExist:
        raise Http404("Kontrakten findes ikke, eller du har ikke adgang til den.") from None
