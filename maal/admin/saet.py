"""The målepunkter of a goal with the targets of each, on one page: rows within sections.

Django has no inlines within inlines. Here each section's form carries a set of rows of its own; the section shows it as
a field, and checks and saves it together with itself.
"""

from typing import Any

from django import forms
from django.core.exceptions import ValidationError
from django.forms import inlineformset_factory

from kontrakt.administration import Delsaet, Formular
from kontrakt.felter import DanskDecimalField
from maal.models import Maalepunkt, Maaltal, Resultat, Status
from maal.typer import Oprindelse

MAALTALFELTER = ("aar", "segment", "vaerdi", "tolerance", "udgangspunkt", "stigning")


class MaaltalForm(Formular):
    """One target."""

    class Meta(Formular.Meta):
        model = Maaltal
        fields = MAALTALFELTER
        field_classes = dict.fromkeys(MAALTALFELTER[2:], DanskDecimalField)
        widgets = {"aar": forms.TextInput(attrs={"size": 5, "inputmode": "numeric"})} | {
            navn: forms.TextInput(attrs={"size": 9}) for navn in MAALTALFELTER[2:]
        }


MaaltalSaet: Any = inlineformset_factory(Maalepunkt, Maaltal, form=MaaltalForm, formset=Delsaet, extra=2)


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


class MaalepunktForm(Formular):
    """A målepunkt and its targets, `maaltal`."""

    maaltal: Any

    def has_changed(self) -> bool:
        """Whether anything was typed, also among the targets, so that a new section with only these is not skipped."""
        return super().has_changed() or self.maaltal.has_changed()

    def clean(self) -> None:
        """Refuse to let results mean something else."""
        super().clean()
        aendret = self.instance.pk and {"enhed", "segmentering"} & set(self.changed_data)
        if aendret and Resultat.objects.filter(status__maalepunkt=self.instance).exists():
            raise ValidationError("Målepunktet kan ikke skifte enhed eller segmenter: der er resultater på det.")


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
