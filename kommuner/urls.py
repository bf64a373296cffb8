"""Addresses of the municipalities' floor."""

from django.contrib import admin
from django.urls import path

from kommuner import views
from kommuner.folketal_admin import bekraeft, vaelg_fil

app_name = "kommuner"
urlpatterns = [
    path("admin/folketal/", admin.site.admin_view(vaelg_fil), name="folketal"),
    path("admin/folketal/bekraeft/", admin.site.admin_view(bekraeft), name="bekraeft_folketal"),
    path("kontrakter/<slug:slug>/fordelingsnoegle/<int:aar>/vedtag/", views.vedtag, name="vedtag_noegle"),
]
