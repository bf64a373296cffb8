"""A file's bytes to plain data, with the line of every value: only text, lists and named values, nothing else.

YAML can do much more than our users need, and most of it is dangerous or surprising: aliases that unfold to gigabytes,
tags that build Python objects, numbers that mean something else in Danish. So the file is read event by event; aliases
and tags are refused, and every value stays the text that stands there.
"""

from collections.abc import Iterator
from dataclasses import dataclass, field
from typing import Any

import yaml

from maal.kontraktfil.fejl import Fejl, Filfejl, Sti

MAKS_BYTES = 1_000_000
MAKS_DYBDE = 12
LOADER: Any = getattr(yaml, "CSafeLoader", yaml.SafeLoader)
INTET = ("", "~", "null")


@dataclass(frozen=True)
class Laest:
    """A file that could be read: its data, and the line where each path begins."""

    navn: str
    data: Any
    linjer: dict[Sti, int]

    def fejl(self, sti: Sti, tekst: str) -> Fejl:
        """An error at a path, with the line of the nearest part of it that the file has."""
        naermeste = sti
        while naermeste and naermeste not in self.linjer:
            naermeste = naermeste[:-1]
        return Fejl(self.navn, self.linjer.get(naermeste, 1), sti, tekst)


def laes_yaml(navn: str, indhold: bytes) -> Laest:
    """Read a file's bytes; raise `Filfejl` (Danish, with line) when it is too large, not UTF-8 or not plain YAML."""
    if len(indhold) > MAKS_BYTES:
        raise for_stor(navn, len(indhold))
    laeser = _Laeser(navn)
    try:
        data = laeser.dokument(yaml.parse(_tekst(navn, indhold), Loader=LOADER))
    except yaml.YAMLError as grund:
        raise Filfejl([_yamlfejl(navn, indhold, grund)]) from grund
    if laeser.fejl:
        raise Filfejl(laeser.fejl)
    return Laest(navn, data, laeser.linjer)


def for_stor(navn: str, antal_bytes: int) -> Filfejl:
    """The error for a file over the limit; the caller can ask before it reads the file."""
    stoerrelse = f"{antal_bytes / 1_000_000:.1f}".replace(".", ",")
    return Filfejl([Fejl(navn, None, (), f"Filen fylder {stoerrelse} MB. En kontraktfil må højst fylde 1 MB.")])


def _tekst(navn: str, indhold: bytes) -> str:
    try:
        return indhold.decode("utf-8-sig")
    except UnicodeDecodeError as grund:
        linje = indhold[: grund.start].count(b"\n") + 1
        tekst = "Filen er ikke gemt som UTF-8. Gem den igen med tegnsættet UTF-8 i dit tekstprogram."
        raise Filfejl([Fejl(navn, linje, (), tekst)]) from grund


def _yamlfejl(navn: str, indhold: bytes, grund: yaml.YAMLError) -> Fejl:
    maerke = getattr(grund, "problem_mark", None)
    if maerke is None:
        return Fejl(navn, None, (), "Filen har tegn, som ikke er tekst. Er det den rigtige fil?")
    linjer = indhold.decode("utf-8-sig").splitlines()
    citat = linjer[maerke.line].strip()[:80] if maerke.line < len(linjer) else ""
    tekst = "Her kan filen ikke læses. Kontrollér indrykning, kolon og anførselstegn"
    return Fejl(navn, maerke.line + 1, (), f"{tekst}: »{citat}«." if citat else f"{tekst}.")


@dataclass
class _Laeser:
    """Builds the data from the parser's events, and notes lines and errors on the way."""

    navn: str
    linjer: dict[Sti, int] = field(default_factory=dict)
    fejl: list[Fejl] = field(default_factory=list)

    def dokument(self, haendelser: Iterator[Any]) -> Any:
        """Read the one document of a file."""
        data = None
        antal = 0
        for haendelse in haendelser:
            if isinstance(haendelse, yaml.DocumentStartEvent):
                antal += 1
                if antal > 1:
                    raise self._stop(haendelse, (), "Filen rummer flere dokumenter (---). Del den op.")
            elif not isinstance(haendelse, yaml.StreamStartEvent | yaml.StreamEndEvent | yaml.DocumentEndEvent):
                data = self._vaerdi(haendelse, haendelser, ())
        if not isinstance(data, dict) and not self.fejl:
            raise Filfejl([Fejl(self.navn, 1, (), "Filen er tom eller begynder ikke med et afsnit som »kontrakt:«.")])
        return data

    def _vaerdi(self, haendelse: Any, resten: Iterator[Any], sti: Sti) -> Any:
        self.linjer.setdefault(sti, haendelse.start_mark.line + 1)
        if isinstance(haendelse, yaml.AliasEvent) or haendelse.anchor:
            raise self._stop(haendelse, sti, "Ankre og aliaser (& og *) er ikke tilladt. Skriv værdien helt ud.")
        if haendelse.tag:
            raise self._stop(haendelse, sti, f"Mærket »{haendelse.tag}« er ikke tilladt. Skriv værdien som ren tekst.")
        if len(sti) > MAKS_DYBDE:
            raise self._stop(haendelse, sti, "Filen er indrykket i flere lag, end en kontraktfil har.")
        if isinstance(haendelse, yaml.ScalarEvent):
            return None if not haendelse.style and haendelse.value.lower() in INTET else haendelse.value
        if isinstance(haendelse, yaml.SequenceStartEvent):
            return self._liste(resten, sti)
        return self._afsnit(resten, sti)

    def _liste(self, resten: Iterator[Any], sti: Sti) -> list[Any]:
        vaerdier: list[Any] = []
        while not isinstance(haendelse := next(resten), yaml.SequenceEndEvent):
            vaerdier.append(self._vaerdi(haendelse, resten, (*sti, len(vaerdier))))
        return vaerdier

    def _afsnit(self, resten: Iterator[Any], sti: Sti) -> dict[str, Any]:
        vaerdier: dict[str, Any] = {}
        while not isinstance(haendelse := next(resten), yaml.MappingEndEvent):
            linje = haendelse.start_mark.line + 1
            noegle = self._vaerdi(haendelse, resten, (*sti, f"linje {linje}"))
            if not isinstance(noegle, str):
                raise self._stop(haendelse, sti, "Et felts navn skal være tekst.")
            barn = (*sti, noegle)
            if noegle in vaerdier:
                self.fejl.append(Fejl(self.navn, linje, barn, "Feltet står to gange. Fjern det ene."))
            self.linjer[barn] = linje
            vaerdier[noegle] = self._vaerdi(next(resten), resten, barn)
        return vaerdier

    def _stop(self, haendelse: Any, sti: Sti, tekst: str) -> Filfejl:
        return Filfejl([*self.fejl, Fejl(self.navn, haendelse.start_mark.line + 1, sti, tekst)])
