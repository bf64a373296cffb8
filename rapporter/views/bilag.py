"""The annex to the KKR's agenda, as a file."""

from django.contrib.auth.decorators import login_required
from django.http import FileResponse, Http404
from django.utils import timezone
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_safe

from kontrakt.opslag import Foresp
from maal.opslag import hent_afrapportering
from rapporter.bilag.former import FORMER, bilagsfil
from rapporter.views.hent import filsvar


@login_required
@require_safe
@never_cache
def bilag(request: Foresp, slug: str, pk: int, form: str) -> FileResponse:
    """A report's annex in one of `FORMER`, as it stands now; that it was fetched stands in the log."""
    if form not in FORMER:
        raise Http404("Bilaget findes ikke i den form.")
    rapport = hent_afrapportering(request.user, slug, pk)
    fil = bilagsfil(request.user, rapport, FORMER[form], dannet=timezone.now())
    return filsvar(request, fil, str(rapport))
