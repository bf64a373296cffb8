"""A finished file as the answer to a request."""

import re
from io import BytesIO

from django.http import FileResponse

from kontrakt.haendelser import log
from kontrakt.models import Haendelsesslags
from kontrakt.opslag import Foresp
from rapporter.fil import Fil

TOKEN = re.compile("[A-Za-z0-9]{8,32}")
KOM_FOR = 60  # seconds in which the page that asked may see that the file has begun to come


def filsvar(request: Foresp, fil: Fil, genstand: str) -> FileResponse:
    """A finished file for saving, sent piece by piece; that it was fetched, and of what, stands in the log.

    An address may carry a token, `?hentning=…`: then a cookie by its name tells the page that asked, which waits
    (`static/js/vent.js`), that the answer has begun. It says nothing else, and the page must be able to read it.
    """
    if request.method == "GET":  # with HEAD nothing is fetched
        log(Haendelsesslags.EKSPORT, bruger=request.user, genstand=genstand, beskrivelse=fil.navn)
    svar = FileResponse(BytesIO(fil.indhold), as_attachment=True, filename=fil.navn, content_type=fil.indholdstype)
    token = request.GET.get("hentning", "")
    if TOKEN.fullmatch(token):
        svar.set_cookie(f"hentning-{token}", "1", max_age=KOM_FOR, secure=request.is_secure(), samesite="Lax")
    return svar
