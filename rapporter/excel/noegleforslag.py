"""A computed funding key as a workbook: both ways of rounding beside the previous key. Unit: 1.000 kr."""

from collections.abc import Iterator
from datetime import date, datetime

from kommuner.noegleforslag import Noegleforslag
from kommuner.noegleside import Noegleraekke, Noegleside
from kommuner.typer import Noeglemetode
from kontrakt.dansk import vis_dato
from rapporter.excel.arbejdsbog import skriv
from rapporter.excel.ark import Egenskaber, Kolonne, Tabelark
from rapporter.excel.celler import Celleformat, Vaerdi
from rapporter.excel.fordelingsark import KILDE, som_andel, som_kroner
from rapporter.excel.forside import PALET
from rapporter.fil import Fil


def eksporter_forslag(forslag: Noegleforslag, *, eksporteret: datetime, eksporteret_af: str) -> Fil:
    """The workbook of a proposal, the same for the same input; `eksporteret` with time zone."""
    side = forslag.hver_for_sig
    titel = f"Beregnet fordelingsnøgle {side.aar}, {side.erhvervshus} (ikke vedtaget)"
    egenskaber = Egenskaber(titel, eksporteret_af or side.erhvervshus, side.kontrakt, eksporteret)
    navn = f"{side.slug}-beregnet-fordelingsnoegle-{side.aar}.xlsx"
    return Fil(navn, skriv([forslagsark(forslag, titel)], egenskaber, PALET))


def forslagsark(forslag: Noegleforslag, overskrift: str) -> Tabelark:
    """The sheet: municipalities in Danish order, the previous key, then the columns of each variant."""
    side = forslag.hver_for_sig
    forrige = [Kolonne(f"Bidrag {side.forrige.aar}", 14, Celleformat.HELTAL)] if side.forrige else []
    kolonner = [
        Kolonne("Kode", 9),
        Kolonne("Kommune", 44),
        Kolonne(f"Folketal {vis_dato(date(side.folketalsaar, 1, 1))}", 20, Celleformat.HELTAL),
        *forrige,
        *(kolonne for metode in Noeglemetode for kolonne in _kolonner(metode, bool(forrige))),
    ]
    raekker: list[tuple[Vaerdi, ...]] = [
        (
            en.kode,
            en.kommune,
            en.folketal,
            *([en.forrige] if forrige else []),
            *_celler(en.beloeb, en, bool(forrige)),
            *_celler(anden.beloeb, anden, bool(forrige)),
        )
        for en, anden in forslag.raekker
    ]
    return Tabelark("Beregnet nøgle", "Beregnet", kolonner, raekker, overskrift, list(_sumraekker(forslag)))


def _kolonner(metode: Noeglemetode, har_forrige: bool) -> list[Kolonne]:
    return [
        Kolonne(f"{metode.label}: bidrag i 1.000 kr.", 20, Celleformat.HELTAL),
        *(
            [
                Kolonne(f"{metode.label}: ændring i 1.000 kr.", 20, Celleformat.HELTAL),
                Kolonne(f"{metode.label}: ændring i %", 20, Celleformat.PROCENT),
            ]
            if har_forrige
            else []
        ),
        Kolonne(f"{metode.label}: kr. pr. indbygger", 20, Celleformat.TAL),
    ]


def _celler(beloeb: int, af: Noegleraekke | Noegleside, har_forrige: bool) -> tuple[Vaerdi, ...]:
    aendring = (af.aendring, som_andel(af.aendring_procent)) if har_forrige else ()
    return (beloeb, *aendring, som_kroner(af.kr_pr_indbygger))


def _sumraekker(forslag: Noegleforslag) -> Iterator[tuple[Vaerdi, ...]]:
    sider = (forslag.hver_for_sig, forslag.gaar_op)
    forrige = sider[0].forrige
    summer = [celle for side in sider for celle in _celler(side.kontrol.sum, side, bool(forrige))]
    totaler = [celle for side in sider for celle in _kun(side.kontrol.i_alt, bool(forrige))]
    forskelle = [celle for side in sider for celle in _kun(side.kontrol.difference, bool(forrige))]
    yield (None, "Sum af bidrag", sider[0].folketal, *([forrige.kontrol.sum] if forrige else []), *summer)
    yield (None, "Total, der er fordelt", None, *([forrige.kontrol.i_alt] if forrige else []), *totaler)
    yield (None, "Forskel", None, *([forrige.kontrol.difference] if forrige else []), *forskelle)
    yield (
        None,
        KILDE,
        None,
        *([None] if forrige else []),
        *(celle for _ in sider for celle in _kun(None, bool(forrige))),
    )


def _kun(beloeb: int | None, har_forrige: bool) -> tuple[Vaerdi, ...]:
    """A variant's cells with its amount alone."""
    return (beloeb, *((None, None) if har_forrige else ()), None)
