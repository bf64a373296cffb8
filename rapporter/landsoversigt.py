"""The six houses side by side for a year: national goals as rows by identity, houses as columns.

A contract's own numbers and wordings differ from house to house, so a goal is known by its key in the framework and a
målepunkt by its indikator; one without gets a row of its own, so that nothing is lost. Plain data; nothing is computed.
"""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import date
from decimal import Decimal

from kontrakt.adgang import maa_se, maa_se_kontrakt
from kontrakt.dansk import sorteringsnoegle
from kontrakt.models import Bruger
from maal.enheder import krav_i_ord
from maal.models import Maal, Maalepunkt, NationaltMaal
from maal.typer import LAASTE, Enhed, Krav, Segment, Segmentering, Slags, Tilstand, Vurdering
from maal.udtraek import Maaludtraek, Punktudtraek, Segmentudtraek
from rapporter.faellesmaaltal import Faellesopgoerelse, faelles_opgoerelser
from rapporter.landsopslag import Aarene, Husdata, hent_aarsdata


@dataclass(frozen=True)
class Rapporthoved:
    """The report of a column; `kan_aabnes` when the user may see its own page."""

    id: int
    slags: Slags
    pr_dato: date
    tilstand: Tilstand
    kan_aabnes: bool


@dataclass(frozen=True)
class Huskolonne:
    """A house's column: its contract and its report, `besked` where one is missing, and whether the figures count.

    `slug` is the contract's address, empty when the user may not open its page.
    """

    noegle: str
    navn: str
    kontrakt: str
    slug: str
    rapport: Rapporthoved | None
    besked: str
    taeller: bool

    @property
    def er_kladde(self) -> bool:
        """Whether what the column shows is on its way, and so seen by its parties alone."""
        return self.rapport is not None and self.rapport.tilstand not in LAASTE

    @property
    def kortnavn(self) -> str:
        """The name as a column's heading has room for it: `Midtjylland`."""
        return self.navn.removeprefix("Erhvervshus ")


@dataclass(frozen=True)
class Linje:
    """One segment of a målepunkt in one house; without a report there is neither result nor verdict."""

    segment: Segment
    krav: str
    maaltal: Decimal | None
    resultat: Decimal | None
    vurdering: Vurdering | None


@dataclass(frozen=True)
class Celle:
    """A målepunkt in one house: its own number and wording there, and what its report says of it.

    `linjer` has one for each segment, none for what is judged in words.
    `note` is what stands in place of a figure or beside it. `status` is the report's own words.
    """

    betegnelse: str
    anker: str
    tekst: str
    enhed: Enhed
    linjer: tuple[Linje, ...]
    vurdering: Vurdering | None
    note: str
    status: str

    @property
    def er_delt(self) -> bool:
        """Whether there is a verdict for each of several segments."""
        return len(self.linjer) > 1


@dataclass(frozen=True)
class Raekke:
    """One measure with a cell for each house, None where its contract has it not; `hus` names the only house's own."""

    noegle: str
    titel: str
    hus: str
    celler: tuple[Celle | None, ...]


@dataclass(frozen=True)
class Maalcelle:
    """A national goal in one house: the contract's number of it, and its verdict when there is a report."""

    nummer: int
    titel: str
    vurdering: Vurdering | None
    er_kladde: bool


@dataclass(frozen=True)
class Maalgruppe:
    """A national goal with its rows; `nummer` is the framework's."""

    noegle: str
    nummer: int
    titel: str
    celler: tuple[Maalcelle | None, ...]
    raekker: tuple[Raekke, ...]


@dataclass(frozen=True)
class Landsoversigt:
    """A year: columns, goals, and joint targets."""

    aarene: Aarene
    huse: tuple[Huskolonne, ...]
    grupper: tuple[Maalgruppe, ...]
    faelles: tuple[Faellesopgoerelse, ...]

    @property
    def aar(self) -> int:
        """The year."""
        return self.aarene.aar

    @property
    def mangler(self) -> tuple[Huskolonne, ...]:
        """The houses that have nothing approved for the year."""
        return tuple(hus for hus in self.huse if not hus.taeller)


def hent_landsoversigt(bruger: Bruger, aar: int) -> Landsoversigt:
    """A year as the user may see it; 404 when no agreed contract covers it. As many queries whatever the size."""
    data = hent_aarsdata(bruger, aar)
    nationale: dict[str, NationaltMaal] = {}
    for et in (*data.nationale, *_kontrakternes(data.huse)):
        nationale.setdefault(et.noegle, et)
    return Landsoversigt(
        aarene=data.aarene,
        huse=tuple(_kolonne(bruger, hus, aar) for hus in data.huse),
        grupper=tuple(_gruppe(et.noegle, et.nummer, et.titel, data.huse, aar) for et in nationale.values()),
        faelles=faelles_opgoerelser(data.andele, data.huse),
    )


def _kontrakternes(huse: Iterable[Husdata]) -> Iterable[NationaltMaal]:
    """The national goals that contracts name, so that one of another framework would not be lost."""
    for data in huse:
        for maal in data.kontrakt.maal.all() if data.kontrakt else ():
            if maal.nationalt_maal:
                yield maal.nationalt_maal


def _kolonne(bruger: Bruger, data: Husdata, aar: int) -> Huskolonne:
    vist = data.kontrakt or data.udkast
    rapport = data.rapport
    hoved = rapport and Rapporthoved(
        rapport.pk, Slags(rapport.slags), rapport.pr_dato, Tilstand(rapport.tilstand), maa_se(bruger, rapport)
    )
    return Huskolonne(
        noegle=data.hus.noegle,
        navn=data.hus.navn,
        kontrakt=vist.titel if vist else "",
        slug=vist.slug if vist and maa_se_kontrakt(bruger, vist) else "",
        rapport=hoved or None,
        besked=_besked(data, aar),
        taeller=data.taeller,
    )


def _besked(data: Husdata, aar: int) -> str:
    """What is missing at the top of a column, in Danish. A draft is there only for who may see it."""
    if data.kontrakt is None:
        return "Kontrakten er et udkast" if data.udkast else f"Ingen kontrakt for {aar} i systemet"
    if data.rapport is None:
        return "Ikke afrapporteret"
    if data.udtraek is None:
        return "Afrapporteringen kan ikke læses: det gemte øjebliksbillede er beskadiget"
    if data.taeller:
        return ""
    return "Kladde på vej" if data.rapport.er_kladde else "Indsendt, men ikke godkendt af KKR"


def _gruppe(noegle: str, nummer: int, titel: str, huse: Sequence[Husdata], aar: int) -> Maalgruppe:
    maalene = [_maal_i(data, noegle) for data in huse]
    svar = [_svar_paa(data, maal) for data, maal in zip(huse, maalene, strict=True)]
    celler = tuple(
        Maalcelle(maal.nummer, maal.titel, et.vurdering if et else None, et is not None and not data.taeller)
        if maal
        else None
        for data, maal, et in zip(huse, maalene, svar, strict=True)
    )
    return Maalgruppe(noegle, nummer, titel, celler, _raekker(huse, maalene, svar, aar))


def _maal_i(data: Husdata, noegle: str) -> Maal | None:
    alle = data.kontrakt.maal.all() if data.kontrakt else ()
    return next((maal for maal in alle if maal.nationalt_maal and maal.nationalt_maal.noegle == noegle), None)


def _svar_paa(data: Husdata, maal: Maal | None) -> Maaludtraek | None:
    """What the report says of a goal, found by its number: that is what a frozen report keeps of it."""
    if maal is None or data.udtraek is None:
        return None
    return next((et for et in data.udtraek.maal if et.nummer == maal.nummer), None)


def _raekker(
    huse: Sequence[Husdata], maalene: Sequence[Maal | None], svar: Sequence[Maaludtraek | None], aar: int
) -> tuple[Raekke, ...]:
    """The rows of a goal: measures in the order that contracts have them, then what only one house has."""
    celler: dict[str, dict[int, Celle]] = {}
    titler: dict[str, tuple[str, str]] = {}  # title, and the house whose own it is
    plads: dict[str, tuple[bool, int, str]] = {}
    for kolonne, (data, maal, et_svar) in enumerate(zip(huse, maalene, svar, strict=True)):
        svarene = {punkt.nummer: punkt for punkt in et_svar.punkter} if et_svar else {}
        for punkt in maal.maalepunkter.all() if maal else ():
            egen = punkt.indikator is None
            noegle = punkt.indikator.noegle if punkt.indikator else f"{data.hus.noegle}-{punkt.nummer}"
            titel = punkt.indikator.titel if punkt.indikator else punkt.tekst
            titler[noegle] = (titel, data.hus.navn if egen else "")
            orden = (egen, kolonne * 100 + punkt.nummer if egen else punkt.nummer, sorteringsnoegle(titel))
            plads[noegle] = min(plads.get(noegle, orden), orden)
            celler.setdefault(noegle, {})[kolonne] = _celle(data, punkt, svarene.get(punkt.nummer))
    return tuple(
        Raekke(noegle, *titler[noegle], tuple(celler[noegle].get(kolonne) for kolonne in range(len(huse))))
        for noegle in sorted(celler, key=lambda noegle: plads[noegle])
    )


def _celle(data: Husdata, punkt: Maalepunkt, svar: Punktudtraek | None) -> Celle:
    if svar is None:
        nummer = punkt.maal.nummer
        note = "Ikke med i afrapporteringen" if data.udtraek else ""
        linjer = tuple(_lovet(punkt))
        betegnelse, anker = f"{nummer}.{punkt.nummer}", f"maalepunkt-{nummer}-{punkt.nummer}"
        return Celle(betegnelse, anker, punkt.tekst, Enhed(punkt.enhed), linjer, None, note, "")
    return Celle(
        betegnelse=svar.betegnelse,
        anker=svar.anker,
        tekst=svar.tekst,
        enhed=svar.enhed,
        linjer=tuple(_naaet(svar, et) for et in svar.segmenter if svar.enhed != Enhed.KVALITATIV),
        vurdering=svar.vurdering,
        note=" ".join(_noter(svar)),
        status=svar.status,
    )


def _lovet(punkt: Maalepunkt) -> Iterable[Linje]:
    """What the contract promises for the year, segment by segment; a target without a segment holds for each."""
    if punkt.enhed == Enhed.KVALITATIV:
        return
    maaltal = {et.segment: et for et in punkt.maaltal.all()}
    for segment in Segmentering(punkt.segmentering).segmenter:
        et = maaltal.get(segment) or maaltal.get(Segment.ALLE)
        krav = Krav(punkt.krav) if punkt.krav else None
        ord_ = krav_i_ord(krav, Enhed(punkt.enhed), et.vaerdi, et.tolerance) if et else ""
        yield Linje(segment, ord_, et.vaerdi if et else None, None, None)


def _naaet(svar: Punktudtraek, segment: Segmentudtraek) -> Linje:
    krav = krav_i_ord(svar.krav, svar.enhed, segment.maaltal, segment.tolerance)
    return Linje(segment.segment, krav, segment.maaltal, segment.resultat, segment.vurdering)


def _noter(svar: Punktudtraek) -> Iterable[str]:
    """Why the verdict is as it is where the figures do not say it."""
    if svar.afventer:
        yield f"Afventer tal fra {svar.afventer}."
    if svar.henviser_til is not None:
        yield f"Følger vurderingen af kontraktens Mål {svar.henviser_til}."
    if svar.tilsidesat is not None:
        yield f"Den beregnede vurdering »{svar.beregnet.label}« er tilsidesat: {svar.begrundelse}"
    if svar.spredning is not None:
        yield svar.spredning.sammenfatning or svar.spredning.grund
