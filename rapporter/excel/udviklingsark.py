"""An indicator through the years as a workbook: the page's table, a row for each year and segment."""

from collections.abc import Iterator
from datetime import datetime

from rapporter.excel.arbejdsbog import skriv
from rapporter.excel.ark import Egenskaber, Kolonne, Tabelark
from rapporter.excel.celler import Celleformat, Vaerdi
from rapporter.excel.forside import PALET
from rapporter.excel.maalopfyldelse import tal
from rapporter.fil import Fil
from rapporter.udvikling import Aarsraekke, Segmentlinje
from rapporter.udvikling_opslag import Udviklingsside

KOLONNER = (
    Kolonne("År", 8, Celleformat.NUMMER),
    Kolonne("Segment", 11),
    Kolonne("Måltal i ord", 16),
    Kolonne("Måltal", 11, Celleformat.TAL),
    Kolonne("Om måltallet", 24),
    Kolonne("Resultat", 12, Celleformat.TAL),
    Kolonne("Enhed", 12),
    Kolonne("Hvorfor intet resultat", 24),
    Kolonne("Vurdering", 14, Celleformat.VURDERING),
    Kolonne("Resultatet er", 12),
    Kolonne("Afrapportering", 30),
    Kolonne("Kontrakt", 22),
    Kolonne("Målepunkt", 11),
    Kolonne("Ændret", 34),
)


def udviklingsfil(side: Udviklingsside, *, eksporteret: datetime, eksporteret_af: str) -> Fil:
    """The workbook of an indicator's years, the same for the same input; `eksporteret` with time zone."""
    egenskaber = Egenskaber(side.titel, eksporteret_af or str(side.hus), "Udvikling gennem årene", eksporteret)
    raekker = [_raekke(raekke, linje) for raekke in side.raekker for linje in raekke.linjer]
    ark = Tabelark("Gennem årene", "Udvikling", KOLONNER, raekker, f"{side.titel}, {side.periode}")
    navn = f"{side.hus.noegle}-{side.indikator.noegle}-{side.periode.replace('–', '-')}.xlsx"
    return Fil(navn, skriv([ark], egenskaber, PALET))


def _raekke(raekke: Aarsraekke, linje: Segmentlinje) -> tuple[Vaerdi, ...]:
    maaltal, enhed = linje.maaltal, linje.enhed or (linje.maaltal.enhed if linje.maaltal else None)
    # A target in another unit than the result's would be read in it: there only the words stand.
    som_tal = maaltal if maaltal and maaltal.enhed == enhed else None
    return (
        raekke.aar,
        linje.segment.label if maaltal or (raekke.led and raekke.led.punkt) else None,
        maaltal.tekst if maaltal else raekke.uden_maaltal,
        tal(som_tal.vaerdi, som_tal.enhed) if som_tal else None,
        "\n".join(_om_maaltallet(linje)),
        tal(linje.resultat, enhed) if enhed else None,
        enhed.label if enhed else None,
        linje.grund,
        linje.vurdering.label if linje.vurdering else None,
        ("Foreløbigt" if raekke.er_foreloebig else "Endeligt") if linje.resultat is not None else None,
        raekke.rapport_i_ord,
        raekke.led.kontrakt.titel if raekke.led else None,
        raekke.led.betegnelse if raekke.led else None,
        raekke.aendret,
    )


def _om_maaltallet(linje: Segmentlinje) -> Iterator[str]:
    """The baseline, which other contract states the target, and the target that the report was judged by."""
    if linje.maaltal:
        yield from filter(None, (linje.maaltal.note, linje.maaltal.fastsat_i))
    if linje.gjort_op_mod:
        yield linje.gjort_op_mod
