"""To-trinsbekræftelse: whom it is required of, and that they come no further before they have it."""

from collections.abc import Callable
from typing import Any

from allauth.account.internal.flows.login import get_authentication_records
from allauth.mfa.base.views import IndexView
from allauth.mfa.models import Authenticator
from allauth.mfa.utils import is_mfa_enabled
from django.conf import settings
from django.http import HttpRequest, HttpResponseBase, HttpResponseRedirect
from django.urls import reverse
from django_htmx.http import HttpResponseClientRedirect

from kontrakt.models import Bruger

ANDET_TRIN = (Authenticator.Type.TOTP, Authenticator.Type.WEBAUTHN)  # codes on paper are only a spare
# The doors that lead to a second step, and out.
AABNE = frozenset(
    {
        "account_logout",
        "logget_ud",
        "mfa_index",
        "mfa_activate_totp",
        "mfa_add_webauthn",
        "mfa_view_recovery_codes",
        "mfa_download_recovery_codes",
        "account_reauthenticate",
        "mfa_reauthenticate",
        "mfa_reauthenticate_webauthn",
        "rapporter:kalender",  # asks of nobody who they are
    }
)


def kraeves(bruger: object) -> bool:
    """Whether the user's role needs a second step (the environment's KRAEV_TOTRIN)."""
    # Where it is required of nobody, no page asks who the user is because of it.
    return bool(settings.KRAEV_TOTRIN) and isinstance(bruger, Bruger) and bruger.rolle in settings.KRAEV_TOTRIN


def mangler(request: HttpRequest) -> bool:
    """Whether the user must set up a second step first; who came by the organisation's log-in has that there."""
    if not kraeves(request.user):
        return False
    if any(skridt["method"] == "socialaccount" for skridt in get_authentication_records(request, request.user)):
        return False
    return not is_mfa_enabled(request.user, ANDET_TRIN)


class DinKonto(IndexView):
    """`Din konto`: who one is here, the password, and the second steps."""

    def get_context_data(self, **kwargs: Any) -> dict[str, Any]:
        """With whether a required second step is missing."""
        return super().get_context_data(**kwargs) | {"mangler_totrin": mangler(self.request)}


class KraevTotrin:
    """Middleware: send who lacks a required second step to `Din konto`, whatever page was asked for."""

    def __init__(self, get_response: Callable[[HttpRequest], HttpResponseBase]) -> None:
        self.get_response = get_response

    def __call__(self, request: HttpRequest) -> HttpResponseBase:
        """Nothing of its own; the address is known only in `process_view`."""
        return self.get_response(request)

    def process_view(self, request: Any, view: object, args: object, kwargs: object) -> HttpResponseBase | None:
        """The way to `Din konto`, or None for the page that was asked for."""
        if request.resolver_match.view_name in AABNE or not mangler(request):
            return None
        konto = reverse("mfa_index")
        return HttpResponseClientRedirect(konto) if request.htmx else HttpResponseRedirect(konto)
