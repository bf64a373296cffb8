"""The sound part of a file with errors, so that it can be held against the database too and all errors come at once.

A list entry that is wrong is replaced by an empty one in the same place, which keeps every other entry's number and
line; what is then said of the replaced entry itself is dropped.
"""

from collections.abc import Collection, Iterable
from typing import Any

from pydantic import ValidationError as Skemafejl

from maal.kontraktfil.fejl import Fejl, Sti
from maal.kontraktfil.skema import Kontraktfil

# Numbers that no contract has, so that an empty entry is never taken for another's double.
TOM_NUMMER = 900
LAENGDE_AF_BIDRAG = 4  # the path of one amount: fordelingsnoegler, 0, bidrag, Aarhus
TOMT_PUNKT = {"nummer": "1", "tekst": "?", "enhed": "kvalitativ"}


def sund_del(data: dict[str, Any], stier: Iterable[Sti]) -> tuple[Kontraktfil, set[Sti]] | None:
    """The file without its wrong entries, and their paths; `None` when nothing sensible is left to check."""
    renset = dict(data)
    erstattede: set[Sti] = set()
    for sti in filter(None, stier):  # what is said of a whole file, perhaps another of the same name, is at no place
        afsnit = sti[0]
        if afsnit == "fordelingsnoegler" and len(sti) == LAENGDE_AF_BIDRAG and sti[2] == "bidrag":
            renset["fordelingsnoegler"] = _med_nul(renset["fordelingsnoegler"], *sti[1::2])
            erstattede |= {sti, sti[:3]}  # the amount, and what is said of the key's sum
        elif afsnit in ("maal", "indsatsomraader", "fordelingsnoegler") and len(sti) > 1 and isinstance(sti[1], int):
            renset[str(afsnit)] = _erstat(renset[str(afsnit)], sti[1], str(afsnit))
            erstattede.add(sti[:2])
        elif afsnit == "kontrakt" and len(sti) > 1:
            uden = {navn: vaerdi for navn, vaerdi in renset["kontrakt"].items() if navn != sti[1]}
            renset["kontrakt"] = {"tilstand": "vedtaget"} | uden
        else:
            renset.pop(str(afsnit), None)
    if any(sti[0] in ("maal", "indsatsomraader") for sti in erstattede):
        renset.pop("afrapporteringer", None)
    try:
        return Kontraktfil.model_validate(renset), erstattede
    except Skemafejl:
        return None


def _erstat(liste: list[Any], plads: int, afsnit: str) -> list[Any]:
    nummer = str(TOM_NUMMER + plads)
    tom = {
        "maal": {"nummer": nummer, "titel": "?", "maalepunkter": [TOMT_PUNKT]},
        "indsatsomraader": {"nummer": nummer, "titel": "?"},
        "fordelingsnoegler": {"aar": "2100", "i_alt": "0", "bidrag": {"?": "0"}},
    }[afsnit]
    return [*liste[:plads], tom, *liste[plads + 1 :]]


def _med_nul(noegler: list[Any], plads: Any, navn: Any) -> list[Any]:
    noegle = {**noegler[plads], "bidrag": {**noegler[plads]["bidrag"], navn: "0"}}
    return [*noegler[:plads], noegle, *noegler[plads + 1 :]]


def uden_erstattede(fejl: Iterable[Fejl], erstattede: Collection[Sti]) -> list[Fejl]:
    """The errors that are not about a replaced entry."""
    return [f for f in fejl if f.sti[:2] not in erstattede and f.sti not in erstattede]
