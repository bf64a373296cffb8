"""The form of a funding key: an amount for each municipality, checked whole by the door's rules."""

from collections.abc import Mapping
from typing import Any

from django import forms
from django.core.exceptions import ValidationError

from kommuner.fordeling import Sumkontrol, sumkontrol
from kommuner.models import Fordelingsnoegle
from kommuner.noegler import kontroller
from kontrakt.dansk import Talfejl, laes_heltal
from kontrakt.felter import DanskHeltalField
from kontrakt.models import Kommune

PRAEFIKS = "bidrag_"


class NoegleForm(forms.ModelForm):  # type: ignore[type-arg]  # it has no type at run time
    """A key with a row for each municipality of the house; an empty amount means that the key leaves it out.

    `ny` is the unsaved key, with contract and year, that the form fills in when it is given no other.
    """

    i_alt = DanskHeltalField(
        label="Trykt i alt", min_value=1, help_text="1.000 kr. Totalen, som den står i kontrakten."
    )
    ny: Fordelingsnoegle

    class Meta:
        model = Fordelingsnoegle
        fields = ("i_alt",)

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        kwargs["instance"] = kwargs.get("instance") or self.ny
        super().__init__(*args, **kwargs)
        noegle = self.instance
        beloeb = {b.kommune: b.beloeb for b in noegle.bidrag.select_related("kommune")} if noegle.pk else {}
        omraade = noegle.kontrakt.erhvervshus.kommuner.all()
        self.kommuner = {
            f"{PRAEFIKS}{kommune.kode}": kommune
            for kommune in sorted({*omraade, *beloeb}, key=lambda kommune: kommune.sortering)
        }
        for navn, kommune in self.kommuner.items():
            self.fields[navn] = DanskHeltalField(
                label=kommune.navn, min_value=0, required=False, initial=beloeb.get(kommune)
            )

    def clean(self) -> dict[str, Any]:
        """Hold the whole key against the door's rules, once every amount can be read."""
        data: dict[str, Any] = super().clean() or self.cleaned_data
        if self.errors:
            return data
        try:
            kontroller(
                kontrakt=self.instance.kontrakt, aar=self.instance.aar, i_alt=data["i_alt"], bidrag=self.bidrag()
            )
        except ValidationError as fejl:
            self.add_error(None, fejl)
            for navn in self.kommuner:
                if data.get(navn) is None:
                    self.add_error(navn, "Skriv kommunens bidrag.")
        return data

    def bidrag(self) -> dict[Kommune, int]:
        """The amounts (1.000 kr.) of the municipalities that have one."""
        beloeb = {kommune: self.cleaned_data[navn] for navn, kommune in self.kommuner.items()}
        return {kommune: tal for kommune, tal in beloeb.items() if tal is not None}

    @property
    def bidragsfelter(self) -> list[forms.BoundField]:
        """The rows, in Danish order."""
        return [self[navn] for navn in self.kommuner]

    @property
    def kontrol(self) -> Sumkontrol:
        """The running sum beside the printed total, as they stand in the fields."""
        return sum_som_tastet({navn: self[navn].value() for navn in ("i_alt", *self.kommuner)})


def sum_som_tastet(felter: Mapping[str, Any]) -> Sumkontrol:
    """The sum of what is typed so far in 1.000 kr.; what cannot be read counts as nothing."""
    beloeb = [_heltal(tekst) for navn, tekst in felter.items() if navn.startswith(PRAEFIKS)]
    return sumkontrol([tal for tal in beloeb if tal is not None], _heltal(felter.get("i_alt")) or 0)


def _heltal(tekst: object) -> int | None:
    try:
        return laes_heltal(str(tekst))
    except Talfejl:
        return None
