"""Which goal, målepunkt and focus area of one contract is which of another. Pure: the rows are given.

A number never decides: contracts renumber. Whatever order the two contracts are given in, the pairs are the same.
"""

import re
from collections import Counter
from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from typing import TypeVar

from kontrakt.models import Indsatsomraade
from maal.models import Maal, Maalepunkt

MINDSTE_LIGHED = 0.5  # below it, two texts share less than half of their letters in threes, and are two things

T = TypeVar("T", Maal, Maalepunkt, Indsatsomraade)
Par = tuple[T, T]


def par_maal(maal: Sequence[Maal], forrige: Sequence[Maal], kaede: Mapping[int, int | None]) -> list[Par[Maal]]:
    """The goals that are the same: by the chain of predecessors, else the national goal, else a local goal's title.

    `kaede` has the predecessor of every goal, by id, of the contracts between the two as well; either of the two may
    be the later one. Of several goals that continue the same one, the first by number does.
    """
    med = {et_maal.pk for et_maal in (*maal, *forrige)}
    par = _par_ens(maal, forrige, lambda et_maal: _foerste(et_maal.pk, kaede, med))
    par += _par_ens(*_rest(maal, forrige, par), _nationalt)
    par += _par_ens(*_rest(maal, forrige, par), _lokalt)
    return par


def par_punkter(punkter: Sequence[Maalepunkt], forrige: Sequence[Maalepunkt]) -> list[Par[Maalepunkt]]:
    """The målepunkter of two goals that are the same: by indikator, else the most alike text of the same unit.

    Two that have an indikator each, and not the same one, are never paired.
    """
    par = _par_ens(punkter, forrige, lambda punkt: punkt.indikator_id)
    mulige = (
        (et, andet)
        for et, andet in _alle_par(*_rest(punkter, forrige, par))
        if et.enhed == andet.enhed and not (et.indikator_id and andet.indikator_id)
    )
    return par + _par_lignende(mulige, lambda punkt: punkt.tekst)


def par_indsatser(omraader: Sequence[Indsatsomraade], forrige: Sequence[Indsatsomraade]) -> list[Par[Indsatsomraade]]:
    """The focus areas that are the same: by title, else the most alike title; the number where titles are alike."""
    return _par_lignende(_alle_par(omraader, forrige), lambda omraade: omraade.titel)


def lighed(tekst: str, anden: str) -> float:
    """How alike two texts are, 0 to 1: the share of their letters in threes that they have in common (Dice)."""
    if tekst.casefold() == anden.casefold():
        return 1.0  # also where there is not a word in them
    treere, andre = _treere(tekst), _treere(anden)
    return 2 * (treere & andre).total() / max(treere.total() + andre.total(), 1)


def _treere(tekst: str) -> Counter[str]:
    ord_ = " ".join(["", *re.findall(r"\w+", tekst.casefold()), ""])
    return Counter(ord_[start : start + 3] for start in range(len(ord_) - 2))


def _foerste(pk: int, kaede: Mapping[int, int | None], med: set[int]) -> int:
    """The earliest goal of the two contracts that a goal goes back to."""
    fundet, naeste, set_ = pk, kaede.get(pk), {pk}
    while naeste is not None and naeste not in set_:
        set_.add(naeste)
        fundet = naeste if naeste in med else fundet
        naeste = kaede.get(naeste)
    return fundet


def _nationalt(maal: Maal) -> str | None:
    return maal.nationalt_maal.noegle if maal.nationalt_maal else None


def _lokalt(maal: Maal) -> str | None:
    return None if maal.nationalt_maal else maal.titel.casefold()


def _par_ens(raekker: Sequence[T], andre: Sequence[T], identitet: Callable[[T], object]) -> list[Par[T]]:
    """Those with the same identity, each used once, the first by number; `None` is no identity."""
    ledige: dict[object, list[T]] = {}
    for anden in sorted(andre, key=_nummer):
        ledige.setdefault(identitet(anden), []).append(anden)
    par = []
    for raekke in sorted(raekker, key=_nummer):
        noegle = identitet(raekke)
        if noegle is not None and ledige.get(noegle):
            par.append((raekke, ledige[noegle].pop(0)))
    return par


def _par_lignende(mulige: Iterable[Par[T]], tekst: Callable[[T], str]) -> list[Par[T]]:
    """The most alike first, each used once; where several are as alike, those whose numbers are nearest."""

    def orden(par: tuple[float, Par[T]]) -> tuple[float, int, int]:
        hvor_ens, (et, andet) = par
        return -hvor_ens, abs(et.nummer - andet.nummer), et.nummer + andet.nummer

    malt = ((lighed(tekst(et), tekst(andet)), (et, andet)) for et, andet in mulige)
    par: list[Par[T]] = []
    brugt: set[tuple[bool, int]] = set()
    for _, (et, andet) in sorted((et_par for et_par in malt if et_par[0] >= MINDSTE_LIGHED), key=orden):
        if (True, et.pk) not in brugt and (False, andet.pk) not in brugt:
            brugt |= {(True, et.pk), (False, andet.pk)}
            par.append((et, andet))
    return par


def _alle_par(raekker: Sequence[T], andre: Sequence[T]) -> Iterator[Par[T]]:
    return ((et, andet) for et in raekker for andet in andre)


def _rest(raekker: Sequence[T], andre: Sequence[T], par: Sequence[Par[T]]) -> tuple[list[T], list[T]]:
    """Those of either side that have no partner yet."""
    nye, gamle = {et.pk for et, _ in par}, {andet.pk for _, andet in par}
    return [et for et in raekker if et.pk not in nye], [andet for andet in andre if andet.pk not in gamle]


def _nummer(raekke: Maal | Maalepunkt | Indsatsomraade) -> int:
    return raekke.nummer
