"""The sheet *Fordelingsnøgle*: who pays what of one contract year's basisbevilling, in 1.000 kr."""

from collections.abc import Iterable
from decimal import Decimal

from kommuner.fordeling import Sumkontrol, andel, sumkontrol
from kommuner.models import Fordelingsnoegle
from kontrakt.models import Kontrakt
from rapporter.excel.ark import Afsnit, Ark, Kolonne, Noegleark, Tabelark
from rapporter.excel.celler import Celleformat, Vaerdi

NAVN = "Fordelingsnøgle"
KOLONNER = (
    Kolonne("Kode", 9),
    Kolonne("Kommune", 34),
    Kolonne("Bidrag i 1.000 kr.", 23, Celleformat.HELTAL),
    Kolonne("Andel", 12, Celleformat.PROCENT),
)


def hent_noegle(kontrakt: Kontrakt, aar: int) -> Fordelingsnoegle | None:
    """The key of one contract year with its contributions, or None; two queries."""
    return kontrakt.fordelingsnoegler.filter(aar=aar).prefetch_related("bidrag__kommune").first()


def fordelingsark(noegle: Fordelingsnoegle | None, aar: int) -> Ark:
    """The sheet of a year: the municipalities in Danish order, or a line saying that the year has no key.

    `noegle` should have `bidrag__kommune` fetched.
    """
    overskrift = f"Fordelingsnøgle {aar}"
    if noegle is None:
        return Noegleark(NAVN, overskrift, [Afsnit(f"Der er ikke indlæst en fordelingsnøgle for {aar}.", [])])
    bidrag = sorted(noegle.bidrag.all(), key=lambda et_bidrag: et_bidrag.kommune.sortering)
    kontrol = sumkontrol((et_bidrag.beloeb for et_bidrag in bidrag), noegle.i_alt)
    raekker = [(b.kommune.kode, b.kommune.navn, b.beloeb, _andel(b.beloeb, kontrol.sum)) for b in bidrag]
    return Tabelark(NAVN, "Fordelingsnoegle", KOLONNER, raekker, overskrift, list(_sumraekker(kontrol)))


def _sumraekker(kontrol: Sumkontrol) -> Iterable[tuple[Vaerdi, ...]]:
    yield (None, "Sum af bidrag", kontrol.sum, _andel(kontrol.sum, kontrol.sum))
    yield (None, "Trykt total i kontrakten", kontrol.i_alt, None)
    yield (None, f"Forskel. {kontrol.forklaring}" if kontrol.forklaring else "Forskel", kontrol.difference, None)


def _andel(beloeb: int, sum_: int) -> Decimal:
    """The share, shown as 3,62 %."""
    return round(andel(beloeb, sum_), 4)
