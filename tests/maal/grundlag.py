"""Short ways to say what a verdict rests on; a figure is written as a text, so that it is exact."""

from decimal import Decimal

from maal.typer import Enhed, Krav, Opgoerelse, Segment, Vurdering
from maal.vurdering import Grundlag, Maaling


def tal(tekst: str | None) -> Decimal | None:
    """A decimal, or nothing."""
    return None if tekst is None else Decimal(tekst)


def maalinger(maaltal: str | None, *resultater: str | None, tolerance: str | None = None) -> tuple[Maaling, ...]:
    """One result for all, or two for drift and vækst, against the same target."""
    segmenter = (Segment.ALLE,) if len(resultater) == 1 else (Segment.DRIFT, Segment.VAEKST)
    return tuple(
        Maaling(segment, tal(maaltal), tal(tolerance), tal(resultat))
        for segment, resultat in zip(segmenter, resultater, strict=True)
    )


def niveau(*maalinger: Maaling, krav: Krav | None = Krav.MINDST, **andet: object) -> Grundlag:
    """A level in percent that is not awaited; `andet` replaces what the test is about."""
    felter = {"enhed": Enhed.PROCENT, "afventer": False, "egen_vurdering": None} | andet
    return Grundlag(krav=krav, opgoerelse=Opgoerelse.NIVEAU, maalinger=maalinger, **felter)  # type: ignore[arg-type]


def antal(*maalinger: Maaling, krav: Krav = Krav.MINDST) -> Grundlag:
    """A count that grows through the year."""
    return Grundlag(Enhed.ANTAL, krav, Opgoerelse.AKKUMULERET, maalinger, afventer=False, egen_vurdering=None)


def egen(vurdering: Vurdering | None, enhed: Enhed = Enhed.KVALITATIV) -> Grundlag:
    """A målepunkt that the secretariat judges by itself."""
    return niveau(krav=None, enhed=enhed, egen_vurdering=vurdering)
