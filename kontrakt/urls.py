"""Root urls: each app answers for its own addresses."""

from django.contrib import admin
from django.urls import include, path

from kontrakt.sundhed import sundhed

handler400 = "kontrakt.fejlsider.uforstaaelig"
handler403 = "kontrakt.fejlsider.naegtet"
handler404 = "kontrakt.fejlsider.findes_ikke"
handler500 = "kontrakt.fejlsider.serverfejl"

urlpatterns = [
    path("sundhed/", sundhed, name="sundhed"),
    path("", include("kontrakt.konto_urls")),
    path("", include("kommuner.urls")),
    path("", include("maal.urls")),
    path("", include("rapporter.urls")),
    path("admin/", admin.site.urls),  # last: it answers for all that no app has under this address
]
