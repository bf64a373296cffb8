"""Guidance by municipality, counted by the house: its counts, and the grid in which one is typed and saved whole.

Readers see the figures on other pages, where a report that KKR has approved rests on them.
"""

from dataclasses import dataclass
from datetime import date
from typing import Any

from django.contrib import messages
from django.contrib.auth.decorators import login_required
from django.core.exceptions import PermissionDenied, ValidationError
from django.http import Http404, HttpResponse, JsonResponse
from django.shortcuts import redirect, render
from django.utils import timezone
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_http_methods, require_safe

from kommuner.models import Vejledning, Vejledningstal
from kommuner.typer import Vejledningsslags
from kommuner.vejledningsblok import Skema, laeg_ud
from kommuner.vejledningsregler import datofejl
from kontrakt.adgang import egne_huse
from kontrakt.dansk import vis_dato
from kontrakt.models import Erhvervshus, Kommune
from kontrakt.opslag import Foresp
from maal.lagt_til_side import afsender, glem, lagt_til_side
from maal.models import Afrapportering
from maal.vejledning import (
    Staar,
    Vejledningskonflikt,
    Vejledningspost,
    gem_vejledninger,
    gemte_tal,
    slet_vejledning,
)
from maal.vejledning_opslag import KUN_PARTER, hent_hus, laasegrund, raekker_af, rapporter_med
from maal.vejledningsforms import NyeTalForm, SletForm, Vejledningsform, cellenavn
from maal.views.afrapportering import kun_indloggede


@login_required
@require_safe
def vejledninger(request: Foresp) -> HttpResponse:
    """The houses that the user may count for; straight to the house where there is only one."""
    huse = list(Erhvervshus.objects.filter(egne_huse(request.user)))
    if not huse:
        raise PermissionDenied(KUN_PARTER)
    if len(huse) == 1:
        return redirect("maal:husets_vejledning", huse[0].noegle)
    return render(request, "maal/vejledninger.html", {"huse": huse})


@login_required
@require_safe
@never_cache
def husets_vejledning(request: Foresp, hus: str) -> HttpResponse:
    """A house's counts by year, newest first; `?pr_dato=` is the day of a new one, and leads to its grid."""
    et_hus = hent_hus(request.user, hus)
    form = NyeTalForm(request.GET if "pr_dato" in request.GET else None)
    if form.is_valid():
        return redirect("maal:vejledning", hus, form.cleaned_data["pr_dato"])
    tal = list(et_hus.vejledningstal.select_related("opdateret_af"))
    brug = rapporter_med(et.pk for et in tal)
    aar: dict[int, list[dict[str, Any]]] = {}
    for et in tal:
        rapporter = brug.get(et.pk, [])
        opgoerelse = {"tal": et, "rapporter": rapporter, "laast": laasegrund(request.user, rapporter)}
        aar.setdefault(et.aar, []).append(opgoerelse)
    return render(request, "maal/husets_vejledning.html", {"hus": et_hus, "aar": aar, "form": form})


@dataclass(frozen=True)
class Gitter:
    """What the grid of one count is about: the house and its municipalities, and the count as it stands."""

    hus: Erhvervshus
    pr_dato: date
    kommuner: list[Kommune]
    tal: Vejledningstal | None
    raekker: list[Vejledning]
    rapporter: list[Afrapportering]
    laast: str

    @property
    def betegnelse(self) -> str:
        """As people name it, also before it is saved."""
        return f"Vejledningstal pr. {vis_dato(self.pr_dato)}"

    @property
    def staar(self) -> Staar:
        """The count as it stands, without figures when there is none."""
        af = self.tal.opdateret_af if self.tal else None
        return Staar(
            hus=self.hus,
            pr_dato=self.pr_dato,
            version=self.tal.version if self.tal else 0,
            tal=gemte_tal(self.raekker),
            opdateret=self.tal.opdateret if self.tal else None,
            opdateret_af=af.navn if af else "",
        )

    @property
    def udgaaede(self) -> list[Vejledning]:
        """The rows of municipalities that have left the house since they were counted."""
        return [raekke for raekke in self.raekker if raekke.kommune not in self.kommuner]


@never_cache
@kun_indloggede
@require_http_methods(["GET", "HEAD", "POST"])
def vejledning(request: Foresp, hus: str, pr_dato: date) -> HttpResponse:
    """The grid of one count, saved whole; what is refused stands as it was typed."""
    gitter = _hent_gitter(request, hus, pr_dato)
    lagt = None if request.method == "POST" or gitter.laast else lagt_til_side(request).get(request.path)
    form = Vejledningsform(
        request.POST if request.method == "POST" else lagt, staar=gitter.staar, kommuner=gitter.kommuner
    )
    form.er_sat_ind = lagt is not None
    if form.is_valid() and request.method == "POST" and _er_gemt(request, gitter, form):
        glem(request)
        return redirect("maal:vejledning", hus, pr_dato)
    return vis_gitter(request, gitter, form)


@never_cache
@kun_indloggede
@require_http_methods(["GET", "HEAD", "POST"])
def indsaet_vejledning(request: Foresp, hus: str, pr_dato: date) -> HttpResponse:
    """Put a block copied from a spreadsheet in the grid, to be looked at: nothing is saved.

    The script asks for the cells as JSON and puts them in itself, so that there is one rule for what goes where.
    """
    gitter = _hent_gitter(request, hus, pr_dato)
    sendt = request.POST if request.method == "POST" else lagt_til_side(request).get(request.path)
    if sendt is None or not gitter.kommuner:
        return redirect("maal:vejledning", hus, pr_dato)
    tom = Vejledningsform(staar=gitter.staar, kommuner=gitter.kommuner)
    tekst = str(sendt.get("blok", ""))
    blok = laeg_ud(tekst, _skema(gitter), tom.celle(str(sendt.get("fra", ""))))
    celler = {cellenavn(kode, slags): antal for (kode, slags), antal in blok.celler.items()}
    if request.get_preferred_type(["text/html", "application/json"]) == "application/json":
        return JsonResponse({"celler": celler, "kvittering": blok.kvittering, "beskeder": blok.beskeder})
    data = {navn: sendt[navn] for navn in sendt} | celler
    form = Vejledningsform(data, staar=gitter.staar, kommuner=gitter.kommuner)
    form.is_valid()  # says what remains to be filled in
    return vis_gitter(request, gitter, form, blok=blok, bloktekst=tekst)


@login_required
@never_cache
@require_http_methods(["GET", "HEAD", "POST"])
def slet_vejledningstal(request: Foresp, hus: str, pr_dato: date) -> HttpResponse:
    """Delete a count that no report rests on, once it is confirmed."""
    gitter = _hent_gitter(request, hus, pr_dato)
    if gitter.tal is None:
        return redirect("maal:husets_vejledning", hus)
    form = SletForm(request.POST if request.method == "POST" else None, initial={"version": gitter.tal.version})
    if form.is_valid():
        try:
            slet_vejledning(vejledningstal=gitter.tal, version=form.cleaned_data["version"], bruger=request.user)
        except ValidationError as fejl:
            form.add_error(None, fejl)
        except Vejledningskonflikt:
            form.add_error(None, "Tallene er ændret, siden du åbnede siden. Se dem igennem igen, før du sletter dem.")
        else:
            messages.success(request, f"{gitter.betegnelse} er slettet.")
            return redirect("maal:husets_vejledning", hus)
    return render(request, "maal/slet_vejledning.html", {"gitter": gitter, "form": form})


def vis_gitter(request: Foresp, gitter: Gitter, form: Vejledningsform, **indhold: Any) -> HttpResponse:
    """The page with the grid; a count that is locked is only read, unless something was typed in it."""
    return render(
        request,
        "maal/vejledning.html",
        {
            "gitter": gitter,
            "form": form,
            "slags": Vejledningsslags,
            "skriver": form.is_bound or not gitter.laast,
            "afsender": afsender(request.user.pk),
            **indhold,
        },
    )


def _skema(gitter: Gitter) -> Skema:
    navne = dict(Kommune.objects.values_list("kode", "navn"))
    return Skema(gitter.pr_dato, [kommune.kode for kommune in gitter.kommuner], navne)


def _hent_gitter(request: Foresp, hus: str, pr_dato: date) -> Gitter:
    """The grid of a house and a day; 404 for a day that nothing can be counted to."""
    et_hus = hent_hus(request.user, hus)
    tal = et_hus.vejledningstal.select_related("opdateret_af").filter(pr_dato=pr_dato).first()
    if tal is None and (fejl := datofejl(pr_dato, timezone.localdate())):
        raise Http404(" ".join(fejl))
    raekker = raekker_af([tal.pk]).get(tal.pk, []) if tal else []
    rapporter = rapporter_med([tal.pk]).get(tal.pk, []) if tal else []
    return Gitter(
        hus=et_hus,
        pr_dato=pr_dato,
        kommuner=list(et_hus.kommuner.all()),
        tal=tal,
        raekker=raekker,
        rapporter=rapporter,
        laast=laasegrund(request.user, rapporter),
    )


def _er_gemt(request: Foresp, gitter: Gitter, form: Vejledningsform) -> bool:
    """Save through the door; a refusal is put in the form."""
    post = Vejledningspost(gitter.hus, gitter.pr_dato, form.cleaned_data["version"].version, form.tal())
    try:
        nye = gem_vejledninger([post], bruger=request.user)
    except ValidationError as fejl:
        for besked in fejl.messages:
            form.afvis(besked)
    except PermissionDenied as fejl:  # a report was closed while the figures were typed
        form.afvis(str(fejl))
    except Vejledningskonflikt as konflikt:
        form.afvis_konflikt(konflikt.staar[0])
    else:
        kvittering = "er gemt." if nye else "var allerede gemt sådan. Der var intet nyt at gemme."
        messages.success(request, f"{gitter.betegnelse} {kvittering}")
        return True
    return False
