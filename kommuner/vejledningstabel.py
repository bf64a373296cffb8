"""A count of guidance laid out by municipality, beside the population: what grid, pages, workbook and spread show."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import date
from fractions import Fraction
from typing import Any

from django.db.models import OuterRef, QuerySet, Subquery
from django.db.models.functions import ExtractYear

from kommuner.models import Folketal, Vejledning, Vejledningstal
from kommuner.spredning import KanIkkeBeregnes, Kommunetal, Regel, Spredning, beregn_spredning
from kommuner.typer import INDIVIDUELLE, Vejledningsslags


@dataclass(frozen=True)
class Vejledningsraekke:
    """One municipality: its population, None where it is not known, and each kind counted, None where it is not."""

    kode: str
    navn: str
    type: str
    folketal: int | None
    vaekst: int | None
    drift: int | None
    korte_forloeb: int | None
    early_warning: int | None
    kollektive: int | None
    henvisninger: int | None

    def antal(self, slags: Vejledningsslags) -> int | None:
        """The figure of one kind."""
        antal: int | None = getattr(self, slags)
        return antal

    @property
    def individuelle(self) -> int | None:
        """The individual courses of all kinds that are counted; None when none is."""
        talte = [antal for slags in INDIVIDUELLE if (antal := self.antal(slags)) is not None]
        return sum(talte) if talte else None


@dataclass(frozen=True)
class Vejledningstabel:
    """One count: municipalities in Danish order, and the year on whose 1 January the population is counted."""

    pr_dato: date
    folketal_aar: int
    raekker: tuple[Vejledningsraekke, ...]

    @property
    def talte(self) -> tuple[Vejledningsslags, ...]:
        """The kinds that the house has counted."""
        return tuple(
            slags for slags in Vejledningsslags if any(raekke.antal(slags) is not None for raekke in self.raekker)
        )

    def sum(self, slags: Vejledningsslags) -> int | None:
        """The sum of a kind over the area; None when it is not counted."""
        return _sum(raekke.antal(slags) for raekke in self.raekker)

    @property
    def individuelle(self) -> int | None:
        """The sum of the individual courses over the area; None when none is counted."""
        return _sum(raekke.individuelle for raekke in self.raekker)


def hent_vejledningstabeller(
    vejledningstal: Iterable[int] | QuerySet[Vejledningstal],
) -> dict[int, Vejledningstabel]:
    """The counts by their id, with the population of the year before each; one query, however many."""
    valgte = vejledningstal if isinstance(vejledningstal, QuerySet) else list(vejledningstal)
    aaret_foer = ExtractYear(OuterRef("vejledningstal__pr_dato")) - 1
    folketal = Folketal.objects.filter(kommune=OuterRef("kommune"), aar=aaret_foer).order_by()
    raekker = (
        Vejledning.objects.filter(vejledningstal__in=valgte)
        .select_related("kommune", "vejledningstal")
        .annotate(folketal=Subquery(folketal.values("antal")))
        .order_by("kommune__sortering")
    )
    pr_tal: dict[int, list[Any]] = {}
    for raekke in raekker:
        pr_tal.setdefault(raekke.vejledningstal_id, []).append(raekke)
    return {pk: _tabel(egne) for pk, egne in pr_tal.items()}


def spredning_af(tabel: Vejledningstabel, regel: Regel, del_af_aaret: Fraction = Fraction(1)) -> Spredning:
    """The geographic spread of a count by a contract's rule.

    Raises `KanIkkeBeregnes` (Danish) when individual courses or population are missing.
    """
    if uden := [raekke.navn for raekke in tabel.raekker if raekke.folketal is None]:
        raise KanIkkeBeregnes(f"Folketal 1. januar {tabel.folketal_aar} mangler for {', '.join(uden)}.")
    if any(raekke.individuelle is None for raekke in tabel.raekker):
        raise KanIkkeBeregnes("Vejledningstallene har ingen individuelle forløb.")
    kommuner = [
        Kommunetal(raekke.kode, raekke.navn, raekke.type, raekke.folketal or 0, raekke.individuelle or 0)
        for raekke in tabel.raekker
    ]
    return beregn_spredning(regel, kommuner, del_af_aaret)


def _tabel(raekker: Sequence[Any]) -> Vejledningstabel:
    """One count, of rows that are annotated with the population."""
    vejledningstal = raekker[0].vejledningstal
    return Vejledningstabel(
        pr_dato=vejledningstal.pr_dato,
        folketal_aar=vejledningstal.aar - 1,
        raekker=tuple(
            Vejledningsraekke(
                kode=raekke.kommune.kode,
                navn=raekke.kommune.navn,
                type=raekke.kommune.type,
                folketal=raekke.folketal,
                **{slags.value: getattr(raekke, slags) for slags in Vejledningsslags},
            )
            for raekke in raekker
        ),
    )


def _sum(tal: Iterable[int | None]) -> int | None:
    talte = [antal for antal in tal if antal is not None]
    return sum(talte) if talte else None
