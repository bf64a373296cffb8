"""Tables laid out on slides so that nothing runs out of them; pure, and knows no PowerPoint.

PowerPoint pages no tables: what is too long for a slide would run out below it. So the texts are measured, rows are
gathered on slides, and a row that is taller than a slide goes on on the next: between paragraphs, else sentences, else
words, and a word longer than that inside it. Lengths in points.
"""

import re
from collections.abc import Sequence
from dataclasses import dataclass, replace
from functools import cached_property
from typing import Literal

from rapporter.bilag.indhold import listepunkt
from rapporter.bilag.tekstbredde import LINJEHOEJDE, linjehoejde, linjestarter, tegnbredder
from rapporter.pakke import uden_forbudte_tegn

MARGEN = 7.2  # in a cell at the left and at the right, as PowerPoint's own
LUFT = 3.6  # above and below
AFSTAND = 3.0  # above a paragraph in a table
INDRYK = 14.0  # of a point in a list
_MINDST_LINJER = 4  # a row that must be broken begins only where there is room for as many
_LINJESKIFT = re.compile("[\n\x85\u2028\u2029]")
_SAETNINGSSLUT = (". ", "! ", "? ")


@dataclass(frozen=True)
class Stykke:
    """A piece of text in one look; `maerke` as what a comparison took out or put in."""

    tekst: str
    fed: bool = False
    maerke: Literal["", "fjernet", "tilfoejet"] = ""


@dataclass(frozen=True)
class Afsnit:
    """A paragraph without line breaks; as a point in a list with its sign, which the rest of a broken one lacks."""

    stykker: tuple[Stykke, ...]
    tegn: str = ""
    indryk: bool = False

    @cached_property
    def tekst(self) -> str:
        """The whole text."""
        return "".join(stykke.tekst for stykke in self.stykker)

    @cached_property
    def linjehoejde(self) -> float:
        """How tall a line is as a share of the font's size."""
        return linjehoejde(self.tekst)

    @cached_property
    def bredder(self) -> list[float]:
        """The width of each character as a share of the font's size."""
        return [bredde for stykke in self.stykker for bredde in tegnbredder(stykke.tekst, fed=stykke.fed)]

    @cached_property
    def linjer(self) -> dict[float, list[int]]:
        """Where its lines begin, by the width they have: it is asked again and again."""
        return {}

    def delt(self, sted: int) -> tuple["Afsnit", "Afsnit"]:
        """The paragraph up to a character, and from it."""
        foer: list[Stykke] = []
        efter: list[Stykke] = []
        for stykke in self.stykker:
            foer.append(replace(stykke, tekst=stykke.tekst[: max(sted, 0)]))
            efter.append(replace(stykke, tekst=stykke.tekst[max(sted, 0) :]))
            sted -= len(stykke.tekst)
        begyndelse, slutning = (tuple(stykke for stykke in dele if stykke.tekst) for dele in (foer, efter))
        return replace(self, stykker=begyndelse), replace(self, stykker=slutning, tegn="")


@dataclass(frozen=True)
class Celle:
    """A cell; `farve` its background as `RRGGBB`. One that is `fast` is short, and said again where its row goes on."""

    afsnit: tuple[Afsnit, ...] = ()
    farve: str = ""
    fast: bool = False

    @cached_property
    def hoejder(self) -> dict[tuple[float, float, float], float]:
        """How tall its text is, by column width, font size and room between paragraphs: asked again and again."""
        return {}


Raekke = tuple[Celle, ...]


@dataclass(frozen=True)
class Gruppe:
    """Rows that belong together, as a goal with its målepunkter, under a name."""

    navn: str
    raekker: tuple[Raekke, ...]


@dataclass(frozen=True)
class Side:
    """What stands on one slide: the rows, and the names of the groups that they are of."""

    raekker: tuple[Raekke, ...]
    navne: tuple[str, ...]
    fortsat: bool  # the first group began on the slide before
    foerste: bool  # of the table

    @property
    def navn(self) -> str:
        """The first and the last group: `Mål 1–4`, `Mål 5 (fortsat)`."""
        foerste, sidste = self.navne[0], self.navne[-1].rpartition(" ")[2]
        til = f"–{sidste}" if len(self.navne) > 1 else ""
        return f"{foerste}{til}{' (fortsat)' if self.fortsat else ''}"


@dataclass(frozen=True)
class Opsaetning:
    """The room that a slide has below the table's heading, the widths of the columns, and the font's size."""

    hoejde: float
    bredder: tuple[float, ...]
    skrift: float
    grupper: int = 1_000  # at most on a slide
    afstand: float = AFSTAND

    def har_plads(self, raekker: Sequence[Raekke]) -> bool:
        """Whether the rows fit on one slide."""
        return sum(map(self.raekkehoejde, raekker)) <= self.hoejde

    def raekkehoejde(self, raekke: Raekke) -> float:
        """How tall a row is."""
        return max(map(self._cellehoejde, raekke, self.bredder)) + 2 * LUFT

    def _cellehoejde(self, celle: Celle, bredde: float) -> float:
        noegle = (bredde, self.skrift, self.afstand)
        if noegle not in celle.hoejder:
            hoejde = sum(self.afsnitshoejde(afsnit, bredde) for afsnit in celle.afsnit)
            celle.hoejder[noegle] = hoejde or self.skrift * LINJEHOEJDE
        return celle.hoejder[noegle]

    def afsnitshoejde(self, afsnit: Afsnit, bredde: float) -> float:
        """How tall a paragraph is in a column of that width."""
        return len(self.linjer(afsnit, bredde)) * self.linje(afsnit) + self.afstand

    def linje(self, afsnit: Afsnit) -> float:
        """How tall its lines are."""
        return afsnit.linjehoejde * self.skrift

    def linjer(self, afsnit: Afsnit, bredde: float) -> list[int]:
        """Where its lines begin."""
        plads = (bredde - 2 * MARGEN - (INDRYK if afsnit.indryk else 0)) / self.skrift
        if plads not in afsnit.linjer:
            afsnit.linjer[plads] = linjestarter(afsnit.tekst, afsnit.bredder, plads)
        return afsnit.linjer[plads]


def afsnit_af(*stykker: Stykke) -> tuple[Afsnit, ...]:
    """Give a text as paragraphs, one a line and none of them empty; a line that begins as a point in a list is one."""
    afsnit: list[list[Stykke]] = [[]]
    for stykke in stykker:
        foerste, *resten = _LINJESKIFT.split(uden_forbudte_tegn(stykke.tekst).replace("\t", " "))
        afsnit[-1].append(replace(stykke, tekst=foerste))
        afsnit += [[replace(stykke, tekst=linje)] for linje in resten]
    hele = (Afsnit(tuple(stykke for stykke in dele if stykke.tekst)) for dele in afsnit)
    return tuple(_som_punkt(et) for et in hele if et.tekst.strip())


def _som_punkt(afsnit: Afsnit) -> Afsnit:
    punkt = listepunkt(afsnit.tekst)
    if not punkt:
        return afsnit
    return replace(afsnit.delt(len(afsnit.tekst) - len(punkt))[1], tegn="•", indryk=True)


def ombryd(grupper: Sequence[Gruppe], opsaetning: Opsaetning) -> list[Side]:
    """Give the slides that hold the groups in their order; a group stays whole when a slide has room for it."""
    sider: list[_Side] = []
    for gruppe in grupper:
        hoejde = sum(opsaetning.raekkehoejde(raekke) for raekke in gruppe.raekker)
        side = sider[-1] if sider else None
        if side is None or len(side.navne) >= opsaetning.grupper or hoejde > side.rest:
            sider.append(side := _Side(opsaetning))
        side.navne.append(gruppe.navn)
        for raekke in gruppe.raekker:
            sider += _laeg(raekke, gruppe.navn, sider[-1])
    return [
        Side(tuple(side.raekker), tuple(side.navne), side.fortsat, foerste=not nummer)
        for nummer, side in enumerate(sider)
    ]


class _Side:
    """A slide while it is being filled."""

    def __init__(self, opsaetning: Opsaetning, *, fortsat: str = "") -> None:
        self.opsaetning = opsaetning
        self.rest = opsaetning.hoejde
        self.raekker: list[Raekke] = []
        self.navne = [fortsat] if fortsat else []
        self.fortsat = bool(fortsat)

    def tag(self, raekke: Raekke) -> None:
        self.raekker.append(raekke)
        self.rest -= self.opsaetning.raekkehoejde(raekke)


def _laeg(raekke: Raekke, navn: str, side: _Side) -> list[_Side]:
    """Put a row on the slide; give the further slides that it takes."""
    opsaetning = side.opsaetning
    nye: list[_Side] = []
    while True:
        if side.fortsat and not side.raekker:
            raekke = _med_overskrift(raekke, f"{navn} (fortsat)")
        if opsaetning.raekkehoejde(raekke) <= side.rest:
            side.tag(raekke)
            return nye
        if not side.raekker or _skal_brydes(raekke, navn, side):
            begyndelse, slutning = _bryd(raekke, side)
            if _har_tekst(begyndelse):
                side.tag(begyndelse)
                raekke = slutning
        side = _Side(opsaetning, fortsat=navn)
        nye.append(side)


def _skal_brydes(raekke: Raekke, navn: str, side: _Side) -> bool:
    """Whether a row begins here though it cannot end here: since no slide has room for it, and there is some here."""
    opsaetning = side.opsaetning
    hel = opsaetning.raekkehoejde(_med_overskrift(raekke, f"{navn} (fortsat)"))
    return hel > opsaetning.hoejde and side.rest >= _MINDST_LINJER * opsaetning.skrift * LINJEHOEJDE + 2 * LUFT


def _med_overskrift(raekke: Raekke, overskrift: str) -> Raekke:
    """The row with what it continues as its first line."""
    foerste = replace(raekke[0], afsnit=(Afsnit((Stykke(overskrift, fed=True),)), *raekke[0].afsnit))
    return (foerste, *raekke[1:])


def _bryd(raekke: Raekke, side: _Side) -> tuple[Raekke, Raekke]:
    """What of a row there is room for on the slide, and the rest."""
    celler = zip(raekke, side.opsaetning.bredder, strict=True)
    delte = [(celle, celle) if celle.fast else _bryd_celle(celle, bredde, side) for celle, bredde in celler]
    return tuple(foer for foer, _ in delte), tuple(efter for _, efter in delte)


def _har_tekst(raekke: Raekke) -> bool:
    """Whether something stands in it that is not said again on every slide."""
    return any(celle.afsnit for celle in raekke if not celle.fast)


def _bryd_celle(celle: Celle, bredde: float, side: _Side) -> tuple[Celle, Celle]:
    opsaetning, rest = side.opsaetning, side.rest - 2 * LUFT
    for nummer, afsnit in enumerate(celle.afsnit):
        hoejde = opsaetning.afsnitshoejde(afsnit, bredde)
        if hoejde <= rest:
            rest -= hoejde
            continue
        foer, efter = celle.afsnit[:nummer], celle.afsnit[nummer:]
        if (not side.raekker and not nummer) or hoejde > opsaetning.hoejde / 2:
            begyndelse, slutning = _bryd_afsnit(afsnit, bredde, rest, opsaetning)
            foer, efter = (*foer, *begyndelse), (*slutning, *efter[1:])
        return replace(celle, afsnit=foer), replace(celle, afsnit=efter)
    return celle, replace(celle, afsnit=())


def _bryd_afsnit(
    afsnit: Afsnit, bredde: float, plads: float, opsaetning: Opsaetning
) -> tuple[tuple[Afsnit, ...], tuple[Afsnit, ...]]:
    """What of a paragraph there is room for, best to the end of a sentence, and the rest; either may be nothing."""
    linjer = opsaetning.linjer(afsnit, bredde)
    antal = int((plads - opsaetning.afstand) / opsaetning.linje(afsnit))
    if antal < 1:
        return (), (afsnit,)
    if antal >= len(linjer):
        return (afsnit,), ()
    sted = linjer[antal]
    saetning = max(afsnit.tekst.rfind(slut, sted // 2, sted) for slut in _SAETNINGSSLUT) + 2
    begyndelse, slutning = afsnit.delt(saetning if saetning > 1 else sted)
    return (begyndelse,), (slutning,)
