"""A report filled in in a workbook: what the file would change is shown, and saved when that is wanted.

Nothing is kept on the server in between: the file travels in the form, and is read once more. What somebody has saved
since the file was fetched is never overwritten; until each such status is left as it stands, nothing is saved.
"""

from collections.abc import Callable, Collection, Sequence
from functools import wraps

from django.contrib import messages
from django.contrib.auth.decorators import login_required
from django.core.exceptions import PermissionDenied
from django.http import HttpResponse, HttpResponseBase
from django.shortcuts import redirect, render
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_http_methods

from kommuner.regneark import Cellefejl
from kontrakt.adgang import maa_afrapportere, maa_skrive
from kontrakt.bekraeft import AENDRET_IMENS, GAMMEL_SIDE, BekraeftForm, Kilde, aftryk, gem_som_vist
from kontrakt.opslag import Foresp
from maal.models import Afrapportering
from maal.opslag import hent_afrapportering
from maal.status import UDEN_ADGANG, grund_til_lukket
from maal.statusaendringer import Sammenligning
from maal.statusfil import Statusfil, Statusfilfejl, laes_statusfil
from maal.statusfilforms import StatusfilForm
from maal.statusforskel import indlaes_status, se_igennem
from maal.udfyldning import Kendetegn
from maal.views.filfejl import vis_fejl

VAELG = "Vælg for hvert målepunkt, som nogen har gemt imens: sæt et flueben, og behold det, der står i systemet."

INTET = "Der var intet at ændre: det, der står i filen, står allerede i systemet."  # also who sends a form twice
INTET_BEHOLDT = "Der var intet at ændre. Intet er gemt."


def kun_aabne(view: Callable[[Foresp, Afrapportering], HttpResponseBase]) -> Callable[..., HttpResponseBase]:
    """For a user who may write in the report now; a party to a closed one is led to its page, and told why.

    404 for who may not see it, 403 for a reader.
    """

    @wraps(view)
    def svar(request: Foresp, slug: str, pk: int) -> HttpResponseBase:
        rapport = hent_afrapportering(request.user, slug, pk)
        if not maa_afrapportere(request.user, rapport.kontrakt):
            raise PermissionDenied(UDEN_ADGANG)
        grund = "" if maa_skrive(request.user, rapport) else grund_til_lukket(rapport)
        try:
            if not grund:
                return view(request, rapport)
        except PermissionDenied as lukket:  # the door: it was closed meanwhile
            grund = str(lukket)
        messages.warning(request, grund)
        return redirect("maal:afrapportering", slug, pk)

    return svar


@login_required
@never_cache
@require_http_methods(["GET", "HEAD", "POST"])
@kun_aabne
def indlaes(request: Foresp, rapport: Afrapportering) -> HttpResponse:
    """Choose a file, and see what it would change, or all that is wrong with it."""
    if request.method != "POST":
        return _vaelg(request, rapport, StatusfilForm())
    form = StatusfilForm(request.POST, request.FILES)
    if not form.is_valid():
        return _vaelg(request, rapport, form)
    kilde = form.cleaned_data["fil"]
    try:
        sammenligning = se_igennem(_laes(kilde, rapport), rapport.pk, bruger=request.user)
    except Statusfilfejl as grund:
        return _vaelg(request, rapport, form, grund.fejl)
    return _vis(request, rapport, kilde, sammenligning)


@login_required
@never_cache
@require_http_methods(["GET", "HEAD", "POST"])
@kun_aabne
def bekraeft(request: Foresp, rapport: Afrapportering) -> HttpResponse:
    """Save what was shown; when it would by now change something else, or a conflict is open, save nothing.

    Who comes here by a link or after a new log-in is led to where a file is chosen.
    """
    form = BekraeftForm(request.POST)
    if not form.is_valid() or len(form.cleaned_data["filer"]) != 1:
        if request.method == "POST":
            messages.error(request, GAMMEL_SIDE)
        return redirect("maal:indlaes_status", rapport.kontrakt.slug, rapport.pk)
    til_siden = redirect("maal:afrapportering", rapport.kontrakt.slug, rapport.pk)
    (kilde,), vist = form.cleaned_data["filer"], form.cleaned_data["aftryk"]  # never empty, as of an open conflict
    behold = request.POST.getlist("behold")
    try:
        fil = _laes(kilde, rapport)
        sammenligning, som_vist = gem_som_vist(
            lambda: indlaes_status(fil, kilde.navn, rapport.pk, bruger=request.user),
            lambda en: "" if _aabne(en, behold) else _aftryk(en),
            vist,
        )
    except Statusfilfejl as grund:
        return _vaelg(request, rapport, StatusfilForm(), grund.fejl)
    if not (sammenligning.aendringer or _aabne(sammenligning, behold)):
        messages.info(request, INTET_BEHOLDT if sammenligning.konflikter else INTET)
        return til_siden
    if som_vist:
        messages.success(request, _kvittering(sammenligning))
        return til_siden
    if vist != _aftryk(sammenligning):
        messages.warning(request, AENDRET_IMENS)
        return _vis(request, rapport, kilde, sammenligning, behold)
    return _vis(request, rapport, kilde, sammenligning, behold, VAELG)


def _laes(kilde: Kilde, rapport: Afrapportering) -> Statusfil:
    her = Kendetegn(rapport.kontrakt.slug, str(rapport.aar), str(rapport.slags), rapport.pr_dato.isoformat())
    return laes_statusfil(kilde.navn, kilde.indhold, her)


def _aftryk(sammenligning: Sammenligning) -> str:
    return aftryk(sammenligning.vist)


def _aabne(sammenligning: Sammenligning, behold: Collection[str]) -> list[str]:
    """The conflicts that nobody has settled, in the version that stands now."""
    return [konflikt.valg for konflikt in sammenligning.konflikter if konflikt.valg not in behold]


def _kvittering(sammenligning: Sammenligning) -> str:
    beholdt = f" Beholdt, som de stod: {len(sammenligning.konflikter)}." if sammenligning.konflikter else ""
    aendret = ", ".join(en.navn for en in sammenligning.aendringer)
    return f"Filen er indlæst. Ændret: {aendret}.{beholdt} Hent en ny fil, hvis du vil skrive mere i Excel."


def _vis(
    request: Foresp,
    rapport: Afrapportering,
    kilde: Kilde,
    sammenligning: Sammenligning,
    behold: Sequence[str] = (),
    fejl: str = "",
) -> HttpResponse:
    """The preview."""
    indhold = {
        "form": BekraeftForm(initial={"filer": [kilde], "aftryk": _aftryk(sammenligning)}),
        "rapport": rapport,
        "filnavn": kilde.navn,
        "sammenligning": sammenligning,
        "behold": behold,
        "fejl": fejl,
    }
    return render(request, "maal/statusfil_vis.html", indhold)


def _vaelg(
    request: Foresp, rapport: Afrapportering, form: StatusfilForm, fejl: Sequence[Cellefejl] = ()
) -> HttpResponse:
    return render(request, "maal/statusfil.html", {"form": form, "rapport": rapport, **vis_fejl(fejl)})
