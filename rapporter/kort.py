"""A tile-grid map of Denmark: every municipality is one equal tile, so that Samsø is seen as well as Aarhus.

`tegn_kort` lays out where each tile and word goes; `templates/rapporter/_kort.html` draws it as SVG. Lengths are in the
drawing's own units. A tile shows its municipality's whole name, broken at a hyphen or before a word's last part.
"""

import csv
import functools
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path

from kommuner.typer import Placering
from kontrakt.dansk import sorteringsnoegle

FLISEKORT = Path(__file__).with_name("flisekort.csv")

BREDDE, HOEJDE, LUFT, KANT = 88, 76, 6, 4  # a tile, the space between two, and the drawing's margin
MAKS_TEGN = 11  # on one line of a tile
SIDSTE_LED = ("berg", "borg", "fjord", "havn", "lands", "lund", "lev", "sund")

# Beside the pattern and the colour: the same in words and figures, for who sees neither.
TEGN = {Placering.UNDER: "▼", Placering.INDEN_FOR: "✓", Placering.OVER: "▲"}

ALLE_PLACERINGER: Mapping[Placering, str] = {placering: placering.label for placering in Placering}


@dataclass(frozen=True)
class Kommunefelt:
    """What the map says of one municipality: a figure, the whole of it in words, and where clicking it leads.

    `placering` is None where nothing is judged. `adresse` may be a place on the page itself. `stiplet` draws the tile's
    edge dashed, for what the map says of some municipalities beside the verdict.
    """

    kode: str
    navn: str
    tal: str
    i_ord: str
    adresse: str
    placering: Placering | None = None
    stiplet: bool = False


@dataclass(frozen=True)
class Flise:
    """One tile: its place (an SVG transform), its name on one line or two with their height, and the rest as given."""

    kode: str
    sted: str
    linjer: tuple[tuple[int, str], ...]
    tal: str
    tegn: str
    klasse: str
    stiplet: bool
    navn: str
    adresse: str


@dataclass(frozen=True)
class Forklaring:
    """One line of the legend: the look of a tile, what it means, and how many there are."""

    klasse: str
    tegn: str
    tekst: str
    antal: int


@dataclass(frozen=True)
class Kort:
    """A map ready to be drawn; its tiles are in Danish order, which is also how they are read.

    `noegle` is the map's own on the page, for its ids. `bredde` is the width at which the names are read well, in rem
    so that it follows the reader's letters. `stiplet` is what a dashed edge means, and `uden_flise` names those that
    are not on the map; both empty when there are none.
    """

    noegle: str
    titel: str
    beskrivelse: str
    udsnit: str
    bredde: str
    fliser: tuple[Flise, ...]
    forklaringer: tuple[Forklaring, ...]
    stiplet: str
    uden_flise: str


@functools.cache
def flisekort() -> Mapping[str, tuple[int, int]]:
    """Column and row of each of the 98 municipalities, by code."""
    with FLISEKORT.open(encoding="utf-8", newline="") as fil:
        return {linje["kode"]: (int(linje["kolonne"]), int(linje["raekke"])) for linje in csv.DictReader(fil)}


def kortnavn(navn: str) -> tuple[str, ...]:
    """A municipality's name on the one or two lines of a tile: `Ringkøbing-` and `Skjern`, `Skanderborg` as it is."""
    if "-" in navn:
        foran, _, bagved = navn.partition("-")
        return (f"{foran}-", bagved)
    if len(navn) <= MAKS_TEGN:
        return (navn,)
    led = next((led for led in SIDSTE_LED if navn.endswith(led)), navn[MAKS_TEGN - 1 :])
    return (f"{navn.removesuffix(led)}-", led)


def tegn_kort(
    felter: Iterable[Kommunefelt],
    *,
    noegle: str,
    titel: str,
    forklaringer: Mapping[Placering, str] = ALLE_PLACERINGER,
    stiplet: str = "",
) -> Kort:
    """The map of the municipalities given, no larger than they need: a house's area, or the country.

    `forklaringer` are the words of the legend by verdict, and `stiplet` that of a dashed edge. A municipality that was
    added in the administration may have no tile, and is then named in `uden_flise`.
    """
    alle = sorted(felter, key=lambda felt: sorteringsnoegle(felt.navn))
    ordnede = [felt for felt in alle if felt.kode in flisekort()]
    steder = {felt.kode: flisekort()[felt.kode] for felt in ordnede}
    udsnit, bredde = _udsnit(steder.values())
    return Kort(
        noegle=noegle,
        titel=titel,
        beskrivelse="Hver kommune er én flise, omtrent hvor den ligger. Fliserne læses i alfabetisk orden.",
        udsnit=udsnit,
        bredde=bredde,
        fliser=tuple(_flise(felt, *steder[felt.kode]) for felt in ordnede),
        forklaringer=forklar([felt.placering for felt in ordnede], forklaringer),
        stiplet=stiplet,
        uden_flise=", ".join(felt.navn for felt in alle if felt.kode not in flisekort()),
    )


def klasse(placering: Placering | None) -> str:
    """The look of a verdict in `kommuner.css`, also its pattern's name: `under`, `inden_for`, `over` or `uden`."""
    return placering.value if placering else "uden"


def _udsnit(steder: Iterable[tuple[int, int]]) -> tuple[str, str]:
    kolonner, raekker = zip(*steder, strict=True) if (steder := list(steder)) else ((0,), (0,))
    bredde = (max(kolonner) - min(kolonner) + 1) * (BREDDE + LUFT) - LUFT + 2 * KANT
    hoejde = (max(raekker) - min(raekker) + 1) * (HOEJDE + LUFT) - LUFT + 2 * KANT
    fra = min(kolonner) * (BREDDE + LUFT) - KANT, min(raekker) * (HOEJDE + LUFT) - KANT
    return f"{fra[0]} {fra[1]} {bredde} {hoejde}", f"{bredde / 10}rem"


def _flise(felt: Kommunefelt, kolonne: int, raekke: int) -> Flise:
    linjer = kortnavn(felt.navn)
    foerste = 27 if len(linjer) == 1 else 19
    return Flise(
        kode=felt.kode,
        sted=f"translate({kolonne * (BREDDE + LUFT)} {raekke * (HOEJDE + LUFT)})",
        linjer=tuple((foerste + 15 * nr, linje) for nr, linje in enumerate(linjer)),
        tal=felt.tal,
        tegn=TEGN[felt.placering] if felt.placering else "",
        klasse=klasse(felt.placering),
        stiplet=felt.stiplet,
        navn=f"{felt.navn}: {felt.i_ord}",
        adresse=felt.adresse,
    )


def forklar(
    givne: Sequence[Placering | None], ord_: Mapping[Placering, str] = ALLE_PLACERINGER
) -> tuple[Forklaring, ...]:
    """The legend of a drawing, with how many have each verdict; empty where nothing is judged."""
    return tuple(
        Forklaring(klasse(placering), TEGN[placering], tekst, givne.count(placering))
        for placering, tekst in ord_.items()
        if any(givne)
    )
