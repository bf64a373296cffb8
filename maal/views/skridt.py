"""The steps of a report's way, a page each: it says what will happen, and asks for what must be known."""

from collections.abc import Callable
from dataclasses import dataclass
from typing import Any

from django.contrib import messages
from django.contrib.auth.decorators import login_required
from django.core.exceptions import PermissionDenied, ValidationError
from django.http import HttpResponse
from django.shortcuts import redirect, render
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_http_methods

from kontrakt.adgang import maa_genaabne, maa_godkende, maa_indsende, maa_se_historik, maa_sende, maa_sende_tilbage
from kontrakt.models import Bruger
from kontrakt.opslag import Foresp
from maal.forms import afvis
from maal.models import Afrapportering
from maal.opslag import hent_afrapportering, udtraek_af
from maal.skridt import genaabn, godkend, indsend, send, send_tilbage, stand
from maal.skridtforms import GenaabnForm, GodkendForm, IndsendForm, SendForm, SendTilbageForm, Skridtform
from maal.typer import Tilstand


@dataclass(frozen=True)
class Skridt:
    """One step: who may take it, its form and door, and its words on the page."""

    navn: str
    til: Tilstand
    ret: Callable[[Bruger, Afrapportering], bool]
    form: type[Skridtform]
    gaa: Callable[..., bool]
    knap: str
    foelge: str
    gjort: str
    allerede: str
    hvem: str


SKRIDT = (
    Skridt(
        navn="indsend",
        til=Tilstand.INDSENDT,
        ret=maa_indsende,
        form=IndsendForm,
        gaa=indsend,
        knap="Indsend til KKR-sekretariatet",
        foelge=(
            "Når afrapporteringen er indsendt, kan erhvervshuset læse den, men ikke ændre den. KKR-sekretariatet kan "
            "sende den tilbage med en bemærkning."
        ),
        gjort="Afrapporteringen er indsendt til KKR-sekretariatet.",
        allerede="Afrapporteringen var allerede indsendt.",
        hvem="Kun erhvervshusets direktør kan indsende, og kun en kladde.",
    ),
    Skridt(
        navn="send_tilbage",
        til=Tilstand.KLADDE,
        ret=maa_sende_tilbage,
        form=SendTilbageForm,
        gaa=send_tilbage,
        knap="Send tilbage til erhvervshuset",
        foelge="Afrapporteringen bliver til en kladde igen, og erhvervshuset kan rette den og indsende den på ny.",
        gjort="Afrapporteringen er sendt tilbage til erhvervshuset.",
        allerede="Afrapporteringen er allerede en kladde hos erhvervshuset.",
        hvem="Kun KKR-sekretariatet kan sende tilbage, og kun det, der er indsendt.",
    ),
    Skridt(
        navn="godkend",
        til=Tilstand.GODKENDT,
        ret=maa_godkende,
        form=GodkendForm,
        gaa=godkend,
        knap="Godkend",
        foelge=(
            "Når KKR har godkendt afrapporteringen, låses den, som den står, og ingen kan ændre den. KL, "
            "Erhvervsstyrelsen og kommunerne kan læse den."
        ),
        gjort="Afrapporteringen er godkendt og låst.",
        allerede="Afrapporteringen var allerede godkendt.",
        hvem="Kun KKR-sekretariatet kan godkende, og kun det, der er indsendt.",
    ),
    Skridt(
        navn="send",
        til=Tilstand.SENDT,
        ret=maa_sende,
        form=SendForm,
        gaa=send,
        knap="Registrér som sendt",
        foelge=(
            "Her registreres, at afrapporteringen er sendt til KL og Erhvervsstyrelsen. Systemet sender den ikke selv."
        ),
        gjort="Afrapporteringen er registreret som sendt til KL og Erhvervsstyrelsen.",
        allerede="Afrapporteringen var allerede registreret som sendt.",
        hvem="Kun KKR-sekretariatet kan registrere den som sendt, når den er godkendt.",
    ),
    Skridt(
        navn="genaabn",
        til=Tilstand.KLADDE,
        ret=maa_genaabne,
        form=GenaabnForm,
        gaa=genaabn,
        knap="Genåbn",
        foelge=(
            "Afrapporteringen bliver til en kladde igen og kan ændres. Den skal indsendes og godkendes på ny. Den "
            "godkendte udgave gemmes, men vises ikke længere: KL, Erhvervsstyrelsen og kommunerne kan først læse "
            "afrapporteringen, når den er godkendt igen."
        ),
        gjort="Afrapporteringen er genåbnet og er nu en kladde.",
        allerede="Afrapporteringen var allerede en kladde.",
        hvem="Kun KKR-sekretariatet kan genåbne, og kun det, der er godkendt.",
    ),
)


def mulige_skridt(bruger: Bruger, rapport: Afrapportering) -> list[Skridt]:
    """The steps that the user may take with a report now."""
    return [skridt for skridt in SKRIDT if skridt.ret(bruger, rapport)]


@login_required
@require_http_methods(["GET", "HEAD", "POST"])
@never_cache
def tag_skridt(request: Foresp, slug: str, pk: int, skridt: Skridt) -> HttpResponse:
    """Ask for what the step needs, and take it; a party that cannot take it now is led to the report and told why."""
    rapport = hent_afrapportering(request.user, slug, pk)
    if not skridt.ret(request.user, rapport):
        if rapport.tilstand == skridt.til:
            messages.info(request, skridt.allerede)  # a double click, or a page that was left open
        elif maa_se_historik(request.user, rapport):
            messages.warning(request, f"Der skete ikke noget: afrapporteringen er {rapport.i_ord}. {skridt.hvem}")
        else:
            raise PermissionDenied("Kun kontraktens parter kan gøre noget med afrapporteringen.")
        return redirect("maal:afrapportering", slug, pk)
    udtraek = udtraek_af(rapport)
    nu = stand(rapport, udtraek)
    form = skridt.form(request.POST if request.method == "POST" else None, udtraek=udtraek, initial={"set_stand": nu})
    if form.is_valid() and _er_taget(form, skridt, pk, request):
        return redirect("maal:afrapportering", slug, pk)
    if form.is_bound:  # what is shown now is what the next try decides on
        form.data = {navn: form.data[navn] for navn in form.data} | {"set_stand": nu}
    indsendt = rapport.tilstandsskift.last() if rapport.er_indsendt else None
    indhold = {
        "skridt": skridt,
        "udtraek": udtraek,
        "rapport": rapport,
        "form": form,
        "rettet_siden": udtraek.gemt_efter(indsendt.tidspunkt) if indsendt else (),
    }
    return render(request, "maal/skridt.html", indhold)


def _er_taget(form: Any, skridt: Skridt, pk: int, request: Foresp) -> bool:
    """Take the step; a refusal of the door is put in the form."""
    try:
        nyt = skridt.gaa(afrapportering_id=pk, bruger=request.user, **form.cleaned_data)
    except ValidationError as fejl:
        afvis(form, fejl)
        return False
    if nyt:
        messages.success(request, skridt.gjort)
    else:
        messages.info(request, skridt.allerede)
    return True
