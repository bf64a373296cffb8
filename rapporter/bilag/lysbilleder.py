"""A title slide and slides with tables, in PowerPoint's own placeholders; knows no contract.

A table is laid out by `ombrydning`. Every slide has a title of its own kind (`p:ph`), so that outline and screen
readers have it, tables have a marked heading row and an alternative text, and every piece of text is marked as Danish.
"""

from collections.abc import Callable, Sequence
from copy import deepcopy
from dataclasses import dataclass, replace
from functools import partial
from itertools import takewhile
from math import ceil
from typing import Any

from lxml import etree
from pptx.oxml.ns import _nsmap as nsmap
from pptx.oxml.shapes.graphfrm import CT_GraphicalObjectFrame
from pptx.presentation import Presentation
from pptx.slide import Slide
from pptx.util import Emu, Pt

from rapporter.bilag.ombrydning import (
    AFSTAND,
    INDRYK,
    LUFT,
    Afsnit,
    Celle,
    Gruppe,
    Opsaetning,
    Raekke,
    Side,
    Stykke,
    ombryd,
)
from rapporter.bilag.skabelon import FORSIDE, FORSIDETITEL, TABEL, TABELSIDE, TABELSTIL, TITEL, TITELSKRIFT, UNDERTITEL
from rapporter.pakke import uden_forbudte_tegn

A, P = (f"{{{nsmap[navn]}}}" for navn in "ap")  # the names of drawings and of presentations
SKRIFTER = (12, 14, 16)
STORE_SKRIFTER = (*SKRIFTER, 18, 20)  # of a table that may say little, and whose slides need not look alike
_LINJELUFT = 8  # above a paragraph on the title slide
_TITELSKRIFTER = (TITELSKRIFT, 24, 20)
_FORSIDESKRIFTER = (44, 36, 28, 24, 20, 16, 14)
_UNDERTITELSKRIFTER = (24, 20, 18, 16)
_MAERKER = {"fjernet": ("9B1C1C", "strike", "sngStrike"), "tilfoejet": ("0B5D1E", "u", "sng")}


@dataclass(frozen=True)
class Tabel:
    """A table for one slide or more: headings, each column's share of the width, and the groups of rows.

    `titel` gives a slide's title, and `kort_titel` another where that is too long; `grupper_pr_side` at most. Its font
    has one of the sizes `skrifter`, the smallest first.
    """

    hoved: tuple[str, ...]
    andele: tuple[float, ...]
    grupper: tuple[Gruppe, ...]
    titel: Callable[[Side], str]
    kort_titel: Callable[[Side], str]
    grupper_pr_side: int = 1_000
    skrifter: tuple[int, ...] = SKRIFTER


def tilfoej_forside(praesentation: Presentation, titel: str, undertitel: Sequence[Afsnit]) -> bool:
    """Add the title slide; False, and nothing is added, when the texts take more than it has room for."""
    titelskrift = _passende(_FORSIDESKRIFTER, (_ren(titel),), FORSIDETITEL)
    skrift = _passende(_UNDERTITELSKRIFTER, undertitel, UNDERTITEL, _LINJELUFT)
    if titelskrift is None or skrift is None:
        return False
    slide = praesentation.slides.add_slide(praesentation.slide_layouts[FORSIDE])
    titelplads, undertitelplads = _pladser(slide)
    _skriv(titelplads, (_ren(titel),), titelskrift)
    _skriv(undertitelplads, undertitel, skrift, _LINJELUFT)
    return True


def tilfoej_tabel(praesentation: Presentation, tabel: Tabel) -> None:
    """Add the slides that the table takes in the smallest font, and show each in the largest that it has room for."""
    hoved = tuple(Celle((_ren(navn),)) for navn in tabel.hoved)
    mulige = [_opsaetning(tabel, hoved, skrift) for skrift in tabel.skrifter]
    mindste, *stoerre = mulige
    for side in _jaevnt(tabel.grupper, mindste):
        slide = praesentation.slides.add_slide(praesentation.slide_layouts[TABELSIDE])
        titel = tabel.titel(side)
        skrift = _passende(_TITELSKRIFTER, (_ren(titel),), TITEL)
        if skrift is None:
            titel, skrift = tabel.kort_titel(side), _TITELSKRIFTER[0]
        titelplads, tabelplads = _pladser(slide)
        # The template has the title's own size already: it stands on a slide only where it is another.
        _skriv(titelplads, (_ren(titel),), 0 if skrift == TITELSKRIFT else skrift)
        *_, stoerst = mindste, *takewhile(partial(Opsaetning.har_plads, raekker=side.raekker), stoerre)
        _indsaet(tabelplads, (hoved, *side.raekker), stoerst, f"Tabel: {', '.join(tabel.hoved)}. {titel}.")
        _sidetal(slide, len(praesentation.slides))


def _jaevnt(grupper: Sequence[Gruppe], opsaetning: Opsaetning) -> list[Side]:
    """As few slides as can be, and as many groups on each where that takes no more: none is left alone on the last."""
    sider = ombryd(grupper, opsaetning)
    lige_mange = ombryd(grupper, replace(opsaetning, grupper=ceil(len(grupper) / len(sider))))
    return lige_mange if len(lige_mange) == len(sider) else sider


def _opsaetning(tabel: Tabel, hoved: Raekke, skrift: int) -> Opsaetning:
    """The room below the table's heading in a font of that size."""
    bredder = tuple(TABEL[2].pt * andel / sum(tabel.andele) for andel in tabel.andele)
    opsaetning = Opsaetning(TABEL[3].pt, bredder, skrift, tabel.grupper_pr_side)
    return replace(opsaetning, hoejde=TABEL[3].pt - opsaetning.raekkehoejde(hoved))


def _pladser(slide: Slide) -> list[Any]:
    """The slide's placeholders as it came from its layout, the title's first."""
    pladser: list[Any] = slide.shapes._spTree.findall(f"{P}sp")
    return pladser


def _ren(tekst: str) -> Afsnit:
    """A title, on one line."""
    return Afsnit((Stykke(uden_forbudte_tegn(tekst).replace("\n", " "), fed=True),))


def _passende(
    skrifter: Sequence[int], afsnit: Sequence[Afsnit], plads: tuple[Pt, Pt, Pt, Pt], luft: float = 0
) -> int | None:
    """The largest of the sizes in which the paragraphs fit in a placeholder; none when they fit in no one."""
    bredde, hoejde = plads[2].pt, plads[3].pt - 2 * LUFT
    for skrift in skrifter:
        opsaetning = Opsaetning(hoejde, (bredde,), skrift, afstand=luft)
        if sum(opsaetning.afsnitshoejde(et, bredde) for et in afsnit) <= hoejde:
            return skrift
    return None


def _indsaet(plads: Any, raekker: Sequence[Raekke], opsaetning: Opsaetning, beskrivelse: str) -> None:
    """Put a table in the place for one, as python-pptx's `insert_table` does, which fetches what is known here."""
    hoejder = [Pt(opsaetning.raekkehoejde(raekke)) for raekke in raekker]
    antal, hvor = len(opsaetning.bredder), TABEL[:3]
    ramme: Any = CT_GraphicalObjectFrame.new_table_graphicFrame(3, "Tabel", 1, antal, *hvor, Emu(sum(hoejder)))
    ramme.nvGraphicFramePr.cNvPr.set("descr", beskrivelse)
    ramme.nvGraphicFramePr.nvPr.append(plads.find(f".//{P}ph"))
    tbl = ramme.find(f".//{A}tbl")
    tbl.tblPr.attrib.pop("bandRow", None)
    tbl.tblPr.find(f"{A}tableStyleId").text = TABELSTIL
    for kolonne, bredde in zip(tbl.tblGrid.gridCol_lst, opsaetning.bredder, strict=True):
        kolonne.w = Pt(bredde)
    tbl.remove(tbl.tr_lst[0])
    for raekke, hoejde in zip(raekker, hoejder, strict=True):
        tr = etree.SubElement(tbl, f"{A}tr", h=str(hoejde))
        for celle in raekke:
            _celle(tr, celle, opsaetning.skrift)
    plads.getparent().replace(plads, ramme)


def _celle(tr: Any, celle: Celle, skrift: float) -> None:
    tc = etree.SubElement(tr, f"{A}tc")
    krop = etree.SubElement(tc, f"{A}txBody")
    etree.SubElement(krop, f"{A}bodyPr")
    etree.SubElement(krop, f"{A}lstStyle")
    for afsnit in celle.afsnit or (Afsnit(()),):
        _afsnit(krop, afsnit, skrift, AFSTAND)
    egenskaber = etree.SubElement(tc, f"{A}tcPr")
    if celle.farve:
        etree.SubElement(etree.SubElement(egenskaber, f"{A}solidFill"), f"{A}srgbClr", val=celle.farve)


def _skriv(plads: Any, alle: Sequence[Afsnit], skrift: float, luft: float = 0) -> None:
    """Fill a placeholder."""
    krop = plads.find(f"{P}txBody")
    for gammelt in krop.findall(f"{A}p"):
        krop.remove(gammelt)
    for afsnit in alle:
        _afsnit(krop, afsnit, skrift, luft)


def _afsnit(krop: Any, afsnit: Afsnit, skrift: float, luft: float) -> None:
    p = etree.SubElement(krop, f"{A}p")
    _afsnitsform(p, afsnit, luft)
    for stykke in afsnit.stykker:
        r = etree.SubElement(p, f"{A}r")
        tegn = _tegn(r, "rPr", skrift)
        if stykke.fed:
            tegn.set("b", "1")
        if stykke.maerke:
            farve, navn, vaerdi = _MAERKER[stykke.maerke]
            tegn.set(navn, vaerdi)
            etree.SubElement(etree.SubElement(tegn, f"{A}solidFill"), f"{A}srgbClr", val=farve)
        etree.SubElement(r, f"{A}t").text = stykke.tekst
    if not afsnit.stykker:
        _tegn(p, "endParaRPr", skrift)


def _afsnitsform(p: Any, afsnit: Afsnit, afstand: float) -> None:
    form = etree.SubElement(p, f"{A}pPr")
    if afsnit.indryk:
        form.set("marL", str(Pt(INDRYK)))
        form.set("indent", str(-Pt(INDRYK) if afsnit.tegn else 0))
    luft = etree.SubElement(form, f"{A}spcBef")
    etree.SubElement(luft, f"{A}spcPts", val=str(int(afstand * 100)))
    if afsnit.tegn:
        etree.SubElement(form, f"{A}buFont", typeface="Arial")
        etree.SubElement(form, f"{A}buChar", char=afsnit.tegn)


def _tegn(element: Any, navn: str, skrift: float) -> Any:
    tegn = etree.SubElement(element, f"{A}{navn}", lang="da-DK")
    if skrift:
        tegn.set("sz", str(int(skrift * 100)))
    return tegn


def _sidetal(slide: Slide, nummer: int) -> None:
    """Give the slide its layout's number, which python-pptx leaves out."""
    pladser = slide.slide_layout.shapes._spTree.findall(f"{P}sp")
    (sidetal,) = [plads for plads in pladser if plads.find(f".//{P}ph").get("type") == "sldNum"]
    kopi: Any = deepcopy(sidetal)
    kopi.nvSpPr.cNvPr.set("id", "4")
    kopi.find(f".//{A}t").text = str(nummer)
    slide.shapes._spTree.append(kopi)
