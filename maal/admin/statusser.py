"""Statuses: the report page's own forms, saved through the same doors."""

from collections.abc import Callable, Sequence
from typing import Any, ClassVar

from django.contrib import admin
from django.contrib.admin import helpers
from django.core.exceptions import PermissionDenied
from django.db.models import QuerySet
from django.http import HttpRequest, HttpResponse
from django.template.loader import render_to_string
from django.urls import reverse
from django.utils import timezone
from django.utils.html import format_html
from django.utils.safestring import SafeString

from kontrakt.adgang import maa_skrive
from kontrakt.administration import Side
from kontrakt.beretning import Vaerdi
from kontrakt.dansk import vis_kort_dato
from kontrakt.models import Indsatsomraade
from kontrakt.raekkeord import Henvisninger
from maal.admin.afrapporteringer import kort
from maal.admin.faelles import Valgfilter
from maal.beretning import Emne, hent_navne, i_ord
from maal.forms import IndsatsstatusForm, Skrivform, StatusForm, gem_form
from maal.levende import skrevet_af
from maal.models import Afrapportering, Indsatsstatus, Maalepunkt, Skrevet, Status
from maal.opslag import udtraek_af
from maal.spredning import hent_muligheder
from maal.status import gem_indsatsstatus, gem_status


class Skrivside(Side):
    """The page of a status. It is made with its report, goes with it, and is changed through its door only."""

    list_filter: ClassVar[Any] = (
        ("afrapportering", Valgfilter),
        "afrapportering__kontrakt__erhvervshus",
        "afrapportering__tilstand",
        "oprindelse",
    )
    valg_med = {"afrapportering": ("kontrakt__erhvervshus",)}
    sortable_by = ("senest",)

    @admin.display(description="status")
    def uddrag(self, status: Any) -> str:
        """The beginning of the text."""
        return kort(status.tekst)

    @admin.display(description="afrapportering")
    def rapporten(self, status: Any) -> str:
        """The report by name."""
        return str(status.afrapportering)

    @admin.display(description="gemt", ordering="opdateret")
    def senest(self, status: Any) -> str:
        """When and by whom."""
        if status.opdateret is None:
            return "–"
        tidspunkt = timezone.localtime(status.opdateret)
        hvem = skrevet_af(status) or status.get_oprindelse_display().lower()
        return f"{vis_kort_dato(tidspunkt)} kl. {tidspunkt:%H.%M} {hvem}"

    def skrivform(self, request: HttpRequest, status: Any) -> tuple[Skrivform, Callable[[], Skrevet], str | SafeString]:
        """The form, how it is saved, and what it is about."""
        raise NotImplementedError

    def historikord(self, raekker: Sequence[Any], navne: Henvisninger) -> dict[Any, dict[str, Vaerdi]]:
        """The words of the report page's history, results and all, while the report and what it is about are there."""
        rapport = next((om for om in navne.values() if isinstance(om, Afrapportering)), None)
        post = next((om for om in navne.values() if isinstance(om, Maalepunkt | Indsatsomraade)), None)
        if rapport is None or post is None:
            return super().historikord(raekker, navne)
        emne = Emne(rapport, post)
        ord_for = hent_navne(emne, raekker)
        return {raekke: i_ord(emne, raekke, ord_for) for raekke in raekker}

    def view_on_site(self, status: Any) -> str:
        """The report's page, where the secretariat writes."""
        return reverse("maal:afrapportering", args=[status.afrapportering.kontrakt.slug, status.afrapportering_id])

    def has_add_permission(self, request: HttpRequest) -> bool:
        """A report begins with all of them."""
        return False

    def has_change_permission(self, request: Any, obj: Any = None) -> bool:
        """In reports that still may be written in."""
        maa = obj is None or maa_skrive(request.user, obj.afrapportering)
        return maa and super().has_change_permission(request, obj)

    def get_actions(self, request: HttpRequest) -> dict[str, Any]:
        """No deletion of many."""
        return {}

    def delete_view(
        self, request: HttpRequest, object_id: str, extra_context: dict[str, Any] | None = None
    ) -> HttpResponse:
        """Refuse: a status goes with its report or målepunkt."""
        raise PermissionDenied("En status kan ikke slettes for sig. Den følger sin afrapportering og sit målepunkt.")

    def change_view(
        self, request: HttpRequest, object_id: str, form_url: str = "", extra_context: dict[str, Any] | None = None
    ) -> HttpResponse:
        """Show the form, and save it; what is refused is shown as it was typed."""
        status = self.get_object(request, object_id)
        if status is None:
            return self._get_obj_does_not_exist_redirect(request, self.opts, object_id)  # type: ignore[attr-defined]
        form, gem, om = self.skrivform(request, status)
        if request.method == "POST":
            gem_form(form, gem)
            if not form.errors:
                self.log_change(request, status, "Status gemt.")
                return self.response_change(request, status)
        if not self.has_change_permission(request, status):
            for felt in form.fields.values():
                felt.disabled = True
        if form.konflikt:
            om = render_to_string("admin/maal/_konflikt.html", {"konflikt": form.konflikt}) + om
        return self._vis(request, status, form, om)

    def _vis(self, request: HttpRequest, status: Any, form: Skrivform, om: str) -> HttpResponse:
        fieldsets = [(None, {"fields": list(form.fields), "description": om})]
        adminform = helpers.AdminForm(form, fieldsets, {}, model_admin=self)  # type: ignore[arg-type]
        skriver = self.has_change_permission(request, status)
        context = {
            **self.admin_site.each_context(request),
            "title": "Ret status" if skriver else "Vis status",
            "subtitle": str(status),
            "adminform": adminform,
            "object_id": status.pk,
            "original": status,
            "is_popup": False,
            "to_field": None,
            "media": self.media + form.media,
            "inline_admin_formsets": [],
            "errors": helpers.AdminErrorList(form, []),  # type: ignore[arg-type]
            "preserved_filters": self.get_preserved_filters(request),
            "show_delete": False,
            "show_save_and_add_another": False,
        }
        return self.render_change_form(request, context, change=True, obj=status)


@admin.register(Status)
class StatusAdmin(Skrivside):
    """What a report says of a målepunkt."""

    list_display = ("punktet", "rapporten", "uddrag", "afventer", "senest")
    search_fields = (
        "tekst",
        "afventer",
        "kilde",
        "maalepunkt__tekst",
        "maalepunkt__maal__titel",
        "afrapportering__kontrakt__erhvervshus__navn",
    )
    search_help_text = "Søg efter status, målepunkt, mål, erhvervshus, kilde eller hvem der ventes på."
    ordering = (
        "-afrapportering__aar",
        "-afrapportering__pr_dato",
        "afrapportering__kontrakt__erhvervshus__sortering",
        "maalepunkt__maal__nummer",
        "maalepunkt__nummer",
    )

    def get_queryset(self, request: HttpRequest) -> QuerySet[Status]:
        """With what the list shows."""
        return (
            super()
            .get_queryset(request)
            .select_related("maalepunkt__maal", "afrapportering__kontrakt__erhvervshus", "opdateret_af")
        )

    @admin.display(description="målepunkt")
    def punktet(self, status: Status) -> str:
        """The målepunkt by number and text."""
        return str(status.maalepunkt)

    def skrivform(self, request: Any, status: Status) -> tuple[StatusForm, Callable[[], Skrevet], SafeString]:
        """The report page's form of one målepunkt."""
        udtraek = udtraek_af(status.afrapportering)
        punkt = next(p for p in udtraek.punkter if p.id == status.maalepunkt_id)
        muligheder = hent_muligheder(status.afrapportering, [punkt])
        data = request.POST if request.method == "POST" else None
        form = StatusForm(data, udtraek=udtraek, punkt=punkt, muligheder=muligheder)

        def gem() -> Skrevet:
            return gem_status(
                afrapportering_id=status.afrapportering_id,
                maalepunkt_id=status.maalepunkt_id,
                data=form.statusdata(),
                version=form.cleaned_data["version"],
                bruger=request.user,
            )

        om = format_html(
            "{}<br>Målepunkt {}: {}<br>Vurdering: <strong>{}</strong> {}",
            status.maalepunkt.maal,
            punkt.betegnelse,
            punkt.tekst,
            punkt.vurdering.label,
            punkt.spredning.i_ord if punkt.spredning else "",
        )
        return form, gem, om


@admin.register(Indsatsstatus)
class IndsatsstatusAdmin(Skrivside):
    """What a report says of a focus area."""

    list_display = ("omraadet", "rapporten", "uddrag", "senest")
    search_fields = ("tekst", "indsatsomraade__titel", "afrapportering__kontrakt__erhvervshus__navn")
    search_help_text = "Søg efter status, indsatsområde eller erhvervshus."
    ordering = (
        "-afrapportering__aar",
        "-afrapportering__pr_dato",
        "afrapportering__kontrakt__erhvervshus__sortering",
        "indsatsomraade__nummer",
    )

    def get_queryset(self, request: HttpRequest) -> QuerySet[Indsatsstatus]:
        """With what the list shows."""
        return (
            super()
            .get_queryset(request)
            .select_related("indsatsomraade", "afrapportering__kontrakt__erhvervshus", "opdateret_af")
        )

    @admin.display(description="indsatsområde")
    def omraadet(self, status: Indsatsstatus) -> str:
        """The focus area by number and title."""
        return str(status.indsatsomraade)

    def skrivform(
        self, request: Any, status: Indsatsstatus
    ) -> tuple[IndsatsstatusForm, Callable[[], Skrevet], SafeString]:
        """The report page's form of one focus area."""
        udtraek = udtraek_af(status.afrapportering)
        indsats = next(i for i in udtraek.indsatser if i.id == status.indsatsomraade_id)
        form = IndsatsstatusForm(request.POST if request.method == "POST" else None, indsats=indsats)

        def gem() -> Skrevet:
            return gem_indsatsstatus(
                afrapportering_id=status.afrapportering_id,
                indsatsomraade_id=status.indsatsomraade_id,
                tekst=form.cleaned_data["tekst"],
                version=form.cleaned_data["version"],
                bruger=request.user,
            )

        return form, gem, format_html("Indsatsområde {}<br>{}", status.indsatsomraade, indsats.beskrivelse)
