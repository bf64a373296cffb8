"""Log-in through the organisation's own provider (OpenID Connect), for users that the administrator has made.

The user is found anew by the verified e-mail address each time and nothing is kept, so that a user who is deactivated
or has got another address is shut out at once.
"""

import logging
from collections.abc import Callable, Mapping
from typing import Any

from allauth.account.utils import get_next_redirect_url
from allauth.core.exceptions import ImmediateHttpResponse
from allauth.socialaccount.adapter import DefaultSocialAccountAdapter, get_adapter
from allauth.socialaccount.models import SocialApp, SocialLogin
from allauth.socialaccount.providers.base import AuthError, AuthProcess
from allauth.socialaccount.providers.openid_connect import views
from django.conf import settings
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from requests import RequestException

from kontrakt.haendelser import log
from kontrakt.models import Bruger, Haendelsesslags

logger = logging.getLogger(__name__)

UDBYDER = "organisation"  # the provider's name in the addresses and in the settings
UBEKRAEFTET = "Udbyderen oplyser ikke en bekræftet e-mailadresse om dig. Kontakt din administrator."
UKENDT = "Der er ingen bruger med e-mailadressen {}. Kontakt din administrator, hvis du skal have adgang."
FLERE = "Flere brugere har e-mailadressen {}. Log ind med brugernavn og adgangskode, eller kontakt din administrator."
AFBRUDT = "Du afbrød. Prøv igen, eller log ind med brugernavn og adgangskode."
FEJL = "Noget gik galt undervejs. Prøv igen. Bliver det ved, så kontakt din administrator."
SVARER_IKKE = "Udbyderen svarer ikke, som den skal. Prøv igen om lidt. Bliver det ved, så kontakt din administrator."


def udbyders_navn() -> str:
    """What the button on the log-in page calls the provider; blank when there is none."""
    udbydere = settings.SOCIALACCOUNT_PROVIDERS["openid_connect"]["APPS"]
    return udbydere[0]["name"] if udbydere else ""


def afvis(request: HttpRequest, grund: str, status: int = 403) -> HttpResponse:
    """The page that says why nobody was logged in."""
    return render(request, "kontrakt/ikke_logget_ind.html", {"grund": grund, "udbyder": udbyders_navn()}, status=status)


def bekraeftet_email(data: Mapping[str, Any]) -> str:
    """The e-mail address that the provider says it has verified, in small letters; blank when there is none.

    `data` holds the claims of the ID token and of the userinfo page. Entra ID has no `email_verified`; there
    `xms_edov` says whether the address's domain is the organisation's own.
    """
    svar = [data[navn] for navn in ("id_token", "userinfo") if data.get(navn)]
    if len({et_svar.get("sub") for et_svar in svar}) != 1:
        return ""  # two different people
    for et_svar in svar:
        bekraeftet = {str(et_svar.get(navn)).lower() for navn in ("email_verified", "xms_edov")}
        if et_svar.get("email") and bekraeftet & {"true", "1"}:
            return str(et_svar["email"]).lower()
    return ""


class Udbyder(DefaultSocialAccountAdapter):
    """Who may come in from the provider."""

    def is_open_for_signup(self, request: HttpRequest, sociallogin: SocialLogin) -> bool:
        """Nobody signs up."""
        return False

    def pre_social_login(self, request: HttpRequest, sociallogin: SocialLogin) -> None:
        """Find the one active user with the verified address; raises ImmediateHttpResponse when there is not one."""
        email = bekraeftet_email(sociallogin.account.extra_data)
        brugere = list(Bruger.objects.filter(email__iexact=email, is_active=True)[:2]) if email else []
        if len(brugere) != 1:
            grund = UBEKRAEFTET if not email else FLERE if brugere else UKENDT
            log(Haendelsesslags.LOG_IND_AFVIST, bruger=None, beskrivelse="Gennem organisationens eget log-in.")
            raise ImmediateHttpResponse(afvis(request, grund.format(email)))
        sociallogin.user = brugere[0]

    def on_authentication_error(
        self, request: HttpRequest, provider: object, error: object = None, exception: object = None, **_: object
    ) -> None:
        """Say that the user stopped half-way, or that something went wrong; the log has the reason."""
        if error != AuthError.CANCELLED:
            logger.warning("Log-in through the provider failed: %r", exception or error)
        raise ImmediateHttpResponse(afvis(request, AFBRUDT if error == AuthError.CANCELLED else FEJL))


def med_udbyder(view: Callable[[HttpRequest, str], HttpResponse]) -> Callable[[HttpRequest, str], HttpResponse]:
    """A view that asks the provider: 404 without one, and a page of ours when it answers amiss."""

    def svar(request: HttpRequest, provider_id: str) -> HttpResponse:
        try:
            return view(request, provider_id)
        except SocialApp.DoesNotExist:
            raise Http404 from None
        except (RequestException, KeyError) as fejl:  # KeyError: its answer lacks what the standard asks for
            logger.warning("The provider does not answer as it should: %r", fejl)
            return afvis(request, SVARER_IKKE, 503)

    return svar


@med_udbyder
def log_ind(request: HttpRequest, provider_id: str) -> HttpResponse:
    """Lead to the provider's log-in by the button; who comes by a link goes to our own log-in page."""
    udbyder = get_adapter().get_provider(request, provider_id)
    if request.method != "POST":
        return redirect("account_login")
    return udbyder.redirect(request, AuthProcess.LOGIN, next_url=get_next_redirect_url(request))


@med_udbyder
def kom_tilbage(request: HttpRequest, provider_id: str) -> HttpResponse:
    """The provider sends the user back to here."""
    return views.callback(request, provider_id)
