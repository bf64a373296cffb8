"""The contract page: what was agreed, beside the newest report's verdicts that the user may see."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from itertools import groupby

from django.db.models import Exists, OuterRef, Prefetch, QuerySet, prefetch_related_objects

from kommuner.models import Bidrag
from kommuner.noegletabel import Noegletabel, noegletabel
from kontrakt.models import Bruger, Indsatsomraade, Kommune, Kontrakt, Underskrift
from maal.enheder import krav_i_ord, vis_vaerdi
from maal.models import Afrapportering, Maal, Maalepunkt, Maaltal
from maal.opslag import med_sidste_skridt, udtraek_af, venter_paa
from maal.typer import Enhed, Krav, Opgoerelse, Segment, Segmentering
from maal.udtraek import Maaludtraek, Punktudtraek, Udtraek
from rapporter.aendringer import VIDEREFOERT, Aendringsraekke, aendringer, maal_til_sammenligning, uden_forrige
from rapporter.oversigt import alder


@dataclass(frozen=True)
class Maaltalslinje:
    """One target in words: `mindst 45 %`; `note` is the baseline and rise, `40 % + 5 procentpoint`, where stated."""

    segment: Segment
    tekst: str
    note: str


@dataclass(frozen=True)
class Punktraekke:
    """One målepunkt: `maaltal` has every one of the goal's years with its targets, none where there is no target."""

    betegnelse: str
    tekst: str
    enhed: Enhed
    opgoerelse: Opgoerelse
    segmentering: Segmentering
    del_af: str
    maaltal: tuple[tuple[int, tuple[Maaltalslinje, ...]], ...]
    metode: str
    opgoeres_af: str
    seneste: Punktudtraek | None
    indikator: str = ""  # the key of what it can be followed as through the years

    @property
    def er_kvalitativt(self) -> bool:
        """Whether it is judged in words and has no target."""
        return self.enhed == Enhed.KVALITATIV

    @property
    def resultater(self) -> tuple[tuple[Segment, str], ...]:
        """The newest report's figures, by segment."""
        if self.seneste is None:
            return ()
        enhed = self.seneste.enhed  # the one it was reported in, if the contract has another since
        return tuple(
            (s.segment, vis_vaerdi(s.resultat, enhed)) for s in self.seneste.segmenter if s.resultat is not None
        )


@dataclass(frozen=True)
class Maalafsnit:
    """One goal. `aar` are the contract's years and any other year that the goal has a target for."""

    nummer: int
    titel: str
    beskrivelse: str
    er_nationalt: bool
    aar: tuple[int, ...]
    punkter: tuple[Punktraekke, ...]
    seneste: Maaludtraek | None


@dataclass(frozen=True)
class Indsatsafsnit:
    """The focus areas under one heading of the contract; a contract without headings has a single, unnamed one."""

    overskrift: str
    omraader: tuple[Indsatsomraade, ...]


@dataclass(frozen=True)
class Kontraktside:
    """All that the page shows beside the contract's own fields.

    `afrapporteringer` newest first, each with what in it awaits the user, empty when nothing does. `kommunesider` are
    the codes of the key's municipalities whose own pages the user may see.
    """

    maal: tuple[Maalafsnit, ...]
    indsatser: tuple[Indsatsafsnit, ...]
    noegler: Noegletabel
    kommunesider: frozenset[str]
    underskrifter: tuple[Underskrift, ...]
    aendringer: tuple[Aendringsraekke, ...]
    afrapporteringer: tuple[tuple[Afrapportering, str], ...]
    seneste: Udtraek | None

    @property
    def har_viderefoerte(self) -> bool:
        """Whether a goal continues one that the user may not see, so that the word for it needs an explanation."""
        return any(raekke.aendring == VIDEREFOERT for raekke in self.aendringer)


def kontrakter_til_side(bruger: Bruger) -> QuerySet[Kontrakt]:
    """Contracts with what was agreed, and `kan_se_forrige`: whether the user may see the previous contract."""
    forrige = Kontrakt.objects.synlige_for(bruger).filter(pk=OuterRef("forgaenger_id"))
    kontrakter: QuerySet[Kontrakt] = Kontrakt.objects.annotate(kan_se_forrige=Exists(forrige)).prefetch_related(
        Prefetch("indsatsomraader", Indsatsomraade.objects.order_by("nummer")),
        Prefetch("underskrifter", Underskrift.objects.order_by("-part")),  # KKR first, as in the contracts
    )
    return kontrakter


def hent_kontraktside(bruger: Bruger, kontrakt: Kontrakt) -> Kontraktside:
    """Fetch the page's content in a fixed number of queries; `kontrakt` is one of `kontrakter_til_side`."""
    forrige = kontrakt.forgaenger if kontrakt.kan_se_forrige else None  # type: ignore[attr-defined]
    prefetch_related_objects([et for et in (kontrakt, forrige) if et], Prefetch("maal", maal_til_sammenligning()))
    rapporter = list(med_sidste_skridt(Afrapportering.objects.synlige_for(bruger).filter(kontrakt=kontrakt)))
    for rapport in rapporter:
        rapport.kontrakt = kontrakt  # with its house and goals, so that they are not fetched again
    udtraek = udtraek_af(max(rapporter, key=alder)) if rapporter else None
    noegler, kommunesider = _noegler(bruger, kontrakt)
    return Kontraktside(
        maal=maalafsnit(kontrakt, udtraek),
        indsatser=indsatsafsnit(kontrakt.indsatsomraader.all()),
        noegler=noegler,
        kommunesider=kommunesider,
        underskrifter=tuple(kontrakt.underskrifter.all()),
        aendringer=_aendringer(kontrakt, forrige),
        afrapporteringer=tuple((r, venter_paa(bruger, r)) for r in sorted(rapporter, key=alder, reverse=True)),
        seneste=udtraek,
    )


def maalafsnit(kontrakt: Kontrakt, seneste: Udtraek | None) -> tuple[Maalafsnit, ...]:
    """The goals in the contract's order, each with what the newest report says of it."""
    # By number, which outlives a move to another database as the ids of a frozen report do not.
    vurderet = {et_maal.nummer: et_maal for et_maal in seneste.maal} if seneste else {}
    return tuple(_maalafsnit(et_maal, kontrakt, vurderet.get(et_maal.nummer)) for et_maal in kontrakt.maal.all())


def indsatsafsnit(omraader: Iterable[Indsatsomraade]) -> tuple[Indsatsafsnit, ...]:
    """Focus areas under their headings, as they follow each other in the contract."""
    grupper = groupby(omraader, key=lambda omraade: omraade.afsnit)
    return tuple(Indsatsafsnit(overskrift, tuple(gruppe)) for overskrift, gruppe in grupper)


def maaltalslinje(maaltal: Maaltal, enhed: Enhed, krav: Krav) -> Maaltalslinje:
    """A target in words."""
    tekst = krav_i_ord(krav, enhed, maaltal.vaerdi, maaltal.tolerance)
    return Maaltalslinje(Segment(maaltal.segment), tekst, _udgangspunkt_og_stigning(maaltal, enhed))


def _udgangspunkt_og_stigning(maaltal: Maaltal, enhed: Enhed) -> str:
    # A rise of a percentage is counted in points: 40 % + 5 procentpoint = 45 %
    stigningens_enhed = Enhed.PROCENTPOINT if enhed == Enhed.PROCENT else enhed
    udgangspunkt = "" if maaltal.udgangspunkt is None else vis_vaerdi(maaltal.udgangspunkt, enhed)
    stigning = "" if maaltal.stigning is None else vis_vaerdi(maaltal.stigning, stigningens_enhed)
    if udgangspunkt and stigning:
        return f"udgangspunkt {udgangspunkt} + {stigning}"
    return f"udgangspunkt {udgangspunkt}" if udgangspunkt else f"stigning på {stigning}" if stigning else ""


def _noegler(bruger: Bruger, kontrakt: Kontrakt) -> tuple[Noegletabel, frozenset[str]]:
    """The contract's keys, and the codes of the municipalities in them whose own pages the user may see; one query."""
    bidrag = (
        Bidrag.objects.synlige_for(bruger)
        .filter(noegle__kontrakt=kontrakt)
        .select_related("noegle", "kommune")
        .annotate(har_side=Exists(Kommune.objects.synlige_for(bruger).filter(pk=OuterRef("kommune"))))
        .order_by("kommune__sortering")
    )
    koder = frozenset(post.kommune.kode for post in bidrag if post.har_side)
    return noegletabel(bidrag, kontrakt.aar), koder


def _aendringer(kontrakt: Kontrakt, forrige: Kontrakt | None) -> tuple[Aendringsraekke, ...]:
    """What became of the previous contract's goals; what the contract itself says when the user may not see that."""
    if kontrakt.forgaenger_id is None:
        return ()
    if forrige is None:
        return uden_forrige(kontrakt.maal.all())
    return aendringer(list(kontrakt.maal.all()), list(forrige.maal.all()), (kontrakt, forrige))


def _maalafsnit(maal: Maal, kontrakt: Kontrakt, seneste: Maaludtraek | None) -> Maalafsnit:
    punkter = list(maal.maalepunkter.all())
    aar = sorted({*kontrakt.aar, *(maaltal.aar for punkt in punkter for maaltal in punkt.maaltal.all())})
    vurderet = {punkt.nummer: punkt for punkt in seneste.punkter} if seneste else {}
    numre = {punkt.pk: f"{maal.nummer}.{punkt.nummer}" for punkt in punkter}
    return Maalafsnit(
        nummer=maal.nummer,
        titel=maal.titel,
        beskrivelse=maal.beskrivelse,
        er_nationalt=maal.er_nationalt,
        aar=tuple(aar),
        punkter=tuple(_punktraekke(punkt, numre, aar, vurderet.get(punkt.nummer)) for punkt in punkter),
        seneste=seneste,
    )


def _punktraekke(
    punkt: Maalepunkt, numre: dict[int, str], aar: Sequence[int], seneste: Punktudtraek | None
) -> Punktraekke:
    enhed = Enhed(punkt.enhed)
    linjer: dict[int, list[Maaltalslinje]] = {et_aar: [] for et_aar in aar}
    for maaltal in punkt.maaltal.all():
        linjer[maaltal.aar].append(maaltalslinje(maaltal, enhed, Krav(punkt.krav)))
    return Punktraekke(
        betegnelse=numre[punkt.pk],
        tekst=punkt.tekst,
        enhed=enhed,
        opgoerelse=Opgoerelse(punkt.opgoerelse),
        segmentering=Segmentering(punkt.segmentering),
        del_af=numre[punkt.del_af_id] if punkt.del_af_id else "",
        maaltal=tuple((et_aar, tuple(linjer[et_aar])) for et_aar in aar),
        metode=punkt.metode,
        opgoeres_af=punkt.opgoeres_af,
        seneste=seneste,
        indikator=punkt.indikator.noegle if punkt.indikator else "",
    )
