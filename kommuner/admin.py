"""Municipalities and funding keys in the administration."""

from typing import Any

from django.contrib import admin
from django.db.models import Count, QuerySet, Sum
from django.http import HttpRequest, HttpResponse, HttpResponseRedirect
from django.shortcuts import render
from django.template.response import TemplateResponse
from django.urls import URLPattern, path, reverse

from kommuner.fordeling import Sumkontrol
from kommuner.forms import NoegleForm, sum_som_tastet
from kommuner.models import Bidrag, Folketal, Fordelingsnoegle
from kommuner.noegler import gem_noegle
from kontrakt.administration import Delsaet, Liste, Side
from kontrakt.aftryk import Raekker
from kontrakt.dansk import vis_tal
from kontrakt.models import Kommune, Kontrakt

MAKS_CIFRE = 20  # of a contract's id and a year in an address


class FolketalListe(Liste):
    """The population by year."""

    model = Folketal
    formset = Delsaet
    fields = ("aar", "antal")
    ordering = ("aar",)


@admin.register(Kommune)
class KommuneAdmin(Side):
    """The 98 municipalities; the code is what files know them by."""

    fields = ("navn", "kode", "erhvervshus", "type", "region")
    inlines = (FolketalListe,)
    historik_dele = (lambda pk: Folketal.history.filter(kommune=pk),)
    list_display = ("navnet", "kode", "erhvervshus", "type", "region")
    list_filter = ("erhvervshus__kkr", "erhvervshus", "type", "region")
    list_select_related = ("erhvervshus",)
    list_per_page = 100  # all of them on one page
    search_fields = ("navn", "kode")
    search_help_text = "Søg efter navn eller kommunekode."
    ordering = ("sortering",)
    sortable_by = ("navnet", "kode", "erhvervshus")

    @admin.display(description="navn", ordering="sortering")
    def navnet(self, kommune: Kommune) -> str:
        """The name, sorted in Danish."""
        return kommune.navn

    def get_readonly_fields(self, request: HttpRequest, obj: Kommune | None = None) -> tuple[str, ...]:
        """The code, once given."""
        return ("kode",) if obj else ()


@admin.register(Fordelingsnoegle)
class FordelingsnoegleAdmin(Side):
    """Funding keys. A key is saved whole, through the door, with the amount of every municipality of the house."""

    form = NoegleForm
    fields = ("kontrakt", "aar", "i_alt")
    readonly_fields = ("kontrakt", "aar")  # chosen before the form is shown: they decide its rows
    list_display = ("kontrakten", "aar", "trykt", "sum", "antal", "difference")
    list_filter = ("kontrakt__erhvervshus", "aar")
    list_select_related = ("kontrakt__erhvervshus",)
    search_fields = ("kontrakt__erhvervshus__navn", "kontrakt__slug", "aar")
    search_help_text = "Søg efter erhvervshus eller år."
    ordering = ("-aar", "kontrakt__erhvervshus__sortering")
    sortable_by = ("aar",)
    historik_dele = (lambda pk: Bidrag.history.filter(noegle=pk),)
    change_form_template = "admin/kommuner/fordelingsnoegle/change_form.html"

    def get_queryset(self, request: HttpRequest) -> QuerySet[Fordelingsnoegle]:
        """With the sum and the number of contributions."""
        noegler = super().get_queryset(request).select_related("kontrakt__erhvervshus")
        return noegler.annotate(bidrag_sum=Sum("bidrag__beloeb", default=0), bidrag_antal=Count("bidrag"))

    @admin.display(description="kontrakt")
    def kontrakten(self, noegle: Any) -> str:
        """The contract by name."""
        return str(noegle.kontrakt)

    @admin.display(description="trykt i alt (1.000 kr.)")
    def trykt(self, noegle: Any) -> str:
        """The printed total."""
        return vis_tal(noegle.i_alt)

    @admin.display(description="sum (1.000 kr.)")
    def sum(self, noegle: Any) -> str:
        """The sum of the contributions."""
        return vis_tal(noegle.bidrag_sum)

    @admin.display(description="kommuner")
    def antal(self, noegle: Any) -> int:
        """How many contribute."""
        return int(noegle.bidrag_antal)

    @admin.display(description="sum mod trykt total")
    def difference(self, noegle: Any) -> str:
        """The difference in words."""
        kontrol = Sumkontrol(sum=noegle.bidrag_sum, i_alt=noegle.i_alt, antal=noegle.bidrag_antal)
        return kontrol.forklaring or "Stemmer."

    def get_urls(self) -> list[URLPattern]:
        """With the running total, which the form asks for while one types."""
        return [
            path("sum/", self.admin_site.admin_view(self.loebende_sum), name="kommuner_fordelingsnoegle_sum"),
            *super().get_urls(),
        ]

    def loebende_sum(self, request: HttpRequest) -> HttpResponse:
        """The running total of the amounts in the address, as a part of the form's page."""
        return render(
            request, "admin/kommuner/fordelingsnoegle/_sum.html", {"kontrol": sum_som_tastet(request.GET.dict())}
        )

    def get_form(
        self, request: HttpRequest, obj: Fordelingsnoegle | None = None, change: bool = False, **kwargs: Any
    ) -> Any:
        """The form, with the new key it is to fill in."""
        form: Any = super().get_form(request, obj, change=change, **kwargs)
        if obj is None:
            form.ny = _ny_noegle(request)
        return form

    def add_view(
        self, request: HttpRequest, form_url: str = "", extra_context: dict[str, Any] | None = None
    ) -> HttpResponse:
        """First the contract year, which decides the rows; then the key, or the one that the year has already."""
        ny = _ny_noegle(request)
        if ny is None:
            return self._vaelg_kontraktaar(request)
        if findes := Fordelingsnoegle.objects.filter(kontrakt=ny.kontrakt, aar=ny.aar).first():
            if request.method == "POST":  # made meanwhile: what was typed is held against it
                return self.change_view(request, str(findes.pk), form_url, extra_context)
            return HttpResponseRedirect(reverse("admin:kommuner_fordelingsnoegle_change", args=[findes.pk]))
        return super().add_view(request, form_url, extra_context)

    def _vaelg_kontraktaar(self, request: HttpRequest) -> HttpResponse:
        har = set(Fordelingsnoegle.objects.values_list("kontrakt", "aar"))
        valg = [
            (kontrakt, [aar for aar in kontrakt.aar if (kontrakt.pk, aar) not in har])
            for kontrakt in Kontrakt.objects.select_related("erhvervshus")
        ]
        sammenhaeng = {
            **self.admin_site.each_context(request),
            "title": "Tilføj fordelingsnøgle",
            "subtitle": "Vælg kontrakt og år",
            "opts": self.opts,
            "valg": [(kontrakt, aar) for kontrakt, aar in valg if aar],
        }
        return TemplateResponse(request, "admin/kommuner/fordelingsnoegle/vaelg.html", sammenhaeng)

    def flere_raekker(self, obj: Fordelingsnoegle) -> list[Raekker]:
        """The contributions, which are fields of the form."""
        return [(obj.bidrag.all(), ("beloeb",))]

    def save_model(self, request: HttpRequest, obj: Fordelingsnoegle, form: NoegleForm, change: bool) -> None:
        """Save through the door."""
        gemt = gem_noegle(kontrakt=obj.kontrakt, aar=obj.aar, i_alt=obj.i_alt, bidrag=form.bidrag())
        obj.pk = gemt.pk


def _ny_noegle(request: HttpRequest) -> Fordelingsnoegle | None:
    """The unsaved key of the contract year named in the address; None when there is no such year."""
    kontrakt, aar = request.GET.get("kontrakt", ""), request.GET.get("aar", "")
    if not (kontrakt.isdecimal() and aar.isdecimal() and len(kontrakt + aar) < MAKS_CIFRE):
        return None
    fundet = Kontrakt.objects.select_related("erhvervshus").filter(pk=int(kontrakt)).first()
    return Fordelingsnoegle(kontrakt=fundet, aar=int(aar)) if fundet and int(aar) in fundet.aar else None
