"""Fetching an indicator through the years: access is part of the look-up, and the number of queries is fixed."""

from collections import defaultdict
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import date

from django.db.models import Prefetch
from django.http import Http404

from kontrakt.dansk import sorteringsnoegle
from kontrakt.models import Bruger, Erhvervshus, Kontrakt
from maal.models import Afrapportering, Indikator, Maalepunkt, Maaltal
from maal.opslag import hent_udtraekkene
from rapporter.oversigt import alder
from rapporter.udvikling import Aarsraekke, Aarsrapport, Kontraktled, aarsraekker


@dataclass(frozen=True)
class Udviklingsside:
    """An indicator of a house: every year, and the contracts that have it, oldest first."""

    hus: Erhvervshus
    indikator: Indikator
    raekker: tuple[Aarsraekke, ...]
    led: tuple[Kontraktled, ...]

    @property
    def titel(self) -> str:
        """What page and workbook are called."""
        return f"{self.indikator.titel}, {self.hus}"

    @property
    def periode(self) -> str:
        """The years: `2021–2023`."""
        foerste, sidste = self.raekker[0].aar, self.raekker[-1].aar
        return str(foerste) if foerste == sidste else f"{foerste}–{sidste}"

    @property
    def har_segmenter(self) -> bool:
        """Whether any figure is of one segment alone."""
        return any(linje.segment for raekke in self.raekker for linje in raekke.linjer)


@dataclass(frozen=True)
class Foelgelig:
    """An indicator that can be followed: in which contracts of the house, oldest first."""

    indikator: Indikator
    perioder: tuple[str, ...]


@dataclass(frozen=True)
class Husets:
    """A house, and the indicators of it that can be followed, by title."""

    hus: Erhvervshus
    indikatorer: tuple[Foelgelig, ...]


def hent_udvikling(bruger: Bruger, hus: str, indikator: str, idag: date) -> Udviklingsside:
    """An indicator of a house through the years; fourteen queries at most, however many years and reports.

    Raises `Http404` when the house has no contract with the indicator that the user may see.
    """
    kontrakter = list(
        Kontrakt.objects.synlige_for(bruger)
        .filter(erhvervshus__noegle=hus)
        .select_related("erhvervshus")
        .order_by("fra_aar")
    )
    punkter = list(
        Maalepunkt.objects.filter(maal__kontrakt__in=kontrakter, indikator__noegle=indikator)
        .select_related("maal", "indikator")
        .prefetch_related(Prefetch("maaltal", Maaltal.objects.order_by("aar", "segment")))
        .order_by("maal__nummer", "nummer")
    )
    if not punkter or punkter[0].indikator is None:
        raise Http404("Erhvervshuset har ingen kontrakt med den indikator, eller du har ikke adgang til den.")
    led = _led(kontrakter, punkter)
    med = [et.kontrakt for et in led if et.punkt]
    return Udviklingsside(
        hus=kontrakter[0].erhvervshus,
        indikator=punkter[0].indikator,
        raekker=aarsraekker(led, _rapporter(bruger, med), idag),
        led=tuple(et for et in led if et.punkt),
    )


def _led(kontrakter: Iterable[Kontrakt], punkter: Iterable[Maalepunkt]) -> list[Kontraktled]:
    efter_kontrakt: dict[int, list[Maalepunkt]] = defaultdict(list)
    for punkt in punkter:
        efter_kontrakt[punkt.maal.kontrakt_id].append(punkt)
    return [_et_led(kontrakt, efter_kontrakt[kontrakt.pk]) for kontrakt in kontrakter]


def _et_led(kontrakt: Kontrakt, punkter: Sequence[Maalepunkt]) -> Kontraktled:
    if not punkter:
        return Kontraktled(kontrakt)
    foerste, *flere = punkter
    andre = tuple(f"{punkt.maal.nummer}.{punkt.nummer}" for punkt in flere)
    return Kontraktled(kontrakt, foerste, tuple(foerste.maaltal.all()), andre)


def _rapporter(bruger: Bruger, kontrakter: Sequence[Kontrakt]) -> dict[tuple[str, int], Aarsrapport]:
    """The report that counts for each contract year: the final one, else the newest; only those the user may see.

    One that is still written on counts where there is nothing else: begun and empty, it would hide what is approved.
    What the director has signed off counts too, unlike where houses are compared (`rapporter.oversigt.vaegt`).
    """
    slugs = {kontrakt.pk: kontrakt.slug for kontrakt in kontrakter}
    synlige = Afrapportering.objects.synlige_for(bruger).filter(kontrakt__in=slugs).order_by()
    valgte: dict[tuple[str, int], Afrapportering] = {}
    for rapport in sorted(synlige, key=lambda rapport: (not rapport.er_kladde, alder(rapport))):
        valgte[slugs[rapport.kontrakt_id], rapport.aar] = rapport
    udtraekkene = hent_udtraekkene(rapport.pk for rapport in valgte.values())
    return {noegle: Aarsrapport(udtraekkene.get(rapport.pk)) for noegle, rapport in valgte.items()}


def hent_foelgelige(bruger: Bruger) -> tuple[Husets, ...]:
    """The houses with the indicators of their contracts that the user may see, houses in Danish order; one query."""
    punkter = (
        Maalepunkt.objects.filter(maal__kontrakt__in=Kontrakt.objects.synlige_for(bruger), indikator__isnull=False)
        .select_related("indikator", "maal__kontrakt__erhvervshus")
        .order_by("maal__kontrakt__erhvervshus__sortering", "maal__kontrakt__fra_aar")
    )
    huse: dict[Erhvervshus, dict[Indikator, dict[str, None]]] = {}
    for punkt in punkter:
        kontrakt = punkt.maal.kontrakt
        if punkt.indikator is not None:
            efter_indikator = huse.setdefault(kontrakt.erhvervshus, {})
            efter_indikator.setdefault(punkt.indikator, {})[kontrakt.periode] = None
    return tuple(
        Husets(
            hus, tuple(Foelgelig(indikator, tuple(indikatorer[indikator])) for indikator in _efter_titel(indikatorer))
        )
        for hus, indikatorer in huse.items()
    )


def _efter_titel(indikatorer: Iterable[Indikator]) -> list[Indikator]:
    return sorted(indikatorer, key=lambda indikator: sorteringsnoegle(indikator.titel))
