"""Template filters for figures in their unit; nothing to show is an empty text."""

from decimal import Decimal

from django import template

from maal.enheder import ENHEDSTEGN, krav_i_ord, vis_vaerdi
from maal.typer import Enhed
from maal.udtraek import Punktudtraek, Segmentudtraek

register = template.Library()


@register.filter
def krav(punkt: Punktudtraek, segment: Segmentudtraek) -> str:
    """What is promised for a segment of a målepunkt: `mindst 80 %`."""
    return krav_i_ord(punkt.krav, punkt.enhed, segment.maaltal, segment.tolerance)


@register.filter
def vaerdi(tal: Decimal | None, enhed: Enhed) -> str:
    """A figure with its unit: `80 %`."""
    return "" if tal is None else vis_vaerdi(tal, enhed)


@register.filter
def enhedstegn(enhed: Enhed) -> str:
    """What stands after a figure of the unit: `%`, `procentpoint`, or nothing."""
    return ENHEDSTEGN.get(enhed, "")
