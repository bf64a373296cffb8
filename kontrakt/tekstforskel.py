"""What differs between two wordings, word by word; pure, and the one place that says so.

History and conflicts show it: what was taken out, what was put in, and what stayed.
"""

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from difflib import SequenceMatcher
from typing import Literal

# In both wordings together, apart from what they begin and end with alike. The time grows with the square of it at
# worst: then lines are compared instead of words, and of more lines than that nothing is.
MAKS_ENHEDER = 4_000
ACCENTER = r"[\u0300-\u036f]"  # combining ones: some programs write å as an a and a ring


@dataclass(frozen=True)
class Del:
    """A piece of text, and whether it stood in both wordings, only before, or only after."""

    slags: Literal["ens", "fjernet", "tilfoejet"]
    tekst: str


def ordforskel(foer: str, efter: str) -> list[Del]:
    """Compare two wordings by words, spaces and signs; no piece is empty, and neighbours are of different kinds.

    The pieces `ens` and `fjernet` together are exactly `foer`; `ens` and `tilfoejet` together are exactly `efter`.
    """
    dele: list[Del] = []
    fjernet = tilfoejet = ""
    stykker = list(_stykker(foer, efter))
    for nummer, (gammelt, nyt) in enumerate(stykker):
        # A lone space between two changed words reads as part of the change.
        if gammelt != nyt or (gammelt == " " and 0 < nummer < len(stykker) - 1):
            fjernet += gammelt
            tilfoejet += nyt
            continue
        dele += [Del("fjernet", fjernet), Del("tilfoejet", tilfoejet), Del("ens", gammelt)]
        fjernet = tilfoejet = ""
    dele += [Del("fjernet", fjernet), Del("tilfoejet", tilfoejet)]
    return [del_ for del_ in dele if del_.tekst]


def _stykker(foer: str, efter: str) -> Iterator[tuple[str, str]]:
    """What stands before and after, piece by piece; by the smallest unit that can be compared in time."""
    for gamle, nye in ((_ord(foer), _ord(efter)), (_linjer(foer), _linjer(efter))):
        for_ens = _ens_i_starten(gamle, nye)
        bag_ens = _ens_i_starten(gamle[for_ens:][::-1], nye[for_ens:][::-1])
        midt, ny_midt = gamle[for_ens : len(gamle) - bag_ens], nye[for_ens : len(nye) - bag_ens]
        if len(midt) + len(ny_midt) <= MAKS_ENHEDER:
            sammenlign = SequenceMatcher(None, midt, ny_midt)
            yield ("".join(gamle[:for_ens]),) * 2
            for _, fra, til, ny_fra, ny_til in sammenlign.get_opcodes():
                yield "".join(midt[fra:til]), "".join(ny_midt[ny_fra:ny_til])
            yield ("".join(gamle[len(gamle) - bag_ens :]),) * 2
            return
    yield foer, efter


def _ens_i_starten(gamle: Sequence[str], nye: Sequence[str]) -> int:
    """How many units the two begin with alike."""
    antal = 0
    for gammel, ny in zip(gamle, nye, strict=False):
        if gammel != ny:
            break
        antal += 1
    return antal


def _ord(tekst: str) -> list[str]:
    """Words, signs, and what is between them: each line break by itself, so that paragraphs are kept apart.

    A figure is one word: of `1.417` and `1.500` nothing is the same. So is a letter with its accent, however written.
    """
    return re.findall(rf"\d+(?:[.,]\d+)+|(?:\w{ACCENTER}*)+|\n|[^\S\n]+|[^\w\s]", tekst)


def _linjer(tekst: str) -> list[str]:
    return re.findall(r"[^\n]*\n|[^\n]+", tekst)
