"""One indicator of one house through the years: every year once, with its target, its result or why there is none.

No queries: `rapporter.udvikling_opslag` fetches what these functions read. A change of contract, of framework, of
wording or of unit never hides a year, and no figure is given that no contract or report has.
"""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from decimal import Decimal

from kontrakt.dansk import vis_dato
from kontrakt.models import Kontrakt, Kontrakttilstand
from maal.enheder import vis_vaerdi
from maal.models import Maalepunkt, Maaltal
from maal.typer import LAASTE, Enhed, Krav, Opgoerelse, Segment, Segmentering, Vurdering
from maal.udtraek import Punktudtraek, Segmentudtraek, Udtraek
from rapporter.kontraktside import maaltalslinje
from rapporter.punktbrud import aendret

INGEN_KONTRAKT = "Ingen vedtaget kontrakt i systemet"
UDKAST = "Kontrakten er et udkast"
IKKE_I_KONTRAKTEN = "Ikke med i kontrakten"
IKKE_AFRAPPORTERET = "Ikke afrapporteret"
IKKE_ENDNU = "Ikke afrapporteret endnu"
IKKE_I_RAPPORTEN = "Ikke med i afrapporteringen"
BESKADIGET = "Afrapporteringen kan ikke læses: det gemte er ikke, som det blev godkendt"
INTET_RESULTAT = "Intet resultat oplyst"
I_ORD = "Vurderes i ord"
VURDERET_I_ORD = "Vurderet uden ét tal"
IKKE_VURDERET = "Ikke vurderet"
UDEN_MAALTAL = "Uden måltal"


@dataclass(frozen=True)
class Kontraktled:
    """One of the house's contracts, oldest first in a series: its målepunkt of the indicator, or None.

    `punkt` has its goal fetched. `flere` are the numbers of further målepunkter of the same indicator, not followed.
    """

    kontrakt: Kontrakt
    punkt: Maalepunkt | None = None
    maaltal: tuple[Maaltal, ...] = ()
    flere: tuple[str, ...] = ()

    @property
    def betegnelse(self) -> str:
        """The målepunkt's number within the contract: `2.1`; empty when there is none."""
        return f"{self.punkt.maal.nummer}.{self.punkt.nummer}" if self.punkt else ""

    @property
    def navn(self) -> str:
        """The contract inside a sentence: `2025-kontrakten`."""
        return f"{self.kontrakt.periode}-kontrakten"


@dataclass(frozen=True)
class Aarsrapport:
    """The report that counts for a year: `udtraek` is None when its picture is damaged."""

    udtraek: Udtraek | None


@dataclass(frozen=True)
class Aarsmaaltal:
    """A year's target for a segment. `note` is the baseline where stated, `fastsat_i` another contract that has it."""

    vaerdi: Decimal
    tolerance: Decimal | None
    krav: Krav
    enhed: Enhed
    tekst: str
    note: str
    fastsat_i: str = ""


@dataclass(frozen=True)
class Segmentlinje:
    """A year's target and result for a segment, the result in `enhed`; `grund` says why there is no result."""

    segment: Segment
    maaltal: Aarsmaaltal | None
    resultat: Decimal | None = None
    enhed: Enhed | None = None
    vurdering: Vurdering | None = None
    grund: str = ""
    gjort_op_mod: str = ""  # the target that the report was judged by, where the contract now has another

    @property
    def resultat_i_ord(self) -> str:
        """The result with its unit, or why there is none."""
        return self.grund if self.resultat is None or self.enhed is None else vis_vaerdi(self.resultat, self.enhed)


@dataclass(frozen=True)
class Aarsraekke:
    """One year. `led` is the contract that covers it, None when there is none in the system that the user may see.

    `aendret` says in Danish what the contract has otherwise than the one before, in the contract's first year.
    """

    aar: int
    led: Kontraktled | None
    rapport: Udtraek | None
    linjer: tuple[Segmentlinje, ...]
    aendret: str = ""

    @property
    def er_foreloebig(self) -> bool:
        """Whether the result may still change: the report is not final, or KKR has not approved it."""
        return self.rapport is not None and not (self.rapport.er_endelig and self.rapport.tilstand in LAASTE)

    @property
    def rapport_i_ord(self) -> str:
        """The report that counts: `Foreløbig pr. 13. oktober 2021, kladde`; empty when there is none."""
        if self.rapport is None:
            return ""
        tilstand = "" if self.rapport.tilstand in LAASTE else f", {self.rapport.tilstand.label.lower()}"
        return f"{self.rapport.slags.label} pr. {vis_dato(self.rapport.pr_dato)}{tilstand}"

    @property
    def opgoerelse(self) -> Opgoerelse | None:
        """Whether the year's figure is a level or a count that grows; None when no contract says."""
        return Opgoerelse(self.led.punkt.opgoerelse) if self.led and self.led.punkt else None

    @property
    def uden_maaltal(self) -> str:
        """What stands where the target would: a contract that states none, and not a year without a contract."""
        if self.led is None or self.led.punkt is None:
            return "–"
        return UDEN_MAALTAL if self.led.punkt.krav else I_ORD


def aarsraekker(
    led: Sequence[Kontraktled], rapporter: Mapping[tuple[str, int], Aarsrapport], idag: date
) -> tuple[Aarsraekke, ...]:
    """Every year from the first to the last that a contract covers or has a target for; `led` oldest first.

    `rapporter` has the report that counts by contract's address and year. No years without a målepunkt among `led`.
    """
    medtalte = [et for et in led if et.punkt]
    aar = {aar for et in medtalte for aar in (*et.kontrakt.aar, *(maaltal.aar for maaltal in et.maaltal))}
    if not aar:
        return ()
    return tuple(_raekke(et_aar, led, rapporter, idag) for et_aar in range(min(aar), max(aar) + 1))


def _raekke(
    aar: int, led: Sequence[Kontraktled], rapporter: Mapping[tuple[str, int], Aarsrapport], idag: date
) -> Aarsraekke:
    gaelder = next((et for et in led if aar in et.kontrakt.aar), None)
    rapport = rapporter.get((gaelder.kontrakt.slug, aar)) if gaelder and gaelder.punkt else None
    udtraek = rapport.udtraek if rapport else None
    punkt = _reporteret(udtraek, gaelder)
    return Aarsraekke(
        aar=aar,
        led=gaelder,
        rapport=udtraek,
        linjer=tuple(
            _linje(segment, _maaltal(aar, segment, gaelder, led), punkt, _grund(aar, gaelder, rapport, punkt, idag))
            for segment in _segmenter(aar, gaelder, led, punkt)
        ),
        aendret=_aendret(led, gaelder) if gaelder and aar == gaelder.kontrakt.fra_aar else "",
    )


def _aendret(led: Sequence[Kontraktled], nu: Kontraktled) -> str:
    """What a contract has otherwise than the newest before it with the indicator."""
    foer = next((et for et in reversed(led[: list(led).index(nu)]) if et.punkt), None)
    if foer is None or foer.punkt is None or nu.punkt is None:
        return ""
    return aendret(foer.punkt, nu.punkt, foer.navn, foer.kontrakt.aar, nu.kontrakt.aar)


def _reporteret(udtraek: Udtraek | None, gaelder: Kontraktled | None) -> Punktudtraek | None:
    """The målepunkt in the report, by number: that outlives a move to another database, as ids do not."""
    if udtraek is None or gaelder is None:
        return None
    return next((punkt for punkt in udtraek.punkter if punkt.betegnelse == gaelder.betegnelse), None)


def _segmenter(
    aar: int, gaelder: Kontraktled | None, led: Sequence[Kontraktled], punkt: Punktudtraek | None
) -> tuple[Segment, ...]:
    """The segments that the report has, else the contract's; in a year without it, those that a target names."""
    if punkt is not None and punkt.segmenter:
        return tuple(segment.segment for segment in punkt.segmenter)
    if gaelder and gaelder.punkt:
        return Segmentering(gaelder.punkt.segmentering).segmenter
    andet = _fastsat(aar, gaelder, led)
    if andet is None or andet.punkt is None:
        return (Segment.ALLE,)
    naevnt = {maaltal.segment for maaltal in andet.maaltal if maaltal.aar == aar}
    mulige = Segmentering(andet.punkt.segmentering).segmenter
    return tuple(segment for segment in mulige if segment in naevnt or Segment.ALLE in naevnt) or (Segment.ALLE,)


def _maaltal(aar: int, segment: Segment, gaelder: Kontraktled | None, led: Sequence[Kontraktled]) -> Aarsmaaltal | None:
    """The year's target: of the contract that covers it, else of another that states one for it."""
    if gaelder and (eget := _i_kontrakten(aar, segment, gaelder)):
        return _vist(eget, gaelder)
    andet = _fastsat(aar, gaelder, led)
    deres = _i_kontrakten(aar, segment, andet) if andet else None
    return _vist(deres, andet, f"fastsat i {andet.navn}") if andet and deres else None


def _fastsat(aar: int, gaelder: Kontraktled | None, led: Sequence[Kontraktled]) -> Kontraktled | None:
    """The other contract whose target for a year holds: the newest that came before it, else the first after it."""
    med = [et for et in led if et is not gaelder and any(maaltal.aar == aar for maaltal in et.maaltal)]
    foer = [et for et in med if et.kontrakt.fra_aar <= aar]
    return foer[-1] if foer else next(iter(med), None)


def _i_kontrakten(aar: int, segment: Segment, led: Kontraktled) -> Maaltal | None:
    """A contract's target; one without a segment holds for each of them."""
    aarets = {maaltal.segment: maaltal for maaltal in led.maaltal if maaltal.aar == aar}
    return aarets.get(segment) or aarets.get(Segment.ALLE)


def _vist(maaltal: Maaltal, led: Kontraktled, fastsat_i: str = "") -> Aarsmaaltal | None:
    if led.punkt is None or not led.punkt.krav:
        return None
    enhed, krav = Enhed(led.punkt.enhed), Krav(led.punkt.krav)
    linje = maaltalslinje(maaltal, enhed, krav)
    return Aarsmaaltal(maaltal.vaerdi, maaltal.tolerance, krav, enhed, linje.tekst, linje.note, fastsat_i)


def _linje(segment: Segment, maaltal: Aarsmaaltal | None, punkt: Punktudtraek | None, grund: str) -> Segmentlinje:
    maalt = next((et for et in punkt.segmenter if et.segment == segment), None) if punkt else None
    if punkt is None or maalt is None:
        return Segmentlinje(segment, maaltal, grund=grund)
    return Segmentlinje(
        segment=segment,
        maaltal=maaltal,
        resultat=maalt.resultat,
        enhed=punkt.enhed,
        vurdering=maalt.vurdering,
        grund="" if maalt.resultat is not None else grund,
        gjort_op_mod=_gjort_op_mod(punkt, maalt, maaltal),
    )


def _gjort_op_mod(punkt: Punktudtraek, maalt: Segmentudtraek, maaltal: Aarsmaaltal | None) -> str:
    if maalt.maaltal is None or (maaltal and maalt.maaltal == maaltal.vaerdi):
        return ""
    return f"gjort op mod {vis_vaerdi(maalt.maaltal, punkt.enhed)}"


def _grund(
    aar: int, gaelder: Kontraktled | None, rapport: Aarsrapport | None, punkt: Punktudtraek | None, idag: date
) -> str:
    """Why a year has no result, in the words of whoever would ask."""
    if gaelder is None:
        return INGEN_KONTRAKT
    if gaelder.punkt is None:
        return IKKE_I_KONTRAKTEN
    if rapport is None:
        if gaelder.kontrakt.tilstand == Kontrakttilstand.UDKAST:
            return UDKAST
        return IKKE_ENDNU if aar >= idag.year else IKKE_AFRAPPORTERET
    if rapport.udtraek is None:
        return BESKADIGET
    return _grund_i_rapporten(punkt)


def _grund_i_rapporten(punkt: Punktudtraek | None) -> str:
    if punkt is None:
        return IKKE_I_RAPPORTEN
    if punkt.afventer:
        return f"Afventer {punkt.afventer}"
    if punkt.henviser_til is not None:
        return f"Se Mål {punkt.henviser_til}"
    if punkt.spredning is not None:
        return punkt.spredning.sammenfatning or punkt.spredning.grund
    if punkt.enhed.er_tal:
        return INTET_RESULTAT
    return IKKE_VURDERET if punkt.vurdering == Vurdering.MANGLER else VURDERET_I_ORD
