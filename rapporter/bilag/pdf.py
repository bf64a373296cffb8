"""The annex as a PDF, tagged for screen readers (PDF/UA-1); written by typst from the template beside this module.

The texts go in as data and are never read as markup. Nothing but the template and its fonts is read, and the same annex
gives the same bytes, on a server without fonts too: see docs/beslutninger/0022-pdf-med-typst.md.
"""

import json
import unicodedata
from dataclasses import asdict
from functools import cache, lru_cache
from itertools import groupby
from pathlib import Path
from typing import Any, cast

import typst
from django.conf import settings
from django.core import checks

from maal.typer import Vurdering
from rapporter.aendringer import UAENDRET, Aendringsraekke
from rapporter.bilag.indhold import Bilag, listepunkt
from rapporter.farver import VURDERINGSFARVER
from rapporter.pakke import uden_forbudte_tegn

SKRIFT = "IBM Plex Sans"  # the pages' own font
SKRIFTMAPPE = Path(settings.BASE_DIR) / "node_modules/dkfds/dist/fonts/IBMPlexSans/complete/ttf"
SKRIFT_MANGLER = f"Skrifttypen til PDF findes ikke: {SKRIFTMAPPE}."
RAAD = "Kør npm ci --omit=dev --ignore-scripts."
_SKABELON = Path(__file__).with_name("bilag.typ")
_ERSTATNING = "\N{REPLACEMENT CHARACTER}"  # stands where no font has a sign
# What is shown with the sign before it or not at all: accents, keycaps, and what joins signs or chooses their form
_MAERKER = frozenset({"Mn", "Mc", "Me", "Cf"})
_USYNLIGE = "\N{SOFT HYPHEN}\N{ZERO WIDTH SPACE}\N{WORD JOINER}"
_TEGNPROEVE = b'#set document(title: "x"); #set text(font: sys.inputs.skrift); #sys.inputs.tegn'


def skriv_pdf(bilag: Bilag) -> bytes:
    """The PDF as bytes; `FileNotFoundError` when the design system is not installed.

    A sign that no font has, such as an emoji, becomes a � so that it is seen to be missing.
    """
    tekst = json.dumps(_ren(_data(bilag)), default=str)
    return _oversaet(_SKABELON.read_bytes(), {"bilag": tekst}, int(bilag.dannet.timestamp()))


def _data(bilag: Bilag) -> dict[str, Any]:
    """The annex as the template reads it: its own fields, with lines gathered into lists and paragraphs."""
    data = asdict(bilag)
    for punkt in (*(punkt for maal in data["maal"] for punkt in maal["punkter"]), *data["indsatser"]):
        punkt["status"] = [
            {"er_liste": er_liste, "linjer": [listepunkt(linje) or linje for linje in linjer]}
            for er_liste, linjer in groupby(punkt["status"], key=lambda linje: bool(listepunkt(linje)))
        ]
    aendringer = [_aendring(raekke) for raekke in bilag.aendringer]
    return {**data, "aendringer": aendringer, "ord": _ord(), "skrift": SKRIFT}


def _aendring(raekke: Aendringsraekke) -> dict[str, Any]:
    """A goal of the next contract, with the målepunkter that are not as they were."""
    punkter = [
        {**asdict(punkt), "har_skiftet_nummer": punkt.har_skiftet_nummer}
        for punkt in raekke.maalepunkter
        if punkt.aendring != UAENDRET
    ]
    return {**asdict(raekke), "uenighed": raekke.uenighed, "maalepunkter": punkter}


def _oversaet(skabelon: bytes, data: dict[str, str], tidspunkt: int) -> bytes:
    oversaetter = typst.Compiler(
        skabelon, root=_SKABELON.parent, font_paths=_skrifter(), ignore_system_fonts=True, sys_inputs=data
    )
    return cast(bytes, oversaetter.compile(format="pdf", pdf_standards="ua-1", timestamp=tidspunkt))


def efterse_skrift(**_: object) -> list[checks.CheckMessage]:
    """What `manage.py check` says when the design system, whose font the PDF is set in, is not installed."""
    if SKRIFTMAPPE.is_dir():
        return []
    return [checks.Warning(f"{SKRIFT_MANGLER} Ingen kan hente et bilag som PDF.", hint=RAAD, id="rapporter.W001")]


@cache
def _skrifter() -> typst.Fonts:
    """The fonts of the design system and of the wheel; `FileNotFoundError` when the design system is not installed."""
    if not SKRIFTMAPPE.is_dir():
        raise FileNotFoundError(f"{SKRIFT_MANGLER} {RAAD}")
    return typst.Fonts(include_system_fonts=False, font_paths=[str(SKRIFTMAPPE)])


def _ord() -> dict[str, dict[str, str]]:
    """What each verdict is called, and its colour."""
    return {
        str(vurdering): {"navn": str(vurdering.label), "farve": VURDERINGSFARVER[vurdering]} for vurdering in Vurdering
    }


def _ren(vaerdi: Any) -> Any:
    """The data with texts that can be shown: without control characters, and with no sign that no font has."""
    if isinstance(vaerdi, dict):
        return {navn: _ren(del_) for navn, del_ in vaerdi.items()}
    if isinstance(vaerdi, list | tuple):
        return [_ren(del_) for del_ in vaerdi]
    return _ren_tekst(vaerdi) if isinstance(vaerdi, str) else vaerdi


def _ren_tekst(tekst: str) -> str:
    klynger: list[str] = []
    for tegn in unicodedata.normalize("NFC", uden_forbudte_tegn(tekst).replace("\t", " ")):
        if klynger and _er_maerke(tegn):
            klynger[-1] += tegn
        else:
            klynger.append(tegn)
    return "".join(klynge if _er_hel(klynge) else _erstat(klynge) for klynge in klynger)


def _er_maerke(tegn: str) -> bool:
    return unicodedata.category(tegn) in _MAERKER


def _er_hel(klynge: str) -> bool:
    """Whether a sign can be shown with its marks. Of the marks only accents, and only on letters, are surely shown."""
    tegn, maerker = klynge[0], klynge[1:]
    er_bogstav = tegn.isalpha() and all("\u0300" <= et <= "\u036f" or et in _USYNLIGE for et in maerker)
    return klynge.isascii() or ((not maerker or er_bogstav) and not _er_maerke(tegn) and _kan_vises(klynge))


def _erstat(klynge: str) -> str:
    """What can be shown of a sign with its marks: 1 of a keycap, which is 1, a selector of form and the key."""
    tegn, maerker = klynge[0], klynge[1:]
    tegn = tegn if tegn.isascii() or (_kan_vises(tegn) and not _er_maerke(tegn)) else _ERSTATNING
    return tegn + _ERSTATNING * any(unicodedata.category(et) != "Cf" for et in maerker)


@lru_cache(maxsize=10_000)
def _kan_vises(tegn: str) -> bool:
    """Whether a font has the sign: typst, which refuses to write a PDF/UA-1 with one that none has, says so itself."""
    try:
        _oversaet(_TEGNPROEVE, {"tegn": tegn, "skrift": SKRIFT}, 0)
    except typst.TypstError:
        return False
    return True
