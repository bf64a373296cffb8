"""What the shared templates need of Det Fælles Designsystem: its icons, and its classes on a form field's input."""

from functools import cache

from django import template
from django.forms import BoundField, CheckboxInput, FileInput, Select, Textarea, Widget
from django.templatetags.static import static
from django.utils.html import format_html
from django.utils.safestring import SafeString

register = template.Library()

# By kind of input, those of `kontrakt.widgets` too; every other is a line of text of some kind. `{}` is the width.
KLASSER: dict[type[Widget], str] = {
    CheckboxInput: "form-checkbox",
    FileInput: "",
    Select: "form-select input-width-{}",
    Textarea: "form-input",
}
TEKST = "form-input input-width-{}"

# Icons that the design system has not.
EGNE_IKONER = {"halv": "img/halv.svg"}


@register.simple_tag
@cache
def ikon(navn: str, klasse: str = "") -> SafeString:
    """The icon `navn` of the design system, hidden from screen readers: the words beside it say the same."""
    return format_html(
        '<svg class="icon-svg{}" focusable="false" aria-hidden="true"><use href="{}#{}"></use></svg>',
        f" {klasse}" if klasse else "",
        static(EGNE_IKONER.get(navn, "dkfds/img/all-svg-icons.svg")),
        navn,
    )


@register.filter
def inddata(felt: BoundField, bredde: str) -> SafeString:
    """The input of a form field with the design system's classes; `bredde` is one of its widths, xxs to xl."""
    widget = felt.field.widget
    klasse = next((klasse for slags, klasse in KLASSER.items() if isinstance(widget, slags)), TEKST)
    klasse = f"{klasse.format(bredde)} {widget.attrs.get('class', '')}".strip()
    return felt.as_widget(attrs={"class": klasse} if klasse else None)
