"""A contract's funding keys side by side: one row a municipality, one pair of columns a year. Unit: 1.000 kr."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from decimal import Decimal

from kommuner.fordeling import Sumkontrol, andel, sumkontrol
from kommuner.models import Bidrag
from kontrakt.models import Kontrakt


@dataclass(frozen=True)
class Beloeb:
    """What one municipality pays in one year (1.000 kr.), and its share of the year's sum in percent."""

    beloeb: int
    procent: Decimal


@dataclass(frozen=True)
class Kommuneraekke:
    """One municipality; `beloeb` has one for each of the table's years, None where it is not in that year's key."""

    kode: str
    kommune: str
    beloeb: tuple[Beloeb | None, ...]


@dataclass(frozen=True)
class Noegletabel:
    """The keys of a contract. `kontrol` holds each year's sum against the printed total, in the order of `aar`.

    `mangler` are the contract's years that have no key (yet).
    """

    aar: tuple[int, ...]
    raekker: tuple[Kommuneraekke, ...]
    kontrol: tuple[Sumkontrol, ...]
    mangler: tuple[int, ...]

    @property
    def forklaringer(self) -> tuple[tuple[int, str], ...]:
        """The years whose sum is not the printed total, with the difference in words."""
        par = zip(self.aar, self.kontrol, strict=True)
        return tuple((aar, kontrol.forklaring) for aar, kontrol in par if kontrol.forklaring)


def hent_noegletabel(kontrakt: Kontrakt) -> Noegletabel:
    """The contract's keys with municipalities in Danish order; one query."""
    bidrag = Bidrag.objects.filter(noegle__kontrakt=kontrakt).select_related("noegle", "kommune")
    return noegletabel(bidrag.order_by("kommune__sortering"), kontrakt.aar)


def noegletabel(bidrag: Iterable[Bidrag], kontraktaar: Sequence[int]) -> Noegletabel:
    """Lay contributions, which come in the order of their municipalities, out by year."""
    beloeb: dict[tuple[str, str], dict[int, int]] = {}
    i_alt: dict[int, int] = {}
    for post in bidrag:
        beloeb.setdefault((post.kommune.kode, post.kommune.navn), {})[post.noegle.aar] = post.beloeb
        i_alt[post.noegle.aar] = post.noegle.i_alt
    aar = tuple(sorted(i_alt))
    kontrol = tuple(sumkontrol([b[et_aar] for b in beloeb.values() if et_aar in b], i_alt[et_aar]) for et_aar in aar)
    summer = {et_aar: en_kontrol.sum for et_aar, en_kontrol in zip(aar, kontrol, strict=True)}
    return Noegletabel(
        aar=aar,
        raekker=tuple(
            Kommuneraekke(kode, navn, tuple(_beloeb(pr_aar.get(et_aar), summer[et_aar]) for et_aar in aar))
            for (kode, navn), pr_aar in beloeb.items()
        ),
        kontrol=kontrol,
        mangler=tuple(et_aar for et_aar in kontraktaar if et_aar not in i_alt),
    )


def _beloeb(beloeb: int | None, sum_: int) -> Beloeb | None:
    return None if beloeb is None else Beloeb(beloeb, 100 * andel(beloeb, sum_))
