"""Funding keys: how one is computed, its sum against the printed total, and each share. Pure; unit 1.000 kr.

Every municipality of the house's area pays by its part of the area's population on 1 January of the year before. The
contracts do not print the arithmetic; it was found from the keys themselves. Total x share, each municipality rounded
half up by itself to whole 1.000 kr., gives all 57 contributions of Midtjylland's contracts for 2022, 2025 and 2026 to
the krone, from the printed totals 39.010, 43.313 and 44.815 and Danmarks Statistik's population (FOLK1A) on 1 January
2021, 2024 and 2025.
"""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from decimal import Decimal

from kontrakt.dansk import vis_tal

HALV = Decimal("0.5")


@dataclass(frozen=True)
class Sumkontrol:
    """A key's sum beside the total printed in the contract, in 1.000 kr."""

    sum: int
    i_alt: int
    antal: int

    @property
    def difference(self) -> int:
        """Sum less printed total."""
        return self.sum - self.i_alt

    @property
    def forskel_i_kroner(self) -> int:
        """How far the sum is from the printed total, either way, in whole kroner."""
        return 1000 * abs(self.difference)

    @property
    def er_afrunding(self) -> bool:
        """Whether rounding alone can explain the difference.

        Each contribution is rounded to whole 1.000 kr. by itself and so stands at most a half from its exact
        value; the printed total is exact. The sum can therefore miss it by at most half the number of rows.
        """
        return abs(self.difference) <= HALV * self.antal

    @property
    def forklaring(self) -> str:
        """The difference in words and whole kroner, as shown beside the total; empty when the key adds up."""
        if self.difference == 0:
            return ""
        retning = "under" if self.difference < 0 else "over"
        tekst = f"Summen ligger {vis_tal(self.forskel_i_kroner)} kr. {retning} den trykte total"
        if self.er_afrunding:
            return f"{tekst}: hvert bidrag er afrundet for sig til hele 1.000 kr."
        return f"{tekst}, mere end afrunding kan forklare."


def sumkontrol(beloeb: Iterable[int], i_alt: int) -> Sumkontrol:
    """Hold contributions (1.000 kr.) against the printed total (1.000 kr.)."""
    liste = list(beloeb)
    return Sumkontrol(sum=sum(liste), i_alt=i_alt, antal=len(liste))


def andel(beloeb: int, i_alt: int) -> Decimal:
    """The share of the sum as a fraction of one; 0 when there is no sum."""
    return Decimal(beloeb) / Decimal(i_alt) if i_alt else Decimal(0)


def beregn_noegle(i_alt: int, folketal: Mapping[str, int]) -> dict[str, int]:
    """The key by the method that the real ones follow: each municipality rounded half up by itself, in 1.000 kr.

    `folketal` goes by municipality code; so does the answer, in the same order. Each amount stands at most a half from
    `i_alt` x population / all population, so that the sum may miss `i_alt` by up to half a row each. Exact: whole
    numbers only. Raises `ValueError` when nobody lives there.
    """
    alle = _alle(folketal)
    return {kode: (2 * i_alt * antal + alle) // (2 * alle) for kode, antal in folketal.items()}


def beregn_noegle_der_gaar_op(i_alt: int, folketal: Mapping[str, int]) -> dict[str, int]:
    """The key whose sum is exactly `i_alt` (1.000 kr.), by the largest remainder.

    Every municipality gets its exact share rounded down; what is left goes, 1.000 kr. each, to those that lost most by
    it, and of equal ones to the lowest code. So no amount is 1 or more from its exact share. Arguments as for
    `beregn_noegle`. Exact: whole numbers only. Raises `ValueError` when nobody lives there.
    """
    alle = _alle(folketal)
    bidrag = {kode: i_alt * antal // alle for kode, antal in folketal.items()}
    mistet = {kode: i_alt * antal % alle for kode, antal in folketal.items()}
    tilovers = i_alt - sum(bidrag.values())
    for kode in sorted(folketal, key=lambda kode: (-mistet[kode], kode))[:tilovers]:
        bidrag[kode] += 1
    return bidrag


def _alle(folketal: Mapping[str, int]) -> int:
    alle = sum(folketal.values())
    if alle <= 0:
        raise ValueError("a key cannot be computed where nobody lives")
    return alle


def kontroller_noegle(bidrag: Mapping[str, int], omraade: Iterable[str], i_alt: int) -> list[str]:
    """List in Danish what is wrong with a key; empty when it can be used.

    `bidrag` and `omraade` go by municipality name: every municipality of the house's area must be in the key, no
    other, and the sum may miss the printed total (1.000 kr.) by rounding only.
    """
    fejl = []
    forventede = list(omraade)
    if mangler := [navn for navn in forventede if navn not in bidrag]:
        fejl.append(f"Nøglen mangler {', '.join(mangler)}. Alle erhvervshusets kommuner skal have et bidrag.")
    if fremmede := [navn for navn in bidrag if navn not in forventede]:
        fejl.append(f"{', '.join(fremmede)} hører ikke til erhvervshusets område.")
    kontrol = sumkontrol(bidrag.values(), i_alt)
    if not fejl and not kontrol.er_afrunding:
        tal = f"Summen er {vis_tal(kontrol.sum)}, den trykte total {vis_tal(i_alt)} (1.000 kr.)."
        fejl.append(f"{kontrol.forklaring} {tal}")
    return fejl
