"""Loading contracts and basic data in the browser: what `manage.py indlaes` does, with its preview in between."""

from collections.abc import Sequence
from typing import Any

from django import forms
from django.contrib import admin, messages
from django.contrib.admin.helpers import AdminForm
from django.contrib.admin.models import CHANGE, LogEntry
from django.core.exceptions import ValidationError
from django.core.files.uploadedfile import UploadedFile
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect
from django.template.response import TemplateResponse
from django.views.decorators.http import require_http_methods

from kontrakt.bekraeft import (
    AENDRET_IMENS,
    GAMMEL_SIDE,
    BekraeftForm,
    Kilde,
    accepterer,
    aftryk,
    gem_som_vist,
    kontroller_fil,
)
from kontrakt.models import Bruger
from maal.admin.faelles import antal
from maal.kontraktfil.fejl import Fejl, Filfejl
from maal.kontraktfil.forskel import AENDRES, BEVARES, FJERNES, OPRETTES, Forskel
from maal.kontraktfil.indlaes import Filrapport, indlaes
from maal.kontraktfil.laesning import MAKS_BYTES, for_stor

MAKS_SAMLET = 1_500_000  # bytes; the files travel in the form, which has a limit of its own
ENDELSER = ("yaml", "yml")


class FlereFiler(forms.FileInput):
    """A file field in which several can be chosen."""

    allow_multiple_selected = True


class Filerfelt(forms.FileField):
    """Several files."""

    widget = FlereFiler(attrs={"accept": accepterer(ENDELSER)})

    def clean(self, data: Any, initial: Any = None) -> list["UploadedFile[Any]"]:
        """Each file, checked by itself."""
        if not data:
            raise ValidationError(self.error_messages["required"], code="required")
        filer = [self._en_fil(fil) for fil in data]
        if sum(fil.size or 0 for fil in filer if (fil.size or 0) <= MAKS_BYTES) > MAKS_SAMLET:
            raise ValidationError("Filerne fylder tilsammen mere end 1,5 MB. Indlæs dem i flere omgange.")
        return filer

    def _en_fil(self, fil: "UploadedFile[Any]") -> "UploadedFile[Any]":
        kontroller_fil(fil, ENDELSER)
        return super().clean(fil)


class FilerForm(forms.Form):
    """Which files, and whether they may replace what people have written."""

    filer = Filerfelt(label="Filer", help_text="Kontrakter og grunddata (.yaml). Vælg gerne flere på én gang.")
    overskriv_status = forms.BooleanField(
        label="Overskriv statusser skrevet i systemet",
        required=False,
        help_text="Ellers bevares de, og listen viser hvilke.",
    )


class BekraeftFilerForm(BekraeftForm):
    """With the other choice that was made."""

    overskriv_status = forms.BooleanField(required=False, widget=forms.HiddenInput)


@require_http_methods(["GET", "HEAD", "POST"])
def vaelg_filer(request: Any) -> HttpResponse:
    """Choose files, and see what they would change, or all that is wrong with them."""
    form = FilerForm(request.POST, request.FILES) if request.method == "POST" else FilerForm()
    if not form.is_valid():
        return _filvalg(request, form)
    kilder, fejl = _laes(form.cleaned_data["filer"])
    overskriv = form.cleaned_data["overskriv_status"]
    try:
        rapporter = indlaes(kilder, proev=True, overskriv_status=overskriv, bruger=request.user, fejl=fejl)
    except Filfejl as grund:
        return _filvalg(request, form, grund.fejl)
    return _liste(request, kilder, rapporter, overskriv)


@require_http_methods(["GET", "HEAD", "POST"])
def bekraeft(request: Any) -> HttpResponse:
    """Load what was shown; when it would by now change something else, load nothing and show that.

    Who comes here by a link or after a new log-in is led to where files are chosen.
    """
    if request.method != "POST":
        return redirect("maal:indlaes")
    form = BekraeftFilerForm(request.POST)
    if not form.is_valid():
        messages.error(request, GAMMEL_SIDE)
        return redirect("maal:indlaes")
    kilder, overskriv = form.cleaned_data["filer"], form.cleaned_data["overskriv_status"]
    try:
        rapporter, som_vist = gem_som_vist(
            lambda: indlaes(kilder, overskriv_status=overskriv, bruger=request.user),
            lambda rapporter: _aftryk(rapporter, overskriv),
            form.cleaned_data["aftryk"],
        )
    except Filfejl as grund:
        return _filvalg(request, FilerForm(), grund.fejl)
    if not som_vist and not any(rapport.antal_aendringer for rapport in rapporter):  # the form was sent twice
        messages.info(request, "Filerne er allerede indlæst. Intet er ændret.")
        return redirect("admin:index")
    if not som_vist:
        messages.warning(request, AENDRET_IMENS)
        return _liste(request, kilder, rapporter, overskriv)
    _skriv_i_loggen(request.user, rapporter)
    aendringer = antal(sum(rapport.antal_aendringer for rapport in rapporter), "ændring", "ændringer")
    messages.success(request, f"Indlæst: {antal(len(rapporter), 'fil', 'filer')}, {aendringer}.")
    return redirect("admin:index")


def _aftryk(rapporter: Sequence[Filrapport], overskriv_status: bool) -> str:
    vist = [[rapport.navn, rapport.titel, *map(str, rapport.forskelle)] for rapport in rapporter]
    return aftryk([overskriv_status, vist])


def _laes(filer: Sequence["UploadedFile[Any]"]) -> tuple[list[Kilde], list[Fejl]]:
    """The files' bytes; one that is too large is refused by its size, and not read."""
    kilder: dict[str, Kilde] = {}
    fejl: list[Fejl] = []
    for fil in filer:
        navn = fil.name or ""
        if (fil.size or 0) > MAKS_BYTES:
            fejl += for_stor(navn, fil.size or 0).fejl
        elif navn in kilder:
            fejl.append(Fejl(navn, None, (), "Der er valgt to filer med samme navn. Giv dem hver sit navn."))
        else:
            kilder[navn] = Kilde(navn, fil.read())
    return list(kilder.values()), fejl


def _liste(
    request: HttpRequest, kilder: Sequence[Kilde], rapporter: Sequence[Filrapport], overskriv: bool
) -> HttpResponse:
    vist = {"filer": kilder, "overskriv_status": overskriv, "aftryk": _aftryk(rapporter, overskriv)}
    form = BekraeftFilerForm(initial=vist)
    filer = [(rapport, _efter_handling(rapport.forskelle)) for rapport in rapporter]
    return _side(
        request,
        bekraeft=form,
        filer=filer,
        overskriv=overskriv,
        nyt=any(rapport.antal_aendringer for rapport in rapporter),
    )


def _efter_handling(forskelle: Sequence[Forskel]) -> list[tuple[str, list[Forskel]]]:
    """What is removed first: it is what one wants to know."""
    grupper = [(h, [f for f in forskelle if f.handling == h]) for h in (FJERNES, AENDRES, BEVARES, OPRETTES)]
    return [(handling, gruppe) for handling, gruppe in grupper if gruppe]


def _side(request: HttpRequest, **indhold: Any) -> HttpResponse:
    skabelon = "admin/indlaes_liste.html" if "bekraeft" in indhold else "admin/indlaes.html"
    faelles = {**admin.site.each_context(request), "title": "Indlæs filer", "subtitle": None}
    return TemplateResponse(request, skabelon, {**faelles, **indhold})


def _filvalg(request: HttpRequest, form: FilerForm, fejl: Sequence[Fejl] = ()) -> HttpResponse:
    felter: Any = [(None, {"fields": list(form.fields)})]
    return _side(request, form=form, fieldsets=AdminForm(form, felter, {}), fejl=fejl)  # type: ignore[arg-type]


def _skriv_i_loggen(bruger: Bruger, rapporter: Sequence[Filrapport]) -> None:
    """Let the administration's list of actions say who loaded what."""
    for rapport in rapporter:
        if rapport.antal_aendringer:
            tekst = f"Indlæst fra {rapport.navn}"[:200]
            LogEntry.objects.create(user=bruger, action_flag=CHANGE, object_repr=tekst, change_message=rapport.titel)
