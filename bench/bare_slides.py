"""The content of a finished presentation, written again by python-pptx alone."""

from collections.abc import Callable
from io import BytesIO
from typing import Any

from pptx import Presentation
from pptx.util import Inches

KUN_TITEL = 5  # the layout of python-pptx's own template
Afsnit = list[tuple[str, Any, bool | None]]  # texts, each with its size and whether it is bold
Tekst = list[Afsnit]
Side = tuple[list[Tekst], list[list[Tekst]]]  # the placeholders, and the table's cells by row


def bart_powerpoint(fil: bytes) -> Callable[[], object]:
    """The same texts in titles and tables, in the same sizes, in the library's own template."""
    sider = [_side(slide) for slide in Presentation(BytesIO(fil)).slides]
    return lambda: _skriv(sider)


def _side(slide: Any) -> Side:
    tekster = [_tekst(form.text_frame) for form in slide.placeholders if form.has_text_frame]
    tabeller = [form.table for form in slide.shapes if form.has_table]
    return tekster, [
        [_tekst(celle.text_frame) for celle in raekke.cells] for tabel in tabeller for raekke in tabel.rows
    ]


def _tekst(ramme: Any) -> Tekst:
    return [[(et.text, et.font.size, et.font.bold) for et in afsnit.runs] for afsnit in ramme.paragraphs]


def _skriv(sider: list[Side]) -> None:
    praesentation = Presentation()
    for tekster, raekker in sider:
        slide = praesentation.slides.add_slide(praesentation.slide_layouts[0 if not raekker else KUN_TITEL])
        for plads, tekst in zip(slide.placeholders, tekster, strict=False):
            _skriv_tekst(plads.text_frame, tekst)
        if raekker:
            ramme = slide.shapes.add_table(len(raekker), len(raekker[0]), Inches(0), Inches(1), Inches(10), Inches(5))
            for raekke, celler in zip(ramme.table.rows, raekker, strict=True):
                for celle, tekst in zip(raekke.cells, celler, strict=True):
                    _skriv_tekst(celle.text_frame, tekst)
    praesentation.save(BytesIO())


def _skriv_tekst(ramme: Any, tekst: Tekst) -> None:
    for nummer, stykker in enumerate(tekst):
        afsnit = ramme.add_paragraph() if nummer else ramme.paragraphs[0]
        for ord_, stoerrelse, fed in stykker:
            stykke = afsnit.add_run()
            stykke.text = ord_
            stykke.font.size = stoerrelse
            stykke.font.bold = fed
