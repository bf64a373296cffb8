"""The door: the one way in for guidance by municipality, whether typed in the grid, pasted or uploaded.

It stands on this floor and not with the tables, since what a count may suffer follows from the reports that rest on it.
"""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from datetime import date, datetime
from typing import Any

from django.core.exceptions import PermissionDenied, ValidationError
from django.db import transaction
from django.db.models import Max
from django.utils import timezone
from simple_history.utils import bulk_create_with_history, bulk_update_with_history

from kommuner.models import Vejledning, Vejledningstal
from kommuner.typer import Vejledningsslags
from kommuner.vejledningsregler import Vejledningsfejl, find_fejl
from kontrakt.adgang import maa_skrive_vejledning
from kontrakt.dansk import vis_dato
from kontrakt.historik import aendringsgrund, opret_med_historik, paa_vegne_af
from kontrakt.models import Bruger, Erhvervshus, Kommune
from maal.models import Afrapportering
from maal.vejledning_opslag import KUN_PARTER, laaste, raekker_af, rapporter_med

Tal = Mapping[Kommune, Mapping[Vejledningsslags, int | None]]
Noegle = tuple[int, date]  # the house's id, and the day
SLAGS = tuple(str(slags) for slags in Vejledningsslags)


@dataclass(frozen=True)
class Vejledningspost:
    """What somebody says that a house has counted to a day; `version` is the one that was read, 0 where none was."""

    hus: Erhvervshus
    pr_dato: date
    version: int
    tal: Tal

    @property
    def noegle(self) -> Noegle:
        """What a count is known by."""
        return (self.hus.pk, self.pr_dato)


@dataclass(frozen=True)
class Staar:
    """A count as it stands now, and who saved it when; version 0 and without figures when it has been deleted."""

    hus: Erhvervshus
    pr_dato: date
    version: int
    tal: Tal
    opdateret: datetime | None
    opdateret_af: str


class Vejledningskonflikt(Exception):  # noqa: N818 - the field's word
    """Counts were changed by somebody else since they were read; `staar` has those as they stand now."""

    def __init__(self, staar: Sequence[Staar]) -> None:
        super().__init__("Vejledningstallene er ændret, siden de blev læst.")
        self.staar = tuple(staar)


@dataclass
class _Nu:
    """What the tables have of the counts that are to be saved."""

    tal: dict[Noegle, Vejledningstal]
    raekker: dict[int, list[Vejledning]]

    def staar(self, post: Vejledningspost) -> Staar:
        """A count as it stands."""
        tal = self.tal.get(post.noegle)
        return Staar(
            hus=post.hus,
            pr_dato=post.pr_dato,
            version=tal.version if tal else 0,
            tal=gemte_tal(self.raekker.get(tal.pk, [])) if tal else {},
            opdateret=tal.opdateret if tal else None,
            opdateret_af=tal.opdateret_af.navn if tal and tal.opdateret_af else "",
        )


@transaction.atomic
def gem_vejledninger(poster: Sequence[Vejledningspost], *, bruger: Bruger) -> list[Vejledningstal]:
    """Save counts, all of them or none, and give those that changed, each as it then stands.

    What already stands so changes nothing, whatever version was read and whatever rests on it. A municipality that has
    left the house since loses its row: the house's present area counts. Raises `ValidationError` with everything that
    is wrong, `PermissionDenied`, naming the report, where one rests on the figures that the user may not write in now,
    or `Vejledningskonflikt`; then nothing is changed. A fixed number of queries, however many.
    """
    _kontroller_adgang(poster, bruger)
    huse = _laas({post.hus.pk for post in poster})
    kontroller(poster, huse)
    nu = _hent_nu(poster)
    nye = [post for post in poster if not _er_ens(post.tal, nu.staar(post).tal)]
    if aendret := [staar for post in nye if (staar := nu.staar(post)).version != post.version]:
        raise Vejledningskonflikt(aendret)
    fundne = [nu.tal[post.noegle].pk for post in nye if post.noegle in nu.tal]
    if grunde := laaste(bruger, fundne):
        raise PermissionDenied(" ".join(dict.fromkeys(grunde.values())))
    return _skriv(nye, nu, bruger) if nye else []


@transaction.atomic
def slet_vejledning(*, vejledningstal: Vejledningstal, version: int, bruger: Bruger) -> None:
    """Delete a count on which no report rests, however open; the history stays. Raises as `gem_vejledninger`."""
    post = Vejledningspost(vejledningstal.erhvervshus, vejledningstal.pr_dato, version, {})
    _kontroller_adgang([post], bruger)
    _laas({post.hus.pk})
    nu = _hent_nu([post])
    if post.noegle not in nu.tal:
        return
    if nu.tal[post.noegle].version != version:
        raise Vejledningskonflikt([nu.staar(post)])
    fundet = nu.tal[post.noegle]
    if rapporter := rapporter_med([fundet.pk]).get(fundet.pk):
        navne = " og ".join(str(rapport) for rapport in rapporter)
        raise ValidationError(f"Tallene bruges i {navne}. Fjern dem dér, før de slettes.")
    with paa_vegne_af(bruger, "Vejledningstallene er slettet"):
        fundet.delete()


def kontroller(poster: Sequence[Vejledningspost], omraader: Mapping[int, Erhvervshus]) -> None:
    """Raise a `ValidationError` with everything that is wrong, each message saying of which house and day.

    `omraader` are the houses by id, with their municipalities fetched.
    """
    fejl = []
    for post in poster:
        hvor = f"{post.hus}, {vis_dato(post.pr_dato)}: "
        fejl += [f"{hvor}{en.tekst}" for en in postens_fejl(post, omraader[post.hus.pk].kommuner.all())]
    if len({post.noegle for post in poster}) < len(poster):
        fejl.append("De samme tal står to gange: hvert erhvervshus har én opgørelse pr. dato.")
    if fejl:
        raise ValidationError(fejl)


def postens_fejl(post: Vejledningspost, omraade: Iterable[Kommune]) -> list[Vejledningsfejl]:
    """All that is wrong with one count, in words and by cell; `omraade` is the house's municipalities."""
    tal = {kommune.navn: raekke for kommune, raekke in post.tal.items()}
    return find_fejl(post.pr_dato, tal, [kommune.navn for kommune in omraade], timezone.localdate())


def gemte_tal(raekker: Sequence[Vejledning]) -> dict[Kommune, dict[Vejledningsslags, int | None]]:
    """The figures of a count's rows, in the shape that is saved."""
    return {raekke.kommune: {slags: getattr(raekke, slags) for slags in Vejledningsslags} for raekke in raekker}


def _kontroller_adgang(poster: Sequence[Vejledningspost], bruger: Bruger) -> None:
    if not all(maa_skrive_vejledning(bruger, Vejledningstal(erhvervshus=post.hus)) for post in poster):
        raise PermissionDenied(KUN_PARTER)


def _laas(huse: set[int]) -> dict[int, Erhvervshus]:
    """Let one person count for a house at a time, and let none of its reports begin to rest on a count meanwhile."""
    laaste_huse = Erhvervshus.objects.select_for_update(no_key=True).prefetch_related("kommuner")
    fundne = {hus.pk: hus for hus in laaste_huse.filter(pk__in=huse).order_by("pk")}
    rapporter = Afrapportering.objects.select_for_update(no_key=True, of=("self",))
    list(rapporter.filter(kontrakt__erhvervshus__in=huse).order_by("pk").values_list("pk"))
    return fundne


def _hent_nu(poster: Sequence[Vejledningspost]) -> _Nu:
    kandidater = Vejledningstal.objects.filter(
        erhvervshus__in={post.hus.pk for post in poster}, pr_dato__in={post.pr_dato for post in poster}
    )
    tal = {(et.erhvervshus_id, et.pr_dato): et for et in kandidater.select_related("erhvervshus", "opdateret_af")}
    return _Nu(tal, raekker_af(et.pk for et in tal.values()))


def _er_ens(ny: Tal, gammel: Tal) -> bool:
    """Whether two versions say the same; a kind that is left out is one that is not counted."""
    return len(ny) == len(gammel) and all(k in gammel and _hele(r) == _hele(gammel[k]) for k, r in ny.items())


def _hele(raekke: Mapping[Vejledningsslags, int | None]) -> list[int | None]:
    return [raekke.get(slags) for slags in Vejledningsslags]


def _skriv(poster: Sequence[Vejledningspost], nu: _Nu, bruger: Bruger) -> list[Vejledningstal]:
    """Write counts and rows; a row that did not change keeps its history as it is."""
    anledning: Any = {"default_user": bruger, "default_change_reason": aendringsgrund()}
    hoveder = [_stemplet(post, nu, bruger) for post in poster]
    oprettes, rettes = [et for et in hoveder if et.pk is None], [et for et in hoveder if et.pk is not None]
    _tael_videre(oprettes)
    bulk_create_with_history(oprettes, Vejledningstal, **anledning)
    bulk_update_with_history(rettes, Vejledningstal, ["version", "opdateret", "opdateret_af"], **anledning)
    nye: list[Vejledning] = []
    aendrede: list[Vejledning] = []
    udgaaede: list[int] = []
    for hoved, post in zip(hoveder, poster, strict=True):
        staaende = {raekke.kommune_id: raekke for raekke in nu.raekker.get(hoved.pk, [])}
        for kommune, antal in post.tal.items():
            raekke = staaende.pop(kommune.pk, None) or Vejledning(vejledningstal=hoved, kommune=kommune)
            if _saet(raekke, antal):
                (aendrede if raekke.pk else nye).append(raekke)
        udgaaede += [raekke.pk for raekke in staaende.values()]
    opret_med_historik(nye, bruger=bruger)
    _ret(aendrede, anledning)
    if udgaaede:
        with paa_vegne_af(bruger, "Kommunen hører ikke længere til erhvervshuset"):
            Vejledning.objects.filter(pk__in=udgaaede).delete()
    return hoveder


def _ret(raekker: list[Vejledning], anledning: dict[str, Any]) -> None:
    """Write changed rows over those that stand, and their history.

    `bulk_update` makes an expression of every cell, which for a large upload takes some ten times as long.
    """
    Vejledning.objects.bulk_create(raekker, update_conflicts=True, unique_fields=["id"], update_fields=SLAGS)
    Vejledning.history.bulk_history_create(raekker, update=True, **anledning)


def _tael_videre(nye: Sequence[Vejledningstal]) -> None:
    """Let a count that is made anew go on from the versions of the one that was deleted: who read that, conflicts."""
    huse, datoer = {tal.erhvervshus_id for tal in nye}, {tal.pr_dato for tal in nye}
    slettede = Vejledningstal.history.filter(erhvervshus__in=huse, pr_dato__in=datoer).order_by()
    sidste = {
        (hus, pr_dato): version
        for hus, pr_dato, version in slettede.values_list("erhvervshus", "pr_dato").annotate(Max("version"))
    }
    for tal in nye:
        tal.version += sidste.get((tal.erhvervshus_id, tal.pr_dato), 0)


def _stemplet(post: Vejledningspost, nu: _Nu, bruger: Bruger) -> Vejledningstal:
    """The count, new or as it stands, with a new version and who saved it when."""
    tal = nu.tal.get(post.noegle) or Vejledningstal(erhvervshus=post.hus, pr_dato=post.pr_dato)
    tal.version += 1
    tal.opdateret, tal.opdateret_af = timezone.now(), bruger
    return tal


def _saet(raekke: Vejledning, antal: Mapping[Vejledningsslags, int | None]) -> bool:
    """Put the figures in a row; whether it says something else than it did, or is new."""
    ens = raekke.pk is not None and all(getattr(raekke, slags) == antal.get(slags) for slags in Vejledningsslags)
    for slags in Vejledningsslags:
        setattr(raekke, slags, antal.get(slags))
    return not ens
