"""A workbook as the answer to a request."""

from django.http import HttpResponse
from django.utils.http import content_disposition_header

from kontrakt.haendelser import log
from kontrakt.models import Haendelsesslags
from kontrakt.opslag import Foresp
from rapporter.excel.aarsrapport import INDHOLDSTYPE, Excelfil


def excelsvar(request: Foresp, fil: Excelfil, genstand: str) -> HttpResponse:
    """A finished workbook for saving; that it was fetched, and of what, stands in the log."""
    if request.method == "GET":  # with HEAD nothing is fetched
        log(Haendelsesslags.EKSPORT, bruger=request.user, genstand=genstand, beskrivelse=fil.navn)
    svar = HttpResponse(fil.indhold, content_type=INDHOLDSTYPE)
    svar["Content-Disposition"] = str(content_disposition_header(as_attachment=True, filename=fil.navn))
    return svar
