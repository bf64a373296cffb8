"""What addresses may hold beside words and numbers: a day, as `2025-12-31`."""

from datetime import date

from django.urls import register_converter


class Isodato:
    """`<isodato:pr_dato>` in an address gives a `date`; a day that is not in the calendar is no address."""

    regex = "[0-9]{4}-[0-9]{2}-[0-9]{2}"

    def to_python(self, value: str) -> date:
        """The day; `ValueError` means that the address is another."""
        return date.fromisoformat(value)

    def to_url(self, value: date) -> str:
        """The day as addresses have it."""
        return value.isoformat()


register_converter(Isodato, "isodato")
