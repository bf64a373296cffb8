"""Addresses of the rapporter floor."""

from django.urls import path

import kontrakt.adresser  # noqa: F401 - <isodato:…>
from rapporter.views import (
    aendringer,
    bilag,
    kalender,
    kommuner,
    landsoversigt,
    noegle,
    oversigt,
    samlet,
    spredning,
    udfyldning,
    udvikling,
    vejledning,
)

app_name = "rapporter"
urlpatterns = [
    path("", oversigt.oversigt, name="oversigt"),
    path("kalender/<str:token>/", kalender.kalender, name="kalender"),
    path("kommuner/", kommuner.kommuner, name="kommuner"),
    path("kommuner/excel/", kommuner.kommuner_excel, name="kommuner_excel"),
    path("kommuner/<slug:kode>/", kommuner.kommune, name="kommune"),
    path("kommuner/<slug:kode>/excel/", kommuner.kommune_excel, name="kommune_excel"),
    path("kontrakter/<slug:slug>/", oversigt.kontrakt, name="kontrakt"),
    path("kontrakter/<slug:slug>/aendringer/", aendringer.aendringer, name="aendringer"),
    path("kontrakter/<slug:slug>/aendringer/excel/", aendringer.aendringer_excel, name="aendringer_excel"),
    path("kontrakter/<slug:slug>/fordelingsnoegle/<int:aar>/", noegle.fordelingsnoegle, name="fordelingsnoegle"),
    path("kontrakter/<slug:slug>/fordelingsnoegle/<int:aar>/beregn/", noegle.beregn_noegle, name="beregn_noegle"),
    path(
        "kontrakter/<slug:slug>/fordelingsnoegle/<int:aar>/beregn/excel/", noegle.beregnet_excel, name="beregnet_excel"
    ),
    path("kontrakter/<slug:slug>/afrapportering/<int:pk>/excel/", oversigt.aarsrapport, name="aarsrapport"),
    path("kontrakter/<slug:slug>/afrapportering/<int:pk>/bilag/<slug:form>/", bilag.bilag, name="bilag"),
    path("kontrakter/<slug:slug>/afrapportering/<int:pk>/udfyldning/", udfyldning.udfyldning, name="udfyldning"),
    path(
        "kontrakter/<slug:slug>/afrapportering/<int:pk>/spredning/<int:maalepunkt_id>/",
        spredning.spredning_i_afrapportering,
        name="spredning_i_afrapportering",
    ),
    path("rapporter/samlet/", samlet.samlet, name="samlet"),
    path("rapporter/samlet/excel/", samlet.samlet_excel, name="samlet_excel"),
    path("rapporter/udvikling/", udvikling.udvikling, name="udvikling"),
    path("rapporter/udvikling/<slug:hus>/<slug:indikator>/", udvikling.udvikling_af, name="udvikling_af"),
    path("rapporter/udvikling/<slug:hus>/<slug:indikator>/excel/", udvikling.udvikling_excel, name="udvikling_excel"),
    path("vejledning/<slug:hus>/<isodato:pr_dato>/spredning/", spredning.spredning, name="spredning"),
    path(
        "vejledning/<slug:hus>/<isodato:pr_dato>/skabelon/", vejledning.vejledningsskabelon, name="vejledningsskabelon"
    ),
    path("rapporter/landsoversigt/", landsoversigt.nyeste, name="nyeste_landsoversigt"),
    path("rapporter/landsoversigt/<int:aar>/", landsoversigt.landsoversigt, name="landsoversigt"),
    path("rapporter/landsoversigt/<int:aar>/excel/", landsoversigt.landsoversigt_excel, name="landsoversigt_excel"),
]
