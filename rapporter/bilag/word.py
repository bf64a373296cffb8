"""The annex as a Word document that the secretariat can write on in: real styles, plain tables, no boxes or pictures.

Headings, lists and verdicts are styles, so that the look of all is changed in one place. A table repeats its heading
on every page; a row is kept whole unless it is long. The same annex gives the same bytes.
"""

from collections.abc import Iterator
from io import BytesIO
from itertools import groupby

from docx.document import Document as Dokument
from docx.enum.text import WD_ALIGN_PARAGRAPH
from docx.shared import Pt

from maal.typer import Vurdering
from rapporter.bilag.egenskaber import saet_egenskaber
from rapporter.bilag.indhold import Bilag, Bilagspunkt, Bilagstal, listepunkt
from rapporter.bilag.wordaendringer import skriv_aendringer
from rapporter.bilag.wordskabelon import SATSBREDDE, tilfoej_felt, tomt_bilag, vurderingsstil
from rapporter.bilag.wordtabel import OVER_TABEL, Afsnit, Stykke, afsnit, skriv_afsnit, skriv_tabel
from rapporter.pakke import stabil

MAAL_OG_STATUS = (4309, SATSBREDDE - 4309)  # the left column narrower: what is told is longer than what is promised
NAVN_OG_VAERDI = (2552, SATSBREDDE - 2552)
VURDERING_OG_ANTAL = (2835, 1701)
HAARDT = "\N{NO-BREAK SPACE}"


def skriv_word(bilag: Bilag) -> bytes:
    """The .docx as bytes."""
    dokument = tomt_bilag()
    _skriv_forside(dokument, bilag)
    _skriv_maal(dokument, bilag)
    _skriv_indsatser(dokument, bilag)
    skriv_aendringer(dokument, bilag)
    _skriv_sidefod(dokument, bilag)
    saet_egenskaber(dokument.core_properties, bilag)
    raa = BytesIO()
    dokument.save(raa)
    return stabil(raa.getvalue())


def _skriv_forside(dokument: Dokument, bilag: Bilag) -> None:
    """What a reader must know first: whose report, of when, in what state, and how many of each verdict."""
    dokument.add_paragraph(bilag.titel, "Title")
    dokument.add_paragraph(bilag.undertitel, "Subtitle")
    oplysninger = (([afsnit(Stykke(navn, "Strong"))], [afsnit(vaerdi)]) for navn, vaerdi in bilag.oplysninger)
    skriv_tabel(dokument, "Oplysninger om afrapporteringen", NAVN_OG_VAERDI, oplysninger, stil="Oplysninger")
    for nummer, saetning in enumerate(bilag.forbehold):
        sted = dokument.add_paragraph(saetning, "Forbehold")
        if nummer == 0:
            sted.paragraph_format.space_before = Pt(18)
    dokument.add_heading("Vurdering af målepunkterne", 1)
    dokument.add_paragraph("Et målepunkt med to segmenter tæller én gang.", "Caption")
    raekker = (([afsnit(_maerkat(vurdering))], [afsnit(str(antal))]) for vurdering, antal in bilag.taelling)
    tabel = skriv_tabel(
        dokument,
        "Målepunkternes vurdering: hvor mange der er af hver",
        VURDERING_OG_ANTAL,
        raekker,
        hoved=("Vurdering", "Målepunkter"),
    )
    for celle in tabel.column_cells(1):
        celle.paragraphs[0].alignment = WD_ALIGN_PARAGRAPH.RIGHT


def _skriv_maal(dokument: Dokument, bilag: Bilag) -> None:
    dokument.add_heading(bilag.statustitel, 1)
    for maal in bilag.maal:
        dokument.add_heading(f"Mål {maal.nummer}: {maal.titel}", 2)
        for linje in maal.beskrivelse.splitlines():
            if linje.strip():
                dokument.add_paragraph(linje.strip(), OVER_TABEL)
        slags = "Nationalt mål" if maal.er_nationalt else "Lokalt mål"
        skriv_afsnit(dokument, afsnit(f"{slags}. Samlet vurdering: ", _maerkat(maal.vurdering), stil=OVER_TABEL))
        if maal.punkter:
            raekker = ((_maalepunkt(punkt), _status(punkt)) for punkt in maal.punkter)
            hoved = ("Mål", bilag.statustitel)
            skriv_tabel(dokument, f"Mål {maal.nummer}: målepunkter og status", MAAL_OG_STATUS, raekker, hoved=hoved)


def _maalepunkt(punkt: Bilagspunkt) -> list[Afsnit]:
    """What is promised."""
    maaltal = (
        afsnit(f"{'Måltal, ' + tal.segment.lower() if tal.segment else 'Måltal'}: ", Stykke(tal.krav, "Strong"))
        for tal in punkt.tal
        if tal.krav
    )
    return [afsnit(Stykke(punkt.betegnelse, "Strong"), f" {punkt.tekst}"), *maaltal]


def _status(punkt: Bilagspunkt) -> list[Afsnit]:
    """What came of it: figures and verdict, then what is said."""
    samlet = [] if [tal.vurdering for tal in punkt.tal] == [punkt.vurdering] else [afsnit(_maerkat(punkt.vurdering))]
    return [*samlet, *map(_resultat, punkt.tal), *_linjer(punkt.status)]


def _resultat(tal: Bilagstal) -> Afsnit:
    segment = f"{tal.segment}: " if tal.segment else ""
    resultat = (Stykke(tal.resultat, "Strong"), HAARDT * 2) if tal.resultat else ()
    return afsnit(segment, *resultat, _maerkat(tal.vurdering))


def _linjer(linjer: tuple[str, ...]) -> Iterator[Afsnit]:
    """Each line a paragraph, or a point in a list when it was written as one."""
    for linje in linjer:
        punkt = listepunkt(linje)
        yield afsnit(punkt, stil="List Bullet") if punkt else afsnit(linje)


def _skriv_indsatser(dokument: Dokument, bilag: Bilag) -> None:
    if not bilag.indsatser:
        return
    dokument.add_heading("Særlige indsatsområder", 1)
    for afsnitsnavn, indsatser in groupby(bilag.indsatser, key=lambda indsats: indsats.afsnit):
        if afsnitsnavn:
            dokument.add_heading(afsnitsnavn, 2)
        raekker = (
            ([afsnit(Stykke(f"{indsats.nummer}. {indsats.titel}", "Strong"))], list(_linjer(indsats.status)))
            for indsats in indsatser
        )
        hoved = ("Indsatsområde", bilag.statustitel)
        skriv_tabel(dokument, "Særlige indsatsområder og status", MAAL_OG_STATUS, raekker, hoved=hoved)


def _skriv_sidefod(dokument: Dokument, bilag: Bilag) -> None:
    """On every page whose report it is, and the page of how many, which Word counts."""
    fod = dokument.sections[0].footer.paragraphs[0]
    fod.style = "Footer"
    fod.add_run(f"{bilag.titel}, {bilag.undertitel}\tSide ")
    tilfoej_felt(fod, "PAGE")
    fod.add_run(" af ")
    tilfoej_felt(fod, "NUMPAGES")


def _maerkat(vurdering: Vurdering) -> Stykke:
    """A verdict in words on its colour."""
    return Stykke(f"{HAARDT}{vurdering.label}{HAARDT}", vurderingsstil(vurdering))
