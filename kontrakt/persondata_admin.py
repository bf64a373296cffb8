"""The administration's list of users: take people out of the system, after a page that says what goes and stays."""

from typing import Any

from django.contrib import admin, messages
from django.core.exceptions import ValidationError
from django.db.models import QuerySet
from django.http import HttpRequest
from django.template.response import TemplateResponse

from kontrakt.administration import Side
from kontrakt.models import Bruger
from kontrakt.persondata import slet_person


@admin.action(description="Slet persondata om de valgte brugere", permissions=["delete"])
def slet_persondata(side: Side, request: HttpRequest, brugere: QuerySet[Bruger]) -> TemplateResponse | None:
    """Ask first; when the person has confirmed, erase each user that can be, and say why the others cannot."""
    if request.POST.get("post") == "ja":
        for bruger in brugere:
            _slet(request, bruger)
        return None
    indhold: dict[str, Any] = {
        **side.admin_site.each_context(request),
        "title": "Slet persondata",
        "brugere": brugere,
        "opts": Bruger._meta,
    }
    return TemplateResponse(request, "admin/slet_persondata.html", indhold)


def _slet(request: HttpRequest, bruger: Bruger) -> None:
    """Erase one, and say in a message how it went."""
    assert isinstance(request.user, Bruger)  # noqa: S101 - says to the type checker who may be here
    try:
        slettet = slet_person(bruger_id=bruger.pk, af=request.user)
    except ValidationError as grund:
        messages.error(request, f"{bruger}: {' '.join(grund.messages)}")
    else:
        messages.success(request, f"Persondata er slettet. Brugeren hedder nu »{slettet.get_full_name()}«.")
