"""The six houses side by side for a year, as a page and as a workbook."""

from django.contrib.auth.decorators import login_required
from django.http import FileResponse, HttpResponse
from django.shortcuts import redirect, render
from django.utils import timezone
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_safe

from kontrakt.opslag import Foresp
from rapporter.excel.landsark import landsfil
from rapporter.landsopslag import nyeste_aar
from rapporter.landsoversigt import hent_landsoversigt
from rapporter.views.hent import filsvar


@login_required
@require_safe
@never_cache
def nyeste(request: Foresp) -> HttpResponse:
    """On to the newest year with an agreed contract; without any, a page that says so."""
    aar = nyeste_aar()
    if aar is None:
        return render(request, "rapporter/landsoversigt_tom.html")
    return redirect("rapporter:landsoversigt", aar)


@login_required
@require_safe
@never_cache
def landsoversigt(request: Foresp, aar: int) -> HttpResponse:
    """A year; 404 when no agreed contract covers it."""
    return render(request, "rapporter/landsoversigt.html", {"oversigt": hent_landsoversigt(request.user, aar)})


@login_required
@require_safe
@never_cache
def landsoversigt_excel(request: Foresp, aar: int) -> FileResponse:
    """The same as a workbook; that it was fetched stands in the log."""
    oversigt = hent_landsoversigt(request.user, aar)
    fil = landsfil(oversigt, eksporteret=timezone.now(), eksporteret_af=request.user.navn)
    return filsvar(request, fil, f"Landsoversigt {aar}")
