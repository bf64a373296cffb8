"""The list of municipalities: what each pays by the newest key, and gets by the newest count that the user may see."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import date
from decimal import Decimal
from typing import TypeVar

from django.urls import reverse

from kommuner.models import Folketal, Vejledningstal
from kommuner.vejledningstabel import hent_vejledningstabeller
from kontrakt.models import Bruger, Kommune, Kommunetype
from maal.vejledning_opslag import synlige_vejledningstal
from rapporter.bidrag import Bidragsaar, hent_nyeste_bidrag
from rapporter.pladser import Plads, hent_krav, pladser

T = TypeVar("T")


@dataclass(frozen=True)
class Forloeb:
    """The individual courses of a municipality's companies in the newest count, None when they are not counted."""

    pr_dato: date
    antal: int | None
    pladser: tuple[Plads, ...]


@dataclass(frozen=True)
class Kommunelinje:
    """One municipality; what is not known or not yet there is None."""

    kode: str
    navn: str
    sortering: str
    hus: str
    hus_sortering: str
    type: Kommunetype
    folketal: int | None
    bidrag: Bidragsaar | None
    forloeb: Forloeb | None

    @property
    def bidrag_orden(self) -> int:
        """Sort key of the contribution; municipalities without one come first. So with the following."""
        return self.bidrag.kroner if self.bidrag else -1

    @property
    def pr_indbygger_orden(self) -> Decimal:
        """Sort key of the contribution per inhabitant."""
        beloeb = self.bidrag.pr_indbygger if self.bidrag else None
        return Decimal(-1) if beloeb is None else beloeb

    @property
    def andel_orden(self) -> Decimal:
        """Sort key of the share of the key."""
        return self.bidrag.andel if self.bidrag else Decimal(-1)

    @property
    def folketal_orden(self) -> int:
        """Sort key of the population."""
        return -1 if self.folketal is None else self.folketal

    @property
    def forloeb_orden(self) -> int:
        """Sort key of the individual courses."""
        return -1 if self.forloeb is None or self.forloeb.antal is None else self.forloeb.antal

    @property
    def spredning_orden(self) -> str:
        """Sort key of the verdict on the spread: its words."""
        return "; ".join(plads.i_ord for plads in self.forloeb.pladser) if self.forloeb else ""


@dataclass(frozen=True)
class Kommuneliste:
    """The rows, and what is common to all that have it: the year of the key and the date of the count.

    None where they differ, so that each row must say it. `folketal_aar` is the newest year with a population.
    """

    linjer: tuple[Kommunelinje, ...]
    folketal_aar: int | None
    noegleaar: int | None
    pr_dato: date | None

    @property
    def har_flere_huse(self) -> bool:
        """Whether the rows are of more than one house."""
        return len({linje.hus for linje in self.linjer}) > 1

    @property
    def grunde(self) -> tuple[str, ...]:
        """Why the spread cannot be computed, where it cannot; each reason once, in the order of the rows."""
        alle = (plads.grund for linje in self.linjer if linje.forloeb for plads in linje.forloeb.pladser)
        return tuple(dict.fromkeys(grund for grund in alle if grund))


def synlige_kommuner(bruger: Bruger) -> list[Kommune]:
    """The municipalities a user may see, with their houses, in Danish order; one query."""
    return list(Kommune.objects.synlige_for(bruger).select_related("erhvervshus").order_by("sortering"))


def kommuneadresser(bruger: Bruger) -> dict[str, str]:
    """Where the municipalities that a user may see have their pages, by code; one query."""
    koder = Kommune.objects.synlige_for(bruger).order_by().values_list("kode", flat=True)
    return {kode: reverse("rapporter:kommune", args=[kode]) for kode in koder}


def hent_kommuneliste(bruger: Bruger, kommuner: Sequence[Kommune]) -> Kommuneliste:
    """A row for each of the municipalities, which must be ones the user may see, with their houses; six queries."""
    folketal = _folketal(kommuner)
    folketal_aar = max((aar for _, aar in folketal), default=None)
    bidrag = hent_nyeste_bidrag(bruger, kommuner, folketal)
    forloeb = _forloeb(bruger, kommuner)
    linjer = tuple(
        Kommunelinje(
            kode=kommune.kode,
            navn=kommune.navn,
            sortering=kommune.sortering,
            hus=kommune.erhvervshus.navn,
            hus_sortering=kommune.erhvervshus.sortering,
            type=Kommunetype(kommune.type),
            folketal=folketal.get((kommune.pk, folketal_aar or 0)),
            bidrag=bidrag.get(kommune.pk),
            forloeb=forloeb.get(kommune.kode),
        )
        for kommune in kommuner
    )
    return Kommuneliste(
        linjer=linjer,
        folketal_aar=folketal_aar,
        noegleaar=_faelles({linje.bidrag.aar for linje in linjer if linje.bidrag}),
        pr_dato=_faelles({linje.forloeb.pr_dato for linje in linjer if linje.forloeb}),
    )


def _folketal(kommuner: Iterable[Kommune]) -> dict[tuple[int, int], int]:
    kendt = Folketal.objects.filter(kommune__in=list(kommuner)).order_by()
    return {(kommune, aar): antal for kommune, aar, antal in kendt.values_list("kommune", "aar", "antal")}


def _forloeb(bruger: Bruger, kommuner: Sequence[Kommune]) -> dict[str, Forloeb]:
    """The courses of the newest count of each house, by the municipality's code."""
    huse = {kommune.erhvervshus_id for kommune in kommuner}
    nyeste = _nyeste(synlige_vejledningstal(bruger).filter(erhvervshus__in=huse))
    tabeller = hent_vejledningstabeller(vejledningstal.pk for vejledningstal in nyeste)
    krav = hent_krav(bruger, huse)
    fundet: dict[str, Forloeb] = {}
    for vejledningstal in nyeste:
        tabel = tabeller[vejledningstal.pk]
        egne = pladser(vejledningstal, tabel, krav)
        fundet |= {
            raekke.kode: Forloeb(tabel.pr_dato, raekke.individuelle, egne[raekke.kode]) for raekke in tabel.raekker
        }
    return fundet


def _nyeste(vejledningstal: Iterable[Vejledningstal]) -> list[Vejledningstal]:
    """The newest count of each house, the oldest of them first."""
    efter_dato = sorted(vejledningstal, key=lambda et: et.pr_dato)
    nyeste = {et.erhvervshus_id: et for et in efter_dato}
    return sorted(nyeste.values(), key=lambda et: et.pr_dato)


def _faelles(vaerdier: set[T]) -> T | None:
    """The only value there is."""
    return next(iter(vaerdier)) if len(vaerdier) == 1 else None
