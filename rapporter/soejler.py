"""A bar for each municipality: how far its individual courses are from its own target, with the band drawn.

The scale is percent of the municipality's own target, and the counts stand in words at the end of each bar. In courses
Aarhus (672) would leave Samsø (7) no width at all; in percent one line is everybody's target and one shaded span, 90 to
110 %, everybody's band, so that who is outside is seen at a glance. Lowest first: who is to be invited stands on top.
The table beside it is in Danish order. `tegn_soejler` lays it out; `templates/rapporter/_soejler.html` draws it as SVG.
"""

import math
from collections.abc import Sequence
from dataclasses import dataclass
from decimal import Decimal

from kommuner.spredning import Post, Spredning
from kommuner.typer import Placering
from kontrakt.dansk import vis_tal
from rapporter.kort import TEGN, Forklaring, forklar, klasse

BREDDE = 760
NAVNE, SLUT = 142, 540  # where the plot begins and ends: names stand before it, figures after it
TOP, RAEKKE, TYKKELSE = 44, 26, 14  # the axis above, each row, and the bar in it
MAKS_PROCENT = 200  # a longer bar is broken off, and its figure says how long it is
MINDST_PROCENT = 125


@dataclass(frozen=True)
class Soejle:
    """One row: the bar and band as SVG lengths, and what stands beside them. `krav` is the pace so far, if any."""

    navn: str
    y: int
    bredde: str
    klasse: str
    tegn: str
    antal: str
    procent: str
    baand: str
    baand_bredde: str
    krav: str
    afbrudt: bool


@dataclass(frozen=True)
class Soejlediagram:
    """A chart ready to be drawn; `i_ord` says the whole of it, `akse` each mark's place and text."""

    noegle: str
    titel: str
    i_ord: str
    udsnit: str
    bredde: str
    hoejde: int
    maaltal: str
    akse: tuple[tuple[str, str], ...]
    soejler: tuple[Soejle, ...]
    forklaringer: tuple[Forklaring, ...]
    undervejs: bool


def procent_af_maaltal(post: Post) -> Decimal | None:
    """How much of its target a municipality or group has reached; None without a target."""
    return 100 * post.antal / post.maaltal if post.maaltal else None


def tegn_soejler(spredning: Spredning, *, noegle: str, titel: str) -> Soejlediagram:
    """The chart of a spread, the lowest first; a post without a target has no bar and stands first."""
    poster = sorted(spredning.poster, key=lambda post: procent_af_maaltal(post) or Decimal(0))
    maks = _maks(poster)
    hoejde = TOP + RAEKKE * len(poster)
    return Soejlediagram(
        noegle=noegle,
        titel=titel,
        i_ord=_i_ord(titel, poster),
        udsnit=f"0 0 {BREDDE} {hoejde + 8}",
        bredde=f"{BREDDE / 10}rem",
        hoejde=hoejde,
        maaltal=_x(Decimal(100), maks),
        akse=tuple((_x(Decimal(trin), maks), f"{trin} %") for trin in range(0, maks + 1, 50 if maks > 150 else 25)),
        soejler=tuple(_soejle(post, nr, maks, spredning.undervejs) for nr, post in enumerate(poster)),
        forklaringer=forklar([post.placering for post in poster]),
        undervejs=spredning.undervejs,
    )


def _maks(poster: Sequence[Post]) -> int:
    """The end of the scale in percent: room for the longest bar and band, in steps of 25, and not beyond 200."""
    stoerste = [_del(post, tal) for post in poster if post.maaltal for tal in (Decimal(post.antal), post.oevre)]
    return min(max(25 * math.ceil(max(stoerste, default=Decimal(0)) / 25), MINDST_PROCENT), MAKS_PROCENT)


def _soejle(post: Post, nr: int, maks: int, undervejs: bool) -> Soejle:
    procent = procent_af_maaltal(post)
    nedre, oevre = min(_del(post, post.nedre), Decimal(maks)), min(_del(post, post.oevre), Decimal(maks))
    return Soejle(
        navn=post.navn,
        y=TOP + RAEKKE * nr,
        bredde=_laengde(min(procent or Decimal(0), Decimal(maks)), maks),
        klasse=klasse(post.placering),
        tegn=TEGN[post.placering],
        antal=f"{vis_tal(post.antal)} af {vis_tal(post.maaltal, 1)}",
        procent=f"{vis_tal(procent, 1)} %" if procent is not None else "–",
        baand=_x(nedre, maks),
        baand_bredde=_laengde(oevre - nedre, maks),
        krav=_x(_del(post, post.mindst), maks) if undervejs else "",
        afbrudt=procent is not None and procent > maks,
    )


def _del(post: Post, tal: Decimal) -> Decimal:
    """A number of courses in percent of the post's target, to two decimals; 0 without a target."""
    return (100 * tal / post.maaltal).quantize(Decimal("0.01")) if post.maaltal else Decimal(0)


def _x(procent: Decimal, maks: int) -> str:
    return f"{NAVNE + (SLUT - NAVNE) * procent / maks:.1f}"


def _laengde(procent: Decimal, maks: int) -> str:
    return f"{(SLUT - NAVNE) * procent / maks:.1f}"


def _i_ord(titel: str, poster: Sequence[Post]) -> str:
    inden_for = sum(post.placering == Placering.INDEN_FOR for post in poster)
    saetninger = [f"{titel}, lavest øverst.", f"{inden_for} af {len(poster)} ligger inden for spændet."]
    for placering, ord_ in ((Placering.UNDER, "Under"), (Placering.OVER, "Over")):
        if navne := [f"{post.navn} {_procent(post)}" for post in poster if post.placering == placering]:
            saetninger.append(f"{ord_}: {', '.join(navne)}.")
    return " ".join([*saetninger, "Alle tal står i tabellen."])


def _procent(post: Post) -> str:
    procent = procent_af_maaltal(post)
    return f"{vis_tal(procent, 1)} %" if procent is not None else "uden måltal"
