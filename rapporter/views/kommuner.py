"""Municipalities: all that a user may see, and one of them for its council; both as workbooks too."""

from django.contrib.auth.decorators import login_required
from django.http import FileResponse, HttpResponse
from django.shortcuts import redirect, render
from django.utils import timezone
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_safe
from django_tables2 import RequestConfig

from kontrakt.opslag import Foresp
from rapporter.excel.kommuneark import Udtraekker, kommunefil, kommunerfil
from rapporter.forms import Kommunefilter
from rapporter.kommune import hent_kommune, hent_kommuneside
from rapporter.kommuner import hent_kommuneliste, synlige_kommuner
from rapporter.kommunetabel import Kommunetabel
from rapporter.views.hent import filsvar


@login_required
@require_safe
@never_cache
def kommuner(request: Foresp) -> HttpResponse:
    """The municipalities that the user may see, filtered and sorted; a municipality is led to its own page."""
    if request.user.kommune:
        return redirect("rapporter:kommune", request.user.kommune.kode)
    form = Kommunefilter(request.GET, synlige_kommuner(request.user))
    tabel = Kommunetabel(hent_kommuneliste(request.user, form.udvalgte()))
    RequestConfig(request, paginate=False).configure(tabel)
    return render(request, "rapporter/kommuner.html", {"form": form, "tabel": tabel})


@login_required
@require_safe
@never_cache
def kommuner_excel(request: Foresp) -> FileResponse:
    """The same municipalities as the filter in the address gives, as a workbook in Danish order."""
    form = Kommunefilter(request.GET, synlige_kommuner(request.user))
    liste = hent_kommuneliste(request.user, form.udvalgte())
    return filsvar(request, kommunerfil(liste, _udtraekker(request)), "Kommuner")


@login_required
@require_safe
@never_cache
def kommune(request: Foresp, kode: str) -> HttpResponse:
    """One municipality: what it pays, what its companies get, and how its house is doing."""
    side = hent_kommuneside(request.user, hent_kommune(request.user, kode))
    return render(request, "rapporter/kommune.html", {"side": side, "kommune": side.kommune})


@login_required
@require_safe
@never_cache
def kommune_excel(request: Foresp, kode: str) -> FileResponse:
    """What a municipality's page shows, as a workbook."""
    side = hent_kommuneside(request.user, hent_kommune(request.user, kode))
    return filsvar(request, kommunefil(side, _udtraekker(request)), str(side.kommune))


def _udtraekker(request: Foresp) -> Udtraekker:
    return Udtraekker(request.user.navn, timezone.now())
