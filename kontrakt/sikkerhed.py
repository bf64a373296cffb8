"""The one security header that neither Django nor django-csp sends."""

from collections.abc import Callable

from django.http import HttpRequest, HttpResponseBase

NAEGTET = "camera=(), geolocation=(), microphone=(), payment=(), usb=()"


def permissions_policy(get_response: Callable[[HttpRequest], HttpResponseBase]) -> Callable[..., HttpResponseBase]:
    """Middleware: no page here needs the camera, the microphone or the place, so the browser is told to refuse them."""

    def svar(request: HttpRequest) -> HttpResponseBase:
        response = get_response(request)
        response.headers.setdefault("Permissions-Policy", NAEGTET)
        return response

    return svar
