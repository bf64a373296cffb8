"""How two wordings and two sets of targets differ between two contracts, and when they say the same. Pure.

The same are two texts whose words and signs are the same whatever the capitals and line breaks, where years may have
moved as far as the contract itself: "i 2025" in the contract of 2025 is "i 2026" in the next. A year after the
contract's last one is a promise of its own and must be the very same. Targets are compared year by year: each with the
same calendar year's, and where the other contract has none for it, with that contract's year in the same place.
"""

import re
import unicodedata
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from enum import StrEnum
from typing import Literal

from kommuner.typer import Afvigelse, Grundlag, Niveau
from kontrakt.tekstforskel import Del, ordforskel
from maal.enheder import krav_i_ord
from maal.models import Maalepunkt
from maal.typer import Enhed, Krav, Opgoerelse, Segment, Segmentering

Aar = Sequence[int]  # the years of a contract
Maaltalsord = Mapping[tuple[int, Segment], str]


class Forskel(StrEnum):
    """What it is in a goal that differs, as it stands in a sentence; in the order they are named."""

    TITEL = "titlen"
    ORDLYD = "ordlyden"
    PUNKTER = "målepunkterne"
    KRAV = "kravene"
    MAALTAL = "måltallene"
    METODE = "metoden"


@dataclass(frozen=True)
class Maaltalsaendring:
    """A target before and now in words, `mindst 45 %`, empty where there is none; `segment` is empty for all.

    `aar` is the contract's year, and `aar_foer` the other contract's that it is compared with; of a målepunkt that is
    new or gone both are the year of its own target.
    """

    aar: int
    segment: str
    foer: str
    nu: str
    aar_foer: int

    @property
    def er_aendret(self) -> bool:
        """Whether the target is another one; the same in the next year is not."""
        return self.foer != self.nu


@dataclass(frozen=True)
class Vilkaarsaendring:
    """A condition that differs (`Enhed`, `Metode` …), before and now, and marked word by word."""

    navn: str
    foer: str
    nu: str
    dele: tuple[Del, ...]


def samme_ordlyd(foer: str, nu: str, aar_foer: Aar, aar: Aar) -> bool:
    """Whether two texts say the same by the rule above."""
    gamle, nye = _tegn(foer), _tegn(nu)
    return len(gamle) == len(nye) and all(
        gammelt == nyt or _er_flyttet_aar(gammelt, nyt, aar_foer, aar) for gammelt, nyt in zip(gamle, nye, strict=True)
    )


def marker(foer: str, nu: str) -> tuple[Del, ...]:
    """The two texts as one, marked word by word; what only looks the same to a program is not marked."""
    return tuple(ordforskel(_laest(foer), _laest(nu)))


def maaltalsaendringer(
    foer: Maalepunkt | None, nu: Maalepunkt | None, aar_foer: Aar, aar: Aar
) -> tuple[Maaltalsaendring, ...]:
    """Each target of the two beside its counterpart, by year and segment; every target is in at least one row."""
    gamle, nye = _maaltal_i_ord(foer), _maaltal_i_ord(nu)
    aar_foer, aar = (aar_foer if foer else aar), (aar if nu else aar_foer)
    par = dict.fromkeys([*_modstykker(nye, gamle, aar, aar_foer), *_vendt(_modstykker(gamle, nye, aar_foer, aar))])
    segmenter = list(Segment)
    return tuple(
        Maaltalsaendring(
            aar=et_aar,
            segment="" if segment == Segment.ALLE else segment.label,
            foer=gamle.get((et_aar_foer, segment), ""),
            nu=nye.get((et_aar, segment), ""),
            aar_foer=et_aar_foer,
        )
        for et_aar, et_aar_foer, segment in sorted(par, key=lambda et: (*et[:2], segmenter.index(et[2])))
    )


def maaltalslinjer(maaltal: Iterable[Maaltalsaendring], *, nu: bool) -> tuple[tuple[Del], ...]:
    """The targets now, or before, as lines, `2022, drift: mindst 47 %`; marked unless one beside it is the same."""
    linjer: dict[str, bool] = {}
    for et in maaltal:
        aar, vaerdi = (et.aar, et.nu) if nu else (et.aar_foer, et.foer)
        segment = f", {et.segment.lower()}" if et.segment else ""
        linje = f"{aar}{segment}: {vaerdi or 'intet måltal'}"
        linjer[linje] = linjer.get(linje, True) and et.er_aendret and bool(vaerdi)
    slags: Literal["tilfoejet", "fjernet"] = "tilfoejet" if nu else "fjernet"
    return tuple((Del(slags if er_aendret else "ens", linje),) for linje, er_aendret in linjer.items())


def vilkaarsaendringer(foer: Maalepunkt, nu: Maalepunkt, aar_foer: Aar, aar: Aar) -> tuple[Vilkaarsaendring, ...]:
    """The conditions in which two målepunkter differ, beside text and targets."""
    return tuple(
        Vilkaarsaendring(navn, gammelt, nyt, marker(gammelt, nyt))
        for (navn, gammelt), (_, nyt) in zip(_vilkaar(foer), _vilkaar(nu), strict=True)
        if not samme_ordlyd(gammelt, nyt, aar_foer, aar)
    )


METODEVILKAAR = ("Metode", "Opgøres af")  # how it is found out; the other conditions are what is demanded


def _vilkaar(punkt: Maalepunkt) -> Iterator[tuple[str, str]]:
    yield "Enhed", Enhed(punkt.enhed).label
    yield "Krav", Krav(punkt.krav).label if punkt.krav else ""
    yield "Opgørelse", Opgoerelse(punkt.opgoerelse).label
    yield "Segmenter", Segmentering(punkt.segmentering).label
    yield "Spredning vurderes for", Niveau(punkt.spredning_niveau).label if punkt.spredning_niveau else ""
    yield "Der fordeles", Grundlag(punkt.spredning_grundlag).label if punkt.spredning_grundlag else ""
    yield "Tolerancen er", Afvigelse(punkt.spredning_afvigelse).label if punkt.spredning_afvigelse else ""
    yield METODEVILKAAR[0], punkt.metode
    yield METODEVILKAAR[1], punkt.opgoeres_af


def _tegn(tekst: str) -> list[str]:
    return re.findall(r"\w+|[^\w\s]", _laest(tekst).casefold())


def _laest(tekst: str) -> str:
    """A text as a reader sees it: å is å however a program writes it, and any space between words is a space."""
    return re.sub(r"[^\S\n]", " ", unicodedata.normalize("NFC", tekst).replace("\N{SOFT HYPHEN}", ""))


def _er_flyttet_aar(gammelt: str, nyt: str, aar_foer: Aar, aar: Aar) -> bool:
    er_aarstal = all(re.fullmatch(r"(?:19|20)\d\d", ord_) for ord_ in (gammelt, nyt))
    return (
        er_aarstal
        and int(nyt) - int(gammelt) == aar[0] - aar_foer[0]
        and int(gammelt) <= aar_foer[-1]
        and int(nyt) <= aar[-1]
    )


def _maaltal_i_ord(punkt: Maalepunkt | None) -> Maaltalsord:
    if punkt is None or not punkt.krav:
        return {}
    return {
        (tal.aar, Segment(tal.segment)): krav_i_ord(Krav(punkt.krav), Enhed(punkt.enhed), tal.vaerdi, tal.tolerance)
        for tal in punkt.maaltal.all()
    }


def _modstykker(nye: Maaltalsord, gamle: Maaltalsord, aar: Aar, aar_foer: Aar) -> Iterator[tuple[int, int, Segment]]:
    """For each target the year of the other contract that it is compared with."""
    for et_aar, segment in nye:
        plads = min(aar.index(et_aar), len(aar_foer) - 1) if et_aar in aar else None
        i_stedet = et_aar if plads is None else aar_foer[plads]
        yield et_aar, et_aar if (et_aar, segment) in gamle else i_stedet, segment


def _vendt(par: Iterable[tuple[int, int, Segment]]) -> Iterator[tuple[int, int, Segment]]:
    return ((et_aar, et_aar_foer, segment) for et_aar_foer, et_aar, segment in par)
