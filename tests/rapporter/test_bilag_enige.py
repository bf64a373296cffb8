"""Word, PDF, PowerPoint and Excel of one report have the same numbers, in running text too: all that each goal says.

What each number is of, and the verdicts, are held together in `test_fire_filer`.
"""

import re
from collections import defaultdict
from collections.abc import Iterable, Iterator
from decimal import Decimal
from io import BytesIO

import pytest
from docx import Document
from docx.oxml.ns import qn
from openpyxl import load_workbook
from pptx import Presentation
from pypdf import PdfReader

from maal.enheder import vis_vaerdi
from maal.typer import Enhed
from rapporter.bilag.former import FORMER
from rapporter.bilag.indhold import Bilag

pytestmark = pytest.mark.django_db

MAAL = re.compile(r"Mål (\d+)(?::|$)")
ENHEDER = {str(enhed.label): enhed for enhed in Enhed}
Taltekst = dict[int, set[str]]


def tal(stykker: Iterable[tuple[int, str]]) -> Taltekst:
    """The numbers that stand in the texts of each goal, as they are written."""
    fundet: Taltekst = defaultdict(set)
    for nummer, tekst in stykker:
        fundet[nummer] |= set(re.findall(r"−?\d+(?:[.,]\d+)*", tekst))
    return dict(fundet)


def i_excel(fil: bytes) -> Iterator[tuple[int, str]]:
    """Goal, målepunkt, demand, target, result and status of each row."""
    raekker = load_workbook(BytesIO(fil))["Målopfyldelse"].iter_rows(min_row=4, values_only=True)
    for maal, titel, _, punkt, _, krav, maaltal, resultat, enhed, _, status, *_ in raekker:
        vaerdier = (vis_vaerdi(Decimal(str(et)), ENHEDER[str(enhed)]) for et in (maaltal, resultat) if et is not None)
        yield int(str(maal)), " ".join(map(str, (maal, titel, punkt, krav or "", *vaerdier, status or "")))


def i_word(fil: bytes) -> Iterator[tuple[int, str]]:
    """What stands under each goal's heading until the next section."""
    nummer = 0
    for blok in Document(BytesIO(fil)).element.body:
        tekst = "\n".join("".join(t.text or "" for t in p.iter(qn("w:t"))) for p in blok.iter(qn("w:p")))
        if "Status pr." in tekst and blok.tag == qn("w:tbl"):
            tekst = tekst.partition("\nStatus pr.")[2].partition("\n")[2]  # without the heading's date
        elif blok.tag == qn("w:p") and (fundet := MAAL.match(tekst)):
            nummer = int(fundet[1])
        if tekst.startswith(("Særlige indsatsområder", "Ændringer i ")):
            return
        if nummer:
            yield nummer, tekst


def i_pdf(fil: bytes) -> Iterator[tuple[int, str]]:
    """The same, without the foot of each page."""
    sider = (side.extract_text() for side in PdfReader(BytesIO(fil)).pages)
    tekst = "\n".join(re.sub(r"\n?[^\n]*Side \d+ af \d+\s*$", "", side) for side in sider)
    tekst = re.split(r"\n(?:Særlige indsatsområder|Ændringer i )", tekst)[0]
    _, *stykker = re.split(r"(?m)^(?=Mål \d+: )", tekst)
    for stykke in stykker:
        fundet = MAAL.match(stykke)
        assert fundet
        yield int(fundet[1]), stykke


def i_powerpoint(fil: bytes) -> Iterator[tuple[int, str]]:
    """The rows of the tables of goals, without their heading; a row that goes on belongs to the goal before it."""
    for slide in Presentation(BytesIO(fil)).slides:
        for form in slide.shapes:
            if not form.has_table or form.table.cell(0, 0).text != "Mål":
                continue
            nummer = 0
            for raekke in list(form.table.rows)[1:]:
                tekst = "\n".join(celle.text for celle in raekke.cells)
                if fundet := re.match(r"(?:Mål )?(\d+)", tekst):
                    nummer = int(fundet[1])
                yield nummer, tekst


LAESERE = {"word": i_word, "pdf": i_pdf, "powerpoint": i_powerpoint}


@pytest.mark.parametrize("navn", ["nordjylland", "midtjylland", "sjaelland", "lang", "uden-tal", "alle-slags"])
def test_all_four_agree_in_every_number(bilag_og_boeger: tuple[dict[str, Bilag], dict[str, bytes]], navn: str) -> None:
    bilagene, boeger = bilag_og_boeger
    beskrivelser = ((maal.nummer, maal.beskrivelse) for maal in bilagene[navn].maal)  # not in the workbook
    excel = tal([*i_excel(boeger[navn]), *beskrivelser])

    for form, laeser in LAESERE.items():
        assert (form, tal(laeser(FORMER[form].skriv(bilagene[navn])))) == (form, excel)
