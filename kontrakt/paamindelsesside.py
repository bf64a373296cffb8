"""`Påmindelser og kalender`: what one has chosen about deadlines, and one address for each change of it."""

from collections.abc import Callable
from functools import partial

from django.contrib import messages
from django.contrib.auth.decorators import login_required
from django.http import HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.views.decorators.http import require_http_methods, require_safe

from kontrakt.adgang import kan_paamindes
from kontrakt.opslag import Foresp
from kontrakt.paamindelser import kalendernoegle, lav_kalenderadresse, luk_kalender, saet_paamindelser


@login_required
@require_safe
def paamindelser(request: Foresp) -> HttpResponse:
    """The page: the two things, each with its own switch."""
    noegle = kalendernoegle(request.user)
    adresse = request.build_absolute_uri(reverse("rapporter:kalender", args=[noegle])) if noegle else ""
    indhold = {"kan_paamindes": kan_paamindes(request.user), "adresse": adresse}
    return render(request, "kontrakt/paamindelser.html", indhold)


def _aendring(door: Callable[..., None], besked: str) -> Callable[[Foresp], HttpResponse]:
    """The address of one change of one's own; who comes by a link or a reload is shown the page as it is."""

    @login_required
    @require_http_methods(["GET", "HEAD", "POST"])
    def svar(request: Foresp) -> HttpResponse:
        if request.method == "POST":
            door(bruger_id=request.user.pk)
            messages.success(request, besked)
        return redirect("paamindelser")

    return svar


slaa_til = _aendring(partial(saet_paamindelser, til=True), "Påmindelser er slået til.")
slaa_fra = _aendring(partial(saet_paamindelser, til=False), "Påmindelser er slået fra. Du får ikke flere.")
ny_kalenderadresse = _aendring(
    lav_kalenderadresse, "Din kalender har fået en ny adresse. Havde den en før, virker den ikke mere."
)
luk = _aendring(luk_kalender, "Din kalender er lukket, og dens adresse virker ikke mere.")
