"""The log in the administration: to be searched, filtered and exported, and changed by nobody."""

import re
from collections.abc import Iterator
from datetime import datetime
from typing import Any

from django.contrib import admin
from django.contrib.admin.options import IncorrectLookupParameters
from django.core.exceptions import PermissionDenied
from django.db.models import Max, Min, QuerySet
from django.http import Http404, HttpRequest, HttpResponse, HttpResponseBase, StreamingHttpResponse
from django.shortcuts import redirect
from django.urls import URLPattern, path, reverse
from django.utils import timezone
from django.utils.html import format_html
from django.utils.http import content_disposition_header
from django.utils.safestring import SafeString
from django.views.decorators.http import require_safe

from kontrakt.administration import Side
from kontrakt.csvfil import INDHOLDSTYPE, csv_linjer
from kontrakt.dansk import MAANEDER, vis_kort_dato
from kontrakt.haendelser import log
from kontrakt.models import Bruger, Haendelse, Haendelsesslags

KOLONNER = ("Tidspunkt", "Hvad", "Brugernummer", "Bruger", "Genstand", "Beskrivelse")
AD_GANGEN = 2_000  # rows: what is held in memory of an export


class Periode(admin.SimpleListFilter):
    """A year, and then a month of it; asks only for the first and the last event, however many there are."""

    title = "år og måned"
    parameter_name = "periode"

    def lookups(self, request: HttpRequest, model_admin: Any) -> list[tuple[str, str]]:
        """The years with events, newest first, and under the chosen one its months."""
        tider = Haendelse.objects.aggregate(foerste=Min("tidspunkt"), sidste=Max("tidspunkt"))
        if tider["foerste"] is None:
            return []
        foerste, sidste = (timezone.localtime(tid).year for tid in tider.values())
        valgt = _periode(self.value())
        valg = []
        for aar in range(sidste, foerste - 1, -1):
            valg.append((str(aar), str(aar)))
            if valgt and valgt[0].year == aar:
                valg += [(f"{aar}-{nr:02}", f"{navn} {aar}") for nr, navn in enumerate(MAANEDER, 1)]
        return valg

    def queryset(self, request: HttpRequest, queryset: QuerySet[Any]) -> QuerySet[Any]:
        """The events of the period, by Danish time."""
        if self.value() is None:
            return queryset
        valgt = _periode(self.value())
        return queryset.filter(tidspunkt__gte=valgt[0], tidspunkt__lt=valgt[1]) if valgt else queryset.none()


def _periode(tekst: str | None) -> tuple[datetime, datetime] | None:
    """From and to, of `2026` or `2026-11`; None of anything else."""
    fund = re.fullmatch(r"(20\d\d)(?:-(0[1-9]|1[0-2]))?", tekst or "", re.ASCII)
    if fund is None:
        return None
    aar, maaned = int(fund[1]), int(fund[2] or 0)
    slut = (aar + maaned // 12, maaned % 12 + 1) if maaned else (aar + 1, 1)
    zone = timezone.get_current_timezone()
    return datetime(aar, maaned or 1, 1, tzinfo=zone), datetime(*slut, 1, tzinfo=zone)


@admin.register(Haendelse)
class HaendelseAdmin(Side):
    """Events, newest first."""

    list_display = ("hvornaar", "slags", "hvem", "genstanden", "beskrivelse")
    list_display_links = None
    list_filter = ("slags", "tidspunkt", Periode, ("bruger", admin.RelatedOnlyFieldListFilter))
    list_select_related = ("bruger",)
    list_per_page = 50
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
        try:
            haendelser = self.get_changelist_instance(request).get_queryset(request).order_by("pk")
        except IncorrectLookupParameters:  # an address that somebody has written
            return redirect("admin:kontrakt_haendelse_changelist")
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
    """The cells of the export, oldest first; no objects are made, since they are many."""
    slags = dict(Haendelsesslags.choices)
    navne = {bruger.pk: bruger.navn for bruger in Bruger.objects.all()}
    felter = haendelser.values_list("tidspunkt", "slags", "bruger_id", "genstand", "beskrivelse")
    for tidspunkt, hvad, bruger_id, genstand, beskrivelse in felter.iterator(chunk_size=AD_GANGEN):
        yield [
            f"{timezone.localtime(tidspunkt):%Y-%m-%d %H:%M:%S}",
            slags.get(hvad, hvad),
            str(bruger_id or ""),
            navne.get(bruger_id, ""),
            genstand,
            beskrivelse,
        ]
