"""Paragraphs and tables of a Word document by python-docx: what they look like is told by styles. Knows no annex."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass

from docx.document import Document as Dokument
from docx.oxml import OxmlElement
from docx.oxml.ns import qn
from docx.shared import Twips
from docx.table import Table, _Cell, _Row
from docx.text.paragraph import Paragraph

OVER_TABEL = "Over tabel"  # the style of what stands on the same page as the table below it
TEGN_PAA_EN_LINJE = 100  # across the whole page, counted low
# A row of more lines, a third of a page, may be broken; a shorter one moves to the next page whole.
HOEJST_HELE_LINJER = 16


@dataclass(frozen=True)
class Stykke:
    """A piece of text, in a character style when it has one."""

    tekst: str
    stil: str = ""


@dataclass(frozen=True)
class Afsnit:
    """A paragraph in a style."""

    stykker: tuple[Stykke, ...]
    stil: str = "Tabeltekst"

    @property
    def laengde(self) -> int:
        """How many characters it has."""
        return sum(len(stykke.tekst) for stykke in self.stykker)


Celle = Sequence[Afsnit]


def afsnit(*stykker: Stykke | str, stil: str = "Tabeltekst") -> Afsnit:
    """A paragraph of pieces; a bare text is a piece without style."""
    return Afsnit(tuple(Stykke(et) if isinstance(et, str) else et for et in stykker), stil)


def skriv_afsnit(sted: Dokument | _Cell, et_afsnit: Afsnit) -> Paragraph:
    """Append a paragraph."""
    return _udfyld(sted.add_paragraph(), et_afsnit)


def skriv_tabel(
    dokument: Dokument,
    navn: str,
    bredder: Sequence[int],
    raekker: Iterable[Sequence[Celle]],
    *,
    hoved: Sequence[str] = (),
    stil: str = "Bilagstabel",
) -> Table:
    """Append a table; `bredder` in twentieths of a point.

    `navn` is read aloud to those who do not see it. `hoved` is repeated on every page that the table comes to.
    """
    alle = [*([[[afsnit(ord_, stil="Tabelhoved")] for ord_ in hoved]] if hoved else []), *raekker]
    tabel = dokument.add_table(len(alle), len(bredder), stil)
    _opsaet(tabel, navn, bredder, har_hoved=bool(hoved))
    for nummer, (raekke, celler) in enumerate(zip(tabel.rows, alle, strict=True)):
        er_hoved = bool(hoved) and nummer == 0
        if er_hoved:
            _maerk(raekke, "w:tblHeader")
        if er_hoved or _linjer(celler, bredder) <= HOEJST_HELE_LINJER:
            _maerk(raekke, "w:cantSplit")
        for celle, indhold, bredde in zip(raekke.cells, celler, bredder, strict=True):
            celle.width = Twips(bredde)
            _udfyld_celle(celle, indhold)
    return tabel


def _opsaet(tabel: Table, navn: str, bredder: Sequence[int], *, har_hoved: bool) -> None:
    tabel.autofit = False  # so that a long word is broken and does not push the other columns together
    for kolonne, bredde in zip(tabel.columns, bredder, strict=True):
        kolonne.width = Twips(bredde)
    egenskaber = tabel._tbl.tblPr
    bredde_i_alt = egenskaber.find(qn("w:tblW"))
    bredde_i_alt.set(qn("w:type"), "dxa")
    bredde_i_alt.set(qn("w:w"), str(sum(bredder)))
    udseende = egenskaber.find(qn("w:tblLook"))
    udseende.attrib.clear()
    udseende.set(qn("w:val"), "0020" if har_hoved else "0080")
    udseende.set(qn("w:firstRow" if har_hoved else "w:firstColumn"), "1")
    titel = OxmlElement("w:tblCaption", {qn("w:val"): navn})
    egenskaber.append(titel)


def _maerk(raekke: _Row, maerke: str) -> None:
    raekke._tr.get_or_add_trPr().append(OxmlElement(maerke))


def _linjer(celler: Sequence[Celle], bredder: Sequence[int]) -> int:
    """About how many lines a row takes."""
    i_alt = sum(bredder)
    return max(
        sum(1 + et.laengde * i_alt // (TEGN_PAA_EN_LINJE * bredde) for et in celle)
        for celle, bredde in zip(celler, bredder, strict=True)
    )


def _udfyld_celle(celle: _Cell, indhold: Celle) -> None:
    """Fill a new cell, which has one empty paragraph."""
    foerste, *andre = indhold
    _udfyld(celle.paragraphs[0], foerste)
    for et_afsnit in andre:
        skriv_afsnit(celle, et_afsnit)


def _udfyld(sted: Paragraph, et_afsnit: Afsnit) -> Paragraph:
    sted.style = et_afsnit.stil
    for stykke in et_afsnit.stykker:
        sted.add_run(stykke.tekst, stykke.stil or None)
    return sted
