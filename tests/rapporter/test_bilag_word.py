"""The annex in Word: all that is said is there, in real styles and tables that anybody can write on in."""

import re
from dataclasses import replace
from pathlib import Path

import pytest
from docx.document import Document as Dokument
from docx.enum.style import WD_STYLE_TYPE
from docx.oxml.ns import qn
from docx.shared import Cm
from hypothesis import given, settings
from hypothesis import strategies as st
from openxml_audit import OpenXmlValidator

from maal.typer import Vurdering
from rapporter.bilag import wordskabelon
from rapporter.bilag.indhold import Bilag, Bilagsindsats, listepunkt
from rapporter.bilag.word import skriv_word
from rapporter.farver import VURDERINGSFARVER
from rapporter.pakke import uden_forbudte_tegn
from tests.rapporter.libreoffice import som_pdf
from tests.rapporter.wordfil import alle_afsnit, laes, maerker, overskrifter, tabeller, tekst, tekster, xml

pytestmark = pytest.mark.django_db

NAVNE = ("nordjylland", "godkendt", "midtjylland", "sjaelland", "lang", "uden-tal", "alle-slags")


@pytest.fixture(scope="module")
def dokumenter(bilagene: dict[str, Bilag]) -> dict[str, bytes]:
    """Every annex, written."""
    return {navn: skriv_word(bilagene[navn]) for navn in NAVNE}


@pytest.fixture(scope="module")
def nordjylland(dokumenter: dict[str, bytes]) -> Dokument:
    """The real report, written and opened again."""
    return laes(dokumenter["nordjylland"])


@pytest.mark.parametrize("navn", NAVNE)
def test_all_that_the_annex_says_stands_in_the_document(
    bilagene: dict[str, Bilag], dokumenter: dict[str, bytes], navn: str
) -> None:
    skrevet = tekst(laes(dokumenter[navn]))

    assert [ord_ for ord_ in tekster(bilagene[navn]) if ord_ not in skrevet] == []


def test_headings_are_word_s_own(nordjylland: Dokument) -> None:
    assert [(sted.text, sted.style.name) for sted in nordjylland.paragraphs[:2] if sted.style] == [
        ("Foreløbig afrapportering 2021", "Title"),
        ("Erhvervshus Nordjylland, pr. 13. oktober 2021", "Subtitle"),
    ]
    assert overskrifter(nordjylland, 1) == [
        "Vurdering af målepunkterne",
        "Status pr. 13. oktober 2021",
        "Ændringer i Resultatkontrakt 2022",
    ]
    maal = overskrifter(nordjylland, 2)
    assert (len(maal), maal[0], maal[12], maal[-1]) == (
        24,
        "Mål 1: Virksomhedernes kendskab til Erhvervshusene",
        "Mål 1: Virksomhedernes kendskab til Erhvervshusene – justeret",
        "Mål 5: Erhvervshusenes kriseberedskab – udgået",
    )


def test_goal_s_table_has_what_is_promised_beside_what_came_of_it(nordjylland: Dokument) -> None:
    tabel = tabeller(nordjylland)[3]  # after the count of verdicts, and goals 1 and 2

    assert [[celle.text.replace("\N{NO-BREAK SPACE}", " ") for celle in raekke.cells] for raekke in tabel.rows] == [
        ["Mål", "Status pr. 13. oktober 2021"],
        [
            "3.1 Mindst 80 % af de vejledte virksomheder angiver, at de er »Meget tilfredse«.\n"
            "Måltal, drift: mindst 80 %\nMåltal, vækst: mindst 80 %",
            " Delvist opfyldt \nDrift: 75 %   Ikke opfyldt \nVækst: 81 %   Opfyldt ",
        ],
        [
            "3.2 Net Promoter Score (NPS) er mindst 70 for hhv. drifts- og vækstsegmentet.\n"
            "Måltal, drift: mindst 70\nMåltal, vækst: mindst 70",
            " Opfyldt \nDrift: 70   Opfyldt \nVækst: 84   Opfyldt ",
        ],
    ]


def test_line_written_as_a_point_is_one_in_word(nordjylland: Dokument) -> None:
    punkter = [sted.text for sted in alle_afsnit(nordjylland) if sted.style and sted.style.name == "List Bullet"]

    assert punkter[0] == "gennemført en brandingkampagne"
    assert len(punkter) == 4 + 4 + 3


def test_every_table_repeats_its_heading_and_has_a_name(nordjylland: Dokument) -> None:
    for tabel in tabeller(nordjylland):
        foerste, *andre = tabel.rows
        assert maerker(foerste) == {"tblHeader", "cantSplit"}
        assert [raekke for raekke in andre if "tblHeader" in maerker(raekke)] == []
        assert tabel.style
        assert tabel.style.name == "Bilagstabel"
    navne = [et.get(qn("w:val")) for et in nordjylland.element.body.iter(qn("w:tblCaption"))]
    assert navne[:3] == [
        "Oplysninger om afrapporteringen",
        "Målepunkternes vurdering: hvor mange der er af hver",
        "Mål 1: målepunkter og status",
    ]
    assert len(navne) == len(nordjylland.tables)


def test_short_row_stays_on_one_page_and_a_long_one_may_go_on(dokumenter: dict[str, bytes]) -> None:
    _, lang, kort = tabeller(laes(dokumenter["lang"]))[1].rows

    assert (maerker(lang), maerker(kort)) == (set(), {"cantSplit"})


def test_no_table_has_merged_cells_boxes_or_pictures(dokumenter: dict[str, bytes]) -> None:
    dele = xml(dokumenter["nordjylland"])

    ulovlige = re.compile(r"<w:(gridSpan|vMerge|drawing|pict|object|txbxContent)\b")
    assert [navn for navn, del_ in dele.items() if ulovlige.search(del_)] == []


@pytest.mark.parametrize("vurdering", Vurdering)
def test_verdict_is_a_word_in_a_style_with_its_colour(nordjylland: Dokument, vurdering: Vurdering) -> None:
    stil = nordjylland.styles[f"Vurdering {vurdering.label}"]

    assert stil.type == WD_STYLE_TYPE.CHARACTER
    (skygge,) = stil.element.iter(qn("w:shd"))
    assert skygge.get(qn("w:fill")) == VURDERINGSFARVER[vurdering]
    ord_ = {
        stykke.text.strip("\N{NO-BREAK SPACE}")
        for sted in alle_afsnit(nordjylland)
        for stykke in sted.runs
        if stykke.style.name == stil.name
    }
    brugt = ("Opfyldt", "Delvist opfyldt", "Ikke opfyldt", "På vej", "Afventer", "Mangler")
    assert ord_ == ({str(vurdering.label)} if vurdering.label in brugt else set())


def test_change_stands_as_it_was_beside_as_it_becomes(bilagene: dict[str, Bilag], nordjylland: Dokument) -> None:
    tabel = tabeller(nordjylland)[16]  # after the count and twelve goals, goals 1 to 3
    foer, nu = tabel.rows[1].cells[1:]
    punkt = bilagene["nordjylland"].aendringer[3].maalepunkter[0]

    assert (foer.paragraphs[0].text, nu.paragraphs[0].text) == (punkt.foer, punkt.nu)
    assert [et.text for et in foer.paragraphs[1:]] == ["Måltal 2021: mindst 45\N{NO-BREAK SPACE}%"]
    assert [et.text for et in nu.paragraphs[1:]] == [
        "Måltal 2022: mindst 47\N{NO-BREAK SPACE}%",
        "Måltal 2023: mindst 50\N{NO-BREAK SPACE}%",
    ]
    fjernet = [stykke.text for stykke in foer.paragraphs[0].runs if stykke.style.name == "Fjernet"]
    nyt = [stykke.text for stykke in nu.paragraphs[0].runs if stykke.style.name == "Tilføjet"]
    assert (fjernet, nyt[0]) == (["Mindst 45"], "I 2022 angiver mindst 47")


def test_what_is_taken_out_is_struck_and_what_is_new_underlined(nordjylland: Dokument) -> None:
    fjernet, tilfoejet = nordjylland.styles["Fjernet"].font, nordjylland.styles["Tilføjet"].font

    assert (fjernet.strike, fjernet.underline) == (True, None)
    assert (tilfoejet.strike, tilfoejet.underline) == (None, True)
    assert "Det, der er taget ud, er gennemstreget under »Før«. Det, der er nyt, er understreget under »Nu«." in tekst(
        nordjylland
    )


def test_target_that_two_years_are_held_against_is_told_once(dokumenter: dict[str, bytes]) -> None:
    """Midtjylland's spread: ±10 % in 2025, and both in 2026 and in 2027."""
    foer, nu = tabeller(laes(dokumenter["midtjylland"]))[-1].rows[2].cells[1:]

    maaltal = [[et.text for et in side.paragraphs if et.text.startswith("Måltal")] for side in (foer, nu)]
    assert [[ord_.replace("\N{NO-BREAK SPACE}", " ") for ord_ in side] for side in maaltal] == [
        ["Måltal 2025: inden for ±10 %"],
        ["Måltal 2026: inden for ±10 %", "Måltal 2027: inden for ±10 %"],
    ]


def test_number_and_title_that_changed_are_told(bilagene: dict[str, Bilag]) -> None:
    bilag = bilagene["nordjylland"]
    raekke = bilag.aendringer[0]
    assert raekke.nu
    flyttet = replace(raekke, nu=replace(raekke.nu, nummer=2))

    skrevet = tekst(laes(skriv_word(replace(bilag, aendringer=(flyttet,)))))

    assert "Mål 2: Virksomhedernes kendskab til Erhvervshusene – justeret\nFør: Mål 1: Virksomhedernes" in skrevet
    assert "\n1.2\nFør 1.1\nJusteret\n" in skrevet


def test_where_contract_and_texts_disagree_both_are_told(nordjylland: Dokument) -> None:
    assert "Kontrakten kalder målet uændret; ordlyden er ændret." in tekst(nordjylland)


def test_every_language_in_the_document_is_danish(dokumenter: dict[str, bytes]) -> None:
    fil = dokumenter["nordjylland"]

    sprog = {
        ord_
        for del_ in xml(fil).values()
        for tag in re.findall(r"<w:(?:lang|themeFontLang)\b[^>]*>", del_)
        for ord_ in re.findall(r'="([^"]+)"', tag)
    }
    assert sprog == {"da-DK"}
    assert laes(fil).core_properties.language == "da-DK"


def test_page_is_a4_and_numbered(nordjylland: Dokument) -> None:
    (afsnit,) = nordjylland.sections
    fod = afsnit.footer.paragraphs[0]

    maal = (afsnit.page_width, afsnit.page_height, afsnit.left_margin)
    assert [round(et / Cm(0.1)) if et else None for et in maal] == [210, 297, 20]  # mm
    assert "".join(et.text or "\t" * (et.tag == qn("w:tab")) for et in fod._p.iter(qn("w:t"), qn("w:tab"))) == (
        "Foreløbig afrapportering 2021, Erhvervshus Nordjylland, pr. 13. oktober 2021\tSide 1 af 1"
    )
    assert [et.get(qn("w:instr")) for et in fod._p.iter(qn("w:fldSimple"))] == [" PAGE ", " NUMPAGES "]


def test_document_says_what_it_is_and_who_made_it_when(dokumenter: dict[str, bytes]) -> None:
    egenskaber = laes(dokumenter["nordjylland"]).core_properties

    assert (egenskaber.title, egenskaber.subject, egenskaber.author, egenskaber.last_modified_by) == (
        "Foreløbig afrapportering 2021, Erhvervshus Nordjylland, pr. 13. oktober 2021",
        "Resultatkontrakt 2021, Erhvervshus Nordjylland og KKR Nordjylland",
        "Anne Admin",
        "Anne Admin",
    )
    assert egenskaber.created
    assert egenskaber.created.isoformat() == "2021-10-14T09:05:30+00:00"
    assert egenskaber.comments == ""


def test_same_annex_gives_the_same_bytes(bilagene: dict[str, Bilag], dokumenter: dict[str, bytes]) -> None:
    wordskabelon._skabelon.cache_clear()

    assert skriv_word(bilagene["nordjylland"]) == dokumenter["nordjylland"]


@settings(max_examples=25)
@given(tekst=st.text(min_size=1).map(uden_forbudte_tegn))
def test_any_text_is_read_back_as_it_was_written(bilagene: dict[str, Bilag], tekst: str) -> None:
    bilag = replace(bilagene["uden-tal"], indsatser=(Bilagsindsats(1, tekst, "", (tekst,)),))

    navn, status = laes(skriv_word(bilag)).tables[-1].rows[1].cells

    assert (navn.text, status.text) == (f"1. {tekst}", listepunkt(tekst) or tekst)


@pytest.mark.parametrize("navn", NAVNE)
def test_document_is_valid(dokumenter: dict[str, bytes], navn: str, tmp_path: Path) -> None:
    (tmp_path / "bilag.docx").write_bytes(dokumenter[navn])

    svar = OpenXmlValidator().validate(tmp_path / "bilag.docx")

    assert [fejl.description for fejl in svar.errors] == []


def test_validator_finds_what_is_wrong(dokumenter: dict[str, bytes], tmp_path: Path) -> None:
    dokument = laes(dokumenter["uden-tal"])
    raekke = dokument.tables[0].rows[0]._tr
    raekke.append(raekke.get_or_add_trPr())  # a row's properties behind its cells
    dokument.save(str(tmp_path / "bilag.docx"))

    assert not OpenXmlValidator().validate(tmp_path / "bilag.docx").is_valid


@pytest.mark.slow
def test_libreoffice_opens_it_and_cuts_nothing(
    bilagene: dict[str, Bilag], dokumenter: dict[str, bytes], tmp_path: Path
) -> None:
    filer = {f"{navn}.docx": dokumenter[navn] for navn in NAVNE}

    for navn, fil in som_pdf(filer, tmp_path).items():
        vist = "".join("".join(side.extract_text().split()) for side in fil.pages)
        beskrevet = tekster(bilagene[navn.removesuffix(".docx")])
        mangler = [ord_ for ord_ in beskrevet if "".join(ord_.split())[:40] not in vist]
        assert (navn, mangler) == (navn, [])
