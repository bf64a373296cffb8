"""The door: the one way in for a funding key, whether typed in the administration or loaded from a file."""

from collections.abc import Mapping

from django.core.exceptions import PermissionDenied, ValidationError
from django.db import transaction

from kommuner.fordeling import kontroller_noegle
from kommuner.models import Bidrag, Fordelingsnoegle
from kontrakt.adgang import maa_fastsaette_noegle
from kontrakt.dansk import vis_tal
from kontrakt.haendelser import log
from kontrakt.historik import paa_vegne_af
from kontrakt.models import Bruger, Haendelsesslags, Kommune, Kontrakt

RETTES = "En administrator kan rette den i administrationen."


def kontroller(*, kontrakt: Kontrakt, aar: int, i_alt: int, bidrag: Mapping[Kommune, int]) -> None:
    """Raise a Danish `ValidationError` with everything that is wrong with a key (amounts in 1.000 kr.)."""
    fejl = []
    if aar not in kontrakt.aar:
        fejl.append(f"{aar} er ikke et af kontraktens år ({kontrakt.periode}).")
    omraade = [kommune.navn for kommune in kontrakt.erhvervshus.kommuner.all()]
    fejl += kontroller_noegle({kommune.navn: beloeb for kommune, beloeb in bidrag.items()}, omraade, i_alt)
    if fejl:
        raise ValidationError(fejl)


@transaction.atomic
def gem_noegle(*, kontrakt: Kontrakt, aar: int, i_alt: int, bidrag: Mapping[Kommune, int]) -> Fordelingsnoegle:
    """Save the key of one contract year, whole, in place of the one it may have had (amounts in 1.000 kr.).

    Raises `ValidationError` (Danish) when a municipality is missing or foreign, the year is not the contract's, or
    the sum misses the printed total by more than rounding; then nothing is changed.
    """
    kontroller(kontrakt=kontrakt, aar=aar, i_alt=i_alt, bidrag=bidrag)
    noegle, _ = Fordelingsnoegle.objects.get_or_create(kontrakt=kontrakt, aar=aar, defaults={"i_alt": i_alt})
    if noegle.i_alt != i_alt:
        noegle.i_alt = i_alt
        noegle.save(update_fields=["i_alt"])
    noegle.bidrag.exclude(kommune__in=bidrag).delete()
    nuvaerende = {b.kommune_id: b.beloeb for b in noegle.bidrag.all()}
    for kommune, beloeb in bidrag.items():
        if nuvaerende.get(kommune.pk) != beloeb:
            Bidrag.objects.update_or_create(noegle=noegle, kommune=kommune, defaults={"beloeb": beloeb})
    return noegle


@transaction.atomic
def vedtag_noegle(
    *, kontrakt: Kontrakt, aar: int, i_alt: int, bidrag: Mapping[Kommune, int], bruger: Bruger
) -> Fordelingsnoegle:
    """Give a contract year that has no key its first one (amounts in 1.000 kr.), and write it in the log.

    Raises `PermissionDenied` for somebody who may not, and `ValidationError` (Danish) as `gem_noegle` and when the year
    has a key: that one is never overwritten from here. The contract's row is locked, so that of two at once one is
    told.
    """
    laast = Kontrakt.objects.select_for_update(of=("self",)).select_related("erhvervshus").get(pk=kontrakt.pk)
    if not maa_fastsaette_noegle(bruger, laast):
        raise PermissionDenied("Kun KKR-sekretariatet kan vedtage en fordelingsnøgle.")
    if Fordelingsnoegle.objects.filter(kontrakt=laast, aar=aar).exists():
        raise ValidationError(f"Der findes allerede en fordelingsnøgle for {aar}. {RETTES}")
    with paa_vegne_af(bruger, "Beregnet og vedtaget"):
        noegle = gem_noegle(kontrakt=laast, aar=aar, i_alt=i_alt, bidrag=bidrag)
    beskrivelse = f"I alt {vis_tal(i_alt)}, sum af bidrag {vis_tal(sum(bidrag.values()))} (1.000 kr.)"
    log(Haendelsesslags.NOEGLE, bruger=bruger, genstand=str(noegle), beskrivelse=beskrivelse)
    return noegle
