"""What the six houses side by side are made of: a year's contracts, and of each the one report that counts.

Everybody may compare what is published, agreed contracts and what KKR has approved, also that of other houses; who may
see a house's draft sees it where nothing is approved, and it never counts. As many queries whatever the size.
"""

from collections import defaultdict
from collections.abc import Iterable, Sequence
from dataclasses import dataclass

from django.db.models import Count, Max, Min, Prefetch, Q, QuerySet, Value, prefetch_related_objects
from django.db.models.functions import Greatest, Least
from django.http import Http404

from kontrakt.models import Bruger, Erhvervshus, Indsatsomraade, Kontrakt, Kontrakttilstand
from maal.levende import levende_udtraekkene
from maal.models import Afrapportering, Faellesandel, Indsatsstatus, Maal, Maalepunkt, Maaltal, NationaltMaal
from maal.opslag import hent_udtraekkene
from maal.typer import LAASTE
from maal.udtraek import Udtraek
from rapporter.oversigt import vaegt

SENESTE_AAR = 9_999  # what a year may be in an address


@dataclass(frozen=True)
class Aarene:
    """A year with agreed contracts, and the nearest before and after it that has some; None where there is none."""

    aar: int
    foer: int | None
    efter: int | None


@dataclass(frozen=True)
class Husdata:
    """A house in a year. `kontrakt` is agreed and has goals, målepunkter and the year's targets fetched.

    `udkast` is a draft of a contract, for who may see it. `rapport` is the one that counts, else the newest on its way
    that the user may see; `udtraek` is what it says, None also when its picture is damaged.
    """

    hus: Erhvervshus
    kontrakt: Kontrakt | None
    udkast: Kontrakt | None
    rapport: Afrapportering | None
    udtraek: Udtraek | None

    @property
    def taeller(self) -> bool:
        """Whether the report is approved and can be read, so that its figures may be counted."""
        return self.rapport is not None and self.rapport.tilstand in LAASTE and self.udtraek is not None


@dataclass(frozen=True)
class Aarsdata:
    """A year: houses in Danish order, the framework's goals in its order, each house's share of what is joint."""

    aarene: Aarene
    huse: tuple[Husdata, ...]
    nationale: tuple[NationaltMaal, ...]
    andele: tuple[Faellesandel, ...]


def nyeste_aar() -> int | None:
    """The newest year with an agreed contract; one query."""
    nyeste: int | None = Kontrakt.objects.offentlige().aggregate(nyeste=Max("til_aar"))["nyeste"]
    return nyeste


def hent_aarene(aar: int) -> Aarene:
    """A year between its neighbours; 404 when no agreed contract covers it. One query, the same for everybody."""
    if aar <= SENESTE_AAR:
        svar = Kontrakt.objects.offentlige().aggregate(
            antal=Count("pk", filter=Q(fra_aar__lte=aar, til_aar__gte=aar)),
            foer=Max(Least("til_aar", Value(aar - 1)), filter=Q(fra_aar__lt=aar)),
            efter=Min(Greatest("fra_aar", Value(aar + 1)), filter=Q(til_aar__gt=aar)),
        )
        if svar["antal"]:
            return Aarene(aar, svar["foer"], svar["efter"])
    raise Http404("Der er ingen vedtagne kontrakter for det år.")


def hent_aarsdata(bruger: Bruger, aar: int) -> Aarsdata:
    """All of a year that the user may see; 404 when no agreed contract covers it.

    Ten queries, and two or three more when the user sees a draft.
    """
    aarene = hent_aarene(aar)
    kontrakter = list(_aarets_kontrakter(bruger, aar))
    vedtagne = {et.erhvervshus_id: et for et in kontrakter if et.tilstand == Kontrakttilstand.VEDTAGET}
    udkast = {et.erhvervshus_id: et for et in kontrakter if et.tilstand != Kontrakttilstand.VEDTAGET}
    valgte = _valgte_rapporter(bruger, aar, vedtagne.values())
    udtraekkene = _udtraekkene(valgte.values())
    huse = []
    for hus in Erhvervshus.objects.all():
        kontrakt = vedtagne.get(hus.pk)
        rapport = valgte.get(kontrakt.pk) if kontrakt else None
        udtraek = udtraekkene.get(rapport.pk) if rapport else None
        huse.append(Husdata(hus, kontrakt, udkast.get(hus.pk), rapport, udtraek))
    nationale = NationaltMaal.objects.filter(rammeaftale__fra_aar__lte=aar, rammeaftale__til_aar__gte=aar)
    andele = Faellesandel.objects.filter(faellesmaaltal__aar=aar).select_related("faellesmaaltal__indikator")
    return Aarsdata(
        aarene=aarene,
        huse=tuple(huse),
        nationale=tuple(nationale.order_by("rammeaftale__fra_aar", "nummer")),
        andele=tuple(andele.order_by("faellesmaaltal__indikator__noegle", "erhvervshus__sortering")),
    )


def _aarets_kontrakter(bruger: Bruger, aar: int) -> QuerySet[Kontrakt]:
    """Agreed contracts of the year, and the user's own drafts of one, with all that is promised for it; four queries.

    A contract covers a year or two, so that it begins in the year or in the one before.
    """
    synlige = Kontrakt.objects.offentlige() | Kontrakt.objects.synlige_for(bruger)
    return (
        synlige.filter(fra_aar__in=(aar - 1, aar), til_aar__gte=aar)
        .select_related("erhvervshus__kkr")
        .prefetch_related(
            Prefetch("maal", Maal.objects.select_related("nationalt_maal").order_by("nummer")),
            Prefetch("maal__maalepunkter", Maalepunkt.objects.select_related("indikator").order_by("nummer")),
            Prefetch("maal__maalepunkter__maaltal", Maaltal.objects.filter(aar=aar).order_by()),
            Prefetch("indsatsomraader", Indsatsomraade.objects.none()),  # not shown here, and so never asked for
        )
        .order_by("fra_aar")
    )


def _valgte_rapporter(bruger: Bruger, aar: int, kontrakter: Iterable[Kontrakt]) -> dict[int, Afrapportering]:
    """By contract the report that KKR has approved, final or newest, else such a one on its way; one query."""
    efter_pk = {kontrakt.pk: kontrakt for kontrakt in kontrakter}
    maa_ses = Afrapportering.objects.offentlige() | Afrapportering.objects.synlige_for(bruger)
    rapporter: dict[int, list[Afrapportering]] = defaultdict(list)
    for rapport in maa_ses.filter(kontrakt__in=list(efter_pk), aar=aar).order_by():
        rapport.kontrakt = efter_pk[rapport.kontrakt_id]  # with its goals, so that they are fetched once
        rapporter[rapport.kontrakt_id].append(rapport)
    return {pk: max(alle, key=vaegt) for pk, alle in rapporter.items()}


def _udtraekkene(rapporter: Iterable[Afrapportering]) -> dict[int, Udtraek]:
    """What each report says: an approved one as it was approved, in one query, and a draft as it stands now."""
    alle = list(rapporter)
    udtraekkene = hent_udtraekkene(et.pk for et in alle if et.tilstand in LAASTE)
    kladder: Sequence[Afrapportering] = [et for et in alle if et.tilstand not in LAASTE]
    if kladder:
        prefetch_related_objects(kladder, Prefetch("indsatsstatusser", Indsatsstatus.objects.none()))
    return udtraekkene | {udtraek.id: udtraek for udtraek in levende_udtraekkene(kladder)}
