"""The provider's addresses: its log-in, and the standard's own under `/o/`."""

from django.contrib.auth.views import LoginView
from django.urls import include, path

urlpatterns = [
    path("log-ind-hos-udbyderen/", LoginView.as_view()),
    path("o/", include("oauth2_provider.urls", namespace="oauth2_provider")),
]
