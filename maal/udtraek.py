"""The shape of one report with its verdicts: what the page, the workbook and every later output show.

Plain data and nothing else; `maal/opslag.py` fetches it. Outputs draw it and compute nothing themselves.
"""

from collections import Counter
from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date, datetime
from decimal import Decimal
from functools import cached_property

from kommuner.spredning import Post, Regel, Spredning, vis_graense
from kommuner.typer import Placering
from kommuner.vejledningstabel import Vejledningstabel
from kontrakt.dansk import vis_tal
from maal.typer import Enhed, Krav, Opgoerelse, Segment, Slags, Tilstand, Vurdering


def tael(vurderinger: Iterable[Vurdering]) -> dict[Vurdering, int]:
    """How often each verdict is given, every verdict named, in the order of the words."""
    antal = Counter(vurderinger)
    return {vurdering: antal[vurdering] for vurdering in Vurdering}


@dataclass(frozen=True)
class Segmentudtraek:
    """One target beside its result, in the målepunkt's unit; `forventet` is the pace of a growing count by the date."""

    segment: Segment
    maaltal: Decimal | None
    tolerance: Decimal | None
    resultat: Decimal | None
    forventet: Decimal | None
    vurdering: Vurdering


@dataclass(frozen=True)
class Spredningsudtraek:
    """The geographic spread that a målepunkt is judged by, computed from the guidance that its status points at.

    `id` is the count's, and `opdateret` when its figures were last saved. `spredning` is None when it cannot be
    computed, and `grund` then says why, in Danish; `regel` is None when the contract does not describe the spread, or
    has no target for the year.
    """

    id: int
    regel: Regel | None
    vejledning: Vejledningstabel
    spredning: Spredning | None
    grund: str = ""
    opdateret: datetime | None = None

    @property
    def i_ord(self) -> str:
        """The result as one paragraph: how many are within the band, and each that is not, with what it should be."""
        if self.spredning is None:
            return self.grund
        saetninger = [self.sammenfatning]
        for placering, navn in ((Placering.UNDER, "Under"), (Placering.OVER, "Over")):
            if poster := self.spredning.med(placering):
                saetninger.append(f"{navn}: {', '.join(f'{post.navn} ({udenfor(post)})' for post in poster)}.")
        return " ".join(saetninger)

    @property
    def sammenfatning(self) -> str:
        """How many are within the band, in one sentence; empty when it cannot be computed."""
        return self.spredning.sammenfatning if self.spredning else ""

    @property
    def er_hele_aaret(self) -> bool:
        """Whether the count goes to the end of its year, as what settles the year should."""
        return (self.vejledning.pr_dato.month, self.vejledning.pr_dato.day) == (12, 31)


def udenfor(post: Post) -> str:
    """What one that is outside the band has, and what it should have: `5; mindst 6,1`."""
    ord_, graense = ("mindst", post.mindst) if post.inviteres else ("højst", post.oevre)
    return f"{vis_tal(post.antal)}; {ord_} {vis_graense(graense)}"


@dataclass(frozen=True)
class Punktudtraek:
    """One målepunkt and what the report says of it; `beregnet` stays beside `vurdering` when that is set aside."""

    id: int
    nummer: int
    maalnummer: int
    tekst: str
    enhed: Enhed
    krav: Krav | None
    opgoerelse: Opgoerelse
    metode: str
    opgoeres_af: str
    del_af: int | None
    segmenter: tuple[Segmentudtraek, ...]
    status: str
    kilde: str
    afventer: str
    henviser_til: int | None
    egen_vurdering: Vurdering | None
    tilsidesat: Vurdering | None
    begrundelse: str
    beregnet: Vurdering
    vurdering: Vurdering
    version: int
    opdateret: datetime | None
    opdateret_af: str
    regel: Regel | None = None  # how the contract has its geographic spread computed that year
    spredning: Spredningsudtraek | None = None  # when the status points at a count of guidance

    @property
    def betegnelse(self) -> str:
        """The målepunkt's number within the contract: `3.1`."""
        return f"{self.maalnummer}.{self.nummer}"

    @property
    def anker(self) -> str:
        """The målepunkt's place on the report's page: the fragment of its address."""
        return f"maalepunkt-{self.maalnummer}-{self.nummer}"

    @property
    def er_udfyldt(self) -> bool:
        """Whether anybody has said anything of it."""
        return self.opdateret is not None

    @property
    def rettet(self) -> datetime | None:
        """When its verdict was last given something else to rest on: the status, or the guidance that it points at."""
        tider = (self.opdateret, self.spredning.opdateret if self.spredning else None)
        return max((tid for tid in tider if tid is not None), default=None)


@dataclass(frozen=True)
class Maaludtraek:
    """One goal with its verdict and målepunkter in order."""

    id: int
    nummer: int
    titel: str
    beskrivelse: str
    er_nationalt: bool
    vurdering: Vurdering
    punkter: tuple[Punktudtraek, ...]

    @cached_property
    def som_valg(self) -> tuple[str, str]:
        """The goal among the choices of a list: its id, and its number and title."""
        return str(self.id), f"Mål {self.nummer}: {self.titel}"


@dataclass(frozen=True)
class Indsatsudtraek:
    """One focus area and what the report says of it."""

    id: int
    nummer: int
    titel: str
    afsnit: str
    beskrivelse: str
    status: str
    version: int
    opdateret: datetime | None
    opdateret_af: str

    @property
    def rettet(self) -> datetime | None:
        """When its status was last saved."""
        return self.opdateret

    @property
    def anker(self) -> str:
        """The focus area's place on the report's page: the fragment of its address."""
        return f"indsatsomraade-{self.nummer}"


@dataclass(frozen=True)
class Frosset:
    """When a report was frozen by its approval, given at which meeting, and the SHA-256 of its picture."""

    taget: datetime
    kkr_moede: date | None
    kontrolsum: str


@dataclass(frozen=True)
class Udtraek:
    """One report, whole; `frosset` when it is shown as it was approved and not as the tables have it now."""

    id: int
    slug: str
    kontrakt: str
    erhvervshus: str
    kkr: str
    periode: str
    aar: int
    slags: Slags
    pr_dato: date
    frist: date | None
    tilstand: Tilstand
    maal: tuple[Maaludtraek, ...]
    indsatser: tuple[Indsatsudtraek, ...]
    frosset: Frosset | None = None

    @property
    def er_endelig(self) -> bool:
        """Whether the report settles the year; otherwise every verdict is preliminary."""
        return self.slags == Slags.ENDELIG

    @property
    def punkter(self) -> tuple[Punktudtraek, ...]:
        """All målepunkter in the contract's order."""
        return tuple(punkt for maal in self.maal for punkt in maal.punkter)

    @property
    def taelling(self) -> dict[Vurdering, int]:
        """How many målepunkter have each verdict."""
        return tael(punkt.vurdering for punkt in self.punkter)

    @property
    def mangler(self) -> tuple[Punktudtraek, ...]:
        """The målepunkter that still lack a figure or a verdict."""
        return tuple(punkt for punkt in self.punkter if punkt.vurdering == Vurdering.MANGLER)

    @property
    def mangler_tekst(self) -> tuple[Indsatsudtraek, ...]:
        """The focus areas of which nothing is written."""
        return tuple(indsats for indsats in self.indsatser if not indsats.status.strip())

    @property
    def afventer(self) -> tuple[Punktudtraek, ...]:
        """The målepunkter that wait for somebody's figures; these are not missing."""
        return tuple(punkt for punkt in self.punkter if punkt.vurdering == Vurdering.AFVENTER)

    @property
    def er_ufuldstaendig(self) -> bool:
        """Whether something is missing, which the director must know of when signing off."""
        return bool(self.mangler or self.mangler_tekst)

    def gemt_efter(self, tidspunkt: datetime) -> tuple[Punktudtraek | Indsatsudtraek, ...]:
        """The entries that were saved after a moment, or whose guidance was."""
        poster: list[Punktudtraek | Indsatsudtraek] = [*self.punkter, *self.indsatser]
        return tuple(post for post in poster if post.rettet is not None and post.rettet > tidspunkt)

    @property
    def senest(self) -> Punktudtraek | Indsatsudtraek | None:
        """The entry that was saved last: who and when."""
        poster: list[Punktudtraek | Indsatsudtraek] = [*self.punkter, *self.indsatser]
        gemte = [(post.opdateret, post) for post in poster if post.opdateret is not None]
        return max(gemte, key=lambda gemt: gemt[0])[1] if gemte else None
