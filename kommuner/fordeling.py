"""Funding keys: the sum against the printed total, and each municipality's share. Pure; unit 1.000 kr."""

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
        tekst = f"Summen ligger {vis_tal(1000 * abs(self.difference))} kr. {retning} den trykte total"
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
