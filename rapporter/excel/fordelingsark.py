"""The sheet *Fordelingsnøgle*: who pays what of one contract year's basisbevilling, in 1.000 kr."""

from collections.abc import Iterator
from decimal import Decimal

from kommuner.fordeling import Sumkontrol
from kommuner.noegletabel import Noegletabel
from rapporter.excel.ark import Afsnit, Ark, Kolonne, Noegleark, Tabelark
from rapporter.excel.celler import Celleformat, Vaerdi

NAVN = "Fordelingsnøgle"
KOLONNER = (
    Kolonne("Kode", 9),
    Kolonne("Kommune", 34),
    Kolonne("Bidrag i 1.000 kr.", 23, Celleformat.HELTAL),
    Kolonne("Andel", 12, Celleformat.PROCENT),
)


def fordelingsark(noegler: Noegletabel, aar: int) -> Ark:
    """The sheet of a year: the municipalities in Danish order, or a line saying that the year has no key."""
    overskrift = f"Fordelingsnøgle {aar}"
    if aar not in noegler.aar:
        return Noegleark(NAVN, overskrift, [Afsnit(f"Der er ikke indlæst en fordelingsnøgle for {aar}.", [])])
    kolonne = noegler.aar.index(aar)
    raekker: list[tuple[Vaerdi, ...]] = [
        (raekke.kode, raekke.kommune, post.beloeb, round(post.procent / 100, 4))  # shown as 3,62 %
        for raekke in noegler.raekker
        if (post := raekke.beloeb[kolonne])
    ]
    sumraekker = list(_sumraekker(noegler.kontrol[kolonne]))
    return Tabelark(NAVN, "Fordelingsnoegle", KOLONNER, raekker, overskrift, sumraekker)


def _sumraekker(kontrol: Sumkontrol) -> Iterator[tuple[Vaerdi, ...]]:
    yield (None, "Sum af bidrag", kontrol.sum, Decimal("1.0000"))
    yield (None, "Trykt total i kontrakten", kontrol.i_alt, None)
    yield (None, f"Forskel. {kontrol.forklaring}" if kontrol.forklaring else "Forskel", kontrol.difference, None)
