"""Fetching what an address names: access is part of the look-up, so that a page cannot forget it."""

from typing import TypeGuard

from django.db.models import QuerySet
from django.http import Http404, HttpRequest
from django_htmx.middleware import HtmxDetails

from kontrakt.models import Bruger, Kontrakt


class Foresp(HttpRequest):
    """A request of a user who is logged in, with htmx's details; the type of every page's request."""

    user: Bruger
    htmx: HtmxDetails


def er_bruger(person: object) -> TypeGuard[Bruger]:
    """Whether somebody is a user who may log in at all."""
    return isinstance(person, Bruger) and person.is_active


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
