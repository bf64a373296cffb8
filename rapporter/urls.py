"""Addresses of the rapporter floor."""

from django.urls import path

from rapporter.views import oversigt

app_name = "rapporter"
urlpatterns = [
    path("", oversigt.oversigt, name="oversigt"),
    path("kontrakter/<slug:slug>/", oversigt.kontrakt, name="kontrakt"),
    path("kontrakter/<slug:slug>/afrapportering/<int:pk>/excel/", oversigt.aarsrapport, name="aarsrapport"),
]
