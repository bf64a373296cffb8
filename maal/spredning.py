"""What a contract says of geographic spread, as the pure rule wants it, and the contracts that say it of a count."""

from decimal import Decimal

from django.db.models import Prefetch

from kommuner.spredning import Regel
from kommuner.typer import Afvigelse, Grundlag, Niveau
from kontrakt.models import Bruger, Erhvervshus, Kontrakt
from maal.models import Maalepunkt, Maaltal
from maal.typer import Segment


def regel_af(punkt: Maalepunkt, maaltal: Maaltal | None) -> Regel | None:
    """The rule of a målepunkt in the year of its target; None when the contract does not describe it for that year."""
    if maaltal is None or not punkt.kan_beregne_spredning:
        return None
    return Regel(
        niveau=Niveau(punkt.spredning_niveau),
        grundlag=Grundlag(punkt.spredning_grundlag),
        afvigelse=Afvigelse(punkt.spredning_afvigelse),
        tolerance=maaltal.tolerance or Decimal(0),
        total=maaltal.spredning_total,
    )


def spredningspunkter(bruger: Bruger, hus: Erhvervshus, aar: int) -> list[tuple[Kontrakt, Maalepunkt, Regel | None]]:
    """The målepunkter whose spread can be computed in a house's contracts of a year, as far as a user may see them.

    Two queries. The rule is None where the contract has no target for the year.
    """
    punkter = (
        Maalepunkt.objects.filter(
            maal__kontrakt__in=Kontrakt.objects.synlige_for(bruger),
            maal__kontrakt__erhvervshus=hus,
            maal__kontrakt__fra_aar__lte=aar,
            maal__kontrakt__til_aar__gte=aar,
        )
        .exclude(spredning_niveau="")
        .select_related("maal__kontrakt")
        .prefetch_related(Prefetch("maaltal", Maaltal.objects.filter(aar=aar, segment=Segment.ALLE)))
        .order_by("maal__kontrakt__fra_aar", "maal__nummer", "nummer")
    )
    return [(punkt.maal.kontrakt, punkt, regel_af(punkt, next(iter(punkt.maaltal.all()), None))) for punkt in punkter]
