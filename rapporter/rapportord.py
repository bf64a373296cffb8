"""What every file of a report says of it in the same words: its name, its title, and the lines on a målepunkt."""

from collections.abc import Iterator
from datetime import date

from kontrakt.dansk import vis_dato, vis_tal
from maal.typer import Krav, Tilstand, Vurdering
from maal.udtraek import Punktudtraek, Segmentudtraek, Udtraek

FORELOEBIG = "Vurderingerne er foreløbige, indtil året er gjort endeligt op."
UNDERVEJS = frozenset({Vurdering.PAA_VEJ, Vurdering.BAGUD})


def stamnavn(udtraek: Udtraek) -> str:
    """The name of a report's files without ending: `midtjylland-2025-foreloebig-2025-06-30`."""
    return f"{udtraek.slug}-{udtraek.slags}-{udtraek.pr_dato.isoformat()}"


def kort_titel(udtraek: Udtraek) -> str:
    """`Foreløbig afrapportering 2025`."""
    return f"{udtraek.slags.label} afrapportering {udtraek.aar}"


def titel(udtraek: Udtraek) -> str:
    """The whole title, with house and date; tells a draft from what has been sent."""
    kladde = " (kladde)" if udtraek.tilstand == Tilstand.KLADDE else ""
    return f"{kort_titel(udtraek)}, {udtraek.erhvervshus}, pr. {vis_dato(udtraek.pr_dato)}{kladde}"


def emne(udtraek: Udtraek) -> str:
    """Which contract it is about, and between whom."""
    return f"{udtraek.kontrakt} mellem {udtraek.kkr} og {udtraek.erhvervshus}"


def segmentlinjer(punkt: Punktudtraek, segment: Segmentudtraek, pr_dato: date) -> Iterator[str]:
    """What is said of one segment: first why the verdict is as it is, then the text, then its source."""
    yield from _hvorfor(punkt)
    if segment.vurdering != punkt.vurdering:
        yield f"Målepunktet samlet: {punkt.vurdering.label}"
    if ord_ := _forventet(punkt, segment, pr_dato):
        yield ord_
    yield from _skrevet(punkt)


def punktlinjer(punkt: Punktudtraek, pr_dato: date) -> Iterator[str]:
    """What is said of a whole målepunkt whose segments stand beside each other; in the same order."""
    yield from _hvorfor(punkt)
    for segment in punkt.segmenter:
        if ord_ := _forventet(punkt, segment, pr_dato):
            yield f"{segment.segment.label}: {ord_}" if segment.segment else ord_
    yield from _skrevet(punkt)


def _hvorfor(punkt: Punktudtraek) -> Iterator[str]:
    """What the verdict of a målepunkt rests on when it is not its own figures."""
    if punkt.tilsidesat is not None:
        yield f"Den beregnede vurdering »{punkt.beregnet.label}« er tilsidesat: {punkt.begrundelse}"
    if punkt.spredning is not None:
        yield punkt.spredning.i_ord
    if punkt.afventer:
        yield f"Afventer tal fra {punkt.afventer}"
    if punkt.henviser_til is not None:
        yield f"Se Mål {punkt.henviser_til}"


def _forventet(punkt: Punktudtraek, segment: Segmentudtraek, pr_dato: date) -> str:
    """The pace that a growing count is held to by the date, while the year runs."""
    if segment.vurdering not in UNDERVEJS or segment.forventet is None or punkt.krav == Krav.HOEJST:
        return ""
    return f"Forventet pr. {vis_dato(pr_dato)}: {vis_tal(segment.forventet, 1)}"


def _skrevet(punkt: Punktudtraek) -> Iterator[str]:
    if punkt.status:
        yield punkt.status
    if punkt.kilde:
        yield f"Kilde: {punkt.kilde}"
