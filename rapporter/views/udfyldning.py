"""The workbook in which a report is filled in."""

from django.contrib.auth.decorators import login_required
from django.core.exceptions import PermissionDenied
from django.http import FileResponse
from django.utils import timezone
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_safe

from kontrakt.adgang import maa_skrive
from kontrakt.opslag import Foresp
from maal.opslag import hent_afrapportering, udtraek_af
from maal.status import grund_til_lukket
from rapporter.excel.udfyldning import udfyldning as dan_udfyldning
from rapporter.views.hent import filsvar


@login_required
@require_safe
@never_cache
def udfyldning(request: Foresp, slug: str, pk: int) -> FileResponse:
    """A report to be filled in; 403 for who sees it and may not write in it now."""
    rapport = hent_afrapportering(request.user, slug, pk)
    if not maa_skrive(request.user, rapport):
        raise PermissionDenied(grund_til_lukket(rapport))
    fil = dan_udfyldning(udtraek_af(rapport), hentet=timezone.now(), hentet_af=request.user.navn)
    return filsvar(request, fil, str(rapport))
