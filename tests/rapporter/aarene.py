"""What the tests of years and curves are made of: contracts, targets and reports as plain objects, no database."""

from collections.abc import Mapping
from dataclasses import replace
from datetime import date
from decimal import Decimal
from typing import Any

from kontrakt.models import Kontrakt, Kontrakttilstand
from maal.models import Maal, Maalepunkt, Maaltal
from maal.typer import Enhed, Krav, Opgoerelse, Segment, Segmentering, Slags, Tilstand, Vurdering
from maal.udtraek import Maaludtraek, Punktudtraek, Segmentudtraek, Udtraek
from rapporter.udvikling import Aarsraekke, Aarsrapport, Kontraktled, aarsraekker

IDAG = date(2026, 5, 1)
Resultater = Mapping[Segment, int | str | None]


def kontrakt(fra_aar: int, til_aar: int | None = None, tilstand: str = Kontrakttilstand.VEDTAGET) -> Kontrakt:
    """A contract of some house."""
    return Kontrakt(slug=f"nord-{fra_aar}", fra_aar=fra_aar, til_aar=til_aar or fra_aar, tilstand=tilstand)


def led(
    en_kontrakt: Kontrakt, maaltal: Mapping[int, int | str] | None = None, *, nummer: str = "1.1", **felter: Any
) -> Kontraktled:
    """A contract with the indicator: `maaltal` by year, "mindst", for all segments."""
    maalnummer, punktnummer = map(int, nummer.split("."))
    punkt = Maalepunkt(
        maal=Maal(nummer=maalnummer),
        nummer=punktnummer,
        **{"tekst": "Kendskabet", "enhed": Enhed.PROCENT, "krav": Krav.MINDST, **felter},
    )
    tal = tuple(Maaltal(aar=aar, vaerdi=Decimal(vaerdi)) for aar, vaerdi in (maaltal or {}).items())
    return Kontraktled(en_kontrakt, punkt, tal)


def rapport(
    et_led: Kontraktled,
    aar: int,
    resultater: Resultater,
    *,
    slags: Slags = Slags.ENDELIG,
    tilstand: Tilstand = Tilstand.GODKENDT,
    **felter: Any,
) -> dict[tuple[str, int], Aarsrapport]:
    """The report of a contract's year, with a result or None by segment; `felter` are the målepunkt's."""
    assert et_led.punkt is not None
    segmenter = tuple(
        Segmentudtraek(segment, None, None, None if tal is None else Decimal(tal), None, Vurdering.UDEN_MAALTAL)
        for segment, tal in resultater.items()
    )
    punkt = replace(_punkt(et_led.punkt, segmenter), **felter)
    maal = Maaludtraek(1, punkt.maalnummer, "Mål", "", True, Vurdering.MANGLER, (punkt,))
    slug, periode = et_led.kontrakt.slug, et_led.kontrakt.periode
    udtraek = Udtraek(
        7, slug, "Kontrakt", "Nord", "KKR", periode, aar, slags, date(aar, 12, 31), None, tilstand, (maal,), ()
    )
    return {(slug, aar): Aarsrapport(udtraek)}


def _punkt(punkt: Maalepunkt, segmenter: tuple[Segmentudtraek, ...]) -> Punktudtraek:
    return Punktudtraek(
        id=1,
        nummer=punkt.nummer,
        maalnummer=punkt.maal.nummer,
        tekst=punkt.tekst,
        enhed=Enhed(punkt.enhed),
        krav=Krav(punkt.krav) if punkt.krav else None,
        opgoerelse=Opgoerelse(punkt.opgoerelse),
        metode="",
        opgoeres_af="",
        del_af=None,
        segmenter=segmenter,
        status="",
        kilde="",
        afventer="",
        henviser_til=None,
        egen_vurdering=None,
        tilsidesat=None,
        begrundelse="",
        beregnet=Vurdering.UDEN_MAALTAL,
        vurdering=Vurdering.UDEN_MAALTAL,
        version=1,
        opdateret=None,
        opdateret_af="",
    )


def raekker(
    *alle: Kontraktled, rapporter: Mapping[tuple[str, int], Aarsrapport] | None = None, idag: date = IDAG
) -> tuple[Aarsraekke, ...]:
    """The years of some contracts, oldest first."""
    return aarsraekker(alle, rapporter or {}, idag)


HVER: dict[str, Any] = {"segmentering": Segmentering.HVER}
ALLE, DRIFT, VAEKST = Segment
