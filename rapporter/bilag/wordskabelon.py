"""An empty annex in Word: our styles, A4, page numbers, all in Danish; made once and opened anew for each annex.

It is python-docx's empty document with our styles (`word-stile.xml`) in place of its many, and without what comes along
but has nothing to do with an annex: a picture of an empty page, a bibliography, the program it was once made in.
"""

from functools import cache
from io import BytesIO
from pathlib import Path

from docx import Document
from docx.document import Document as Dokument
from docx.oxml import parse_xml
from docx.oxml.ns import nsdecls
from docx.shared import Cm
from docx.text.paragraph import Paragraph

from maal.typer import Vurdering
from rapporter.farver import SKRIFTFARVE, VURDERINGSFARVER

SATSBREDDE = 9638  # between the margins, in twentieths of a point as Word measures tables
MARGEN = Cm(2)
_STILE = Path(__file__).with_name("word-stile.xml")
_UVEDKOMMENDE = ("thumbnail", "extended-properties", "stylesWithEffects", "customXml")
_INDSTILLINGER = """
<w:settings {w}>
  <w:zoom w:percent="100"/>
  <w:defaultTabStop w:val="720"/>
  <w:characterSpacingControl w:val="doNotCompress"/>
  <w:compat>
    <w:compatSetting w:name="compatibilityMode" w:uri="http://schemas.microsoft.com/office/word" w:val="15"/>
  </w:compat>
  <w:themeFontLang w:val="da-DK"/>
  <w:clrSchemeMapping w:bg1="light1" w:t1="dark1" w:bg2="light2" w:t2="dark2" w:accent1="accent1" w:accent2="accent2"
    w:accent3="accent3" w:accent4="accent4" w:accent5="accent5" w:accent6="accent6" w:hyperlink="hyperlink"
    w:followedHyperlink="followedHyperlink"/>
  <w:decimalSymbol w:val=","/>
  <w:listSeparator w:val=";"/>
</w:settings>"""
_PUNKTOPSTILLING = """
<w:numbering {w}>
  <w:abstractNum w:abstractNumId="0">
    <w:multiLevelType w:val="singleLevel"/>
    <w:lvl w:ilvl="0">
      <w:start w:val="1"/>
      <w:numFmt w:val="bullet"/>
      <w:pStyle w:val="ListBullet"/>
      <w:lvlText w:val="•"/>
      <w:lvlJc w:val="left"/>
      <w:pPr><w:ind w:left="284" w:hanging="227"/></w:pPr>
    </w:lvl>
  </w:abstractNum>
  <w:num w:numId="1"><w:abstractNumId w:val="0"/></w:num>
</w:numbering>"""
_VURDERINGSSTIL = """
<w:style {w} w:type="character" w:customStyle="1" w:styleId="{id}">
  <w:name w:val="{navn}"/>
  <w:qFormat/>
  <w:rPr><w:b/><w:bCs/><w:color w:val="{skrift}"/><w:shd w:val="clear" w:color="auto" w:fill="{farve}"/></w:rPr>
</w:style>"""
_FELT = '<w:fldSimple {w} w:instr=" {navn} "><w:r><w:t>1</w:t></w:r></w:fldSimple>'


def vurderingsstil(vurdering: Vurdering) -> str:
    """The name of the style of a verdict's word: bold on the verdict's colour."""
    return f"Vurdering {vurdering.label}"


def tomt_bilag() -> Dokument:
    """A new document without content."""
    return Document(BytesIO(_skabelon()))


def tilfoej_felt(afsnit: Paragraph, navn: str) -> None:
    """Append what Word computes itself: `PAGE`, `NUMPAGES`."""
    afsnit._p.append(parse_xml(_FELT.format(w=nsdecls("w"), navn=navn)))


@cache
def _skabelon() -> bytes:
    dokument = Document()
    for relationer in (dokument.part.rels, dokument.part.package.rels):
        for noegle in [noegle for noegle, rel in relationer.items() if rel.reltype.endswith(_UVEDKOMMENDE)]:
            del relationer[noegle]
    _saet_stile(dokument)
    for del_, xml in (
        (dokument.settings.element, _INDSTILLINGER),
        (dokument.part.numbering_part.element, _PUNKTOPSTILLING),
    ):
        del_[:] = list(parse_xml(xml.format(w=nsdecls("w"))))
    afsnit = dokument.sections[0]
    afsnit.page_width, afsnit.page_height = Cm(21), Cm(29.7)
    afsnit.left_margin = afsnit.right_margin = afsnit.top_margin = afsnit.bottom_margin = MARGEN
    afsnit.header_distance = afsnit.footer_distance = Cm(1)
    raa = BytesIO()
    dokument.save(raa)
    return raa.getvalue()


def _saet_stile(dokument: Dokument) -> None:
    """Our styles for python-docx's; what Word knows of its own that are not in use is kept."""
    stile = dokument.styles.element
    latente = stile.latentStyles
    doc_defaults, *egne = parse_xml(_STILE.read_bytes())
    vurderinger = [
        parse_xml(
            _VURDERINGSSTIL.format(
                w=nsdecls("w"),
                id=f"Vurdering-{vurdering}",
                navn=vurderingsstil(vurdering),
                skrift=SKRIFTFARVE,
                farve=farve,
            )
        )
        for vurdering, farve in VURDERINGSFARVER.items()
    ]
    stile[:] = [doc_defaults, latente, *egne, *vurderinger]
