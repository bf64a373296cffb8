"""The annex's time in each form as a ratio to the form's own library writing the same content bare.

The annex is timed from the database to the finished file, and once more from its content to the file. The bare library
gets what stands in the finished file, piece by piece and in its styles, and opens its own empty document; it sets no
widths, headings, languages or properties.
"""

from collections.abc import Callable
from datetime import UTC, datetime
from io import BytesIO
from typing import Any

from docx import Document
from docx.document import Document as Dokument
from docx.oxml.ns import qn
from docx.table import Table
from docx.text.paragraph import Paragraph

from bench.bare_slides import bart_powerpoint
from bench.eksport import rapporter
from bench.ur import tider
from kontrakt.models import Bruger, Rolle
from maal.models import Afrapportering
from maal.opslag import hent_afrapportering
from rapporter.bilag.dan import dan_bilag
from rapporter.bilag.former import FORMER, bilagsfil
from tests.byggere import byg_bruger

GANGE = 10
TIDSPUNKT = datetime(2021, 10, 14, 9, 5, tzinfo=UTC)
Stykker = list[tuple[str, str]]  # texts, each with the name of its style
Sted = tuple[str, Stykker]  # a paragraph: the name of its style, and what it is made of


def bart_word(fil: bytes) -> Callable[[], object]:
    """The same paragraphs and tables by python-docx alone; a style that its own document lacks is left out."""
    dokument = Document(BytesIO(fil))
    egne = {stil.name for stil in Document().styles}
    blokke: list[Sted | list[list[list[Sted]]]] = []
    for blok in dokument.element.body:
        if blok.tag == qn("w:p"):
            blokke.append(_sted(Paragraph(blok, dokument._body), egne))
        elif blok.tag == qn("w:tbl"):
            raekker = Table(blok, dokument._body).rows
            blokke.append([[[_sted(p, egne) for p in celle.paragraphs] for celle in r.cells] for r in raekker])
    return lambda: _skriv_bart_word(blokke)


def _sted(sted: Paragraph, egne: set[str | None]) -> Sted:
    stil = sted.style.name if sted.style else None
    stykker = [(stykke.text, stykke.style.name or "") for stykke in sted.runs]
    return (stil or "") if stil in egne else "", [(tekst, navn if navn in egne else "") for tekst, navn in stykker]


def _skriv_bart_word(blokke: list[Sted | list[list[list[Sted]]]]) -> None:
    dokument = Document()
    for blok in blokke:
        if isinstance(blok, tuple):
            _skriv_sted(dokument.add_paragraph(), blok)
            continue
        tabel = dokument.add_table(len(blok), len(blok[0]), "Table Grid")
        for raekke, celler in zip(tabel.rows, blok, strict=True):
            for celle, steder in zip(raekke.cells, celler, strict=True):
                for nummer, sted in enumerate(steder):
                    _skriv_sted(celle.add_paragraph() if nummer else celle.paragraphs[0], sted)
    _gem(dokument)


def _skriv_sted(sted: Paragraph, indhold: Sted) -> None:
    stil, stykker = indhold
    if stil:
        sted.style = stil
    for tekst, stykkets_stil in stykker:
        sted.add_run(tekst, stykkets_stil or None)


def _gem(dokument: Dokument | Any) -> None:
    dokument.save(BytesIO())


# What writes the content of a finished file by the form's library alone; a form without is timed and has no ratio.
BARE: dict[str, Callable[[bytes], Callable[[], object]]] = {"word": bart_word, "powerpoint": bart_powerpoint}


def koer() -> None:
    """Print a line for each form of the real report of 13 October 2021, and of one on seventy goals."""
    bruger = byg_bruger(Rolle.ADMINISTRATOR, username="bilag")
    print(f"{'':34} {'-------- ms --------':>26} {'- to bare -':>16}")
    print(f"{'Annex to the agenda':34} {'annex':>8} {'file':>8} {'bare':>8} {'annex':>8} {'file':>7}")
    for rapport in rapporter():
        for form in FORMER:
            _vis(rapport.pk, form, bruger)


def _vis(pk: int, form: str, bruger: Bruger) -> None:
    rapport = Afrapportering.objects.select_related("kontrakt").get(pk=pk)
    en_form, indhold = FORMER[form], dan_bilag(bruger, rapport, dannet=TIDSPUNKT)
    bar = BARE[form](en_form.skriv(indhold)) if form in BARE else None

    def hele() -> None:
        bilagsfil(bruger, hent_afrapportering(bruger, rapport.kontrakt.slug, pk), en_form, dannet=TIDSPUNKT)

    opgaver: list[Callable[[], object]] = [hele, lambda: en_form.skriv(indhold), *([bar] if bar else [])]
    hele_tid, fil_tid, *bare_tid = tider(*opgaver, gange=GANGE)
    navn = f"{en_form.navn}, {len(indhold.maal)} goals"
    ms = f"{hele_tid * 1000:8.1f} {fil_tid * 1000:8.1f}"
    forhold = "".join(f" {tid * 1000:8.1f} {hele_tid / tid:8.2f} {fil_tid / tid:7.2f}" for tid in bare_tid)
    print(f"{navn:34} {ms}{forhold}", flush=True)
