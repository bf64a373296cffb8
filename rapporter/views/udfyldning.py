"""The workbook in which a report is filled in."""

from django.contrib.auth.decorators import login_required
from django.http import HttpResponseBase
from django.utils import timezone
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_safe

from kontrakt.opslag import Foresp
from maal.models import Afrapportering
from maal.opslag import udtraek_af
from maal.views.statusfil import kun_aabne
from rapporter.excel.udfyldning import udfyldning as dan_udfyldning
from rapporter.views.hent import filsvar


@login_required
@require_safe
@never_cache
@kun_aabne
def udfyldning(request: Foresp, rapport: Afrapportering) -> HttpResponseBase:
    """A report to be filled in."""
    fil = dan_udfyldning(udtraek_af(rapport), hentet=timezone.now(), hentet_af=request.user.navn)
    return filsvar(request, fil, str(rapport))
