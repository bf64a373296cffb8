"""Guidance uploaded from Excel or CSV: the file is read, what it would change is shown, and saved when that is wanted.

Between the two pages the rows that were read travel in the form, as text, and are read once more as any file is.
"""

from collections.abc import Callable, Sequence
from datetime import date
from typing import Any

from django.contrib import messages
from django.contrib.auth.decorators import login_required
from django.core.exceptions import PermissionDenied, ValidationError
from django.http import HttpResponse
from django.shortcuts import redirect, render
from django.utils import timezone
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_http_methods

from kommuner.regneark import Cellefejl
from kommuner.vejledningsfil import Vejledningsfil, Vejledningsfilfejl, laes_vejledningsfil, som_csv
from kontrakt.adgang import egne_huse
from kontrakt.bekraeft import GAMMEL_SIDE, Kilde, SkjulteFiler, aftryk, gem_som_vist
from kontrakt.models import Erhvervshus
from kontrakt.opslag import Foresp
from maal.vejledning import Vejledningskonflikt
from maal.vejledning_opslag import KUN_PARTER
from maal.vejledningsfilforms import BekraeftVejledningForm, VejledningsfilForm
from maal.vejledningsforskel import Opgoerelse, indlaes_vejledning, kendte_kommuner, sammenlign
from maal.views.filfejl import vis_fejl

SOM_TEKST = ".csv"  # after the name of the file whose rows travel as text
IMENS = "Tallene blev ændret, mens filen blev læst. Vælg filen igen."


@login_required
@never_cache
@require_http_methods(["GET", "HEAD", "POST"])
def indlaes(request: Foresp) -> HttpResponse:
    """Choose a file, and see what it would change, or all that is wrong with it."""
    huse = _huse(request)
    if request.method != "POST":
        return _vaelg(request, VejledningsfilForm(), huse)
    form = VejledningsfilForm(request.POST, request.FILES)
    if not form.is_valid():
        return _vaelg(request, form, huse)
    kilde = form.cleaned_data["fil"]
    try:
        fil = _laes(kilde, huse, form.cleaned_data["pr_dato"], form.cleaned_data["ark"])
        opgoerelser = _doeren(lambda: sammenlign(fil, request.user))
    except Vejledningsfilfejl as grund:
        return _vaelg(request, form, huse, grund.fejl)
    rejst = Kilde(kilde.navn + SOM_TEKST, som_csv(fil))
    return _vis(request, fil, rejst, opgoerelser)


@login_required
@never_cache
@require_http_methods(["GET", "HEAD", "POST"])
def bekraeft(request: Foresp) -> HttpResponse:
    """Save what was shown; when it would by now change something else, save nothing and show that.

    Who comes here by a link or after a new log-in is led to where a file is chosen.
    """
    huse = _huse(request)
    if request.method != "POST":
        return redirect("maal:indlaes_vejledning")
    try:
        (rejst,) = SkjulteFiler().clean(request.POST.get("filer"))
    except (ValidationError, ValueError):
        messages.error(request, GAMMEL_SIDE)
        return redirect("maal:indlaes_vejledning")
    try:
        fil = _laes(rejst, huse)
        form = _bekraeftform(request.POST, fil=fil)
        if not form.is_valid():
            return _vis(request, fil, rejst, _doeren(lambda: sammenlign(fil, request.user)), form)
        opgoerelser, som_vist = gem_som_vist(
            lambda: _doeren(lambda: indlaes_vejledning(fil, _navn(rejst), bruger=request.user)),
            _aftryk,
            form.cleaned_data["aftryk"],
        )
    except Vejledningsfilfejl as grund:
        return _vaelg(request, VejledningsfilForm(), huse, grund.fejl)
    if som_vist:
        return _er_gemt(request, opgoerelser)
    if not any(en.er_aendret for en in opgoerelser):  # the form was sent twice
        messages.info(request, "Tallene var allerede indlæst. Intet er ændret.")
        return _til_tallene(opgoerelser)
    messages.warning(request, "Tallene er ændret, siden listen blev vist. Intet er gemt. Se den nye liste igennem.")
    return _vis(request, fil, rejst, opgoerelser)


def _huse(request: Foresp) -> set[str]:
    """The keys of the houses that the user may count for; nobody else comes further."""
    huse = set(Erhvervshus.objects.filter(egne_huse(request.user)).values_list("noegle", flat=True))
    if not huse:
        raise PermissionDenied(KUN_PARTER)
    return huse


def _laes(kilde: Kilde, huse: set[str], pr_dato: date | None = None, ark: str = "") -> Vejledningsfil:
    """The file; one whose spellings must be asked about too, since the next page asks."""
    try:
        return laes_vejledningsfil(
            kilde.navn,
            kilde.indhold,
            kommuner=kendte_kommuner(),
            huse=huse,
            i_dag=timezone.localdate(),
            pr_dato=pr_dato,
            ark=ark,
        )
    except Vejledningsfilfejl as grund:
        if grund.fil is None:
            raise
        return grund.fil


def _doeren(gaa: Callable[[], list[Opgoerelse]]) -> list[Opgoerelse]:
    """What the door refuses is as wrong as what the file has wrong."""
    try:
        return gaa()
    except ValidationError as grund:
        raise Vejledningsfilfejl([Cellefejl("", besked) for besked in grund.messages]) from grund
    except PermissionDenied as grund:
        raise Vejledningsfilfejl([Cellefejl("", str(grund))]) from grund
    except Vejledningskonflikt as grund:
        raise Vejledningsfilfejl([Cellefejl("", IMENS)]) from grund


def _aftryk(opgoerelser: Sequence[Opgoerelse]) -> str:
    return aftryk([en.vist for en in opgoerelser])


def _navn(rejst: Kilde) -> str:
    """The name of the file that was chosen."""
    return rejst.navn.removesuffix(SOM_TEKST)


def _bekraeftform(data: Any = None, *, fil: Vejledningsfil, **initial: Any) -> BekraeftVejledningForm:
    navne = {kode: info.navn for kode, info in kendte_kommuner().items()} if fil.forslag else {}
    return BekraeftVejledningForm(data, forslag=fil.forslag, navne=navne, initial=initial)


def _vis(
    request: Foresp,
    fil: Vejledningsfil,
    rejst: Kilde,
    opgoerelser: Sequence[Opgoerelse],
    form: BekraeftVejledningForm | None = None,
) -> HttpResponse:
    """The preview. A form that was refused is shown with its ticks, and with the fingerprint of what is shown now."""
    nyt = _aftryk(opgoerelser)
    if form is None:
        form = _bekraeftform(fil=fil, filer=[rejst], aftryk=nyt)
    else:
        form.data = request.POST.copy()
        form.data["aftryk"] = nyt
    indhold = {
        "form": form,
        "fil": fil,
        "filnavn": _navn(rejst),
        "nye": [en for en in opgoerelser if en.er_aendret and en.er_ny],
        "aendrede": [en for en in opgoerelser if en.er_aendret and not en.er_ny],
        "uaendrede": [en for en in opgoerelser if not en.er_aendret],
    }
    return render(request, "maal/vejledningsfil_vis.html", indhold)


def _vaelg(request: Foresp, form: VejledningsfilForm, huse: set[str], fejl: Sequence[Cellefejl] = ()) -> HttpResponse:
    indhold = {"form": form, "huse": Erhvervshus.objects.filter(noegle__in=huse), **vis_fejl(fejl)}
    return render(request, "maal/vejledningsfil.html", indhold)


def _er_gemt(request: Foresp, opgoerelser: Sequence[Opgoerelse]) -> HttpResponse:
    nye = sum(1 for en in opgoerelser if en.er_aendret and en.er_ny)
    aendrede = sum(1 for en in opgoerelser if en.er_aendret and not en.er_ny)
    messages.success(request, f"Vejledningstallene er gemt. Nye opgørelser: {nye}. Ændrede opgørelser: {aendrede}.")
    return _til_tallene(opgoerelser)


def _til_tallene(opgoerelser: Sequence[Opgoerelse]) -> HttpResponse:
    """To the count when the file had one, to the house when it had one house, else to the houses."""
    huse = {en.post.hus.noegle for en in opgoerelser}
    if len(opgoerelser) == 1:
        return redirect("maal:vejledning", *huse, opgoerelser[0].post.pr_dato)
    return redirect("maal:husets_vejledning", *huse) if len(huse) == 1 else redirect("maal:vejledninger")
