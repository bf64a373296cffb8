"""The forms by which a report is moved on its way: what the person says at each step, and what they saw."""

from collections.abc import Mapping
from typing import Any

from django import forms

from kontrakt.felter import DanskDatoField, Tekstfelt
from kontrakt.widgets import Afsnit
from maal.udtraek import Udtraek


class Skridtform(forms.Form):
    """What every step has: the fingerprint of the report that the page showed."""

    set_stand = forms.CharField(
        max_length=64,
        widget=forms.HiddenInput,
        error_messages={"required": "Genindlæs siden, og prøv igen.", "max_length": "Genindlæs siden, og prøv igen."},
    )

    def __init__(self, data: Mapping[str, Any] | None = None, *, udtraek: Udtraek, **kwargs: Any) -> None:
        self.udtraek = udtraek
        super().__init__(data, **kwargs)


class IndsendForm(Skridtform):
    """The director's signature; what is missing must be confirmed."""

    mangler_bekraeftet = forms.BooleanField(
        label="Jeg indsender afrapporteringen, selv om det, der står ovenfor, mangler.", required=False
    )

    def __init__(self, data: Mapping[str, Any] | None = None, *, udtraek: Udtraek, **kwargs: Any) -> None:
        super().__init__(data, udtraek=udtraek, **kwargs)
        if not udtraek.er_ufuldstaendig:
            self.fields["mangler_bekraeftet"].widget = forms.HiddenInput()


class SendTilbageForm(Skridtform):
    """What the house is to mend."""

    bemaerkning = Tekstfelt(
        label="Bemærkning til erhvervshuset",
        widget=Afsnit(attrs={"rows": 5}),
        help_text="Hvad skal rettes eller uddybes? Bemærkningen vises øverst i afrapporteringen.",
        error_messages={"required": "Skriv, hvad erhvervshuset skal rette."},
    )


class GodkendForm(Skridtform):
    """The meeting at which KKR approved the report."""

    dato = DanskDatoField(
        label="KKR-mødets dato",
        help_text="Den dag, KKR godkendte afrapporteringen, fx 19.11.2021.",
        error_messages={"required": "Skriv datoen for det KKR-møde, der godkendte afrapporteringen."},
    )


class SendForm(Skridtform):
    """The day it went to the national parties."""

    dato = DanskDatoField(
        label="Sendt den",
        help_text="Den dag, afrapporteringen blev sendt til KL og Erhvervsstyrelsen, fx 1.12.2021.",
        error_messages={"required": "Skriv den dag, afrapporteringen blev sendt."},
    )


class GenaabnForm(Skridtform):
    """Why what KKR has approved is opened again."""

    bemaerkning = Tekstfelt(
        label="Begrundelse",
        widget=Afsnit(attrs={"rows": 5}),
        help_text="Hvorfor skal en godkendt afrapportering ændres? Begrundelsen bliver stående i forløbet.",
        error_messages={"required": "Skriv, hvorfor afrapporteringen genåbnes."},
    )
