"""The page of changes between two contracts of a house: goals and focus areas, and what may be compared with."""

from collections.abc import Sequence
from dataclasses import dataclass

from django.http import Http404

from kontrakt.models import Bruger, Indsatsomraade, Kontrakt, Kontrakttilstand
from rapporter.aendringer import (
    JUSTERET,
    NYT,
    UAENDRET,
    UDGAAET,
    Aendringsraekke,
    Maalnavn,
    hent_aendringer,
)
from rapporter.forskelle import Forskel, marker, samme_ordlyd
from rapporter.parring import par_indsatser

REGEL = (
    "Det, kontrakten selv kalder et mål, gælder. Siger den intet, er målet uændret, når titel, ordlyd, målepunkter, "
    "krav, måltal og metode siger det samme; kontraktens egne årstal må være flyttet med."
)
ORDENE = (UAENDRET, JUSTERET, NYT, UDGAAET)


@dataclass(frozen=True)
class Aendringsside:
    """The contract now and the one it is compared with, `fra`, which is missing when there is none to be seen.

    `andre` are the house's other contracts that the user may see, newest first.
    """

    kontrakt: Kontrakt
    fra: Kontrakt | None
    andre: tuple[Kontrakt, ...]
    maal: tuple[Aendringsraekke, ...]
    indsatser: tuple[Aendringsraekke, ...]

    @property
    def regel(self) -> str:
        """How the words are found, for the reader."""
        return REGEL

    @property
    def taelling(self) -> tuple[tuple[str, int], ...]:
        """How many goals each word is said of; only those that occur."""
        antal = [(ord_, sum(raekke.aendring == ord_ for raekke in self.maal)) for ord_ in ORDENE]
        return tuple((ord_, hvor_mange) for ord_, hvor_mange in antal if hvor_mange)

    @property
    def udkast(self) -> tuple[Kontrakt, ...]:
        """Those of the two that are not agreed, and may still change."""
        begge = [self.kontrakt, *([self.fra] if self.fra else [])]
        return tuple(kontrakt for kontrakt in begge if kontrakt.tilstand == Kontrakttilstand.UDKAST)


def hent_aendringsside(bruger: Bruger, kontrakt: Kontrakt, fra: str = "") -> Aendringsside:
    """What became of the contract `fra` (its address; else the predecessor) in `kontrakt`, one that the user may see.

    Raises `Http404` for a contract that is not of the house, or that the user may not see. Seven queries.
    """
    husets = Kontrakt.objects.synlige_for(bruger).filter(erhvervshus=kontrakt.erhvervshus_id)
    andre = tuple(husets.exclude(pk=kontrakt.pk).order_by("-fra_aar"))
    valgt = next((en for en in andre if (en.slug == fra if fra else en.pk == kontrakt.forgaenger_id)), None)
    if fra and valgt is None:
        raise Http404("Kontrakten findes ikke, hører ikke til huset, eller du har ikke adgang til den.")
    omraader = list(Indsatsomraade.objects.filter(kontrakt__in=[kontrakt, *([valgt] if valgt else [])]))
    return Aendringsside(
        kontrakt=kontrakt,
        fra=valgt,
        andre=andre,
        maal=hent_aendringer(bruger, kontrakt, valgt) if valgt else (),
        indsatser=indsatsaendringer(omraader, kontrakt, valgt) if valgt else (),
    )


def indsatsaendringer(
    omraader: Sequence[Indsatsomraade], kontrakt: Kontrakt, fra: Kontrakt
) -> tuple[Aendringsraekke, ...]:
    """The focus areas of the two contracts: those of `kontrakt` in its order, then those of `fra` that it has not.

    The same when title and wording are; the heading that they stand under does not count.
    """
    nye, gamle = (
        sorted((et for et in omraader if et.kontrakt_id == en.pk), key=lambda et: et.nummer) for en in (kontrakt, fra)
    )
    par = {et.pk: gammelt for et, gammelt in par_indsatser(nye, gamle)}
    fundet = {gammelt.pk for gammelt in par.values()}
    aar = (kontrakt.aar, fra.aar)
    return (
        *(_indsats(et, par.get(et.pk), aar) for et in nye),
        *(_indsats(None, et, aar) for et in gamle if et.pk not in fundet),
    )


def _indsats(
    nu: Indsatsomraade | None, foer: Indsatsomraade | None, aar: tuple[Sequence[int], Sequence[int]]
) -> Aendringsraekke:
    forskelle = []
    if nu and foer and not samme_ordlyd(foer.titel, nu.titel, aar[1], aar[0]):
        forskelle.append(Forskel.TITEL)
    if nu and foer and not samme_ordlyd(foer.beskrivelse, nu.beskrivelse, aar[1], aar[0]):
        forskelle.append(Forskel.ORDLYD)
    aendring = NYT if not foer else UDGAAET if not nu else JUSTERET if forskelle else UAENDRET
    return Aendringsraekke(
        nu=Maalnavn(nu.nummer, nu.titel) if nu else None,
        foer=Maalnavn(foer.nummer, foer.titel) if foer else None,
        aendring=aendring,
        beskrivelse=marker(foer.beskrivelse if foer else "", nu.beskrivelse if nu else ""),
        beregnet=aendring,
        forskelle=tuple(forskelle),
    )
