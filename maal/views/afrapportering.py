"""The report page, the main job: all goals on one page, each målepunkt and focus area saved by itself.

A save answers htmx with the part that was saved and every verdict of the report, since others may follow it; without
JavaScript it leads back to the page. What is refused is shown again as it was typed.
"""

from collections.abc import Callable, Iterable, Mapping
from functools import wraps
from typing import Any, TypeVar

from django.contrib import messages
from django.contrib.auth.decorators import login_required
from django.core.exceptions import PermissionDenied, ValidationError
from django.http import Http404, HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils import timezone
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_http_methods, require_safe

from kontrakt.adgang import maa_afrapportere, maa_se_historik, maa_skrive
from kontrakt.dansk import vis_tidspunkt
from kontrakt.felter import Tekstfelt
from kontrakt.opslag import Foresp, er_bruger, hent_kontrakt
from maal.forloeb import start_afrapportering
from maal.forms import IndsatsstatusForm, Skrivform, StartAfrapporteringForm, StatusForm, afvis, gem_form
from maal.lagt_til_side import afsender, glem, laeg_til_side, lagt_til_side, sendt_af
from maal.models import Afrapportering
from maal.opslag import hent_afrapportering, hent_indikatorer, samme_afrapportering, udtraek_af, vis_forloeb
from maal.spredning import Muligheder, hent_muligheder
from maal.status import gem_indsatsstatus, gem_status, resultatfelt
from maal.typer import Segment
from maal.udtraek import Indsatsudtraek, Maaludtraek, Punktudtraek, Udtraek
from maal.vejledningsforms import som_blok
from maal.views.skridt import mulige_skridt

Indgang = Punktudtraek | Indsatsudtraek
P = TypeVar("P", bound=Indgang)

# What a person types in a status, and what each field is called; the rest is chosen from lists.
SKREVNE_FELTER = {
    **{resultatfelt(segment): f"Resultat, {segment.label.lower()}" if segment else "Resultat" for segment in Segment},
    **{navn: felt.label for navn, felt in StatusForm.base_fields.items() if isinstance(felt, Tekstfelt)},
}


def kun_indloggede(view: Callable[..., HttpResponse]) -> Callable[..., HttpResponse]:
    """As `login_required`; but what somebody without JavaScript sent is kept until the new log-in, and shown.

    With htmx the text still stands in the fields. Only what the browser sent is shown, nothing of the report. Nor is
    anything saved as the work of somebody who has logged in in another tab since the page was opened.
    """

    @wraps(view)
    def svar(request: Foresp, *args: Any, **kwargs: Any) -> HttpResponse:
        er_en_anden = er_bruger(request.user) and sendt_af(request) not in (None, request.user.pk)
        if request.method != "POST" or (not er_en_anden and (request.htmx or er_bruger(request.user))):
            return login_required(view)(request, *args, **kwargs)
        skrevet = {navn: request.POST.get(felt, "").strip() for felt, navn in SKREVNE_FELTER.items()}
        skrevet["Vejledningstal"] = som_blok(request.POST)
        indhold = {
            "skrevet": {k: v for k, v in skrevet.items() if v},
            "er_en_anden": er_en_anden,
            "lagt": not er_en_anden and laeg_til_side(request),
        }
        return render(request, "maal/ikke_gemt.html", indhold, status=403)

    return svar


@login_required
@require_safe
@never_cache  # the browser's Back must show what is saved, not what stood there before
def afrapportering(request: Foresp, slug: str, pk: int) -> HttpResponse:
    """The whole report: with a form for each entry when the user may write in it, else to be read."""
    rapport = hent_afrapportering(request.user, slug, pk)
    return render(request, "maal/afrapportering.html", _hele_siden(request, rapport))


@never_cache
@kun_indloggede
@require_http_methods(["GET", "HEAD", "POST"])
def gem_maalepunkt(request: Foresp, slug: str, pk: int, maalepunkt_id: int) -> HttpResponse:
    """Save what the report says of one målepunkt; who comes here by a link or a reload is led to the report."""
    rapport, udtraek = _til_skrivning(request, slug, pk)
    punkt = _find(udtraek.punkter, maalepunkt_id)
    if request.method != "POST":
        return _gemt_udgave(request, rapport, udtraek, punkt)
    muligheder = hent_muligheder(rapport, [punkt])
    form = StatusForm(request.POST, udtraek=udtraek, punkt=punkt, muligheder=muligheder)
    gem_form(
        form,
        lambda: gem_status(
            afrapportering_id=pk,
            maalepunkt_id=maalepunkt_id,
            data=form.statusdata(),
            version=form.cleaned_data["version"],
            bruger=request.user,
        ),
    )
    return _svar(request, udtraek, punkt, form, f"Mål {punkt.betegnelse}")


@never_cache
@kun_indloggede
@require_http_methods(["GET", "HEAD", "POST"])
def gem_indsatsomraade(request: Foresp, slug: str, pk: int, indsatsomraade_id: int) -> HttpResponse:
    """Save what the report says of one focus area; as `gem_maalepunkt`."""
    rapport, udtraek = _til_skrivning(request, slug, pk)
    indsats = _find(udtraek.indsatser, indsatsomraade_id)
    if request.method != "POST":
        return _gemt_udgave(request, rapport, udtraek, indsats)
    form = IndsatsstatusForm(request.POST, indsats=indsats)
    gem_form(
        form,
        lambda: gem_indsatsstatus(
            afrapportering_id=pk,
            indsatsomraade_id=indsatsomraade_id,
            tekst=form.cleaned_data["tekst"],
            version=form.cleaned_data["version"],
            bruger=request.user,
        ),
    )
    return _svar(request, udtraek, indsats, form, f"Indsatsområde {indsats.nummer}")


@login_required
@require_http_methods(["GET", "HEAD", "POST"])
def ny_afrapportering(request: Foresp, slug: str) -> HttpResponse:
    """Start a report on a contract."""
    kontrakt = hent_kontrakt(request.user, slug)
    if not maa_afrapportere(request.user, kontrakt):
        raise PermissionDenied("Du har ikke adgang til at afrapportere på kontrakten.")
    sendt = request.POST if request.method == "POST" else None
    form = StartAfrapporteringForm(sendt, kontrakt=kontrakt, initial=request.GET.dict())  # the overview suggests
    findes = None
    if form.is_valid():
        try:
            rapport = start_afrapportering(kontrakt=kontrakt, bruger=request.user, **form.cleaned_data)
        except ValidationError as fejl:
            findes = samme_afrapportering(kontrakt, **form.cleaned_data)
            if findes and findes.oprettet_af == request.user:  # the form was sent twice
                messages.info(request, "Du har allerede oprettet afrapporteringen. Her er den.")
                return redirect("maal:afrapportering", slug, findes.pk)
            afvis(form, fejl)
        else:
            messages.success(request, "Afrapporteringen er oprettet. Alle målepunkter står tomme.")
            return redirect("maal:afrapportering", slug, rapport.pk)
    return render(request, "maal/ny_afrapportering.html", {"kontrakt": kontrakt, "form": form, "findes": findes})


def _til_skrivning(request: Foresp, slug: str, pk: int) -> tuple[Afrapportering, Udtraek]:
    """The report, and as it stands; 404 for who may not see it, and 403 for a reader who sends something.

    That a report is closed to its parties is the door's to say: what they wrote before it was closed is shown again.
    """
    rapport = hent_afrapportering(request.user, slug, pk)
    if request.method == "POST" and not maa_afrapportere(request.user, rapport.kontrakt):
        raise PermissionDenied("Du har ikke adgang til at skrive i afrapporteringen.")
    return rapport, udtraek_af(rapport)


def _find(poster: Iterable[P], pk: int) -> P:
    """The entry with an id; 404 when the report has none."""
    for post in poster:
        if post.id == pk:
            return post
    raise Http404("Afrapporteringen har ikke det målepunkt eller indsatsområde.")


def _svar(request: Foresp, foer: Udtraek, post: Indgang, form: Skrivform, navn: str) -> HttpResponse:
    """The answer to a save, with the report read anew; `foer` and `post` are as they stood before it."""
    rapport = hent_afrapportering(request.user, foer.slug, foer.id)
    if not form.errors:
        glem(request)
    if request.htmx:
        return _del(request, rapport=rapport, **_en_del(rapport, udtraek_af(rapport), post, form))
    if form.errors:
        return render(request, "maal/afrapportering.html", _hele_siden(request, rapport, {post.anker: form}))
    nyt = form.gemt is not None and form.gemt.version != post.version
    messages.success(request, f"{navn} er gemt." if nyt else f"{navn}: Der var intet nyt at gemme.")
    return _til_siden(foer, post)


def _gemt_udgave(request: Foresp, rapport: Afrapportering, udtraek: Udtraek, post: Indgang) -> HttpResponse:
    """To the entry as it stands; `?behold=ja` comes from who lets go of what they wrote, and htmx gets the part."""
    if "behold" in request.GET:
        glem(request)
    if not (request.htmx and maa_skrive(request.user, rapport)):
        return _til_siden(udtraek, post)
    form = _form(udtraek, post, _muligheder(rapport, post))
    return _del(request, rapport=rapport, udtraek=udtraek, post=post, form=form, gemt="Det gemte er beholdt.")


def _del(request: Foresp, **indhold: Any) -> HttpResponse:
    """The part of the page that htmx puts in."""
    return render(request, "maal/_gemt.html", indhold | {"afsender": afsender(request.user.pk), "ser_historik": True})


def _til_siden(udtraek: Udtraek, post: Indgang) -> HttpResponse:
    """To the report, at one entry."""
    return redirect(f"{reverse('maal:afrapportering', args=[udtraek.slug, udtraek.id])}#{post.anker}")


def _hele_siden(
    request: Foresp, rapport: Afrapportering, afviste: Mapping[str, Skrivform] | None = None
) -> dict[str, Any]:
    """What the page shows. A refused form stands where it was typed, even when the report has been closed since."""
    udtraek = udtraek_af(rapport)
    skriver = maa_skrive(request.user, rapport)
    afviste = afviste or {}
    lagte = lagt_til_side(request) if skriver else {}
    muligheder = hent_muligheder(rapport, udtraek.punkter if skriver else ())
    indikatorer = hent_indikatorer(rapport)

    def form(post: Indgang) -> Skrivform | None:
        lagt = lagte.get(_gem_url(udtraek, post)) if lagte else None
        return afviste.get(post.anker) or (_form(udtraek, post, muligheder, lagt) if skriver else None)

    return {
        "udtraek": udtraek,
        "rapport": rapport,
        "maalliste": [
            (maal, [(punkt, form(punkt)) for punkt in maal.punkter], _kan_foelges(maal, indikatorer))
            for maal in udtraek.maal
        ],
        "indsatsliste": [(indsats, form(indsats)) for indsats in udtraek.indsatser],
        "skriver": skriver,
        "ser_historik": maa_se_historik(request.user, rapport),
        "forloeb": vis_forloeb(request.user, rapport),
        "skridt": mulige_skridt(request.user, rapport),
        "afviste": list(afviste),
        "afsender": afsender(request.user.pk),
        "gemt": "",
    }


def _kan_foelges(maal: Maaludtraek, indikatorer: Mapping[str, str]) -> list[tuple[str, str]]:
    """The goal's målepunkter that can be followed through the years: number and indicator."""
    numre = [punkt.betegnelse for punkt in maal.punkter]
    return [(nummer, indikatorer[nummer]) for nummer in numre if nummer in indikatorer]


def _en_del(rapport: Afrapportering, udtraek: Udtraek, foer: Indgang, form: Skrivform) -> dict[str, Any]:
    """The one part of the page that was saved or refused, and the report for the verdicts that follow."""
    poster: tuple[Indgang, ...] = udtraek.punkter if isinstance(foer, Punktudtraek) else udtraek.indsatser
    post = _find(poster, foer.id)
    ny = form if form.errors else _form(udtraek, post, _muligheder(rapport, post))
    return {"udtraek": udtraek, "post": post, "form": ny, "gemt": "" if form.errors else _kvittering(foer, post)}


def _muligheder(rapport: Afrapportering, post: Indgang) -> Muligheder:
    """The counts that one entry can take its result from; none for a focus area."""
    return hent_muligheder(rapport, [post] if isinstance(post, Punktudtraek) else ())


def _form(udtraek: Udtraek, post: Indgang, muligheder: Muligheder, data: Mapping[str, Any] | None = None) -> Skrivform:
    """A form that shows what stands in the report, or what was sent too late and is put back."""
    if isinstance(post, Punktudtraek):
        form: Skrivform = StatusForm(data, udtraek=udtraek, punkt=post, muligheder=muligheder)
    else:
        form = IndsatsstatusForm(data, indsats=post)
    form.er_sat_ind = data is not None
    return form


def _gem_url(udtraek: Udtraek, post: Indgang) -> str:
    """The address that saves an entry."""
    navn = "maal:gem_maalepunkt" if isinstance(post, Punktudtraek) else "maal:gem_indsatsomraade"
    return reverse(navn, args=[udtraek.slug, udtraek.id, post.id])


def _kvittering(foer: Indgang, nu: Indgang) -> str:
    """What a save without reloading says beside its button."""
    if nu.version == foer.version or nu.opdateret is None:
        return "Der var intet nyt at gemme."
    gemt = f"Gemt {vis_tidspunkt(timezone.localtime(nu.opdateret))}."
    return f"{gemt} Vurdering: {nu.vurdering.label}." if isinstance(nu, Punktudtraek) else gemt
