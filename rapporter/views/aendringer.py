"""What changed between two contracts of a house, as a page and as a workbook."""

from django.contrib.auth.decorators import login_required
from django.http import FileResponse, HttpResponse
from django.shortcuts import redirect, render
from django.utils import timezone
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_safe

from kontrakt.opslag import Foresp, hent_kontrakt
from rapporter.aendringsside import hent_aendringsside
from rapporter.excel.aendringsark import aendringsfil
from rapporter.forms import Sammenligning
from rapporter.views.hent import filsvar


@login_required
@require_safe
@never_cache
def aendringer(request: Foresp, slug: str) -> HttpResponse:
    """The changes from the predecessor, or from the contract that `?fra=` names."""
    side = hent_aendringsside(request.user, hent_kontrakt(request.user, slug), request.GET.get("fra", ""))
    sammenhaeng = {"side": side, "kontrakt": side.kontrakt, "fra": side.fra, "form": Sammenligning(side)}
    return render(request, "rapporter/aendringer.html", sammenhaeng)


@login_required
@require_safe
@never_cache
def aendringer_excel(request: Foresp, slug: str) -> FileResponse | HttpResponse:
    """The same as a workbook; with nothing to compare with the page is shown, which says so."""
    side = hent_aendringsside(request.user, hent_kontrakt(request.user, slug), request.GET.get("fra", ""))
    if side.fra is None:
        return redirect("rapporter:aendringer", slug)
    fil = aendringsfil(side, side.fra, eksporteret=timezone.now(), eksporteret_af=request.user.navn)
    return filsvar(request, fil, f"{side.kontrakt}, ændringer fra {side.fra.periode}")
