"""The sheet *Fordelingsnøgle*: who pays what of one contract year's basisbevilling, in 1.000 kr."""

from collections.abc import Iterator
from decimal import ROUND_HALF_UP, Decimal

from kommuner.fordeling import Sumkontrol
from kommuner.noegleside import Noegleraekke, Noegleside
from kommuner.noegletabel import Noegletabel
from rapporter.excel.ark import Afsnit, Ark, Kolonne, Noegleark, Tabelark
from rapporter.excel.celler import Celleformat, Vaerdi

NAVN = "Fordelingsnøgle"
TABELNAVN = "Fordelingsnoegle"
KODE, KOMMUNE = Kolonne("Kode", 9), Kolonne("Kommune", 34)
BIDRAG = Kolonne("Bidrag i 1.000 kr.", 23, Celleformat.HELTAL)
ANDEL = Kolonne("Andel", 12, Celleformat.PROCENT)
KOLONNER = (KODE, KOMMUNE, BIDRAG, ANDEL)
KILDE = "Kilde: Danmarks Statistik, FOLK1A"
AFVIGER = "Afviger fra metoden"


def fordelingsark(noegler: Noegletabel, aar: int, side: Noegleside | None = None) -> Ark:
    """The sheet of a year: the municipalities in Danish order, or a line saying that the year has no key.

    With `side`, the year's key in full, it has population, the previous key and what the method gives too; pictures
    from before there was such have none.
    """
    overskrift = f"Fordelingsnøgle {aar}"
    if side is not None:
        return _fuldt_ark(side, overskrift)
    if aar not in noegler.aar:
        return Noegleark(NAVN, overskrift, [Afsnit(f"Der er ikke indlæst en fordelingsnøgle for {aar}.", [])])
    kolonne = noegler.aar.index(aar)
    raekker: list[tuple[Vaerdi, ...]] = [
        (raekke.kode, raekke.kommune, post.beloeb, round(post.procent / 100, 4))  # shown as 3,62 %
        for raekke in noegler.raekker
        if (post := raekke.beloeb[kolonne])
    ]
    sumraekker = list(_sumraekker(noegler.kontrol[kolonne]))
    return Tabelark(NAVN, TABELNAVN, KOLONNER, raekker, overskrift, sumraekker)


def som_andel(procent: Decimal | None) -> Decimal | None:
    """A percentage as the share of one that a cell of per cent holds; shown with two decimals."""
    return None if procent is None else (procent / 100).quantize(Decimal("0.0001"), ROUND_HALF_UP)


def som_kroner(kroner: Decimal | None) -> Decimal | None:
    """Kroner and øre."""
    return None if kroner is None else kroner.quantize(Decimal("0.01"), ROUND_HALF_UP)


def _sumraekker(kontrol: Sumkontrol) -> Iterator[tuple[Vaerdi, ...]]:
    yield (None, "Sum af bidrag", kontrol.sum, Decimal("1.0000"))
    yield (None, "Trykt total i kontrakten", kontrol.i_alt, None)
    yield (None, _forskel(kontrol), kontrol.difference, None)


def _forskel(kontrol: Sumkontrol) -> str:
    return f"Forskel. {kontrol.forklaring}" if kontrol.forklaring else "Forskel"


def _fuldt_ark(side: Noegleside, overskrift: str) -> Tabelark:
    foer = f"Bidrag {side.forrige.aar} i 1.000 kr." if side.forrige else "Forrige bidrag i 1.000 kr."
    kolonner = (
        KODE,
        KOMMUNE,
        Kolonne(f"Folketal 1. januar {side.folketalsaar}", 20, Celleformat.HELTAL),
        BIDRAG,
        ANDEL,
        Kolonne("Kr. pr. indbygger", 14, Celleformat.TAL),
        Kolonne(foer, 18, Celleformat.HELTAL),
        Kolonne("Ændring i 1.000 kr.", 14, Celleformat.HELTAL),
        Kolonne("Ændring i %", 13, Celleformat.PROCENT),
        Kolonne("Beregnet i 1.000 kr.", 15, Celleformat.HELTAL),
        Kolonne("Beregningsmetode", 22),
    )
    sumraekker = list(_fulde_sumraekker(side))
    return Tabelark(
        NAVN, TABELNAVN, kolonner, [_fuld_raekke(raekke) for raekke in side.raekker], overskrift, sumraekker
    )


def _fuld_raekke(raekke: Noegleraekke) -> tuple[Vaerdi, ...]:
    return (
        raekke.kode,
        raekke.kommune,
        raekke.folketal,
        raekke.beloeb,
        som_andel(raekke.andel),
        som_kroner(raekke.kr_pr_indbygger),
        raekke.forrige,
        raekke.aendring,
        som_andel(raekke.aendring_procent),
        raekke.beregnet,
        None if raekke.beregnet is None else AFVIGER if raekke.afviger else "Følger metoden",
    )


def _fulde_sumraekker(side: Noegleside) -> Iterator[tuple[Vaerdi, ...]]:
    foer = side.forrige.kontrol if side.forrige else None
    yield (
        None,
        "Sum af bidrag",
        side.folketal,
        side.kontrol.sum,
        Decimal("1.0000"),
        som_kroner(side.kr_pr_indbygger),
        foer.sum if foer else None,
        side.aendring,
        som_andel(side.aendring_procent),
        side.beregnet,
        None,
    )
    tom = (None, None)
    i_alt, forskel = (foer.i_alt, foer.difference) if foer else tom
    yield (None, "Trykt total i kontrakten", None, side.kontrol.i_alt, *tom, i_alt, *tom, *tom)
    yield (None, _forskel(side.kontrol), None, side.kontrol.difference, *tom, forskel, *tom, *tom)
    yield (None, KILDE, None, None, *tom, None, *tom, *tom)
