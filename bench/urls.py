"""The site's addresses, and one for the bare view that its pages are held against."""

from django.urls import include, path

from bench.bar import vis

urlpatterns = [path("bar/<slug:navn>/", vis, name="bar"), path("", include("kontrakt.urls"))]
