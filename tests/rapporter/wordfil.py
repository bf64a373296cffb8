"""What the tests of the Word documents share: a document read back, as plain texts and as the XML in it."""

from collections.abc import Iterator
from dataclasses import fields, is_dataclass
from io import BytesIO
from itertools import chain
from typing import Any
from zipfile import ZipFile

from docx import Document
from docx.document import Document as Dokument
from docx.oxml.ns import qn
from docx.table import Table
from docx.text.paragraph import Paragraph

from maal.typer import Vurdering
from rapporter.bilag.indhold import Bilag, listepunkt

IKKE_ORDRET = ("navn", "forfatter", "dannet", "aendringer")  # not in the text, or in other words


def laes(fil: bytes) -> Dokument:
    """Open a document."""
    return Document(BytesIO(fil))


def alle_afsnit(dokument: Dokument) -> Iterator[Paragraph]:
    """Every paragraph of the body in order, those in tables too."""
    for sted in dokument.element.body.iter(qn("w:p")):
        yield Paragraph(sted, dokument._body)


def tekst(dokument: Dokument) -> str:
    """All that is written, a paragraph a line."""
    return "\n".join(sted.text for sted in alle_afsnit(dokument))


def tekster(bilag: Bilag) -> Iterator[str]:
    """Each text of an annex, but of the changes, that a reader must find in its file, a line at a time."""
    for felt in fields(bilag):
        if felt.name not in IKKE_ORDRET:
            yield from _tekster(getattr(bilag, felt.name))


def _tekster(vaerdi: Any) -> Iterator[str]:
    if isinstance(vaerdi, Vurdering):
        yield str(vaerdi.label)
    elif isinstance(vaerdi, str):
        yield from (listepunkt(linje) or linje for linje in vaerdi.splitlines() if linje.strip())
    elif isinstance(vaerdi, tuple):
        yield from chain.from_iterable(map(_tekster, vaerdi))
    elif is_dataclass(vaerdi):
        yield from chain.from_iterable(_tekster(getattr(vaerdi, felt.name)) for felt in fields(vaerdi))


def overskrifter(dokument: Dokument, niveau: int) -> list[str]:
    """The headings of a level, in order."""
    return [sted.text for sted in dokument.paragraphs if sted.style and sted.style.name == f"Heading {niveau}"]


def tabeller(dokument: Dokument) -> list[Table]:
    """The tables with a heading: all but the names and values at the top."""
    return dokument.tables[1:]


def maerker(raekke: Any) -> set[str]:
    """How a table's row behaves at the end of a page."""
    egenskaber = raekke._tr.trPr
    return set() if egenskaber is None else {maerke.tag.split("}")[1] for maerke in egenskaber}


def xml(fil: bytes, endelse: str = ".xml") -> dict[str, str]:
    """The parts of the package by name."""
    with ZipFile(BytesIO(fil)) as zip_:
        return {navn: zip_.read(navn).decode() for navn in zip_.namelist() if navn.endswith(endelse)}
