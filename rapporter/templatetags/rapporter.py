"""What the pages of a report offer to fetch."""

from django import template

from rapporter.bilag.former import FORMER

register = template.Library()


@register.simple_tag
def bilagsformer() -> list[tuple[str, str]]:
    """The forms of the annex: what each is called in an address, and to the user."""
    return [(form, en_form.navn) for form, en_form in FORMER.items()]
