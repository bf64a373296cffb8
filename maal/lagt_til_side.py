"""What was sent without JavaScript after the session had ended: kept until its writer has logged in again.

It lies in the browser's new session, which Django lets live on through the log-in. The form names its user by a signed
text that only a page for that user has, so that nobody else sees it, and nobody who was never here can fill the
database. With JavaScript the browser keeps what is typed by itself (static/js/kladder.js).
"""

from collections.abc import Mapping
from typing import Any

from django.core import signing
from django.http import HttpRequest

FELT = "bruger"  # the hidden field
NOEGLE = "lagt_til_side"  # in the session: by the address that saves it, the user's id and the form as it was sent
MAKS_TEGN = 30_000  # of one form: the longest status and justification that can be saved
MAKS_ANTAL = 5
GYLDIG = 7 * 24 * 60 * 60  # seconds from when the page was shown
SALT = "maal.lagt_til_side"


def afsender(bruger_id: int) -> str:
    """The signed text by which a form names its user."""
    return signing.dumps(bruger_id, salt=SALT)


def sendt_af(request: HttpRequest) -> int | None:
    """The id of the user whose page a form was sent from; None when it does not say, or said it long ago."""
    try:
        bruger_id: int = signing.loads(request.POST.get(FELT, ""), salt=SALT, max_age=GYLDIG)
    except signing.BadSignature:
        return None
    return bruger_id


def laeg_til_side(request: HttpRequest) -> bool:
    """Keep what was sent for the user that the form names; False when it cannot be kept."""
    felter = {navn: str(vaerdi) for navn, vaerdi in request.POST.items() if navn not in ("csrfmiddlewaretoken", FELT)}
    bruger_id = sendt_af(request)
    if bruger_id is None or sum(map(len, felter.values())) > MAKS_TEGN:
        return False
    andre = {sti: lagt for sti, lagt in request.session.get(NOEGLE, {}).items() if sti != request.path}
    beholdt = dict(list(andre.items())[-(MAKS_ANTAL - 1) :])
    request.session[NOEGLE] = beholdt | {request.path: [bruger_id, felter]}
    return True


def lagt_til_side(request: HttpRequest) -> Mapping[str, Mapping[str, Any]]:
    """What the user who is logged in has sent too late: the form's fields by the address that saves it."""
    alle = request.session.get(NOEGLE, {})
    return {sti: felter for sti, (bruger_id, felter) in alle.items() if bruger_id == request.user.pk}


def glem(request: HttpRequest) -> None:
    """Forget what was kept for the address that is asked for: it is saved now, or given up."""
    if request.path in request.session.get(NOEGLE, {}):
        request.session[NOEGLE] = {sti: x for sti, x in request.session[NOEGLE].items() if sti != request.path}
