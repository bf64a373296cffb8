"""What the shared templates need of Det Fælles Designsystem: its icons, and its classes on a form field's input."""

from django import template
from django.forms import BoundField, Select
from django.templatetags.static import static
from django.utils.html import format_html
from django.utils.safestring import SafeString

register = template.Library()

# By `BoundField.widget_type`; every other widget is a text input of some kind. `{}` is the width.
KLASSER = {
    "checkbox": "form-checkbox",
    "clearablefile": "",
    "file": "",
    "select": "form-select input-width-{}",
    "textarea": "form-input",
}
TEKST = "form-input input-width-{}"


@register.simple_tag
def ikon(navn: str, klasse: str = "") -> SafeString:
    """The icon `navn` of the design system, hidden from screen readers: the words beside it say the same."""
    return format_html(
        '<svg class="icon-svg{}" focusable="false" aria-hidden="true"><use href="{}#{}"></use></svg>',
        f" {klasse}" if klasse else "",
        static("dkfds/img/all-svg-icons.svg"),
        navn,
    )


@register.filter
def inddata(felt: BoundField, bredde: str) -> SafeString:
    """The input of a form field with the design system's classes; `bredde` is one of its widths, xxs to xl."""
    egne = felt.field.widget.attrs.get("class", "")
    slags = "select" if isinstance(felt.field.widget, Select) else felt.widget_type  # a select of our own is one too
    klasse = f"{KLASSER.get(slags, TEKST).format(bredde)} {egne}".strip()
    return felt.as_widget(attrs={"class": klasse} if klasse else None)
