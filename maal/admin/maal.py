"""Goals with their målepunkter and targets, and national goals."""

from typing import Any

from django import forms
from django.contrib import admin
from django.db.models import Count, QuerySet
from django.http import HttpRequest, HttpResponse, HttpResponseRedirect
from django.template.loader import render_to_string
from django.urls import reverse
from django.utils.safestring import SafeString

from kontrakt.administration import Afsnit, Side, Totrinsside
from kontrakt.aftryk import Raekker
from maal.admin.faelles import Valgfilter
from maal.admin.saet import MAALTALFELTER, MaalepunktForm, MaalepunktSaet, MaalForm
from maal.enheder import krav_i_ord
from maal.forloeb import tilfoej_tomme_statusser
from maal.models import Maal, Maalepunkt, Maaltal, NationaltMaal
from maal.typer import Enhed, Krav


@admin.register(NationaltMaal)
class NationaltMaalAdmin(Side):
    """The identity of the national goals; framework and key are what files know them by."""

    fields = ("rammeaftale", "nummer", "noegle", "titel")
    list_display = ("titel", "nummer", "noegle", "rammeaftale")
    list_filter = ("rammeaftale", "noegle")
    list_select_related = ("rammeaftale",)
    search_fields = ("titel", "noegle")
    search_help_text = "Søg efter titel eller nøgle."
    ordering = ("-rammeaftale__fra_aar", "nummer")
    sortable_by = ("nummer",)

    def get_readonly_fields(self, request: HttpRequest, obj: NationaltMaal | None = None) -> tuple[str, ...]:
        """Framework and key, once given."""
        return ("rammeaftale", "noegle") if obj else ()


class MaalepunktAfsnit(Afsnit):
    """The målepunkter of a goal, each with its targets."""

    model = Maalepunkt
    form = MaalepunktForm
    formset = MaalepunktSaet
    fields = (
        ("nummer", "enhed", "krav"),
        "indikator",
        "tekst",
        ("segmentering", "opgoerelse", "opgoeres_af"),
        ("spredning_niveau", "spredning_grundlag", "spredning_afvigelse"),
        "maaltal",
        "metode",
        "del_af",
    )
    readonly_fields = ("maaltal",)
    ordering = ("nummer",)

    @admin.display(description="måltal")
    def maaltal(self, punkt: Any) -> SafeString:
        """The rows of targets, which are fields although they stand where Django shows a text."""
        return render_to_string("admin/maal/_maaltal.html", {"saet": punkt.maaltalsaet})

    def get_queryset(self, request: HttpRequest) -> QuerySet[Maalepunkt]:
        """With the goal, whose number is part of a målepunkt's name."""
        return super().get_queryset(request).select_related("maal")

    def formfield_for_dbfield(self, db_field: Any, request: HttpRequest, **kwargs: Any) -> forms.Field | None:
        """Room for a few lines."""
        if db_field.name in ("tekst", "metode"):
            kwargs["widget"] = forms.Textarea(attrs={"rows": 3, "class": "vLargeTextField"})
        return super().formfield_for_dbfield(db_field, request, **kwargs)

    def formfield_for_foreignkey(self, db_field: Any, request: HttpRequest, **kwargs: Any) -> Any:
        """A part belongs to another målepunkt of the same goal; the list is the same in every section."""
        felt = super().formfield_for_foreignkey(db_field, request, **kwargs)
        if db_field.name == "del_af":
            felt.queryset = Maalepunkt.objects.filter(maal=_maal_paa_siden(request)).select_related("maal")
        return felt


@admin.register(Maal)
class MaalAdmin(Totrinsside):
    """Goals. A new one is first given its contract, number and title; then its page has all that belongs to it."""

    form = MaalForm
    fieldsets = (
        (None, {"fields": ("kontrakt", ("nummer", "titel"), "beskrivelse")}),
        ("Sammenhæng", {"fields": ("nationalt_maal", "forgaenger", "aendring")}),
    )
    add_fieldsets = (
        (
            None,
            {
                "fields": ("kontrakt", ("nummer", "titel"), "beskrivelse"),
                "description": "Når målet er gemt, kan du tilføje målepunkter og måltal.",
            },
        ),
    )
    inlines = (MaalepunktAfsnit,)
    historik_dele = (
        lambda pk: Maalepunkt.history.filter(maal=pk),
        lambda pk: Maaltal.history.filter(maalepunkt__in=Maalepunkt.history.filter(maal=pk).values("id")),
    )
    list_display = ("nummer", "titel", "kontrakten", "maaltype", "aendringen", "antal_maalepunkter")
    list_display_links = ("nummer", "titel")
    list_filter = (
        ("kontrakt", Valgfilter),
        "kontrakt__erhvervshus",
        "nationalt_maal__noegle",
        ("nationalt_maal", admin.EmptyFieldListFilter),
        "aendring",
    )
    list_select_related = ("kontrakt__erhvervshus",)
    search_fields = ("titel", "beskrivelse", "kontrakt__erhvervshus__navn", "maalepunkter__tekst")
    search_help_text = "Søg efter titel, beskrivelse, erhvervshus eller et målepunkts tekst."
    ordering = ("-kontrakt__fra_aar", "kontrakt__erhvervshus__sortering", "nummer")
    sortable_by = ("nummer",)
    valg_med = {"kontrakt": ("erhvervshus",), "nationalt_maal": ("rammeaftale",)}

    @admin.display(description="kontrakt")
    def kontrakten(self, maal: Maal) -> str:
        """The contract by name."""
        return str(maal.kontrakt)

    @admin.display(description="type")
    def maaltype(self, maal: Maal) -> str:
        """National or local."""
        return "Nationalt" if maal.er_nationalt else "Lokalt"

    @admin.display(description="ændring")
    def aendringen(self, maal: Maal) -> str:
        """What the contract says of the goal against the year before."""
        return maal.get_aendring_display() or "–"

    @admin.display(description="målepunkter")
    def antal_maalepunkter(self, maal: Any) -> int:
        """How many målepunkter the goal has."""
        return int(maal.punkter)

    def get_queryset(self, request: HttpRequest) -> QuerySet[Maal]:
        """With what the list shows."""
        maal = super().get_queryset(request).select_related("kontrakt__erhvervshus", "kontrakt__rammeaftale")
        return maal.annotate(punkter=Count("maalepunkter"))

    def get_readonly_fields(self, request: HttpRequest, obj: Maal | None = None) -> tuple[str, ...]:
        """The contract, once given."""
        return ("kontrakt",) if obj else ()

    def formfield_for_foreignkey(self, db_field: Any, request: HttpRequest, **kwargs: Any) -> Any:
        """National goals of the contract's framework, and the goals of the contract before."""
        felt = super().formfield_for_foreignkey(db_field, request, **kwargs)
        maal = _maal_paa_siden(request)
        if maal and db_field.name == "nationalt_maal":
            felt.queryset = felt.queryset.filter(rammeaftale=maal.kontrakt.rammeaftale)
        if maal and db_field.name == "forgaenger":
            felt.queryset = Maal.objects.filter(kontrakt=maal.kontrakt.forgaenger_id)
        return felt

    def flere_raekker(self, obj: Maal) -> list[Raekker]:
        """The targets, which are rows within the målepunkter."""
        return [(Maaltal.objects.filter(maalepunkt__maal=obj), MAALTALFELTER)]

    def save_related(self, request: Any, form: Any, formsets: Any, change: bool) -> None:
        """Save the målepunkter, and let the open reports have them."""
        super().save_related(request, form, formsets, change)
        tilfoej_tomme_statusser(form.instance.kontrakt)


@admin.register(Maalepunkt)
class MaalepunktAdmin(Side):
    """All målepunkter, to search among; they are made and changed on the page of their goal."""

    list_display = ("betegnelse", "tekst", "kontrakt", "enhed", "krav_og_maaltal", "opgoeres_af")
    list_filter = ("maal__kontrakt__erhvervshus", "enhed", "krav", "opgoerelse", "segmentering")
    search_fields = ("tekst", "metode", "opgoeres_af", "maal__titel", "maal__kontrakt__erhvervshus__navn")
    search_help_text = "Søg efter tekst, metode, måler, mål eller erhvervshus."
    ordering = ("-maal__kontrakt__fra_aar", "maal__kontrakt__erhvervshus__sortering", "maal__nummer", "nummer")
    sortable_by = ()

    def get_queryset(self, request: HttpRequest) -> QuerySet[Maalepunkt]:
        """With what the list shows."""
        punkter = super().get_queryset(request).select_related("maal__kontrakt__erhvervshus")
        return punkter.prefetch_related("maaltal")

    def has_add_permission(self, request: HttpRequest) -> bool:
        """They are added on the goal's page."""
        return False

    def change_view(
        self, request: HttpRequest, object_id: str, form_url: str = "", extra_context: dict[str, Any] | None = None
    ) -> HttpResponse:
        """On to the goal's page."""
        punkt = self.get_object(request, object_id)
        if punkt is None:
            return self._get_obj_does_not_exist_redirect(request, self.opts, object_id)  # type: ignore[attr-defined]
        return HttpResponseRedirect(reverse("admin:maal_maal_change", args=[punkt.maal_id]))

    @admin.display(description="nr.")
    def betegnelse(self, punkt: Maalepunkt) -> str:
        """The number within the contract: `3.1`."""
        return f"{punkt.maal.nummer}.{punkt.nummer}"

    @admin.display(description="kontrakt")
    def kontrakt(self, punkt: Maalepunkt) -> str:
        """The contract by name."""
        return str(punkt.maal.kontrakt)

    @admin.display(description="måltal")
    def krav_og_maaltal(self, punkt: Maalepunkt) -> str:
        """The demand of each year."""
        if not punkt.krav:
            return "–"
        krav, enhed = Krav(punkt.krav), Enhed(punkt.enhed)
        rows = [f"{m.aar}: {krav_i_ord(krav, enhed, m.vaerdi, m.tolerance)}" for m in punkt.maaltal.all()]
        return ", ".join(rows) or "–"


def _maal_paa_siden(request: HttpRequest) -> Maal | None:
    """The goal whose page is shown."""
    pk = request.resolver_match.kwargs.get("object_id") if request.resolver_match else None
    if not pk:
        return None
    return Maal.objects.select_related("kontrakt__rammeaftale").filter(pk=pk).first()
