"""Fetching guidance by municipality: who sees which counts, and why one may not be changed now."""

from collections.abc import Iterable
from datetime import date

from django.core.exceptions import PermissionDenied
from django.db.models import QuerySet
from django.http import Http404

from kommuner.models import Vejledning, Vejledningstal
from kontrakt.adgang import egne_huse, maa_skrive, maa_skrive_vejledning, taeller_vejledning
from kontrakt.models import Bruger, Erhvervshus
from maal.models import Afrapportering, Status
from maal.typer import LAASTE, Tilstand

KUN_PARTER = "Kun erhvervshusets direktør, KKR-sekretariatet og administratorer kan ændre husets vejledningstal."


def synlige_vejledningstal(bruger: Bruger) -> QuerySet[Vejledningstal]:
    """The counts that a user may see: a party all of its houses', others those that an approved report rests on."""
    egne = Erhvervshus.objects.filter(egne_huse(bruger))
    brugte = Status.objects.filter(
        afrapportering__in=Afrapportering.objects.synlige_for(bruger).filter(tilstand__in=LAASTE),
        vejledningstal__isnull=False,
    )
    return Vejledningstal.objects.filter(erhvervshus__in=egne) | Vejledningstal.objects.filter(
        pk__in=brugte.values("vejledningstal")
    )


def hent_vejledningstal(bruger: Bruger, hus_noegle: str, pr_dato: date) -> Vejledningstal:
    """A house's count to a day, with house, KKR and who saved it; 404 when there is none or the user may not see it."""
    synlige = synlige_vejledningstal(bruger).select_related("erhvervshus__kkr", "opdateret_af")
    try:
        return synlige.get(erhvervshus__noegle=hus_noegle, pr_dato=pr_dato)
    except Vejledningstal.DoesNotExist:
        raise Http404("Vejledningstallene findes ikke, eller du har ikke adgang til dem.") from None


def hent_hus(bruger: Bruger, noegle: str) -> Erhvervshus:
    """A house whose guidance the user may count, with its municipalities; 404 when there is none.

    Raises `PermissionDenied` for a reader, who counts for nobody.
    """
    if not taeller_vejledning(bruger):
        raise PermissionDenied(KUN_PARTER)
    huse = Erhvervshus.objects.filter(egne_huse(bruger)).select_related("kkr").prefetch_related("kommuner")
    try:
        return huse.get(noegle=noegle)
    except Erhvervshus.DoesNotExist:
        raise Http404("Erhvervshuset findes ikke, eller du har ikke adgang til dets vejledningstal.") from None


def rapporter_med(vejledningstal: Iterable[int]) -> dict[int, list[Afrapportering]]:
    """The reports that rest on some counts, by the count's id, with their parties; two queries, however many."""
    brug = Status.objects.filter(vejledningstal__in=list(vejledningstal)).order_by()
    par = sorted(set(brug.values_list("vejledningstal", "afrapportering")))
    rapporter = Afrapportering.objects.select_related("kontrakt__erhvervshus").in_bulk({rapport for _, rapport in par})
    pr_tal: dict[int, list[Afrapportering]] = {}
    for tal, rapport in par:
        pr_tal.setdefault(tal, []).append(rapporter[rapport])
    return pr_tal


def laast_af(bruger: Bruger, vejledningstal: Vejledningstal) -> str:
    """Why the user may not change a count now, in Danish; empty when they may. It must have its house fetched."""
    if not maa_skrive_vejledning(bruger, vejledningstal):
        return KUN_PARTER
    return laaste(bruger, [vejledningstal.pk]).get(vejledningstal.pk, "")


def laaste(bruger: Bruger, vejledningstal: Iterable[int]) -> dict[int, str]:
    """Why a party may not change some counts now, by the count's id; two queries, however many."""
    grunde = {pk: laasegrund(bruger, rapporter) for pk, rapporter in rapporter_med(vejledningstal).items()}
    return {pk: grund for pk, grund in grunde.items() if grund}


def laasegrund(bruger: Bruger, rapporter: Iterable[Afrapportering]) -> str:
    """Why a party may not change a count that these reports rest on: one that they may not write in; else empty."""
    return " ".join(_lukket(rapport) for rapport in rapporter if not maa_skrive(bruger, rapport))


def _lukket(rapport: Afrapportering) -> str:
    vej = "sende den tilbage" if rapport.tilstand == Tilstand.INDSENDT else "genåbne den"
    return (
        f"Tallene bruges i {str(rapport)[0].lower()}{str(rapport)[1:]}, som er {rapport.i_ord}, og kan ikke ændres. "
        f"KKR-sekretariatet kan {vej}."
    )


def raekker_af(vejledningstal: Iterable[int]) -> dict[int, list[Vejledning]]:
    """The rows of some counts by the count's id, each with its municipality, in Danish order; one query."""
    raekker = Vejledning.objects.filter(vejledningstal__in=list(vejledningstal)).select_related("kommune")
    pr_tal: dict[int, list[Vejledning]] = {}
    for raekke in raekker.order_by("kommune__sortering"):
        pr_tal.setdefault(raekke.vejledningstal_id, []).append(raekke)
    return pr_tal
