"""Addresses of the rapporter floor."""

from django.urls import path

from rapporter import views

app_name = "rapporter"
urlpatterns = [
    path("", views.oversigt, name="oversigt"),
    path("kontrakter/<slug:slug>/", views.kontrakt, name="kontrakt"),
    path("kontrakter/<slug:slug>/afrapportering/<int:pk>/excel/", views.aarsrapport, name="aarsrapport"),
]
