"""When a target, a målepunkt and a goal count as met: plain data in, a `Vurdering` out, no database.

Figures are exact decimals and are never rounded before they are compared: 69,9 does not meet 70.
"""

from collections.abc import Collection, Iterable, Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from decimal import Decimal
from graphlib import CycleError, TopologicalSorter

from kommuner.spredning import Spredning
from kommuner.typer import Placering
from maal.typer import Enhed, Krav, Opgoerelse, Segment, Vurdering

# Only a report within the year can say these; in a final one they settle nothing and count as a missing verdict.
UAFGJORTE = frozenset({Vurdering.PAA_VEJ, Vurdering.BAGUD})
FEJLEDE = frozenset({Vurdering.IKKE_OPFYLDT, Vurdering.DELVIST_OPFYLDT, Vurdering.BAGUD})
UBESVAREDE = frozenset({Vurdering.AFVENTER, Vurdering.MANGLER})


@dataclass(frozen=True)
class Tidspunkt:
    """The year that is reported, the date the figures are counted to, and whether the report settles the year."""

    aar: int
    pr_dato: date
    endelig: bool

    @property
    def dage_i_aar(self) -> int:
        """365, or 366 in a leap year."""
        return (date(self.aar + 1, 1, 1) - date(self.aar, 1, 1)).days

    @property
    def dage_gaaet(self) -> int:
        """Days of the year up to and including `pr_dato`: none before the year, all of them after it."""
        return min(max((self.pr_dato - date(self.aar, 1, 1)).days + 1, 0), self.dage_i_aar)


@dataclass(frozen=True)
class Maaling:
    """One segment of a målepunkt: what was promised for the year and what was reached, in the målepunkt's unit."""

    segment: Segment
    maaltal: Decimal | None
    tolerance: Decimal | None
    resultat: Decimal | None


@dataclass(frozen=True)
class Grundlag:
    """All that one målepunkt's verdict rests on in one report; `henviser_til` is the goal it takes its verdict from.

    `spredning` has the verdicts on municipalities or groups (`vurder_spredning`) where guidance decides; it is empty
    when the spread cannot be computed, and None where no guidance is pointed at.
    """

    enhed: Enhed
    krav: Krav | None
    opgoerelse: Opgoerelse
    maalinger: tuple[Maaling, ...]
    afventer: bool
    egen_vurdering: Vurdering | None
    tilsidesat: Vurdering | None = None
    henviser_til: int | None = None
    spredning: tuple[Vurdering, ...] | None = None


@dataclass(frozen=True)
class Maalgrundlag:
    """One goal (`noegle` is its id) with its målepunkter."""

    noegle: int
    grundlag: tuple[Grundlag, ...]


@dataclass(frozen=True)
class Punktvurdering:
    """A målepunkt's computed verdict, and the one that holds: the same unless the secretariat has set it aside."""

    beregnet: Vurdering
    gaeldende: Vurdering


@dataclass(frozen=True)
class Maalvurdering:
    """A goal's verdict, and those of its målepunkter in the order they were given."""

    vurdering: Vurdering
    punkter: tuple[Punktvurdering, ...]


def opfylder(krav: Krav, resultat: Decimal, maaltal: Decimal, tolerance: Decimal | None) -> bool:
    """Whether a result meets its target; `tolerance` is in the target's unit, none is 0, and its edges are inside."""
    match krav:
        case Krav.MINDST:
            return resultat >= maaltal
        case Krav.OVER:
            return resultat > maaltal
        case Krav.HOEJST:
            return resultat <= maaltal
        case Krav.INDEN_FOR:
            return abs(resultat - maaltal) <= (tolerance or 0)


def forventet(maaltal: Decimal, tidspunkt: Tidspunkt) -> Decimal:
    """What a growing count should have reached by the date, for showing: of 600 on 13 October 2021 it is 470,1."""
    return maaltal * tidspunkt.dage_gaaet / tidspunkt.dage_i_aar


def vurder_maaling(krav: Krav, opgoerelse: Opgoerelse, maaling: Maaling, tidspunkt: Tidspunkt) -> Vurdering:
    """The verdict on one segment by itself; without a target or a result it says so."""
    maaltal, resultat = maaling.maaltal, maaling.resultat
    if maaltal is None:
        return Vurdering.UDEN_MAALTAL
    if resultat is None:
        return Vurdering.MANGLER
    opfyldt = opfylder(krav, resultat, maaltal, maaling.tolerance)
    if tidspunkt.endelig or opgoerelse == Opgoerelse.NIVEAU:
        return Vurdering.OPFYLDT if opfyldt else Vurdering.IKKE_OPFYLDT
    if opfyldt:  # more can only help `mindst` and `over`; it can still break `hoejst` and `inden_for`
        return Vurdering.OPFYLDT if krav in (Krav.MINDST, Krav.OVER) else Vurdering.PAA_VEJ
    if krav == Krav.HOEJST or (krav == Krav.INDEN_FOR and resultat > maaltal):
        return Vurdering.IKKE_OPFYLDT
    graense = maaltal - (maaling.tolerance or 0) if krav == Krav.INDEN_FOR else maaltal
    i_takt = resultat * tidspunkt.dage_i_aar >= graense * tidspunkt.dage_gaaet  # exact: a quotient would be rounded
    return Vurdering.PAA_VEJ if i_takt else Vurdering.BAGUD


def vurder_spredning(spredning: Spredning | None) -> tuple[Vurdering, ...]:
    """The verdict on each municipality or group of a geographic spread, in its order; none when it is not computed.

    Before the year is over one within the band is on its way, and one under it can still catch up; one that is over the
    band has had more courses than its share of the whole year, and stays so.
    """
    if spredning is None:
        return ()
    undervejs = spredning.undervejs
    vurderinger = {
        Placering.UNDER: Vurdering.BAGUD if undervejs else Vurdering.IKKE_OPFYLDT,
        Placering.INDEN_FOR: Vurdering.PAA_VEJ if undervejs else Vurdering.OPFYLDT,
        Placering.OVER: Vurdering.IKKE_OPFYLDT,
    }
    return tuple(vurderinger[post.placering] for post in spredning.poster)


def samlet_spredning(spredning: Spredning) -> Vurdering:
    """The verdict on a whole spread: what a målepunkt that points at its count is given."""
    return _saml(vurder_spredning(spredning))


def beregn(grundlag: Grundlag, tidspunkt: Tidspunkt) -> Vurdering:
    """A målepunkt's computed verdict from its own figures, whatever was set aside or referred to.

    Segments without a target this year are left out when another has one; one missing result leaves the whole open.
    """
    if grundlag.afventer:
        return Vurdering.AFVENTER
    if grundlag.spredning is not None:
        return _af_spredning(grundlag, grundlag.spredning)
    if not grundlag.enhed.er_tal:
        return _afgjort(grundlag.egen_vurdering, tidspunkt) or Vurdering.MANGLER
    if grundlag.krav is None:
        return Vurdering.UDEN_MAALTAL
    krav, opgoerelse = grundlag.krav, grundlag.opgoerelse
    vurderinger = {vurder_maaling(krav, opgoerelse, maaling, tidspunkt) for maaling in grundlag.maalinger}
    vurderinger.discard(Vurdering.UDEN_MAALTAL)
    if Vurdering.MANGLER in vurderinger:
        return Vurdering.MANGLER
    return _saml(vurderinger) if vurderinger else Vurdering.UDEN_MAALTAL


def vurder_maal(vurderinger: Iterable[Vurdering], endelig: bool) -> Vurdering:
    """A goal's verdict from its målepunkter's; those without a target this year have no say.

    Nothing has failed and something is open: the goal waits. Something has failed: the open ones cannot save it, so
    the goal is judged on what is known, and an open one never makes "ikke opfyldt" into "delvist".
    """
    medregnet = {Vurdering.MANGLER if endelig and v in UAFGJORTE else v for v in vurderinger}
    medregnet.discard(Vurdering.UDEN_MAALTAL)
    if not medregnet:
        return Vurdering.UDEN_MAALTAL
    if medregnet & UBESVAREDE and not medregnet & FEJLEDE:
        return Vurdering.AFVENTER
    return _saml(medregnet - UBESVAREDE)


def vurder_afrapportering(maal: Sequence[Maalgrundlag], tidspunkt: Tidspunkt) -> dict[int, Maalvurdering]:
    """Every goal's verdict and its målepunkter's, by the goal's id and in the order given.

    A målepunkt that refers to another goal takes that goal's verdict. One that refers to a goal outside the report,
    or into a circle (saving refuses both), is missing its verdict: a page must be able to show what is to be mended.
    """
    faerdige: dict[int, Maalvurdering] = {}
    resten = {et_maal.noegle: et_maal for et_maal in maal}
    while klar := [et_maal for et_maal in resten.values() if resten.keys().isdisjoint(_henvisninger(et_maal))]:
        for et_maal in klar:
            faerdige[et_maal.noegle] = _vurder_et_maal(et_maal, faerdige, tidspunkt)
            del resten[et_maal.noegle]
    i_cirkel = {noegle: _vurder_et_maal(et_maal, faerdige, tidspunkt) for noegle, et_maal in resten.items()}
    alle = faerdige | i_cirkel
    return {et_maal.noegle: alle[et_maal.noegle] for et_maal in maal}


def find_cirkel(henvisninger: Mapping[int, Collection[int]]) -> tuple[int, ...] | None:
    """The goals of one circle, each referring to the next and the last to the first, or None; (3,) refers to itself."""
    try:
        TopologicalSorter(henvisninger).prepare()
    except CycleError as fejl:
        # graphlib lists the referred goal before the one that refers, and the first again as the last
        return tuple(reversed(fejl.args[1][1:]))
    return None


def _saml(vurderinger: Collection[Vurdering]) -> Vurdering:
    """One verdict of several known ones: a målepunkt's segments or municipalities, or a goal's målepunkter.

    While one of them may still change, a failed one beside it makes the whole "bagud": it can no longer be all met,
    and is not settled. Settled and mixed is partly met.
    """
    forskellige = set(vurderinger)
    if len(forskellige) == 1:
        return forskellige.pop()
    if forskellige & UAFGJORTE:
        return Vurdering.BAGUD if forskellige & FEJLEDE else Vurdering.PAA_VEJ
    return Vurdering.DELVIST_OPFYLDT


def _af_spredning(grundlag: Grundlag, vurderinger: tuple[Vurdering, ...]) -> Vurdering:
    """All municipalities as one; without verdicts something is missing, unless nothing is promised for the year."""
    if vurderinger:
        return _saml(vurderinger)
    har_maaltal = any(maaling.maaltal is not None for maaling in grundlag.maalinger)
    return Vurdering.MANGLER if har_maaltal else Vurdering.UDEN_MAALTAL


def _afgjort(valgt: Vurdering | None, tidspunkt: Tidspunkt) -> Vurdering | None:
    """A verdict that a person has chosen, unless it settles nothing in a report that must settle the year."""
    return None if tidspunkt.endelig and valgt in UAFGJORTE else valgt


def _henvisninger(et_maal: Maalgrundlag) -> set[int]:
    return {grundlag.henviser_til for grundlag in et_maal.grundlag if grundlag.henviser_til is not None}


def _vurder_et_maal(
    et_maal: Maalgrundlag, faerdige: Mapping[int, Maalvurdering], tidspunkt: Tidspunkt
) -> Maalvurdering:
    punkter = tuple(_vurder_punkt(grundlag, faerdige, tidspunkt) for grundlag in et_maal.grundlag)
    return Maalvurdering(vurder_maal((punkt.gaeldende for punkt in punkter), tidspunkt.endelig), punkter)


def _vurder_punkt(grundlag: Grundlag, faerdige: Mapping[int, Maalvurdering], tidspunkt: Tidspunkt) -> Punktvurdering:
    if grundlag.henviser_til is None:
        beregnet = beregn(grundlag, tidspunkt)
    else:
        henvist = faerdige.get(grundlag.henviser_til)
        beregnet = henvist.vurdering if henvist else Vurdering.MANGLER
    return Punktvurdering(beregnet, _afgjort(grundlag.tilsidesat, tidspunkt) or beregnet)
