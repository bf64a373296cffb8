"""What is saved from a page of this floor: a computed funding key that is adopted."""

from urllib.parse import urlencode

from django.contrib import messages
from django.contrib.auth.decorators import login_required
from django.core.exceptions import PermissionDenied, ValidationError
from django.http import Http404, HttpResponse
from django.shortcuts import redirect
from django.urls import reverse
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_http_methods

from kommuner.models import Fordelingsnoegle
from kommuner.noegleforms import VedtagForm
from kommuner.noegleforslag import Forslagsgrundlag, aftryk, beregn_forslag, hent_grundlag
from kommuner.noegler import vedtag_noegle
from kommuner.typer import Noeglemetode
from kontrakt.adgang import maa_fastsaette_noegle
from kontrakt.models import Bruger
from kontrakt.opslag import Foresp, hent_kontrakt

AENDRET = "Nøglen blev ikke vedtaget: folketallet eller kommunerne er ændret, siden du så den. Her er de nye tal."


@login_required
@require_http_methods(["GET", "HEAD", "POST"])
@never_cache
def vedtag(request: Foresp, slug: str, aar: int) -> HttpResponse:
    """Make a computed key the contract year's; whoever comes by a link or a reload is led to the page that computes."""
    kontrakt = hent_kontrakt(request.user, slug)
    if aar not in kontrakt.aar:
        raise Http404(f"{aar} er ikke et af kontraktens år.")
    beregn = reverse("rapporter:beregn_noegle", args=[slug, aar])
    if request.method != "POST":
        return redirect(beregn)
    if not maa_fastsaette_noegle(request.user, kontrakt):
        raise PermissionDenied("Kun KKR-sekretariatet kan vedtage en fordelingsnøgle.")
    form = VedtagForm(request.POST)
    if not form.is_valid():
        messages.error(request, "Nøglen blev ikke vedtaget: siden sendte ikke alle tal med. Beregn nøglen igen.")
        return redirect(beregn)
    try:
        _vedtag(request.user, hent_grundlag(kontrakt, aar, Fordelingsnoegle.objects.all()), form)
    except ValidationError as fejl:
        for besked in fejl.messages:
            messages.error(request, besked)
        return redirect(f"{beregn}?{urlencode({'i_alt': form.cleaned_data['i_alt']})}")
    messages.success(request, f"Fordelingsnøglen for {aar} er vedtaget.")
    return redirect("rapporter:fordelingsnoegle", slug, aar)


def _vedtag(bruger: Bruger, grundlag: Forslagsgrundlag, form: VedtagForm) -> None:
    """Compute the key anew and adopt it, when it is the one that was shown; else a `ValidationError` in Danish."""
    i_alt = form.cleaned_data["i_alt"]
    if not grundlag.kan_beregnes:
        raise ValidationError(AENDRET)
    side = beregn_forslag(grundlag, i_alt).ved(Noeglemetode(form.cleaned_data["metode"]))
    if aftryk(side) != form.cleaned_data["aftryk"]:
        raise ValidationError(AENDRET)
    beloeb = {raekke.kode: raekke.beloeb for raekke in side.raekker}
    bidrag = {kommune: beloeb[kommune.kode] for kommune in grundlag.kommuner}
    vedtag_noegle(kontrakt=grundlag.kontrakt, aar=grundlag.aar, i_alt=i_alt, bidrag=bidrag, bruger=bruger)
