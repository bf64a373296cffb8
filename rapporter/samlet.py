"""All houses and all years as one: what the administrator's workbook of everything is made of."""

from collections import defaultdict
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from functools import cached_property

from kommuner.models import Bidrag
from kontrakt.models import Bruger, Kontrakt
from maal.models import Afrapportering, Maalepunkt
from maal.opslag import hent_udtraekkene
from maal.udtraek import Udtraek
from rapporter.oversigt import alder, vaegt

Punktnavn = tuple[int, int, int]  # a målepunkt by its contract's id, its goal's number and its own


@dataclass(frozen=True)
class Samling:
    """Contracts, their reports, and their funding keys, of the years asked for; in the order they are shown.

    A report whose picture is damaged is among `rapporter` and has no `udtraek`.
    """

    kontrakter: tuple[Kontrakt, ...]
    aar: frozenset[int]
    rapporter: tuple[Afrapportering, ...]
    udtraek: Mapping[int, Udtraek]
    punkter: Mapping[Punktnavn, Maalepunkt]
    bidrag: tuple[Bidrag, ...]

    @cached_property
    def gaelder(self) -> frozenset[int]:
        """The ids of the report that holds for each contract's each year: the newest approved, else the newest.

        As where the houses stand side by side: a draft that is begun takes nothing approved out of a pivot table.
        """
        efter_vaegt = sorted(self.rapporter, key=vaegt)
        pr_aar = {(rapport.kontrakt_id, rapport.aar): rapport.pk for rapport in efter_vaegt}
        return frozenset(pr_aar.values())

    @cached_property
    def kontraktaar(self) -> tuple[tuple[Kontrakt, int, tuple[Afrapportering, ...]], ...]:
        """Each contract's each year with its reports, oldest first; none for a year that nobody has reported on."""
        pr_aar: dict[tuple[int, int], list[Afrapportering]] = defaultdict(list)
        for rapport in self.rapporter:
            pr_aar[rapport.kontrakt_id, rapport.aar].append(rapport)
        return tuple(
            (kontrakt, aar, tuple(pr_aar[kontrakt.pk, aar]))
            for kontrakt in self.kontrakter
            for aar in kontrakt.aar
            if aar in self.aar
        )

    @cached_property
    def nationale_maal(self) -> dict[str, str]:
        """What each national goal is called, by its key: as in the newest framework that has it."""
        titler: dict[str, str] = {}
        for kontrakt in sorted(self.kontrakter, key=lambda en: en.rammeaftale.fra_aar):
            for punkt in self.maalepunkter[kontrakt.pk]:
                if nationalt := punkt.maal.nationalt_maal:
                    titler[nationalt.noegle] = nationalt.titel
        return titler

    @cached_property
    def maalepunkter(self) -> dict[int, list[Maalepunkt]]:
        """The contracts' målepunkter, in each one's order, by the contract's id."""
        pr_kontrakt: dict[int, list[Maalepunkt]] = {kontrakt.pk: [] for kontrakt in self.kontrakter}
        for (kontrakt, _, _), punkt in sorted(self.punkter.items(), key=lambda et: et[0]):
            pr_kontrakt[kontrakt].append(punkt)
        return pr_kontrakt


def alle_kontrakter(bruger: Bruger) -> list[Kontrakt]:
    """The contracts that the user may see: houses in Danish order, each with its oldest first; one query."""
    synlige = Kontrakt.objects.synlige_for(bruger).select_related("erhvervshus__kkr", "rammeaftale", "forgaenger")
    return list(synlige.order_by("erhvervshus__sortering", "fra_aar"))


def alle_rapporter(bruger: Bruger, kontrakter: Sequence[Kontrakt], aar: Iterable[int]) -> list[Afrapportering]:
    """The reports of those contracts and years that the user may see, in the contracts' order, oldest first."""
    synlige = Afrapportering.objects.synlige_for(bruger).filter(kontrakt__in=kontrakter, aar__in=list(aar))
    plads = {kontrakt.pk: nr for nr, kontrakt in enumerate(kontrakter)}
    return sorted(synlige.order_by(), key=lambda rapport: (plads[rapport.kontrakt_id], alder(rapport)))


def hent_samling(bruger: Bruger, kontrakter: Sequence[Kontrakt], aar: Iterable[int]) -> Samling:
    """All that is known of those contracts in those years; a fixed number of queries, however many."""
    aarene = frozenset(aar)
    rapporter = alle_rapporter(bruger, kontrakter, aarene)
    punkter = Maalepunkt.objects.filter(maal__kontrakt__in=kontrakter).select_related(
        "maal__nationalt_maal", "indikator"
    )
    bidrag = Bidrag.objects.filter(noegle__kontrakt__in=kontrakter, noegle__aar__in=aarene)
    return Samling(
        kontrakter=tuple(kontrakter),
        aar=aarene,
        rapporter=tuple(rapporter),
        udtraek=hent_udtraekkene(rapport.pk for rapport in rapporter),
        punkter={
            (punkt.maal.kontrakt_id, punkt.maal.nummer, punkt.nummer): punkt
            for punkt in punkter.prefetch_related("maaltal").order_by()
        },
        bidrag=tuple(
            bidrag.select_related("noegle", "kommune").order_by(
                "noegle__kontrakt__erhvervshus__sortering", "noegle__aar", "kommune__sortering"
            )
        ),
    )
