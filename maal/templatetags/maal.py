"""Template filters for verdicts, and for figures in their unit; nothing to show is an empty text."""

from decimal import Decimal
from functools import cache

from django import template
from django.utils.html import format_html
from django.utils.safestring import SafeString

from kontrakt.templatetags.udseende import ikon
from maal.enheder import ENHEDSTEGN, krav_i_ord, vis_vaerdi
from maal.typer import Enhed, Vurdering
from maal.udtraek import Punktudtraek, Segmentudtraek, udenfor

register = template.Library()
register.filter(udenfor)

# Colour and icon stand beside the word, never instead of it.
MAERKATER: dict[Vurdering, tuple[str, str]] = {
    Vurdering.OPFYLDT: ("badge-success", "success"),
    Vurdering.DELVIST_OPFYLDT: ("badge-warning", "halv"),
    Vurdering.IKKE_OPFYLDT: ("badge-error", "close"),
    Vurdering.PAA_VEJ: ("badge-info", "arrow-forward"),
    Vurdering.BAGUD: ("badge-warning", "time"),
    Vurdering.AFVENTER: ("vurdering--neutral", "hourglass"),
    Vurdering.UDEN_MAALTAL: ("vurdering--neutral", "minus"),
    Vurdering.MANGLER: ("vurdering--neutral", "edit"),
}


@register.filter
@cache
def maerkat(vurdering: Vurdering) -> SafeString:
    """A verdict as a badge."""
    farve, billede = MAERKATER[vurdering]
    return format_html('<span class="badge vurdering {}">{} {}</span>', farve, ikon(billede), vurdering.label)


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
