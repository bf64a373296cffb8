"""A finished file as the answer to a request."""

from io import BytesIO

from django.http import FileResponse

from kontrakt.haendelser import log
from kontrakt.models import Haendelsesslags
from kontrakt.opslag import Foresp
from rapporter.fil import Fil


def filsvar(request: Foresp, fil: Fil, genstand: str) -> FileResponse:
    """A finished file for saving, sent piece by piece; that it was fetched, and of what, stands in the log."""
    if request.method == "GET":  # with HEAD nothing is fetched
        log(Haendelsesslags.EKSPORT, bruger=request.user, genstand=genstand, beskrivelse=fil.navn)
    return FileResponse(BytesIO(fil.indhold), as_attachment=True, filename=fil.navn, content_type=fil.indholdstype)
