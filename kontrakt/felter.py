"""Form fields that read and show Danish numbers, dates and text; what is refused stays in the field as it was typed."""

from collections.abc import Collection
from datetime import date
from decimal import Decimal
from typing import Any

from django import forms
from django.core.exceptions import ValidationError

from kontrakt import dansk

MAKS_TEKST = 20_000  # characters of a free text


class Tekstfelt(forms.CharField):
    """Free text with the line breaks that are stored, so that saving an unchanged text changes nothing."""

    def to_python(self, value: Any) -> str:
        """Browsers send a line break as two characters."""
        return (super().to_python(value) or "").replace("\r\n", "\n")


class DanskDecimalField(forms.DecimalField):
    """A number written in Danish, with or without one of `enheder`; gives a `Decimal`, or None when empty.

    `opgoeres_i` is the unit as the user reads it, for the answer when another unit is written. A form that learns
    its unit only when it is made may set both on the field.
    """

    widget = forms.TextInput

    def __init__(self, *, enheder: Collection[str] = (), opgoeres_i: str = "", **kwargs: Any) -> None:
        self.enheder = enheder
        self.opgoeres_i = opgoeres_i
        super().__init__(**kwargs)

    def widget_attrs(self, widget: forms.Widget) -> dict[str, Any]:
        """Ask a phone for the keyboard with figures and comma."""
        return super().widget_attrs(widget) | {"inputmode": "decimal"}

    def prepare_value(self, value: object) -> object:
        """Show a number in Danish, and a typed text as it was typed."""
        return dansk.vis_tal(value) if isinstance(value, Decimal | int) else value

    def to_python(self, value: object) -> Decimal | None:  # type: ignore[override] # as in the stubs of DecimalField
        """Read what was typed; the messages are `dansk`'s."""
        tekst = self.prepare_value(value)
        if not isinstance(tekst, str) or not tekst.strip():
            return None
        try:
            return dansk.laes_tal_med_enhed(tekst, self.enheder, opgoeres_i=self.opgoeres_i)
        except dansk.Talfejl as fejl:
            raise ValidationError(str(fejl), code="invalid") from fejl


class DanskHeltalField(forms.IntegerField):
    """A whole number written in Danish, such as 1.680; gives an `int`, or None when empty."""

    widget = forms.TextInput

    def widget_attrs(self, widget: forms.Widget) -> dict[str, Any]:
        """Ask a phone for the keyboard with figures."""
        return super().widget_attrs(widget) | {"inputmode": "numeric"}

    def prepare_value(self, value: object) -> object:
        """Show a number in Danish, and a typed text as it was typed."""
        return dansk.vis_tal(value) if isinstance(value, int) else value

    def to_python(self, value: object) -> int | None:
        """Read what was typed; the messages are `dansk`'s."""
        tekst = self.prepare_value(value)
        if not isinstance(tekst, str) or not tekst.strip():
            return None
        try:
            return dansk.laes_heltal(tekst)
        except dansk.Talfejl as fejl:
            raise ValidationError(str(fejl), code="invalid") from fejl


class DanskDatoField(forms.DateField):
    """A date written in Danish, such as 13.10.2021 or 13. oktober 2021; gives a `date`, or None when empty."""

    widget = forms.TextInput

    def widget_attrs(self, widget: forms.Widget) -> dict[str, Any]:
        """Ask a phone for the keyboard with figures."""
        return super().widget_attrs(widget) | {"inputmode": "numeric"}

    def prepare_value(self, value: object) -> object:
        """Show a date in Danish, and a typed text as it was typed."""
        return dansk.vis_kort_dato(value) if isinstance(value, date) else value

    def to_python(self, value: object) -> date | None:
        """Read what was typed; the messages are `dansk`'s."""
        tekst = self.prepare_value(value)
        if not isinstance(tekst, str) or not tekst.strip():
            return None
        try:
            return dansk.laes_dato(tekst)
        except dansk.Datofejl as fejl:
            raise ValidationError(str(fejl), code="invalid") from fejl
