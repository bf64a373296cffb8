"""Root urls: each app answers for its own addresses."""

from django.contrib import admin
from django.urls import include, path

urlpatterns = [
    path("", include("kontrakt.konto_urls")),
    path("", include("maal.urls")),
    path("", include("rapporter.urls")),
    path("admin/", admin.site.urls),  # last: it answers for all that no app has under this address
]
