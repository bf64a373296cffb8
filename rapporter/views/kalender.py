"""A person's calendar at its secret address: no log-in, no session."""

from django.http import Http404, HttpRequest, HttpResponse
from django.urls import reverse
from django.utils import timezone
from django.views.decorators.http import require_safe

from kontrakt.models import Kontrakt
from kontrakt.paamindelser import kalenderens_bruger
from rapporter.kalender import byg_kalender


@require_safe
def kalender(request: HttpRequest, token: str) -> HttpResponse:
    """The calendar that the key opens; 404 for every key that opens none, whatever the reason."""
    bruger = kalenderens_bruger(token)
    if bruger is None:
        raise Http404("Kalenderen findes ikke.")

    def adresse(kontrakt: Kontrakt) -> str:
        return request.build_absolute_uri(reverse("rapporter:kontrakt", args=[kontrakt.slug]))

    indhold = byg_kalender(bruger, idag=timezone.localdate(), dannet=timezone.now(), adresse=adresse)
    return HttpResponse(
        indhold,
        content_type="text/calendar; charset=utf-8",
        headers={
            "Content-Disposition": 'inline; filename="frister.ics"',
            "Referrer-Policy": "no-referrer",
        },
    )
