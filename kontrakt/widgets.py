"""Inputs that write their HTML at once, for pages with hundreds of fields.

Django's own render a template for each, one more for its attributes and one for every option; on such a page that is
most of the time it takes. The HTML is the same.
"""

from collections.abc import Iterable
from functools import lru_cache
from html import escape
from typing import Any

from django import forms
from django.forms.renderers import BaseRenderer
from django.utils.safestring import SafeString

Egenskaber = dict[str, Any]


def skriv_egenskaber(egenskaber: Egenskaber) -> str:
    """Attributes as Django's `flatatt` writes them: true is the name alone, false and None are left out."""
    brugte = [(navn, vaerdi) for navn, vaerdi in egenskaber.items() if vaerdi is not None and vaerdi is not False]
    return "".join(f" {navn}" if vaerdi is True else f' {navn}="{escape(str(vaerdi))}"' for navn, vaerdi in brugte)


@lru_cache(maxsize=1000)
def mulighed(vaerdi: str, navn: str) -> str:
    """An option that is not chosen. On the report page a hundred lists offer the same ones."""
    return f'<option value="{escape(vaerdi)}">{escape(navn)}</option>'


class Linje(forms.TextInput):
    """A line of text."""

    def render(
        self, name: str, value: Any, attrs: Egenskaber | None = None, renderer: BaseRenderer | None = None
    ) -> SafeString:
        """The input with its value."""
        felt = {"type": self.input_type, "name": name, "value": self.format_value(value)}
        return SafeString(f"<input{skriv_egenskaber(felt | self.build_attrs(self.attrs, attrs))}>")


class Skjult(Linje):
    """A value that is sent back unseen."""

    input_type = "hidden"


class Afsnit(forms.Textarea):
    """Several lines of text."""

    def render(
        self, name: str, value: Any, attrs: Egenskaber | None = None, renderer: BaseRenderer | None = None
    ) -> SafeString:
        """The field with its text; the browser drops the first line break, so that one of the text's own is kept."""
        egne = skriv_egenskaber({"name": name} | self.build_attrs(self.attrs, attrs))
        return SafeString(f"<textarea{egne}>\n{escape(self.format_value(value) or '')}</textarea>")


class Valgliste(forms.Widget):
    """A choice among many: stored values with their names. A `Select` goes through them each time it is copied."""

    def __init__(self, attrs: Egenskaber | None = None, choices: Iterable[tuple[str, str]] = ()) -> None:
        super().__init__(attrs)
        self.choices = choices

    def render(
        self, name: str, value: Any, attrs: Egenskaber | None = None, renderer: BaseRenderer | None = None
    ) -> SafeString:
        """The select, with the value's option chosen."""
        egne = skriv_egenskaber({"name": name} | self.build_attrs(self.attrs, attrs))
        muligheder = "".join(mulighed(vaerdi, navn) for vaerdi, navn in self.choices)
        valgt = f'<option value="{escape(str(value or ""))}"'
        return SafeString(f"<select{egne}>{muligheder.replace(f'{valgt}>', f'{valgt} selected>')}</select>")
