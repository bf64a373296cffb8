"""What a contract says of geographic spread, as the pure rule wants it, and the contracts that say it of a count."""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass, replace
from decimal import Decimal
from fractions import Fraction

from django.db.models import Prefetch

from kommuner.models import Vejledningstal
from kommuner.spredning import KanIkkeBeregnes, Regel
from kommuner.typer import Afvigelse, Grundlag, Niveau
from kommuner.vejledningstabel import Vejledningstabel, hent_vejledningstabeller, spredning_af
from kontrakt.dansk import vis_dato
from kontrakt.models import Bruger, Erhvervshus, Kontrakt
from maal.models import Afrapportering, Maalepunkt, Maaltal, Status
from maal.tal import Loefte
from maal.typer import Segment, Vurdering
from maal.udtraek import Punktudtraek, Spredningsudtraek
from maal.vurdering import Tidspunkt, samlet_spredning

IKKE_BESKREVET = "Kontrakten siger ikke, hvordan den geografiske spredning for {} beregnes, eller har intet måltal."


def regel_af(punkt: Maalepunkt, maaltal: Maaltal | Loefte | None) -> Regel | None:
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


def spredningsudtraek(
    tidspunkt: Tidspunkt, vejledningstal: int, tabel: Vejledningstabel, regel: Regel | None
) -> Spredningsudtraek:
    """What a count, given by id and laid out, says of the spread in a report; why, when it cannot be computed.

    `tidspunkt` is the report's. One that does not settle the year is judged by the part of it that the count goes to.
    """
    if regel is None:
        return Spredningsudtraek(vejledningstal, None, tabel, None, IKKE_BESKREVET.format(tidspunkt.aar))
    talt_til = replace(tidspunkt, pr_dato=tabel.pr_dato)
    gaaet = Fraction(1) if tidspunkt.endelig else Fraction(talt_til.dage_gaaet, talt_til.dage_i_aar)
    try:
        return Spredningsudtraek(vejledningstal, regel, tabel, spredning_af(tabel, regel, gaaet))
    except KanIkkeBeregnes as grund:
        return Spredningsudtraek(vejledningstal, regel, tabel, None, str(grund))


def statussens_spredning(
    tidspunkt: Tidspunkt, status: Status, regel: Regel | None, tabeller: Mapping[int, Vejledningstabel]
) -> Spredningsudtraek | None:
    """The spread of the count that a status points at, from the counts laid out by id; None when it points at none."""
    if (tal := status.vejledningstal) is None:
        return None
    tom = Vejledningstabel(tal.pr_dato, tal.aar - 1, ())
    return replace(spredningsudtraek(tidspunkt, tal.pk, tabeller.get(tal.pk, tom), regel), opdateret=tal.opdateret)


@dataclass(frozen=True)
class Forslag:
    """What a count that is not yet the result would give; no verdict where it cannot be computed."""

    spredning: Spredningsudtraek
    vurdering: Vurdering | None


@dataclass(frozen=True)
class Muligheder:
    """The counts that a report's målepunkter can take their result from, by id and the newest first."""

    tidspunkt: Tidspunkt
    tabeller: Mapping[int, Vejledningstabel]

    def valg(self, punkt: Punktudtraek) -> list[tuple[str, str]]:
        """The counts as choices, with the one that is chosen although it may not be so any more."""
        tabeller = {**self.tabeller}
        if punkt.spredning:
            tabeller.setdefault(punkt.spredning.id, punkt.spredning.vejledning)
        return [(str(pk), f"pr. {vis_dato(tabel.pr_dato)}") for pk, tabel in tabeller.items()]

    def forslag(self, punkt: Punktudtraek) -> Forslag | None:
        """The newest count, for a målepunkt that has a rule of spread and does not take its result from it already."""
        nyeste = next(iter(self.tabeller), None)
        if nyeste is None or punkt.regel is None or (punkt.spredning and punkt.spredning.id == nyeste):
            return None
        spredning = spredningsudtraek(self.tidspunkt, nyeste, self.tabeller[nyeste], punkt.regel)
        return Forslag(spredning, samlet_spredning(spredning.spredning) if spredning.spredning else None)


def hent_muligheder(rapport: Afrapportering, punkter: Iterable[Punktudtraek]) -> Muligheder:
    """The house's counts for a report's year, none after its date; one query, none when no spread is computed."""
    tidspunkt = Tidspunkt(rapport.aar, rapport.pr_dato, rapport.er_endelig)
    if not any(punkt.regel for punkt in punkter):
        return Muligheder(tidspunkt, {})
    husets = Vejledningstal.objects.filter(
        erhvervshus=rapport.kontrakt.erhvervshus_id, pr_dato__year=rapport.aar, pr_dato__lte=rapport.pr_dato
    ).order_by()
    tabeller = hent_vejledningstabeller(husets)
    return Muligheder(tidspunkt, dict(sorted(tabeller.items(), key=lambda et: et[1].pr_dato, reverse=True)))
