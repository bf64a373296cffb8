"""One report's four files read back: what each says of every målepunkt, segment, target, result and verdict.

Each reader knows how its file is laid out and nothing else of the report, and all give the same shape.
"""

import re
from collections.abc import Iterator
from dataclasses import dataclass
from decimal import Decimal
from io import BytesIO
from typing import Any

from openpyxl import load_workbook
from pypdf import PdfReader

from kontrakt.dansk import laes_tal
from maal.typer import Vurdering
from tests.rapporter import powerpointfil, wordfil

_ORD = ("mindst", "over", "højst", "inden for")
_TAL = r"−?[0-9][0-9.]*(?:,[0-9]+)?"
_FIGUR = rf"{_TAL}(?: %| procentpoint)?"
_DOM = "|".join(sorted((str(ord_.label) for ord_ in Vurdering), key=len, reverse=True))
_SEGMENT = "Drift|Vækst"
_EXCELENHEDER = {"procent": "%", "geografisk spredning": "%", "procentpoint": "procentpoint"}


@dataclass(frozen=True)
class Figur:
    """A target or a result: what is demanded, the numbers in order, and their unit."""

    ord: str = ""
    tal: tuple[Decimal, ...] = ()
    enhed: str = ""


@dataclass(frozen=True)
class Linje:
    """What a file says of a målepunkt's segment; one without figures has one line."""

    punkt: str
    segment: str
    maaltal: Figur
    resultat: Figur
    vurdering: str


def figur(tekst: str) -> Figur:
    """Read `mindst 1.680`, `inden for 50 % ±10 %`, `2,50`."""
    tekst = _lige(tekst)
    enhed = "%" if "%" in tekst else "procentpoint" if "procentpoint" in tekst else ""
    ord_ = next((ord_ for ord_ in _ORD if tekst.startswith(ord_)), "")
    return Figur(ord_, tuple(laes_tal(tal) for tal in re.findall(_TAL, tekst)), enhed)


def af_excel(fil: bytes) -> list[Linje]:
    """What the workbook says: a row for each segment."""
    hele = list(load_workbook(BytesIO(fil))["Målopfyldelse"].iter_rows(values_only=True))
    (nr,) = [nr for nr, raekke in enumerate(hele) if raekke[0] == "Mål"]
    hoved = hele[nr]
    linjer: list[Linje] = []
    for vaerdier in hele[nr + 1 :]:
        raekke: dict[Any, Any] = dict(zip(hoved, vaerdier, strict=True))
        enhed = _EXCELENHEDER.get(raekke["Enhed"], "")
        krav = figur(raekke["Krav"] or "")
        linje = Linje(
            punkt=str(raekke["Målepunkt"]).split()[0],
            segment="" if raekke["Segment"] == "Alle" else raekke["Segment"],
            maaltal=Figur(krav.ord, _tal(raekke["Måltal"]) + krav.tal, enhed) if krav.ord else Figur(),
            resultat=Figur("", _tal(raekke["Resultat"]), enhed) if raekke["Resultat"] is not None else Figur(),
            vurdering=raekke["Vurdering"],
        )
        linjer.append(linje)
    return _uden_tomme(linjer)


def _tal(vaerdi: Any) -> tuple[Decimal, ...]:
    return () if vaerdi is None else (Decimal(str(vaerdi)),)


def _uden_tomme(linjer: list[Linje]) -> list[Linje]:
    """Only a målepunkt without a single figure has a line that says its verdict alone."""
    med = {linje.punkt for linje in linjer if linje.maaltal.tal or linje.resultat.tal}
    foerste = {linje.punkt: linje for linje in reversed(linjer)}
    return [
        linje if linje.punkt in med else Linje(linje.punkt, "", Figur(), Figur(), linje.vurdering)
        for linje in linjer
        if linje.maaltal.tal or linje.resultat.tal or (linje.punkt not in med and foerste[linje.punkt] is linje)
    ]


def af_word(fil: bytes) -> list[Linje]:
    """What the document says: what is promised at the left, what came of it at the right."""
    linjer: list[Linje] = []
    for tabel in wordfil.laes(fil).tables:
        for raekke in tabel.rows:
            venstre, *hoejre = (_lige(celle.text) for celle in raekke.cells)
            if len(hoejre) == 1 and re.match(r"[0-9]+\.[0-9]+ ", venstre):
                linjer += _wordlinjer(venstre, hoejre[0])
    return linjer


def _wordlinjer(venstre: str, hoejre: str) -> Iterator[Linje]:
    punkt = venstre.split()[0]
    krav = dict(re.findall(r"^Måltal(?:, (drift|vækst))?: (.*)$", venstre, re.MULTILINE))
    moenster = rf"^(?:({_SEGMENT}): )?(?:({_FIGUR}) *)? *({_DOM})$"
    sagt = []
    for linje in hoejre.split("\n"):
        if (fundet := re.match(moenster, linje.strip())) is None:
            break
        sagt.append(fundet.groups(""))
    if len(sagt) > 1:
        sagt = sagt[1:]  # the målepunkt's own verdict stands first
    for segment, resultat, vurdering in sagt:
        yield Linje(punkt, segment, figur(krav.get(segment.lower(), "")), figur(resultat), vurdering)


def af_powerpoint(fil: bytes) -> list[Linje]:
    """What the slides say: figures above the text, and the verdict beside them."""
    tabeller = powerpointfil.tabeller(powerpointfil.laes(fil))
    raekker = powerpointfil.sammenhaengende([tabel for titel, tabel in tabeller if " – mål" in titel])
    linjer: list[Linje] = []
    maal = ""
    for venstre, midte, vurdering in raekker:
        if fundet := re.match(r"Mål ([0-9]+)", venstre):
            maal = fundet[1]
        if fundet := re.search(rf"^({maal}\.[0-9]{{1,2}}) ", venstre, re.MULTILINE):
            linjer += _powerpointlinjer(fundet[1], _lige(midte), vurdering)
    return linjer


def _powerpointlinjer(punkt: str, midte: str, vurdering: str) -> list[Linje]:
    egen = rf"(?: – ({_DOM}))?$"
    med = re.compile(rf"^(?:({_SEGMENT}): )?({_FIGUR})(?: \(([^)]*)\))?{egen}")
    uden = re.compile(rf"^(?:({_SEGMENT}) \(|()Krav: )(.*?)\)?{egen}")
    linjer = []
    for linje in midte.split("\n"):
        if fundet := med.match(linje):
            segment, resultat, krav, dom = fundet.groups("")
        elif fundet := uden.match(linje):
            segment, _, krav, dom = fundet.groups("")
            resultat = ""
        else:
            break
        linjer.append(Linje(punkt, segment, figur(krav), figur(resultat), dom or vurdering))
    return linjer or [Linje(punkt, "", Figur(), Figur(), vurdering)]


def af_pdf(fil: bytes) -> list[Linje]:
    """What the PDF says, told by where on the page it stands: a row for each segment, its verdict at the right."""
    linjer: list[list[str]] = []
    for side in PdfReader(BytesIO(fil)).pages:
        stykker = _stykker(side)
        for ord_ in ("Særlige indsatsområder", "Ændringer i "):
            stop = [y for _, y, tekst in stykker if tekst.startswith(ord_)]
            stykker = [et for et in stykker if not stop or et[1] > stop[0]]
        hoved = {tekst: x for x, _, tekst in stykker if tekst in ("Måltal", "Resultat", "Vurdering")}
        if "Måltal" in hoved:
            _laes_side(stykker, hoved, linjer)
        if stop:
            break
    return [Linje(punkt, *_segment(krav, resultat), vurdering) for punkt, krav, resultat, vurdering in linjer]


def _stykker(side: Any) -> list[tuple[float, float, str]]:
    """What stands on a page, from the top down and from the left: where, and what."""
    fundet: list[tuple[float, float, str]] = []

    def se(tekst: str, cm: list[float], *_: object) -> None:
        if tekst.strip():
            fundet.append((round(cm[4]), round(cm[5], 1), _lige(tekst).strip()))

    side.extract_text(visitor_text=se)
    return sorted(fundet, key=lambda stykke: (-stykke[1], stykke[0]))


def _laes_side(stykker: list[tuple[float, float, str]], hoved: dict[str, float], linjer: list[list[str]]) -> None:
    punkter = {y: tekst for x, y, tekst in stykker if re.fullmatch(r"[0-9]+\.[0-9]{1,2}", tekst) and x < 70}
    domme = {y: tekst for x, y, tekst in stykker if x == hoved["Vurdering"] and tekst != "Vurdering"}
    for y, vurdering in domme.items():
        if (punkt := punkter.get(y)) or linjer:
            linjer.append([punkt or linjer[-1][0], "", "", vurdering])
        under = [andet for andet in domme if andet < y]
        for nr, navn in ((1, "Måltal"), (2, "Resultat")):
            celle = [
                t for x, hvor, t in stykker if x == hoved[navn] and y >= hvor > max(under, default=0) and t != navn
            ]
            linjer[-1][nr] = " ".join(celle)


def _segment(krav: str, resultat: str) -> tuple[str, Figur, Figur]:
    fundet = re.match(rf"({_SEGMENT}): ", krav or resultat)
    segment = fundet[1] if fundet else ""
    return segment, figur(krav.removeprefix(f"{segment}: ")), figur(resultat.removeprefix(f"{segment}: "))


def _lige(tekst: str) -> str:
    return tekst.replace("\N{NO-BREAK SPACE}", " ")


LAESERE = {"word": af_word, "pdf": af_pdf, "powerpoint": af_powerpoint, "excel": af_excel}
