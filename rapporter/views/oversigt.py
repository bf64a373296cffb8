"""The front page, a contract, and a report as a file: fetch, check access, render."""

from django.contrib.auth.decorators import login_required
from django.http import FileResponse, HttpResponse
from django.shortcuts import render
from django.utils import timezone
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_safe
from django_tables2 import RequestConfig

from kontrakt.adgang import maa_afrapportere, ser_kladder
from kontrakt.models import Kontrakttilstand
from kontrakt.opslag import Foresp, hent_kontrakt
from maal.opslag import hent_afrapportering
from rapporter import oversigt as raekker
from rapporter.excel.aarsrapport import eksporter
from rapporter.forms import Oversigtsfilter
from rapporter.kontraktside import hent_kontraktside, kontrakter_til_side
from rapporter.tabeller import Oversigtstabel
from rapporter.views.hent import filsvar

PR_SIDE = 25


@login_required
@require_safe
@never_cache
def oversigt(request: Foresp) -> HttpResponse:
    """What is urgent, and all contracts the user may see, filtered by house, KKR and year."""
    kontrakter = raekker.synlige_kontrakter(request.user)
    alle = raekker.oversigt(request.user, kontrakter, timezone.localdate())
    form = Oversigtsfilter(request.GET, kontrakter)
    udvalgte = {kontrakt.slug for kontrakt in form.udvalgte()}
    tabel = Oversigtstabel([raekke for raekke in alle if raekke.slug in udvalgte])
    RequestConfig(request, paginate=False).configure(tabel)
    tabel.paginate(per_page=PR_SIDE)
    tabel.page = tabel.paginator.get_page(request.GET.get("page"))  # any rubbish is the first page or the last
    tabel.vurderinger = raekker.hent_vurderinger(raekke.record for raekke in tabel.paginated_rows)
    foerst = {"haster": raekker.haster(alle)} if ser_kladder(request.user) else {"nyeste": raekker.nyeste(alle)}
    return render(request, "rapporter/oversigt.html", {"form": form, "tabel": tabel, "alle": alle, **foerst})


@login_required
@require_safe
@never_cache
def kontrakt(request: Foresp, slug: str) -> HttpResponse:
    """One contract."""
    en_kontrakt = hent_kontrakt(request.user, slug, kontrakter_til_side(request.user))
    er_udkast = en_kontrakt.tilstand == Kontrakttilstand.UDKAST
    sammenhaeng = {
        "kontrakt": en_kontrakt,
        "side": hent_kontraktside(request.user, en_kontrakt),
        "er_udkast": er_udkast,
        "kan_starte": maa_afrapportere(request.user, en_kontrakt) and not er_udkast,
    }
    return render(request, "rapporter/kontrakt.html", sammenhaeng)


@login_required
@require_safe
@never_cache
def aarsrapport(request: Foresp, slug: str, pk: int) -> FileResponse:
    """A report as an Excel file, as it stands now; that it was fetched stands in the log."""
    rapport = hent_afrapportering(request.user, slug, pk)
    fil = eksporter(rapport, eksporteret=timezone.now(), eksporteret_af=request.user.navn)
    return filsvar(request, fil, str(rapport))
