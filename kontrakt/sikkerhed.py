"""What neither Django nor django-csp does: the last security headers, and what no page can read is stopped first."""

from collections.abc import Callable

from django.core.exceptions import BadRequest
from django.http import HttpRequest, HttpResponseBase
from django.utils.cache import add_never_cache_headers

from kontrakt.fejlsider import fejlside

Svar = Callable[[HttpRequest], HttpResponseBase]

MAKS_ANMODNING = 3_000_000  # bytes: the largest set of files that is taken in, twice
STYKKE, MAKS_STYKKER = 65_536, 200  # bytes at a time, and how many times
UDEN_BRUG = (
    "accelerometer", "autoplay", "camera", "display-capture", "encrypted-media", "fullscreen", "geolocation",
    "gyroscope", "magnetometer", "microphone", "midi", "payment", "picture-in-picture", "screen-wake-lock", "serial",
    "usb", "xr-spatial-tracking",
)  # fmt: skip
NAEGTET = ", ".join(f"{evne}=()" for evne in UDEN_BRUG)


def sikkerhedshoveder(get_response: Svar) -> Svar:
    """Middleware: no page needs the camera or the place, none belongs in another site or in the browser's memory."""

    def svar(request: HttpRequest) -> HttpResponseBase:
        response = get_response(request)
        response.headers.setdefault("Permissions-Policy", NAEGTET)
        response.headers.setdefault("Cross-Origin-Resource-Policy", "same-origin")
        if not response.has_header("Cache-Control"):  # static files say themselves how long they keep
            add_never_cache_headers(response)
        return response

    return svar


def afvis_ulaeseligt(get_response: Svar) -> Svar:
    """Middleware: refuse what no browser sends and no database or codec can hold, before anything reads it.

    NUL characters in address or cookies (PostgreSQL has none), other character sets than UTF-8 (some make half
    characters), and more than `MAKS_ANMODNING` bytes. In a form's own fields the form says it better, at the field.
    """

    def svar(request: HttpRequest) -> HttpResponseBase:
        laengde = request.META.get("CONTENT_LENGTH") or "0"
        if not (laengde.isascii() and laengde.isdigit()):
            raise BadRequest("A length that is no number")
        if int(laengde) > MAKS_ANMODNING:
            _smid_vaek(request)
            return fejlside(413)
        tegnsaet = (request.content_params or {}).get("charset", "utf-8")
        if tegnsaet.lower() not in ("utf-8", "utf8"):
            raise BadRequest("Another character set than UTF-8")
        adresse = request.META.get("QUERY_STRING", "")
        if "\0" in request.path_info or "%00" in adresse or any("\0" in kage for kage in request.COOKIES.values()):
            raise BadRequest("A NUL character in address or cookie")
        return get_response(request)

    return svar


def _smid_vaek(request: HttpRequest) -> None:
    """Take in what is sent, and keep nothing: a browser that is cut off while it sends never reads the answer."""
    for _ in range(MAKS_STYKKER):
        if not request.read(STYKKE):
            return
