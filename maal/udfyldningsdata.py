"""The hidden sheet of a workbook to be filled in: a `Skema` as rows of text, and read again. Pure.

Everything in it is text, so that no program takes it for anything else; a checksum shows that it is as it was written.
"""

from collections.abc import Iterator, Mapping, Sequence
from decimal import Decimal
from hashlib import sha256
from json import dumps

from kontrakt.dansk import laes_tal, vis_tal
from maal.typer import Enhed, Segment
from maal.udfyldning import FORMAT, Celle, Felt, Kendetegn, Raekke, Skema, Slags

MAERKE = "Resultatkontrakt, udfyldning"  # in the sheet's first cell; the format's number is beside it
_NAVNE = ("Kontrakt", "År", "Slags", "Opgjort pr.", "Hentet", "Titel")
_KONTROLSUM = "Kontrolsum"
_FASTE = 6  # columns before the cells
_BREDEST = _FASTE + max(len(slags.kolonner) for slags in Slags)


class Datafejl(ValueError):  # noqa: N818 - fejl is Danish for error
    """A hidden sheet that is not as it was written; `aeldre` when it is of another format."""

    def __init__(self, *, aeldre: bool = False) -> None:
        self.aeldre = aeldre
        super().__init__("older format" if aeldre else "changed")


def som_data(skema: Skema) -> Iterator[tuple[str, ...]]:
    """The hidden sheet's rows."""
    yield MAERKE, FORMAT
    yield from zip(_NAVNE, _vaerdier(skema), strict=True)
    yield _KONTROLSUM, _kontrolsum(skema)
    yield from map(_som_tekster, skema.raekker)


def laes_data(raekker: Sequence[Mapping[int, object]]) -> Skema:
    """The schema of a hidden sheet, its cells by column from 1. Raises `Datafejl`."""
    if raekker[0].get(2) != FORMAT:
        raise Datafejl(aeldre=True)
    if any(max(celler) > _BREDEST for celler in raekker):  # a cell far out would make each row as long
        raise Datafejl
    linjer = [[celler.get(nr) for nr in range(1, max(celler) + 1)] for celler in raekker]
    hoved, resten = linjer[1 : len(_NAVNE) + 1], linjer[len(_NAVNE) + 2 :]
    try:
        (*kendetegn, titel) = (str(vaerdi) for _, vaerdi in hoved)
        skema = Skema(Kendetegn(*kendetegn), titel, tuple(map(_som_raekke, resten)))
        navne, sidst = tuple(navn for navn, _ in hoved), linjer[len(_NAVNE) + 1]
        passer = (navne, sidst) == (_NAVNE, [_KONTROLSUM, _kontrolsum(skema)])
    except (IndexError, TypeError, ValueError) as grund:
        raise Datafejl from grund
    if not passer:
        raise Datafejl
    return skema


def _vaerdier(skema: Skema) -> tuple[str, ...]:
    return (*skema.kendetegn.rapport, skema.kendetegn.hentet, skema.titel)


def _som_tekster(raekke: Raekke) -> tuple[str, ...]:
    foerst = (raekke.slags, str(raekke.id), str(raekke.version), raekke.segment, raekke.enhed or "")
    celler = (vis_tal(celle) if isinstance(celle, Decimal) else celle for celle in raekke.celler)
    return (*map(str, foerst), " ".join(raekke.aabne), *celler)


def _som_raekke(linje: Sequence[object]) -> Raekke:
    tekster = ["" if et is None else str(et) for et in linje]
    slags = Slags(tekster[0])
    tekster += [""] * (_FASTE + len(slags.kolonner) - len(tekster))
    enhed = Enhed(tekster[4]) if tekster[4] else None
    if (enhed is None) == (slags == Slags.PUNKT):
        raise ValueError("a unit belongs to a målepunkt")
    aabne = tuple(Felt(navn) for navn in tekster[5].split())
    celler: list[Celle] = [*tekster[_FASTE:]]
    for nr, felt in slags.felter.items():
        if felt == Felt.RESULTAT and felt in aabne and (tekst := tekster[_FASTE + nr]):
            celler[nr] = laes_tal(tekst)
    return Raekke(slags, int(tekster[1]), int(tekster[2]), Segment(tekster[3]), enhed, aabne, tuple(celler))


def _kontrolsum(skema: Skema) -> str:
    """Of all that the sheet says; runs of spaces count as one, since programs change them."""
    linjer = [_vaerdier(skema), *map(_som_tekster, skema.raekker)]
    vist = [[" ".join(tekst.split()) for tekst in linje] for linje in linjer]
    return sha256(dumps(vist).encode()).hexdigest()
