"""What the houses have promised together: each one's share beside its contract and its result, and how far the sum is.

Only counts are ever summed, and only those that KKR has approved. While a house is missing, or its report does not
settle the year, the sum says nothing of the whole unless it has reached it already: a count only grows.
"""

from collections.abc import Iterable
from dataclasses import dataclass
from decimal import Decimal
from itertools import groupby

from kontrakt.dansk import vis_tal
from kontrakt.models import Kontrakt
from maal.models import Faellesandel, Indikator, Maalepunkt
from maal.typer import Enhed, Segment, Segmentering, Vurdering
from maal.udtraek import Punktudtraek
from rapporter.landsopslag import Husdata


@dataclass(frozen=True)
class Andelslinje:
    """One house: its share of the joint target, what its contract has as target, and what it has reached.

    `grund` says in Danish why there is no result to count. `kladde` is a figure that only who may see the draft is
    shown, and that is never counted.
    """

    hus: str
    andel: Decimal
    har_kontrakt: bool
    maaltal: Decimal | None
    resultat: Decimal | None
    er_endelig: bool
    grund: str = ""
    kladde: Decimal | None = None

    @property
    def afvigelse(self) -> Decimal | None:
        """How much more than the share the contract promises; None where it promises nothing for the year."""
        return None if self.maaltal is None else self.maaltal - self.andel


@dataclass(frozen=True)
class Faellesopgoerelse:
    """A joint target of a year, with a line for each house that has a share."""

    noegle: str
    titel: str
    i_alt: Decimal
    linjer: tuple[Andelslinje, ...]

    @property
    def resultater(self) -> tuple[Decimal, ...]:
        """The results that count."""
        return tuple(linje.resultat for linje in self.linjer if linje.resultat is not None)

    @property
    def sum(self) -> Decimal | None:
        """The results together; None before there is any."""
        return sum(self.resultater, Decimal(0)) if self.resultater else None

    @property
    def maaltal(self) -> Decimal:
        """The targets of the contracts together."""
        return sum((linje.maaltal for linje in self.linjer if linje.maaltal is not None), Decimal(0))

    @property
    def er_fuldtallig(self) -> bool:
        """Whether every house has a result in a report that settles the year."""
        return all(linje.resultat is not None and linje.er_endelig for linje in self.linjer)

    @property
    def vurdering(self) -> Vurdering | None:
        """Met as soon as the sum has reached it; not met only when every house has settled the year; else unknown."""
        if self.sum is not None and self.sum >= self.i_alt:
            return Vurdering.OPFYLDT
        return Vurdering.IKKE_OPFYLDT if self.er_fuldtallig else None

    @property
    def afvigende(self) -> tuple[Andelslinje, ...]:
        """The houses whose contract has another target than their share."""
        return tuple(linje for linje in self.linjer if linje.afvigelse)

    @property
    def i_ord(self) -> str:
        """How far the sum is and what it rests on, for the reader."""
        huse = f"{len(self.resultater)} af {len(self.linjer)} huse har afrapporteret et tal, som KKR har godkendt"
        if self.sum is None:
            return f"{huse}. Derfor er der ingen sum endnu."
        tekst = f"Summen er nu {vis_tal(self.sum)}. {huse}."
        if self.vurdering is None:
            return f"{tekst} Om det fælles måltal er nået, kan først siges, når alle har afrapporteret endeligt."
        return tekst


def faelles_opgoerelser(andele: Iterable[Faellesandel], huse: Iterable[Husdata]) -> tuple[Faellesopgoerelse, ...]:
    """The year's joint targets. `andele` must come by measure, with it and the whole fetched."""
    efter_hus = {data.hus.pk: data for data in huse}
    opgoerelser = []
    for faelles, dele in groupby(andele, key=lambda andel: andel.faellesmaaltal):
        indikator = faelles.indikator
        linjer = tuple(_linje(andel, efter_hus[andel.erhvervshus_id], indikator) for andel in dele)
        opgoerelser.append(Faellesopgoerelse(indikator.noegle, indikator.titel, faelles.vaerdi, linjer))
    return tuple(opgoerelser)


def _linje(andel: Faellesandel, data: Husdata, indikator: Indikator) -> Andelslinje:
    punkt = _punkt(data.kontrakt, indikator) if data.kontrakt else None
    svar = _svar(data, punkt)
    tal, grund = _tal(svar) if svar else (None, "")
    taeller = data.taeller and tal is not None
    return Andelslinje(
        hus=data.hus.navn,
        andel=andel.vaerdi,
        har_kontrakt=data.kontrakt is not None,
        maaltal=_maaltal(punkt) if punkt else None,
        resultat=tal if taeller else None,
        er_endelig=data.rapport is not None and data.rapport.er_endelig,
        grund="" if taeller else grund or _grund(data, punkt),
        kladde=None if taeller else tal,
    )


def _punkt(kontrakt: Kontrakt, indikator: Indikator) -> Maalepunkt | None:
    """The contract's målepunkt of the measure, the first where it stands under several goals: it is counted once."""
    alle = (punkt for maal in kontrakt.maal.all() for punkt in maal.maalepunkter.all())
    return next((punkt for punkt in alle if punkt.indikator_id == indikator.pk), None)


def _svar(data: Husdata, punkt: Maalepunkt | None) -> Punktudtraek | None:
    """What the report says of the målepunkt, found by its number: that is what a frozen report keeps."""
    if data.udtraek is None or punkt is None:
        return None
    noegle = (punkt.maal.nummer, punkt.nummer)
    return next((et for et in data.udtraek.punkter if (et.maalnummer, et.nummer) == noegle), None)


def _tal(svar: Punktudtraek) -> tuple[Decimal | None, str]:
    """The count over all segments, or why there is none to sum."""
    if svar.enhed != Enhed.ANTAL:
        return None, f"Opgøres i {svar.enhed.label} og kan ikke lægges sammen"
    resultater = [segment.resultat for segment in svar.segmenter]
    if any(resultat is None for resultat in resultater):
        return None, f"Afventer tal fra {svar.afventer}" if svar.afventer else "Resultatet er ikke oplyst"
    return sum((resultat for resultat in resultater if resultat is not None), Decimal(0)), ""


def _maaltal(punkt: Maalepunkt) -> Decimal | None:
    """What the contract promises for the year, over all segments; only the year's targets are fetched.

    A target without a segment holds for each of them.
    """
    efter_segment = {et.segment: et.vaerdi for et in punkt.maaltal.all()}
    for_alle = efter_segment.get(Segment.ALLE)
    lovet = [efter_segment.get(segment, for_alle) for segment in Segmentering(punkt.segmentering).segmenter]
    maaltal = [vaerdi for vaerdi in lovet if vaerdi is not None]
    return sum(maaltal, Decimal(0)) if maaltal and punkt.enhed == Enhed.ANTAL else None


def _grund(data: Husdata, punkt: Maalepunkt | None) -> str:
    if data.kontrakt is None:
        return "Ingen kontrakt for året i systemet"
    if punkt is None:
        return "Kontrakten har ikke målepunktet"
    if data.rapport is None:
        return "Ikke afrapporteret"
    if data.udtraek is None:
        return "Afrapporteringen kan ikke læses"
    return "Ikke med i afrapporteringen" if data.taeller else "Ikke godkendt af KKR, tæller ikke med"
