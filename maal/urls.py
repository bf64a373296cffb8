"""Addresses of the maal floor."""

from django.contrib import admin
from django.urls import path

from maal.admin.indlaes import bekraeft, vaelg_filer
from maal.views import afrapportering as views

app_name = "maal"
urlpatterns = [
    path("admin/indlaes/", admin.site.admin_view(vaelg_filer), name="indlaes"),
    path("admin/indlaes/bekraeft/", admin.site.admin_view(bekraeft), name="bekraeft_indlaes"),
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
