"""The doors of log-in and of one's own account: those of allauth's that we want, under its names, in Danish."""

from collections.abc import Callable

from allauth.account import views as konto
from allauth.mfa.base import views as mfa
from allauth.mfa.recovery_codes import views as koder
from allauth.mfa.totp import views as app
from allauth.mfa.webauthn import views as noegler
from django.contrib.auth.decorators import login_required
from django.http import HttpRequest, HttpResponseBase
from django.shortcuts import redirect
from django.urls import path
from django.views.generic import RedirectView, TemplateView

from kontrakt import paamindelsesside, totrin, udbyder

UDBYDER = {"provider_id": udbyder.UDBYDER}


def log_ud(request: HttpRequest) -> HttpResponseBase:
    """Log out by the button; who comes by a link or a reload is sent to the front page as they are."""
    return konto.logout(request) if request.method == "POST" else redirect("/")


def til(navn: str) -> Callable[..., HttpResponseBase]:
    """To another page, for who is logged in."""
    return login_required(RedirectView.as_view(pattern_name=navn))


urlpatterns = [
    path(
        "log-ind/",
        konto.LoginView.as_view(extra_context={"udbyder": udbyder.udbyders_navn}),
        name="account_login",
    ),
    path("log-ind/to-trin/", mfa.authenticate, name="mfa_authenticate"),
    path("log-ind/adgangsnoegle/", noegler.login_webauthn, name="mfa_login_webauthn"),
    path("log-ind/organisation/", udbyder.log_ind, UDBYDER, name="openid_connect_login"),
    path("log-ind/organisation/svar/", udbyder.kom_tilbage, UDBYDER, name="openid_connect_callback"),
    path("log-ud/", log_ud, name="account_logout"),
    # A page of its own, so that it can be reloaded and the admin's log-out leads here too.
    path("logget-ud/", TemplateView.as_view(template_name="kontrakt/logget_ud.html"), name="logget_ud"),
    path("adgangskode/", konto.password_change, name="account_change_password"),
    # Who has no password gets one as who has forgotten it: by e-mail.
    path("adgangskode/vaelg/", til("account_reset_password"), name="account_set_password"),
    path("glemt-adgangskode/", konto.password_reset, name="account_reset_password"),
    path("glemt-adgangskode/sendt/", konto.password_reset_done, name="account_reset_password_done"),
    path("glemt-adgangskode/skiftet/", konto.password_reset_from_key_done, name="account_reset_password_from_key_done"),
    path(
        "glemt-adgangskode/<str:uidb36>/<str:key>/",
        konto.PasswordResetFromKeyView.as_view(reset_url_key="ny"),
        name="account_reset_password_from_key",
    ),
    path("konto/", totrin.DinKonto.as_view(), name="mfa_index"),
    path("konto/paamindelser/", paamindelsesside.paamindelser, name="paamindelser"),
    path("konto/paamindelser/til/", paamindelsesside.slaa_til, name="paamindelser_til"),
    path("konto/paamindelser/fra/", paamindelsesside.slaa_fra, name="paamindelser_fra"),
    path("konto/paamindelser/kalender/ny/", paamindelsesside.ny_kalenderadresse, name="kalender_ny"),
    path("konto/paamindelser/kalender/luk/", paamindelsesside.luk, name="kalender_luk"),
    path("konto/bekraeft/", konto.reauthenticate, name="account_reauthenticate"),
    path("konto/bekraeft/kode/", mfa.reauthenticate, name="mfa_reauthenticate"),
    path("konto/bekraeft/adgangsnoegle/", noegler.reauthenticate_webauthn, name="mfa_reauthenticate_webauthn"),
    path("konto/app/", app.activate_totp, name="mfa_activate_totp"),
    path("konto/app/fjern/", app.deactivate_totp, name="mfa_deactivate_totp"),
    path("konto/reservekoder/", koder.view_recovery_codes, name="mfa_view_recovery_codes"),
    path("konto/reservekoder/nye/", koder.generate_recovery_codes, name="mfa_generate_recovery_codes"),
    path("konto/reservekoder/hent/", koder.download_recovery_codes, name="mfa_download_recovery_codes"),
    path("konto/adgangsnoegler/", til("mfa_index"), name="mfa_list_webauthn"),
    path("konto/adgangsnoegler/tilfoej/", noegler.add_webauthn, name="mfa_add_webauthn"),
    path("konto/adgangsnoegler/<int:pk>/omdoeb/", noegler.edit_webauthn, name="mfa_edit_webauthn"),
    path("konto/adgangsnoegler/<int:pk>/fjern/", noegler.remove_webauthn, name="mfa_remove_webauthn"),
]
