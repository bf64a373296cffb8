"""The sheet *Målopfyldelse*: a row for each målepunkt and segment, complete in itself so that it can be filtered."""

from collections.abc import Iterator
from datetime import date
from decimal import Decimal

from maal.enheder import vis_vaerdi
from maal.typer import Enhed, Krav
from maal.udtraek import Maaludtraek, Punktudtraek, Segmentudtraek, Udtraek
from rapporter.excel.ark import Kolonne, Tabelark
from rapporter.excel.celler import Celleformat, Vaerdi
from rapporter.rapportord import segmentlinjer

# 200 characters in all: printed on A4 across, the text is still about eight points high.
KOLONNER = (
    Kolonne("Mål", 7, Celleformat.NUMMER),
    Kolonne("Titel", 18),
    Kolonne("Type", 9),
    Kolonne("Målepunkt", 31),
    Kolonne("Segment", 11),
    Kolonne("Krav", 10),
    Kolonne("Måltal", 10, Celleformat.TAL),
    Kolonne("Resultat", 12, Celleformat.TAL),
    Kolonne("Enhed", 12),
    Kolonne("Vurdering", 13, Celleformat.VURDERING),
    Kolonne("Status", 28),
    Kolonne("Opgøres af", 16),
    Kolonne("Metode", 23),
)


def maalopfyldelse(udtraek: Udtraek, overskrift: str) -> Tabelark:
    """The sheet of a report."""
    return Tabelark("Målopfyldelse", "Maalopfyldelse", KOLONNER, list(_raekker(udtraek)), overskrift)


def _raekker(udtraek: Udtraek) -> Iterator[tuple[Vaerdi, ...]]:
    for maal in udtraek.maal:
        for punkt in maal.punkter:
            for segment in punkt.segmenter:
                yield _raekke(maal, punkt, segment, udtraek.pr_dato)


def _raekke(maal: Maaludtraek, punkt: Punktudtraek, segment: Segmentudtraek, pr_dato: date) -> tuple[Vaerdi, ...]:
    return (
        maal.nummer,
        maal.titel,
        "Nationalt" if maal.er_nationalt else "Lokalt",
        f"{punkt.betegnelse} {punkt.tekst}",
        segment.segment.label,
        *krav_og_maaltal(punkt.krav, punkt.enhed, segment.maaltal, segment.tolerance),
        tal(segment.resultat, punkt.enhed),
        punkt.enhed.label,
        segment.vurdering.label,
        "\n".join(segmentlinjer(punkt, segment, pr_dato)),
        punkt.opgoeres_af,
        punkt.metode,
    )


def krav_og_maaltal(
    krav: Krav | None, enhed: Enhed, maaltal: Decimal | None, tolerance: Decimal | None
) -> tuple[str, Decimal | None]:
    """What the result must be to the target, with the tolerance, and the target; empty when the year has none.

    A spread of ±10 % is stored as 0 and says nothing more than its demand, so it has no target.
    """
    if krav is None or maaltal is None:
        return "", tal(maaltal, enhed)
    if krav == Krav.INDEN_FOR:
        return f"{krav.label} ±{vis_vaerdi(tolerance or Decimal(0), enhed)}", tal(maaltal or None, enhed)
    return str(krav.label), tal(maaltal, enhed)


def tal(vaerdi: Decimal | None, enhed: Enhed) -> Decimal | None:
    """A figure with the decimals a person would write: 75.0000 as 75; a factor has two at least, 2.50."""
    if vaerdi is None:
        return None
    if enhed == Enhed.FAKTOR and vaerdi == round(vaerdi, 2):
        return round(vaerdi, 2)
    return vaerdi.normalize()
