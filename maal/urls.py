"""Addresses of the maal floor."""

from django.contrib import admin
from django.urls import path

import kontrakt.adresser  # noqa: F401 - <isodato:…>
from maal.admin.indlaes import bekraeft, vaelg_filer
from maal.views import afrapportering as views
from maal.views import historik, statusfil, vejledning, vejledningsfil
from maal.views.skridt import SKRIDT, tag_skridt

app_name = "maal"
urlpatterns = [
    path("admin/indlaes/", admin.site.admin_view(vaelg_filer), name="indlaes"),
    path("admin/indlaes/bekraeft/", admin.site.admin_view(bekraeft), name="bekraeft_indlaes"),
    path("vejledning/", vejledning.vejledninger, name="vejledninger"),
    path("vejledning/indlaes/", vejledningsfil.indlaes, name="indlaes_vejledning"),
    path("vejledning/indlaes/bekraeft/", vejledningsfil.bekraeft, name="bekraeft_vejledning"),
    path("vejledning/<slug:hus>/", vejledning.husets_vejledning, name="husets_vejledning"),
    path("vejledning/<slug:hus>/<isodato:pr_dato>/", vejledning.vejledning, name="vejledning"),
    path("vejledning/<slug:hus>/<isodato:pr_dato>/indsaet/", vejledning.indsaet_vejledning, name="indsaet_vejledning"),
    path("vejledning/<slug:hus>/<isodato:pr_dato>/slet/", vejledning.slet_vejledningstal, name="slet_vejledning"),
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
    path("kontrakter/<slug:slug>/afrapportering/<int:pk>/indlaes/", statusfil.indlaes, name="indlaes_status"),
    path(
        "kontrakter/<slug:slug>/afrapportering/<int:pk>/indlaes/bekraeft/", statusfil.bekraeft, name="bekraeft_status"
    ),
    path(
        "kontrakter/<slug:slug>/afrapportering/<int:pk>/maalepunkt/<int:maalepunkt_id>/historik/",
        historik.maalepunkt_historik,
        name="maalepunkt_historik",
    ),
    path(
        "kontrakter/<slug:slug>/afrapportering/<int:pk>/maalepunkt/<int:maalepunkt_id>/historik/<int:udgave>/gendan/",
        historik.gendan_maalepunkt,
        name="gendan_maalepunkt",
    ),
    path(
        "kontrakter/<slug:slug>/afrapportering/<int:pk>/indsatsomraade/<int:indsatsomraade_id>/historik/",
        historik.indsatsomraade_historik,
        name="indsatsomraade_historik",
    ),
    path(
        "kontrakter/<slug:slug>/afrapportering/<int:pk>/indsatsomraade/<int:indsatsomraade_id>/historik/"
        "<int:udgave>/gendan/",
        historik.gendan_indsatsomraade,
        name="gendan_indsatsomraade",
    ),
    *(
        path(
            f"kontrakter/<slug:slug>/afrapportering/<int:pk>/{skridt.navn.replace('_', '-')}/",
            tag_skridt,
            {"skridt": skridt},
            name=skridt.navn,
        )
        for skridt in SKRIDT
    ),
]
