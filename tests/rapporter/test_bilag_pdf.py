"""The annex as a PDF: all that is said is there, tagged for screen readers, and a text is never read as markup."""

import re
from dataclasses import replace
from datetime import UTC, datetime, timedelta
from io import BytesIO
from pathlib import Path
from typing import Any, cast

import pytest
import typst
from django.core.checks import run_checks
from pypdf import PdfReader
from pypdf.generic import ArrayObject, DictionaryObject, StreamObject

from maal.typer import Vurdering
from rapporter.aendringer import UAENDRET, Aendringsraekke, Maalnavn, Punktaendring
from rapporter.bilag import pdf
from rapporter.bilag.indhold import Bilag, Bilagsindsats, Bilagsmaal, Bilagspunkt, Bilagstal, listepunkt
from rapporter.bilag.pdf import skriv_pdf

pytestmark = pytest.mark.django_db
NAVNE = ("nordjylland", "godkendt", "midtjylland", "sjaelland", "lang", "uden-tal", "alle-slags")
LILLE = Bilag(
    navn="lille",
    titel="Endelig afrapportering 2021",
    undertitel="Erhvervshus Fyn",
    statustitel="Status pr. 31. december 2021",
    oplysninger=(("Kontrakt", "Resultatkontrakt 2021"),),
    forbehold=(),
    taelling=((Vurdering.OPFYLDT, 1),),
    maal=(),
    indsatser=(),
    naeste_kontrakt="",
    aendringer=(),
    forfatter="Frida Fyn",
    dannet=datetime(2022, 1, 14, 9, 5, tzinfo=UTC),
)


def laes(raa: bytes) -> PdfReader:
    return PdfReader(BytesIO(raa))


def tekst(raa: bytes) -> str:
    """All that is written, without regard to where lines, words and pages are broken."""
    sider = [uden_mellemrum(side.extract_text()) for side in laes(raa).pages]
    navn = uden_mellemrum(str(getattr(laes(raa).metadata, "title", "")))
    brudte = (side.removesuffix(f"{navn}Side{nr}af{len(sider)}") for nr, side in enumerate(sider, start=1))
    hoveder = re.compile("^(MålepunktogstatusMåltalResultatVurdering|MålepunktFørNu)")
    return "".join(hoveder.sub("", side) for side in brudte)


def uden_mellemrum(ord_: str) -> str:
    return "".join(ord_.replace("\u200b", "").split())


def siger(ord_: str) -> Bilag:
    """A small annex that says a text."""
    return replace(LILLE, indsatser=(Bilagsindsats(1, "Grøn omstilling", "", (ord_,)),))


def tags(raa: bytes) -> list[str]:
    """The names of the structure's elements, in reading order."""

    def ned(element: DictionaryObject) -> list[str]:
        boern = element.get("/K", ArrayObject())
        boern = boern.get_object() if hasattr(boern, "get_object") else boern
        liste = boern if isinstance(boern, ArrayObject) else [boern]
        under = [et.get_object() for et in liste if isinstance(et.get_object(), DictionaryObject)]
        return [str(element.get("/S", "")), *(navn for et in under for navn in ned(et))]

    return ned(cast(DictionaryObject, laes(raa).root_object["/StructTreeRoot"]))


@pytest.mark.parametrize("navn", NAVNE)
def test_everything_said_is_in_the_file(bilagene: dict[str, Bilag], navn: str) -> None:
    bilag = bilagene[navn]
    skrevet = tekst(skriv_pdf(bilag))

    for ord_ in alle_ord(bilag):
        assert uden_mellemrum(ord_) in skrevet, ord_


def alle_ord(bilag: Bilag) -> list[str]:
    """Titles, figures and texts."""
    punkter = [punkt for maal in bilag.maal for punkt in maal.punkter]
    return [
        bilag.titel,
        bilag.undertitel,
        bilag.statustitel,
        *(ord_ for par in bilag.oplysninger for ord_ in par),
        *bilag.forbehold,
        *(f"{vurdering.label} {antal}" for vurdering, antal in bilag.taelling),
        *(ord_ for maal in bilag.maal for ord_ in (f"Mål {maal.nummer}: {maal.titel}", maal.beskrivelse)),
        *(f"Samlet vurdering: {maal.vurdering.label}" for maal in bilag.maal),
        *(f"{punkt.betegnelse} {punkt.tekst}" for punkt in punkter),
        *(ord_ for punkt in punkter for tal in punkt.tal for ord_ in (tal.segment, tal.krav, tal.resultat)),
        *(f"{tal.resultat}{tal.vurdering.label}" for punkt in punkter for tal in punkt.tal),
        *(f"{punkt.tekst} Samlet vurdering: {punkt.vurdering.label}" for punkt in punkter if len(punkt.tal) > 1),
        *(listepunkt(linje) or linje for punkt in punkter for linje in punkt.status),
        *(ord_ for en in bilag.indsatser for ord_ in (f"{en.nummer}. {en.titel}", en.afsnit)),
        *(listepunkt(linje) or linje for en in bilag.indsatser for linje in en.status),
        *([f"Ændringer i {bilag.naeste_kontrakt}"] if bilag.aendringer else []),
        *(f"{raekke.titel} – {raekke.aendring.lower()}" for raekke in bilag.aendringer),
        *(raekke.uenighed for raekke in bilag.aendringer),
        *(ord_ for raekke in bilag.aendringer for punkt in raekke.maalepunkter for ord_ in aendringsord(punkt)),
    ]


def aendringsord(punkt: Punktaendring) -> list[str]:
    """What stands of a målepunkt in the next contract, in pieces that no page break parts; nothing when unchanged."""
    if punkt.aendring == UAENDRET:
        return []
    return [
        f"{punkt.nummer} {f'Før {punkt.nummer_foer}' if punkt.har_skiftet_nummer else ''} {punkt.aendring}",
        *punkt.foer.split(),
        *punkt.nu.split(),
        *(
            f"Måltal {et.aar_foer}{et.segment and f', {et.segment.lower()}'}: {et.foer}"
            for et in punkt.maaltal
            if et.foer
        ),
        *(f"Måltal {et.aar}{et.segment and f', {et.segment.lower()}'}: {et.nu}" for et in punkt.maaltal if et.nu),
        *(ord_ for et in punkt.vilkaar for ord_ in f"{et.navn}: {et.foer} {et.nu}".split()),
    ]


@pytest.mark.parametrize("navn", NAVNE)
def test_same_annex_gives_the_same_bytes(bilagene: dict[str, Bilag], navn: str) -> None:
    assert skriv_pdf(bilagene[navn]) == skriv_pdf(bilagene[navn])


def test_file_is_tagged_in_danish_and_says_that_it_follows_pdf_ua() -> None:
    rod = laes(skriv_pdf(LILLE)).root_object

    assert "/Marked" in cast(DictionaryObject, rod["/MarkInfo"])
    assert str(rod["/Lang"]) == "da-DK"
    assert b"pdfuaid" in cast(StreamObject, rod["/Metadata"]).get_data()


def test_properties_are_title_author_and_the_moment_it_was_made() -> None:
    om = laes(skriv_pdf(LILLE)).metadata

    assert om is not None
    assert (om.title, om.author) == ("Endelig afrapportering 2021, Erhvervshus Fyn", "Frida Fyn")
    assert om.creation_date == LILLE.dannet


def test_headings_are_the_outline() -> None:
    bilag = replace(siger("Det er gjort."), maal=(Bilagsmaal(1, "Kendskab", True, "", Vurdering.OPFYLDT, ()),))

    assert titler(laes(skriv_pdf(bilag)).outline) == [
        "Vurdering af målepunkterne",
        "Status pr. 31. december 2021",
        ["Mål 1: Kendskab"],
        "Særlige indsatsområder",
        ["1. Grøn omstilling"],
    ]


def titler(punkter: Any) -> list[Any]:
    """An outline's titles, those below a title as a list after it."""
    return [titler(et) if isinstance(et, list) else et["/Title"] for et in punkter]


def test_a_tables_headings_are_marked_as_such_and_stand_again_on_its_next_page() -> None:
    punkter = tuple(Bilagspunkt(f"1.{nr}", "Tilfredshed", (), Vurdering.MANGLER, ()) for nr in range(1, 100))
    bilag = replace(LILLE, taelling=(), maal=(Bilagsmaal(1, "Tilfredshed", True, "", Vurdering.MANGLER, punkter),))

    raa = skriv_pdf(bilag)

    sider = [side.extract_text() for side in laes(raa).pages]
    assert len(sider) > 1
    assert [side.count("Målepunkt og status") for side in sider] == [1] * len(sider)
    assert tags(raa).count("/TH") == 2 + 4  # the empty count's, and the goal's once


def test_pages_are_a4_and_numbered(bilagene: dict[str, Bilag]) -> None:
    sider = laes(skriv_pdf(bilagene["lang"])).pages

    assert len(sider) > 5
    assert {(round(side.mediabox.width), round(side.mediabox.height)) for side in sider} == {(595, 842)}
    for nummer, side in enumerate(sider, start=1):
        assert f"Side {nummer} af {len(sider)}" in " ".join(side.extract_text().split())


@pytest.mark.parametrize(
    "ord_",
    [
        "#set text(red)",
        '#read("/etc/passwd")',
        '#eval("1 + 1") #panic() #import "@preview/x:1.0.0": *',
        "*fed* _kursiv_ `kode` $x^2$ = Overskrift",
        r"\u{41} \ @kilde <maerke> ] [ } { ) ( // kommentar /* */ ~ -- ... \" ' \n",
        "+ punkt\n- punkt\n/ ord: betydning",
        "https://eksempel.dk/?a=1&b=2",
    ],
)
def test_signs_of_markup_are_shown_as_they_are_written(ord_: str) -> None:
    raa = skriv_pdf(siger(ord_))

    assert uden_mellemrum(ord_) in tekst(raa)
    assert "/Link" not in tags(raa)


def test_markup_in_every_field_is_shown_as_it_is_written() -> None:
    ondt = "#panic() *x* $y$ ]"
    punkt = Bilagspunkt("1.1", ondt, (Bilagstal(ondt, ondt, ondt, Vurdering.OPFYLDT),), Vurdering.OPFYLDT, (ondt,))
    bilag = Bilag(
        navn=ondt,
        titel=ondt,
        undertitel=ondt,
        statustitel=ondt,
        oplysninger=((ondt, ondt),),
        forbehold=(ondt,),
        taelling=(),
        maal=(Bilagsmaal(1, ondt, True, ondt, Vurdering.OPFYLDT, (punkt,)),),
        indsatser=(Bilagsindsats(1, ondt, ondt, (ondt,)),),
        naeste_kontrakt=ondt,
        aendringer=(Aendringsraekke(Maalnavn(1, ondt), None, ondt),),
        forfatter=ondt,
        dannet=LILLE.dannet,
    )

    assert tekst(skriv_pdf(bilag)).count(uden_mellemrum(ondt)) == 20


def test_lines_written_as_points_are_a_list() -> None:
    bilag = replace(
        LILLE, indsatser=(Bilagsindsats(1, "Grøn", "", ("Vi har:", "- holdt møder", "• skrevet", "Slut.")),)
    )

    raa = skriv_pdf(bilag)

    assert uden_mellemrum("Vi har: • holdt møder • skrevet Slut.") in tekst(raa)
    assert tags(raa).count("/LI") == tags(skriv_pdf(LILLE)).count("/LI") + 2


def test_control_characters_are_left_out() -> None:
    assert uden_mellemrum("1. Grøn omstilling Det er gjort.") in tekst(skriv_pdf(siger("Det \x00\x07er\r gjort\x1f.")))


def test_a_word_wider_than_its_column_is_broken_and_not_cut() -> None:
    langt = "https://eksempel.dk/" + "a" * 500
    punkt = Bilagspunkt("1.1", langt, (Bilagstal("", langt, "", Vurdering.OPFYLDT),), Vurdering.OPFYLDT, (langt,))
    bilag = replace(LILLE, maal=(Bilagsmaal(1, "Kendskab", True, "", Vurdering.OPFYLDT, (punkt,)),))

    raa = skriv_pdf(bilag)

    linjer = [linje for side in laes(raa).pages for linje in side.extract_text().splitlines()]
    assert max(len(linje.replace("\u200b", "")) for linje in linjer) < 110  # what a line of the page has room for
    assert tekst(raa).count("a" * 500) == 3


def test_the_moment_in_another_time_zone_gives_the_same_file() -> None:
    andetsteds = LILLE.dannet.astimezone(tz=None) + timedelta(0)

    assert skriv_pdf(replace(LILLE, dannet=andetsteds)) == skriv_pdf(LILLE)


def test_fonts_of_the_server_are_not_used() -> None:
    """Only those of the design system, and those inside the library: the file is the same on every server."""
    skrifter = pdf._skrifter().fonts()

    assert {skrift.family for skrift in skrifter if skrift.path is None} == {
        "DejaVu Sans Mono",
        "Libertinus Serif",
        "New Computer Modern",
        "New Computer Modern Math",
    }
    assert {Path(skrift.path).parent for skrift in skrifter if skrift.path} == {pdf.SKRIFTMAPPE}


def test_a_file_outside_the_templates_folder_cannot_be_read(tmp_path: Path) -> None:
    (tmp_path / "hemmeligt.txt").write_text("hemmeligt")

    with pytest.raises(typst.TypstError, match=r"file not found|access denied"):
        pdf._oversaet(f'#read("{tmp_path}/hemmeligt.txt")'.encode(), {}, 0)


def test_template_reads_nothing_but_its_data() -> None:
    skabelon = (Path(pdf.__file__).parent / "bilag.typ").read_text()

    assert [ord_ for ord_ in ("read(", "include", "import", "eval(", "image(", "@preview") if ord_ in skabelon] == []


def test_missing_font_is_said_so(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(pdf, "SKRIFTMAPPE", tmp_path / "mangler")
    pdf._skrifter.cache_clear()

    with pytest.raises(FileNotFoundError, match="npm ci"):
        skriv_pdf(LILLE)
    assert [besked.id for besked in run_checks() if besked.id and besked.id.startswith("rapporter")] == [
        "rapporter.W001"
    ]


def test_installed_font_is_not_spoken_of() -> None:
    assert [besked.id for besked in run_checks() if besked.id and besked.id.startswith("rapporter")] == []
