"""What the pages of this floor share: choices and filters of contracts by name without a query each."""

from typing import Any

from django.contrib import admin
from django.http import HttpRequest
from django.urls import reverse
from django.utils.html import format_html
from django.utils.safestring import SafeString


class Valgfilter(admin.RelatedFieldListFilter):
    """A filter on a foreign key whose choices' names need other tables; the page's `valg_med` says which."""

    def field_choices(self, field: Any, request: HttpRequest, model_admin: Any) -> Any:
        """The choices by name, fetched in one query."""
        felter = model_admin.valg_med[field.name]
        return [(str(o.pk), str(o)) for o in field.related_model._default_manager.select_related(*felter)]


def listelink(model: str, tekst: str, **filter_: object) -> SafeString:
    """A link to a model's list, filtered."""
    spoergsmaal = "&".join(f"{navn}={vaerdi}" for navn, vaerdi in filter_.items())
    return format_html('<a href="{}?{}">{}</a>', reverse(f"admin:{model}_changelist"), spoergsmaal, tekst)


def antal(tal: int, en: str, flere: str) -> str:
    """`1 mål`, `7 målepunkter`."""
    return f"{tal} {en if tal == 1 else flere}"
