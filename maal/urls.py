"""Addresses of the maal floor."""

from django.urls import path

from maal import views

app_name = "maal"
urlpatterns = [
    path("kontrakter/<slug:slug>/afrapportering/ny/", views.ny_afrapportering, name="ny_afrapportering"),
    path("kontrakter/<slug:slug>/afrapportering/<int:pk>/", views.afrapportering, name="afrapportering"),
    path(
        "kontrakter/<slug:slug>/afrapportering/<int:pk>/maalepunkt/<int:maalepunkt_id>/",
        views.gem_maalepunkt,
        name="gem_maalepunkt",
    ),
    path(
        "kontrakter/<slug:slug>/afrapportering/<int:pk>/indsatsomraade/<int:indsatsomraade_id>/",
        views.gem_indsatsomraade,
        name="gem_indsatsomraade",
    ),
]
