"""Log-in, log-out and change of password: Django's own views with our templates."""

from django.contrib.auth import views
from django.urls import path, reverse_lazy

urlpatterns = [
    path("log-ind/", views.LoginView.as_view(template_name="kontrakt/log_ind.html"), name="log_ind"),
    path("log-ud/", views.LogoutView.as_view(), name="log_ud"),
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
