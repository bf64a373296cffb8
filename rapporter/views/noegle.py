"""Funding keys: one contract year's key, and what a key for a year without one would be."""

from django.contrib.auth.decorators import login_required
from django.http import FileResponse, Http404, HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils import timezone
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_safe

from kommuner.models import Fordelingsnoegle
from kommuner.noegleforms import BeregnForm
from kommuner.noegleforslag import (
    Forslagsgrundlag,
    Noegleforslag,
    aftryk,
    beregn_forslag,
    beregnelige_aar,
    hent_grundlag,
)
from kommuner.noegleside import folketalsaar, hent_forrige, hent_noegleside
from kommuner.typer import Noeglemetode
from kontrakt.adgang import maa_fastsaette_noegle
from kontrakt.models import Kontrakt
from kontrakt.opslag import Foresp, hent_kontrakt
from rapporter.excel.noegleforslag import eksporter_forslag
from rapporter.views.hent import filsvar


@login_required
@require_safe
@never_cache
def fordelingsnoegle(request: Foresp, slug: str, aar: int) -> HttpResponse:
    """The key of a contract's year, or that it has none yet."""
    kontrakt = hent_kontrakt(request.user, slug)
    if aar not in kontrakt.aar:
        raise Http404(f"{aar} er ikke et af kontraktens år.")
    noegler = Fordelingsnoegle.objects.synlige_for(request.user)
    side = hent_noegleside(kontrakt, aar, noegler)
    sammenhaeng = {
        "kontrakt": kontrakt,
        "titel": f"Fordelingsnøgle {aar}",
        "aar": aar,
        "side": side,
        "forrige": side.forrige if side else _adresse(hent_forrige(kontrakt, aar, noegler)),
        "folketalsaar": folketalsaar(aar),
        "metoder": Noeglemetode,
        "kan_beregne": maa_fastsaette_noegle(request.user, kontrakt),
        "naeste": aar + 1 if aar == kontrakt.til_aar else None,
    }
    return render(request, "rapporter/noegle.html", sammenhaeng)


@login_required
@require_safe
@never_cache
def beregn_noegle(request: Foresp, slug: str, aar: int) -> HttpResponse:
    """Both keys that a total gives for a year, beside the previous one; nothing is saved."""
    kontrakt, grundlag = _grundlag(request, slug, aar)
    form = _form(request, grundlag)
    forslag = _forslag(form, grundlag)
    sammenhaeng = {
        "kontrakt": kontrakt,
        "grundlag": grundlag,
        "form": form,
        "forslag": forslag,
        "varianter": [(metode, forslag.ved(metode), aftryk(forslag.ved(metode))) for metode in Noeglemetode]
        if forslag
        else [],
        "kan_vedtage": grundlag.kan_vedtages and maa_fastsaette_noegle(request.user, kontrakt),
    }
    return render(request, "rapporter/beregn_noegle.html", sammenhaeng)


@login_required
@require_safe
@never_cache
def beregnet_excel(request: Foresp, slug: str, aar: int) -> HttpResponse | FileResponse:
    """The computed keys as a workbook; what cannot be computed leads to the page that says why."""
    kontrakt, grundlag = _grundlag(request, slug, aar)
    forslag = _forslag(_form(request, grundlag), grundlag)
    if forslag is None:
        adresse = reverse("rapporter:beregn_noegle", args=[slug, aar])
        return redirect(f"{adresse}?{request.GET.urlencode()}")
    fil = eksporter_forslag(forslag, eksporteret=timezone.now(), eksporteret_af=request.user.navn)
    return filsvar(request, fil, str(kontrakt))


def _grundlag(request: Foresp, slug: str, aar: int) -> tuple[Kontrakt, Forslagsgrundlag]:
    kontrakt = hent_kontrakt(request.user, slug)
    if aar not in beregnelige_aar(kontrakt):
        raise Http404("En nøgle kan beregnes for kontraktens år og for det første år efter den.")
    return kontrakt, hent_grundlag(kontrakt, aar, Fordelingsnoegle.objects.synlige_for(request.user))


def _form(request: Foresp, grundlag: Forslagsgrundlag) -> BeregnForm:
    """The total as it stands in the address, or as a suggestion that of the previous key."""
    forslag = {"i_alt": grundlag.forrige.i_alt} if grundlag.forrige else None
    return BeregnForm(request.GET if "i_alt" in request.GET else None, initial=forslag)


def _forslag(form: BeregnForm, grundlag: Forslagsgrundlag) -> Noegleforslag | None:
    if not (grundlag.kan_beregnes and form.is_valid()):
        return None
    return beregn_forslag(grundlag, form.cleaned_data["i_alt"])


def _adresse(noegle: Fordelingsnoegle | None) -> dict[str, object] | None:
    """What the page's link to a key needs, as a `Forrigenoegle` has it."""
    return {"slug": noegle.kontrakt.slug, "aar": noegle.aar, "kontrakt": noegle.kontrakt.titel} if noegle else None
