"""What the shared templates need of Det Fælles Designsystem: its icons, and its classes on a form field's input."""

from functools import cache

from django import template
from django.forms import BoundField, CheckboxInput, FileInput, Select, Textarea, Widget
from django.templatetags.static import static
from django.utils.html import format_html
from django.utils.safestring import SafeString

from kontrakt.widgets import Valgliste

register = template.Library()

# By kind of input, those of `kontrakt.widgets` too; every other is a line of text of some kind. `{}` is the width.
KLASSER: dict[type[Widget], str] = {
    CheckboxInput: "form-checkbox",
    FileInput: "",
    Select: "form-select input-width-{}",
    Valgliste: "form-select input-width-{}",
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


@register.filter
def hjaelp(felt: BoundField) -> SafeString:
    """A form field's help and what is wrong with it, by the ids that the input refers to."""
    tekst = fejl = ""
    if felt.help_text:
        tekst = format_html('<div class="form-hint" id="{}_helptext">{}</div>\n', felt.auto_id, felt.help_text)
    if felt.errors:
        fejl = format_html(
            '<span class="form-error-message" id="{}_error"><span class="sr-only">Fejl: </span>{}</span>\n',
            felt.auto_id,
            " ".join(map(str, felt.errors)),
        )
    return SafeString(tekst + fejl)


@register.filter
def feltgruppe(felt: BoundField, bredde: str) -> SafeString:
    """An ordinary form field, whole: label, help, what is wrong with it, and its input of that width."""
    return format_html(
        '<div class="form-group{}">\n<label class="form-label" for="{}">{}</label>\n{}{}\n</div>',
        " form-error" if felt.errors else "",
        felt.id_for_label,
        felt.label,
        hjaelp(felt),
        inddata(felt, bredde),
    )
