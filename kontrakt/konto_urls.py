"""Log-in, log-out and change of password: Django's own views with our templates."""

from django.contrib.auth import views
from django.http import HttpRequest, HttpResponseBase
from django.shortcuts import redirect
from django.urls import path, reverse_lazy
from django.views.generic import TemplateView

from kontrakt.forms import LogIndForm


def log_ud(request: HttpRequest) -> HttpResponseBase:
    """Log out by the button; who comes by a link or a reload is sent to the front page as they are."""
    return views.LogoutView.as_view()(request) if request.method == "POST" else redirect("/")


urlpatterns = [
    path(
        "log-ind/",
        views.LoginView.as_view(
            template_name="kontrakt/log_ind.html", authentication_form=LogIndForm, redirect_authenticated_user=True
        ),
        name="log_ind",
    ),
    path("log-ud/", log_ud, name="log_ud"),
    # A page of its own, so that it can be reloaded and the admin's log-out leads here too.
    path("logget-ud/", TemplateView.as_view(template_name="kontrakt/logget_ud.html"), name="logget_ud"),
    path(
        "adgangskode/",
        views.PasswordChangeView.as_view(
            template_name="kontrakt/skift_adgangskode.html", success_url=reverse_lazy("adgangskode_skiftet")
        ),
        name="skift_adgangskode",
    ),
    path(
        "adgangskode/skiftet/",
        views.PasswordChangeDoneView.as_view(template_name="kontrakt/adgangskode_skiftet.html"),
        name="adgangskode_skiftet",
    ),
]
