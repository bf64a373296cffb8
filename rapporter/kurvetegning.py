"""A curve as a drawing: results as points and lines, targets as short bars, gaps as gaps.

A Vega-Lite chart, drawn on the server by vl-convert, so that it needs no script in the browser. Nothing that a person
has written is given to it: the drawing has years, figures and words of ours, and the texts around it are escaped here.
"""

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from typing import Any

from django.utils.html import format_html
from django.utils.safestring import SafeString

from maal.typer import Segment
from rapporter.kurve import FASTE_AKSER, Kurve, akse, aksetitel

DANSK = {"decimal": ",", "thousands": ".", "grouping": [3], "currency": ["", " kr."], "minus": "−"}
BRED, SMAL = (720, 340), (320, 300)  # the whole drawing in CSS pixels, for a desk and for a phone
SKRIFT = 14  # pixels; the narrow drawing is never shown smaller than at nine tenths
# By segment: colour (at least 4.5:1 against white), shape, and the line's pattern, so that grey paper tells them apart
TEGN: dict[Segment, tuple[str, str, list[int]]] = {
    Segment.ALLE: ("#004993", "circle", [1, 0]),
    Segment.DRIFT: ("#004993", "square", [1, 0]),
    Segment.VAEKST: ("#8a4b00", "triangle-up", [2, 3]),
}
MAALTALSFARVE, AKSEFARVE, GITTERFARVE = "#1a1a1a", "#454545", "#dcdcdc"
FORMER = {"circle": "M20 7a7 7 0 1 0 .01 0Z", "square": "M14 8h12v12H14Z", "triangle-up": "M20 7L27 20H13Z"}
SEGMENTAFSTAND = 0.3  # of a year: two segments with the same figure stand beside each other


@dataclass(frozen=True)
class Signatur:
    """A sign that is explained: the path of its shape, its colour, and the words."""

    form: str
    farve: str
    tekst: str


@dataclass(frozen=True)
class Tegning:
    """A curve as it stands on the page, for a desk and for a phone, and the signs to explain."""

    kurve: Kurve
    bred: SafeString
    smal: SafeString
    signaturer: tuple[Signatur, ...]


def tegninger(kurver: Sequence[Kurve], titel: str) -> tuple[Tegning, ...]:
    """The curves of a page, in order; `titel` says of what they are."""
    return tuple(_tegning(kurve, f"kurve-{nr}", titel) for nr, kurve in enumerate(kurver, start=1))


def _tegning(kurve: Kurve, noegle: str, titel: str) -> Tegning:
    med = {punkt.segment for punkt in kurve.punkter}
    return Tegning(
        kurve=kurve,
        bred=tegn(kurve, BRED, noegle=f"{noegle}-bred", klasse="kurve-bred", titel=titel),
        smal=tegn(kurve, SMAL, noegle=f"{noegle}-smal", klasse="kurve-smal", titel=titel),
        signaturer=tuple(_signatur(segment) for segment in kurve.segmenter if segment in med),
    )


def _signatur(segment: Segment) -> Signatur:
    farve, form, _ = TEGN[segment]
    return Signatur(FORMER[form], farve, f"Resultat, {segment.label.lower()}" if segment else "Resultat")


def spec(kurve: Kurve, stoerrelse: tuple[int, int]) -> dict[str, Any]:
    """The drawing as a Vega-Lite chart of that width and height."""
    bredde, hoejde = stoerrelse
    return {
        "$schema": "https://vega.github.io/schema/vega-lite/v6.json",
        "width": bredde,
        "height": hoejde,
        "padding": 4,
        "autosize": {"type": "fit", "contains": "padding"},
        "background": "white",
        "layer": [*_brudlag(kurve), _maaltalslag(kurve), *_resultatlag(kurve)],
        "config": {
            "aria": False,
            "view": {"stroke": None},
            "axis": {"labelFontSize": SKRIFT, "titleFontSize": SKRIFT, "labelColor": AKSEFARVE, "titleColor": AKSEFARVE,
                     "titleFontWeight": "normal", "domainColor": AKSEFARVE, "tickColor": AKSEFARVE,
                     "gridColor": GITTERFARVE, "labelPadding": 6},
        },
    }  # fmt: skip


def _x(kurve: Kurve, felt: str = "x") -> dict[str, Any]:
    aksen = {
        "values": list(kurve.aar),
        "format": "d",
        "title": None,
        "grid": False,
        "labelOverlap": "parity",
        "labelSeparation": 6,
    }
    skala = {"domain": [kurve.aar[0] - 0.5, kurve.aar[-1] + 0.5], "nice": False, "zero": False}
    return {"field": felt, "type": "quantitative", "axis": aksen, "scale": skala}


def _y(kurve: Kurve) -> dict[str, Any]:
    mindst, hoejst = akse(kurve)
    fast = kurve.enhed in FASTE_AKSER
    aksen = {"title": aksetitel(kurve), "titleAngle": 0, "titleAlign": "left", "titleAnchor": "end",
             "titleX": -34, "titleY": -18, "tickCount": 5, "format": ",~f"}  # fmt: skip
    return {
        "field": "y",
        "type": "quantitative",
        "axis": aksen,
        "scale": {"domain": [float(mindst), float(hoejst)], "nice": not fast, "zero": True},
    }


def _plads(kurve: Kurve, segment: Segment) -> float:
    """Where in its year a segment stands, from the year's middle."""
    return (kurve.segmenter.index(segment) - (len(kurve.segmenter) - 1) / 2) * SEGMENTAFSTAND


def _brudlag(kurve: Kurve) -> list[dict[str, Any]]:
    """A thin upright line before each year whose contract says something else than the one before."""
    if not kurve.brud:
        return []
    streger = [{"x": aar - 0.5} for aar in kurve.brud]
    maerke = {"type": "rule", "color": "#707070", "strokeDash": [1, 3], "strokeWidth": 1.5}
    return [{"data": {"values": streger}, "mark": maerke, "encoding": {"x": _x(kurve)}}]


def _maaltalslag(kurve: Kurve) -> dict[str, Any]:
    halv = 0.13 if len(kurve.segmenter) > 1 else 0.3
    streger = [
        {"x": midte - halv, "x2": midte + halv, "y": float(streg.vaerdi)}
        for streg in kurve.streger
        for midte in [streg.aar + _plads(kurve, streg.segment)]
    ]
    maerke = {"type": "rule", "color": MAALTALSFARVE, "strokeWidth": 4, "strokeCap": "butt"}
    return {
        "data": {"values": streger},
        "mark": maerke,
        "encoding": {"x": _x(kurve), "x2": {"field": "x2"}, "y": _y(kurve)},
    }


def _resultatlag(kurve: Kurve) -> Iterator[dict[str, Any]]:
    for segment in kurve.segmenter:
        farve, form, moenster = TEGN[segment]
        punkter = [
            {"x": punkt.aar + _plads(kurve, segment), "y": float(punkt.vaerdi), "stykke": punkt.stykke,
             "fyld": "white" if punkt.er_foreloebig else farve}
            for punkt in kurve.punkter
            if punkt.segment == segment
        ]  # fmt: skip
        sted = {"x": _x(kurve), "y": _y(kurve)}
        linje = {"type": "line", "color": farve, "strokeWidth": 2, "strokeDash": moenster}
        tegn = {
            "type": "point",
            "shape": form,
            "size": _tegnstoerrelse(kurve),
            "stroke": farve,
            "strokeWidth": 2.5,
            "opacity": 1,
        }
        fyld = {"field": "fyld", "type": "nominal", "scale": None, "legend": None}
        yield {
            "data": {"values": punkter},
            "layer": [
                {"mark": linje, "encoding": {**sted, "detail": {"field": "stykke", "type": "nominal"}}},
                {"mark": tegn, "encoding": {**sted, "fill": fyld}},
            ],
        }


def _tegnstoerrelse(kurve: Kurve) -> int:
    """The area of a sign in square pixels, less where the years are many."""
    return 110 if len(kurve.aar) <= 10 else 60


def tegn(kurve: Kurve, stoerrelse: tuple[int, int], *, noegle: str, klasse: str, titel: str) -> SafeString:
    """The drawing as an inline SVG that a screen reader reads as one picture: `titel`, and what it shows in words.

    The same input gives the same text. `noegle` makes its ids, and is the only one of its kind on the page.
    """
    import vl_convert  # noqa: PLC0415 - half a second and 90 MB, which only who draws should pay

    svg = vl_convert.vegalite_to_svg(spec(kurve, stoerrelse), allowed_base_urls=[], format_locale=DANSK)
    hoved, _, krop = svg.partition(">")
    udsnit = re.search(r'viewBox="([-\d. ]+)"', hoved)
    if udsnit is None:
        raise ValueError("vl-convert gave something else than an SVG")
    # A picture has no parts to a screen reader: its own roles and labels inside it would only be noise.
    krop = re.sub(r' (?:aria-[a-z]+|role)="[^"]*"', "", krop)
    return format_html(
        '<svg class="{klasse}" viewBox="{udsnit}" role="img" aria-labelledby="{noegle}-titel {noegle}-ord">'
        '<title id="{noegle}-titel">{titel}</title><desc id="{noegle}-ord">{ord}</desc>{krop}',
        klasse=klasse,
        udsnit=udsnit[1],
        noegle=noegle,
        titel=titel,
        ord=kurve.i_ord,
        krop=SafeString(krop),
    )
