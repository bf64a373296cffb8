"""The history of one målepunkt or focus area in a report, and the way back to an earlier version of it."""

from typing import Any

from django import forms
from django.contrib import messages
from django.contrib.auth.decorators import login_required
from django.core.exceptions import PermissionDenied, ValidationError
from django.core.paginator import Paginator
from django.http import Http404, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.urls import reverse
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_http_methods, require_safe

from kontrakt.adgang import maa_se_historik, maa_skrive
from kontrakt.beretning import aendringer
from kontrakt.models import Indsatsomraade
from kontrakt.opslag import Foresp
from maal.beretning import Emne, hent_navne, i_ord, udgaver
from maal.gendan import gendan
from maal.konflikt import FIL
from maal.levende import skrevet_af
from maal.models import Afrapportering, Maalepunkt
from maal.opslag import hent_afrapportering
from maal.status import Konflikt

UDGAVER_PR_SIDE = 50
INTET_NYT = "Udgaven er magen til det, der står nu. Der var intet at gendanne."


class Gendanform(forms.Form):
    """The version that stood when the person decided."""

    version = forms.IntegerField(min_value=0, widget=forms.HiddenInput)


@login_required
@require_safe
@never_cache
def maalepunkt_historik(request: Foresp, slug: str, pk: int, maalepunkt_id: int) -> HttpResponse:
    """The versions of what a report says of a målepunkt, newest first."""
    return _historik(request, _maalepunkt(request, slug, pk, maalepunkt_id))


@login_required
@require_safe
@never_cache
def indsatsomraade_historik(request: Foresp, slug: str, pk: int, indsatsomraade_id: int) -> HttpResponse:
    """The versions of what a report says of a focus area, newest first."""
    return _historik(request, _indsatsomraade(request, slug, pk, indsatsomraade_id))


@login_required
@require_http_methods(["GET", "HEAD", "POST"])
@never_cache
def gendan_maalepunkt(request: Foresp, slug: str, pk: int, maalepunkt_id: int, udgave: int) -> HttpResponse:
    """Ask before an earlier version of a målepunkt is saved again, and save it."""
    return _gendan(request, _maalepunkt(request, slug, pk, maalepunkt_id), udgave)


@login_required
@require_http_methods(["GET", "HEAD", "POST"])
@never_cache
def gendan_indsatsomraade(request: Foresp, slug: str, pk: int, indsatsomraade_id: int, udgave: int) -> HttpResponse:
    """Ask before an earlier version of a focus area is saved again, and save it."""
    return _gendan(request, _indsatsomraade(request, slug, pk, indsatsomraade_id), udgave)


def _maalepunkt(request: Foresp, slug: str, pk: int, maalepunkt_id: int) -> Emne:
    rapport = _rapport(request, slug, pk)
    punkter = Maalepunkt.objects.filter(maal__kontrakt=rapport.kontrakt_id).select_related("maal")
    return Emne(rapport, get_object_or_404(punkter, pk=maalepunkt_id))


def _indsatsomraade(request: Foresp, slug: str, pk: int, indsatsomraade_id: int) -> Emne:
    rapport = _rapport(request, slug, pk)
    return Emne(rapport, get_object_or_404(Indsatsomraade, kontrakt=rapport.kontrakt_id, pk=indsatsomraade_id))


def _rapport(request: Foresp, slug: str, pk: int) -> Afrapportering:
    """The report; 404 also for readers, to whom the history of what is approved would show drafts."""
    rapport = hent_afrapportering(request.user, slug, pk)
    if not maa_se_historik(request.user, rapport):
        raise Http404("Der er ingen historik her, eller du har ikke adgang til den.")
    return rapport


def _historik(request: Foresp, emne: Emne) -> HttpResponse:
    paginator = Paginator(emne.raekker, UDGAVER_PR_SIDE)
    side = paginator.get_page(request.GET.get("side"))
    # One more than is shown: the last on the page is told against the one before it.
    raekker = list(paginator.object_list[side.start_index() - 1 : side.end_index() + 1]) if paginator.count else []
    vist = udgaver(emne, raekker)[:UDGAVER_PR_SIDE]
    nyeste = vist[0].version if vist and side.number == 1 else None
    skriver = maa_skrive(request.user, emne.rapport)
    return render(
        request,
        "maal/historik.html",
        {
            **_faelles(emne),
            "side": side,
            "udgaver": [
                (udgave, _gendan_url(emne, udgave.version) if skriver and udgave.version != nyeste else "")
                for udgave in vist
            ],
            "nyeste": nyeste,
        },
    )


def _gendan(request: Foresp, emne: Emne, udgave: int) -> HttpResponse:
    if not maa_skrive(request.user, emne.rapport):
        raise PermissionDenied("Afrapporteringen kan ikke ændres nu, så der kan ikke gendannes noget i den.")
    tidligere = emne.raekker.filter(version=udgave).first()
    if tidligere is None:
        raise Http404("Der er ingen udgave med det nummer.")
    form = Gendanform(request.POST if request.method == "POST" else None)
    fejl: list[str] = []
    imens = ""
    if form.is_valid():
        try:
            ny = gendan(emne=emne, raekke=tidligere, version=form.cleaned_data["version"], bruger=request.user)
        except ValidationError as grund:
            fejl = grund.messages
        except Konflikt as konflikt:
            imens = skrevet_af(konflikt.status) or FIL
        else:
            tekst = f"Udgave {udgave} er gendannet som udgave {ny}." if ny else INTET_NYT
            messages.success(request, f"{emne.navn}: {tekst}")
            return redirect(_faelles(emne)["historik_url"])
    return render(request, "maal/gendan.html", {**_mod_nu(emne, tidligere), "fejl": fejl, "imens": imens})


def _mod_nu(emne: Emne, tidligere: Any) -> dict[str, Any]:
    """What the confirmation shows: what restoring changes in what stands now."""
    nu = emne.raekker[0]
    navne = hent_navne(emne, [nu, tidligere])
    return {
        **_faelles(emne),
        "tidligere": tidligere,
        "hvem": skrevet_af(tidligere),
        "version": nu.version,
        "aendringer": aendringer(i_ord(emne, nu, navne), i_ord(emne, tidligere, navne)),
    }


def _faelles(emne: Emne) -> dict[str, Any]:
    """What both pages are about, and where they lead back to."""
    rapport = emne.rapport
    er_punkt = isinstance(emne.post, Maalepunkt)
    anker = (
        f"maalepunkt-{emne.post.maal.nummer}-{emne.post.nummer}"
        if isinstance(emne.post, Maalepunkt)
        else f"indsatsomraade-{emne.post.nummer}"
    )
    navn = "maal:maalepunkt_historik" if er_punkt else "maal:indsatsomraade_historik"
    return {
        "emne": emne,
        "rapport": rapport,
        "rapport_url": f"{reverse('maal:afrapportering', args=[rapport.kontrakt.slug, rapport.pk])}#{anker}",
        "historik_url": reverse(navn, args=[rapport.kontrakt.slug, rapport.pk, emne.post.pk]),
    }


def _gendan_url(emne: Emne, version: int) -> str:
    navn = "maal:gendan_maalepunkt" if isinstance(emne.post, Maalepunkt) else "maal:gendan_indsatsomraade"
    return reverse(navn, args=[emne.rapport.kontrakt.slug, emne.rapport.pk, emne.post.pk, version])
