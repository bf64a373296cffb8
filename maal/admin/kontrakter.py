"""A contract's page with what this floor knows of it: links to what stands under it, and what its reports need."""

from typing import Any

from django.contrib import admin
from django.core.exceptions import ValidationError
from django.db.models import Count, QuerySet
from django.http import HttpRequest
from django.utils.html import format_html_join
from django.utils.safestring import SafeString

from kontrakt.admin import KontraktAdmin
from kontrakt.administration import Formular
from kontrakt.models import Kontrakt, Kontrakttilstand
from maal.admin.faelles import antal, listelink
from maal.forloeb import tilfoej_tomme_statusser


class KontraktForm(Formular):
    """A contract whose goals and reports must still make sense."""

    def clean_tilstand(self) -> object:
        """Refuse to make a draft of a contract that is reported on."""
        tilstand = self.cleaned_data["tilstand"]
        if self.instance.pk and tilstand == Kontrakttilstand.UDKAST and self.instance.afrapporteringer.exists():
            raise ValidationError("Kontrakten har afrapporteringer og kan ikke blive et udkast igen.")
        return tilstand

    def clean_forgaenger(self) -> object:
        """Refuse to take away the contract whose goals are continued."""
        forgaenger = self.cleaned_data["forgaenger"]
        aendret = self.instance.pk and "forgaenger" in self.changed_data
        if aendret and self.instance.maal.filter(forgaenger__isnull=False).exists():
            raise ValidationError("Kontraktens mål fortsætter mål i den forrige kontrakt. Fjern først det.")
        return forgaenger


admin.site.unregister(Kontrakt)  # the ground floor's page, which knows no goals


@admin.register(Kontrakt)
class KontraktMedMaalAdmin(KontraktAdmin):
    """Contracts, with the way to goals, funding keys and reports."""

    form = KontraktForm
    list_display = (*KontraktAdmin.list_display, "maal", "afrapporteringer")

    def get_queryset(self, request: HttpRequest) -> QuerySet[Kontrakt]:
        """With the counts that the list shows."""
        return (
            super()
            .get_queryset(request)
            .annotate(
                antal_maal=Count("maal", distinct=True), antal_afrapporteringer=Count("afrapporteringer", distinct=True)
            )
        )

    def get_fieldsets(self, request: HttpRequest, obj: Kontrakt | None = None) -> Any:
        """With the links, once the contract is saved."""
        fieldsets = super().get_fieldsets(request, obj)
        return [*fieldsets[:1], ("Under kontrakten", {"fields": ("links",)}), *fieldsets[1:]] if obj else fieldsets

    def get_readonly_fields(self, request: HttpRequest, obj: Kontrakt | None = None) -> tuple[str, ...]:
        """And the links."""
        return (*super().get_readonly_fields(request, obj), "links")

    @admin.display(description="mål", ordering="antal_maal")
    def maal(self, kontrakt: Any) -> SafeString:
        """How many goals; a link to them."""
        return listelink("maal_maal", str(kontrakt.antal_maal), kontrakt__id__exact=kontrakt.pk)

    @admin.display(description="afrapporteringer")
    def afrapporteringer(self, kontrakt: Any) -> SafeString:
        """How many reports; a link to them."""
        return listelink("maal_afrapportering", str(kontrakt.antal_afrapporteringer), kontrakt__id__exact=kontrakt.pk)

    @admin.display(description="gå til")
    def links(self, kontrakt: Any) -> SafeString:
        """Links to all that stands under the contract."""
        tekster = {
            "maal_maal": antal(kontrakt.antal_maal, "mål", "mål"),
            "kommuner_fordelingsnoegle": antal(
                kontrakt.fordelingsnoegler.count(), "fordelingsnøgle", "fordelingsnøgler"
            ),
            "maal_afrapportering": antal(kontrakt.antal_afrapporteringer, "afrapportering", "afrapporteringer"),
        }
        links = [listelink(model, tekst, kontrakt__id__exact=kontrakt.pk) for model, tekst in tekster.items()]
        return format_html_join(" · ", "{}", ((link,) for link in links))

    def save_related(self, request: Any, form: Any, formsets: Any, change: bool) -> None:
        """Save signatures and focus areas, and let the open reports have the new ones."""
        super().save_related(request, form, formsets, change)
        tilfoej_tomme_statusser(form.instance)
