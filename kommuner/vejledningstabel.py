"""A count of guidance laid out by municipality, beside the population: what grid, pages, workbook and spread show."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import date
from fractions import Fraction

from django.db.models import QuerySet

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
    """The counts by their id, with the population of the year before each; two queries, however many."""
    valgte = vejledningstal if isinstance(vejledningstal, QuerySet) else list(vejledningstal)
    raekker = list(
        Vejledning.objects.filter(vejledningstal__in=valgte)
        .select_related("kommune", "vejledningstal")
        .order_by("kommune__sortering")
    )
    aar = {raekke.vejledningstal.aar - 1 for raekke in raekker}
    kendt = Folketal.objects.filter(aar__in=aar, kommune__in={raekke.kommune_id for raekke in raekker}).order_by()
    folketal = {(kommune, et_aar): antal for kommune, et_aar, antal in kendt.values_list("kommune", "aar", "antal")}
    pr_tal: dict[int, list[Vejledning]] = {}
    for raekke in raekker:
        pr_tal.setdefault(raekke.vejledningstal_id, []).append(raekke)
    return {pk: _tabel(egne, folketal) for pk, egne in pr_tal.items()}


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


def _tabel(raekker: Sequence[Vejledning], folketal: dict[tuple[int, int], int]) -> Vejledningstabel:
    vejledningstal = raekker[0].vejledningstal
    folketal_aar = vejledningstal.aar - 1
    return Vejledningstabel(
        pr_dato=vejledningstal.pr_dato,
        folketal_aar=folketal_aar,
        raekker=tuple(
            Vejledningsraekke(
                kode=raekke.kommune.kode,
                navn=raekke.kommune.navn,
                type=raekke.kommune.type,
                folketal=folketal.get((raekke.kommune_id, folketal_aar)),
                **{slags.value: getattr(raekke, slags) for slags in Vejledningsslags},
            )
            for raekke in raekker
        ),
    )


def _sum(tal: Iterable[int | None]) -> int | None:
    talte = [antal for antal in tal if antal is not None]
    return sum(talte) if talte else None
