"""The målepunkter of a goal with the targets of each, on one page: rows within sections.

Django has no inlines within inlines. Here each section's form carries a set of rows of its own; the section shows it as
a field, and checks and saves it together with itself.
"""

from typing import Any

from django import forms
from django.core.exceptions import ValidationError
from django.forms import inlineformset_factory
from django.utils.functional import cached_property
from django.utils.text import capfirst

from kontrakt.administration import MAKS_RAEKKER, Delsaet, Formular
from kontrakt.felter import DanskDecimalField, DanskHeltalField
from maal.models import Maalepunkt, Maaltal, Resultat, Status
from maal.typer import Oprindelse, Segment

DECIMALTAL = ("vaerdi", "tolerance", "udgangspunkt", "stigning")
MAALTALFELTER = ("aar", "segment", *DECIMALTAL, "spredning_total")


class MaaltalForm(Formular):
    """One target."""

    class Meta(Formular.Meta):
        model = Maaltal
        fields = MAALTALFELTER
        field_classes = dict.fromkeys(DECIMALTAL, DanskDecimalField) | {"spredning_total": DanskHeltalField}
        widgets = {"aar": forms.TextInput(attrs={"size": 5, "inputmode": "numeric"})} | {
            navn: forms.TextInput(attrs={"size": 9}) for navn in MAALTALFELTER[2:]
        }


class Maaltalraekker(Delsaet):
    """The targets of a målepunkt, as rows of a table: a field's label is the head of its column."""

    def add_fields(self, form: Any, index: int | None) -> None:
        """Say the label in the field too, for those who hear the page."""
        super().add_fields(form, index)
        for felt in form.fields.values():
            felt.widget.attrs["aria-label"] = capfirst(felt.label or "")


MaaltalSaet: Any = inlineformset_factory(
    Maalepunkt,
    Maaltal,
    form=MaaltalForm,
    formset=Maaltalraekker,
    extra=2,
    max_num=MAKS_RAEKKER,
    absolute_max=MAKS_RAEKKER,
)


class MaalForm(Formular):
    """A goal."""

    def clean_nationalt_maal(self) -> object:
        """Refuse to give written statuses another meaning."""
        valgt = self.cleaned_data["nationalt_maal"]
        if self.instance.pk and "nationalt_maal" in self.changed_data:
            skrevne = Status.objects.filter(maalepunkt__maal=self.instance).exclude(oprindelse=Oprindelse.TOM)
            if skrevne.exists():
                raise ValidationError("Målet kan ikke blive til et andet mål: der er skrevet statusser på det.")
        return valgt


def _aendring(raekke: Any) -> str:
    """What is changed in a row of targets, for the history: `måltal 2021 (måltal 80 → 82,5; tolerance tom → 5)`."""
    foer, nu = (
        {navn: str(raekke.fields[navn].prepare_value(kilde(navn)) or "") for navn in MAALTALFELTER}
        for kilde in (raekke.initial.get, lambda navn: raekke[navn].value())
    )
    gemt = foer if foer["aar"] else nu
    navn = f"måltal {gemt['aar']}" + (f" {dict(Segment.choices).get(gemt['segment'])}" if gemt["segment"] else "")
    if "DELETE" in raekke.changed_data:
        return f"{navn} (slettet)"
    if gemt is nu:
        return f"{navn} (nyt: {nu['vaerdi']})"
    meta: Any = Maaltal._meta
    navne = {felt: meta.get_field(felt).verbose_name for felt in raekke.changed_data}
    felter = [f"{navne[felt]} {foer[felt] or 'tom'} → {nu[felt] or 'tom'}" for felt in navne]
    return f"{navn} ({'; '.join(felter)})"


class MaalepunktForm(Formular):
    """A målepunkt and its targets, `maaltal`."""

    maaltal: Any

    @cached_property
    def changed_data(self) -> list[str]:
        """What was typed, also among the targets: history names it, and a section with nothing else is not skipped."""
        return [*super().changed_data, *(_aendring(raekke) for raekke in self.maaltal if raekke.has_changed())]

    def clean(self) -> None:
        """Refuse to let results mean something else."""
        super().clean()
        aendret = self.instance.pk and {"enhed", "segmentering"} & set(self.changed_data)
        if aendret and Resultat.objects.filter(status__maalepunkt=self.instance).exists():
            raise ValidationError("Målepunktet kan ikke skifte enhed eller segmenter: der er resultater på det.")
        if (
            self._maaler_noget_andet()
            and Status.objects.filter(maalepunkt=self.instance.pk).exclude(oprindelse=Oprindelse.TOM).exists()
        ):
            tekst = "Målepunktet kan ikke komme til at måle noget andet: der er skrevet en status på det."
            raise ValidationError({"indikator": tekst})
        fjernet = "spredning_niveau" in self.changed_data and not self.cleaned_data.get("spredning_niveau")
        if fjernet and Status.objects.filter(maalepunkt=self.instance.pk, vejledningstal__isnull=False).exists():
            tekst = "Spredningen skal stadig beskrives: der er statusser, som henter resultatet fra vejledningstal."
            raise ValidationError({"spredning_niveau": tekst})

    def _maaler_noget_andet(self) -> bool:
        """Whether another measure takes the section over, as in a file; where the text stays, its mark is put right."""
        begge = bool(self.instance.indikator_id and self.cleaned_data.get("indikator"))
        return begge and {"indikator", "tekst"} <= set(self.changed_data)


class MaalepunktSaet(Delsaet):
    """The sections; each has its rows."""

    def add_fields(self, form: Any, index: int | None) -> None:
        """Give a section its rows, and show them as a field of what it is about."""
        super().add_fields(form, index)
        data = self.data if self.is_bound and index is not None else None
        form.maaltal = MaaltalSaet(data, instance=form.instance, prefix=f"{form.prefix}-maaltal")
        form.instance.maaltalsaet = form.maaltal

    def clean(self) -> None:
        """Check the rows too; a section whose rows are refused is refused."""
        super().clean()
        for form in self._gemmes():
            if not form.maaltal.is_valid():
                form.add_error(None, "Ret måltallene.")

    def save(self, commit: bool = True) -> Any:
        """Save the sections, then their rows."""
        gemte = super().save(commit=commit)
        for form in self._gemmes():
            form.maaltal.save(commit=commit)
        return gemte

    def _gemmes(self) -> list[Any]:
        """The sections that are neither deleted nor left empty."""
        forme: list[Any] = [form for form in self.forms if not (self.can_delete and self._should_delete_form(form))]  # type: ignore[attr-defined]
        return [form for form in forme if form.instance.pk is not None or form.has_changed()]
