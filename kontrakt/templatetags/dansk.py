"""Template filters for Danish numbers and dates; nothing to show is an empty text."""

from datetime import date, datetime
from decimal import Decimal

from django import template

from kontrakt import dansk

register = template.Library()


@register.filter
def tal(value: Decimal | int | None, decimaler: int | None = None) -> str:
    """Print `1.234,5`; `{{ x|tal:2 }}` rounds half up to two decimals."""
    return "" if value is None else dansk.vis_tal(value, decimaler)


@register.filter
def aendring(value: Decimal | int | None, decimaler: int | None = None) -> str:
    """Print a change with its sign: `+1.234,5`."""
    return "" if value is None else dansk.vis_aendring(value, decimaler)


@register.filter
def dato(value: date | None) -> str:
    """Print `13. oktober 2021`."""
    return "" if value is None else dansk.vis_dato(value)


@register.filter
def kort_dato(value: date | None) -> str:
    """Print `13.10.2021`."""
    return "" if value is None else dansk.vis_kort_dato(value)


@register.filter(expects_localtime=True)
def tidspunkt(value: datetime | None) -> str:
    """Print `13. oktober 2021 kl. 10.42` in the site's time zone."""
    return "" if value is None else dansk.vis_tidspunkt(value)
