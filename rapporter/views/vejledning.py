"""The workbook in which a house fills in its guidance."""

from datetime import date

from django.contrib.auth.decorators import login_required
from django.http import FileResponse, Http404
from django.utils import timezone
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_safe

from kommuner.vejledningsregler import datofejl
from kontrakt.opslag import Foresp
from maal.vejledning_opslag import hent_hus, raekker_af
from rapporter.excel.vejledningsskabelon import skabelon
from rapporter.views.hent import filsvar


@login_required
@require_safe
@never_cache
def vejledningsskabelon(request: Foresp, hus: str, pr_dato: date) -> FileResponse:
    """A house's municipalities with what is saved to a day; 404 for a day that nothing can be counted to."""
    et_hus = hent_hus(request.user, hus)
    tal = et_hus.vejledningstal.filter(pr_dato=pr_dato).first()
    if tal is None and (fejl := datofejl(pr_dato, timezone.localdate())):
        raise Http404(" ".join(fejl))
    raekker = raekker_af([tal.pk]).get(tal.pk, []) if tal else []
    fil = skabelon(et_hus, pr_dato, raekker, eksporteret=timezone.now())
    return filsvar(request, fil, f"{et_hus}: vejledningstal")
