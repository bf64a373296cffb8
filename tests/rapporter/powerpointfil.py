"""What the tests of the slides share: a presentation read back as its reader sees it."""

from collections.abc import Iterator
from io import BytesIO
from typing import Any, cast

from pptx import Presentation
from pptx.presentation import Presentation as Praesentation
from pptx.shapes.graphfrm import GraphicFrame
from pptx.slide import Slide
from pptx.table import Table

FORTSAT = "(fortsat)"


def laes(fil: bytes) -> Praesentation:
    """Open a presentation."""
    return Presentation(BytesIO(fil))


def titel(slide: Slide) -> str:
    """The text of the slide's own title."""
    form = slide.shapes.title
    return form.text_frame.text if form is not None else ""


def titler(praesentation: Praesentation) -> list[str]:
    """The titles of all slides: the outline."""
    return [titel(slide) for slide in praesentation.slides]


def ramme(slide: Slide) -> GraphicFrame | None:
    """What holds the slide's table."""
    rammer = [form for form in slide.shapes if form.has_table]
    return cast(GraphicFrame, rammer[0]) if rammer else None


def tabeller(praesentation: Praesentation) -> list[tuple[str, Table]]:
    """Each slide's table with the slide's title."""
    return [(titel(slide), form.table) for slide in praesentation.slides if (form := ramme(slide)) is not None]


def raekker(tabel: Table) -> list[list[str]]:
    """The texts of a table with its heading, a paragraph a line."""
    return [[celle.text_frame.text for celle in raekke.cells] for raekke in tabel.rows]


def sammenhaengende(tabeller: list[Table]) -> list[list[str]]:
    """The rows below the headings of a table that takes several slides, each row whole."""
    hele: list[list[str]] = []
    for tabel in tabeller:
        for foerste, *andre in raekker(tabel)[1:]:
            overskrift, _, resten = foerste.partition("\n")
            if not overskrift.endswith(FORTSAT):
                hele.append([foerste, *andre])
            elif resten[:1].isdigit():  # a målepunkt of its own
                hele.append([resten, *andre])
            else:
                hele[-1] = [_sammen(foer, nu) for foer, nu in zip(hele[-1], [resten, *andre], strict=True)]
    return hele


def _sammen(foer: str, nu: str) -> str:
    """A cell that goes on; the short one is the same on every slide."""
    return foer if foer == nu else f"{foer}\n{nu}".strip("\n")


def alt(praesentation: Praesentation) -> str:
    """All that is said, a paragraph a line, without the headings of what goes on."""
    alle = (linje for slide in praesentation.slides for linje in linjer(slide))
    return "\n".join(linje for linje in alle if not linje.endswith(FORTSAT))


def linjer(slide: Slide) -> Iterator[str]:
    """Each paragraph of a slide."""
    for form in slide.shapes:
        if form.has_table:
            for raekke in raekker(cast(GraphicFrame, form).table):
                yield from (linje for celle in raekke for linje in celle.split("\n"))
        elif form.has_text_frame:
            yield from cast(Any, form).text_frame.text.split("\n")
