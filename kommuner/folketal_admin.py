"""Loading population in the browser: what `manage.py folketal` does, with its preview in between."""

from collections.abc import Sequence
from dataclasses import astuple
from typing import Any

from django import forms
from django.contrib import admin, messages
from django.contrib.admin.helpers import AdminForm
from django.contrib.admin.models import CHANGE, LogEntry
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect
from django.template.response import TemplateResponse

from kommuner.folketal import Folketalsrapport, indlaes_folketal
from kommuner.folketalsformat import Folketalsfejl, Linjefejl
from kontrakt.bekraeft import AENDRET_IMENS, GAMMEL_SIDE, BekraeftForm, Filfelt, Kilde, aftryk, gem_som_vist
from kontrakt.models import Bruger


class FilForm(forms.Form):
    """Which file."""

    fil = Filfelt(label="Fil", endelser=("csv",), help_text="CSV fra Statistikbanken, tabel FOLK1A, højst 1 MB.")


def vaelg_fil(request: Any) -> HttpResponse:
    """Choose a file, and see what it would change, or all that is wrong with it."""
    form = FilForm(request.POST, request.FILES) if request.method == "POST" else FilForm()
    if not form.is_valid():
        return _filvalg(request, form)
    kilde = form.cleaned_data["fil"]
    try:
        rapport = indlaes_folketal(kilde, proev=True, bruger=request.user)
    except Folketalsfejl as grund:
        return _filvalg(request, form, grund.fejl)
    return _liste(request, kilde, rapport)


def bekraeft(request: Any) -> HttpResponse:
    """Load what was shown; when it would by now change something else, load nothing and show that.

    Who comes here by a link or after a new log-in is led to where a file is chosen.
    """
    if request.method != "POST":
        return redirect("kommuner:folketal")
    form = BekraeftForm(request.POST)
    if not form.is_valid() or len(form.cleaned_data["filer"]) != 1:
        messages.error(request, GAMMEL_SIDE)
        return redirect("kommuner:folketal")
    [kilde] = form.cleaned_data["filer"]
    try:
        rapport, som_vist = gem_som_vist(
            lambda: indlaes_folketal(kilde, bruger=request.user), _aftryk, form.cleaned_data["aftryk"]
        )
    except Folketalsfejl as grund:
        return _filvalg(request, FilForm(), grund.fejl)
    if not som_vist and not rapport.antal:  # the form was sent twice
        messages.info(request, "Filen er allerede indlæst. Intet er ændret.")
        return redirect("admin:index")
    if not som_vist:
        messages.warning(request, AENDRET_IMENS)
        return _liste(request, kilde, rapport)
    _skriv_i_loggen(request.user, rapport)
    aar = " og ".join(str(forskel.aar) for forskel in rapport.aar)
    messages.success(request, f"Folketal er indlæst for 1. januar {aar}. Antal ændringer: {rapport.antal}.")
    return redirect("admin:index")


def _aftryk(rapport: Folketalsrapport) -> str:
    return aftryk(astuple(rapport))


def _liste(request: HttpRequest, kilde: Kilde, rapport: Folketalsrapport) -> HttpResponse:
    form = BekraeftForm(initial={"filer": [kilde], "aftryk": _aftryk(rapport)})
    return _side(request, "admin/folketal_liste.html", bekraeft=form, rapport=rapport)


def _filvalg(request: HttpRequest, form: FilForm, fejl: Sequence[Linjefejl] = ()) -> HttpResponse:
    felter: Any = [(None, {"fields": list(form.fields)})]
    return _side(request, "admin/folketal.html", form=form, fieldsets=AdminForm(form, felter, {}), fejl=fejl)  # type: ignore[arg-type]


def _side(request: HttpRequest, skabelon: str, **indhold: Any) -> HttpResponse:
    faelles = {**admin.site.each_context(request), "title": "Indlæs folketal", "subtitle": None}
    return TemplateResponse(request, skabelon, {**faelles, **indhold})


def _skriv_i_loggen(bruger: Bruger, rapport: Folketalsrapport) -> None:
    """Let the administration's list of actions say who loaded what."""
    tekst = f"Indlæst fra {rapport.navn}"[:200]
    LogEntry.objects.create(user=bruger, action_flag=CHANGE, object_repr=tekst, change_message="Folketal")
