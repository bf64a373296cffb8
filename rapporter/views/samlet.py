"""All houses and all years as one workbook, for the administrator."""

from django.contrib.auth.decorators import login_required
from django.core.exceptions import PermissionDenied
from django.http import FileResponse, Http404, HttpResponse
from django.shortcuts import render
from django.utils import timezone
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_safe

from kontrakt.adgang import er_administrator
from kontrakt.models import Bruger
from kontrakt.opslag import Foresp
from rapporter.excel.samlet import samlet_fil
from rapporter.forms import Samletfilter
from rapporter.samlet import alle_kontrakter, alle_rapporter, hent_samling
from rapporter.views.hent import filsvar

KUN_ADMINISTRATOR = "Kun en administrator kan hente alle erhvervshuses kontrakter samlet."


@login_required
@require_safe
@never_cache
def samlet(request: Foresp) -> HttpResponse:
    """What the workbook of everything will hold, filtered by framework and years."""
    form = _filter(request)
    kontrakter, aar = form.udvalgte()
    rapporter = alle_rapporter(request.user, kontrakter, aar)
    sammenhaeng = {"form": form, "kontrakter": kontrakter, "aar": aar, "rapporter": rapporter}
    return render(request, "rapporter/samlet.html", sammenhaeng)


@login_required
@require_safe
@never_cache
def samlet_excel(request: Foresp) -> FileResponse:
    """The same as a workbook; that it was fetched stands in the log."""
    kontrakter, aar = _filter(request).udvalgte()
    if not kontrakter:
        raise Http404("Der er ingen kontrakter i de år.")
    samling = hent_samling(request.user, kontrakter, aar)
    fil = samlet_fil(samling, eksporteret=timezone.now(), eksporteret_af=request.user.navn)
    return filsvar(request, fil, "Alle resultatkontrakter")


def _filter(request: Foresp) -> Samletfilter:
    _kraev_administrator(request.user)
    return Samletfilter(request.GET, alle_kontrakter(request.user))


def _kraev_administrator(bruger: Bruger) -> None:
    if not er_administrator(bruger):
        raise PermissionDenied(KUN_ADMINISTRATOR)
