"""What a contract says of geographic spread, as the pure rule wants it, and the contracts that say it of a count."""

from collections.abc import Sequence
from decimal import Decimal
from fractions import Fraction

from django.db.models import Prefetch

from kommuner.models import Vejledningstal
from kommuner.spredning import KanIkkeBeregnes, Regel
from kommuner.typer import Afvigelse, Grundlag, Niveau
from kommuner.vejledningstabel import Vejledningstabel, hent_vejledningstabeller, spredning_af
from kontrakt.models import Bruger, Erhvervshus, Kontrakt
from maal.models import Afrapportering, Maalepunkt, Maaltal
from maal.typer import Segment
from maal.udtraek import Spredningsudtraek
from maal.vurdering import Tidspunkt

IKKE_BESKREVET = "Kontrakten beskriver ikke, hvordan den geografiske spredning beregnes."


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


def hent_spredninger(afrapporteringer: Sequence[Afrapportering]) -> dict[int, Spredningsudtraek]:
    """The spread of each status that points at a count of guidance, by the status's id.

    The reports must have their statuses with the count, and the målepunkter of their contracts, fetched. Three queries,
    however many; none when no status points at a count.
    """
    peger = [
        (rapport, status, status.vejledningstal)
        for rapport in afrapporteringer
        for status in rapport.statusser.all()
        if status.vejledningstal is not None
    ]
    if not peger:
        return {}
    punkter = {punkt.pk: punkt for rapport, _, _ in peger for punkt in _punkter(rapport)}
    tabeller = hent_vejledningstabeller({vejledningstal.pk for _, _, vejledningstal in peger})
    maaltal = Maaltal.objects.filter(
        maalepunkt__in={status.maalepunkt_id for _, status, _ in peger}, segment=Segment.ALLE
    ).order_by()
    pr_aar = {(et.maalepunkt_id, et.aar): et for et in maaltal}
    return {
        status.pk: beregn_udtraek(
            rapport,
            punkter[status.maalepunkt_id],
            pr_aar.get((status.maalepunkt_id, rapport.aar)),
            vejledningstal,
            tabeller.get(vejledningstal.pk),
        )
        for rapport, status, vejledningstal in peger
    }


def beregn_udtraek(
    rapport: Afrapportering,
    punkt: Maalepunkt,
    maaltal: Maaltal | None,
    vejledningstal: Vejledningstal,
    tabel: Vejledningstabel | None,
) -> Spredningsudtraek:
    """What a count says of a målepunkt's spread in a report; `tabel` is None when the count has no municipalities.

    A report that does not settle the year is judged by the part of it that the count goes to.
    """
    tabel = tabel or Vejledningstabel(vejledningstal.pr_dato, vejledningstal.aar - 1, ())
    regel = regel_af(punkt, maaltal)
    if regel is None:
        grund = f"Kontrakten har intet måltal for {rapport.aar}." if punkt.kan_beregne_spredning else IKKE_BESKREVET
        return Spredningsudtraek(vejledningstal.pk, None, tabel, None, grund)
    tidspunkt = Tidspunkt(rapport.aar, tabel.pr_dato, rapport.er_endelig)
    gaaet = Fraction(1) if tidspunkt.endelig else Fraction(tidspunkt.dage_gaaet, tidspunkt.dage_i_aar)
    try:
        return Spredningsudtraek(vejledningstal.pk, regel, tabel, spredning_af(tabel, regel, gaaet))
    except KanIkkeBeregnes as grund:
        return Spredningsudtraek(vejledningstal.pk, regel, tabel, None, str(grund))


def _punkter(rapport: Afrapportering) -> list[Maalepunkt]:
    return [punkt for maal in rapport.kontrakt.maal.all() for punkt in maal.maalepunkter.all()]
