"""Addresses of the rapporter floor."""

from django.urls import path

import kontrakt.adresser  # noqa: F401 - <isodato:…>
from rapporter.views import oversigt, spredning

app_name = "rapporter"
urlpatterns = [
    path("", oversigt.oversigt, name="oversigt"),
    path("kontrakter/<slug:slug>/", oversigt.kontrakt, name="kontrakt"),
    path("kontrakter/<slug:slug>/afrapportering/<int:pk>/excel/", oversigt.aarsrapport, name="aarsrapport"),
    path(
        "kontrakter/<slug:slug>/afrapportering/<int:pk>/spredning/<int:maalepunkt_id>/",
        spredning.spredning_i_afrapportering,
        name="spredning_i_afrapportering",
    ),
    path("vejledning/<slug:hus>/<isodato:pr_dato>/spredning/", spredning.spredning, name="spredning"),
]
