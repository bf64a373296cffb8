"""An indicator of a house through the years: which can be followed, one of them, and its years as a workbook."""

from django.contrib.auth.decorators import login_required
from django.http import FileResponse, HttpResponse
from django.shortcuts import render
from django.utils import timezone
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_safe

from kontrakt.opslag import Foresp
from rapporter.excel.udviklingsark import udviklingsfil
from rapporter.forms import Husfilter
from rapporter.kurve import kurver
from rapporter.kurvetegning import tegninger
from rapporter.udvikling_opslag import hent_foelgelige, hent_udvikling
from rapporter.views.hent import filsvar


@login_required
@require_safe
@never_cache
def udvikling(request: Foresp) -> HttpResponse:
    """The indicators that can be followed, by house; one house when the filter says so."""
    huse = hent_foelgelige(request.user)
    form = Husfilter(request.GET, [et.hus for et in huse])
    valgt = form.valgt()
    vist = [et for et in huse if not valgt or et.hus.noegle == valgt]
    return render(request, "rapporter/udvikling.html", {"form": form, "huse": vist})


@login_required
@require_safe
@never_cache
def udvikling_af(request: Foresp, hus: str, indikator: str) -> HttpResponse:
    """One indicator of a house: the curve, and every year in a table."""
    side = hent_udvikling(request.user, hus, indikator, timezone.localdate())
    tegnet = tegninger(kurver(side.raekker), side.titel)
    return render(request, "rapporter/udvikling_af.html", {"side": side, "tegninger": tegnet})


@login_required
@require_safe
@never_cache
def udvikling_excel(request: Foresp, hus: str, indikator: str) -> FileResponse:
    """The table of years as a workbook."""
    side = hent_udvikling(request.user, hus, indikator, timezone.localdate())
    fil = udviklingsfil(side, eksporteret=timezone.now(), eksporteret_af=request.user.navn)
    return filsvar(request, fil, side.titel)
