"""The annex in PowerPoint: all that is said is there, in order, on slides that hold it and that anybody can edit."""

import re
from dataclasses import replace
from datetime import UTC, datetime
from pathlib import Path
from typing import Any

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from openxml_audit import OpenXmlValidator
from pptx.oxml.ns import qn
from pptx.presentation import Presentation as Praesentation

from maal.typer import Vurdering
from rapporter.bilag import skabelon
from rapporter.bilag.indhold import Bilag, Bilagsindsats, Bilagsmaal, Bilagspunkt, Bilagstal
from rapporter.bilag.powerpoint import skriv_powerpoint
from rapporter.bilag.skabelon import TABEL
from rapporter.farver import VURDERINGSFARVER
from tests.rapporter.powerpointfil import alt, laes, raekker, ramme, sammenhaengende, tabeller, titel, titler
from tests.rapporter.wordfil import tekster, xml

pytestmark = pytest.mark.django_db

NAVNE = ("nordjylland", "godkendt", "midtjylland", "sjaelland", "lang", "uden-tal", "alle-slags")
LILLE = Bilag(
    navn="lille",
    titel="Endelig afrapportering 2021",
    undertitel="Erhvervshus Fyn, pr. 31. december 2021",
    statustitel="Status pr. 31. december 2021",
    oplysninger=(("Kontrakt", "Resultatkontrakt 2021"),),
    forbehold=("Én er en kladde.",),
    taelling=((Vurdering.OPFYLDT, 1),),
    maal=(),
    indsatser=(),
    naeste_kontrakt="",
    aendringer=(),
    forfatter="Frida Fyn",
    dannet=datetime(2022, 1, 14, 9, 5, tzinfo=UTC),
)
TEKSTER = st.text("abæø WM019%.,-–\n\t•\x0b漢🙂\u00a0", max_size=400)


def uden_mellemrum(tekst: str) -> str:
    return "".join(tekst.split())


def som_vist(tekst: str) -> str:
    """A text without spaces, without what XML cannot hold, and without the signs of lists, which become real ones."""
    return re.sub(r"[-–•*\x0b\s]", "", tekst)


def punkt(tekst: str, *status: str, tal: tuple[Bilagstal, ...] = ()) -> Bilagspunkt:
    return Bilagspunkt("1.1", tekst, tal, Vurdering.OPFYLDT, status)


def siger(*punkter: Bilagspunkt, titel: str = "Kendskab") -> Bilag:
    """A small annex on one goal."""
    return replace(LILLE, maal=(Bilagsmaal(1, titel, True, "", Vurdering.OPFYLDT, punkter),))


def bund(praesentation: Praesentation) -> list[float]:
    """How far down the table of each slide goes, in points."""
    rammer = [form for slide in praesentation.slides if (form := ramme(slide)) is not None]
    return [form.top.pt + sum(raekke.height.pt for raekke in form.table.rows) for form in rammer]


@pytest.mark.parametrize("navn", NAVNE)
def test_all_that_the_annex_says_stands_on_the_slides(bilagene: dict[str, Bilag], navn: str) -> None:
    skrevet = uden_mellemrum(alt(laes(skriv_powerpoint(bilagene[navn]))))

    assert [ord_ for ord_ in tekster(bilagene[navn]) if uden_mellemrum(ord_) not in skrevet] == []


def test_changes_are_told_in_a_list_and_goal_by_goal(bilagene: dict[str, Bilag]) -> None:
    bilag = bilagene["nordjylland"]
    praesentation = laes(skriv_powerpoint(bilag))

    liste = [tabel for navn, tabel in tabeller(praesentation) if navn.startswith("Målene i Resultatkontrakt 2022")]
    maal = [raekke for tabel in liste for raekke in raekker(tabel)[1:]]
    assert [linje.split("\n")[0] for linje, _ in maal] == [
        f"Mål {(raekke.nu or raekke.foer).nummer}: {raekke.titel}"  # type: ignore[union-attr]
        for raekke in bilag.aendringer
    ]
    assert [ord_.split("\n")[0] for _, ord_ in maal] == [raekke.aendring for raekke in bilag.aendringer]
    skrevet = uden_mellemrum(alt(praesentation))
    ordlyd = [ord_ for raekke in bilag.aendringer for punkt in raekke.maalepunkter for ord_ in (punkt.foer, punkt.nu)]
    assert [ord_ for ord_ in ordlyd if uden_mellemrum(ord_) not in skrevet] == []


def test_outline_is_the_meetings_agenda(bilagene: dict[str, Bilag]) -> None:
    assert titler(laes(skriv_powerpoint(bilagene["nordjylland"])))[:8] == [
        "Foreløbig afrapportering 2021",
        "Målepunkternes vurdering",
        *(f"Foreløbig afrapportering 2021 – mål {maal}" for maal in ("1–2", "3–4", "5", "6–8", "9–10", "11–12")),
    ]


def test_goals_row_has_what_is_promised_beside_what_came_of_it(bilagene: dict[str, Bilag]) -> None:
    fundet = dict(tabeller(laes(skriv_powerpoint(bilagene["nordjylland"]))))
    tabel = raekker(fundet["Foreløbig afrapportering 2021 – mål 3–4"])

    assert [[celle.replace("\u00a0", " ") for celle in raekke] for raekke in tabel[:3]] == [
        ["Mål", "Status pr. 13. oktober 2021", "Vurdering"],
        [
            "Mål 3: Kvalitet, kompetencer og virksomhedernes tilfredshed",
            "Samlet vurdering af målet",
            "Delvist opfyldt",
        ],
        [
            "3.1 Mindst 80 % af de vejledte virksomheder angiver, at de er »Meget tilfredse«.",
            "Drift: 75 % (mindst 80 %) – Ikke opfyldt\nVækst: 81 % (mindst 80 %) – Opfyldt",
            "Delvist opfyldt",
        ],
    ]


@pytest.mark.parametrize("navn", NAVNE)
def test_at_most_four_goals_on_a_slide_and_nothing_below_it(bilagene: dict[str, Bilag], navn: str) -> None:
    praesentation = laes(skriv_powerpoint(bilagene[navn]))

    nederst = (TABEL[1] + TABEL[3]) / 12_700
    assert [sted for sted in bund(praesentation) if sted > nederst + 0.1] == []
    for sidetitel, tabel in tabeller(praesentation):
        maal = {celle.text_frame.text.split()[1].strip("():") for celle in tabel.iter_cells() if _er_maal(celle)}
        assert len(maal) <= 4 or sidetitel.startswith("Målene i"), sidetitel


def _er_maal(celle: Any) -> bool:
    return re.match(r"Mål \d", celle.text_frame.text) is not None


@settings(max_examples=40)
@given(TEKSTER, TEKSTER, st.lists(TEKSTER, max_size=4))
def test_any_text_is_there_whole_and_on_its_slide(navn: str, tekst: str, status: list[str]) -> None:
    bilag = siger(punkt(tekst, *status), punkt(tekst), titel=navn)
    bilag = replace(bilag, indsatser=(Bilagsindsats(1, navn, tekst, tuple(status)),))

    praesentation = laes(skriv_powerpoint(bilag))

    assert max(bund(praesentation)) <= (TABEL[1] + TABEL[3]) / 12_700 + 0.1
    hele = [sammenhaengende([tabel for titel_, tabel in tabeller(praesentation) if ord_ in titel_]) for ord_ in SLAGS]
    (_, foerste, anden), (indsats,) = hele  # the goal's own row first
    assert [som_vist(celle) for celle in foerste] == [som_vist(f"1.1{tekst}"), som_vist("".join(status)), "Opfyldt"]
    assert [som_vist(celle) for celle in anden] == [som_vist(f"1.1{tekst}"), "", "Opfyldt"]
    assert [som_vist(celle) for celle in indsats] == [som_vist(f"1. {navn}{tekst}"), som_vist("".join(status))]


SLAGS = (" – mål", " – indsatsområde")


@pytest.mark.parametrize("antal", [1, 40])
def test_title_slide_says_what_to_know_first_and_else_a_slide_of_its_own_does(antal: int) -> None:
    forbehold = tuple(f"Forbehold {nummer} skal læses, før tallene læses." for nummer in range(antal))

    praesentation = laes(skriv_powerpoint(replace(LILLE, forbehold=forbehold)))

    assert [ord_ for ord_ in forbehold if ord_ not in alt(praesentation)] == []
    assert ("Forbehold" in titler(praesentation)) == (antal > 1)


def test_rows_that_take_two_slides_are_shared_between_them() -> None:
    oplysninger = tuple((f"Oplysning {nummer}", "Ja") for nummer in range(18))

    praesentation = laes(skriv_powerpoint(replace(LILLE, oplysninger=oplysninger)))

    fundet = [(titel_, len(tabel.rows) - 1) for titel_, tabel in tabeller(praesentation) if titel_.startswith("Om ")]
    assert fundet == [("Om afrapporteringen", 9), ("Om afrapporteringen (fortsat)", 9)]


def test_title_too_long_for_a_tables_slide_is_said_on_the_title_slide_only() -> None:
    lang = "Afrapportering med en meget lang titel " * 7

    assert titler(laes(skriv_powerpoint(replace(siger(punkt("Måles.")), titel=lang))))[0] == lang
    assert titler(laes(skriv_powerpoint(replace(siger(punkt("Måles.")), titel=lang))))[2] == "Mål 1"


def test_title_of_more_than_a_slide_is_refused_rather_than_cut() -> None:
    with pytest.raises(ValueError, match="a title slide has no room for"):
        skriv_powerpoint(replace(LILLE, titel="Afrapportering " * 200))


def test_verdict_is_a_word_on_its_colour(bilagene: dict[str, Bilag]) -> None:
    praesentation = laes(skriv_powerpoint(bilagene["alle-slags"]))
    farver = {
        celle.text_frame.text: str(celle.fill.fore_color.rgb)
        for _, tabel in tabeller(praesentation)
        for celle in tabel.iter_cells()
        if celle.fill.type is not None
    }

    assert farver == {str(ord_.label): VURDERINGSFARVER[ord_] for ord_ in Vurdering if str(ord_.label) in farver}
    assert len(farver) == 6


def test_what_is_taken_out_is_struck_and_what_is_new_underlined(bilagene: dict[str, Bilag]) -> None:
    fundet = dict(tabeller(laes(skriv_powerpoint(bilagene["nordjylland"]))))
    foer, nu = fundet["Mål 4 – justeret"].rows[2].cells

    assert _maerket(foer, "strike") == ["Mindst 45", "mindst 45\u00a0%"]
    assert _maerket(nu, "u")[0] == "I 2022 angiver mindst 47"
    assert (_maerket(foer, "u"), _maerket(nu, "strike")) == ([], [])


def _maerket(celle: Any, maerke: str) -> list[str]:
    return [
        stykke.text
        for afsnit in celle.text_frame.paragraphs
        for stykke in afsnit.runs
        if stykke._r.rPr.get(maerke) is not None
    ]


def test_every_slide_has_a_real_title_and_a_table_with_heading_and_description(bilagene: dict[str, Bilag]) -> None:
    for slide in laes(skriv_powerpoint(bilagene["nordjylland"])).slides:
        assert titel(slide)
        form = ramme(slide)
        if form is None:
            continue
        assert form.is_placeholder
        assert form.table.first_row
        assert form._element.nvGraphicFramePr.cNvPr.get("descr").startswith("Tabel: ")
        assert [len(form_.text_frame.text) > 0 for form_ in slide.shapes if "Slide Number" in form_.name] == [True]


def test_every_piece_of_text_is_marked_as_danish(bilagene: dict[str, Bilag]) -> None:
    fil = skriv_powerpoint(bilagene["nordjylland"])

    sprog = {ord_ for del_ in xml(fil).values() for ord_ in re.findall(r'\blang="([^"]+)"', del_)}
    assert sprog == {"da-DK"}
    assert laes(fil).core_properties.language == "da-DK"
    slides = "".join(del_ for navn, del_ in xml(fil).items() if navn.startswith("ppt/slides/slide"))
    assert slides.count("<a:r>") + slides.count("<a:fld ") == slides.count('<a:rPr lang="da-DK"')


def test_presentation_is_wide_and_says_what_it_is_and_who_made_it_when() -> None:
    praesentation = laes(skriv_powerpoint(LILLE))
    egenskaber = praesentation.core_properties

    assert (praesentation.slide_width or 0) / (praesentation.slide_height or 1) == pytest.approx(16 / 9)
    assert (egenskaber.title, egenskaber.subject, egenskaber.author, egenskaber.comments) == (
        "Endelig afrapportering 2021, Erhvervshus Fyn, pr. 31. december 2021",
        "Resultatkontrakt 2021",
        "Frida Fyn",
        "",
    )
    assert egenskaber.created == egenskaber.modified
    assert egenskaber.created
    assert egenskaber.created.isoformat() == "2022-01-14T09:05:00"  # in UTC, as the format has it


def test_same_annex_gives_the_same_bytes(bilagene: dict[str, Bilag]) -> None:
    fil = skriv_powerpoint(bilagene["nordjylland"])
    skabelon._skabelon.cache_clear()

    assert skriv_powerpoint(bilagene["nordjylland"]) == fil


@pytest.mark.parametrize("navn", NAVNE)
def test_presentation_is_valid(bilagene: dict[str, Bilag], navn: str, tmp_path: Path) -> None:
    (tmp_path / "bilag.pptx").write_bytes(skriv_powerpoint(bilagene[navn]))

    svar = OpenXmlValidator().validate(tmp_path / "bilag.pptx")

    assert [fejl.description for fejl in svar.errors] == []


def test_validator_finds_what_is_wrong(tmp_path: Path) -> None:
    praesentation = laes(skriv_powerpoint(LILLE))
    tbl: Any = tabeller(praesentation)[0][1]._tbl
    tbl.append(tbl.find(qn("a:tblGrid")))  # the columns behind the rows
    praesentation.save(str(tmp_path / "bilag.pptx"))

    assert not OpenXmlValidator().validate(tmp_path / "bilag.pptx").is_valid
