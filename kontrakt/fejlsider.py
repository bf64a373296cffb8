"""The error pages: Danish, without internals, and made of nothing that may be what is broken.

They use neither database nor session, so they show no user; and where even the template fails, a bare page is sent.
What is too large is answered 413 wherever it is found; Django itself says 400.
"""

import logging
from collections.abc import Callable

from django.core.exceptions import RequestDataTooBig, TooManyFieldsSent, TooManyFilesSent
from django.http import HttpRequest, HttpResponse, HttpResponseBase
from django.template.loader import render_to_string

from kontrakt.logning import ANMODNING

BAR_SIDE = (
    '<!doctype html><html lang="da"><meta charset="utf-8"><title>Der er sket en fejl</title>'
    "<h1>Der er sket en fejl</h1><p>Det, du sidst sendte, er måske ikke gemt. Prøv igen om lidt. "
    "Bliver det ved, så kontakt din administrator.</p></html>"
)
FOR_STORT = (RequestDataTooBig, TooManyFieldsSent, TooManyFilesSent)


log = logging.getLogger(__name__)


def fejlside(status: int, skabelon: str = "") -> HttpResponse:
    """The page of an error, from `<status>.html` unless another template is named."""
    try:
        indhold: str = render_to_string(skabelon or f"{status}.html", {"nummer": ANMODNING.get().get("request_id", "")})
    except Exception:  # whatever it is, the person must have an answer
        log.exception("The error page of %s could not be made", status)
        indhold = BAR_SIDE
    return HttpResponse(indhold, status=status)


def uforstaaelig(request: HttpRequest, exception: Exception) -> HttpResponse:
    """400, or 413 for more than is taken in."""
    return fejlside(413 if isinstance(exception, FOR_STORT) else 400)


def naegtet(request: HttpRequest, exception: Exception) -> HttpResponse:
    """403."""
    return fejlside(403)


def naegtet_csrf(request: HttpRequest, reason: str = "") -> HttpResponse:
    """403 for a form that is not from this site, or was open too long."""
    return fejlside(403, "403_csrf.html")


def findes_ikke(request: HttpRequest, exception: Exception) -> HttpResponse:
    """404."""
    return fejlside(404)


def serverfejl(request: HttpRequest) -> HttpResponse:
    """500."""
    return fejlside(500)


def forkert_metode(get_response: Callable[[HttpRequest], HttpResponseBase]) -> Callable[..., HttpResponseBase]:
    """Middleware: give 405, which Django leaves empty, a page."""

    def svar(request: HttpRequest) -> HttpResponseBase:
        response = get_response(request)
        if response.status_code == 405 and isinstance(response, HttpResponse) and not response.content:
            response.content = fejlside(405).content
        return response

    return svar
