"""What a file with guidance would change, and doing it through the door: all of it, or nothing."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from functools import cached_property
from typing import NamedTuple

from django.core.exceptions import PermissionDenied
from django.db import transaction

from kommuner.models import Vejledningstal
from kommuner.typer import Vejledningsslags
from kommuner.vejledningsfil import Filpost, Vejledningsfil
from kommuner.vejledningslaesning import Kommuneinfo
from kontrakt.adgang import egne_huse
from kontrakt.dansk import vis_dato
from kontrakt.haendelser import log
from kontrakt.historik import paa_vegne_af
from kontrakt.models import Bruger, Erhvervshus, Haendelsesslags, Kommune
from maal.vejledning import Vejledningspost, gem_vejledninger, gemte_tal, kontroller
from maal.vejledning_opslag import laaste, raekker_af

Raekke = Mapping[Vejledningsslags, int | None]
INGEN: Raekke = dict.fromkeys(Vejledningsslags)


class Talforskel(NamedTuple):
    """One figure before and after; None is a kind that is not counted. A file may have more than ten thousand."""

    kommune: str
    slags: Vejledningsslags
    foer: int | None
    efter: int | None


@dataclass(frozen=True)
class Opgoerelse:
    """One count of the file: what is to be saved, and the count as it stands, if any, with its figures."""

    post: Vejledningspost
    staar: Vejledningstal | None
    gamle: Mapping[Kommune, Raekke]

    @property
    def er_ny(self) -> bool:
        """Whether the house has no count to that day yet."""
        return self.staar is None

    @property
    def er_aendret(self) -> bool:
        """Whether the file says something else than what stands."""
        return self.er_ny or any(self.gamle.get(kommune, INGEN) != raekke for kommune, raekke in self.post.tal.items())

    @cached_property
    def forskelle(self) -> list[Talforskel]:
        """Each figure that changes. The door lets go of what has left the house, so that is seen to go too."""
        if not self.er_aendret:
            return []
        udgaaede = [kommune for kommune in self.gamle if kommune not in self.post.tal]
        return [
            Talforskel(kommune.navn, slags, foer[slags], efter[slags])
            for kommune in [*self.post.tal, *udgaaede]
            for foer, efter in [(self.gamle.get(kommune, INGEN), self.post.tal.get(kommune, INGEN))]
            for slags in Vejledningsslags
            if foer[slags] != efter[slags]
        ]

    @property
    def i_ord(self) -> str:
        """The count in one line of the log."""
        aendring = "ny" if self.er_ny else f"tal, der er ændret: {len(self.forskelle)}"
        return f"{self.post.hus}, vejledningstal pr. {vis_dato(self.post.pr_dato)} ({aendring})"

    @property
    def summer(self) -> list[tuple[str, int]]:
        """Each kind that the count then has, and its sum over the house's municipalities."""
        raekker = self.post.tal.values()
        talte = {
            slags: [et for raekke in raekker if (et := raekke.get(slags)) is not None] for slags in Vejledningsslags
        }
        return [(str(slags.label), sum(tal)) for slags, tal in talte.items() if tal]

    @property
    def vist(self) -> list[object]:
        """What a preview says of it, as plain values."""
        forskelle = [[en.kommune, str(en.slags), en.foer, en.efter] for en in self.forskelle]
        return [self.post.hus.noegle, self.post.pr_dato.isoformat(), self.er_ny, forskelle]


def kendte_kommuner() -> dict[str, Kommuneinfo]:
    """All municipalities by code in Danish order, as the reader of files knows them."""
    felter = Kommune.objects.values_list("kode", "navn", "erhvervshus__noegle", "erhvervshus__navn")
    return {kode: Kommuneinfo(*resten) for kode, *resten in felter}


def sammenlign(fil: Vejledningsfil, bruger: Bruger) -> list[Opgoerelse]:
    """What a file would change, by house and day; a kind that it has no column for stays as it is.

    Raises as the door would: `ValidationError` and `PermissionDenied`, in Danish. A fixed number of queries.
    """
    huse = _huse(bruger)
    opgoerelser = _sammenlign(fil.poster, huse)
    aendrede = [en for en in opgoerelser if en.er_aendret]
    kontroller([en.post for en in aendrede], huse)
    if grunde := laaste(bruger, [en.staar.pk for en in aendrede if en.staar]):
        raise PermissionDenied(" ".join(dict.fromkeys(grunde.values())))
    return opgoerelser


def indlaes_vejledning(fil: Vejledningsfil, filnavn: str, *, bruger: Bruger) -> list[Opgoerelse]:
    """Save what a file says, all of it or nothing, and give what it changed. Raises what the door raises."""
    with transaction.atomic(), paa_vegne_af(bruger, f"Indlæst fra {filnavn}"):
        opgoerelser = _sammenlign(fil.poster, _huse(bruger))
        aendrede = [en for en in opgoerelser if en.er_aendret]
        gem_vejledninger([en.post for en in aendrede], bruger=bruger)
        if aendrede:
            linjer = "\n".join(en.i_ord for en in aendrede)
            log(Haendelsesslags.INDLAESNING, bruger=bruger, genstand=filnavn, beskrivelse=linjer)
    return opgoerelser


def _huse(bruger: Bruger) -> dict[int, Erhvervshus]:
    """The houses that the user may count for by id, with their municipalities."""
    return {hus.pk: hus for hus in Erhvervshus.objects.filter(egne_huse(bruger)).prefetch_related("kommuner")}


def _sammenlign(poster: Sequence[Filpost], huse: Mapping[int, Erhvervshus]) -> list[Opgoerelse]:
    kommuner = {kommune.kode: kommune for hus in huse.values() for kommune in hus.kommuner.all()}
    grupper: dict[tuple[int, date], dict[Kommune, Raekke]] = {}
    for post in poster:
        kommune = kommuner[post.kode]
        grupper.setdefault((kommune.erhvervshus_id, post.pr_dato), {})[kommune] = post.antal
    fundne = Vejledningstal.objects.filter(erhvervshus__in=huse, pr_dato__in={dag for _, dag in grupper})
    staar = {(tal.erhvervshus_id, tal.pr_dato): tal for tal in fundne}
    raekker = raekker_af(tal.pk for tal in staar.values())
    opgoerelser = []
    for (hus, dag), nye in sorted(grupper.items(), key=lambda en: (huse[en[0][0]].sortering, en[0][1])):
        tal = staar.get((hus, dag))
        gamle = gemte_tal(raekker.get(tal.pk, [])) if tal else {}
        opgoerelser.append(_opgoerelse(huse[hus], dag, tal, gamle, nye))
    return opgoerelser


def _opgoerelse(
    hus: Erhvervshus,
    dag: date,
    staar: Vejledningstal | None,
    gamle: Mapping[Kommune, Raekke],
    nye: Mapping[Kommune, Raekke],
) -> Opgoerelse:
    samlet = {kommune: {**gamle.get(kommune, INGEN), **nye[kommune]} for kommune in sorted(nye, key=_plads)}
    return Opgoerelse(Vejledningspost(hus, dag, staar.version if staar else 0, samlet), staar, gamle)


def _plads(kommune: Kommune) -> str:
    return kommune.sortering
