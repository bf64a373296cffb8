"""The look of the slides: python-pptx's own template in 16:9 with our colours, font, layouts and table style.

Whoever edits the slides changes the look in the slide master (Vis, Diasmaster) and in the table's style, not slide by
slide: only sizes that must fit a text stand on the slides.
"""

from functools import cache
from io import BytesIO
from typing import Any

from lxml import etree
from pptx import Presentation
from pptx.enum.shapes import PP_PLACEHOLDER as PP
from pptx.opc.constants import RELATIONSHIP_TYPE as RT
from pptx.opc.package import Part
from pptx.oxml import parse_xml
from pptx.oxml.ns import _nsmap as nsmap
from pptx.oxml.ns import qn
from pptx.presentation import Presentation as Praesentation
from pptx.slide import SlideLayout
from pptx.util import Pt

from rapporter.excel.celler import SKRIFT

BLAA = "1F3A5F"
BREDDE, HOEJDE = Pt(960), Pt(540)
TITEL = (Pt(36), Pt(22), Pt(888), Pt(66))  # left, top, width, height, as the others
TABEL = (Pt(36), Pt(96), Pt(888), Pt(402))
FORSIDETITEL = (Pt(72), Pt(70), Pt(816), Pt(160))
UNDERTITEL = (Pt(72), Pt(250), Pt(816), Pt(240))
_SIDETAL = (Pt(804), Pt(506), Pt(120), Pt(22))
FORSIDE, TABELSIDE = 0, 1  # the layouts
_LAYOUTS = {0: "Forside", 1: "Titel og tabel", 5: "Kun titel"}
TABELSTIL = "{6B1C5A0E-4E0B-4E53-9C38-1A7E7A0E5F21}"
TITELSKRIFT = 28
_LEDETEKSTER = {
    "Click to edit Master title style": "Klik for at skrive en titel",
    "Click to edit Master subtitle style": "Klik for at skrive en undertitel",
    "Click to edit Master text styles": "Klik for at skrive tekst",
    "Second level": "Andet niveau",
    "Third level": "Tredje niveau",
    "Fourth level": "Fjerde niveau",
    "Fifth level": "Femte niveau",
}
_HVID_LISTE = (
    f'<a:lstStyle xmlns:a="{nsmap["a"]}"><a:lvl1pPr marL="0" indent="0" algn="l"><a:buNone/><a:defRPr><a:solidFill>'
    '<a:schemeClr val="bg1"/></a:solidFill></a:defRPr></a:lvl1pPr></a:lstStyle>'
)


def ny_praesentation() -> Praesentation:
    """Give a presentation without slides in our look."""
    return Presentation(BytesIO(_skabelon()))


@cache
def _skabelon() -> bytes:
    """The template, made once in each process."""
    praesentation = Presentation()
    praesentation.slide_width, praesentation.slide_height = BREDDE, HOEJDE
    _ryd(praesentation)
    _tema(praesentation)
    _master(praesentation)
    for layout, navn in zip(praesentation.slide_layouts, _LAYOUTS.values(), strict=True):
        _layout(layout, navn)
    _forside(praesentation.slide_layouts[FORSIDE])
    _tabelside(praesentation.slide_layouts[TABELSIDE])
    fil = BytesIO()
    praesentation.save(fil)
    return fil.getvalue()


def _ryd(praesentation: Praesentation) -> None:
    """Take away what is of another format, of somebody's printer or program, or not used."""
    praesentation.part._element.find(qn("p:sldSz")).attrib.pop("type", None)
    layouts = praesentation.slide_layouts
    for layout in [layout for nummer, layout in enumerate(layouts) if nummer not in _LAYOUTS]:
        layouts.remove(layout)
    fremmed = (RT.PRINTER_SETTINGS, RT.THUMBNAIL, RT.EXTENDED_PROPERTIES)
    for rels in (praesentation.part._rels, praesentation.part.package._rels):
        for noegle in [noegle for noegle, rel in rels.items() if rel.reltype in fremmed]:
            rels.pop(noegle)


def _tema(praesentation: Praesentation) -> None:
    """Set colours, font, table style and language."""
    tema = _del(praesentation.slide_master.part, RT.THEME)
    roden = etree.fromstring(tema.blob)
    roden.set("name", "Resultatkontrakt")
    for navn, farve in (("dk2", BLAA), ("lt2", "F2F4F7"), ("accent1", BLAA), ("accent2", "5B6B7F")):
        roden.find(f".//{qn(f'a:{navn}')}/{qn('a:srgbClr')}").set("val", farve)
    for skrift in roden.iterfind(f".//{qn('a:fontScheme')}/*/{qn('a:latin')}"):
        skrift.set("typeface", SKRIFT)
    tema._blob = etree.tostring(roden, xml_declaration=True, encoding="UTF-8", standalone=True)
    _del(praesentation.part, RT.TABLE_STYLES)._blob = _tabelstil()
    praesentation.part._element.find(f".//{qn('a:defPPr')}/{qn('a:defRPr')}").set("lang", "da-DK")


def _del(ejer: Any, slags: str) -> Part:
    part: Part = ejer.part_related_by(slags)
    return part


def _tabelstil() -> bytes:
    """A table of calm lines under a dark heading, as a style of the file; the heading row is its `firstRow`."""
    streg = '<a:ln w="9525"><a:solidFill><a:schemeClr val="accent2"/></a:solidFill></a:ln>'
    ingen = "<a:ln><a:noFill/></a:ln>"
    sider = {"left": ingen, "right": ingen, "top": ingen, "bottom": streg, "insideH": streg, "insideV": ingen}
    kanter = "".join(f"<a:{side}>{linje}</a:{side}>" for side, linje in sider.items())
    fed = ' b="on"'
    tekst = '<a:tcTxStyle{}><a:fontRef idx="minor"/><a:schemeClr val="{}"/></a:tcTxStyle>'
    return _xml(
        f'<a:tblStyleLst xmlns:a="{nsmap["a"]}" def="{TABELSTIL}">'
        f'<a:tblStyle styleId="{TABELSTIL}" styleName="Resultatkontrakt"><a:wholeTbl>{tekst.format("", "dk1")}'
        f"<a:tcStyle><a:tcBdr>{kanter}</a:tcBdr><a:fill><a:noFill/></a:fill></a:tcStyle></a:wholeTbl>"
        f"<a:firstRow>{tekst.format(fed, 'lt1')}<a:tcStyle><a:tcBdr/>"
        '<a:fill><a:solidFill><a:schemeClr val="accent1"/></a:solidFill></a:fill></a:tcStyle></a:firstRow>'
        "</a:tblStyle></a:tblStyleLst>"
    )


def _xml(tekst: str) -> bytes:
    return b'<?xml version="1.0" encoding="UTF-8" standalone="yes"?>\n' + tekst.encode()


def _master(praesentation: Praesentation) -> None:
    """Place title, text and slide number; titles are bold and blue at the left."""
    master = praesentation.slide_master
    for form in list(master.placeholders):
        slags = form.placeholder_format.type
        if slags in (PP.DATE, PP.FOOTER):
            form._element.getparent().remove(form._element)
        else:
            _saet(form, {PP.TITLE: TITEL, PP.BODY: TABEL, PP.SLIDE_NUMBER: _SIDETAL}[slags])
    titel = master._element.find(f"{qn('p:txStyles')}/{qn('p:titleStyle')}/{qn('a:lvl1pPr')}")
    titel.set("algn", "l")
    _skrift(titel, str(TITELSKRIFT * 100), "accent1")
    for niveau, stoerrelse in enumerate((2000, 1800, 1600, 1400, 1400), start=1):
        afsnit = master._element.find(f"{qn('p:txStyles')}/{qn('p:bodyStyle')}/{qn(f'a:lvl{niveau}pPr')}")
        afsnit.find(qn("a:defRPr")).set("sz", str(stoerrelse))
    for farve in list(master._element.iter(qn("a:tint"))):
        farve.getparent().remove(farve)  # the slide number pale on white
    _dansk(master._element)


def _skrift(niveau: Any, stoerrelse: str, farve: str) -> None:
    """Set size and colour of a level, in bold."""
    tegn = niveau.find(qn("a:defRPr"))
    tegn.set("sz", stoerrelse)
    tegn.set("b", "1")
    tegn.find(f".//{qn('a:schemeClr')}").set("val", farve)


def _saet(form: Any, plads: tuple[int, int, int, int]) -> None:
    form.left, form.top, form.width, form.height = plads


def _dansk(element: Any) -> None:
    """Mark the prompts as Danish, and say them in Danish."""
    for tegn in element.iter(qn("a:rPr"), qn("a:endParaRPr"), qn("a:defRPr")):
        tegn.attrib.pop("smtClean", None)
        if tegn.get("lang"):
            tegn.set("lang", "da-DK")
    for tekst in element.iter(qn("a:t")):
        tekst.text = _LEDETEKSTER.get(tekst.text, tekst.text)


def _layout(layout: SlideLayout, navn: str) -> None:
    """Name a layout; it has what its master has and nothing that differs from slide to slide."""
    layout._element.cSld.set("name", navn)
    _dansk(layout._element)
    for form in list(layout.placeholders):
        if form.placeholder_format.type in (PP.DATE, PP.FOOTER):
            form._element.getparent().remove(form._element)


def _forside(layout: SlideLayout) -> None:
    """White on blue, the title above the subtitle; no number."""
    baggrund = parse_xml(
        f'<p:bg xmlns:p="{nsmap["p"]}" xmlns:a="{nsmap["a"]}"><p:bgPr><a:solidFill><a:schemeClr val="accent1"/>'
        "</a:solidFill><a:effectLst/></p:bgPr></p:bg>"
    )
    layout._element.cSld.insert(0, baggrund)
    for form in list(layout.placeholders):
        slags = form.placeholder_format.type
        if slags == PP.SLIDE_NUMBER:
            form._element.getparent().remove(form._element)
            continue
        _saet(form, FORSIDETITEL if slags == PP.CENTER_TITLE else UNDERTITEL)
        form._element.find(f".//{qn('a:bodyPr')}").set("anchor", "b" if slags == PP.CENTER_TITLE else "t")
        liste = form._element.find(f".//{qn('a:lstStyle')}")
        liste.getparent().replace(liste, parse_xml(_HVID_LISTE))


def _tabelside(layout: SlideLayout) -> None:
    """A title above a place for a table."""
    layout.placeholders[1]._element.find(f".//{qn('p:ph')}").set("type", "tbl")
    layout._element.set("type", "tbl")
