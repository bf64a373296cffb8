"""The log in the administration: to be searched, filtered and exported, and changed by nobody."""

import re
from collections.abc import Iterator
from typing import Any

from django.contrib import admin
from django.core.exceptions import PermissionDenied
from django.db.models import QuerySet
from django.http import Http404, HttpRequest, HttpResponse, HttpResponseBase, StreamingHttpResponse
from django.urls import URLPattern, path, reverse
from django.utils import timezone
from django.utils.html import format_html
from django.utils.http import content_disposition_header
from django.utils.safestring import SafeString
from django.views.decorators.http import require_safe

from kontrakt.administration import Side
from kontrakt.csvfil import INDHOLDSTYPE, csv_linjer
from kontrakt.dansk import vis_kort_dato
from kontrakt.haendelser import log
from kontrakt.models import Bruger, Haendelse, Haendelsesslags

KOLONNER = ("Tidspunkt", "Hvad", "Brugernummer", "Bruger", "Genstand", "Beskrivelse")
AD_GANGEN = 2_000  # rows: what is held in memory of an export


@admin.register(Haendelse)
class HaendelseAdmin(Side):
    """Events, newest first."""

    list_display = ("hvornaar", "slags", "hvem", "genstanden", "beskrivelse")
    list_display_links = None
    list_filter = ("slags", "tidspunkt", ("bruger", admin.RelatedOnlyFieldListFilter))
    list_select_related = ("bruger",)
    list_per_page = 50
    date_hierarchy = "tidspunkt"
    search_fields = ("genstand", "beskrivelse", "bruger__username", "bruger__first_name", "bruger__last_name")
    search_help_text = "Søg efter bruger, genstand eller beskrivelse, fx »Bruger 17« eller en fils navn."
    sortable_by = ()
    show_full_result_count = False  # would count the whole log at every search
    change_list_template = "admin/haendelser.html"

    @admin.display(description="tidspunkt", ordering="tidspunkt")
    def hvornaar(self, haendelse: Haendelse) -> str:
        """To the second."""
        tidspunkt = timezone.localtime(haendelse.tidspunkt)
        return f"{vis_kort_dato(tidspunkt)} kl. {tidspunkt:%H.%M.%S}"

    @admin.display(description="bruger")
    def hvem(self, haendelse: Haendelse) -> str:
        """Who did it; a command need not say, and who was not let in is nobody."""
        return haendelse.bruger.navn if haendelse.bruger else "–"

    @admin.display(description="genstand")
    def genstanden(self, haendelse: Haendelse) -> str | SafeString:
        """What it was done to; a user by a link, since the log itself holds no name."""
        bruger = re.fullmatch(r"Bruger (\d+)", haendelse.genstand)
        if bruger is None:
            return haendelse.genstand
        return format_html(
            '<a href="{}">{}</a>', reverse("admin:kontrakt_bruger_change", args=[bruger[1]]), haendelse.genstand
        )

    def changelist_view(self, request: HttpRequest, extra_context: dict[str, Any] | None = None) -> HttpResponse:
        """Under its own name: there is nothing to choose."""
        return super().changelist_view(request, {"title": "Hændelser", **(extra_context or {})})

    def get_search_results(
        self, request: HttpRequest, queryset: QuerySet[Any], search_term: str
    ) -> tuple[QuerySet[Any], bool]:
        """Left to the database: the log grows too large to be read through."""
        return admin.ModelAdmin.get_search_results(self, request, queryset, search_term)

    def has_add_permission(self, request: HttpRequest) -> bool:
        """Only `kontrakt.haendelser.log` adds."""
        return False

    def has_change_permission(self, request: HttpRequest, obj: Haendelse | None = None) -> bool:
        """Never."""
        return False

    def has_delete_permission(self, request: HttpRequest, obj: Haendelse | None = None) -> bool:
        """Never."""
        return False

    def history_view(
        self, request: HttpRequest, object_id: str, extra_context: dict[str, Any] | None = None
    ) -> HttpResponse:
        """There is none: an event is never changed."""
        raise Http404("En hændelse har ingen historik: den ændres aldrig.")

    def get_urls(self) -> list[URLPattern]:
        """With the export."""
        eksport = self.admin_site.admin_view(require_safe(self.eksport))
        return [path("eksport/", eksport, name="kontrakt_haendelse_eksport"), *super().get_urls()]

    def eksport(self, request: HttpRequest) -> HttpResponseBase:
        """The list as it is searched and filtered in the address, as a CSV file; the export is itself an event."""
        if not self.has_view_permission(request):
            raise PermissionDenied("Kun en administrator kan hente loggen.")
        haendelser = self.get_changelist_instance(request).get_queryset(request).order_by("pk")
        nyeste = haendelser.last()
        udvalg = haendelser.filter(pk__lte=nyeste.pk) if nyeste else haendelser.none()
        assert isinstance(request.user, Bruger)  # noqa: S101 - says to the type checker who may be here
        if request.method == "GET":
            log(
                Haendelsesslags.EKSPORT,
                bruger=request.user,
                genstand="Loggen",
                beskrivelse=f"CSV-fil med antal hændelser: {udvalg.count()}.",
            )
        svar = StreamingHttpResponse(csv_linjer(KOLONNER, _raekker(udvalg)), content_type=INDHOLDSTYPE)
        navn = f"haendelser-{timezone.localtime():%Y-%m-%d-%H%M}.csv"
        svar["Content-Disposition"] = str(content_disposition_header(as_attachment=True, filename=navn))
        return svar


def _raekker(haendelser: QuerySet[Haendelse]) -> Iterator[list[str]]:
    """The cells of the export, oldest first."""
    for haendelse in haendelser.iterator(chunk_size=AD_GANGEN):
        yield [
            f"{timezone.localtime(haendelse.tidspunkt):%Y-%m-%d %H:%M:%S}",
            haendelse.get_slags_display(),
            str(haendelse.bruger_id or ""),
            haendelse.bruger.navn if haendelse.bruger else "",
            haendelse.genstand,
            haendelse.beskrivelse,
        ]
