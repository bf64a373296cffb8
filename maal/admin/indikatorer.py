"""What is the same measure everywhere, and what the houses have promised of it together, with each house's share."""

from decimal import Decimal
from typing import Any

from django.contrib import admin
from django.core.exceptions import ValidationError
from django.db.models import Count, QuerySet
from django.http import HttpRequest

from kontrakt.administration import Delsaet, Liste, Side
from kontrakt.dansk import vis_tal
from maal.models import Faellesandel, Faellesmaaltal, Indikator


@admin.register(Indikator)
class IndikatorAdmin(Side):
    """What is the same measure across contracts and years; the key is what files know it by."""

    fields = ("noegle", "titel")
    list_display = ("titel", "noegle")
    search_fields = ("titel", "noegle")
    search_help_text = "Søg efter titel eller nøgle."
    ordering = ("titel",)
    sortable_by = ("titel", "noegle")

    def get_readonly_fields(self, request: HttpRequest, obj: Indikator | None = None) -> tuple[str, ...]:
        """The key, once given."""
        return ("noegle",) if obj else ()


class Andelssaet(Delsaet):
    """The houses' shares, which together are the whole."""

    def clean(self) -> None:
        """Refuse shares that do not add up to the joint target as it was typed."""
        super().clean()
        i_alt = self.instance.vaerdi
        if any(self.errors) or i_alt is None:
            return  # what is wrong with a row or with the whole is said there
        rester = [form for form in self.forms if not (self.can_delete and self._should_delete_form(form))]  # type: ignore[attr-defined]
        sum_ = sum((form.cleaned_data.get("vaerdi") or Decimal(0) for form in rester), Decimal(0))
        if sum_ != i_alt:
            tekst = f"Andelene giver {vis_tal(sum_)}, og måltallet i alt er {vis_tal(i_alt)}. Ret det, så de passer."
            raise ValidationError(tekst)


class Andele(Liste):
    """Each house's share, as the agreement has it."""

    model = Faellesandel
    formset = Andelssaet
    fields = ("erhvervshus", "vaerdi")
    ordering = ("erhvervshus__sortering",)


@admin.register(Faellesmaaltal)
class FaellesmaaltalAdmin(Side):
    """A target that all houses have together for one year."""

    fields = ("rammeaftale", "indikator", "aar", "vaerdi")
    inlines = (Andele,)
    historik_dele = (lambda pk: Faellesandel.history.filter(faellesmaaltal=pk),)
    list_display = ("indikator", "aar", "vaerdi", "antal_andele", "rammeaftale")
    list_filter = ("rammeaftale", "indikator", "aar")
    list_select_related = ("rammeaftale", "indikator")
    search_fields = ("indikator__titel", "indikator__noegle")
    search_help_text = "Søg efter indikatorens titel eller nøgle."
    ordering = ("-aar", "indikator__titel")
    sortable_by = ("aar",)

    def get_queryset(self, request: HttpRequest) -> QuerySet[Faellesmaaltal]:
        """With what the list shows."""
        return super().get_queryset(request).annotate(husene=Count("andele"))

    def get_readonly_fields(self, request: HttpRequest, obj: Faellesmaaltal | None = None) -> tuple[str, ...]:
        """The measure and the year, once given: files know it by them."""
        return ("indikator", "aar") if obj else ()

    @admin.display(description="erhvervshuse")
    def antal_andele(self, faelles: Any) -> int:
        """How many houses have a share."""
        return int(faelles.husene)
