"""A series through the years as a curve, before it is drawn: what joins what, how the axis goes, and what it says.

Results are points, joined where one year follows the other and is counted alike; a year without a result is a gap.
"""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from decimal import Decimal

from maal.enheder import vis_vaerdi
from maal.typer import Enhed, Krav, Opgoerelse, Segment
from rapporter.punktbrud import opregning
from rapporter.udvikling import Aarsraekke, Segmentlinje

FASTE_AKSER: dict[Enhed, tuple[int, int]] = {Enhed.PROCENT: (0, 100), Enhed.NPS: (0, 100)}


@dataclass(frozen=True)
class Punkt:
    """A result in the drawing. `stykke` numbers the unbroken runs of years: a line never joins two of them."""

    aar: int
    segment: Segment
    vaerdi: Decimal
    er_foreloebig: bool
    stykke: int


@dataclass(frozen=True)
class Streg:
    """A target in the drawing; a band has two."""

    aar: int
    segment: Segment
    vaerdi: Decimal


@dataclass(frozen=True)
class Kurve:
    """What one drawing shows: figures of one unit over all the years, and what it says in words."""

    enhed: Enhed
    aar: tuple[int, ...]
    segmenter: tuple[Segment, ...]
    punkter: tuple[Punkt, ...]
    streger: tuple[Streg, ...]
    brud: tuple[int, ...]
    i_ord: str

    @property
    def har_foreloebige(self) -> bool:
        """Whether a result may still change."""
        return any(punkt.er_foreloebig for punkt in self.punkter)


def kurver(raekker: Sequence[Aarsraekke]) -> tuple[Kurve, ...]:
    """A drawing for each unit that the years have figures in, so that no axis holds two units; none for words alone."""
    enheder: dict[Enhed, None] = {}
    for _, linje in _linjer(raekker):
        fundne = (linje.enhed if linje.resultat is not None else None, linje.maaltal.enhed if linje.maaltal else None)
        enheder |= dict.fromkeys(enhed for enhed in fundne if enhed and enhed.er_tal)
    return tuple(_kurve(enhed, raekker) for enhed in enheder)


def _linjer(raekker: Sequence[Aarsraekke]) -> Iterator[tuple[Aarsraekke, Segmentlinje]]:
    return ((raekke, linje) for raekke in raekker for linje in raekke.linjer)


def _kurve(enhed: Enhed, raekker: Sequence[Aarsraekke]) -> Kurve:
    punkter, streger = tuple(_punkter(enhed, raekker)), tuple(_streger(enhed, raekker))
    naevnt = {punkt.segment for punkt in punkter} | {streg.segment for streg in streger}
    return Kurve(
        enhed=enhed,
        aar=tuple(raekke.aar for raekke in raekker),
        segmenter=tuple(segment for segment in Segment if segment in naevnt),
        punkter=punkter,
        streger=streger,
        brud=tuple(raekke.aar for raekke in raekker if raekke.aendret),
        i_ord=_i_ord(enhed, raekker, punkter, streger),
    )


def _punkter(enhed: Enhed, raekker: Sequence[Aarsraekke]) -> Iterator[Punkt]:
    """The results in the unit. A year without one breaks the line, and so does a figure that counts otherwise."""
    sidste: dict[Segment, tuple[int, Opgoerelse | None, bool]] = {}
    stykker: dict[Segment, int] = {}
    for raekke, linje in _linjer(raekker):
        if linje.resultat is None or linje.enhed != enhed:
            continue
        # A count that is still growing is no step of a curve of whole years.
        undervejs = raekke.er_foreloebig and raekke.opgoerelse == Opgoerelse.AKKUMULERET
        if undervejs or sidste.get(linje.segment) != (raekke.aar - 1, raekke.opgoerelse, False):
            stykker[linje.segment] = stykker.get(linje.segment, 0) + 1
        sidste[linje.segment] = (raekke.aar, raekke.opgoerelse, undervejs)
        yield Punkt(raekke.aar, linje.segment, linje.resultat, raekke.er_foreloebig, stykker[linje.segment])


def _streger(enhed: Enhed, raekker: Sequence[Aarsraekke]) -> Iterator[Streg]:
    for raekke, linje in _linjer(raekker):
        if linje.maaltal is None or linje.maaltal.enhed != enhed:
            continue
        bredde = (linje.maaltal.tolerance or Decimal(0)) if linje.maaltal.krav == Krav.INDEN_FOR else Decimal(0)
        for vaerdi in dict.fromkeys((linje.maaltal.vaerdi - bredde, linje.maaltal.vaerdi + bredde)):
            yield Streg(raekke.aar, linje.segment, vaerdi)


def _i_ord(enhed: Enhed, raekker: Sequence[Aarsraekke], punkter: Sequence[Punkt], streger: Sequence[Streg]) -> str:
    """The drawing in sentences: where each segment began and ended, which years are empty, and what was promised."""
    saetninger = [_bevaegelse(segment, punkter, enhed) for segment in Segment]
    andre = {raekke.aar for raekke, linje in _linjer(raekker) if linje.resultat is not None and linje.enhed != enhed}
    tomme = sorted({raekke.aar for raekke in raekker} - {punkt.aar for punkt in punkter} - andre)
    if not punkter:
        saetninger.append("Der er ingen resultater i denne enhed." if andre else "Der er ingen resultater.")
    elif tomme:
        saetninger.append(f"Intet resultat i {opregning(tomme)}.")
    if andre:
        saetninger.append(f"Opgjort i en anden enhed i {opregning(sorted(andre))}.")
    maaltal = [
        f"{tekst} i {fra}" if fra == til else f"{tekst} i {fra}–{til}" for tekst, fra, til in _loefter(enhed, raekker)
    ]
    saetninger.append(f"Måltal: {opregning(maaltal)}." if maaltal else "Der er ingen måltal.")
    return " ".join(filter(None, saetninger))


def _loefter(enhed: Enhed, raekker: Sequence[Aarsraekke]) -> list[tuple[str, int, int]]:
    """What was promised, with the first and last year of its run: `mindst 70`, `mindst 70 for drift`."""
    loefter: list[tuple[str, int, int]] = []
    for raekke in raekker:
        vist = [(et.segment, et.maaltal.tekst) for et in raekke.linjer if et.maaltal and et.maaltal.enhed == enhed]
        ens = len(vist) == len(raekke.linjer) and len({tekst for _, tekst in vist}) == 1
        for tekst in dict.fromkeys(tekst if ens else f"{tekst}{_for(segment)}" for segment, tekst in vist):
            fra = next(
                (foerste for navn, foerste, til in loefter if (navn, til) == (tekst, raekke.aar - 1)), raekke.aar
            )
            loefter = [loefte for loefte in loefter if loefte != (tekst, fra, raekke.aar - 1)]
            loefter.append((tekst, fra, raekke.aar))
    return sorted(loefter, key=lambda loefte: loefte[1])


def _bevaegelse(segment: Segment, punkter: Sequence[Punkt], enhed: Enhed) -> str:
    """`Drift: fra 75 % i 2021 til 81 % i 2025.` In between stands in the table."""
    egne = [punkt for punkt in punkter if punkt.segment == segment]
    if not egne:
        return ""
    navn = f"{segment.label}: " if segment else "Resultat: "
    foerste, sidste = (f"{vis_vaerdi(et.vaerdi, enhed)} i {_aar(et)}" for et in (egne[0], egne[-1]))
    return f"{navn}{foerste}." if len(egne) == 1 else f"{navn}{_retning(egne)} fra {foerste} til {sidste}."


def _retning(punkter: Sequence[Punkt]) -> str:
    foer, nu = punkter[0].vaerdi, punkter[-1].vaerdi
    return "steget" if nu > foer else "faldet" if nu < foer else "uændret"


def _aar(punkt: Punkt) -> str:
    return f"{punkt.aar} (foreløbigt)" if punkt.er_foreloebig else str(punkt.aar)


def _for(segment: Segment) -> str:
    return f" for {segment.label.lower()}" if segment else ""


def akse(kurve: Kurve) -> tuple[Decimal, Decimal]:
    """Where the axis of figures begins and ends: 0 to 100 for percent, and always with 0 on it."""
    vaerdier = [*(punkt.vaerdi for punkt in kurve.punkter), *(streg.vaerdi for streg in kurve.streger)]
    mindst, hoejst = (Decimal(graense) for graense in FASTE_AKSER.get(kurve.enhed, (0, 0)))
    if kurve.enhed == Enhed.NPS and min(vaerdier) < 0:
        mindst = Decimal(-100)
    mindst, hoejst = min(mindst, *vaerdier), max(hoejst, *vaerdier)
    if kurve.enhed not in FASTE_AKSER:
        hoejst *= Decimal("1.05")  # so that the highest mark does not lie on the edge
    return mindst, hoejst if hoejst > mindst else mindst + 1


def aksetitel(kurve: Kurve) -> str:
    """What the axis counts, and that it hides nothing."""
    navn = {Enhed.NPS: "NPS"}.get(kurve.enhed, str(kurve.enhed.label).capitalize())
    mindst, hoejst = akse(kurve)
    if kurve.enhed in FASTE_AKSER:
        return f"{navn} (aksen går fra {vis_vaerdi(mindst, Enhed.ANTAL)} til {vis_vaerdi(hoejst, Enhed.ANTAL)})"
    return f"{navn} (aksen begynder ved 0)" if mindst == 0 else f"{navn} (aksen har 0 med)"
