"""Reports: started through their door, with their statuses to look at and to go to."""

from typing import Any

from django.contrib import admin
from django.db.models import Count, Q, QuerySet
from django.http import HttpRequest
from django.urls import reverse

from kontrakt.adgang import maa_skrive
from kontrakt.administration import Liste, Totrinsside
from kontrakt.models import Bruger, Kontrakttilstand
from maal.admin.faelles import Valgfilter
from maal.forloeb import start_afrapportering
from maal.models import Afrapportering, Indsatsstatus, Status
from maal.typer import Oprindelse, Slags


class Statusliste(Liste):
    """The statuses of a report, to be read; each is changed on its own page."""

    can_delete = False
    show_change_link = True

    def has_add_permission(self, request: HttpRequest, obj: Any = None) -> bool:
        """A report begins with all of them."""
        return False

    def has_change_permission(self, request: HttpRequest, obj: Any = None) -> bool:
        """On the status's own page, through its door."""
        return False


class MaalepunktStatusListe(Statusliste):
    """What a report says of each målepunkt."""

    model = Status
    fields = ("uddrag", "afventer", "oprindelse", "opdateret", "opdateret_af")
    readonly_fields = ("uddrag", "oprindelse", "opdateret", "opdateret_af")
    ordering = ("maalepunkt__maal__nummer", "maalepunkt__nummer")

    @admin.display(description="status")
    def uddrag(self, status: Status) -> str:
        """The beginning of the text."""
        return kort(status.tekst)

    def get_queryset(self, request: HttpRequest) -> QuerySet[Status]:
        """With what the names are made of."""
        return super().get_queryset(request).select_related("maalepunkt__maal", "opdateret_af")


class IndsatsstatusListe(Statusliste):
    """What a report says of each focus area."""

    model = Indsatsstatus
    fields = readonly_fields = ("uddrag", "oprindelse", "opdateret", "opdateret_af")
    ordering = ("indsatsomraade__nummer",)

    @admin.display(description="status")
    def uddrag(self, status: Indsatsstatus) -> str:
        """The beginning of the text."""
        return kort(status.tekst)

    def get_queryset(self, request: HttpRequest) -> QuerySet[Indsatsstatus]:
        """With what the names are made of."""
        return super().get_queryset(request).select_related("indsatsomraade", "opdateret_af")


@admin.register(Afrapportering)
class AfrapporteringAdmin(Totrinsside):
    """Reports. While one is open its dates can be changed; what it reports on is fixed when it is started."""

    fieldsets = (
        (None, {"fields": ("kontrakt", ("aar", "slags"), ("pr_dato", "frist"))}),
        ("Forløb", {"fields": ("tilstand", "oprettet", "oprettet_af")}),
    )
    add_fieldsets = (
        (
            None,
            {
                "fields": ("kontrakt", ("aar", "slags"), ("pr_dato", "frist")),
                "description": "Afrapporteringen begynder med en tom status for hvert målepunkt og indsatsområde.",
            },
        ),
    )
    inlines = (MaalepunktStatusListe, IndsatsstatusListe)
    list_display = ("kontrakten", "aar", "slags", "pr_dato", "frist", "tilstand", "udfyldt")
    list_filter = ("tilstand", "slags", "aar", "kontrakt__erhvervshus", ("kontrakt", Valgfilter))
    list_select_related = ("kontrakt__erhvervshus",)
    search_fields = ("kontrakt__erhvervshus__navn", "kontrakt__slug", "aar")
    search_help_text = "Søg efter erhvervshus eller år."
    ordering = ("-aar", "-pr_dato", "kontrakt__erhvervshus__sortering")
    sortable_by = ("aar", "pr_dato", "frist")
    valg_med = {"kontrakt": ("erhvervshus",)}

    def get_queryset(self, request: HttpRequest) -> QuerySet[Afrapportering]:
        """With the counts that the list shows."""
        skrevet = ~Q(statusser__oprindelse=Oprindelse.TOM)
        rapporter = super().get_queryset(request).select_related("kontrakt__erhvervshus", "oprettet_af")
        return rapporter.annotate(antal_statusser=Count("statusser"), antal_skrevne=Count("statusser", filter=skrevet))

    @admin.display(description="kontrakt")
    def kontrakten(self, afrapportering: Any) -> str:
        """The contract by name."""
        return str(afrapportering.kontrakt)

    @admin.display(description="udfyldt")
    def udfyldt(self, afrapportering: Any) -> str:
        """How many målepunkter somebody has written of."""
        return f"{afrapportering.antal_skrevne} af {afrapportering.antal_statusser}"

    def view_on_site(self, afrapportering: Afrapportering) -> str:
        """The report's page, where the secretariat writes."""
        return reverse("maal:afrapportering", args=[afrapportering.kontrakt.slug, afrapportering.pk])

    def has_change_permission(self, request: Any, obj: Afrapportering | None = None) -> bool:
        """Reports that still may be written in."""
        return (obj is None or maa_skrive(request.user, obj)) and super().has_change_permission(request, obj)

    def has_delete_permission(self, request: HttpRequest, obj: Afrapportering | None = None) -> bool:
        """Drafts only; and a draft that is written in is protected by its statuses."""
        return (obj is None or obj.er_kladde) and super().has_delete_permission(request, obj)

    def get_readonly_fields(self, request: HttpRequest, obj: Afrapportering | None = None) -> tuple[str, ...]:
        """All but the dates, once started."""
        return ("kontrakt", "aar", "slags", "tilstand", "oprettet", "oprettet_af") if obj else ()

    def formfield_for_foreignkey(self, db_field: Any, request: HttpRequest, **kwargs: Any) -> Any:
        """A draft is not reported on."""
        felt = super().formfield_for_foreignkey(db_field, request, **kwargs)
        if db_field.name == "kontrakt":
            felt.queryset = felt.queryset.filter(tilstand=Kontrakttilstand.VEDTAGET)
        return felt

    def save_model(self, request: Any, obj: Afrapportering, form: Any, change: bool) -> None:
        """Start it through its door; later only the dates change."""
        if change and form.has_changed():
            obj.save(update_fields=["pr_dato", "frist"])
        elif not change:
            obj.pk = self._start(obj, request.user).pk

    @staticmethod
    def _start(obj: Afrapportering, bruger: Bruger) -> Afrapportering:
        return start_afrapportering(
            kontrakt=obj.kontrakt,
            aar=obj.aar,
            slags=Slags(obj.slags),
            pr_dato=obj.pr_dato,
            frist=obj.frist,
            bruger=bruger,
        )


def kort(tekst: str) -> str:
    """A text's beginning, for a list."""
    linje = " ".join(tekst.split())
    return linje if len(linje) <= 100 else f"{linje[:99]}…"
