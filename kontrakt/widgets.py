"""Inputs that write their HTML at once, for pages with hundreds of fields.

Django's own render a template for each, one more for its attributes and one for every option; on such a page that is
most of the time it takes. The HTML is the same.
"""

from html import escape
from typing import Any

from django import forms
from django.forms.renderers import BaseRenderer
from django.forms.utils import flatatt
from django.utils.html import format_html
from django.utils.safestring import SafeString

Egenskaber = dict[str, Any]


class Linje(forms.TextInput):
    """A line of text."""

    def render(
        self, name: str, value: Any, attrs: Egenskaber | None = None, renderer: BaseRenderer | None = None
    ) -> SafeString:
        """The input with its value."""
        tekst = self.format_value(value)
        vaerdi = "" if tekst is None else format_html(' value="{}"', tekst)
        egne = flatatt(self.build_attrs(self.attrs, attrs))
        return format_html('<input type="{}" name="{}"{}{}>', self.input_type, name, vaerdi, egne)


class Skjult(Linje):
    """A value that is sent back unseen."""

    input_type = "hidden"


class Afsnit(forms.Textarea):
    """Several lines of text."""

    def render(
        self, name: str, value: Any, attrs: Egenskaber | None = None, renderer: BaseRenderer | None = None
    ) -> SafeString:
        """The field with its text; the browser drops the first line break, so that one of the text's own is kept."""
        egne = flatatt(self.build_attrs(self.attrs, attrs))
        return format_html('<textarea name="{}"{}>\n{}</textarea>', name, egne, self.format_value(value) or "")


class Valgliste(forms.Select):
    """A choice among many."""

    def render(
        self, name: str, value: Any, attrs: Egenskaber | None = None, renderer: BaseRenderer | None = None
    ) -> SafeString:
        """The select, with the value's option chosen."""
        egne = flatatt(self.build_attrs(self.attrs, attrs))
        valgt = str(value or "")
        muligheder = []
        for vaerdi, navn in self.choices:
            er_valgt = " selected" if str(vaerdi) == valgt else ""
            muligheder.append(f'<option value="{escape(str(vaerdi))}"{er_valgt}>{escape(str(navn))}</option>')
        return format_html('<select name="{}"{}>{}</select>', name, egne, SafeString("".join(muligheder)))
