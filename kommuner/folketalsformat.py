"""The two shapes of a CSV file from Statistikbanken, read to one number at a time as it stands there. Pure.

Both have semicolons, in UTF-8 or Windows-1252:

- long, from its API: a line of headings such as `OMRÅDE;KØN;ALDER;CIVILSTAND;TID;INDHOLD` (the middle three, or some of
  them, may be left out), and then a line for each number;
- as a table, from its web page: lines of title, a line with the quarters, and then a line for each area.
"""

import csv
import re
from collections import Counter
from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import dataclass
from io import StringIO

from kontrakt.dansk import soegetekst, vis_tal

MAKS_BYTES = 1_000_000
MAKS_FEJL = 100  # shown; a file with more of them is another file
HENT = "Hent tabellen FOLK1A i Statistikbanken som CSV med semikolon, med område og tid."
KVARTAL = re.compile(r"([12][0-9]{3})K([1-4])(?: \1K\2)?", re.IGNORECASE)  # as a code, as a text, or as both
_PROJEKTMAPPE = (b"PK\x03\x04", b"\xd0\xcf\x11\xe0")  # how .xlsx and .xls begin
_STYRETEGN = re.compile(r"[\x00-\x08\x0e-\x1f\x7f]")

Raekke = tuple[int, list[str]]  # its line in the file, and its cells


@dataclass(frozen=True)
class Linjefejl:
    """What is wrong, and in which line; None when it is the whole file."""

    linje: int | None
    tekst: str

    def __str__(self) -> str:
        return f"Linje {self.linje}: {self.tekst}" if self.linje else self.tekst


class Folketalsfejl(Exception):  # noqa: N818 - fejl is Danish for error
    """A file that cannot be used; `fejl` is what is wrong with it, in the order of its lines."""

    def __init__(self, fejl: Iterable[Linjefejl]) -> None:
        alle = sorted(fejl, key=lambda en: en.linje or 0)
        flere = [Linjefejl(None, f"Og {vis_tal(len(alle) - MAKS_FEJL)} fejl til.")] if len(alle) > MAKS_FEJL else []
        self.fejl = (*alle[:MAKS_FEJL], *flere)
        super().__init__("\n".join(map(str, self.fejl)))


@dataclass(frozen=True)
class Post:
    """One number of the file. `dele` says by the column's name whose it is: what sex, age and the like."""

    linje: int
    omraade: str
    dele: Mapping[str, str]
    tid: str
    antal: str


def laes_poster(indhold: bytes, kender: Callable[[str], bool]) -> tuple[list[Post], list[Linjefejl]]:
    """Every number of a file, and the lines that do not fit its headings.

    `kender` says whether a text is an area, by which a table's column of areas is known. Raises `Folketalsfejl` when
    the file is neither of the two shapes.
    """
    raekker = _raekker(_tekst(indhold))
    for nr, (linje, celler) in enumerate(raekker):
        foldede = [soegetekst(celle) for celle in celler]
        if {"område", "tid", "indhold"} <= set(foldede) and len(set(foldede)) == len(foldede):
            return _lang(celler, foldede, raekker[nr + 1 :])
        if (foerste := _foerste_kvartal(celler)) is not None:
            _kun_en_gang(linje, celler[foerste:])
            return _tabel(celler, foerste, raekker[nr + 1 :], kender)
    raise Folketalsfejl([Linjefejl(None, f"Filen har ingen linje med overskrifter. {HENT}")])


def _tekst(indhold: bytes) -> str:
    """The file's text; Windows-1252 is what remains when it is not UTF-8."""
    if len(indhold) > MAKS_BYTES:
        besked = f"Filen fylder {vis_tal(len(indhold) // 1000)} kB. Den må højst fylde 1 MB. Vælg færre kvartaler."
        raise Folketalsfejl([Linjefejl(None, besked)])
    if indhold.startswith(_PROJEKTMAPPE):
        besked = "Filen er en projektmappe fra Excel. Gem den som CSV med semikolon, og vælg CSV-filen."
        raise Folketalsfejl([Linjefejl(None, besked)])
    try:
        tekst = indhold.decode("utf-8-sig")
    except UnicodeDecodeError:
        tekst = indhold.decode("cp1252", errors="replace")
    if "\ufffd" in tekst or _STYRETEGN.search(tekst):
        raise Folketalsfejl([Linjefejl(None, f"Filen har tegn, som ikke er tekst. Er det den rigtige fil? {HENT}")])
    if not tekst.strip():
        raise Folketalsfejl([Linjefejl(None, f"Filen er tom. {HENT}")])
    return tekst


def _raekker(tekst: str) -> list[Raekke]:
    """The lines that have something in them."""
    laeser = csv.reader(StringIO(tekst, newline=""), delimiter=";", strict=True)
    raekker: list[Raekke] = []
    linje = 1
    try:
        for celler in laeser:
            if any(rene := [" ".join(celle.split()) for celle in celler]):
                raekker.append((linje, rene))
            linje = laeser.line_num + 1
    except csv.Error as grund:
        besked = "Her kan filen ikke læses. Kontrollér, at hvert anførselstegn bliver lukket."
        raise Folketalsfejl([Linjefejl(linje, besked)]) from grund
    return raekker


def _lang(
    overskrifter: Sequence[str], foldede: Sequence[str], raekker: Iterable[Raekke]
) -> tuple[list[Post], list[Linjefejl]]:
    omraade, tid, antal = (foldede.index(navn) for navn in ("område", "tid", "indhold"))
    dele = [nr for nr in range(len(foldede)) if foldede[nr] and nr not in (omraade, tid, antal)]
    poster, fejl = [], []
    for linje, celler in raekker:
        if len(celler) < len(overskrifter) or any(celler[len(overskrifter) :]):
            fejl.append(_forkert_antal(linje, len(celler), len(overskrifter)))
        else:
            egne = {overskrifter[nr]: celler[nr] for nr in dele}
            poster.append(Post(linje, celler[omraade], egne, celler[tid], celler[antal]))
    return poster, fejl


def _foerste_kvartal(celler: Sequence[str]) -> int | None:
    """The first column with a quarter, in a line that has nothing else from there on."""
    foerste = next((nr for nr, celle in enumerate(celler) if KVARTAL.fullmatch(celle)), None)
    if foerste is None or not all(KVARTAL.fullmatch(celle) for celle in celler[foerste:] if celle):
        return None
    return foerste


def _kun_en_gang(linje: int, kvartaler: Sequence[str]) -> None:
    oftest, gange = Counter(filter(None, kvartaler)).most_common(1)[0]
    if gange > 1:
        besked = f"{oftest} står i flere kolonner. Vælg kun »I alt« af køn, alder og civilstand."
        raise Folketalsfejl([Linjefejl(linje, besked)])


def _tabel(
    overskrifter: Sequence[str], foerste: int, raekker: Sequence[Raekke], kender: Callable[[str], bool]
) -> tuple[list[Post], list[Linjefejl]]:
    """A cell in front that is empty has the value of the line above. A line without numbers is a note."""
    foran = max(foerste, 1)  # the line with the quarters may begin with the first of them
    navne = [overskrifter[nr] or f"kolonne {nr + 1}" if foerste else "" for nr in range(foran)]
    kvartaler = overskrifter[foerste:]
    bredde = foran + len(kvartaler)
    omraade = _omraadekolonne(foran, raekker, kender)
    poster, fejl = [], []
    over = [""] * foran
    for linje, korte in raekker:
        celler = [*korte, *[""] * (bredde - len(korte))]
        over = [celle or foer for celle, foer in zip(celler[:foran], over, strict=True)]
        if not any(celler[foran:]) and not kender(celler[omraade]):
            continue
        if any(celler[bredde:]):
            fejl.append(_forkert_antal(linje, len(celler), bredde))
            continue
        dele = {navne[nr]: over[nr] for nr in range(foran) if nr != omraade}
        tal = zip(kvartaler, celler[foran:bredde], strict=True)
        poster += [Post(linje, over[omraade], dele, tid, antal) for tid, antal in tal if tid]
    return poster, fejl


def _omraadekolonne(foran: int, raekker: Iterable[Raekke], kender: Callable[[str], bool]) -> int:
    """The column in front of the numbers that names the most different areas."""
    celler = [{raekke[nr] for _, raekke in raekker if nr < len(raekke)} for nr in range(foran)]
    return max(range(foran), key=lambda nr: (sum(map(kender, celler[nr])), -nr))


def _forkert_antal(linje: int, fundne: int, ventede: int) -> Linjefejl:
    besked = f"Linjen har {fundne} felter, men overskriften har {ventede}. Er et semikolon for meget eller for lidt?"
    return Linjefejl(linje, besked)
