"""The geographic spread of a count, live and as a report has it: fetch, check access, render."""

from datetime import date

from django.contrib.auth.decorators import login_required
from django.http import Http404, HttpResponse
from django.shortcuts import render
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_safe

from kontrakt.opslag import Foresp
from maal.opslag import hent_afrapportering, udtraek_af
from maal.vejledning_opslag import hent_vejledningstal
from rapporter.kommuner import kommuneadresser
from rapporter.spredning import afsnit_af, hent_live


@login_required
@require_safe
@never_cache
def spredning(request: Foresp, hus: str, pr_dato: date) -> HttpResponse:
    """A house's count as it stands now, judged by each contract of the year that describes the spread."""
    vejledningstal = hent_vejledningstal(request.user, hus, pr_dato)
    afsnit = hent_live(request.user, vejledningstal, kommuneadresser(request.user))
    return render(request, "rapporter/spredning.html", {"vejledningstal": vejledningstal, "afsnit": afsnit})


@login_required
@require_safe
@never_cache
def spredning_i_afrapportering(request: Foresp, slug: str, pk: int, maalepunkt_id: int) -> HttpResponse:
    """What a report says of the spread of one of its målepunkter; a frozen one says what it said when approved."""
    rapport = hent_afrapportering(request.user, slug, pk)
    udtraek = udtraek_af(rapport)
    punkt = next((punkt for punkt in udtraek.punkter if punkt.id == maalepunkt_id), None)
    afsnit = afsnit_af(punkt, udtraek.kontrakt, udtraek.slug, kommuneadresser(request.user)) if punkt else None
    if punkt is None or afsnit is None:
        raise Http404("Målepunktet findes ikke i afrapporteringen, eller dets status bygger ikke på vejledningstal.")
    sammenhaeng = {"rapport": rapport, "udtraek": udtraek, "punkt": punkt, "afsnit": afsnit}
    return render(request, "rapporter/spredning_i_afrapportering.html", sammenhaeng)
