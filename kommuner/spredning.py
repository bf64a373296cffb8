"""Geographic spread: whether individual courses are spread over the area as its people are. Pure and exact.

Midtjylland 2025, Mål 7: the guidance of each municipality is to lie within ±10 % of the target for individual courses,
distributed by population; a municipality below the band is invited to a dialogue; only individual courses count. The
same stands in Midtjylland 2026–2027, section 6.b, and for 2022 (Mål 8) of the courses that were given.
Sjælland 2025, Mål 8: the courses are distributed over the by- and landkommuner as their population, with a deviation of
at most 10 %; the contract does not say whether of the share itself or in points of it.

For each post, a municipality or one of the two groups of them:

    target = total × population of the post ÷ population of the area
    width  = tolerance ÷ 100 × target (relative)  or  tolerance ÷ 100 × total (points of the share)

It is within the band when |courses − target| ≤ width: the edges are inside. The comparison is made in exact fractions;
what is shown is rounded to four decimals. Population is that of 1 January in the year before, as for the funding keys.
"""

import math
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from decimal import ROUND_HALF_UP, Decimal
from fractions import Fraction

from kommuner.typer import Afvigelse, Grundlag, Niveau, Placering
from kontrakt.dansk import vis_tal

DECIMALER = Decimal("0.0001")
GRUPPENAVNE = {"by": "Bykommuner", "land": "Landkommuner"}


@dataclass(frozen=True)
class Regel:
    """What a contract says of the spread in one year.

    `tolerance` is in percent or points as `afvigelse` says, and `total` the number of individual courses that the
    contract aims at, None when those that were given are distributed.
    """

    niveau: Niveau
    grundlag: Grundlag
    afvigelse: Afvigelse
    tolerance: Decimal
    total: int | None = None

    @property
    def i_ord(self) -> str:
        """The setting as a sentence for the page."""
        enhed = "%" if self.afvigelse == Afvigelse.RELATIV else "procentpoint"
        return (
            f"Vurderes for {self.niveau.label}. Der fordeles {self.grundlag.label} efter folketal, inden for "
            f"±{vis_tal(self.tolerance)}\u00a0{enhed} ({self.afvigelse.label})."
        )


@dataclass(frozen=True)
class Kommunetal:
    """One municipality as the rule sees it; `type` is by or land, `antal` its individual courses."""

    kode: str
    navn: str
    type: str
    folketal: int
    antal: int


@dataclass(frozen=True)
class Post:
    """A municipality or group (`kode` is then by or land) beside its target and band, in individual courses.

    `mindst` is what it must have reached by now: the lower edge, or in a preliminary report its part of the year.
    `folketal_andel` and `antal_andel` are percentages of the area. `mangler` is how many courses it lacks to `mindst`,
    and `hele_tal` how many whole numbers lie in the band: with few inhabitants one, or none.
    """

    kode: str
    navn: str
    type: str
    folketal: int
    antal: int
    folketal_andel: Decimal
    antal_andel: Decimal | None
    maaltal: Decimal
    nedre: Decimal
    oevre: Decimal
    mindst: Decimal
    afvigelse: Decimal
    placering: Placering
    mangler: int
    hele_tal: int

    @property
    def rummer_helt_tal(self) -> bool:
        """Whether any number of courses can be within the band."""
        return self.hele_tal > 0

    @property
    def inviteres(self) -> bool:
        """Whether it is to be invited to a dialogue: only who is under the band."""
        return self.placering == Placering.UNDER


@dataclass(frozen=True)
class Spredning:
    """The spread of one count: its posts in the order given, the total that was distributed, and that was given.

    `undervejs`: the year is not over and the contract's target is for all of it, so that nothing is settled yet.
    """

    regel: Regel
    poster: tuple[Post, ...]
    total: int
    antal: int
    folketal: int
    undervejs: bool

    def med(self, placering: Placering) -> tuple[Post, ...]:
        """The posts that lie there."""
        return tuple(post for post in self.poster if post.placering == placering)

    @property
    def sammenfatning(self) -> str:
        """How many are within the band, in one sentence for the reader."""
        slags = "kommuner" if self.regel.niveau == Niveau.KOMMUNE else "grupper"
        hvornaar = " indtil nu" if self.undervejs else ""
        return f"{len(self.med(Placering.INDEN_FOR))} af {len(self.poster)} {slags} ligger{hvornaar} inden for spændet."

    @property
    def udenfor(self) -> tuple[Post, ...]:
        """The posts outside the band, on either side."""
        return tuple(post for post in self.poster if post.placering != Placering.INDEN_FOR)


class KanIkkeBeregnes(ValueError):  # noqa: N818 - what it says is what the reader sees
    """There is nothing to judge; the message is Danish and says what is missing."""


def beregn_spredning(regel: Regel, kommuner: Sequence[Kommunetal], del_af_aaret: Fraction = Fraction(1)) -> Spredning:
    """The spread of the municipalities' individual courses.

    `del_af_aaret` is days gone ÷ days of the year in a report that does not settle it; it counts only where the
    contract's target for the year is distributed. Raises `KanIkkeBeregnes` (Danish) without municipalities or courses.
    """
    folketal, antal = sum(k.folketal for k in kommuner), sum(k.antal for k in kommuner)
    if folketal <= 0:
        raise KanIkkeBeregnes("Der er intet folketal at fordele efter.")
    total = _total(regel, antal)
    undervejs = regel.grundlag == Grundlag.MAALTAL and del_af_aaret < 1
    takt = del_af_aaret if undervejs else Fraction(1)
    poster = _grupper(kommuner) if regel.niveau == Niveau.BY_LAND else kommuner
    return Spredning(
        regel=regel,
        poster=tuple(_post(post, regel, total, folketal, antal, takt) for post in poster),
        total=total,
        antal=antal,
        folketal=folketal,
        undervejs=undervejs,
    )


def vis_graense(graense: Decimal) -> str:
    """An edge as it is read: `6,1`."""
    vist = afrund_graense(graense)
    return vis_tal(vist, -int(vist.as_tuple().exponent))


def afrund_graense(graense: Decimal, decimaler: int = 1) -> Decimal:
    """An edge with `decimaler` or so many that the whole numbers beside it are the right ones: 3 is less than 3,02."""
    for antal in range(decimaler, 4):
        vist = graense.quantize(Decimal(1).scaleb(-antal), ROUND_HALF_UP)
        if (math.floor(vist), math.ceil(vist)) == (math.floor(graense), math.ceil(graense)):
            return vist
    return graense


def _total(regel: Regel, antal: int) -> int:
    if regel.grundlag == Grundlag.FAKTISK:
        if antal == 0:
            raise KanIkkeBeregnes("Der er ingen individuelle forløb at fordele.")
        return antal
    if not regel.total:
        raise KanIkkeBeregnes("Kontrakten mangler et måltal for individuelle forløb i alt.")
    return regel.total


def _grupper(kommuner: Iterable[Kommunetal]) -> list[Kommunetal]:
    """The by- and the landkommuner, each as one; a group without municipalities is left out."""
    grupper = []
    for type_, navn in GRUPPENAVNE.items():
        i_gruppen = [kommune for kommune in kommuner if kommune.type == type_]
        if i_gruppen:
            folketal, antal = sum(k.folketal for k in i_gruppen), sum(k.antal for k in i_gruppen)
            grupper.append(Kommunetal(type_, navn, type_, folketal, antal))
    return grupper


def _post(kommune: Kommunetal, regel: Regel, total: int, folketal: int, antal: int, takt: Fraction) -> Post:
    andel = Fraction(kommune.folketal, folketal)
    maaltal = total * andel
    bredde = Fraction(regel.tolerance) / 100 * (maaltal if regel.afvigelse == Afvigelse.RELATIV else total)
    nedre, oevre = max(maaltal - bredde, Fraction(0)), maaltal + bredde
    mindst = nedre * takt
    return Post(
        kode=kommune.kode,
        navn=kommune.navn,
        type=kommune.type,
        folketal=kommune.folketal,
        antal=kommune.antal,
        folketal_andel=_vist(100 * andel),
        antal_andel=_vist(Fraction(100 * kommune.antal, antal)) if antal else None,
        maaltal=_vist(maaltal),
        nedre=_vist(nedre),
        oevre=_vist(oevre),
        mindst=_vist(mindst),
        afvigelse=_vist(kommune.antal - maaltal),
        placering=_placering(kommune.antal, mindst, oevre),
        mangler=max(math.ceil(mindst) - kommune.antal, 0),
        hele_tal=math.floor(oevre) - math.ceil(nedre) + 1,
    )


def _placering(antal: int, mindst: Fraction, oevre: Fraction) -> Placering:
    if antal < mindst:
        return Placering.UNDER
    return Placering.OVER if antal > oevre else Placering.INDEN_FOR


def _vist(tal: Fraction) -> Decimal:
    """A figure to be shown, rounded half up to four decimals; nothing is compared by it."""
    return (Decimal(tal.numerator) / Decimal(tal.denominator)).quantize(DECIMALER, ROUND_HALF_UP)
